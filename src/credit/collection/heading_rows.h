// Where the headings of a sheet stand: below a title or notes, in one row or in two, of which the
// upper one holds groups (处罚信息: 罚款金额, 没收金额). Told by what the layouts know.
#pragma once

#include "credit/collection/layout.h"

namespace xinheng::collection {

using Cells = std::vector<std::string>;

struct HeadingRows {
    const Layout* layout = nullptr;
    Cells headings;         // One to a column.
    std::size_t first = 0;  // Among the rows that were looked at.
    std::size_t count = 1;
};

// The one or two rows of which a layout knows most; a layout of that class, or of any where none is
// named. Refuses as recognise() does.
Result<HeadingRows> find_heading_rows(const std::vector<Layout>& layouts,
                                      std::string_view class_code, const std::vector<Cells>& rows);

// 合计 and the like, with nothing beside it but numbers: no record, and told as what it is.
bool is_total(const std::vector<std::string_view>& cells);

}  // namespace xinheng::collection
