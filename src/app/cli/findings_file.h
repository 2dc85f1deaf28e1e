// Rows as a file of the same shape, with what is to be said of each in a last column, in Chinese
// and English: the refused ones to be mended and handed in again, the warned ones to be looked at.
// As XLSX where the name says so, or says nothing and a workbook was handed in; what is wrong with
// a cell stands beside it there too.
#pragma once

#include "base/rows.h"
#include "base/sheet_writer.h"
#include "credit/collection/collection.h"

#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace xinheng::cli {

// A file written in blocks. Throws Failure where it cannot be.
class BlockFile {
public:
    explicit BlockFile(const std::string& path);
    void write(std::string_view block);
    void finish();

private:
    std::string path_;
    std::ofstream file_;
};

class FindingsFile {
public:
    explicit FindingsFile(std::string path) : path_(std::move(path)), text_(path_) {}

    void begin(const std::vector<std::string>& headings, rows::Format handed_in);
    void add(const collection::CheckedRow& row);
    void finish();
    bool is_workbook() const { return sheet_.has_value(); }

private:
    void add_text(const std::vector<std::string>& cells);
    void add_to_sheet(const collection::CheckedRow& row, const std::vector<std::string>& cells);

    std::string path_;
    BlockFile text_;  // Opened in any case: a folder that is not there is told of at once.
    std::optional<SheetWriter> sheet_;
    std::vector<std::string> headings_;
};

// "第3行 行政处罚决定日期：… (…)"
std::string in_words(const collection::Finding& finding);

}  // namespace xinheng::cli
