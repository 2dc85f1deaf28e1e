#include "credit/subject/identifier.h"

#include "base/text.h"
#include "credit/subject/test_tables.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace xinheng;
using namespace xinheng::subject;

namespace {

// "scheme value; warning; warning", or "reason; warning".
std::string answer(std::string_view cell, Column column = Column::subject,
                   const CodeTables& tables = shipped_tables())
{
    const auto reading = read_identifier(cell, column, tables);
    std::string said(reading.reason);
    if (reading.identifier) {
        said = std::string(text_of(reading.identifier->scheme)) + " " + reading.identifier->value;
    }
    for (const Note& note : reading.warnings) said += "; " + std::string(note.reason);
    return said;
}

std::string meant_by(std::string_view cell)
{
    return read_identifier(cell, Column::subject, shipped_tables()).meant;
}

std::string completed(std::string first_16)
{
    first_16 += organisation_code_check(first_16.substr(8));
    return first_16 + Uscc::check_character(first_16);
}

}  // namespace

TEST_CASE("a sound code is read as it is")
{
    CHECK(answer("91110000600037341L") == "uscc 91110000600037341L");
    CHECK(answer("A1110000MF0000005A") == "uscc A1110000MF0000005A");
    CHECK(answer("N2110115MF0000005P") == "uscc N2110115MF0000005P");
    CHECK(answer("Y1110000MF0000005M") == "uscc Y1110000MF0000005M");
    // Looks like the identity number of somebody born in 1863 or in 1920, and is a company or a
    // body of the state.
    CHECK(answer("913101186310103363") == "uscc 913101186310103363");
}

TEST_CASE("a code is cleaned of what spreadsheets and hands put around it, and says so")
{
    const std::string cleaned = "uscc 91110000600037341L; uscc.cleaned";
    for (const std::string cell :
         {" 91110000600037341L", "91110000600037341l", "9111 0000 6000 3734 1L",
          "91110000-60003734-1L", "９１１１００００６０００３７３４１Ｌ", "'91110000600037341L",
          "=\"91110000600037341L\"", "91110000600037341L.", "91110000600037341L。",
          "\xEF\xBB\xBF"
          "91110000600037341L",
          "91110000\xE2\x80\x8B"
          "600037341L\t",
          "　91110000600037341L　", "91110000–600037341L", "“91110000600037341L”;"}) {
        CHECK_MESSAGE(answer(cell) == cleaned, cell);
    }
}

TEST_CASE("an unknown division, class or inner check is a warning")
{
    CHECK(answer("91110105MA00000012") == "uscc 91110105MA00000012; uscc.organisation_check");
    CHECK(answer(completed("91110199MA000000")) ==
          "uscc " + completed("91110199MA000000") + "; uscc.division_unknown");
    CHECK(answer(completed("91710100MA000000")).ends_with("; uscc.division_unknown"));
    CHECK(answer(completed("91990000MA000000")).ends_with("; uscc.division_unknown"));
    CHECK(answer(completed("98110105MA000000")).ends_with("; uscc.type_unknown"));
    // Said by one author only, and so not yet known.
    CHECK(answer(completed("G1110105MA000000")).ends_with("; uscc.type_unknown"));
}

TEST_CASE("a division that has been abolished stays known")
{
    CHECK(answer(completed("91110103MA000000")).starts_with("uscc"));
    for (const std::string division :
         {"110103", "110104", "110228", "110229", "120107", "130103"}) {
        const std::string code = completed("91" + division + "MA000000");
        CHECK(answer(code) == "uscc " + code);
    }
}

TEST_CASE("a faulty code is refused by what is wrong with it")
{
    CHECK(answer("12345") == "uscc.length");
    CHECK(answer("9111000060003734") == "uscc.length");
    CHECK(answer("91110000600037341N") == "uscc.check_character");
    CHECK(answer("A1110000600037341L") == "uscc.check_character");
    CHECK(answer("91310115MA1H8R7C6D") == "uscc.check_character");
    CHECK(answer("91320100250571846X") == "uscc.check_character");
    CHECK(answer("91350100M000100Y4Z") == "uscc.character");
    CHECK(answer("9111000060003IOZSV") == "uscc.character");
    CHECK(answer("91320100748204660O") == "uscc.character");
    CHECK(answer("S1110000MF0000005A") == "uscc.character; uscc.type_unknown");
    CHECK(answer("某某有限公司") == "identifier.unknown");
    CHECK(answer(std::string(257, '9')) == "identifier.unknown");
    CHECK(answer("9111\xFF\xFE") == "identifier.unknown");
}

