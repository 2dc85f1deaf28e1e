// Whatever is changed behind the log's back is found and named: every column of every table, rows
// that were taken out or put in, and every exported file.
#include "app/platform/upkeep.h"
#include "base/text.h"
#include "sound_book.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

namespace {

using namespace xinheng;
using test::changed_byte;
using test::SoundBook;
namespace fs = std::filesystem;

const SoundBook& book()
{
    static const SoundBook book;
    return book;
}

std::vector<std::string> tables()
{
    return sql::Connection::open(book().path(), sql::Connection::Create::never).value()->tables();
}

std::vector<std::string> columns(sql::Transaction& transaction, const std::string& table)
{
    std::vector<std::string> names;
    transaction.query("SELECT name FROM pragma_table_info($1)", {std::string_view(table)},
                      [&](const sql::Row& row) { names.emplace_back(row.text(0)); });
    return names;
}

// The first row of a table, its last, and some between, each as the condition that it alone meets.
std::vector<std::string> some_rows(sql::Transaction& transaction, const std::string& table)
{
    std::string condition;
    for (const auto& column : columns(transaction, table))
        condition +=
            (condition.empty() ? "'" : " || ' AND ") + column + " IS ' || quote(" + column + ')';
    std::vector<std::string> all, some;
    transaction.query("SELECT " + condition + " FROM " + table + " ORDER BY 1", {},
                      [&](const sql::Row& row) { all.emplace_back(row.text(0)); });
    const std::size_t step = all.size() / 5 + 1;
    for (std::size_t at = 0; at < all.size(); at += step) some.push_back(all[at]);
    if (!all.empty() && some.back() != all.back()) some.push_back(all.back());
    return some;
}

template <class Look>
auto looked_up(const Look& look)
{
    const auto connection = sql::Connection::open(book().path(), sql::Connection::Create::never);
    sql::Transaction transaction(**connection, sql::Mode::read);
    return look(transaction);
}

// Puts something else into one cell: another number, one other byte, or something for nothing.
void change_cell(sql::Transaction& transaction, const std::string& table, const std::string& column,
                 const std::string& row_condition)
{
    const std::string where = " FROM " + table + " WHERE " + row_condition;
    const auto kind = transaction.text("SELECT typeof(" + column + ")" + where).value();
    const std::string update =
        "UPDATE " + table + " SET " + column + " = $1 WHERE " + row_condition;
    std::string bytes;
    transaction.query("SELECT " + column + where, {},
                      [&](const sql::Row& row) { bytes = row.bytes(0); });
    const std::string other = bytes.empty() ? "x" : changed_byte(bytes, bytes.size() / 2);
    if (kind == "integer")
        // Far enough that no other row is there already.
        transaction.execute("UPDATE " + table + " SET " + column + " = " + column +
                            " + 100000 WHERE " + row_condition);
    else if (kind == "blob") transaction.execute(update, {sql::Bytes{other}});
    else if (kind == "text") transaction.execute(update, {std::string_view(other)});
    else transaction.execute(update, {std::int64_t{1}});
}

// Whether a fault says which thing is wrong, and not merely that something is.
bool names(const Fault& fault, const std::string& table)
{
    if (!table.starts_with("ledger_"))
        return fault.reason == "ledger.projection" && fault.where.starts_with(table + ": ");
    if (table == "ledger_event") return contains(fault.where, "event ");
    if (table == "ledger_tile")
        return contains(fault.where, "tile/") || fault.reason == "tile.missing";
    if (table == "ledger_checkpoint") return contains(fault.where, "checkpoint");
    return fault.reason == "ledger.head" || fault.reason == "program.failure" ||
           contains(fault.where, "event ");
}

void check_named(const std::optional<Fault>& fault, const std::string& table)
{
    REQUIRE(fault);
    CAPTURE(fault->reason);
    CAPTURE(fault->where);
    CHECK(names(*fault, table));
}

std::vector<std::string> exported_files()
{
    std::vector<std::string> files;
    for (const auto& file : fs::recursive_directory_iterator(book().exported()))
        if (file.is_regular_file())
            files.push_back(file.path().lexically_relative(book().exported()).string());
    return files;
}

}  // namespace

