#include "app/cli/table.h"

#include "base/text.h"

#include <algorithm>
#include <ostream>

namespace xinheng::cli {

void Table::add(std::vector<std::string> cells)
{
    widths_.resize(std::max(widths_.size(), cells.size()));
    for (std::size_t column = 0; column < cells.size(); ++column) {
        cells[column] = shortened(cells[column], widest_column);
        widths_[column] = std::max(widths_[column], display_width(cells[column]));
    }
    rows_.push_back(std::move(cells));
}

void Table::print(std::ostream& out) const
{
    for (const auto& row : rows_) {
        for (std::size_t column = 0; column < row.size(); ++column) {
            const bool is_last = column + 1 == row.size();
            out << (is_last ? row[column] : padded(row[column], widths_[column]) + "  ");
        }
        out << '\n';
    }
}

}  // namespace xinheng::cli
