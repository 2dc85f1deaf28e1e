#include "credit/catalogue/law.h"

#include "base/text.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

using namespace xinheng;
using namespace xinheng::catalogue;

namespace {

const LawTable& shipped()
{
    static const LawTable laws = [] {
        std::ifstream file(XINHENG_SOURCE_DIR "/policy/laws.csv", std::ios::binary);
        return LawTable::parse({std::istreambuf_iterator<char>(file), {}}).value();
    }();
    return laws;
}

// The law that a title names, with how it was read, or why it names none.
std::string law_of(std::string_view written)
{
    const auto named = shipped().resolve(written);
    if (!named) return std::string(named.error().reason);
    constexpr std::string_view readings[] = {"", " (short)", " (mended)"};
    return named->law->title + std::string(readings[static_cast<int>(named->reading)]);
}

std::string parsed(const std::string& rows)
{
    const auto laws =
        LawTable::parse("title,aliases,level,text,valid_from,valid_to,basis,verified\n" + rows);
    return laws ? "" : std::string(laws.error().reason) + " " + laws.error().detail;
}

const Law& law(std::string_view title)
{
    const auto named = shipped().resolve(title);
    REQUIRE(named);
    return *named->law;
}

Date day(std::string_view text)
{
    return Date::parse(text).value();
}

std::string titles(std::string_view grounds)
{
    return join(titles_in(grounds), "; ");
}

}  // namespace

TEST_CASE("a law is known by its title, with or without the name of the state")
{
    CHECK(law_of("中华人民共和国食品安全法") == "中华人民共和国食品安全法");
    CHECK(law_of("《中华人民共和国食品安全法》") == "中华人民共和国食品安全法");
    CHECK(law_of("食品安全法") == "中华人民共和国食品安全法 (short)");
    CHECK(law_of("中 华人民共和国 食品安全法") == "中华人民共和国食品安全法");
    CHECK(law_of("中华人民共和国药品管理法实施条例") == "药品管理法实施条例");
    CHECK(law_of("北京市优化营商环境条例") == "北京市优化营商环境条例");
}

TEST_CASE("which text of a law is meant is no part of its title, but whether it is on trial is")
{
    CHECK(law_of("行政处罚法（2021年修订）") == "中华人民共和国行政处罚法 (short)");
    CHECK(law_of("中华人民共和国安全生产法(2021修正)") == "中华人民共和国安全生产法");
    CHECK(law_of("失信行为纠正后的信用信息修复管理办法（试行）") ==
          "失信行为纠正后的信用信息修复管理办法（试行）");
}

TEST_CASE("a usual short form is known where the table gives it")
{
    CHECK(law_of("税收征管法") == "中华人民共和国税收征收管理法 (short)");
    CHECK(law_of("环评法") == "中华人民共和国环境影响评价法 (short)");
}

TEST_CASE("one slip is put right: a character too few or too many, or two that changed places")
{
    CHECK(law_of("中华人民共和国特种备安全法") == "中华人民共和国特种设备安全法 (mended)");
    CHECK(law_of("建设工程质量量管理条例") == "建设工程质量管理条例 (mended)");
    CHECK(law_of("中华人民共和国水染污防治法") == "中华人民共和国水污染防治法 (mended)");
    CHECK(law_of("中华人民共和国招标投标实施条例") == "招标投标法实施条例 (mended)");
}

TEST_CASE("a slip in the name of the state is put right where the rest is exact")
{
    CHECK(law_of("中华人民共和行政处罚法") == "中华人民共和国行政处罚法 (mended)");
    CHECK(law_of("中国人民共和国产品质量法") == "中华人民共和国产品质量法 (mended)");
    CHECK(law_of("中国人民共和国产量法") == "law.unknown");
}

TEST_CASE("what may be another law is not guessed")
{
    CHECK(law_of("水法律") == "law.unknown");
    CHECK(law_of("天津市优化营商环境条例") == "law.unknown");
    CHECK(law_of("中华人民共和国监督管理法") == "law.unknown");
    CHECK(law_of("中华人民共和国特种设备安全办法") == "law.unknown");
    CHECK(law_of("环境保护税法") == "law.unknown");
    CHECK(law_of("中华人民共和国社保险法") == "law.unknown");
    CHECK(law_of("税收征收管理法及实施细则") == "law.unknown");
    CHECK(law_of("") == "law.unknown");
}

TEST_CASE("a slip that two laws explain is ambiguous, and both are told")
{
    const auto laws =
        LawTable::parse(
            "title,aliases,level,text,valid_from,valid_to,basis,verified\n"
            "甲乙丙丁管理条例,,行政法规,,,,例,no\n甲乙丙戊管理条例,,行政法规,,,,例,no\n")
            .value();
    const auto named = laws.resolve("甲乙丙管理条例");
    REQUIRE_FALSE(named);
    CHECK(named.error().reason == "law.ambiguous");
    CHECK(named.error().detail == "甲乙丙丁管理条例; 甲乙丙戊管理条例");
}

TEST_CASE(
    "a law is in force from its first day to its last, and what is not known is not held against "
    "it")
{
    CHECK(law("无照经营查处取缔办法").in_force_on(day("2017-09-30")));
    CHECK_FALSE(law("无照经营查处取缔办法").in_force_on(day("2017-10-01")));
    CHECK_FALSE(law("无证无照经营查处办法").in_force_on(day("2017-09-30")));
    CHECK(law("无证无照经营查处办法").in_force_on(day("2017-10-01")));
    CHECK(law("环境保护法").in_force_on(day("2026-08-14")));
    CHECK_FALSE(law("环境保护法").in_force_on(day("2026-08-15")));
    CHECK(law("专利法").in_force_on(day("1990-01-01")));
}

TEST_CASE("grounds name the laws that stand in title marks, or else what stands before the article")
{
    CHECK(
        titles(
            "依据《中华人民共和国广告法》第五十五条、《行政处罚法》第二十七条，《广告法》第三条") ==
        "中华人民共和国广告法; 行政处罚法; 广告法");
    CHECK(titles("《最高人民法院关于适用《民事诉讼法》的解释》第五百一十六条") ==
          "最高人民法院关于适用《民事诉讼法》的解释");
    CHECK(titles("广告法第五十五条") == "广告法");
    CHECK(titles("未按规定年检") == "");
    CHECK(titles("《广告法第五十五条") == "《广告法");
}

TEST_CASE("no text of grounds, however long, holds up who reads it")
{
    std::string many;
    for (int number = 0; number < 100'000; ++number)
        many += "《第" + std::to_string(number) + "号》";
    CHECK(titles_in(many).size() == 32);
    const std::string long_title(1'000'000, 'x');
    CHECK(titles_in("《" + long_title + "》").empty());
    CHECK(law_of(long_title) == "law.unknown");
}

TEST_CASE("a row of the table that is wrong is refused with its line")
{
    CHECK(parsed("甲法,,法律,,2020-01-01,,例,yes\n") == "");
    CHECK(parsed("甲法,,法令,,,,例,yes\n") == "table.row line 2: title or level");
    CHECK(parsed("甲法,,法律,2020,,,例,yes\n") == "table.row line 2: text");
    CHECK(parsed("甲法,,法律,,2020-01-01,2019-01-01,例,yes\n") == "table.row line 2: valid_to");
    CHECK(parsed("甲法,,法律,,,,,yes\n") == "table.row line 2: basis");
    CHECK(parsed("甲法,,法律,,,,例,yes\n乙法,甲法,法律,,,,例,yes\n") ==
          "table.row line 3: two laws of 甲法");
}
