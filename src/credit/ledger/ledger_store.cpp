#include "credit/ledger/ledger_store.h"

#include "base/sql_rows.h"
#include "embedded/ledger_schema.h"

#include <utility>

namespace xinheng::ledger {

namespace {

constexpr std::int64_t book_format = 1;

Suite suite_named(std::string_view name)
{
    if (name == "sha256") return {HashKind::sha256};
    if (name == "sm3") return {HashKind::sm3};
    throw Failure("the book names an unknown suite: " + std::string(name));
}

LoggedEvent event_in(const sql::Row& row)
{
    LoggedEvent event;
    event.leaf_index = row.number(0);
    event.subject = row.number(1);
    event.history_number = row.number(2);
    event.kind = row.text(3);
    const auto entry = Digest::from_bytes(row.bytes(4));
    if (!entry) throw Failure("event " + std::to_string(event.leaf_index) + " has no entry");
    event.entry = *entry;
    try {
        event.parts = Parts::read(std::string(row.bytes(5)));
    } catch (const Failure& failure) {
        throw Failure("event " + std::to_string(event.leaf_index) + ": " + failure.what());
    }
    return event;
}

}  // namespace

void create_tables(sql::Connection& connection, const Beginning& beginning)
{
    connection.run_script(embedded::ledger_schema);
    const std::string_view suite = beginning.suite.hash == HashKind::sha256 ? "sha256" : "sm3";
    const sql::Parameter values[] = {book_format, suite, std::string_view(beginning.origin)};
    connection.execute(
        "INSERT INTO ledger_head (one, format, suite, origin, size)"
        " VALUES (1, $1, $2, $3, 0)",
        values);
}

Head read_head(sql::Transaction& transaction)
{
    std::optional<Head> head;
    transaction.query(
        "SELECT format, suite, origin, size, one FROM ledger_head", {}, [&](const sql::Row& row) {
            if (head || row.number(4) != 1) throw Failure("the head of the log is not one row");
            if (row.number(0) != book_format)
                throw Failure("the book has format " + std::to_string(row.number(0)) +
                              ", this program reads " + std::to_string(book_format));
            head = Head{suite_named(row.text(1)), std::string(row.text(2)), row.number(3)};
        });
    if (!head) throw Failure("the store holds no book");
    return *head;
}

void store_size(sql::Transaction& transaction, std::int64_t size)
{
    transaction.execute("UPDATE ledger_head SET size = $1 WHERE one = 1", {size});
}

TileSource tiles_in(sql::Transaction& transaction)
{
    return [&transaction](const TileAddress& address) -> Result<std::string> {
        std::optional<std::string> bytes;
        transaction.query("SELECT content FROM ledger_tile WHERE level = $1 AND tile_index = $2",
                          {std::int64_t{address.level}, static_cast<std::int64_t>(address.index)},
                          [&](const sql::Row& row) { bytes = std::string(row.bytes(0)); });
        if (!bytes || bytes->size() < address.size_bytes())
            return Error{ErrorKind::not_found, "tile.missing", address.path()};
        bytes->resize(address.size_bytes());
        return std::move(*bytes);
    };
}

void store_tile(sql::Transaction& transaction, const TileUpdate& update)
{
    transaction.execute(
        "INSERT INTO ledger_tile (level, tile_index, content) VALUES ($1, $2, $3)"
        " ON CONFLICT (level, tile_index) DO UPDATE SET content = excluded.content",
        {std::int64_t{update.address.level}, static_cast<std::int64_t>(update.address.index),
         sql::Bytes{update.bytes}});
}

void history_heads(sql::Transaction& transaction, std::span<const SubjectId> subjects,
                   const OnHistoryHead& on_head)
{
    const std::vector<sql::Parameter> parameters(subjects.begin(), subjects.end());
    transaction.connection().query_each(
        "SELECT history_number, entry FROM ledger_event WHERE subject_id = $1"
        " ORDER BY history_number DESC LIMIT 1",
        1, parameters, [&](std::size_t which, const sql::Row& row) {
            on_head(which, {row.number(0), Digest::from_bytes(row.bytes(1)).value()});
        });
}

void store_events(sql::Transaction& transaction, std::span<const LoggedEvent> events)
{
    std::vector<sql::Parameter> values;
    values.reserve(events.size() * 6);
    for (const auto& event : events) {
        values.emplace_back(event.leaf_index);
        values.emplace_back(event.subject);
        values.emplace_back(event.history_number);
        values.emplace_back(std::string_view(event.kind));
        values.emplace_back(sql::Bytes{event.entry.view()});
        values.emplace_back(sql::Bytes{event.parts.bytes()});
    }
    transaction.connection().insert_all(
        "ledger_event (leaf_index, subject_id, history_number, kind, entry, parts)", 6, values);
}

void store_parts(sql::Transaction& transaction, LeafIndex leaf_index, const Parts& parts)
{
    transaction.execute("UPDATE ledger_event SET parts = $1 WHERE leaf_index = $2",
                        {sql::Bytes{parts.bytes()}, leaf_index});
}

std::uint64_t size_of(sql::Transaction& transaction)
{
    return static_cast<std::uint64_t>(read_head(transaction).size);
}

Suite suite_of(sql::Transaction& transaction)
{
    return read_head(transaction).suite;
}

std::string origin_of(sql::Transaction& transaction)
{
    return read_head(transaction).origin;
}

void rename_log(Writing& writing, std::string_view origin)
{
    writing.sql().execute("UPDATE ledger_head SET origin = $1 WHERE one = 1", {origin});
    writing.sql().execute("DELETE FROM ledger_checkpoint");
}

std::optional<SubjectId> subject_at(sql::Transaction& transaction, LeafIndex leaf_index)
{
    return transaction.number("SELECT subject_id FROM ledger_event WHERE leaf_index = $1",
                              {leaf_index});
}

std::optional<LoggedEvent> event_at(sql::Transaction& transaction, LeafIndex leaf_index)
{
    std::optional<LoggedEvent> found;
    transaction.query(
        "SELECT leaf_index, subject_id, history_number, kind, entry, parts"
        " FROM ledger_event WHERE leaf_index = $1",
        {leaf_index}, [&](const sql::Row& row) { found = event_in(row); });
    return found;
}

void each_event(sql::Transaction& transaction, Stretch stretch, const OnEvent& on_event)
{
    // In pieces, so that a store that answers whole results does not hold the whole log.
    constexpr LeafIndex piece = 4096;
    for (LeafIndex from = stretch.from; from < stretch.to; from += piece) {
        const LeafIndex to = std::min(from + piece, stretch.to);
        transaction.query(
            "SELECT leaf_index, subject_id, history_number, kind, entry, parts"
            " FROM ledger_event WHERE leaf_index >= $1 AND leaf_index < $2"
            " ORDER BY leaf_index",
            {from, to}, [&](const sql::Row& row) { on_event(event_in(row)); });
    }
}

std::optional<LeafIndex> stray_event(sql::Transaction& transaction)
{
    return transaction.number(
        "SELECT MIN(leaf_index) FROM ledger_event"
        " WHERE leaf_index < 0 OR leaf_index >= $1",
        {read_head(transaction).size});
}

std::optional<std::string> stray_tile(sql::Transaction& transaction)
{
    constexpr std::int64_t highest_level = 7;
    const auto size = static_cast<std::uint64_t>(read_head(transaction).size);
    std::optional<std::string> stray;
    transaction.query(
        "SELECT level, tile_index, LENGTH(content) FROM ledger_tile ORDER BY level, tile_index", {},
        [&](const sql::Row& row) {
            const std::int64_t level = row.number(0), index = row.number(1);
            const bool is_one =
                level >= TileAddress::entries && level <= highest_level && index >= 0;
            const auto address =
                is_one ? tile_at(size, static_cast<int>(level), static_cast<std::uint64_t>(index))
                       : TileAddress{0, 0, 0};
            if (stray || (address.width > 0 && std::cmp_equal(address.size_bytes(), row.number(2))))
                return;
            stray = "tile/" + std::to_string(level) + '/' + std::to_string(index);
        });
    return stray;
}

std::vector<LoggedEvent> history_of(sql::Transaction& transaction, SubjectId subject,
                                    LeafIndex before)
{
    std::vector<LoggedEvent> events;
    transaction.query(
        "SELECT leaf_index, subject_id, history_number, kind, entry, parts"
        " FROM ledger_event WHERE subject_id = $1 AND leaf_index < $2"
        " ORDER BY history_number",
        {subject, before}, [&](const sql::Row& row) { events.push_back(event_in(row)); });
    return events;
}

void store_checkpoint(sql::Transaction& transaction, std::uint64_t size, std::string_view note)
{
    transaction.execute(
        "INSERT INTO ledger_checkpoint (size, note) VALUES ($1, $2)"
        " ON CONFLICT (size) DO UPDATE SET note = excluded.note",
        {static_cast<std::int64_t>(size), note});
}

std::optional<std::string> newest_checkpoint(sql::Transaction& transaction)
{
    return transaction.text("SELECT note FROM ledger_checkpoint ORDER BY size DESC LIMIT 1");
}

void each_checkpoint(sql::Transaction& transaction,
                     const std::function<void(std::uint64_t, std::string_view)>& on_checkpoint)
{
    transaction.query("SELECT size, note FROM ledger_checkpoint ORDER BY size", {},
                      [&](const sql::Row& row) {
                          on_checkpoint(static_cast<std::uint64_t>(row.number(0)), row.text(1));
                      });
}

}  // namespace xinheng::ledger
