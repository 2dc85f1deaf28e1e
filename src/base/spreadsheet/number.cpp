#include "base/spreadsheet/number.h"

#include "base/date.h"

#include <charconv>
#include <cmath>
#include <fmt/format.h>

namespace xinheng::spreadsheet {
namespace {

constexpr std::size_t kept_digits = 15;
constexpr double digits_limit = 1e15;
constexpr int seconds_of_day = 86'400;
constexpr double last_serial = 2'958'465;  // 9999-12-31

std::string plain_number(double value)
{
    if (value == std::floor(value)) return fmt::format("{:.0f}", value);
    std::string text = fmt::format("{:.15g}", value);
    if (text.find('e') == std::string::npos) return text;
    text = fmt::format("{:.20f}", value);
    text.erase(text.find_last_not_of('0') + 1);
    return text;
}

// The day of a serial number. Excel counts a 29 February of 1900 that never was.
Date day_of(std::int32_t serial, Epoch epoch)
{
    constexpr std::int32_t first_of_1904 = -24'107, before_1900 = -25'568;
    if (epoch == Epoch::of_1904) return Date::from_days(first_of_1904 + serial);
    return Date::from_days(before_1900 + serial - (serial > 60 ? 1 : 0));
}

std::string time_text(int second)
{
    return fmt::format("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60);
}

// Nothing where the number is no day.
std::string date_text(double value, Shown shown, Epoch epoch)
{
    const bool is_leap_of_1900 = epoch == Epoch::of_1900 && std::floor(value) == 60;
    if (!(value >= 0) || value > last_serial || is_leap_of_1900) return {};
    auto day = static_cast<std::int32_t>(std::floor(value));
    auto second = static_cast<int>(std::lround((value - day) * seconds_of_day));
    if (second == seconds_of_day) {
        ++day;
        second = 0;
    }
    if (day == 0 && epoch == Epoch::of_1900) return time_text(second);
    if (shown == Shown::time && day == 0) return time_text(second);
    const Date date = day_of(day, epoch);
    if (shown == Shown::month) return fmt::format("{}年{}月", date.year(), date.month());
    return second == 0 ? date.text() : date.text() + ' ' + time_text(second);
}

// What a format's letters say. Texts, colours and filling are no letters of it.
struct Letters {
    bool year = false, month = false, day = false, time = false, other = false;
    std::size_t zeros = 0;
};

Letters letters_of(std::string_view code)
{
    Letters letters;
    for (std::size_t at = 0; at < code.size(); ++at) {
        const char letter = code[at];
        if (letter == ';') break;
        if (letter == '"' || letter == '[') {
            const std::size_t end = code.find(letter == '"' ? '"' : ']', at + 1);
            const std::string_view inside = code.substr(at + 1, end - at - 1);
            if (letter == '[' && inside.find_first_not_of("hHmMsS") == std::string_view::npos)
                letters.time = true;
            if (end == std::string_view::npos) break;
            at = end;
        } else if (letter == '\\' || letter == '_' || letter == '*') {
            ++at;
        } else if (letter == 'A' || letter == 'a' || letter == 'P' || letter == 'p') {
            if (at + 1 < code.size() && (code[at + 1] == 'M' || code[at + 1] == 'm')) ++at;
        } else if (letter == 'y' || letter == 'Y') {
            letters.year = true;
        } else if (letter == 'm' || letter == 'M') {
            letters.month = true;
        } else if (letter == 'd' || letter == 'D') {
            letters.day = true;
        } else if (letter == 'h' || letter == 'H' || letter == 's' || letter == 'S') {
            letters.time = true;
        } else if (letter == '0') {
            ++letters.zeros;
        } else {
            letters.other = true;
        }
    }
    return letters;
}

}  // namespace

NumberFormat built_in_format(unsigned id)
{
    const auto between = [&](unsigned first, unsigned last) { return id >= first && id <= last; };
    for (const unsigned month : {17u, 27u, 36u, 50u, 52u, 57u})
        if (id == month) return {Shown::month};
    if (between(18, 21) || between(45, 47) || between(32, 35) || id == 55 || id == 56)
        return {Shown::time};
    if (between(14, 16) || id == 22 || between(28, 31) || between(50, 58)) return {Shown::date};
    return {};
}

NumberFormat read_format(std::string_view code)
{
    if (code == "General" || code == "@") return {};
    const Letters letters = letters_of(code);
    if (letters.day) return {Shown::date};
    if (letters.year) return {Shown::month};
    if (letters.time) return {Shown::time};
    if (letters.month) return {Shown::date};
    if (letters.zeros > 1 && !letters.other) return {Shown::padded, letters.zeros};
    return {};
}

std::string_view append_number(std::string& into, double value, NumberFormat format, Epoch epoch)
{
    if (!std::isfinite(value)) {
        into += "#NUM!";
        return "row.formula_error";
    }
    const bool is_moment =
        format.shown == Shown::date || format.shown == Shown::month || format.shown == Shown::time;
    const std::string moment = is_moment ? date_text(value, format.shown, epoch) : std::string();
    if (!moment.empty()) {
        into += moment;
        return {};
    }
    const std::string text = plain_number(value);
    if (format.shown == Shown::padded && value >= 0 && text.size() < format.digits)
        into.append(format.digits - text.size(), '0');
    into += text;
    return std::abs(value) >= digits_limit ? "row.digits_lost" : std::string_view();
}

std::string_view append_number(std::string& into, std::string_view text, NumberFormat format,
                               Epoch epoch)
{
    const bool is_short_integer = !text.empty() && text.size() <= kept_digits &&
                                  text.find_first_not_of("0123456789") == std::string_view::npos;
    if (is_short_integer && format.shown == Shown::number) {
        into += text;
        return {};
    }
    double value = 0;
    const auto [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (trouble != std::errc() || end != text.data() + text.size()) {
        into += text;
        return text.empty() ? std::string_view() : "row.broken_number";
    }
    return append_number(into, value, format, epoch);
}

}  // namespace xinheng::spreadsheet
