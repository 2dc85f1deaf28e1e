// The unified social credit code (统一社会信用代码, GB 32100-2015): the one key that ties every
// record to its subject. A Uscc that exists is well formed and bears its check character, so that
// nobody need check it again. That proves a correct transcription, not that the subject exists.
#pragma once

#include "base/result.h"

#include <array>
#include <compare>
#include <cstddef>
#include <functional>
#include <string_view>

namespace xinheng::subject {

class Uscc {
public:
    static constexpr std::size_t length = 18;
    // I, O, S, V and Z are never used. A character's value is its place.
    static constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    // Strict: upper case, nothing around it. Refuses with "uscc.length", "uscc.character" (also
    // for a letter in the division) or "uscc.check_character".
    static Result<Uscc> parse(std::string_view text);

    std::string_view text() const { return {characters_.data(), length}; }

    // The department that registered the subject (登记管理部门) and the class it gave (机构类别):
    // '9' and '1' are market regulation and a company.
    char authority() const { return characters_[0]; }
    char type() const { return characters_[1]; }
    // The division of the registering office: "110000" is Beijing, "100000" the national registrar.
    // It may have been abolished since.
    std::string_view division() const { return text().substr(2, 6); }
    // The inner organisation code (组织机构代码, GB 11714). Its own check character is not a
    // condition: some codes in force were issued with a wrong one.
    std::string_view organisation_code() const { return text().substr(8, 9); }

    // The character that completes 17 of the alphabet.
    static char check_character(std::string_view first_17);

    auto operator<=>(const Uscc&) const = default;

private:
    explicit Uscc(std::string_view valid_text);

    std::array<char, length> characters_;
};

// The character that completes eight digits and letters to an organisation code.
char organisation_code_check(std::string_view first_8);

}  // namespace xinheng::subject

template <>
struct std::hash<xinheng::subject::Uscc> {
    std::size_t operator()(const xinheng::subject::Uscc& uscc) const noexcept
    {
        return std::hash<std::string_view>{}(uscc.text());
    }
};
