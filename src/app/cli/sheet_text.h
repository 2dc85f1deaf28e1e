// A document of sheets as text, Markdown to read and CSV to work with, or as a workbook.
#pragma once

#include "credit/catalogue/printed.h"

#include <string>
#include <vector>

namespace xinheng::cli {

std::string markdown(const catalogue::Sheet& sheet);
std::string markdown(const catalogue::Document& document);
std::string csv_text(const catalogue::Sheet& sheet);  // With a byte-order mark, for spreadsheets.
// Throws Failure where the file cannot be written.
void write_workbook(const std::string& path, const std::vector<catalogue::Sheet>& sheets);

}  // namespace xinheng::cli
