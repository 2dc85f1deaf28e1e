// JSON Lines: an object to a line. Its first lines say which columns there are; a name that only
// comes later is a fault of its row. Private to rows.cpp.
#pragma once

#include "base/csv_source.h"
#include "base/rows.h"

namespace xinheng::json_lines {

class Reader {
public:
    static Result<Reader> from(csv::Source source, rows::Limits limits);

    ~Reader();
    Reader(Reader&&) noexcept;
    Reader& operator=(Reader&&) noexcept;

    // The first row holds the names. Numbers stand as they were written, a list as its values with
    // semicolons between them.
    bool next(rows::Row& row);
    std::string_view problem() const;
    std::uint64_t bytes_read() const;
    std::uint64_t bytes_total() const;

private:
    struct State;
    explicit Reader(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace xinheng::json_lines
