#include "base/date.h"

#include <doctest/doctest.h>

using namespace xinheng;

namespace {

std::string read(std::string_view text)
{
    const auto date = Date::parse(text);
    return date ? date->text() : std::string(date.error().reason);
}

std::string read_instant(std::string_view text)
{
    const auto instant = Instant::parse(text);
    return instant ? instant->text() : std::string(instant.error().reason);
}

}  // namespace

TEST_CASE("a date is a day of the calendar, from the first of the year 1 to the last of 9999")
{
    CHECK(read("2026-11-23") == "2026-11-23");
    CHECK(read("0001-01-01") == "0001-01-01");
    CHECK(read("9999-12-31") == "9999-12-31");
    CHECK(read("0000-12-31") == "date.no_such_day");
    CHECK(read("2026-00-10") == "date.no_such_day");
    CHECK(read("2026-13-10") == "date.no_such_day");
    CHECK(Date::of(10'000, 1, 1).error().reason == "date.no_such_day");
}

TEST_CASE("the 29th of February is there every four years, not every hundred, but every 400")
{
    CHECK(read("2024-02-29") == "2024-02-29");
    CHECK(read("2023-02-29") == "date.no_such_day");
    CHECK(read("1900-02-29") == "date.no_such_day");
    CHECK(read("2000-02-29") == "2000-02-29");
    CHECK(read("2026-04-30") == "2026-04-30");
    CHECK(read("2026-04-31") == "date.no_such_day");
}

TEST_CASE("only the one written form is a date")
{
    for (const auto* const text :
         {"", "2026-1-01", "2026/01/01", "20260101", "2026-01-01 ", " 2026-01-01", "2026-01-0a",
          "-026-01-01", "2026-01-01T00:00:00+08:00"}) {
        CAPTURE(text);
        CHECK(read(text) == "date.format");
    }
}

TEST_CASE("days are counted from 1970, forwards and back, over the ends of months")
{
    CHECK(Date::parse("1970-01-01").value().days_since_1970() == 0);
    CHECK(Date::parse("1969-12-31").value().days_since_1970() == -1);
    CHECK(Date::parse("2026-02-28").value().plus_days(1).text() == "2026-03-01");
    CHECK(Date::parse("2024-02-28").value().plus_days(1).text() == "2024-02-29");
    CHECK(Date::parse("2026-01-01").value().plus_days(-1).text() == "2025-12-31");
    CHECK(Date::parse("2026-01-01").value() < Date::parse("2026-01-02").value());
}

TEST_CASE("a week begins on Monday")
{
    CHECK(Date::parse("2026-11-23").value().weekday() == 1);
    CHECK(Date::parse("2026-11-29").value().weekday() == 7);
    CHECK(Date::parse("1969-12-28").value().weekday() == 7);
}

TEST_CASE("an instant is told in Beijing time, and its day is the day in Beijing")
{
    CHECK(Instant{0}.text() == "1970-01-01T08:00:00+08:00");
    CHECK(Instant{-1}.text() == "1970-01-01T07:59:59+08:00");
    CHECK(read_instant("2026-03-02T09:05:59+08:00") == "2026-03-02T09:05:59+08:00");

    const auto midnight = Instant::parse("2026-03-02T00:00:00+08:00").value();
    CHECK(midnight.date().text() == "2026-03-02");
    CHECK(Instant{midnight.unix_seconds - 1}.date().text() == "2026-03-01");
    const auto long_ago = Instant::parse("1949-10-01T00:00:00+08:00").value();
    CHECK(long_ago.unix_seconds < 0);
    CHECK(long_ago.date().text() == "1949-10-01");
    CHECK(Instant{long_ago.unix_seconds - 1}.date().text() == "1949-09-30");
}

TEST_CASE("only the one written form in Beijing time is an instant")
{
    for (const auto* const text :
         {"2026-03-02T09:05:59Z", "2026-03-02 09:05:59+08:00", "2026-03-02T09:05:59+09:00",
          "2026-03-02T24:00:00+08:00", "2026-03-02T23:60:00+08:00", "2026-03-02T23:59:60+08:00",
          "2026-03-02T9:05:59+08:00 "}) {
        CAPTURE(text);
        CHECK(read_instant(text) == "date.format");
    }
    CHECK(read_instant("2026-02-30T09:05:59+08:00") == "date.no_such_day");
    CHECK(read_instant("2026-03-02T23:59:59+08:00") == "2026-03-02T23:59:59+08:00");
}
