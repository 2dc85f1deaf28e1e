#include "app/cli/words.h"

#include "base/csv.h"
#include "embedded/reasons.h"

#include <map>

namespace xinheng {

namespace {

std::map<std::string, Words, std::less<>> read_table()
{
    std::map<std::string, Words, std::less<>> table;
    auto reader = csv::Reader::over(std::string(embedded::reasons)).value();
    csv::Row row;
    while (reader.next(row))
        if (row.cells.size() == 3)
            table[std::string(row.cells[0])] = {std::string(row.cells[1]),
                                                std::string(row.cells[2])};
    return table;
}

}  // namespace

Words words_of(std::string_view reason)
{
    static const auto table = read_table();
    const auto found = table.find(reason);
    if (found != table.end()) return found->second;
    return {std::string(reason), std::string(reason)};
}

std::string both(std::string_view reason)
{
    const Words words = words_of(reason);
    return words.chinese + " / " + words.english;
}

}  // namespace xinheng
