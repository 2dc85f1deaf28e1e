// Any bytes as a file of whatever kind: reading ends, limits hold, cells are UTF-8. The first byte
// chooses: a text as it stands, or a sheet, its shared strings or its formats inside a workbook.
#include "base/rows.h"
#include "base/text.h"
#include "base/workbook_for_tests.h"

#include <cstdint>
#include <cstdlib>
#include <fstream>

using namespace xinheng;

namespace {

void demand(bool holds)
{
    if (!holds) std::abort();
}

void read_through(const std::string& path)
{
    rows::Limits limits;
    limits.row_bytes = 4096;
    limits.columns = 16;
    auto reader = rows::Reader::open(path, limits);
    if (!reader) return;
    rows::Row row;
    std::uint64_t number = 0;
    while (reader->next(row)) {
        demand(row.number == ++number && row.line > 0);
        demand(row.cells.size() <= limits.columns);
        for (const auto cell : row.cells) demand(is_utf8(cell));
    }
    demand(!reader->next(row));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 1) return 0;
    static const TestFolder folder;
    static const std::string path = folder / "file";
    const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const std::string sheet = "<row><c t=\"s\"><v>0</v></c><c s=\"1\"><v>46063</v></c></row>";
    switch (data[0] % 4) {
    case 0:
        if (bytes.starts_with("\xD0\xCF")) return 0;  // Read by a process of its own.
        std::ofstream(path, std::ios::binary) << bytes;
        break;
    case 1: write_zip(path, workbook_parts({{"S", bytes}})); break;
    case 2: write_zip(path, workbook_parts({{"S", sheet}}, bytes)); break;
    default: write_zip(path, workbook_parts({{"S", sheet}}, "<si><t>a</t></si>", bytes));
    }
    read_through(path);
    return 0;
}