TEST_CASE("what says nothing is told as nothing")
{
    for (const std::string cell : {"", " ", "无", "（无）", "/", "-", "——", "N/A", "n/a", "null",
                                   "0", "#N/A", "暂无", "\\", "　"}) {
        CHECK_MESSAGE(answer(cell) == "identifier.none", cell);
    }
}

TEST_CASE("the placeholder is for authorities alone, and is no key")
{
    CHECK(answer("00000000000000000X", Column::subject) == "uscc.placeholder");
    CHECK(answer("00000000000000000x", Column::authority) == "; uscc.placeholder");
    CHECK(answer("000000000000000000", Column::subject) == "uscc.placeholder");
    CHECK(answer("111111111111111", Column::authority) == "uscc.placeholder");
}

TEST_CASE("a registration number bears its check")
{
    CHECK(answer("110108000000016") == "registration_number 110108000000016");
    CHECK(answer("110108000000017") == "identifier.registration_check");
    CHECK(answer("1101 0800 0000 016") == "registration_number 110108000000016; uscc.cleaned");
    CHECK(answer("110108000000016.0") == "registration_number 110108000000016; uscc.cleaned");
}

TEST_CASE("older registration numbers are told as such")
{
    CHECK(answer("1101082500001") == "registration_number_old 1101082500001");
    CHECK(answer("9901082500001") == "uscc.length");
    CHECK(answer("110111NA000001X") == "registration_number_old 110111NA000001X");
    CHECK(answer("110111na000001x") == "registration_number_old 110111NA000001X; uscc.cleaned");
    CHECK(answer("企合京总字第000001号") == "registration_number_old 企合京总字第000001号");
    CHECK(answer("（C）110103000001-") == "registration_number_old (C)110103000001; uscc.cleaned");
    CHECK(answer("H-1101043500001-21") == "registration_number_old H-1101043500001-21");
    CHECK(answer("110111NA40000-5X") == "registration_number_old 110111NA400005X; uscc.cleaned");
    // Twelve bare digits would be no number that can be told.
    CHECK(answer("110103000001-") == "registration_number_old 110103000001-");
    CHECK(answer("110103000001") == "uscc.length");
}

TEST_CASE("an organisation code bears its check, with or without the hyphen")
{
    CHECK(answer("MA0000007") == "organisation_code MA0000007");
    CHECK(answer("MA000000-7") == "organisation_code MA0000007");
    CHECK(answer("ma000000-7") == "organisation_code MA0000007; uscc.cleaned");
    CHECK(answer("MA000000-6") == "identifier.organisation_check");
}

TEST_CASE("tax numbers are told as such")
{
    CHECK(answer("110108MA0000007") == "tax_number 110108MA0000007");
    CHECK(answer("110108MA0000006") == "identifier.organisation_check");
    CHECK(answer("91110000600037341L01") == "identifier.tax_number");
    CHECK(meant_by("91110000600037341L01") == "91110000600037341L");
    CHECK(answer("11101012018000000001") == "identifier.serial_number");
    CHECK(meant_by("11101012018000000001") == "");
}

TEST_CASE("what is masked or rounded cannot be read")
{
    CHECK(answer("91110000******341L") == "identifier.masked");
    CHECK(answer("110105XXXXXXXX002X") == "identifier.masked");
    CHECK(answer("91110000XXXXXXXX1L") == "identifier.masked");
    CHECK(answer("91110000MAXXXX0150") == "uscc.check_character");
    CHECK(answer("91110000＊＊＊＊＊＊341L") == "identifier.masked");
    CHECK(answer("9.11101E+17") == "identifier.rounded");
    // It fits as an organisation code by chance.
    CHECK(answer("X5XXXX02-5") == "identifier.masked");
}

TEST_CASE("a person's number is refused and not repeated")
{
    // Published dummies, one cut into groups, one in other text, one mistyped, one of 15 digits.
    for (const std::string cell :
         {"11010519491231002X", "11010519491231002x", "110105 19491231 002X",
          "身份证11010519491231002X号", "11010519491231002X01", "110105194912310021",
          "110105491231004"}) {
        const auto reading = read_identifier(cell, Column::subject, shipped_tables());
        CHECK_MESSAGE(reading.reason == "identifier.personal_number", cell);
        CHECK(!reading.identifier);
        CHECK(reading.warnings.empty());
        CHECK(reading.meant.empty());
    }
    CHECK(answer("110105491332002") == "identifier.registration_check");
}

