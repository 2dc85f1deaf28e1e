#include "app/cli/findings_file.h"

#include "app/cli/words.h"
#include "base/text.h"

#include <filesystem>

namespace xinheng::cli {

namespace {

constexpr std::string_view findings_heading = "问题 findings";
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";  // Without it Excel reads no UTF-8.
constexpr double cell_width = 16;
constexpr double findings_width = 60;

bool is_sheet(const std::string& path, rows::Format handed_in)
{
    const std::string ending = to_upper_ascii(std::filesystem::path(path).extension().string());
    if (ending == ".XLSX") return true;
    return ending.empty() && (handed_in == rows::Format::xlsx || handed_in == rows::Format::xls);
}

}  // namespace

BlockFile::BlockFile(const std::string& path) : path_(path), file_(path, std::ios::binary)
{
    if (!file_) throw Failure("could not open " + path);
}

void BlockFile::write(std::string_view block)
{
    if (!file_.write(block.data(), static_cast<std::streamsize>(block.size())))
        throw Failure("could not write " + path_);
}

void BlockFile::finish()
{
    if (!file_.flush()) throw Failure("could not write " + path_);
}

void FindingsFile::begin(const std::vector<std::string>& headings, rows::Format handed_in)
{
    headings_ = headings;
    std::vector<std::string> row = headings;
    row.emplace_back(findings_heading);
    if (!is_sheet(path_, handed_in)) {
        text_.write(byte_order_mark);
        return add_text(row);
    }
    sheet_.emplace(path_);
    sheet_->begin_sheet("问题");
    std::vector<SheetWriter::Cell> cells;
    for (std::size_t column = 0; column < row.size(); ++column) {
        sheet_->set_width(column, column < headings.size() ? cell_width : findings_width);
        cells.push_back({row[column], SheetWriter::Look::heading});
    }
    sheet_->add_row(cells);
}

void FindingsFile::add(const collection::CheckedRow& checked)
{
    std::vector<std::string> row = checked.cells.all();
    row.resize(std::max(row.size(), headings_.size()));
    for (const auto& finding : checked.findings) {
        if (finding.reason != "identifier.personal_number") continue;
        // A person's number does not travel back and forth.
        for (std::size_t column = 0; column < headings_.size(); ++column)
            if (headings_[column] == finding.column) row[column] = "***";
    }
    std::string words;
    for (const auto& finding : checked.findings) {
        if (!words.empty()) words += "; ";
        words += in_words(finding);
    }
    row.push_back(std::move(words));
    if (sheet_) add_to_sheet(checked, row);
    else add_text(row);
}

void FindingsFile::add_text(const std::vector<std::string>& cells)
{
    std::string line;
    csv::append_row(line, cells);
    text_.write(line);
}

void FindingsFile::add_to_sheet(const collection::CheckedRow& row,
                                const std::vector<std::string>& texts)
{
    std::vector<SheetWriter::Cell> cells;
    for (const auto& text : texts) cells.push_back({text});
    for (const auto& finding : row.findings) {
        for (std::size_t column = 0; column < headings_.size(); ++column) {
            if (headings_[column].empty() || headings_[column] != finding.column) continue;
            auto& cell = cells[column];
            cell.look = SheetWriter::Look::wrong;
            cell.note += (cell.note.empty() ? "" : "\n") + in_words(finding);
        }
    }
    sheet_->add_row(cells);
}

void FindingsFile::finish()
{
    text_.finish();
    if (sheet_) sheet_->finish();
}

std::string in_words(const collection::Finding& finding)
{
    const Words words = words_of(finding.reason);
    std::string text =
        finding.column.empty() ? words.chinese : finding.column + "：" + words.chinese;
    if (!finding.expected.empty()) text += "（" + finding.expected + "）";
    if (!finding.meant.empty()) text += "，可能是 " + finding.meant;
    return text + " [" + std::string(finding.reason) + ": " + words.english + ']';
}

}  // namespace xinheng::cli
