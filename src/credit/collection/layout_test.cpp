#include "credit/collection/layout.h"

#include "credit/collection/heading.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

using namespace xinheng;
using collection::AmountUnit;
using collection::DerivationRule;
using collection::Layout;
using collection::Mapping;
using collection::read_heading;
using collection::recognise;

namespace {

using Headings = std::vector<std::string_view>;

Layout shipped(const std::string& name)
{
    std::ifstream file(std::string(XINHENG_SOURCE_DIR) + "/policy/layouts/" + name + ".json");
    const std::string json(std::istreambuf_iterator<char>(file), {});
    auto layout = Layout::parse(json);
    if (!layout) FAIL(name, ": ", layout.error().reason, " ", layout.error().detail);
    return std::move(layout).value();
}

const std::vector<Layout>& all_shipped()
{
    static const std::vector<Layout> layouts{shipped("current"), shipped("cf_codes"),
                                             shipped("form_2016"), shipped("tibet_2018")};
    return layouts;
}

std::string recognised(const Headings& headings)
{
    const auto layout = recognise(all_shipped(), headings);
    return layout ? (*layout)->name() : std::string(layout.error().reason);
}

std::string field_of(const Layout& layout, std::string_view heading)
{
    const auto mapping = layout.map({heading});
    if (!mapping->by_column.front()) return std::string(mapping->unmapped.front().reason);
    return mapping->by_column.front()->field;
}

Result<Layout> with_columns(const std::string& columns)
{
    return Layout::parse(R"({"name":"n","title":"t","class":"c","basis":"b",)" + columns + "}");
}

const Headings tibet{"处罚名称",
                     "行政处罚决定书文号",
                     "处罚事由",
                     "处罚依据",
                     "处罚类别1",
                     "处罚类别2",
                     "行政相对人名称",
                     "行政相对人代码_1(统一社会信用代码)",
                     "行政相对人代码_2(组织机构代码)",
                     "行政相对人代码_3(工商登记码)",
                     "行政相对人代码_4(税务登记号)",
                     "处罚决定日期",
                     "处罚机关",
                     "处罚状态",
                     "地方编码",
                     "数据时间更新戳",
                     "备注"};

}  // namespace

TEST_CASE("brackets, dashes, marks and white space do not distinguish headings")
{
    const auto key = read_heading("行政相对人代码_1(统一社会信用代码)").key;
    for (const auto* text :
         {"行政相对人代码_1（统一社会信用代码）", "行政相对人代码——1（统一社会信用代码）",
          "行政相对人代码-1【统一社会信用代码】*", " 行政相对人 代码1 统一社会信用代码",
          "*行政相对人代码＿１（统一社会信用代码）（必填）"}) {
        CAPTURE(text);
        CHECK(read_heading(text).key == key);
    }
    CHECK(read_heading("行政相对人代码_2(统一社会信用代码)").key != key);
    CHECK(read_heading("cf_xdr_mc").key == read_heading("CF-XDR-MC").key);
}

TEST_CASE("the unit in a heading is kept aside and prevails")
{
    CHECK(read_heading("罚款金额(万元)").key == "罚款金额");
    CHECK(read_heading("罚款金额(万元)").unit == AmountUnit::ten_thousand_yuan);
    CHECK(read_heading("罚款金额（单位：元）").unit == AmountUnit::yuan);
    CHECK_FALSE(read_heading("罚款金额").unit);

    const auto& layout = all_shipped().front();
    const auto unit = [&](std::string_view heading) {
        return layout.map({heading})->by_column[0]->unit;
    };
    CHECK(unit("罚款金额（元）") == AmountUnit::yuan);
    CHECK(unit("罚款金额（万元）") == AmountUnit::ten_thousand_yuan);
    CHECK(unit("罚款金额") == AmountUnit::ten_thousand_yuan);
}

TEST_CASE("the form of its own numbering decides what 行政相对人代码_2 is")
{
    CHECK(field_of(shipped("current"), "行政相对人代码_2(工商注册号)") ==
          "party_registration_number");
    CHECK(field_of(shipped("current"), "行政相对人代码_2(组织机构代码)") ==
          "party_organisation_code");
    CHECK(field_of(shipped("current"), "行政相对人代码_2") == "party_registration_number");
    CHECK(field_of(shipped("tibet_2018"), "行政相对人代码_2") == "party_organisation_code");
    CHECK(field_of(shipped("current"), "行政相对人代码_9(税务登记号)") == "party_tax_number");
    CHECK(field_of(shipped("current"), "处罚机关(统一社会信用代码)") == "authority_uscc");
    CHECK(field_of(shipped("current"), "处罚机关（全称）") == "authority_name");
    CHECK(field_of(shipped("cf_codes"), "处罚机关(CF_CFJG)") == "authority_name");
}

