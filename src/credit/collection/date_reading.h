// What a cell says of a day (日期). Departments write days in a dozen ways; whatever can be read in
// one way only is read, and an interpretation is told by a warning. What could be two days is
// refused.
#pragma once

#include "base/date.h"

#include <string_view>

namespace xinheng::collection {

struct DateReading {
    Date date;
    // Empty, or "date.excel_serial", "date.chinese_numerals", "date.time_dropped",
    // "date.zone_converted" (the day in Beijing is not the day written), "date.long_term".
    std::string_view warning;
};

// Refuses with "date.two_digit_year", "date.ambiguous", "date.no_such_day" or "date.format".
Result<DateReading> read_date(std::string_view cell);

}  // namespace xinheng::collection
