#include "app/cli/sheet_text.h"

#include "base/csv.h"
#include "base/sheet_writer.h"
#include "base/text.h"

namespace xinheng::cli {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string line_of(const std::vector<std::string>& cells)
{
    std::string line = "|";
    for (const std::string& cell : cells) {
        std::string safe = replaced(replaced(cell, "\\", "\\\\"), "|", "\\|");
        safe = replaced(replaced(replaced(safe, "<", "&lt;"), "*", "\\*"), "\n", " ");
        line += ' ' + safe + " |";
    }
    return line + '\n';
}

// No two alike, no longer than a workbook allows, and without the signs that it forbids.
std::string sheet_name(std::size_t number, std::string_view title)
{
    constexpr std::size_t widest = 40;
    std::string name = std::to_string(number) + ' ' + shortened(title, widest);
    for (char& letter : name)
        if (std::string_view("[]:*?/\\").find(letter) != std::string_view::npos) letter = ' ';
    return name;
}

}  // namespace

std::string markdown(const catalogue::Sheet& sheet)
{
    std::string text = "## " + sheet.title + "\n\n" + line_of(sheet.headings) + "|";
    for (std::size_t column = 0; column < sheet.headings.size(); ++column) text += "---|";
    text += '\n';
    for (const auto& row : sheet.rows) text += line_of(row);
    return text;
}

std::string markdown(const catalogue::Document& document)
{
    std::string text = "# " + document.title + "\n";
    for (const std::string& note : document.notes) text += "\n- " + note;
    text += '\n';
    for (const auto& sheet : document.sheets) text += '\n' + markdown(sheet);
    return text;
}

std::string csv_text(const catalogue::Sheet& sheet)
{
    std::string text(byte_order_mark);
    csv::append_row(text, sheet.headings);
    for (const auto& row : sheet.rows) csv::append_row(text, row);
    return text;
}

void write_workbook(const std::string& path, const std::vector<catalogue::Sheet>& sheets)
{
    constexpr double column_width = 20;
    SheetWriter writer(path);
    for (std::size_t number = 0; number < sheets.size(); ++number) {
        const auto& sheet = sheets[number];
        writer.begin_sheet(sheet_name(number + 1, sheet.title));
        std::vector<SheetWriter::Cell> headings;
        for (std::size_t column = 0; column < sheet.headings.size(); ++column) {
            writer.set_width(column, column_width);
            headings.push_back({sheet.headings[column], SheetWriter::Look::heading});
        }
        writer.add_row(headings);
        for (const auto& row : sheet.rows) {
            std::vector<SheetWriter::Cell> cells;
            for (const auto& text : row) cells.push_back({text});
            writer.add_row(cells);
        }
    }
    writer.finish();
}

}  // namespace xinheng::cli