TEST_CASE("a person's number that passes as a code by chance is still a person's")
{
    // Invented; both check characters fit, but 019919 is no division.
    CHECK(static_cast<bool>(Uscc::parse("110199199001010088")));
    CHECK(answer("110199199001010088") == "identifier.personal_number");
}

TEST_CASE("a probable meaning is offered and never applied")
{
    CHECK(meant_by("91320100748204660O") == "91320100748204660Q");
    CHECK(meant_by("911100OO6OOO37341L") == "91110000600037341L");
    CHECK(meant_by("9I110000600037341L") == "91110000600037341L");
    CHECK(meant_by("91110000600037341L9") == "91110000600037341L");
    CHECK(meant_by("911100006000377341L") == "91110000600037341L");
    CHECK(meant_by("9110000600037341L") == "91110000600037341L");
    CHECK(meant_by("91110000600037341") == "91110000600037341L");
    CHECK(meant_by("91110000600307341L") == "91110000600037341L");
    CHECK(meant_by("统一社会信用代码：91110000600037341L") == "91110000600037341L");
    CHECK(meant_by("91110000600037341L;91110108551385082Q") == "");
    // Only the check character is wrong: any other could be as well.
    CHECK(meant_by("91110000600037341N") == "");
}

TEST_CASE("a code on the exception list is accepted with a warning that names who admitted it")
{
    const auto tables = tables_with_exceptions(
        "code,authorised_by,reason,authorised_on,basis,verified\n"
        "91110000MAXXXX015K,样例登记机关,试点期间赋码,2026-01-05,样例,no\n");
    CHECK(answer("91110000MAXXXX015K") == "uscc.check_character");
    CHECK(answer("91110000MAXXXX015K", Column::subject, tables) ==
          "uscc 91110000MAXXXX015K; uscc.exception_listed");
    CHECK(answer("91110000maxxxx015k", Column::subject, tables) ==
          "uscc 91110000MAXXXX015K; uscc.exception_listed; uscc.cleaned");
    CHECK(answer("91110000MAXXXX015L", Column::subject, tables) == "uscc.check_character");
}

TEST_CASE("schemes are known by their texts")
{
    CHECK(scheme_from("tax_number") == Scheme::tax_number);
    CHECK(scheme_from("registration_number_old") == Scheme::registration_number_old);
    CHECK(!scheme_from("passport"));
}

TEST_CASE("cleaning is idempotent: what was read is read again without a change")
{
    CHECK(rc::check([] {
        const auto parts = *rc::gen::container<std::vector<std::string>>(
            rc::gen::element<std::string>("9111", "0000", "60003734", "1L", "1l", " ", "-", "　",
                                          "'", "１", "MA0000007", "110108000000016", "企合京总字第",
                                          "字第", "0001", "(C)", "。", ".", "X", "NA", "=", ".0"));
        const auto once = read_identifier(join(parts, ""), Column::subject, shipped_tables());
        if (!once.identifier) return;
        const auto twice =
            read_identifier(once.identifier->value, Column::subject, shipped_tables());
        RC_ASSERT(twice.identifier == once.identifier);
        for (const Note& note : twice.warnings) RC_ASSERT(note.reason != "uscc.cleaned");
    }));
}

TEST_CASE("noise around a sound code never changes what is read")
{
    CHECK(rc::check([] {
        std::string cell = "91110000600037341L";
        const auto noises = *rc::gen::container<std::vector<std::string>>(
            rc::gen::element<std::string>(" ", "-", "\t", "　", "\xE2\x80\x8B", "\"", "—"));
        for (const std::string& noise : noises) {
            const auto place = *rc::gen::inRange<std::size_t>(0, cell.size() + 1);
            // Not into the middle of an earlier one.
            if (place < cell.size() && (cell[place] & 0xC0) == 0x80) continue;
            cell.insert(place, noise);
        }
        const auto reading = read_identifier(cell, Column::subject, shipped_tables());
        RC_PRE(cell.size() <= 256);
        RC_ASSERT(reading.identifier.has_value());
        RC_ASSERT(reading.identifier->value == "91110000600037341L");
        RC_ASSERT(reading.warnings.empty() == (cell == "91110000600037341L"));
    }));
}
