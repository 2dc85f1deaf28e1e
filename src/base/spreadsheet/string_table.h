// The shared strings of a workbook: read once, found by number. A giant table spills to disk.
#pragma once

#include "base/spreadsheet/paged_bytes.h"
#include "base/spreadsheet/zip.h"

namespace xinheng::spreadsheet {

class StringTable {
public:
    StringTable();

    // Refuses with the part's problem, or "sheet.too_large" where one string is over the limit.
    static Result<StringTable> read(ZipPart part, std::size_t string_bytes);

    void append(std::string_view text);
    std::uint64_t size() const { return ends_.size() / sizeof(std::uint64_t); }
    // Appends the string of that number; false where there is none.
    bool append_to(std::string& into, std::uint64_t number);

private:
    std::uint64_t end_of(std::uint64_t number);

    PagedBytes texts_;
    PagedBytes ends_;
};

// Excel writes a control character as _x000D_.
void append_unescaped(std::string& into, std::string_view text);

}  // namespace xinheng::spreadsheet
