#include "base/rows.h"

#include "base/sheet_writer.h"
#include "base/workbook_for_tests.h"

#include <doctest/doctest.h>
#include <fstream>
#include <random>

using namespace xinheng;

namespace {

using Cells = std::vector<std::string>;

struct Seen {
    std::vector<Cells> rows;
    std::vector<std::uint64_t> lines;
    std::vector<std::string> problems;
    std::string file_problem;
};

Seen see(rows::Reader& reader)
{
    Seen seen;
    rows::Row row;
    while (reader.next(row)) {
        seen.rows.emplace_back(row.cells.begin(), row.cells.end());
        seen.lines.push_back(row.line);
        seen.problems.emplace_back(row.problem);
    }
    seen.file_problem = reader.problem();
    return seen;
}

std::string file(const std::string& path, std::string_view content)
{
    std::ofstream(path, std::ios::binary) << content;
    return path;
}

Seen read(const std::string& path, rows::Limits limits = {})
{
    auto reader = rows::Reader::open(path, limits).value();
    return see(reader);
}

Seen read_text(std::string_view content)
{
    const TestFolder folder;
    return read(file(folder / "text", content));
}

// Of one sheet with these rows.
Seen read_sheet(const std::string& rows_xml, const std::string& shared_strings = {},
                const std::string& styles = {}, const std::string& in_workbook = {})
{
    const TestFolder folder;
    return read(
        write_zip(folder / "book.csv",
                  workbook_parts({{"Sheet1", rows_xml}}, shared_strings, styles, in_workbook)));
}

std::string refusal(const std::string& path)
{
    const auto reader = rows::Reader::open(path);
    return reader ? "read" : std::string(reader.error().reason);
}

std::string refusal_of_text(std::string_view content)
{
    const TestFolder folder;
    return refusal(file(folder / "text.xlsx", content));
}

std::string refusal_of_parts(const Parts& parts)
{
    const TestFolder folder;
    return refusal(write_zip(folder / "book.xlsx", parts));
}

const std::string invented_xls =
    std::string(XINHENG_SOURCE_DIR) + "/tests/data/sheets/invented.xls";

}  // namespace

TEST_CASE("what a file is is told by its content, not by its name")
{
    const TestFolder folder;
    const auto format = [](const std::string& path) {
        return rows::Reader::open(path).value().format();
    };
    CHECK(format(file(folder / "a.xlsx", "a,b\n1,2\n")) == rows::Format::csv);
    CHECK(format(file(folder / "b.csv", "{\"a\":1}\n")) == rows::Format::json_lines);
    CHECK(format(write_zip(folder / "c.csv", workbook_parts({{"S", ""}}))) == rows::Format::xlsx);
    CHECK(format(invented_xls) == rows::Format::xls);
}

TEST_CASE("a page of HTML or XML under the name of a spreadsheet is refused as that")
{
    CHECK(refusal_of_text("<html><table><tr><td>a</td></tr></table></html>") == "file.markup");
    CHECK(refusal_of_text("\xEF\xBB\xBF<?xml version=\"1.0\"?><Workbook/>") == "file.markup");
    CHECK(refusal_of_text("[{\"a\":1},\n{\"a\":2}]") == "file.json_array");
    CHECK(refusal_of_text("[a],b\n1,2\n") == "read");
}

TEST_CASE("JSON Lines: the first lines name the columns, values stand as they were written")
{
    const auto seen = read_text(
        "{\"name\":\"甲\",\"amount\":0.10}\n\n{\"amount\":123456789012345678,\"name\":null,"
        "\"kinds\":[\"罚款\",\"警告\"]}\n");
    CHECK(seen.rows == std::vector<Cells>{{"name", "amount", "kinds"},
                                          {"甲", "0.10", ""},
                                          {"", "123456789012345678", "罚款;警告"}});
    CHECK(seen.problems == Cells{"", "", ""});
    CHECK(seen.lines == std::vector<std::uint64_t>{1, 1, 3});
}

TEST_CASE("a line that is no plain object is a faulty row, and the others are read")
{
    const auto seen = read_text(
        "{\"a\":1}\n{\"a\":{\"b\":2}}\nnothing\n{\"a\":1,\"a\":2}\n{\"a\":1} {\"a\":2}\n{\"a\":\n"
        "{\"a\":\"\xFF\"}\n{\"a\":7}");
    CHECK(seen.problems == Cells{"", "", "row.nested", "row.json", "row.duplicate_key", "row.json",
                                 "row.json", "row.encoding", ""});
    CHECK(seen.rows.back() == Cells{"7"});
}

