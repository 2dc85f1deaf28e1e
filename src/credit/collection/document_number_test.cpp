#include "credit/collection/document_number.h"

#include <doctest/doctest.h>

using namespace xinheng;
using collection::read_document_number;

namespace {

std::string key(std::string_view cell)
{
    const auto number = read_document_number(cell);
    return number ? number->key : "none";
}

std::string_view warning(std::string_view cell)
{
    const auto number = read_document_number(cell);
    REQUIRE(number);
    return number->warning;
}

}  // namespace

TEST_CASE("the ways to type one document number have one key")
{
    for (const auto* cell :
         {"云税 简罚 〔2018〕 1359 号", "云税简罚【2018】1359号", "云税简罚[2018]1359号",
          "云税简罚（2018）1359号", "云税简罚(2018)1359号", "云税简罚﹝2018〕1359号",
          "云税简罚{2018}１３５９号", "云税简罚「2018」1359号"}) {
        CAPTURE(cell);
        CHECK(key(cell) == "云税简罚〔2018〕1359号");
        CHECK(warning(cell).empty());
    }
    CHECK(key("(云支)文罚字【2018】第f—000018号") == "〔云支〕文罚字〔2018〕第F-000018号");
}

TEST_CASE("what distinguishes two document numbers stays in the key")
{
    CHECK(key("云税简罚〔2018〕第1359号") != key("云税简罚〔2018〕1359号"));
    CHECK(key("云税简罚〔2018〕001号") != key("云税简罚〔2018〕1号"));
    CHECK(key("云税简罚〔2018〕1号") != key("云税简罚〔2018〕1-1号"));
}

TEST_CASE("a document number is kept as it was written")
{
    CHECK(read_document_number("  云 罚[2018]1 号 ")->written == "云 罚[2018]1 号");
}

TEST_CASE("a cell that says there is no document number holds none")
{
    for (const auto* cell : {"", "  ", "无", "/", "-", "—", "无文号", "N/A", "n/a", "没有", "暂无",
                             "//", "无/无", "－－", "空", "（无）", "null"}) {
        CAPTURE(cell);
        CHECK(key(cell) == "none");
    }
    CHECK(key("无锡罚〔2018〕1号") == "无锡罚〔2018〕1号");
}

TEST_CASE("a doubtful document number is read with a warning")
{
    CHECK(warning("云环罚字〔200915号") == "document_number.unbalanced_brackets");
    CHECK(warning("云环）罚字〔2009〕15号") == "document_number.unbalanced_brackets");
    CHECK(warning("云环罚字〔2009〕15号").empty());
    CHECK(warning("当场行政处罚决定书") == "document_number.title_instead");
    CHECK(warning("当场行政处罚决定书2018第3号").empty());
    CHECK(warning("行政处罚") == "document_number.no_digit");
    CHECK(warning("云环罚字第十二号").empty());
    CHECK(warning("5.10987654321012E15") == "document_number.scientific");
    CHECK(warning("510987654321012").empty());
}
