#include "credit/subject/code_tables.h"

#include "credit/subject/test_tables.h"

#include <doctest/doctest.h>

#include <map>
#include <set>

using namespace xinheng;
using namespace xinheng::subject;

namespace {

const std::string types =
    "authority,type,title,basis,verified\n9,1,企业,样例,yes\nG,1,样例,样例,no\n";
const std::string divisions =
    "code,name,valid_from,valid_to,basis,verified\n"
    "110000,北京市,,,样例,yes\n110103,崇文区,,2010,样例,yes\n"
    "310000,上海市,,,样例,yes\n710000,台湾省,,,样例,yes\n"
    "100000,国家登记机关,,,样例,no\n";
const std::string exceptions = "code,authorised_by,reason,authorised_on,basis,verified\n";

std::string answer(const CodePolicy& policy)
{
    const auto tables = CodeTables::parse(policy);
    return std::string(tables ? "ok" : tables.error().reason);
}

}  // namespace

TEST_CASE("a class is known once it is verified")
{
    const auto tables = std::move(CodeTables::parse({types, divisions, exceptions})).value();
    CHECK(tables.knows_type(*Uscc::parse("91110000MAXXXX015J")));
    CHECK_FALSE(tables.knows_type(*Uscc::parse("12110000MF0000005G")));
    const std::string unverified = "G1110105MA0000007";
    CHECK_FALSE(tables.knows_type(*Uscc::parse(unverified + Uscc::check_character(unverified))));
}

TEST_CASE("a province without counties in the table is judged by two digits, others by six")
{
    const auto tables = std::move(CodeTables::parse({types, divisions, exceptions})).value();
    CHECK(tables.knows_division("310115"));
    CHECK(tables.knows_division("110103"));
    CHECK(tables.knows_division("110000"));
    CHECK_FALSE(tables.knows_division("110199"));
    CHECK_FALSE(tables.knows_division("990000"));
    CHECK_FALSE(tables.knows_division("710000"));
    CHECK_FALSE(tables.knows_division("31011"));
    CHECK_FALSE(tables.knows_division("31011X"));
}

TEST_CASE("the national registrar has no divisions below it")
{
    const auto tables = std::move(CodeTables::parse({types, divisions, exceptions})).value();
    CHECK(tables.knows_division("100000"));
    CHECK_FALSE(tables.knows_division("100001"));
    CHECK_FALSE(tables.knows_province("10"));
    CHECK(tables.knows_province("31"));
}

TEST_CASE("a table with a faulty row is not taken")
{
    CHECK(answer({types, divisions, exceptions}) == "ok");
    CHECK(answer({"authority,type\n", divisions, exceptions}) == "policy.row");
    CHECK(answer({types + "I,1,样例,样例,yes\n", divisions, exceptions}) == "policy.row");
    CHECK(answer({types + "9,2,样例,,yes\n", divisions, exceptions}) == "policy.row");
    CHECK(answer({types, divisions + "1101,样例,,,样例,yes\n", exceptions}) == "policy.row");
    CHECK(answer({types, divisions + "11010A,样例,,,样例,yes\n", exceptions}) == "policy.row");
    CHECK(answer({types, divisions + "110101,样例,,,样例,maybe\n", exceptions}) == "policy.row");
}

TEST_CASE("an exception names who, why and when, and is needed")
{
    const std::string by = ",样例机关,样例原因,2026-01-05,样例,no\n";
    CHECK(answer({types, divisions, exceptions + "91110000MAXXXX015K" + by}) == "ok");
    CHECK(answer({types, divisions, exceptions + "91110000MAXXXX015J" + by}) == "policy.row");
    CHECK(answer({types, divisions, exceptions + "91110000MAXXXX01" + by}) == "policy.row");
    CHECK(answer({types, divisions,
                  exceptions + "91110000MAXXXX015K,,样例,2026-01-05,样例,no\n"}) == "policy.row");
}

TEST_CASE("the shipped table knows every province")
{
    for (const std::string province :
         {"11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33",
          "34", "35", "36", "37", "41", "42", "43", "44", "45", "46", "50",
          "51", "52", "53", "54", "61", "62", "63", "64", "65"}) {
        CHECK_MESSAGE(shipped_tables().knows_province(province), province);
    }
}

TEST_CASE("a division marked as verified has that name in the official lists")
{
    std::map<std::string, std::set<std::string>, std::less<>> official;
    const auto take = [&official](const csv::Row& row, std::size_t code, std::size_t name) {
        official[std::string(row.cells[code])].insert(std::string(row.cells[name]));
    };
    const bool at_hand = for_each_real_row("gbt2260_divisions/gb2260_history.csv.gz",
                                           [&](const csv::Row& row) { take(row, 1, 2); }) &&
                         for_each_real_row("gbt2260_divisions/divisions_2023.csv.gz",
                                           [&](const csv::Row& row) { take(row, 0, 2); });
    if (!at_hand) return;

    auto reader = std::move(csv::Reader::over(policy_table("divisions.csv"))).value();
    csv::Row row;
    std::size_t verified = 0;
    while (reader.next(row)) {
        if (row.cells[5] != "yes") continue;
        ++verified;
        const std::string code(row.cells[0]);
        CHECK_MESSAGE(official[code].count(std::string(row.cells[1])) == 1, code);
    }
    CHECK(verified > 290);
}
