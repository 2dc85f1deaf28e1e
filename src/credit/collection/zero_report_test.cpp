#include "credit/collection/zero_report.h"

#include <doctest/doctest.h>

using namespace xinheng;
using collection::Period;

namespace {

std::string days_of(std::string_view text)
{
    const auto period = Period::parse(text);
    if (!period) return std::string(period.error().reason);
    return period->first().text() + " " + period->last().text();
}

}  // namespace

TEST_CASE("a period is a month, a quarter or a year, with its first and last day")
{
    CHECK(days_of("2026-02") == "2026-02-01 2026-02-28");
    CHECK(days_of("2024-02") == "2024-02-01 2024-02-29");
    CHECK(days_of("2026-12") == "2026-12-01 2026-12-31");
    CHECK(days_of("2026-Q1") == "2026-01-01 2026-03-31");
    CHECK(days_of("2026-Q4") == "2026-10-01 2026-12-31");
    CHECK(days_of("2026") == "2026-01-01 2026-12-31");
}

TEST_CASE("what is no period is refused")
{
    for (const char* const text : {"", "26-02", "2026-13", "2026-00", "2026-Q5", "2026-Q0",
                                   "2026/02", "2026-2", "-026-02", "0000-01", "9999", "2026-02-01"})
        CHECK(days_of(text) == "zero_report.period");
}
