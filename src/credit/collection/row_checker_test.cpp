#include "base/json.h"
#include "base/text.h"
#include "credit/catalogue/catalogue.h"
#include "credit/collection/collection.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <set>

using namespace xinheng;
using namespace xinheng::collection;

namespace {

using Cells = std::map<std::string, std::string>;

std::string policy_text(const std::string& name)
{
    std::ifstream file(XINHENG_SOURCE_DIR "/policy/" + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

struct ShippedPolicy {
    catalogue::Loaded loaded = catalogue::load(XINHENG_SOURCE_DIR "/policy");
    std::string types = policy_text("uscc_types.csv"), divisions = policy_text("divisions.csv"),
                exceptions = policy_text("uscc_exceptions.csv");
    subject::CodeTables codes = subject::CodeTables::parse({types, divisions, exceptions}).value();
    KindTable kinds = KindTable::parse(policy_text("code_lists/penalty_kind.csv")).value();
    Layout current = Layout::parse(policy_text("layouts/current.json")).value();
    Layout form_2016 = Layout::parse(policy_text("layouts/form_2016.json")).value();

    Rules rules() const { return {loaded.catalogue, codes, kinds}; }
};

const ShippedPolicy& policy()
{
    static const ShippedPolicy policy;
    return policy;
}

// A row of the current form in which nothing is wrong.
const Cells& sound()
{
    static const Cells cells = {{"行政相对人名称", "北京丙丁商贸有限公司"},
                                {"行政相对人类别", "法人及非法人组织"},
                                {"统一社会信用代码", "91110108MAXXXX015B"},
                                {"工商注册号", ""},
                                {"行政处罚决定书文号", "海监罚〔2026〕1号"},
                                {"违法行为类型", "发布虚假广告"},
                                {"违法事实", "店堂内发布虚假广告"},
                                {"处罚依据", "广告法第五十五条"},
                                {"处罚类别", "罚款"},
                                {"处罚内容", "罚款5000元"},
                                {"罚款金额(万元)", "0.5"},
                                {"没收金额", ""},
                                {"处罚决定日期", "2026-02-10"},
                                {"处罚有效期", "2027-02-10"},
                                {"公示截止期", ""},
                                {"处罚机关", "海淀区甲乙监管局"},
                                {"处罚机关统一社会信用代码", "11110108MBXXXX0192"},
                                {"数据来源单位", "海淀区甲乙监管局"},
                                {"数据来源单位统一社会信用代码", "11110108MBXXXX0192"},
                                {"法定代表人证件号码", ""},
                                {"不予公开理由", ""},
                                {"备注", ""}};
    return cells;
}

Cells with(const std::string& heading, const std::string& value)
{
    Cells cells = sound();
    REQUIRE(cells.contains(heading));
    cells[heading] = value;
    return cells;
}

CheckedRow checked(const Cells& cells, const Layout& layout = policy().current,
                   std::string_view problem = {})
{
    std::vector<std::string> headings;
    csv::Row row;
    row.number = 2;
    row.problem = problem;
    for (const auto& [heading, value] : cells) {
        if (!heading.empty()) headings.push_back(heading);
        row.cells.emplace_back(value);
    }
    auto checker =
        RowChecker::begin(policy().rules(), {&layout, headings, "administrative_penalty", "haidian",
                                             Date::parse("2026-03-02").value()});
    REQUIRE(checker);
    return checker->check(row);
}

// What is said of a row, in the order in which it is said.
std::string reasons(const CheckedRow& row)
{
    std::string all;
    for (const auto& finding : row.findings) {
        if (!all.empty()) all += ' ';
        all += std::string(finding.reason) + (finding.severity == Severity::error ? "!" : "");
    }
    CHECK(row.entry.has_value() == (all.find('!') == std::string::npos));
    return all;
}

std::string found(const std::string& heading, const std::string& value)
{
    return reasons(checked(with(heading, value)));
}

const Finding& only(const CheckedRow& row)
{
    REQUIRE(row.findings.size() == 1);
    return row.findings[0];
}

json::Value content(const CheckedRow& row, std::size_t level = 0)
{
    REQUIRE(row.entry);
    return row.entry->contents[level].empty() ? json::Value()
                                              : json::parse(row.entry->contents[level]).value();
}

std::string begun(std::vector<std::string> headings, const std::string& class_code)
{
    const auto checker =
        RowChecker::begin(policy().rules(), {&policy().current, std::move(headings), class_code,
                                             "haidian", Date::parse("2026-03-02").value()});
    if (!checker) return std::string(checker.error().reason);
    std::string told;
    for (const auto& finding : checker->file_findings())
        told += finding.column + ' ' + std::string(finding.reason) + ';';
    return told;
}

}  // namespace

TEST_CASE("a sound row becomes a fact, with nothing to say about it")
{
    const auto row = checked(sound());
    CHECK(reasons(row) == "");
    const auto& entry = row.entry.value();
    CHECK(entry.class_version == "administrative_penalty/2018");
    CHECK(entry.provider == "haidian");
    CHECK(entry.decided.text() == "2026-02-10");
    CHECK(entry.publicity == record::Publicity::open);
    CHECK(entry.party.name == "北京丙丁商贸有限公司");
    CHECK(entry.party.identifiers ==
          std::vector{subject::Identifier{subject::Scheme::uscc, "91110108MAXXXX015B"}});
    CHECK(content(row)["fine_amount"].text_or("") == "0.5");
    CHECK(json::canonical(content(row)["penalty_kinds"]) == R"(["fine"])");
    CHECK(json::canonical(content(row)) == entry.contents[0]);
    CHECK(entry.originals[0].find("fine_amount") == std::string::npos);
}

TEST_CASE("a row keeps its cells as they came, whether it is sound or not")
{
    for (const auto& cells : {sound(), with("处罚决定日期", " 2026/2/31 ")}) {
        std::vector<std::string> values;
        for (const auto& [heading, value] : cells) values.push_back(value);
        CHECK(checked(cells).cells.all() == values);
    }
}

TEST_CASE(
    "the code column: sound, tidied, of another kind, or refused with what was probably meant")
{
    CHECK(found("统一社会信用代码", "91110108maxxxx015b") == "uscc.cleaned");
    CHECK(found("统一社会信用代码", "110108000999017") == "identifier.in_code_column");
    CHECK(found("统一社会信用代码", "91110108MAXXXX015C") == "uscc.check_character!");
    CHECK(found("统一社会信用代码", "91110108MAXXXX015") == "uscc.length!");
    CHECK(found("统一社会信用代码", "91110108MAXXXX01*B") == "identifier.masked!");
    CHECK(found("统一社会信用代码", "9.11E+17") == "identifier.rounded!");
    CHECK(found("统一社会信用代码", "甲乙丙") == "identifier.unknown!");
    CHECK(found("统一社会信用代码", "") == "");
    CHECK(checked(with("统一社会信用代码", "")).entry->party.identifiers.empty());
    CHECK(content(checked(with("统一社会信用代码", "110108000999017")))["party_registration_number"]
              .text_or("") == "110108000999017");
}

TEST_CASE("another number that cannot be read is kept, not used, and told")
{
    const auto row = checked(with("工商注册号", "110108000999018"));
    CHECK(reasons(row) == "identifier.not_used");
    CHECK(content(row)["party_registration_number"].text_or("") == "110108000999018");
    CHECK(row.entry->party.identifiers.size() == 1);
    CHECK(checked(with("工商注册号", "110108000999017")).entry->party.identifiers.size() == 2);
}

TEST_CASE("a person's number refuses the row, and its finding does not repeat it")
{
    // Made for this test: district 110108, a birthday, and the check digit that belongs to them.
    const std::string number = "110108199001010017";
    for (const auto* const heading : {"统一社会信用代码", "工商注册号"}) {
        const auto row = checked(with(heading, number));
        CHECK(only(row).reason == "identifier.personal_number");
        CHECK(only(row).value.empty());
        CHECK_FALSE(row.entry);
    }
}

TEST_CASE("dates are read in their forms; a day that is not there refuses the row, once")
{
    CHECK(found("处罚决定日期", "2026年2月10日") == "");
    CHECK(checked(with("处罚决定日期", "2026/2/10")).entry->decided.text() == "2026-02-10");
    CHECK(found("处罚决定日期", "2026-02-29") == "date.no_such_day!");
    CHECK(found("处罚决定日期", "昨天") == "date.format!");
    CHECK(found("处罚决定日期", "") == "field.required!");
    CHECK(found("处罚决定日期", "2026-03-02") == "");
    CHECK(found("处罚决定日期", "2026-03-03") == "field.in_future!");
}

TEST_CASE("days that follow from one another must do so")
{
    CHECK(found("处罚有效期", "2026-02-10") == "");
    CHECK(found("处罚有效期", "2026-02-09") == "field.date_order!");
    CHECK(found("公示截止期", "2026-02-09") == "field.date_order!");
}

TEST_CASE("amounts are read in their forms, in 万元, and what was written is kept")
{
    const auto row = checked(with("罚款金额(万元)", "人民币伍仟元整"));
    CHECK(reasons(row) == "");
    CHECK(content(row)["fine_amount"].text_or("") == "0.5");
    CHECK(json::parse(row.entry->originals[0]).value()["fine_amount"].text_or("") ==
          "人民币伍仟元整");
    CHECK(found("罚款金额(万元)", "很多") == "amount.format!");
}

TEST_CASE("a fine needs its amount, and a confiscation its own")
{
    CHECK(found("罚款金额(万元)", "") == "field.required_when!");
    CHECK(found("处罚类别", "罚款、没收违法所得") == "field.required_when!");
    Cells both = with("处罚类别", "罚款、没收违法所得");
    both["没收金额"] = "0.1";
    CHECK(reasons(checked(both)) == "");
    CHECK(json::canonical(content(checked(both))["penalty_kinds"]) ==
          R"(["fine","confiscation_of_gains"])");
}

TEST_CASE("a kind of penalty that no law knows refuses the row")
{
    CHECK(found("处罚类别", "罚站") == "penalty_kind.unknown!");
    CHECK(found("处罚类别", "") == "field.required!");
    CHECK(only(checked(with("处罚类别", "罚站"))).column == "处罚类别");
}

TEST_CASE("what is required is missed by the heading that the sender wrote")
{
    const std::set<std::string> required = {"行政相对人名称", "行政处罚决定书文号", "违法行为类型",
                                            "违法事实",       "处罚依据",           "处罚内容",
                                            "处罚有效期",     "处罚机关",           "数据来源单位"};
    for (const auto& heading : required)
        for (const auto* const nothing : {"", " 　", "无", "/"}) {
            CAPTURE(heading);
            const auto row = checked(with(heading, nothing));
            CHECK(only(row).reason == "field.required");
            CHECK(only(row).column == heading);
        }
}

TEST_CASE("a text may be as long as its field, and no longer")
{
    const auto letters = [](int count) {
        std::string text;
        for (int letter = 0; letter < count; ++letter) text += "字";
        return text;
    };
    CHECK(found("违法行为类型", letters(2'000)) == "");
    CHECK(found("违法行为类型", letters(2'001)) == "field.too_long!");
}

TEST_CASE("a row that is broken as a whole says so, and tells its other faults in the same go")
{
    CHECK(reasons(checked(sound(), policy().current, "row.quote")) == "row.quote!");
    CHECK(reasons(checked(with("处罚内容", ""), policy().current, "row.encoding")) ==
          "row.encoding! field.required!");
    std::vector<std::string> headings;
    csv::Row row;
    for (const auto& [heading, value] : sound()) {
        headings.push_back(heading);
        row.cells.emplace_back(value);
    }
    auto checker =
        RowChecker::begin(policy().rules(), {&policy().current, headings, "administrative_penalty",
                                             "haidian", Date::parse("2026-03-02").value()});
    row.cells.emplace_back(" ");
    CHECK(reasons(checker->check(row)) == "");
    row.cells.emplace_back("more");
    CHECK(reasons(checker->check(row)) == "row.too_many_cells!");
}

TEST_CASE("the class is for organisations: a trader of one person is refused, by kind or by code")
{
    CHECK(found("行政相对人类别", "个体工商户") == "record.subject_kind!");
    CHECK(contains(found("统一社会信用代码", "92110108MAXXXX0158"), "record.subject_kind!"));
    CHECK(found("行政相对人类别", "外星人") != "");
}

TEST_CASE("a fact that may not be made public moves within the government, all of its fields")
{
    const auto row = checked(with("不予公开理由", "商业秘密"));
    CHECK(reasons(row) == "");
    CHECK(row.entry->publicity == record::Publicity::withheld);
    CHECK(row.entry->contents[0].empty());
    CHECK(content(row, 1)["fine_amount"].text_or("") == "0.5");
    CHECK(content(row, 1)["not_public_reason"].text_or("") == "trade_secret");
    CHECK(json::canonical(content(row, 1)) == row.entry->contents[1]);
    CHECK(found("不予公开理由", "不想公开") != "");
}

TEST_CASE("the remarks stay within the government, and so does nobody's number in the open")
{
    const auto row = checked(with("备注", "内部备注"));
    CHECK(content(row)["remarks"].is_null());
    CHECK(content(row, 1)["remarks"].text_or("") == "内部备注");
}

TEST_CASE(
    "beside a kind of penalty the second column is free: what is no kind there is kept, and said")
{
    const auto row_with = [](const std::string& first, const std::string& second) {
        return checked({{"行政处罚决定书文号", "海监罚〔2017〕1号"},
                        {"处罚名称", "虚假广告案"},
                        {"处罚类别1", first},
                        {"处罚类别2", second},
                        {"处罚事由", "店堂内发布虚假广告"},
                        {"处罚依据", "广告法第五十五条"},
                        {"行政相对人名称", "北京丙丁商贸有限公司"},
                        {"统一社会信用代码", "91110108MAXXXX015B"},
                        {"处罚结果", "罚款5000元"},
                        {"处罚决定日期", "2017-02-10"},
                        {"处罚机关", "海淀区甲乙监管局"},
                        {"地方编码", "110108"}},
                       policy().form_2016);
    };
    const auto row = row_with("罚款", "没收违法所得、现场处理措施〔2017〕1号");
    CHECK(reasons(row) == "penalty_kind.second_unknown field.derived");
    CHECK(row.findings[0].column == "处罚类别2");
    CHECK(row.findings[0].value == "没收违法所得、现场处理措施〔2017〕1号");
    CHECK(json::canonical(content(row)["penalty_kinds"]) == R"(["fine","confiscation_of_gains"])");
    CHECK(contains(row.entry->originals[0], "现场处理措施〔2017〕1号"));

    CHECK(contains(reasons(row_with("其他（见处罚类别2）", "违反管理")), "penalty_kind.unknown!"));
    CHECK(contains(reasons(row_with("", "违反管理")), "penalty_kind.unknown!"));
    CHECK(contains(reasons(row_with("违反管理", "罚款")), "penalty_kind.unknown!"));
}

TEST_CASE("a document number in another writing is the same key")
{
    const auto key = [](const std::string& number) {
        return checked(with("行政处罚决定书文号", number)).entry->key;
    };
    CHECK(key("海监罚〔2026〕1号") == key("海监罚[2026] 1号"));
    CHECK(key("海监罚〔2026〕1号") != key("海监罚〔2026〕2号"));
}

TEST_CASE("each date has its form: a decision of before July 2018 is not held to the form after it")
{
    CHECK(found("处罚决定日期", "2018-07-01") == "");
    const auto before = found("处罚决定日期", "2018-06-30");
    CHECK(contains(before, "!"));
}

TEST_CASE(
    "a file is refused for a column that may not be taken in, and warned of those nobody asked for")
{
    CHECK(begun({"行政相对人名称", "宗教信仰"}, "administrative_penalty") ==
          "catalogue.forbidden_data");
    CHECK(begun({"行政相对人名称", "当事人名称"}, "administrative_penalty") ==
          "layout.duplicate_column");
    CHECK(begun({"行政相对人名称"}, "administrative_licence") == "layout.other_class");
    CHECK(begun({"行政相对人名称", "天气", "序号", ""}, "administrative_penalty") ==
          " layout.unverified;天气 column.unknown;序号 column.left_out; column.unnamed;");
}

TEST_CASE("a law that was not in force on the day of the decision, or is misprinted, is told")
{
    const auto told = [](const std::string& grounds) {
        const auto row = checked(with("处罚依据", grounds));
        CHECK(content(row)["legal_grounds"].text_or("") == grounds);
        std::string all = reasons(row);
        for (const auto& finding : row.findings) all += "|" + finding.meant + finding.expected;
        return all;
    };
    CHECK(told("《中华人民共和国广告法》第五十五条") == "");
    CHECK(told("《广告法》第五十五条、《本市某办法》第三条") == "");
    CHECK(told("《无照经营查处取缔办法》第十四条") ==
          "law.not_in_force|无照经营查处取缔办法 2003-03-01 – 2017-09-30");
    CHECK(told("《中华人民共和广告法》第五十五条") == "law.mended|中华人民共和国广告法");
}
