#include "base/calendar.h"

#include "base/csv.h"

#include <algorithm>
#include <cstdlib>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <iterator>

using namespace xinheng;

namespace {

std::string file_text(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string shipped_table()
{
    return file_text(std::filesystem::path(XINHENG_SOURCE_DIR) / "policy" / "holidays.csv");
}

Calendar shipped_calendar()
{
    return Calendar::parse(shipped_table()).value();
}

std::filesystem::path test_data()
{
    if (const char* const given = std::getenv("XINHENG_TEST_DATA")) return given;
    return std::filesystem::path(XINHENG_SOURCE_DIR) / ".." / "shared" / "data";
}

Date day(std::string_view text)
{
    return Date::parse(text).value();
}

std::string after(std::string_view start, int count)
{
    const auto deadline = shipped_calendar().working_days_after(day(start), count);
    return deadline.day.text() + (deadline.provisional ? " provisional" : "");
}

std::string refused(std::string_view rows)
{
    const auto calendar =
        Calendar::parse("date,day_kind,name,basis,verified\n" + std::string(rows));
    return calendar ? "read" : std::string(calendar.error().reason) + " " + calendar.error().detail;
}

int working_days_of(const Calendar& calendar, int year)
{
    int count = 0;
    const Date end = Date::of(year + 1, 1, 1).value();
    for (Date date = Date::of(year, 1, 1).value(); date < end; date = date.plus_days(1)) {
        if (calendar.is_working_day(date)) ++count;
    }
    return count;
}

}  // namespace

TEST_CASE("the day of the act is not counted, days off are passed over, make-up days count")
{
    CHECK(after("2020-12-29", 7) == "2021-01-08");
    CHECK(after("2018-12-27", 7) == "2019-01-08");
    CHECK(after("2022-12-29", 7) == "2023-01-10");
    CHECK(after("2020-01-23", 7) == "2020-02-11");
    CHECK(after("2021-09-30", 7) == "2021-10-15");
    CHECK(after("2025-01-24", 7) == "2025-02-10");
    CHECK(after("2025-12-31", 7) == "2026-01-12");
    CHECK(after("2026-02-12", 7) == "2026-02-28");
    CHECK(after("2026-02-14", 7) == "2026-03-03");
    CHECK(after("2026-04-01", 10) == "2026-04-16");
    CHECK(after("2026-04-30", 7) == "2026-05-13");
    CHECK(after("2026-05-09", 1) == "2026-05-11");
    CHECK(after("2026-09-18", 7) == "2026-09-29");
    CHECK(after("2026-09-24", 7) == "2026-10-12");
    CHECK(after("2026-09-24", 20) == "2026-10-29");
    CHECK(after("2026-09-30", 3) == "2026-10-10");
    CHECK(after("2026-11-20", 1) == "2026-11-23");
    CHECK(after("2026-11-20", 3) == "2026-11-25");
    CHECK(after("2026-11-20", 5) == "2026-11-27");
    CHECK(after("2026-11-20", 0) == "2026-11-20");
}

TEST_CASE("a notice reaches back into the December before its year")
{
    const Calendar calendar = shipped_calendar();
    CHECK(calendar.is_working_day(day("2018-12-29")));
    CHECK_FALSE(calendar.is_working_day(day("2018-12-30")));
    CHECK_FALSE(calendar.is_working_day(day("2018-12-31")));
    CHECK(calendar.is_working_day(day("2022-12-30")));
    CHECK_FALSE(calendar.is_working_day(day("2022-12-31")));
    CHECK(calendar.is_working_day(day("2026-09-20")));
    CHECK_FALSE(calendar.is_working_day(day("2026-09-25")));
}

TEST_CASE("the years have as many working days as the notices leave")
{
    const Calendar calendar = shipped_calendar();
    CHECK(working_days_of(calendar, 2020) == 249);
    CHECK(working_days_of(calendar, 2025) == 248);
    CHECK(working_days_of(calendar, 2026) == 248);
}

TEST_CASE("a term that touches a year without notice is provisional, and so are its last days")
{
    CHECK(after("2026-12-25", 1) == "2026-12-28");
    CHECK(after("2026-12-25", 2) == "2026-12-29 provisional");
    CHECK(after("2026-12-31", 1) == "2027-01-01 provisional");
    CHECK(after("2026-12-21", 20) == "2027-01-18 provisional");
    CHECK(after("2025-12-26", 2) == "2025-12-30");
    CHECK(after("2015-06-01", 1) == "2015-06-02 provisional");
}

TEST_CASE("a table that cannot be trusted is refused with its line")
{
    CHECK(refused("2026-01-01,off,元旦,通知,yes\n") == "read");
    CHECK(refused("2026-02-30,off,元旦,通知,yes\n") == "calendar.row line 2: 2026-02-30");
    CHECK(refused("2026-01-01,free,元旦,通知,yes\n") == "calendar.row line 2: free");
    CHECK(refused("2026-01-01,off,元旦,,yes\n") == "calendar.row line 2: no basis");
    CHECK(refused("2026-01-01,off,元旦,通知,\n") == "calendar.row line 2: ");
    CHECK(refused("2026-01-01,off,元旦,通知\n") == "calendar.row line 2: not five cells");
    CHECK(refused("2026-01-01,off,元旦,通知,yes\n2026-01-01,work,元旦,通知,yes\n") ==
          "calendar.row line 3: 2026-01-01 twice");
    CHECK(Calendar::parse("date,kind\n").error().reason == "calendar.row");
}

TEST_CASE("the shipped table agrees day for day with an independent copy of the notices")
{
    const auto path = test_data() / "cn_state_council_holidays" / "days.csv";
    auto copy = csv::Reader::open(path);
    if (!copy) {
        MESSAGE("skipped: no " << path.string());
        return;
    }
    constexpr int first_year_shipped = 2016;
    const std::string table = shipped_table();
    std::size_t compared = 0;
    csv::Row row;
    copy->next(row);
    while (copy->next(row)) {
        if (std::stoi(std::string(row.cells[0])) < first_year_shipped) continue;
        const std::string wanted =
            "\n" + std::string(row.cells[1]) + "," + std::string(row.cells[3]) + ",";
        const bool has_it = table.find(wanted) != std::string::npos;
        CHECK_MESSAGE(has_it, wanted);
        ++compared;
    }
    const auto shipped = static_cast<std::size_t>(std::count(table.begin(), table.end(), '\n')) - 1;
    CHECK(compared == shipped);
}