TEST_CASE("each shipped layout is recognised by its own headings")
{
    CHECK(recognised(tibet) == "tibet_2018");
    CHECK(recognised({"CF_WSH",      "CF_CFMC",    "CF_CFLB1",     "CF_CFLB2",   "CF_SY",
                      "CF_YJ",       "CF_XDR_MC",  "CF_XDR_SHXYM", "CF_XDR_ZDM", "CF_XDR_GSDJ",
                      "CF_XDR_SWDJ", "CF_XDR_SFZ", "CF_FR",        "CF_JG",      "CF_JDRQ",
                      "CF_XZJG",     "CF_ZT",      "DFBM",         "SJC",        "BZ"}) ==
          "form_2016");
    CHECK(recognised({"CF_XDR_MC", "CF_XDR_LB", "CF_XDR_SHXYM", "CF_WSH", "CF_WFXW", "CF_SY",
                      "CF_YJ", "CF_CFLB", "CF_NR", "CF_NR_FK", "CF_JDRQ", "CF_CFJG",
                      "CF_CFJGDM"}) == "cf_codes");
    CHECK(recognised({"行政相对人名称", "行政相对人类别", "统一社会信用代码", "行政处罚决定书文号",
                      "违法行为类型", "违法事实", "处罚依据", "处罚类别", "处罚内容",
                      "罚款金额（万元）", "处罚决定日期", "处罚机关"}) == "current");
}

TEST_CASE(
    "处罚状态 holds the result in the Tibet layout and the state where 处罚结果 stands beside it")
{
    const auto mapping = shipped("tibet_2018").map(tibet);
    REQUIRE(mapping);
    CHECK(mapping->unmapped.empty());
    CHECK(mapping->by_column[13]->derivation == DerivationRule::penalty_result);
    CHECK(mapping->by_column[13]->field.empty());
    CHECK(mapping->by_column[5]->derivation == DerivationRule::kinds_or_procedure);

    Headings with_result = tibet;
    with_result.push_back("处罚结果");
    CHECK(recognised(with_result) == "form_2016");
    CHECK(shipped("form_2016").map(with_result)->by_column[13]->field == "status");
}

TEST_CASE("headings that no layout knows by half are not guessed at")
{
    CHECK(recognised({"a", "b", "c", "d"}) == "layout.unknown");
    CHECK(recognised({"行政相对人名称", "处罚机关"}) == "layout.unknown");
    CHECK(recognised({"行政相对人名称", "处罚机关", "处罚依据", "x", "y", "z"}) == "current");
    CHECK(recognised({"行政相对人名称", "处罚机关", "处罚依据", "w", "x", "y", "z"}) ==
          "layout.unknown");
    CHECK(recognised({}) == "layout.unknown");
}

TEST_CASE("two layouts that read the same headings differently are told apart by a person")
{
    const std::string members = R"("title":"t","class":"c","basis":"b","columns":[
        {"field":"a","headings":["甲"]},{"field":"b","headings":["乙"]},)";
    const std::vector<Layout> layouts{
        Layout::parse(R"({"name":"one",)" + members + R"({"field":"c","headings":["丙"]}]})")
            .value(),
        Layout::parse(R"({"name":"two",)" + members + R"({"field":"d","headings":["丙"]}]})")
            .value()};
    CHECK(recognise(layouts, {"甲", "乙", "丙"}).error().reason == "layout.ambiguous");
    CHECK(recognise(layouts, {"甲", "乙", "丙"}).error().detail == "one, two");
    CHECK(recognise({layouts[0], layouts[0]}, {"甲", "乙", "丙"}).value()->name() == "one");
}

TEST_CASE("columns that are not mapped are told with their reason")
{
    const auto mapping = shipped("current").map({"序号", "行政相对人名称", "天气", ""});
    REQUIRE(mapping);
    REQUIRE(mapping->unmapped.size() == 3);
    CHECK(mapping->unmapped[0].reason == "column.left_out");
    CHECK_FALSE(mapping->unmapped[0].why.empty());
    CHECK(mapping->unmapped[1].reason == "column.unknown");
    CHECK(mapping->unmapped[1].heading == "天气");
    CHECK(mapping->unmapped[2].reason == "column.unnamed");
    CHECK(mapping->by_column[1]->field == "party_name");
    CHECK(mapping->missing.size() == shipped("current").fields().size() - 1);
}

TEST_CASE("two columns for one field are refused")
{
    const Headings twice{"行政相对人代码_1(统一社会信用代码)", "统一社会信用代码",
                         "行政相对人名称"};
    const auto mapping = shipped("current").map(twice);
    REQUIRE_FALSE(mapping);
    CHECK(mapping.error().reason == "layout.duplicate_column");
    CHECK(recognised(twice) == "layout.duplicate_column");
}

TEST_CASE("a layout file that is not sound does not load")
{
    CHECK(Layout::parse("{").error().reason == "layout.syntax");
    CHECK(Layout::parse(R"({"name":"n"})").error().detail == "title");
    CHECK(with_columns(R"("columns":[])").error().reason == "layout.incomplete");
    CHECK(with_columns(R"("columns":[{"field":"a","headings":["甲"]}])"));
    CHECK(with_columns(R"("columns":[{"field":"a","headings":[]}])").error().reason ==
          "layout.incomplete");
    CHECK(with_columns(R"("columns":[{"field":"a","headings":["甲"],"unit":"dollar"}])")
              .error()
              .reason == "layout.unknown_unit");
    CHECK(with_columns(
              R"("columns":[{"field":"a","headings":["甲"]},{"field":"b","headings":["甲*"]}])")
              .error()
              .reason == "layout.duplicate_heading");
    CHECK(with_columns(
              R"("columns":[{"field":"a","headings":["甲"]},{"field":"a","headings":["乙"]}])")
              .error()
              .reason == "layout.duplicate_field");
    CHECK(with_columns(R"("columns":[{"field":"a","headings":["甲"]}],
                          "derivations":[{"headings":["乙"],"rule":"dice","gives":["b"]}])")
              .error()
              .reason == "layout.unknown_rule");
}
