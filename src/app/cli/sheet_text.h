// A document of sheets as text: Markdown to read, CSV to work with.
#pragma once

#include "credit/catalogue/printed.h"

#include <string>

namespace xinheng::cli {

std::string markdown(const catalogue::Sheet& sheet);
std::string markdown(const catalogue::Document& document);
std::string csv_text(const catalogue::Sheet& sheet);  // With a byte-order mark, for spreadsheets.

}  // namespace xinheng::cli
