#include "app/cli/findings_file.h"

#include "app/cli/words.h"

namespace xinheng::cli {

namespace {

constexpr std::string_view findings_heading = "问题 findings";
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";  // Without it Excel reads no UTF-8.

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

void FindingsFile::begin(const std::vector<std::string>& headings)
{
    headings_ = headings;
    std::vector<std::string> row = headings;
    row.emplace_back(findings_heading);
    std::string line(byte_order_mark);
    csv::append_row(line, row);
    file_.write(line);
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
    std::string line;
    csv::append_row(line, row);
    file_.write(line);
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
