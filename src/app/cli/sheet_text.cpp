#include "app/cli/sheet_text.h"

#include "base/csv.h"
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

}  // namespace xinheng::cli
