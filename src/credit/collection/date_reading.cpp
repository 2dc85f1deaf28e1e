#include "credit/collection/date_reading.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <optional>

namespace xinheng::collection {
namespace {

constexpr int seconds_of_day = 86'400;
constexpr int beijing_offset_seconds = 8 * 3'600;
constexpr std::int32_t long_term_days = 47'481;  // 2099-12-31

Error refusal(std::string_view reason, std::string_view cell)
{
    return Error{ErrorKind::invalid_input, reason, std::string(cell)};
}

constexpr bool is_digit(char letter)
{
    return letter >= '0' && letter <= '9';
}

// A run of digits: how many there are decides what they can mean, so the count is kept.
struct Digits {
    int value = 0;
    int count = 0;
};

class Cursor {
public:
    explicit Cursor(std::string_view text) : text_(text) {}

    bool at_end() const { return position_ == text_.size(); }
    char peek() const { return at_end() ? '\0' : text_[position_]; }
    std::string_view rest() const { return text_.substr(position_); }

    bool take(char wanted)
    {
        if (peek() != wanted) return false;
        ++position_;
        return true;
    }

    void skip_spaces()
    {
        while (peek() == ' ' || peek() == '\t') ++position_;
    }

    Digits digits(int at_most)
    {
        Digits run;
        while (run.count < at_most && is_digit(peek())) {
            run.value = run.value * 10 + (text_[position_++] - '0');
            ++run.count;
        }
        return run;
    }

