#include "credit/collection/table.h"

#include "base/text.h"

#include <algorithm>

namespace xinheng::collection {
namespace {

constexpr std::size_t rows_looked_at = 20;
constexpr std::size_t findings_shown = 100;
constexpr std::size_t shown_columns = 60;

Error refusal(std::string_view reason, std::string detail)
{
    return Error{ErrorKind::invalid_input, reason, std::move(detail)};
}

std::string line_text(std::uint64_t line)
{
    return "第 " + std::to_string(line) + " 行";
}

std::size_t filled(const std::vector<std::string>& cells)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(cells, [](const auto& cell) { return !trimmed(cell).empty(); }));
}

// A title and notes have a few cells; a row with as many as half of the headings may be a record.
bool may_be_record(const std::vector<std::string>& cells, const std::vector<std::string>& headings)
{
    constexpr std::size_t fewest = 6;
    return filled(cells) >= std::max(fewest, (filled(headings) + 1) / 2);
}

std::string names_of(const std::vector<rows::Sheet>& sheets)
{
    std::vector<std::string> names;
    for (const auto& sheet : sheets) names.push_back(sheet.name);
    return join(names, ", ");
}

}  // namespace

Result<Table> Table::begin(rows::Reader reader, const std::vector<Layout>& layouts,
                           const TableWish& wish)
{
    Table table(std::move(reader), layouts, wish);
    TRY(table.choose_sheet());
    TRY(table.begin_rows());
    return table;
}

Outcome Table::choose_sheet()
{
    const auto& sheets = reader_.sheets();
    if (!wish_.sheet.empty()) return choose_named();
    const auto form = std::ranges::find_if(sheets, &rows::Sheet::is_form);
    if (form != sheets.end()) TRY(reader_.choose(static_cast<std::size_t>(form - sheets.begin())));
    else if (sheets.size() > 1) return choose_by_headings();
    look();
    return Done{};
}

Outcome Table::choose_named()
{
    const std::string& wanted = wish_.sheet;
    const auto& sheets = reader_.sheets();
    if (sheets.empty()) return refusal("sheet.not_a_workbook", wanted);
    for (std::size_t sheet = 0; sheet < sheets.size(); ++sheet) {
        if (sheets[sheet].name != wanted && std::to_string(sheet + 1) != wanted) continue;
        TRY(reader_.choose(sheet));
        look();
        return Done{};
    }
    return refusal("sheet.not_found", wanted + ": " + names_of(sheets));
}

// The sheet that has headings with rows below them. Where none has, the first that has anything.
Outcome Table::choose_by_headings()
{
    const auto& sheets = reader_.sheets();
    std::vector<std::size_t> used, with_rows, with_headings;
    for (std::size_t sheet = 0; sheet < sheets.size(); ++sheet) {
        TRY(reader_.choose(sheet));
        look();
        if (looked_at_.empty()) continue;
        used.push_back(sheet);
        const auto found = headings_in_look();
        if (!found || sheets[sheet].is_hidden) continue;
        with_headings.push_back(sheet);
        if (looked_at_.size() > found->first + found->count) with_rows.push_back(sheet);
    }
    if (with_rows.size() > 1) {
        std::vector<rows::Sheet> rivals;
        for (const auto sheet : with_rows) rivals.push_back(sheets[sheet]);
        return refusal("sheet.several", names_of(rivals));
    }
    if (used.empty()) return refusal("file.no_headings", names_of(sheets));
    const std::size_t chosen = !with_rows.empty()       ? with_rows.front()
                               : !with_headings.empty() ? with_headings.front()
                                                        : used.front();
    for (const auto sheet : used)
        if (sheet != chosen) set_aside("sheet.not_read", sheets[sheet].name, {});
    TRY(reader_.choose(chosen));
    look();
    return Done{};
}

void Table::look()
{
    looked_at_.clear();
    rows::Row row;
    while (looked_at_.size() < rows_looked_at && reader_.next(row))
        looked_at_.push_back(
            {{row.cells.begin(), row.cells.end()}, row.number, row.line, row.problem});
}

Result<HeadingRows> Table::headings_in_look() const
{
    std::vector<Cells> rows;
    for (const auto& kept : looked_at_) rows.push_back(kept.cells);
    if (wish_.layout == nullptr) {
        auto found = find_heading_rows(*layouts_, wish_.class_code, rows);
        if (found || found.error().reason != "layout.unknown") return found;
        auto other = find_heading_rows(*layouts_, {}, rows);
        return other ? other : found;
    }
    auto found = find_heading_rows(std::vector<Layout>{*wish_.layout}, {}, rows);
    // Whoever names a layout knows better: then the first row holds the headings.
    if (!found) return HeadingRows{wish_.layout, rows.front()};
    found->layout = wish_.layout;
    return found;
}

Outcome Table::begin_rows()
{
    if (looked_at_.empty()) {
        const bool is_broken = !reader_.problem().empty();
        return refusal(is_broken ? reader_.problem() : "file.no_headings", "");
    }
    auto found = TRY(headings_in_look());
    layout_ = found.layout;
    headings_ = std::move(found.headings);
    for (std::size_t row = 0; row < found.first; ++row) {
        const auto& above = looked_at_[row];
        if (may_be_record(above.cells, headings_))
            return refusal("file.rows_above_headings", line_text(above.line));
        set_aside("row.above_headings", line_text(above.line), join(above.cells, " "));
    }
    const auto used = static_cast<std::ptrdiff_t>(found.first + found.count);
    looked_at_.erase(looked_at_.begin(), looked_at_.begin() + used);
    return Done{};
}

bool Table::next(rows::Row& row)
{
    while (next_row(row))
        if (!is_aside(row)) return true;
    return false;
}

bool Table::next_row(rows::Row& row)
{
    if (looked_at_.empty()) return reader_.next(row);
    current_ = std::move(looked_at_.front());
    looked_at_.pop_front();
    row.cells.assign(current_.cells.begin(), current_.cells.end());
    row.number = current_.number;
    row.line = current_.line;
    row.problem = current_.problem;
    return true;
}

bool Table::is_aside(const rows::Row& row)
{
    if (!row.problem.empty()) return false;
    const bool is_heading_again = std::ranges::equal(row.cells, headings_);
    if (!is_heading_again && !is_total(row.cells)) return false;

    std::string value;
    for (const auto cell : row.cells) {
        if (trimmed(cell).empty()) continue;
        if (!value.empty()) value += ' ';
        value += trimmed(cell);
    }
    set_aside(is_heading_again ? "row.headings_again" : "row.total", line_text(row.line),
              std::move(value));
    return true;
}

void Table::set_aside(std::string_view reason, std::string where, std::string value)
{
    ++aside_[reason];
    if (findings_.size() >= findings_shown) return;
    Finding finding;
    finding.column = std::move(where);
    finding.value = shortened(value, shown_columns);
    finding.expected = finding.value;
    finding.reason = reason;
    finding.severity = Severity::warning;
    findings_.push_back(std::move(finding));
}

}  // namespace xinheng::collection
