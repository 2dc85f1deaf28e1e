// Civil dates and instants. All civil time is Beijing time (+08:00, no summer time).
#pragma once

#include "base/result.h"

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace xinheng {

// A day of the Gregorian calendar between 0001-01-01 and 9999-12-31.
class Date {
public:
    static Result<Date> of(int year, int month, int day);  // Refuses with "date.no_such_day".
    static Result<Date> parse(std::string_view iso);       // "2026-11-23" only, else "date.format".
    static constexpr Date from_days(std::int32_t since_1970) { return Date(since_1970); }

    constexpr Date() = default;

    int year() const;
    int month() const;
    int day() const;
    int weekday() const;  // 1 is Monday, 7 is Sunday.
    constexpr std::int32_t days_since_1970() const { return days_; }
    std::string text() const;  // "2026-11-23"

    constexpr Date plus_days(int days) const { return Date(days_ + days); }

    constexpr auto operator<=>(const Date&) const = default;

private:
    explicit constexpr Date(std::int32_t days) : days_(days) {}

    std::int32_t days_ = 0;
};

// A moment, to the second.
struct Instant {
    std::int64_t unix_seconds = 0;

    static Result<Instant> parse(
        std::string_view text);  // "2026-11-23T10:00:00+08:00", else "date.format".
    std::string text() const;    // In Beijing time.
    Date date() const;           // The civil day in Beijing.

    constexpr auto operator<=>(const Instant&) const = default;
};

using Clock = std::function<Instant()>;
Clock system_clock();

}  // namespace xinheng
