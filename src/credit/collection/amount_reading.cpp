#include "credit/collection/amount_reading.h"

#include "base/text.h"
#include "credit/collection/amount_run.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <span>

namespace xinheng::collection {
namespace {

using amount::Run;
using amount::Written;

constexpr std::uint64_t fen_of_wan = 1'000'000;

Error refusal(std::string_view reason, std::string_view cell)
{
    return Error{ErrorKind::invalid_input, reason, std::string(cell)};
}

std::string in_ten_thousand_yuan(std::uint64_t fen)
{
    std::array<char, 32> digits;
    std::size_t begin = digits.size();
    std::uint64_t fraction = fen % fen_of_wan;
    if (fraction != 0) {
        int places = 6;
        for (; fraction % 10 == 0; fraction /= 10) --places;
        for (; places > 0; --places, fraction /= 10)
            digits[--begin] = static_cast<char>('0' + fraction % 10);
        digits[--begin] = '.';
    }
    std::uint64_t whole = fen / fen_of_wan;
    do digits[--begin] = static_cast<char>('0' + whole % 10);
    while ((whole /= 10) != 0);
    return std::string(digits.data() + begin, digits.size() - begin);
}

// 10^12 万元, in 分.
bool is_absurd(std::uint64_t fen)
{
    return fen > 1'000'000'000'000'000'000;
}

Result<AmountReading> read_bare(const amount::Number& number, AmountUnit unit,
                                std::string_view cell)
{
    const auto fen = amount::in_fen(number, unit == AmountUnit::yuan ? 0 : 4);
    if (!fen.problem.empty()) return refusal(fen.problem, cell);
    if (is_absurd(fen.value)) return refusal("amount.too_large", cell);
    const bool assumed = unit != AmountUnit::ten_thousand_yuan;
    return AmountReading{in_ten_thousand_yuan(fen.value), assumed ? "amount.unit_assumed" : ""};
}

std::size_t length_of_prefix(std::string_view text, std::span<const std::string_view> words)
{
    std::size_t longest = 0;
    for (const auto word : words) {
        if (word.size() > longest && text.starts_with(word)) longest = word.size();
    }
    return longest;
}

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> words)
{
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return text.ends_with(word); });
}

bool names_foreign_currency(std::string_view text)
{
    constexpr std::array<std::string_view, 20> words{
        "美元", "美金",   "欧元",   "港元",   "港币", "日元", "英镑", "韩元", "卢布", "澳元",
        "加元", "澳门元", "澳门币", "新台币", "USD",  "EUR",  "HKD",  "JPY",  "$",    "€"};
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return contains(text, word); });
}

// Words that may stand around the one amount of a cell without changing what it says. 元 is not
// among them: 1000(元) must not pass for a bare number.
constexpr std::array<std::string_view, 43> harmless_words{
    " ",    ":",  "(",  ")",    ";",    ",",  ".",    "。",       "、",       "人民币",   "RMB",
    "CNY",  "¥",  "￥", "罚款", "罚金", "处", "以",   "罚",       "并",       "给予",     "行政",
    "金额", "计", "共", "合",   "总",   "为", "没收", "违法所得", "非法所得", "非法财物", "大写",
    "小写", "即", "整", "正",   "[",    "]",  "依法", "的",       "\t",       "款"};

constexpr std::array<std::string_view, 4> minus_signs{"-", "−", "负", "－"};

bool is_yuan_sign_before(std::string_view text, std::size_t position)
{
    auto before = text.substr(0, position);
    while (before.ends_with(' ')) before.remove_suffix(1);
    return ends_with_any(before, {"¥", "￥", "RMB", "CNY"});
}

struct Found {
    Run run;
    bool yuan_sign;
};

