// What an XLSX file says of itself: its sheets, its formats, its strings. Private to xlsx.cpp.
#pragma once

#include "base/rows.h"
#include "base/spreadsheet/number.h"
#include "base/spreadsheet/string_table.h"

#include <optional>

namespace xinheng::spreadsheet {

struct Workbook {
    std::vector<rows::Sheet> sheets;
    std::vector<std::string> parts;  // Of each sheet.
    Epoch epoch = Epoch::of_1900;
    std::vector<NumberFormat> formats;  // By the style of a cell.
    std::string strings_part;           // Empty where there is none.
};

// Refuses with "sheet.broken", "sheet.macros", "sheet.binary", "sheet.opendocument", "sheet.none",
// "sheet.zip_bomb", "sheet.encrypted", "file.not_text" (another kind of document).
Result<Workbook> read_workbook(const Zip& zip);

}  // namespace xinheng::spreadsheet
