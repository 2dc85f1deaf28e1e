#include "base/date.h"

#include <charconv>
#include <chrono>
#include <cstdio>

namespace xinheng {

namespace {

constexpr std::int64_t beijing_offset_seconds = 8 * 3600;
constexpr std::int64_t day_seconds = 24 * 3600;

std::chrono::year_month_day civil(std::int32_t days)
{
    return std::chrono::sys_days{std::chrono::days{days}};
}

// Exactly `count` digits, or -1.
int digits(std::string_view text, std::size_t at, std::size_t count)
{
    if (at + count > text.size()) return -1;
    int number = 0;
    for (char letter : text.substr(at, count)) {
        if (letter < '0' || letter > '9') return -1;
        number = number * 10 + (letter - '0');
    }
    return number;
}

Error format_error(std::string_view text)
{
    return {ErrorKind::invalid_input, "date.format", std::string(text.substr(0, 64))};
}

}  // namespace

Result<Date> Date::of(int year, int month, int day)
{
    const auto wanted = std::chrono::year{year} / month / day;
    if (year < 1 || year > 9999 || !wanted.ok()) {
        char seen[48];
        std::snprintf(seen, sizeof seen, "%d-%d-%d", year, month, day);
        return Error{ErrorKind::invalid_input, "date.no_such_day", seen};
    }

    return Date(
        static_cast<std::int32_t>(std::chrono::sys_days{wanted}.time_since_epoch().count()));
}

Result<Date> Date::parse(std::string_view iso)
{
    const int year = digits(iso, 0, 4);
    const int month = digits(iso, 5, 2);
    const int day = digits(iso, 8, 2);
    if (iso.size() != 10 || year < 0 || month < 0 || day < 0 || iso[4] != '-' || iso[7] != '-')
        return format_error(iso);

    return of(year, month, day);
}

int Date::year() const
{
    return static_cast<int>(civil(days_).year());
}

int Date::month() const
{
    return static_cast<int>(static_cast<unsigned>(civil(days_).month()));
}

int Date::day() const
{
    return static_cast<int>(static_cast<unsigned>(civil(days_).day()));
}

int Date::weekday() const
{
    const std::chrono::weekday day{std::chrono::sys_days{std::chrono::days{days_}}};
    return static_cast<int>(day.iso_encoding());
}

std::string Date::text() const
{
    char written[16];
    std::snprintf(written, sizeof written, "%04d-%02d-%02d", year(), month(), day());
    return written;
}

Result<Instant> Instant::parse(std::string_view text)
{
    constexpr std::string_view zone = "+08:00";
    if (text.size() != 25 || text[10] != 'T' || text.substr(19) != zone) return format_error(text);

    const auto day = TRY(Date::parse(text.substr(0, 10)));
    const int hour = digits(text, 11, 2);
    const int minute = digits(text, 14, 2);
    const int second = digits(text, 17, 2);
    const bool in_range = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 &&
                          second < 60 && text[13] == ':' && text[16] == ':';
    if (!in_range) return format_error(text);

    return Instant{day.days_since_1970() * day_seconds + hour * 3600 + minute * 60 + second -
                   beijing_offset_seconds};
}

std::string Instant::text() const
{
    const std::int64_t local = unix_seconds + beijing_offset_seconds;
    const auto within =
        static_cast<int>(local - std::int64_t{date().days_since_1970()} * day_seconds);
    char written[40];
    std::snprintf(written, sizeof written, "%sT%02d:%02d:%02d+08:00", date().text().c_str(),
                  within / 3600, within / 60 % 60, within % 60);
    return written;
}

Date Instant::date() const
{
    const std::int64_t local = unix_seconds + beijing_offset_seconds;
    const std::int64_t days =
        local >= 0 ? local / day_seconds : -((day_seconds - 1 - local) / day_seconds);
    return Date::from_days(static_cast<std::int32_t>(days));
}

Clock system_clock()
{
    return [] {
        const auto now = std::chrono::system_clock::now().time_since_epoch();
        return Instant{std::chrono::duration_cast<std::chrono::seconds>(now).count()};
    };
}

}  // namespace xinheng
