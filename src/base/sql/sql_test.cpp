#include "base/sql.h"

#include "base/sql_rows.h"
#include "base/store_for_tests.h"

#include <doctest/doctest.h>

#include <atomic>
#include <limits>
#include <thread>

using namespace xinheng;
using namespace xinheng::sql;

namespace {

constexpr std::string_view schema = R"(CREATE TABLE thing (
    place ORDER_KEY,
    name TEXT,
    picture BYTES
);
CREATE INDEX thing_by_name ON thing (name);
--postgresql CREATE UNIQUE INDEX thing_by_place ON thing (place);
)";

std::unique_ptr<Connection> with_things(TestStore& store)
{
    auto connection = store.open();
    connection->run_script(schema);
    return connection;
}

void add(Connection& connection, std::int64_t place, std::string_view name)
{
    const Parameter values[] = {place, name, Null{}};
    connection.insert_all("thing (place, name, picture)", 3, values);
}

std::int64_t count(Connection& connection)
{
    Transaction transaction(connection, Mode::read);
    return transaction.number("SELECT COUNT(*) FROM thing").value();
}

std::vector<std::string> lines(Connection& connection, std::string_view table)
{
    std::vector<std::string> all;
    connection.each_line(table, Connection::Order::sorted,
                         [&](std::string_view line) { all.emplace_back(line); });
    return all;
}

}  // namespace

TEST_CASE("parameters are numbered, in whatever order a statement names them")
{
    on_each_store([](TestStore& store) {
        auto connection = with_things(store);
        add(*connection, 1, "one");
        add(*connection, 2, "two");
        Transaction transaction(*connection, Mode::read);
        const auto found = [&](std::int64_t first, std::string_view second) {
            return transaction.number("SELECT place FROM thing WHERE name = $2 AND place = $1",
                                      {first, second});
        };
        CHECK(found(2, "two") == 2);
        CHECK_FALSE(found(2, "one"));
    });
}

TEST_CASE("a statement that is asked for many sets answers each set by its number, in order")
{
    on_each_store([](TestStore& store) {
        auto connection = with_things(store);
        for (std::int64_t place = 0; place < 600; ++place)
            add(*connection, place, place % 2 == 0 ? "even" : "odd");
        std::vector<Parameter> sets;
        for (std::int64_t wanted = 599; wanted >= -1; --wanted) sets.emplace_back(wanted);

        std::vector<std::size_t> which;
        std::vector<std::int64_t> places;
        connection->query_each("SELECT place FROM thing WHERE place = $1", 1, sets,
                               [&](std::size_t set, const Row& row) {
                                   which.push_back(set);
                                   places.push_back(row.number(0));
                               });
        REQUIRE(places.size() == 600);  // -1 has no answer.
        for (std::size_t at = 0; at < 600; ++at) {
            CHECK(which[at] == at);
            CHECK(places[at] == 599 - static_cast<std::int64_t>(at));
        }
    });
}

