#include "base/calendar.h"

#include "base/csv.h"

#include <algorithm>
#include <array>

namespace xinheng {
namespace {

constexpr std::array<std::string_view, 5> columns = {"date", "day_kind", "name", "basis",
                                                     "verified"};

Error row_error(const csv::Row& row, std::string_view what)
{
    return Error{ErrorKind::invalid_input, "calendar.row",
                 "line " + std::to_string(row.line) + ": " + std::string(what)};
}

struct Exception {
    Date day;
    bool works;
};

Result<Exception> parse_row(const csv::Row& row)
{
    if (!row.problem.empty()) return row_error(row, row.problem);
    if (row.cells.size() != columns.size()) return row_error(row, "not five cells");
    const std::string_view kind = row.cells[1];
    const std::string_view basis = row.cells[3];
    const std::string_view verified = row.cells[4];

    const auto day = Date::parse(row.cells[0]);
    if (!day) return row_error(row, row.cells[0]);
    if (kind != "off" && kind != "work") return row_error(row, kind);
    if (basis.empty()) return row_error(row, "no basis");
    if (verified != "yes" && verified != "no") return row_error(row, verified);
    return Exception{*day, kind == "work"};
}

// A year's notice may move the last days of the December before: 2018-12-29, 2022-12-31.
int last_year_that_rules(Date day)
{
    constexpr int first_day_moved = 29;
    return day.month() == 12 && day.day() >= first_day_moved ? day.year() + 1 : day.year();
}

}  // namespace

Result<Calendar> Calendar::parse(std::string_view csv)
{
    auto reader = TRY(csv::Reader::over(std::string(csv)));
    csv::Row row;
    if (!reader.next(row) ||
        !std::equal(columns.begin(), columns.end(), row.cells.begin(), row.cells.end())) {
        return row_error(row, "the heading must be date,day_kind,name,basis,verified");
    }
    Calendar calendar;
    while (reader.next(row)) {
        const Exception exception = TRY(parse_row(row));
        if (!calendar.exceptions_.emplace(exception.day, exception.works).second) {
            return row_error(row, exception.day.text() + " twice");
        }
        // A row in December may come from the notice of the year after, so it proves nothing.
        if (exception.day.month() < 12) calendar.known_years_.insert(exception.day.year());
    }
    return calendar;
}

bool Calendar::is_working_day(Date day) const
{
    const auto exception = exceptions_.find(day);
    if (exception != exceptions_.end()) return exception->second;

    constexpr int friday = 5;
    return day.weekday() <= friday;
}

Calendar::Deadline Calendar::working_days_after(Date start, int count) const
{
    Deadline deadline{start, false};
    while (count > 0) {
        deadline.day = deadline.day.plus_days(1);
        if (is_working_day(deadline.day)) --count;
        deadline.provisional = deadline.provisional ||
                               known_years_.count(deadline.day.year()) == 0 ||
                               known_years_.count(last_year_that_rules(deadline.day)) == 0;
    }
    return deadline;
}

}  // namespace xinheng
