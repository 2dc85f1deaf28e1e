#include "credit/ledger/part_keys.h"
#include "embedded/ledger_part_keys.h"

#include <filesystem>

namespace xinheng::ledger {

void PartKeys::open(sql::Connection::Create create)
{
    auto opened = sql::Connection::open(where_, create);
    if (opened) connection_ = std::move(opened).value();
    else if (opened.error().reason != "book.not_found")
        throw Failure("the keys of sealed parts: " + opened.error().detail);
}

bool PartKeys::is_there()
{
    if (is_found_) return true;
    if (!connection_) open(sql::Connection::Create::never);
    is_found_ = connection_ && connection_->has_table("part_key");
    return is_found_;
}

sql::Connection& PartKeys::made()
{
    if (is_there()) return *connection_;

    if (!connection_) open(sql::Connection::Create::if_missing);
    connection_->run_script(embedded::ledger_part_keys);
    namespace fs = std::filesystem;
    if (fs::exists(where_)) fs::permissions(where_, fs::perms::owner_read | fs::perms::owner_write);
    return *connection_;
}

void PartKeys::keep(std::span<const Kept> keys)
{
    sql::Connection& store = made();
    const sql::Parameter first = keys.front().leaf_index;
    store.execute("DELETE FROM part_key WHERE leaf_index >= $1", {&first, 1});
    std::vector<sql::Parameter> values;
    for (const auto& kept : keys) {
        values.emplace_back(kept.leaf_index);
        values.emplace_back(sql::Bytes{kept.key.bytes});
        values.emplace_back(std::int64_t{0});
    }
    store.insert_all("part_key (leaf_index, key, condemned)", 3, values);
}

std::optional<PartKey> PartKeys::find(std::int64_t leaf_index)
{
    std::optional<PartKey> found;
    if (!is_there()) return found;
    const sql::Parameter wanted = leaf_index;
    connection_->query("SELECT key FROM part_key WHERE leaf_index = $1", {&wanted, 1},
                       [&](const sql::Row& row) { found = PartKey{std::string(row.bytes(0))}; });
    return found;
}

void PartKeys::for_each(std::string_view statement, std::span<const std::int64_t> leaf_indices)
{
    if (!is_there()) return;
    for (const sql::Parameter leaf_index : leaf_indices)
        connection_->execute(statement, {&leaf_index, 1});
}

void PartKeys::condemn(std::span<const std::int64_t> leaf_indices)
{
    for_each("UPDATE part_key SET condemned = 1 WHERE leaf_index = $1", leaf_indices);
}

std::vector<std::int64_t> PartKeys::condemned()
{
    std::vector<std::int64_t> leaf_indices;
    if (!is_there()) return leaf_indices;
    connection_->query("SELECT leaf_index FROM part_key WHERE condemned = 1 ORDER BY leaf_index",
                       {}, [&](const sql::Row& row) { leaf_indices.push_back(row.number(0)); });
    return leaf_indices;
}

void PartKeys::reprieve(std::int64_t leaf_index)
{
    for_each("UPDATE part_key SET condemned = 0 WHERE leaf_index = $1", {&leaf_index, 1});
}

void PartKeys::destroy(std::span<const std::int64_t> leaf_indices)
{
    for_each("DELETE FROM part_key WHERE leaf_index = $1", leaf_indices);
    // The write-ahead log would remember them.
    if (connection_) connection_->tidy_up();
}

}  // namespace xinheng::ledger
