#include "credit/catalogue/table.h"

#include "base/csv.h"
#include "base/text.h"

#include <algorithm>

namespace xinheng::catalogue {

namespace {

bool holds(const std::vector<std::string>& names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

Error refusal(std::string_view reason, std::string detail)
{
    return {ErrorKind::invalid_input, reason, std::move(detail)};
}

}  // namespace

const std::string& Table::Line::operator[](std::string_view column) const
{
    static const std::string none;
    const auto place = std::find(columns->begin(), columns->end(), column);
    if (place == columns->end()) return none;

    return cells[static_cast<std::size_t>(place - columns->begin())];
}

Result<Table> Table::parse(std::string csv, const Columns& columns)
{
    auto reader = TRY(csv::Reader::over(std::move(csv)));
    csv::Row row;
    Table table;
    if (!reader.next(row)) return refusal("table.columns", "no heading");
    for (const auto cell : row.cells) {
        const auto name = trimmed(cell);
        const bool known = holds(columns.required, name) || holds(columns.optional, name);
        if (!known || holds(table.columns_, name))
            return refusal("table.columns", std::string(name));
        table.columns_.emplace_back(name);
    }
    for (const auto& name : columns.required)
        if (!holds(table.columns_, name)) return refusal("table.columns", "no column " + name);

    while (reader.next(row)) {
        const std::string line = "line " + std::to_string(row.line) + ": ";
        if (!row.problem.empty()) return refusal("table.row", line + std::string(row.problem));
        if (row.cells.size() != table.columns_.size())
            return refusal("table.row", line + "too few or too many cells");
        Line read{row.line, &table.columns_, {}};
        for (const auto cell : row.cells) read.cells.emplace_back(trimmed(cell));
        if (const auto& word = read["verified"]; word != "yes" && word != "no")
            return refusal("table.row", line + "verified is neither yes nor no");
        table.lines_.push_back(std::move(read));
    }
    if (!reader.problem().empty()) return refusal("table.row", std::string(reader.problem()));
    return table;
}

std::vector<Table::Line> Table::lines() const
{
    std::vector<Line> lines = lines_;
    for (Line& line : lines) line.columns = &columns_;
    return lines;
}

}  // namespace xinheng::catalogue
