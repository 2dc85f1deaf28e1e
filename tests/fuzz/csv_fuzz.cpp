// Any bytes as a CSV: reading ends, limits hold, cells are UTF-8, and what was read can be written
// and read again. The first two bytes choose the limits.
#include "base/csv.h"
#include "base/text.h"

#include "fuzz.h"

using namespace xinheng;
using fuzz::demand;

namespace {

void read_through(csv::Reader reader, csv::Limits limits, std::size_t size)
{
    csv::Row row;
    std::uint64_t number = 0;
    std::uint64_t line = 0;
    std::string copy;
    while (reader.next(row)) {
        demand(row.number == ++number && row.line > line);
        line = row.line;
        demand(!row.cells.empty() && row.cells.size() <= limits.columns);
        std::size_t cell_bytes = 0;
        for (const auto cell : row.cells) {
            demand(is_utf8(cell));
            cell_bytes += cell.size();
        }
        demand(cell_bytes <= 3 * limits.row_bytes);

        const std::vector<std::string> cells(row.cells.begin(), row.cells.end());
        copy.clear();
        csv::append_row(copy, cells);
        const bool is_binary = copy.find('\0') != std::string::npos;
        if (is_binary || copy.size() > (1u << 20)) continue;
        auto again = csv::Reader::over("header\r\n" + copy).value();
        csv::Row same;
        demand(again.next(same) && again.next(same));
        demand(std::vector<std::string>(same.cells.begin(), same.cells.end()) == cells);
    }
    demand(!reader.next(row));
    demand(number <= 1100 * (size + 1) && line <= 1100 * (size + 1));  // Gzip grows a thousandfold.
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 2) return 0;

    csv::Limits limits;
    limits.row_bytes = 4 + data[0];
    limits.block_bytes = 16 + data[1];
    limits.columns = 8;
    const std::string bytes(reinterpret_cast<const char*>(data) + 2, size - 2);
    if (auto reader = csv::Reader::over(bytes, limits)) {
        read_through(std::move(reader).value(), limits, size);
    }
    return 0;
}
