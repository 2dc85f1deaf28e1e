#include "credit/collection/amount_run.h"

#include <array>

namespace xinheng::collection::amount {
namespace {

constexpr std::uint64_t most = 9'000'000'000'000'000'000;

constexpr std::array<std::uint64_t, 20> powers_of_ten = [] {
    std::array<std::uint64_t, 20> powers{1};
    for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
    return powers;
}();

constexpr bool is_digit(char letter)
{
    return letter >= '0' && letter <= '9';
}

// Commas must part groups of three, or they are no part of the number.
std::size_t length_of_integer(std::string_view text)
{
    std::size_t length = 0;
    while (length < text.size() && is_digit(text[length])) ++length;
    if (length > 3) return length;
    for (;;) {
        const auto group = text.substr(length);
        const bool three = group.size() >= 4 && group[0] == ',' && is_digit(group[1]) &&
                           is_digit(group[2]) && is_digit(group[3]) &&
                           (group.size() == 4 || !is_digit(group[4]));
        if (!three) return length;
        length += 4;
    }
}

Number skip_digits(std::string_view text, Number number)
{
    while (number.end < text.size() && is_digit(text[number.end])) ++number.end;
    return number;
}

}  // namespace

Number read_number(std::string_view text)
{
    Number number;
    const std::size_t integer_end = length_of_integer(text);
    for (const char letter : text.substr(0, integer_end)) {
        if (letter == ',') continue;
        if (number.mantissa > most / 10 - 1) number.problem = "amount.too_large";
        else number.mantissa = number.mantissa * 10 + static_cast<std::uint64_t>(letter - '0');
    }
    number.end = integer_end;
    if (integer_end == 0) number.problem = "amount.format";
    if (number.end == text.size() || text[number.end] != '.' || integer_end == 0) return number;
    ++number.end;
    int zeros = 0;
    for (; number.end < text.size() && is_digit(text[number.end]); ++number.end) {
        const char letter = text[number.end];
        ++zeros;
        if (letter == '0') continue;
        // 亿 with ten decimals is still a whole number of 分.
        const bool fits = number.scale + zeros <= 10 &&
                          number.mantissa < most / powers_of_ten[static_cast<std::size_t>(zeros)];
        if (!fits) {
            if (number.problem.empty()) number.problem = "amount.too_precise";
            return skip_digits(text, number);
        }
        number.mantissa = number.mantissa * powers_of_ten[static_cast<std::size_t>(zeros)] +
                          static_cast<std::uint64_t>(letter - '0');
        number.scale += zeros;
        zeros = 0;
    }
    return number;
}

Fen in_fen(const Number& number, int exponent)
{
    if (!number.problem.empty()) return {0, number.problem};
    const int shift = exponent + 2 - number.scale;
    if (shift < 0) return {0, "amount.too_precise"};
    const std::uint64_t factor = powers_of_ten[static_cast<std::size_t>(shift)];
    if (number.mantissa > most / factor) return {0, "amount.too_large"};
    return {number.mantissa * factor, {}};
}

}  // namespace xinheng::collection::amount
