// A number of a spreadsheet as the clerk sees it: 2026-02-10 rather than 46063, 0.1 rather than
// 0.10000000000000001. Private to the readers of base/spreadsheet/.
#pragma once

#include <string>
#include <string_view>

namespace xinheng::spreadsheet {

enum class Shown {
    number,
    padded,  // With zeros, to as many digits as its format has.
    date,    // A day, with the time where there is one.
    month,   // A month of a year: its day is not shown, and nobody wrote it.
    time
};

struct NumberFormat {
    Shown shown = Shown::number;
    std::size_t digits = 0;  // Of "padded".
};

enum class Epoch { of_1900, of_1904 };

// Of a number that every workbook knows; the Chinese ones have their own dates.
NumberFormat built_in_format(unsigned id);
NumberFormat read_format(std::string_view code);

// Appends how it is shown. Answers "row.digits_lost" for more digits than a spreadsheet keeps:
// what was typed cannot be known any more; else nothing. What is no number is appended as it is.
std::string_view append_number(std::string& into, std::string_view text, NumberFormat format,
                               Epoch epoch);
std::string_view append_number(std::string& into, double value, NumberFormat format, Epoch epoch);

}  // namespace xinheng::spreadsheet
