// Rows as a file of the same shape, with what is to be said of each in a last column, in Chinese
// and English: the refused ones to be mended and handed in again, the warned ones to be looked at.
#pragma once

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
    explicit FindingsFile(const std::string& path) : file_(path) {}

    void begin(const std::vector<std::string>& headings);
    void add(const collection::CheckedRow& row);
    void finish() { file_.finish(); }

private:
    BlockFile file_;
    std::vector<std::string> headings_;
};

// "第3行 行政处罚决定日期：… (…)"
std::string in_words(const collection::Finding& finding);

}  // namespace xinheng::cli
