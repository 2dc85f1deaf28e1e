#include "base/sql_tally.h"

#include "base/digest.h"
#include "base/text.h"

#include <sodium.h>

#include <algorithm>
#include <cstring>

namespace xinheng::sql {

namespace {

[[noreturn]] void refuse(std::string_view statement)
{
    throw Failure("a tally is only for insertions, not for: " + std::string(statement));
}

}  // namespace

Tally::Key Tally::new_key()
{
    Key key;
    random_bytes(reinterpret_cast<char*>(key.data()), key.size());
    return key;
}

void Tally::add(std::string_view line)
{
    std::array<unsigned char, crypto_shorthash_siphashx24_BYTES> digest;
    crypto_shorthash_siphashx24(digest.data(), reinterpret_cast<const unsigned char*>(line.data()),
                                line.size(), key_.data());
    std::array<std::uint64_t, 2> halves;
    std::memcpy(halves.data(), digest.data(), digest.size());
    low_ += halves[0];
    high_ += halves[1];
}

void Tally::add(const Tally& other)
{
    low_ += other.low_;
    high_ += other.high_;
}

void Tally::take_away(const Tally& other)
{
    low_ -= other.low_;
    high_ -= other.high_;
}

TallyingStore::TallyingStore(Connection& shape, const Tally::Key& key)
{
    for (const auto& table : shape.tables()) {
        tallies_.emplace(table, Tally(key));
        columns_.emplace(table, shape.columns(table));
    }
}

const TallyingStore::Insertion& TallyingStore::insertion(std::string_view table)
{
    if (const auto found = insertions_.find(table); found != insertions_.end())
        return found->second;

    const std::size_t open = table.find(" (");
    const std::string_view name = table.substr(0, open);
    const auto given = split(table.substr(open + 2, table.size() - open - 3), ',');
    const auto columns = columns_.find(name);
    if (columns == columns_.end()) refuse(table);

    Insertion made{&tallies_.find(name)->second, {}};
    for (const auto& column : columns->second) {
        const auto is_it = [&](std::string_view one) { return trimmed(one) == column; };
        const auto at = std::find_if(given.begin(), given.end(), is_it);
        made.value_of_column.push_back(
            at == given.end() ? std::nullopt
                              : std::optional(static_cast<std::size_t>(at - given.begin())));
    }
    return insertions_.emplace(std::string(table), std::move(made)).first->second;
}

void TallyingStore::insert_all(std::string_view table, std::size_t column_count,
                               std::span<const Parameter> values)
{
    const Insertion& into = insertion(table);
    std::string line;
    for (std::size_t row = 0; row < values.size(); row += column_count) {
        line.clear();
        for (std::size_t column = 0; column < into.value_of_column.size(); ++column) {
            if (column > 0) line += '\t';
            const auto value = into.value_of_column[column];
            append_to_line(line, value ? values[row + *value] : Parameter(Null{}));
        }
        into.tally->add(line);
    }
}

void TallyingStore::execute(std::string_view statement, std::span<const Parameter>)
{
    refuse(statement);
}

void TallyingStore::query(std::string_view statement, std::span<const Parameter>, const OnRow&)
{
    refuse(statement);
}

void TallyingStore::query_each(std::string_view statement, std::size_t, std::span<const Parameter>,
                               const OnRowOf&)
{
    refuse(statement);
}

std::vector<std::string> TallyingStore::tables()
{
    std::vector<std::string> names;
    for (const auto& [table, columns] : columns_) names.push_back(table);
    return names;
}

std::vector<std::string> TallyingStore::columns(std::string_view table)
{
    const auto found = columns_.find(table);
    return found == columns_.end() ? std::vector<std::string>() : found->second;
}

void TallyingStore::each_line(std::string_view table, Order, const OnLine&)
{
    refuse(table);
}

void TallyingStore::run_statements(std::string_view schema)
{
    refuse(schema);
}

Tally tally_of(Connection& connection, std::string_view table, const Tally::Key& key)
{
    Tally tally(key);
    connection.each_line(table, Connection::Order::any,
                         [&](std::string_view line) { tally.add(line); });
    return tally;
}

}  // namespace xinheng::sql
