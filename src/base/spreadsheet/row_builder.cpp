#include "base/spreadsheet/row_builder.h"

#include "base/charset.h"
#include "base/text.h"

#include <utility>

namespace xinheng::spreadsheet {

void RowBuilder::begin(std::uint64_t line)
{
    text_.clear();
    ends_.clear();
    problem_ = {};
    line_ = line;
    has_cell_ = false;
}

bool RowBuilder::begin_cell(std::size_t column)
{
    if (column >= limits_.columns || text_.size() > limits_.row_bytes) {
        find("row.too_long");
        return false;
    }
    // Cells that are not there are empty.
    if (has_cell_) ends_.push_back(text_.size());
    while (ends_.size() < column) ends_.push_back(text_.size());
    has_cell_ = true;
    return true;
}

void RowBuilder::find(std::string_view problem)
{
    if (problem_.empty()) problem_ = problem;
}

void RowBuilder::replace_broken_bytes()
{
    find("row.encoding");
    std::string sound;
    std::size_t begin = 0;
    for (std::size_t& end : ends_) {
        csv::append_as_utf8(sound, std::string_view(text_).substr(begin, end - begin));
        begin = std::exchange(end, sound.size());
    }
    text_ = std::move(sound);
}

bool RowBuilder::finish(rows::Row& row)
{
    if (has_cell_) ends_.push_back(text_.size());
    if (text_.size() > limits_.row_bytes) find("row.too_long");
    if (!is_utf8(text_)) replace_broken_bytes();
    if (contains(text_, {"\0", 1})) find("row.nul_byte");
    if (trimmed(text_).empty() && problem_.empty()) return false;

    row.cells.clear();
    std::size_t begin = 0;
    for (const std::size_t end : ends_) {
        row.cells.push_back(std::string_view(text_).substr(begin, end - begin));
        begin = end;
    }
    row.number = ++number_;
    row.line = line_;
    row.problem = problem_;
    return true;
}

}  // namespace xinheng::spreadsheet
