#include "credit/collection/table.h"

#include "base/csv.h"
#include "base/workbook_for_tests.h"

#include <doctest/doctest.h>
#include <fstream>
#include <iterator>

using namespace xinheng;
using namespace xinheng::collection;

namespace {

std::vector<Layout> shipped()
{
    std::vector<Layout> layouts;
    for (const std::string name : {"current", "cf_codes", "form_2016", "tibet_2018"}) {
        std::ifstream file(XINHENG_SOURCE_DIR "/policy/layouts/" + name + ".json");
        const std::string json(std::istreambuf_iterator<char>(file), {});
        layouts.push_back(Layout::parse(json).value());
    }
    return layouts;
}

const std::vector<Layout>& layouts()
{
    static const std::vector<Layout> all = shipped();
    return all;
}

const Cells headings{"行政相对人名称", "统一社会信用代码", "行政处罚决定书文号",
                     "处罚类别",       "罚款金额(万元)",   "处罚决定日期"};

std::string sheet_xml(const std::vector<Cells>& rows)
{
    std::string xml;
    for (const auto& row : rows) {
        xml += "<row>";
        for (const auto& cell : row) xml += "<c t=\"inlineStr\"><is><t>" + cell + "</t></is></c>";
        xml += "</row>";
    }
    return xml;
}

struct Seen {
    std::string refusal;
    Cells headings;
    std::vector<Cells> rows;
    std::vector<std::string> findings;  // Where and why.
};

Seen see(const std::string& path, const std::string& sheet = {})
{
    auto table = Table::begin(rows::Reader::open(path).value(), layouts(),
                              TableWish{nullptr, "administrative_penalty", sheet});
    Seen seen;
    if (!table) {
        seen.refusal = std::string(table.error().reason) + ' ' + table.error().detail;
        return seen;
    }
    seen.headings = table->headings();
    rows::Row row;
    while (table->next(row)) seen.rows.emplace_back(row.cells.begin(), row.cells.end());
    for (const auto& finding : table->findings())
        seen.findings.push_back(finding.column + ' ' + std::string(finding.reason));
    return seen;
}

Seen see_rows(const std::vector<Cells>& rows)
{
    const TestFolder folder;
    std::string text;
    for (const auto& row : rows) csv::append_row(text, row);
    std::ofstream(folder / "rows.csv", std::ios::binary) << text;
    return see(folder / "rows.csv");
}

Seen see_sheets(const std::vector<std::pair<std::string, std::vector<Cells>>>& sheets,
                const std::string& sheet = {})
{
    const TestFolder folder;
    std::vector<std::pair<std::string, std::string>> parts;
    for (const auto& [name, rows] : sheets) parts.emplace_back(name, sheet_xml(rows));
    return see(write_zip(folder / "book.xlsx", workbook_parts(parts)), sheet);
}

const Cells penalty{
    "北京丙丁商贸有限公司", "91110108MAXXXX015B", "海监罚〔2026〕1号", "罚款", "0.5", "2026-02-10"};

}  // namespace

TEST_CASE("a title and notes above the headings are told of, and no record is lost")
{
    const auto seen =
        see_rows({{"某区行政处罚信息表"}, {"填报单位：某局", "", "2026年2月"}, headings, penalty});
    CHECK(seen.headings == headings);
    CHECK(seen.rows == std::vector<Cells>{penalty});
    CHECK(seen.findings == Cells{"第 1 行 row.above_headings", "第 2 行 row.above_headings"});
}

TEST_CASE("rows above the headings that may be records refuse the file")
{
    CHECK(see_rows({penalty, headings, penalty}).refusal == "file.rows_above_headings 第 1 行");
}

TEST_CASE("a heading of two rows: groups above, names below")
{
    const Cells upper{"当事人", "", "行政处罚决定书文号", "处罚", "", "处罚决定日期"};
    const Cells lower{"相对人名称", "统一社会信用代码", "", "处罚类别", "罚款金额(万元)", ""};
    const auto seen = see_rows({{"某区行政处罚信息表"}, upper, lower, penalty});
    CHECK(seen.headings == Cells{"相对人名称", "统一社会信用代码", "行政处罚决定书文号", "处罚类别",
                                 "罚款金额(万元)", "处罚决定日期"});
    CHECK(seen.rows == std::vector<Cells>{penalty});
    CHECK(seen.findings == Cells{"第 1 行 row.above_headings"});
}

TEST_CASE("a group is part of the name where the name alone says something else")
{
    const Cells upper{"行政相对人名称", "行政相对人代码_1", "行政相对人代码_2", "决定书文号",
                      "处罚决定日期"};
    const Cells lower{"", "统一社会信用代码", "工商注册号", "", ""};
    const auto seen = see_rows({upper, lower, {"甲", "乙", "丙", "丁", "戊"}});
    CHECK(seen.headings == Cells{"行政相对人名称", "行政相对人代码_1(统一社会信用代码)",
                                 "行政相对人代码_2(工商注册号)", "决定书文号", "处罚决定日期"});
}

TEST_CASE("totals and headings that come again are told of, each with its line")
{
    const auto seen = see_rows({headings,
                                penalty,
                                {"小 计：", "", "", "", "0.5", ""},
                                headings,
                                penalty,
                                {"合计", "2", "", "", "1.0", "-"},
                                {"合计：共2条"}});
    CHECK(seen.rows.size() == 2);
    CHECK(seen.findings == Cells{"第 3 行 row.total", "第 4 行 row.headings_again",
                                 "第 6 行 row.total", "第 7 行 row.total"});
}

TEST_CASE("a firm that is called 合计 is no total")
{
    Cells firm = penalty;
    firm[0] = "合计";
    CHECK(see_rows({headings, firm}).rows == std::vector<Cells>{firm});
    firm[0] = "合计财务咨询有限公司";
    CHECK(see_rows({headings, firm}).rows == std::vector<Cells>{firm});
}

TEST_CASE("of several sheets the one with headings and rows is read, the others are told of")
{
    const auto seen = see_sheets({{"封面", {{"某区"}}}, {"数据", {headings, penalty}}, {"空", {}}});
    CHECK(seen.rows == std::vector<Cells>{penalty});
    CHECK(seen.findings == Cells{"封面 sheet.not_read"});
}

TEST_CASE("where several sheets hold data, one has to be named")
{
    const std::vector<std::pair<std::string, std::vector<Cells>>> sheets{
        {"一月", {headings, penalty}},
        {"二月", {headings, penalty, penalty}},
        {"三月", {headings}},
    };
    CHECK(see_sheets(sheets).refusal == "sheet.several 一月, 二月");
    CHECK(see_sheets(sheets, "二月").rows.size() == 2);
    CHECK(see_sheets(sheets, "1").rows.size() == 1);
    CHECK(see_sheets(sheets, "四月").refusal == "sheet.not_found 四月: 一月, 二月, 三月");
    const TestFolder folder;
    std::ofstream(folder / "a.csv") << "a,b\n";
    CHECK(see(folder / "a.csv", "一月").refusal == "sheet.not_a_workbook 一月");
}