    void skip_digits()
    {
        while (is_digit(peek())) ++position_;
    }

private:
    std::string_view text_;
    std::size_t position_ = 0;
};

struct TimeOfDay {
    int seconds = 0;
    std::optional<int> offset_seconds;  // East of Greenwich, where a zone is written.
};

bool take_zone(Cursor& cursor, TimeOfDay& time)
{
    if (cursor.take('Z') || cursor.take('z')) {
        time.offset_seconds = 0;
        return true;
    }
    const char sign = cursor.peek();
    if (sign != '+' && sign != '-') return true;
    cursor.take(sign);
    const Digits hours = cursor.digits(2);
    cursor.take(':');
    const Digits minutes = cursor.digits(2);
    if (hours.count != 2 || minutes.count == 1 || hours.value > 14 || minutes.value > 59)
        return false;
    const int offset = hours.value * 3'600 + minutes.value * 60;
    time.offset_seconds = sign == '+' ? offset : -offset;
    return true;
}

// "AM" or "PM", as spreadsheets print a time.
bool take_half_of_day(Cursor& cursor, Digits& hours)
{
    const char half = cursor.peek();
    if (half != 'A' && half != 'P' && half != 'a' && half != 'p') return true;
    cursor.take(half);
    if (!cursor.take('M') && !cursor.take('m')) return false;
    if (hours.value < 1 || hours.value > 12) return false;
    hours.value %= 12;
    if (half == 'P' || half == 'p') hours.value += 12;
    return true;
}

// "10:30", "00:00:00.0", "10:30:00+08:00", "12:00:00 AM", or "10:" which was 10时.
std::optional<TimeOfDay> read_time(std::string_view text)
{
    Cursor cursor(text);
    if (!cursor.take('T') && !cursor.take('t')) cursor.skip_spaces();
    Digits hours = cursor.digits(2);
    Digits minutes;
    Digits seconds;
    if (hours.count == 0 || !cursor.take(':')) return std::nullopt;
    minutes = cursor.digits(2);
    if (cursor.take(':')) seconds = cursor.digits(2);
    if (cursor.take('.')) cursor.skip_digits();
    cursor.skip_spaces();
    if (!take_half_of_day(cursor, hours)) return std::nullopt;
    if (hours.value > 23 || minutes.value > 59 || seconds.value > 59) return std::nullopt;

    TimeOfDay time{hours.value * 3'600 + minutes.value * 60 + seconds.value, std::nullopt};
    cursor.skip_spaces();
    if (!take_zone(cursor, time) || !cursor.at_end()) return std::nullopt;

    return time;
}

Result<DateReading> with_time(Date date, std::string_view after, std::string_view cell)
{
    if (after.empty()) return DateReading{date, {}};
    const auto time = read_time(after);
    if (!time) return refusal("date.format", cell);
    const std::string_view warning = time->seconds == 0 ? "" : "date.time_dropped";
    if (!time->offset_seconds) return DateReading{date, warning};

    // A system that stores Beijing midnight in Greenwich time writes the day before.
    const int in_beijing = time->seconds - *time->offset_seconds + beijing_offset_seconds;
    if (in_beijing < 0) return DateReading{date.plus_days(-1), "date.zone_converted"};
    if (in_beijing >= seconds_of_day) return DateReading{date.plus_days(1), "date.zone_converted"};
    return DateReading{date, in_beijing == 0 ? "" : warning};
}

Result<DateReading> dated(int year, int month, int day, std::string_view after,
                          std::string_view cell)
{
    const auto date = Date::of(year, month, day);
    if (!date) return refusal("date.no_such_day", cell);
    return with_time(*date, after, cell);
}

// Spreadsheets count days from 1899-12-30, the hours as a fraction.
Result<DateReading> read_serial(int serial, std::string_view fraction, std::string_view cell)
{
    constexpr int first = 32'874;  // 1990-01-01
    constexpr int last = 73'415;   // 2100-12-31
    constexpr int unix_epoch = 25'569;
    if (serial < first || serial > last) return refusal("date.format", cell);
    if (!std::all_of(fraction.begin(), fraction.end(), is_digit))
        return refusal("date.format", cell);
    // Within a second of midnight, rounding may have taken the day away.
    if (fraction.starts_with("99999")) return refusal("date.ambiguous", cell);

    return DateReading{Date::from_days(serial - unix_epoch), "date.excel_serial"};
}

// 20180720 and 20180720103000; other long numbers are no dates.
Result<DateReading> read_compact(std::string_view text, std::string_view cell)
{
    Cursor cursor(text);
    const int year = cursor.digits(4).value;
    const int month = cursor.digits(2).value;
    const int day = cursor.digits(2).value;
    if (year < 1900 || year > 2100) return refusal("date.format", cell);
    if (!is_digit(cursor.peek())) return dated(year, month, day, cursor.rest(), cell);

    const Digits hours = cursor.digits(2);
    const Digits minutes = cursor.digits(2);
    const Digits seconds = cursor.digits(2);
    if (seconds.count != 2 || !cursor.at_end() || hours.value > 23 || minutes.value > 59 ||
        seconds.value > 59) {
        return refusal("date.format", cell);
    }
    auto reading = dated(year, month, day, {}, cell);
    const bool midnight = hours.value + minutes.value + seconds.value == 0;
    if (reading && !midnight) reading->warning = "date.time_dropped";
    return reading;
}

Result<DateReading> read_ascii(std::string_view text, std::string_view cell)
{
    Cursor cursor(text);
    const Digits first = cursor.digits(8);
    if (first.count == 8) return read_compact(text, cell);
    if (first.count == 5 && cursor.at_end()) return read_serial(first.value, {}, cell);
    const char separator = cursor.peek();
    if (separator != '-' && separator != '/' && separator != '.')
        return refusal("date.format", cell);
    cursor.take(separator);
    if (first.count == 5 && separator == '.') return read_serial(first.value, cursor.rest(), cell);

    const Digits month = cursor.digits(2);
    if (month.count == 0 || !cursor.take(separator)) return refusal("date.format", cell);
    const Digits last = cursor.digits(5);
    if (first.count == 4 && (last.count == 1 || last.count == 2)) {
        return dated(first.value, month.value, last.value, cursor.rest(), cell);
    }
    if (first.count == 1 || first.count == 2) {
        if (last.count == 4) return refusal("date.ambiguous", cell);
        if (last.count == 1 || last.count == 2) return refusal("date.two_digit_year", cell);
    }
    return refusal("date.format", cell);
}

// 0–9 for a numeral that stands for itself, 10, 20 and 30 for 十, 廿 and 卅, else -1.
int chinese_numeral(char32_t letter)
{
    switch (letter) {
    case U'〇':
    case U'零':
    case U'○':
    case U'◯':
    case U'Ｏ': return 0;
    case U'一':
    case U'壹': return 1;
    case U'二':
    case U'贰': return 2;
    case U'三':
    case U'叁': return 3;
    case U'四':
    case U'肆': return 4;
    case U'五':
    case U'伍': return 5;
    case U'六':
    case U'陆': return 6;
    case U'七':
    case U'柒': return 7;
    case U'八':
    case U'捌': return 8;
    case U'九':
    case U'玖': return 9;
    case U'十':
    case U'拾': return 10;
    case U'廿': return 20;
    case U'卅': return 30;
    default: return -1;
    }
}

bool is_dash(char32_t letter)
{
    return (letter >= U'\u2010' && letter <= U'\u2015') || letter == U'\u2212' || letter == U'ー';
}

// The same date in ASCII digits and separators, so that there is one reader of dates.
class Rewriter {
public:
    explicit Rewriter(std::string_view cell) : cell_(cell) {}

    std::optional<std::string> run()
    {
        std::size_t position = 0;
        while (position < cell_.size()) {
            if (!add(next_code_point(cell_, position))) return std::nullopt;
        }
        if (!end_numerals()) return std::nullopt;
        while (out_.ends_with(' ')) out_.pop_back();
        return out_;
    }

    bool saw_numerals() const { return saw_numerals_; }

private:
    bool add(char32_t letter)
    {
        const int numeral = chinese_numeral(letter);
        // 二O一八 is typed with the letter as often as with the right sign.
        const bool letter_o = (letter == U'O' || letter == U'o') && !numerals_.empty();
        if (numeral >= 0 || letter_o) {
            numerals_.push_back(static_cast<char>(letter_o ? 0 : numeral));
            return true;
        }
        return end_numerals() && add_plain(letter);
    }

    bool add_plain(char32_t letter)
    {
        if (letter == U'\u3000' || letter == U'\u00a0') letter = U' ';
        if (letter >= U'\uff01' && letter <= U'\uff5e') letter -= 0xfee0;
        if (is_dash(letter)) letter = U'-';
        const bool after_separator = out_.empty() || out_.back() == '-' || out_.back() == ' ';
        if (letter == U' ' && after_separator) return true;
        switch (letter) {
        case U'年':
        case U'月': return mark('-');
        case U'日':
        case U'号': return mark(' ');
        case U'时':
        case U'分': return mark(':');
        case U'秒': return true;
        default: break;
        }
        if (letter > 0x7f) return false;
        out_.push_back(static_cast<char>(letter));
        return true;
    }

    bool mark(char sign)
    {
        while (out_.ends_with(' ')) out_.pop_back();
        out_.push_back(sign);
        return true;
    }

    // 二〇一八 is read digit by digit, 二十 and 廿一 as numbers.
    bool end_numerals()
    {
        if (numerals_.empty()) return true;
        saw_numerals_ = true;
        const auto is_ten = [](char numeral) { return numeral >= 10; };
        const auto ten = std::find_if(numerals_.begin(), numerals_.end(), is_ten);
        if (ten == numerals_.end()) {
            for (const char numeral : numerals_) out_.push_back(static_cast<char>('0' + numeral));
            numerals_.clear();
            return true;
        }
        const auto before = ten - numerals_.begin();
        const auto after = numerals_.end() - ten - 1;
        if (before > 1 || after > 1 || (before == 1 && *ten != 10)) return false;
        const int tens = before == 1 ? numerals_.front() * 10 : *ten;
        const int ones = after == 1 ? numerals_.back() : 0;
        if (ones > 9 || (before == 1 && tens == 0)) return false;
        out_ += std::to_string(tens + ones);
        numerals_.clear();
        return true;
    }

    std::string_view cell_;
    std::string out_;
    std::string numerals_;
    bool saw_numerals_ = false;
};

bool says_long_term(std::string_view text)
{
    constexpr std::array<std::string_view, 5> words{"长期", "永久", "长期有效", "永久有效",
                                                    "永久性"};
    return std::find(words.begin(), words.end(), text) != words.end();
}

bool is_ascii(std::string_view text)
{
    return std::none_of(text.begin(), text.end(), [](char letter) { return (letter & 0x80) != 0; });
}

}  // namespace

Result<DateReading> read_date(std::string_view cell)
{
    const std::string_view text = trimmed(cell);
    if (is_ascii(text)) return read_ascii(text, cell);
    if (says_long_term(text)) {
        return DateReading{Date::from_days(long_term_days), "date.long_term"};
    }
    Rewriter rewriter(text);
    const auto plain = rewriter.run();
    if (!plain) return refusal("date.format", cell);

    auto reading = read_ascii(*plain, cell);
    if (reading && reading->warning.empty() && rewriter.saw_numerals()) {
        reading->warning = "date.chinese_numerals";
    }
    return reading;
}

}  // namespace xinheng::collection