TEST_CASE("a name that no line had at the beginning is a fault of its row")
{
    std::string text;
    while (text.size() < (1u << 20)) text += "{\"a\":\"" + std::string(1000, 'x') + "\"}\n";
    const auto seen = read_text(text + "{\"a\":1,\"b\":2}\n");
    CHECK(seen.problems.back() == "row.unknown_key");
}

TEST_CASE("a sheet: shared and inline strings, formulas, rich text, cells that are not there")
{
    const auto seen = read_sheet(
        "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"C2\" t=\"inlineStr\"><is><t>乙 "
        "</t></is></c></row>"
        "<row r=\"3\"><c r=\"B3\" s=\"0\"/></row>"
        "<row r=\"9\"><c r=\"A9\"><f>1+1</f><v>2</v></c><c r=\"B9\" t=\"str\"><f>A1</f><v>x</v></c>"
        "<c r=\"C9\" t=\"b\"><v>1</v></c></row>",
        "<si><t>甲</t></si><si><r><t>甲</t></r><r><t>_x000D_乙</t></r><rPh><t>jia</t></rPh></si>");
    CHECK(seen.rows == std::vector<Cells>{{"甲\r乙", "", "乙 "}, {"2", "x", "TRUE"}});
    CHECK(seen.lines == std::vector<std::uint64_t>{2, 9});
    CHECK(seen.problems == Cells{"", ""});
}

TEST_CASE("dates and numbers are read as they are shown")
{
    const std::string styles =
        "<numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy/m/d h:mm\"/>"
        "<numFmt numFmtId=\"165\" formatCode=\"000000\"/>"
        "<numFmt numFmtId=\"166\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/></numFmts>"
        "<cellStyleXfs><xf numFmtId=\"0\"/></cellStyleXfs>"
        "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"31\"/>"
        "<xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"166\"/></cellXfs>";
    const auto cell = [&](int style, const std::string& value, const std::string& more = {}) {
        return read_sheet(
                   "<row><c s=\"" + std::to_string(style) + "\"><v>" + value + "</v></c></row>", {},
                   styles, more)
            .rows.at(0)
            .at(0);
    };
    CHECK(cell(0, "46063") == "46063");
    CHECK(cell(1, "46063") == "2026-02-10");
    CHECK(cell(2, "46063") == "2026-02-10");
    CHECK(cell(3, "46063.5") == "2026-02-10 12:00:00");
    CHECK(cell(3, "46062.999999999") == "2026-02-10");
    CHECK(cell(1, "59") == "1900-02-28");
    CHECK(cell(1, "60") == "60");
    CHECK(cell(1, "61") == "1900-03-01");
    CHECK(cell(1, "2958465") == "9999-12-31");
    CHECK(cell(1, "-1") == "-1");
    CHECK(cell(1, "0", "<workbookPr date1904=\"1\"/>") == "1904-01-01");
    CHECK(cell(5, "46063") == "2026年2月");
    CHECK(cell(4, "10000") == "010000");
    CHECK(cell(0, "0.10000000000000001") == "0.1");
    CHECK(cell(0, "1.2E-7") == "0.00000012");
    CHECK(cell(0, "1E3") == "1000");
}

TEST_CASE("what cannot be known from a sheet is a fault of its row")
{
    const auto problem = [](const std::string& cell) {
        return read_sheet("<row>" + cell + "</row>").problems.at(0);
    };
    CHECK(problem("<c><v>999999999999999</v></c>") == "");
    CHECK(problem("<c><v>911101080000000001</v></c>") == "row.digits_lost");
    CHECK(problem("<c t=\"e\"><v>#N/A</v></c>") == "row.formula_error");
    CHECK(problem("<c><f>A1+1</f></c>") == "row.formula_without_value");
    CHECK(problem("<c><f>[1]Other!A1</f><v>1</v></c>") == "row.external_link");
    CHECK(problem("<c><f>cmd|'/c calc'!A0</f><v>1</v></c>") == "row.external_link");
    CHECK(problem("<c><v>nan</v></c>") == "row.formula_error");
    CHECK(problem("<c><v>12x</v></c>") == "row.broken_number");
    CHECK(problem("<c t=\"inlineStr\"><is><t>a_x0000_b</t></is></c>") == "row.nul_byte");
}

