// What stands in a compound file: the old form of every document of Microsoft Office, and the box
// of those that are encrypted. Private to the readers of base/spreadsheet/.
#pragma once

#include "base/result.h"

namespace xinheng::spreadsheet {

// Done for a workbook. Refuses with "sheet.encrypted", "sheet.macros", "file.not_text" (another
// kind of document), "file.unreadable", "sheet.too_large".
Outcome check_compound(const std::string& path);

}  // namespace xinheng::spreadsheet