TEST_CASE("what is inserted comes back as it was: nothing, bytes, any letter, the largest number")
{
    on_each_store([](TestStore& store) {
        auto connection = with_things(store);
        const std::string bytes("\0\xff\n\\", 4);
        const std::string large(300'000, 'x');
        constexpr auto largest = std::numeric_limits<std::int64_t>::max();
        constexpr auto smallest = std::numeric_limits<std::int64_t>::min();
        Rows rows("thing (place, name, picture)", 3);
        rows.number(largest).text("信衡 𠮷 'quoted' \\ \t\n").bytes(bytes);
        rows.number(smallest).null().bytes(large);
        rows.number(-1).text("").null();
        CHECK(rows.count() == 3);
        rows.write(*connection);
        CHECK(rows.empty());

        Transaction transaction(*connection, Mode::read);
        int seen = 0;
        transaction.query("SELECT place, name, picture FROM thing ORDER BY place", {},
                          [&](const Row& row) {
                              ++seen;
                              if (row.number(0) == smallest) {
                                  CHECK(row.is_null(1));
                                  CHECK(row.bytes(2) == large);
                              } else if (row.number(0) == -1) {
                                  CHECK_FALSE(row.is_null(1));
                                  CHECK(row.text(1) == "");
                                  CHECK(row.is_null(2));
                              } else {
                                  CHECK(row.number(0) == largest);
                                  CHECK(row.text(1) == "信衡 𠮷 'quoted' \\ \t\n");
                                  CHECK(row.bytes(2) == bytes);
                              }
                          });
        CHECK(seen == 3);
    });
}

TEST_CASE("inserting no rows changes nothing")
{
    on_each_store([](TestStore& store) {
        auto connection = with_things(store);
        connection->insert_all("thing (place, name, picture)", 3, {});
        CHECK(count(*connection) == 0);
    });
}

TEST_CASE("a transaction that was not committed leaves nothing, also where it ends by a failure")
{
    on_each_store([](TestStore& store) {
        auto connection = with_things(store);
        {
            Transaction transaction(*connection, Mode::write);
            add(*connection, 1, "one");
        }
        CHECK(count(*connection) == 0);
        CHECK_THROWS_AS(
            [&] {
                Transaction transaction(*connection, Mode::write);
                add(*connection, 1, "one");
                transaction.execute("INSERT INTO nowhere (place) VALUES (1)");
            }(),
            Failure);
        CHECK(count(*connection) == 0);
        {
            Transaction transaction(*connection, Mode::write);
            add(*connection, 1, "one");
            transaction.commit();
        }
        CHECK(count(*connection) == 1);
    });
}

TEST_CASE("a reader sees one state until it ends, whatever is written meanwhile")
{
    on_each_store([](TestStore& store) {
        auto connection = with_things(store);
        auto other = store.open();
        Transaction reading(*connection, Mode::read);
        CHECK(reading.number("SELECT COUNT(*) FROM thing") == 0);
        {
            Transaction writing(*other, Mode::write);
            add(*other, 1, "one");
            writing.commit();
        }
        CHECK(reading.number("SELECT COUNT(*) FROM thing") == 0);
        CHECK(count(*other) == 1);
    });
}

TEST_CASE("one writes at a time: the second waits until the first is done, and sees what it wrote")
{
    on_each_store([](TestStore& store) {
        auto connection = with_things(store);
        std::atomic<bool> first_is_done = false;
        bool was_done = false;
        std::int64_t seen = 0;
        std::thread second;
        {
            Transaction first(*connection, Mode::write);
            second = std::thread([&] {
                auto other = store.open();
                Transaction transaction(*other, Mode::write);
                was_done = first_is_done;
                seen = transaction.number("SELECT COUNT(*) FROM thing").value();
            });
            std::this_thread::sleep_for(std::chrono::milliseconds(150));
            add(*connection, 1, "one");
            first_is_done = true;
            first.commit();
        }
        second.join();
        CHECK(was_done);
        CHECK(seen == 1);
    });
}

TEST_CASE("every store tells a table in the same lines, sorted by bytes")
{
    on_each_store([](TestStore& store) {
        auto connection = with_things(store);
        add(*connection, 10, "b\tc\nd\\e\r");
        add(*connection, 9, "中");
        add(*connection, -3, "");
        const Parameter nothing[] = {std::int64_t{11}, Null{}, Null{}};
        connection->insert_all("thing (place, name, picture)", 3, nothing);
        CHECK(lines(*connection, "thing") == std::vector<std::string>{"-3\t\t\\N", "9\t中\t\\N",
                                                                      "10\tb\\tc\\nd\\\\e\\r\t\\N",
                                                                      "11\t\\N\t\\N"});

        connection->run_script("CREATE TABLE word (name TEXT NOT NULL, place BIGINT);\n");
        const std::string_view words[] = {"b", "中", "B", "a-b", "ab", "é"};
        for (const auto word : words) {
            const Parameter values[] = {word, std::int64_t{1}};
            connection->insert_all("word (name, place)", 2, values);
        }
        CHECK(lines(*connection, "word") ==
              std::vector<std::string>{"B\t1", "a-b\t1", "ab\t1", "b\t1", "é\t1", "中\t1"});
    });
}

TEST_CASE("half of a schema makes the tables, the other half their indexes")
{
    on_each_store([](TestStore& store) {
        auto connection = store.open();
        connection->run_script(schema, Connection::Half::tables);
        CHECK(connection->has_table("thing"));
        CHECK(connection->tables() == std::vector<std::string>{"thing"});
        add(*connection, 1, "one");
        connection->run_script(schema, Connection::Half::indexes);
        // They are there now: a second time they are in the way.
        CHECK_THROWS_AS(connection->run_script(schema, Connection::Half::indexes), Failure);
        CHECK(count(*connection) == 1);

        connection->drop_table("thing");
        CHECK_FALSE(connection->has_table("thing"));
    });
}

TEST_CASE("what a store cannot do is a failure, and the connection goes on")
{
    on_each_store([](TestStore& store) {
        auto connection = with_things(store);
        CHECK_THROWS_AS(connection->execute("SELECT nothing FROM thing", {}), Failure);
        CHECK_THROWS_AS(connection->run_script("CREATE TABLE thing (place BIGINT);\n"), Failure);
        CHECK_THROWS_AS(lines(*connection, "nowhere"), Failure);
        add(*connection, 1, "one");
        CHECK_THROWS_AS(add(*connection, 1, "another"), Failure);
        const Parameter sets[] = {std::int64_t{2}, std::int64_t{1}};
        CHECK_THROWS_AS(connection->query_each("INSERT INTO thing (place) VALUES ($1)", 1, sets,
                                               [](std::size_t, const Row&) {}),
                        Failure);
        CHECK(count(*connection) >= 1);
    });
}

TEST_CASE("a store that is not there is refused, and made only where that is asked for")
{
    const TestStore store(TestStore::Kind::sqlite);
    const auto refused = Connection::open(store.address(), Connection::Create::never);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().reason == "book.not_found");
    CHECK(Connection::open(store.address(), Connection::Create::if_missing));
    CHECK(Connection::open(store.address(), Connection::Create::never));

    CHECK(Connection::open("/nowhere/at/all", Connection::Create::if_missing).error().reason ==
          "book.cannot_open");
    CHECK(Connection::open("postgresql://nobody@127.0.0.1:1/none?connect_timeout=2",
                           Connection::Create::if_missing)
              .error()
              .reason == "book.cannot_open");
}