TEST_CASE("a cell beyond the limits costs its row")
{
    CHECK(read_sheet("<row><c r=\"AMK1\"><v>1</v></c></row>").problems.at(0) == "row.too_long");
    CHECK(read_sheet("<row><c r=\"AMJ1\"><v>1</v></c></row>").problems.at(0) == "");
    const std::string long_text(2 << 20, 'x');
    CHECK(read_sheet("<row><c t=\"inlineStr\"><is><t>" + long_text + "</t></is></c></row>")
              .problems.at(0) == "row.too_long");
    std::string cells;
    for (int column = 0; column < 1'000'000; ++column) cells += "<c><v>1</v></c>";
    const auto seen = read_sheet("<row>" + cells + "</row><row><c><v>2</v></c></row>");
    CHECK(seen.problems == Cells{"row.too_long", ""});
    CHECK(seen.rows.at(0).size() == 1024);
}

TEST_CASE("several sheets: one is chosen, and may be chosen again")
{
    const TestFolder folder;
    const auto row = [](const char* value) {
        return "<row><c><v>" + std::string(value) + "</v></c></row>";
    };
    auto reader =
        rows::Reader::open(
            write_zip(folder / "book.xlsx", workbook_parts({{"一", row("1")}, {"二", row("2")}})))
            .value();
    REQUIRE(reader.sheets().size() == 2);
    CHECK(reader.sheets()[1].name == "二");
    CHECK(see(reader).rows == std::vector<Cells>{{"1"}});
    CHECK(reader.choose(1));
    CHECK(see(reader).rows == std::vector<Cells>{{"2"}});
    CHECK(reader.choose(0));
    CHECK(see(reader).rows == std::vector<Cells>{{"1"}});
}

TEST_CASE("a workbook that is none, or is shut, or holds programs is refused in its own words")
{
    CHECK(refusal_of_text("PK\x03\x04 and nothing more") == "sheet.broken");
    CHECK(refusal_of_parts({{"a.txt", "a"}}) == "file.not_text");
    CHECK(refusal_of_parts({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}}) ==
          "sheet.opendocument");
    auto parts = workbook_parts({{"S", ""}});
    parts["[Content_Types].xml"] =
        "<Types><Override ContentType=\"application/"
        "vnd.ms-excel.sheet.macroEnabled.main+xml\"/></Types>";
    CHECK(refusal_of_parts(parts) == "sheet.macros");
    parts["[Content_Types].xml"] =
        "<Types><Override ContentType=\"application/"
        "vnd.ms-excel.sheet.binary.macroEnabled.main\"/></Types>";
    CHECK(refusal_of_parts(parts) == "sheet.binary");
    parts = workbook_parts({});
    CHECK(refusal_of_parts(parts) == "sheet.none");
    parts = workbook_parts({{"S", ""}});
    parts.erase("xl/workbook.xml");
    CHECK(refusal_of_parts(parts) == "sheet.broken");
}

TEST_CASE("a shut or other document of the old form is refused in its own words")
{
    const auto with_entry = [](const std::string& name) {
        std::string content = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(1016, '\0');
        for (std::size_t at = 0; at < name.size(); ++at) content[512 + 2 * at] = name[at];
        content[512 + 64] = static_cast<char>(2 * (name.size() + 1));
        return content;
    };
    CHECK(refusal_of_text(with_entry("EncryptedPackage")) == "sheet.encrypted");
    CHECK(refusal_of_text(with_entry("_VBA_PROJECT_CUR")) == "sheet.macros");
    CHECK(refusal_of_text(with_entry("WordDocument")) == "file.not_text");
    CHECK(refusal_of_text(with_entry("Workbook")) == "sheet.broken");
}

