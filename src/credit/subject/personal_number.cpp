#include "credit/subject/personal_number.h"

#include "base/date.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

namespace xinheng::subject {

namespace {

bool is_digit(char character)
{
    return character >= '0' && character <= '9';
}

bool are_digits(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), is_digit);
}

int number_of(std::string_view digits)
{
    int number = 0;
    for (const char digit : digits) number = number * 10 + (digit - '0');
    return number;
}

// The provinces with the residence permits of Hong Kong, Macao and Taiwan (81, 82, 83). Fixed by
// the standard for numbers already given, and so not in the table of divisions.
bool is_place_of_birth(std::string_view two_digits)
{
    const int place = number_of(two_digits);
    const int last = place % 10;
    switch (place / 10) {
    case 1: return last >= 1 && last <= 5;
    case 2: return last >= 1 && last <= 3;
    case 3: return last >= 1 && last <= 7;
    case 4: return last >= 1 && last <= 6;
    case 5: return last <= 4;
    case 6: return last >= 1 && last <= 5;
    case 7: return last == 1;
    case 8: return last >= 1 && last <= 3;
    default: return false;
    }
}

bool is_date_of_birth(std::string_view eight_digits)
{
    const int year = number_of(eight_digits.substr(0, 4));
    if (year < 1900 || year > 2099) return false;
    const int month = number_of(eight_digits.substr(4, 2));
    const int day = number_of(eight_digits.substr(6, 2));
    return static_cast<bool>(Date::of(year, month, day));
}

bool has_check_character(std::string_view eighteen)
{
    constexpr std::array<int, 17> weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) sum += (eighteen[i] - '0') * weights[i];
    return "10X98765432"[sum % 11] == eighteen[17];
}

bool is_plan_followed(std::string_view eighteen)
{
    return eighteen.size() == 18 && are_digits(eighteen.substr(0, 17)) &&
           (is_digit(eighteen[17]) || eighteen[17] == 'X') &&
           is_date_of_birth(eighteen.substr(6, 8));
}

}  // namespace

bool is_personal_number(std::string_view eighteen)
{
    if (!is_plan_followed(eighteen) || !has_check_character(eighteen)) return false;
    return is_place_of_birth(eighteen.substr(0, 2)) ||
           (eighteen[0] == '9' && is_place_of_birth(eighteen.substr(1, 2)));
}

bool has_shape_of_personal_number(std::string_view eighteen)
{
    return is_plan_followed(eighteen) && is_place_of_birth(eighteen.substr(0, 2));
}

bool has_shape_of_old_personal_number(std::string_view fifteen)
{
    return fifteen.size() == 15 && are_digits(fifteen) && is_place_of_birth(fifteen.substr(0, 2)) &&
           is_date_of_birth("19" + std::string(fifteen.substr(6, 6)));
}

bool holds_personal_number(std::string_view text)
{
    for (std::size_t i = 0; i + 18 <= text.size(); ++i) {
        if (is_personal_number(text.substr(i, 18))) return true;
    }
    return false;
}

}  // namespace xinheng::subject
