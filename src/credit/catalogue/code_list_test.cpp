#include "credit/catalogue/code_list.h"

#include <doctest/doctest.h>

using namespace xinheng;
using catalogue::CodeList;

namespace {

constexpr std::string_view heading = "code,title,aliases,article,basis,verified\n";

CodeList list()
{
    auto parsed = CodeList::parse("id_kind", std::string(heading) +
                                                 "identity_card,身份证,居民身份证|1,,示例,yes\n"
                                                 "passport,护照号,护照,,示例,no\n"
                                                 "other,其他-*,其它,,示例,yes\n");
    REQUIRE(parsed);
    return std::move(parsed).value();
}

std::string resolved(std::string_view word)
{
    return list().resolve(word).value_or("-");
}

std::string refusal(std::string_view rows)
{
    const auto parsed = CodeList::parse("list", std::string(heading) + std::string(rows));
    return parsed ? "" : std::string(parsed.error().reason) + " " + parsed.error().detail;
}

}  // namespace

TEST_CASE("a word is found by code, title or alias, in full-width letters and with blanks around")
{
    CHECK(resolved("identity_card") == "identity_card");
    CHECK(resolved("身份证") == "identity_card");
    CHECK(resolved("居民身份证") == "identity_card");
    CHECK(resolved("　１ ") == "identity_card");
    CHECK(resolved("军官证") == "-");
    CHECK(resolved("") == "-");
}

TEST_CASE("whoever says other has to say what it is")
{
    CHECK(resolved("其他-军官证") == "other-军官证");
    CHECK(resolved("其它—军官证") == "other-军官证");
    CHECK(resolved("其他") == "-");
    CHECK(resolved("其他-") == "-");
    CHECK(resolved("护照-军官证") == "-");
    CHECK(list().holds("other-军官证"));
    CHECK_FALSE(list().holds("other"));
    CHECK_FALSE(list().holds("passport-x"));
}

TEST_CASE("a code list keeps the basis of each word and whether it was verified")
{
    CHECK(list().find("passport")->title == "护照号");
    CHECK(list().find("passport")->verified == catalogue::Verified::no);
    CHECK(list().find("other-军官证")->title == "其他");
}

TEST_CASE("a code list with a row that says two things is refused with its line")
{
    CHECK(refusal("a,甲,,,示例,yes\nb,乙,甲,,示例,yes\n") ==
          "code_list.row line 3: two codes for 甲");
    CHECK(refusal("a,甲,,,,yes\n") == "code_list.row line 2: basis");
    CHECK(refusal("A b,甲,,,示例,yes\n") == "code_list.row line 2: code");
    CHECK(refusal("a,甲,,,示例,maybe\n").starts_with("table.row line 2"));
    CHECK(refusal("a,甲,,示例,yes\n").starts_with("table.row line 2"));
    CHECK(refusal("a,甲,,,示例,yes\n").empty());
}