// The amounts of a cell that holds nothing else.
Result<std::vector<Found>> runs_of_cell(std::string_view text, std::string_view cell)
{
    std::vector<Found> found;
    std::size_t position = 0;
    while (position < text.size()) {
        if (amount::begins_number(text, position)) {
            const Run run = amount::read_run(text, position);
            if (!run.problem.empty()) return refusal(run.problem, cell);
            found.push_back({run, is_yuan_sign_before(text, position)});
            position = run.end;
            continue;
        }
        const auto rest = text.substr(position);
        if (length_of_prefix(rest, minus_signs) != 0) {
            const bool number_follows =
                amount::begins_number(text, position + length_of_prefix(rest, minus_signs));
            return refusal(number_follows ? "amount.negative" : "amount.format", cell);
        }
        const std::size_t harmless = length_of_prefix(rest, harmless_words);
        if (harmless == 0) return refusal("amount.format", cell);
        position += harmless;
    }
    if (found.empty()) return refusal("amount.format", cell);
    return found;
}

Result<AmountReading> read_run_of_cell(const Found& found, AmountUnit unit, std::string_view cell)
{
    const Run& run = found.run;
    if (is_absurd(run.fen)) return refusal("amount.too_large", cell);
    const bool says_yuan = run.written == Written::with_yuan || found.yuan_sign ||
                           run.written == Written::in_ten_thousands;
    if (says_yuan) return AmountReading{in_ten_thousand_yuan(run.fen), {}};
    // 伍仟 in a column of 万元 could be either; in a column of yuan it is what it says.
    if (run.written == Written::in_multiples) {
        if (unit != AmountUnit::yuan) return refusal("amount.format", cell);
        return AmountReading{in_ten_thousand_yuan(run.fen), "amount.unit_assumed"};
    }
    return read_bare(run.number, unit, cell);
}

bool is_bare(const Found& found)
{
    return found.run.written == Written::bare && !found.yuan_sign;
}

bool restates(std::string_view between)
{
    return contains(between, "(") || contains(between, "大写") || contains(between, "小写") ||
           contains(between, "即") || contains(between, "[");
}

// A bare number in figures beside its words: 100000（壹拾万元整）, or 10（壹拾万元整） in a column
// of 万元.
bool agree(const Found& one, const Found& other, AmountUnit unit)
{
    if (one.run.fen == other.run.fen) return true;
    if (is_bare(other) && !is_bare(one)) return agree(other, one, unit);
    if (!is_bare(one) || is_bare(other) || unit == AmountUnit::yuan) return false;
    const auto fen = amount::in_fen(one.run.number, 4);
    return fen.problem.empty() && fen.value == other.run.fen;
}

Result<AmountReading> read_text(std::string_view text, AmountUnit unit, std::string_view cell)
{
    const auto found = TRY(runs_of_cell(text, cell));
    const Found& first = found.front();
    // Ledgers print a negative number in brackets.
    const auto before = trimmed(text.substr(0, first.run.begin));
    if (found.size() == 1 && is_bare(first) && before == "(") return refusal("amount.format", cell);
    for (std::size_t i = 1; i < found.size(); ++i) {
        const auto gap_begin = found[i - 1].run.end;
        const auto between = text.substr(gap_begin, found[i].run.begin - gap_begin);
        if (!restates(between)) return refusal("amount.several", cell);
        if (!agree(found[i], first, unit)) return refusal("amount.contradiction", cell);
    }
    // Where one of two equal spellings names the unit, it speaks for both.
    const auto with_unit = std::find_if_not(found.begin(), found.end(), is_bare);
    return read_run_of_cell(with_unit == found.end() ? first : *with_unit, unit, cell);
}

bool is_ascii_amount(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char letter) {
        return (letter >= '0' && letter <= '9') || letter == '.' || letter == ',';
    });
}

// What may follow an amount that does not end in 元: nothing that would make it a count of things.
bool ends_amount(std::string_view after)
{
    constexpr std::array<std::string_view, 21> words{" ",      ",",  ";",  ":",  ")",  "(",  ".",
                                                     "。",     "、", "]",  "\n", "\r", "\t", "罚",
                                                     "人民币", "的", "并", "记", "”",  "】", "〕"};
    return after.empty() || length_of_prefix(after, words) != 0;
}

