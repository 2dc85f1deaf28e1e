#include "credit/subject/uscc.h"

#include <cassert>
#include <cstdint>
#include <string>

namespace xinheng::subject {

namespace {

// 3^i mod 31 (GB 32100-2015); the check character counts once.
constexpr std::array<std::uint16_t, Uscc::length> weights = {1,  3,  9,  27, 19, 26, 16, 17, 20,
                                                             29, 25, 13, 8,  24, 10, 30, 28, 1};

// More than any code of the alphabet can come to.
constexpr std::uint16_t foreign = 0x4000;

using Products = std::array<std::array<std::uint16_t, 256>, Uscc::length>;

// What each character adds at each place: its value times the weight, or `foreign` where it may not
// stand. One look-up and one sum then tell everything.
constexpr Products products = [] {
    Products made{};
    for (std::size_t place = 0; place < Uscc::length; ++place) {
        const bool in_division = place >= 2 && place < 8;
        const std::size_t allowed = in_division ? 10 : Uscc::alphabet.size();
        made[place].fill(foreign);
        for (std::size_t value = 0; value < allowed; ++value) {
            made[place][static_cast<std::uint8_t>(Uscc::alphabet[value])] =
                static_cast<std::uint16_t>(value * weights[place]);
        }
    }
    return made;
}();

std::uint32_t sum_of(std::string_view text)
{
    std::uint32_t sum = 0;
    for (std::size_t place = 0; place < text.size(); ++place) {
        sum += products[place][static_cast<std::uint8_t>(text[place])];
    }
    return sum;
}

}  // namespace

Uscc::Uscc(std::string_view valid_text)
{
    valid_text.copy(characters_.data(), length);
}

Result<Uscc> Uscc::parse(std::string_view text)
{
    if (text.size() != length) {
        return Error{ErrorKind::invalid_input, "uscc.length", std::string(text)};
    }

    const std::uint32_t sum = sum_of(text);
    if (sum >= foreign) {
        return Error{ErrorKind::invalid_input, "uscc.character", std::string(text)};
    }
    if (sum % 31 != 0) {
        return Error{ErrorKind::invalid_input, "uscc.check_character", std::string(text)};
    }
    return Uscc(text);
}

char Uscc::check_character(std::string_view first_17)
{
    assert(first_17.size() == length - 1);

    const std::uint32_t sum = sum_of(first_17);
    assert(sum < foreign);
    return alphabet[(31 - sum % 31) % 31];
}

char organisation_code_check(std::string_view first_8)
{
    assert(first_8.size() == 8);

    // Here all 26 letters count, A is 10 (GB 11714-1997).
    constexpr std::array<int, 8> factors = {3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < factors.size(); ++i) {
        const char character = first_8[i];
        const int value = character <= '9' ? character - '0' : character - 'A' + 10;
        sum += value * factors[i];
    }
    return "0X987654321"[sum % 11];
}

}  // namespace xinheng::subject
