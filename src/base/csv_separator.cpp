#include "base/csv_separator.h"

#include "base/csv_scan.h"

#include <algorithm>
#include <map>
#include <string>

namespace xinheng::csv {
namespace {

constexpr std::size_t judged_bytes = 64 << 10;
constexpr std::size_t judged_rows = 50;
constexpr std::size_t gb18030_growth = 3;

// How many separators stand in the rows that are of one width.
std::size_t separators_in(std::string_view text, Ending ending, char separator)
{
    Scan scan;
    scan.separator = separator;
    scan.columns_limit = text.size();
    std::map<std::size_t, std::size_t> rows_of_width;
    for (std::size_t rows = 0; rows < judged_rows && !text.empty(); ++rows) {
        scan.quotes_until = std::numeric_limits<std::size_t>::max();
        Found found = scan.scan(text, ending);
        if (found == Found::open_quote) {
            scan.quotes_until = scan.open_quote;
            found = scan.scan(text, ending);
        }
        if (found != Found::row) break;
        if (scan.cells.size() > 1) ++rows_of_width[scan.cells.size()];
        text.remove_prefix(scan.row_bytes + scan.end_bytes);
    }
    std::size_t most = 0;
    for (const auto& [width, rows] : rows_of_width) most = std::max(most, rows * (width - 1));
    return most;
}

// In UTF-8, with room behind for the scanner: half of a GB18030 character may look like a |.
std::string readable(std::string_view head, Encoding encoding, Ending ending)
{
    std::string text(head);
    if (encoding == Encoding::gb18030) {
        text.resize(head.size() * gb18030_growth);
        text.resize(Gb18030Decoder().decode(head, ending, text.data(), text.size()).written);
    }
    return text;
}

}  // namespace

char recognised_separator(std::string_view head, Encoding encoding, Ending ending)
{
    if (head.size() > judged_bytes) {
        head = head.substr(0, judged_bytes);
        ending = Ending::more_follows;
    }
    std::string text = readable(head, encoding, ending);
    const std::size_t size = text.size();
    text.resize(size + scan_slack_bytes);

    char best = ',';
    std::size_t most = separators_in({text.data(), size}, ending, best);
    for (const char separator : {'\t', ';', '|'}) {
        const std::size_t found = separators_in({text.data(), size}, ending, separator);
        if (found <= most) continue;
        best = separator;
        most = found;
    }
    return best;
}

}  // namespace xinheng::csv