TEST_CASE("a sheet that is cut, declares entities or swells ends with its problem")
{
    const std::string row = "<row><c><v>1</v></c></row>";
    CHECK(read_sheet(row + "</sheetData><sheetData>" + row).file_problem == "");
    CHECK(read_sheet(row + "<row><c>").file_problem == "sheet.broken");
    CHECK(read_sheet("<row r=\"5\"/><row r=\"5\"><c><v>1</v></c></row>").file_problem ==
          "sheet.broken");
    auto parts = workbook_parts({{"S", ""}});
    const TestFolder folder;
    parts["xl/worksheets/sheet1.xml"] =
        "<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet><sheetData/></worksheet>";
    CHECK(read(write_zip(folder / "a", parts)).file_problem == "sheet.broken");
    parts["xl/worksheets/sheet1.xml"] = "<worksheet><sheetData>" + std::string(100 << 20, ' ');
    CHECK(read(write_zip(folder / "b", parts)).file_problem == "sheet.zip_bomb");
    parts["xl/worksheets/sheet1.xml"] =
        "<worksheet a=\"" + std::string(4 << 20, 'a') + "\"></worksheet>";
    CHECK(read(write_zip(folder / "c", parts)).file_problem == "sheet.broken");
    parts["xl/worksheets/sheet1.xml"] = "<worksheet/>";
    parts["xl/styles.xml"] = std::string(17 << 20, ' ');
    parts["[Content_Types].xml"] = std::string(17 << 20, ' ');
    CHECK(refusal_of_parts(parts) == "sheet.zip_bomb");
}

TEST_CASE("a table of strings that does not fit the memory is read from disk")
{
    std::string strings, rows_xml;
    const int count = 1200;
    std::mt19937 dice(1);  // Or it would be taken for a bomb.
    for (int number = 0; number < count; ++number) {
        strings += "<si><t>" + std::to_string(number) + std::string(57'000, 'x');
        for (int letter = 0; letter < 3000; ++letter)
            strings += static_cast<char>('a' + dice() % 26);
        strings += "</t></si>";
    }
    for (int number = count; number-- > 0;)
        rows_xml += "<row><c t=\"s\"><v>" + std::to_string(number) + "</v></c></row>";
    const auto seen = read_sheet(rows_xml, strings);
    REQUIRE(seen.rows.size() == count);
    CHECK(seen.rows.front()[0].substr(0, 5) == "1199x");
    CHECK(seen.rows.back()[0].substr(0, 2) == "0x");
    CHECK(seen.rows.back()[0].size() == 60'001);
}

TEST_CASE("an old workbook: texts, numbers, dates, rows in which nothing stands")
{
    auto reader = rows::Reader::open(invented_xls).value();
    REQUIRE(reader.sheets().size() == 2);
    CHECK(reader.sheets()[0].name == "处罚");
    const auto seen = see(reader);
    CHECK(seen.rows == std::vector<Cells>{{"名称", "金额", "日期"},
                                          {"甲乙商贸有限公司", "0.5", "2026-02-10"},
                                          {"丙丁餐饮有限公司", "12000", "2026-02-11"}});
    CHECK(seen.lines == std::vector<std::uint64_t>{1, 2, 4});
    CHECK(reader.choose(1));
    CHECK(see(reader).rows == std::vector<Cells>{{"说明"}});
}

TEST_CASE("what is written as a sheet is read as it was written")
{
    const TestFolder folder;
    const std::vector<Cells> rows{{"代码", "金额", "备注"},
                                  {"911101080000000001", "0.50", "=1+1"},
                                  {"甲", "a\r\nb <&>", "-"}};
    SheetWriter writer(folder / "book.xlsx");
    writer.begin_sheet("填报");
    writer.is_the_form();
    writer.set_width(0, 20);
    writer.offer(1, {{"0.5", "1"}, "金额", "万元"});
    for (const auto& row : rows)
        writer.add_row({{row[0], SheetWriter::Look::wrong, "note"}, {row[1]}, {row[2]}});
    writer.begin_sheet("说明");
    writer.add_row({{std::string(40'000, 'x')}, {std::string("a\0b", 3)}});
    writer.finish();

    auto reader = rows::Reader::open(folder / "book.xlsx").value();
    REQUIRE(reader.sheets().size() == 3);
    CHECK(reader.sheets()[0].is_form);
    CHECK(!reader.sheets()[1].is_form);
    CHECK(reader.sheets()[2].is_hidden);
    CHECK(see(reader).rows == rows);
    CHECK(reader.choose(1));
    const auto notes = see(reader).rows;
    CHECK(notes[0][0] == std::string(32'000, 'x') + "…(truncated)");
    CHECK(notes[0][1] == "a\uFFFDb");
}
