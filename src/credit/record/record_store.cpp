#include "credit/record/record_store.h"

#include "embedded/record_schema.h"

namespace xinheng::record {

namespace {

Line line_in(const sql::Row& row)
{
    Line line;
    line.id = row.number(0);
    line.subject = row.number(1);
    line.standing = standing_named(row.text(2));
    line.decided = Date::from_days(static_cast<int>(row.number(3)));
    line.versions = static_cast<int>(row.number(4));
    line.version_leaf = row.number(5);
    return line;
}

}  // namespace

void create_tables(sql::Connection& connection, sql::Connection::Half half)
{
    connection.run_script(embedded::record_schema, half);
}

std::optional<Line> line_of(sql::Transaction& transaction, RecordId id)
{
    // The event of that index says whose record it would be.
    const auto subject = ledger::subject_at(transaction, id);
    std::optional<Line> found;
    if (!subject) return found;
    transaction.query(
        "SELECT record_id, subject_id, standing, decided, versions, version_leaf"
        " FROM record WHERE subject_id = $1 AND record_id = $2",
        {*subject, id}, [&](const sql::Row& row) { found = line_in(row); });
    return found;
}

void find_places(sql::Transaction& transaction, std::span<const Place> places,
                 const OnLine& on_line)
{
    std::vector<sql::Parameter> parameters;
    parameters.reserve(places.size() * 2);
    for (const auto& place : places) {
        parameters.emplace_back(place.subject);
        parameters.emplace_back(place.key_digest);
    }
    transaction.connection().query_each(
        "SELECT record_id, subject_id, standing, decided, versions, version_leaf FROM record"
        " WHERE subject_id = $1 AND key_digest = $2 ORDER BY record_id",
        2, parameters,
        [&](std::size_t which, const sql::Row& row) { on_line(which, line_in(row)); });
}

std::vector<RowKey> awaiting_release(sql::Transaction& transaction, ledger::LeafIndex submission)
{
    std::vector<RowKey> waiting;
    transaction.query(
        "SELECT subject_id, record_id FROM record_awaiting WHERE submission = $1"
        " ORDER BY record_id",
        {submission},
        [&](const sql::Row& row) { waiting.push_back({row.number(0), row.number(1)}); });
    return waiting;
}

std::int64_t count(sql::Transaction& transaction)
{
    return transaction.number("SELECT COUNT(*) FROM record").value_or(0);
}

void store_standing(sql::Transaction& transaction, RowKey key, Standing standing)
{
    transaction.execute("UPDATE record SET standing = $1 WHERE subject_id = $2 AND record_id = $3",
                        {name_of(standing), key.subject, key.id});
}

void store_version(sql::Transaction& transaction, const Version& version)
{
    transaction.execute(
        "UPDATE record SET versions = versions + 1, version_leaf = $1, decided = $2"
        " WHERE subject_id = $3 AND record_id = $4",
        {version.leaf, version.decided, version.key.subject, version.key.id});
}

void store_release(sql::Transaction& transaction, RecordId id)
{
    transaction.execute("DELETE FROM record_awaiting WHERE record_id = $1", {id});
}

}  // namespace xinheng::record
