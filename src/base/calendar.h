// The working-day calendar (工作日): Monday to Friday, less the State Council's days off, plus its
// make-up days. The day of the act is not counted (民法典 201).
#pragma once

#include "base/date.h"

#include <map>
#include <set>
#include <string_view>

namespace xinheng {

class Calendar {
public:
    // Reads policy/holidays.csv: date,day_kind(off|work),name,basis,verified.
    // Refuses with "calendar.row" and the line.
    static Result<Calendar> parse(std::string_view csv);

    bool is_working_day(Date day) const;

    struct Deadline {
        Date day;
        // The notice for a year that the term touches has not been issued: it may still move. The
        // last three days of a year wait for the next year's notice too.
        bool provisional;
    };
    Deadline working_days_after(Date start, int count) const;

private:
    std::map<Date, bool> exceptions_;  // true: a working day
    std::set<int> known_years_;
};

}  // namespace xinheng
