#include "credit/subject/uscc.h"

#include "credit/subject/test_tables.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <unordered_set>

using namespace xinheng;
using namespace xinheng::subject;

namespace {

std::string answer(std::string_view text)
{
    const auto uscc = Uscc::parse(text);
    return std::string(uscc ? "ok" : uscc.error().reason);
}

// The valid codes that the standard and official examples print.
constexpr std::string_view published[] = {
    "91110000600037341L", "121200004013590816", "911522010783762860", "9115220107837941X1",
    "91310112087994932F", "913101203509708598", "9144030071526726XG", "91620105L015101280",
    "9162010567592034XQ", "92340602MA2PBQAH7E", "92340603MA2PEP42XF", "91340600MA2PBP6A1W",
    "91350100M000100Y43", "91230500MA1B3N1N2M", "91370400728618604X", "91320100748204660Q",
    "91110108551385082Q", "914403001922038216", "91440300708461136T", "91330100799655058B",
    "91110000802100433B", "12100000400000624D",
};

constexpr std::string_view one_of_each_authority[] = {
    "11110000MF0000005K", "12110000MF0000005G", "13110000MF0000005D", "31110000MF0000005H",
    "51110000MF0000005F", "52110000MF0000005C", "53110000MF00000059", "81110108MF00000055",
    "93110115MF00000052", "A1110000MF0000005A", "N2110115MF0000005P", "Y1110000MF0000005M",
};

// Any code of the alphabet with its check character.
rc::Gen<std::string> any_code()
{
    return rc::gen::map(
        rc::gen::container<std::vector<std::uint8_t>>(17, rc::gen::arbitrary<std::uint8_t>()),
        [](const std::vector<std::uint8_t>& bytes) {
            std::string code;
            for (const std::uint8_t byte : bytes) {
                const bool in_division = code.size() >= 2 && code.size() < 8;
                code += Uscc::alphabet[byte % (in_division ? 10 : Uscc::alphabet.size())];
            }
            return code + Uscc::check_character(code);
        });
}

}  // namespace

TEST_CASE("codes in force are parsed, of every registering department")
{
    for (const auto code : published) CHECK_MESSAGE(answer(code) == "ok", code);
    for (const auto code : one_of_each_authority) CHECK_MESSAGE(answer(code) == "ok", code);
}

TEST_CASE("a code is taken apart into department, class, division and organisation code")
{
    const auto uscc = *Uscc::parse("91110000MAXXXX015J");
    CHECK(uscc.text() == "91110000MAXXXX015J");
    CHECK(uscc.authority() == '9');
    CHECK(uscc.type() == '1');
    CHECK(uscc.division() == "110000");
    CHECK(uscc.organisation_code() == "MAXXXX015");
}

TEST_CASE("the door is strict: length, alphabet, digits in the division, check character")
{
    CHECK(answer("") == "uscc.length");
    CHECK(answer("12345") == "uscc.length");
    CHECK(answer("91110000MAXXXX015") == "uscc.length");
    CHECK(answer("91110000MAXXXX015J ") == "uscc.length");

    CHECK(answer("91350100M000100Y4Z") == "uscc.character");
    CHECK(answer("9111000060003IOZSV") == "uscc.character");
    CHECK(answer("91320100748204660O") == "uscc.character");
    CHECK(answer("91110000maxxxx015j") == "uscc.character");
    CHECK(answer("S1110000MF0000005A") == "uscc.character");
    CHECK(answer("91A10000MAXXXX015J") == "uscc.character");
    CHECK(answer("911100A0MAXXXX015J") == "uscc.character");
    CHECK(answer("91110000\xE6\x97\xA0XXX015J") == "uscc.character");

    CHECK(answer("91110000600037341N") == "uscc.check_character");
    CHECK(answer("A1110000600037341L") == "uscc.check_character");
    CHECK(answer("A1110000600037341K") == "ok");
    CHECK(answer("91310115MA1H8R7C6D") == "uscc.check_character");
    CHECK(answer("91320100250571846X") == "uscc.check_character");
    CHECK(answer("00000000000000000X") == "uscc.check_character");
}

TEST_CASE("the inner organisation code is no condition")
{
    CHECK(answer("91110105MA00000012") == "ok");
}

TEST_CASE("the check characters of the standards are computed")
{
    CHECK(Uscc::check_character("91350100M000100Y4") == '3');
    CHECK(organisation_code_check("MA000000") == '7');
    CHECK(organisation_code_check("71526726") == 'X');
    for (const auto code : published) {
        CHECK(Uscc::check_character(code.substr(0, 17)) == code[17]);
        CHECK(organisation_code_check(code.substr(8, 8)) == code[16]);
    }
}

TEST_CASE("equal codes are one key, and codes are ordered as their text")
{
    const auto first = *Uscc::parse("11110000MF0000005K");
    const auto second = *Uscc::parse("12110000MF0000005G");
    CHECK(first < second);
    const std::unordered_set<Uscc> keys = {first, second, *Uscc::parse("11110000MF0000005K")};
    CHECK(keys.size() == 2);
}

TEST_CASE("a valid code with any one character changed is refused")
{
    CHECK(rc::check([] {
        std::string code = *any_code();
        RC_ASSERT(answer(code) == "ok");

        const auto place = *rc::gen::inRange<std::size_t>(0, code.size());
        const auto other = *rc::gen::elementOf(std::string(Uscc::alphabet));
        RC_PRE(code[place] != other);
        code[place] = other;
        RC_ASSERT(answer(code) != "ok");
    }));
}

TEST_CASE("parsing any bytes whatever ends in a code or a reason")
{
    CHECK(rc::check([](const std::string& bytes) {
        const auto uscc = Uscc::parse(bytes);
        RC_ASSERT((!uscc || uscc->text() == bytes));
    }));
}

TEST_CASE("every code of a real register is parsed")
{
    std::size_t refused = 0;
    std::size_t read = 0;
    const bool at_hand =
        for_each_real_row("entities_kinginsun/entities.csv.gz", [&](const csv::Row& row) {
            ++read;
            if (!Uscc::parse(row.cells[0])) ++refused;
        });
    if (!at_hand) return;
    CHECK(read == 243'933);
    CHECK(refused == 0);
}