TEST_CASE("the book that the other tests change is sound, and holds something of every kind")
{
    CHECK_FALSE(book().fault());
    for (const auto& table : tables()) {
        CAPTURE(table);
        CHECK(looked_up([&](auto& transaction) { return some_rows(transaction, table).size(); }) >
              0);
    }
    const auto levels = looked_up([](auto& transaction) {
        return transaction.number("SELECT COUNT(DISTINCT level) FROM ledger_tile");
    });
    CHECK(levels == 3);  // Entries, hashes of leaves, and one level above.
}

TEST_CASE("a changed cell is found and named, in every column of every table")
{
    for (const auto& table : tables()) {
        for (const auto& column :
             looked_up([&](auto& transaction) { return columns(transaction, table); })) {
            for (const auto& row :
                 looked_up([&](auto& transaction) { return some_rows(transaction, table); })) {
                CAPTURE(table);
                CAPTURE(column);
                CAPTURE(row);
                check_named(book().fault_after([&](sql::Transaction& transaction) {
                    change_cell(transaction, table, column, row);
                }),
                            table);
            }
        }
    }
}

TEST_CASE("each byte of what an event keeps is held by its entry: salts, texts and their framing")
{
    const std::int64_t leaf =
        looked_up([](auto& transaction) {
            return transaction.number(
                "SELECT leaf_index FROM ledger_event WHERE kind = 'record.corrected'");
        }).value();
    std::string parts;
    looked_up([&](auto& transaction) {
        transaction.query("SELECT parts FROM ledger_event WHERE leaf_index = $1", {leaf},
                          [&](const sql::Row& row) { parts = row.bytes(0); });
        return 0;
    });
    for (std::size_t at = 0; at < parts.size(); at += at < 64 ? 1 : 13) {
        CAPTURE(at);
        const auto fault = book().fault_after([&](sql::Transaction& transaction) {
            transaction.execute("UPDATE ledger_event SET parts = $1 WHERE leaf_index = $2",
                                {sql::Bytes{changed_byte(parts, at)}, leaf});
        });
        REQUIRE(fault);
        CHECK(contains(fault->where, "event " + std::to_string(leaf)));
    }
}

TEST_CASE(
    "each byte that an erasure left is held, and an erasure that the log does not tell is found")
{
    std::map<std::int64_t, std::string> parts;
    looked_up([&](auto& transaction) {
        transaction.query("SELECT leaf_index, parts FROM ledger_event", {},
                          [&](const sql::Row& row) { parts[row.number(0)] = row.bytes(1); });
        return 0;
    });
    const auto with = [&](ledger::Parts::Form form) {
        return *std::ranges::find_if(
            parts, [&](const auto& event) { return ledger::Parts::read(event.second).has(form); });
    };
    const auto fault_with = [&](std::int64_t leaf, const std::string& bytes) {
        return book().fault_after([&](sql::Transaction& transaction) {
            transaction.execute("UPDATE ledger_event SET parts = $1 WHERE leaf_index = $2",
                                {sql::Bytes{bytes}, leaf});
        });
    };

    const auto [erased, left] = with(ledger::Parts::Form::erased);
    for (std::size_t at = 0; at < left.size(); at += 7) {
        CAPTURE(at);
        const auto fault = fault_with(erased, changed_byte(left, at));
        REQUIRE(fault);
        CHECK(contains(fault->where, "event " + std::to_string(erased)));
    }
    const auto [sealed, kept] = with(ledger::Parts::Form::sealed);
    const auto fault = fault_with(sealed, ledger::Parts::read(kept).erased().bytes());
    REQUIRE(fault);
    CHECK(fault->where == "event " + std::to_string(sealed));
}

TEST_CASE("each byte of the newest checkpoint is held, also the witness's signature")
{
    const std::string note =
        looked_up([](auto& transaction) { return *ledger::newest_checkpoint(transaction); });
    CHECK(contains(note, "witness.example.org"));
    for (std::size_t at = 0; at < note.size(); ++at) {
        CAPTURE(at);
        check_named(book().fault_after([&](sql::Transaction& transaction) {
            const std::string changed = changed_byte(note, at);
            transaction.execute(
                "UPDATE ledger_checkpoint SET note = $1"
                " WHERE size = (SELECT MAX(size) FROM ledger_checkpoint)",
                {std::string_view(changed)});
        }),
                    "ledger_checkpoint");
    }
}

