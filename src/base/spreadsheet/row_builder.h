// The cells of a row as they are read, within the limits. Private to the readers of
// base/spreadsheet/.
#pragma once

#include "base/rows.h"

namespace xinheng::spreadsheet {

class RowBuilder {
public:
    explicit RowBuilder(rows::Limits limits) : limits_(limits) {}

    void begin(std::uint64_t line);
    // What is appended to text() until the next call is the cell of that column, counted from 0.
    // False where the row is too long for it.
    bool begin_cell(std::size_t column);
    std::string& text() { return text_; }
    void find(std::string_view problem);

    // False of a row in which nothing stands.
    bool finish(rows::Row& row);

private:
    void replace_broken_bytes();

    rows::Limits limits_;
    std::string text_;
    std::vector<std::size_t> ends_;  // Of all cells but the one that is being read.
    std::string_view problem_;
    std::uint64_t line_ = 0;
    std::uint64_t number_ = 0;
    bool has_cell_ = false;
};

}  // namespace xinheng::spreadsheet