bool is_money_word_before(std::string_view text, std::size_t position)
{
    auto before = text.substr(0, position);
    while (before.ends_with(' ') || before.ends_with(':')) before.remove_suffix(1);
    return ends_with_any(before,
                         {"罚款", "处罚", "罚", "金额", "人民币", "没收违法所得", "没收非法所得"});
}

// 元月, 元旦: a day, not an amount.
bool is_calendar_word(std::string_view text, const Run& run)
{
    const auto after = text.substr(run.end);
    return text.substr(0, run.end).ends_with("元") &&
           (after.starts_with("月") || after.starts_with("旦"));
}

std::optional<AmountInText> as_amount(std::string_view text, const Run& run)
{
    const auto after = text.substr(run.end);
    AmountInText found{{}, run.begin, run.end, run.problem};
    if (!run.problem.empty()) {
        if (run.problem == "amount.format") return std::nullopt;
        return found;
    }
    if (is_calendar_word(text, run)) return std::nullopt;
    if (ends_with_any(text.substr(0, run.begin), {"-", "−", "负"}) &&
        run.written != Written::bare) {
        found.problem = "amount.negative";
    }
    const bool unit_missing = run.written == Written::bare || run.written == Written::in_multiples;
    if (is_yuan_sign_before(text, run.begin) || run.written == Written::with_yuan) {
        found.reading.amount = in_ten_thousand_yuan(run.fen);
    } else if (!ends_amount(after)) {
        return std::nullopt;
    } else if (!unit_missing) {
        found.reading.amount = in_ten_thousand_yuan(run.fen);
    } else if (is_money_word_before(text, run.begin)) {
        found.reading = {in_ten_thousand_yuan(run.fen), "amount.unit_assumed"};
    } else {
        return std::nullopt;
    }
    if (is_absurd(run.fen)) found.problem = "amount.too_large";
    return found;
}

bool only_restates(std::string_view between)
{
    constexpr std::array<std::string_view, 10> words{"(",    "[",    ":",  " ", "人民币",
                                                     "大写", "小写", "即", "¥", "￥"};
    if (!restates(between)) return false;
    while (!between.empty()) {
        const std::size_t length = length_of_prefix(between, words);
        if (length == 0) return false;
        between.remove_prefix(length);
    }
    return true;
}

}  // namespace

Result<AmountReading> read_amount(std::string_view cell, AmountUnit bare_number_unit)
{
    const std::string_view text = trimmed(cell);
    if (is_ascii_amount(text)) {
        const auto number = amount::read_number(text);
        if (number.end != text.size()) return refusal("amount.format", cell);
        return read_bare(number, bare_number_unit, cell);
    }
    const std::string plain = to_half_width(text);
    if (names_foreign_currency(plain)) return refusal("amount.currency", cell);
    return read_text(plain, bare_number_unit, cell);
}

std::vector<AmountInText> find_amounts(std::string_view text)
{
    std::vector<AmountInText> amounts;
    std::size_t position = 0;
    while (position < text.size()) {
        if (!amount::begins_number(text, position)) {
            next_code_point(text, position);
            continue;
        }
        const Run run = amount::read_run(text, position);
        position = run.end;
        const auto found = as_amount(text, run);
        if (!found) continue;
        const bool again =
            !amounts.empty() &&
            only_restates(text.substr(amounts.back().end, found->begin - amounts.back().end));
        if (!again) {
            amounts.push_back(*found);
            continue;
        }
        if (found->reading.amount != amounts.back().reading.amount) {
            amounts.back().problem = "amount.contradiction";
        }
        amounts.back().end = found->end;
    }
    return amounts;
}

}  // namespace xinheng::collection