TEST_CASE("a row that was taken out is missed")
{
    for (const auto& table : tables()) {
        for (const auto& row :
             looked_up([&](auto& transaction) { return some_rows(transaction, table); })) {
            CAPTURE(table);
            CAPTURE(row);
            const auto newest = looked_up([](auto& transaction) {
                return transaction.number("SELECT MAX(size) FROM ledger_checkpoint").value();
            });
            // An older checkpoint may be forgotten: nothing rests on it.
            const bool is_newest = row.starts_with("size IS " + std::to_string(newest) + ' ');
            if (table == "ledger_checkpoint" && !is_newest) continue;
            check_named(book().fault_after([&](sql::Transaction& transaction) {
                transaction.execute("DELETE FROM " + table + " WHERE " + row);
            }),
                        table);
        }
    }
}

TEST_CASE("a row that was put in is found")
{
    for (const auto& table : tables()) {
        CAPTURE(table);
        check_named(book().fault_after([&](sql::Transaction& transaction) {
            std::string names, values;
            for (const auto& column : columns(transaction, table)) {
                names += (names.empty() ? "" : ", ") + column;
                const auto kind =
                    transaction.text("SELECT typeof(" + column + ") FROM " + table + " LIMIT 1");
                values += (values.empty() ? "" : ", ") + (kind == "integer" ? column + " + 1000000"
                                                          : kind == "text"  ? column + " || 'x'"
                                                                            : column);
            }
            transaction.execute("INSERT INTO " + table + " (" + names + ") SELECT " + values +
                                " FROM " + table + " LIMIT 1");
        }),
                    table);
    }
}

TEST_CASE("a tile that is longer than it should be is found")
{
    check_named(book().fault_after([](sql::Transaction& transaction) {
        transaction.execute(
            "UPDATE ledger_tile SET content = CAST(content || x'00' AS BLOB)"
            " WHERE level = 0 AND tile_index = 0");
    }),
                "ledger_tile");
}

TEST_CASE("a changed byte in any exported file is found, and so is one that is not there")
{
    std::set<std::string> needed;
    const auto size = static_cast<std::uint64_t>(
        looked_up([](auto& transaction) { return ledger::size_of(transaction); }));
    for (const auto& address : ledger::right_edge(size)) needed.insert(address.path());
    needed.insert({"checkpoint", "tile/0/000", "tile/entries/000"});

    for (const auto& name : exported_files()) {
        CAPTURE(name);
        const std::string bytes = *read_file(book().exported() / name);
        for (const std::size_t at : {std::size_t{0}, bytes.size() / 2, bytes.size() - 1}) {
            const auto fault = book().fault_after_file(name, [&](const fs::path& path) {
                write_file(path, changed_byte(bytes, at), Secrecy::open);
            });
            REQUIRE(fault);
            CHECK(contains(fault->where, name));
        }
        const auto fault =
            book().fault_after_file(name, [](const fs::path& path) { fs::remove(path); });
        CHECK(fault.has_value() == needed.contains(name));
        if (fault) CHECK(fault->where.ends_with(name));
    }
}

TEST_CASE("a changed byte of an index is found, and the index is named")
{
    constexpr std::size_t page_size = 4096;
    struct Index {
        std::string name, table;
        std::size_t root = 0;
    };
    std::vector<Index> indexes;
    looked_up([&](auto& transaction) {
        transaction.query("SELECT name, tbl_name, rootpage FROM sqlite_master WHERE type = 'index'",
                          {}, [&](const sql::Row& row) {
                              indexes.push_back({std::string(row.text(0)), std::string(row.text(1)),
                                                 static_cast<std::size_t>(row.number(2))});
                          });
        return 0;
    });
    for (const auto& index : indexes) {
        CAPTURE(index.name);
        const std::size_t last = index.root * page_size - 1;
        const auto fault =
            book().fault_after_raw([&](std::string& bytes) { bytes = changed_byte(bytes, last); });
        REQUIRE(fault);
        CAPTURE(fault->reason);
        CAPTURE(fault->where);
        // Where the reading itself goes by the index, it is the table that comes out wrong.
        CHECK((contains(fault->where, index.name) || contains(fault->where, index.table) ||
               contains(fault->where, "tile/") || contains(fault->where, "event ") ||
               contains(fault->where, "checkpoint")));
    }
    CHECK(indexes.size() >= 8);
}

TEST_CASE("what was changed and is undone leaves the book sound")
{
    CHECK_FALSE(book().fault());
}
