// An XLSX file, written a row at a time in memory that does not grow with it. All cells are text: a
// code of 18 digits stays what it is, and nothing is a formula.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace xinheng {

class SheetWriter {
public:
    enum class Look { plain, heading, required_heading, wrong };
    struct Cell {
        std::string text;
        Look look = Look::plain;
        std::string note = {};  // Shown beside the cell. Of the first ten thousand, each is kept.
    };
    // What a column offers to choose from, and what is said to whoever fills it in.
    struct Offer {
        std::vector<std::string> choices;
        std::string title;
        std::string advice;
    };

    // Throws Failure where the file cannot be written.
    explicit SheetWriter(const std::string& path);
    ~SheetWriter();
    SheetWriter(SheetWriter&&) noexcept;
    SheetWriter& operator=(SheetWriter&&) noexcept;

    // A sheet that is full goes on in a further one, under the same first row.
    void begin_sheet(const std::string& name);
    void set_width(std::size_t column, double characters);
    // For all cells below the first row. The choices come to stand on a hidden sheet.
    void offer(std::size_t column, const Offer& offer);
    void add_row(const std::vector<Cell>& cells);
    // Readers take this sheet, whatever other sheets there are.
    void is_the_form();
    void finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace xinheng
