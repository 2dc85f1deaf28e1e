#include "credit/catalogue/printed.h"

#include "base/text.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

using namespace xinheng;
using namespace xinheng::catalogue;

namespace {

const Catalogue& shipped()
{
    static const Loaded loaded = load(std::filesystem::path(XINHENG_SOURCE_DIR) / "policy");
    return loaded.catalogue;
}

Date day(std::string_view text)
{
    return Date::parse(text).value();
}

std::string row_of(const Sheet& sheet, std::string_view first)
{
    const auto row = std::ranges::find_if(
        sheet.rows, [first](const auto& cells) { return cells.front() == first; });
    return row == sheet.rows.end() ? "none" : join(*row, "|");
}

// The differences as lines "数据项 项目: 原为 → 现为".
std::vector<std::string> changed(std::string_view since, std::string_view on = "2026-11-24")
{
    const auto sheet = differences(shipped(), since, day(on));
    if (!sheet) return {std::string(sheet.error().reason)};
    std::vector<std::string> lines;
    for (const auto& row : sheet->rows)
        lines.push_back(row[0] + " " + row[2] + " " + row[3] + ": " + row[4] + " → " + row[5]);
    return lines;
}

bool holds(const std::vector<std::string>& lines, std::string_view line)
{
    return std::ranges::count(lines, line) > 0;
}

}  // namespace

TEST_CASE("the printed catalogue has a sheet for each class, and says what is not verified")
{
    const Document document = printed(shipped(), day("2026-11-24"));
    CHECK(document.sheets.size() == shipped().class_count() + 4);
    CHECK(
        row_of(document.sheets[0], "0301")
            .starts_with("0301|行政管理信息|行政许可|administrative_licence|2018|法人及非法人组织|"
                         "社会公开|7个工作日|自许可决定日期起5年|报送即放行|"));
    CHECK(row_of(document.sheets[0], "0306").find("授权查询|不公示") != std::string::npos);
    CHECK(document.sheets[1].title == "公开与状态的规则");
    CHECK(row_of(document.sheets[1], "0302")
              .starts_with("0302|行政处罚|处罚程序为简易程序|政务共享|"));
    CHECK(row_of(document.sheets[1], "0301")
              .starts_with("0301|行政许可|当前状态为注销|申请更正原记录|"));
    CHECK(document.sheets.back().title == "未核实");
    CHECK(document.sheets.back().rows.size() == shipped().unverified().size());
    for (const Sheet& sheet : document.sheets)
        for (const auto& row : sheet.rows) CHECK(row.size() == sheet.headings.size());
}

TEST_CASE("every item of the catalogue has a code of its own")
{
    const Sheet sheet = items(shipped(), day("2026-11-24"));
    std::set<std::string> codes;
    for (const auto& row : sheet.rows) {
        CHECK(row.size() == sheet.headings.size());
        CHECK(row[5].size() == 7);
        CHECK(codes.insert(row[5]).second);
    }
    CHECK(codes.contains("0301001"));
}

TEST_CASE("the catalogue is printed as it held on the day")
{
    const auto penalty_on = [](std::string_view date) {
        for (const ClassVersion* version : versions_on(shipped(), day(date)))
            if (version->record_class == "administrative_penalty") return version->id;
        return std::string();
    };
    CHECK(penalty_on("2015-12-31") == "");
    CHECK(penalty_on("2018-06-30") == "administrative_penalty/2016");
    CHECK(penalty_on("2018-07-01") == "administrative_penalty/2018");
    CHECK(versions_on(shipped(), day("1990-01-01")).empty());
}

TEST_CASE("two versions of a class differ by their terms and by their items")
{
    const auto lines = changed("administrative_penalty/2016");
    CHECK(holds(lines, "0302 处罚名称 数据项: 有 → 取消"));
    CHECK(holds(lines, "0302 违法行为类型 数据项: 无 → 新增"));
    CHECK(holds(lines, "0302 违法事实 名称: 处罚事由 → 违法事实"));
    CHECK(changed("administrative_penalty/2018").empty());
    CHECK(changed("good_mood/1") == std::vector<std::string>{"catalogue.version_unknown"});
}

TEST_CASE("since a day, classes came, and a class went on under another law")
{
    const auto lines = changed("2026-08-14");
    CHECK(holds(lines,
                "0902  法律依据: 法律《中华人民共和国环境保护法》第五十四条 → "
                "法律《中华人民共和国生态环境法典》第五十四条"));
    CHECK(holds(changed("2018-01-01"), "0301  信息类别: 无 → 新增，2018 版"));
    CHECK(changed("2026-11-24").empty());
}
