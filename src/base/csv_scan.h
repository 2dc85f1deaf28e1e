// Finds the cells of one CSV row in bytes that hold at least its beginning. Private to csv.cpp.
#pragma once

#include "base/charset.h"

#include <cstddef>
#include <limits>
#include <string_view>
#include <vector>

namespace xinheng::csv {

// The scanner looks this far past the end of what it is given; the bytes there do not matter.
constexpr std::size_t scan_slack_bytes = 64;

enum class Found {
    row,
    more,       // The row does not end here, or only the next byte tells whether it does.
    open_quote  // A quote at `open_quote` never closes, or closes where it cannot be meant.
};

struct Scan {
    std::vector<std::string_view> cells;
    std::vector<std::size_t> doubled;  // The cells in which quotes are doubled.
    std::size_t columns_limit = 0;
    char separator = ',';
    // From here on a quote is a character like another.
    std::size_t quotes_until = std::numeric_limits<std::size_t>::max();

    std::size_t row_bytes = 0;  // Without the line end.
    std::size_t end_bytes = 0;  // The line end.
    std::size_t lines = 0;
    std::size_t open_quote = 0;
    bool text_after_quote = false;
    bool too_many_cells = false;

    Found scan(std::string_view text, Ending ending);

private:
    struct Cell;
    void close_cell(Cell& cell, const char* end);
};

// Makes one of each doubled quote, in place; the text that is left.
std::string_view undouble_quotes(char* text, std::size_t size);

}  // namespace xinheng::csv
