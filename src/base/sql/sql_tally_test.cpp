#include "base/sql_tally.h"

#include "base/sql_rows.h"
#include "base/store_for_tests.h"

#include <doctest/doctest.h>

using namespace xinheng;
using namespace xinheng::sql;

namespace {

constexpr std::string_view schema = R"(CREATE TABLE thing (
    place ORDER_KEY,
    name TEXT,
    picture BYTES
);
)";

struct Thing {
    std::int64_t place;
    std::string_view name;
};

// As a projection writes: some of the columns, in an order of its own.
void add(Connection& connection, std::initializer_list<Thing> things)
{
    Rows rows("thing (name, place)", 2);
    for (const auto& thing : things) rows.text(thing.name).number(thing.place);
    rows.write(connection);
}

}  // namespace

TEST_CASE("a table has the tally of the rows that were put in, in whatever order")
{
    on_each_store([](TestStore& store) {
        auto connection = store.open();
        connection->run_script(schema);
        const auto key = Tally::new_key();
        TallyingStore expected(*connection, key);
        add(expected, {{2, "two"}, {1, "tab\there"}, {3, "北京"}});
        CHECK(expected.tallies().at("thing") != tally_of(*connection, "thing", key));

        add(*connection, {{1, "tab\there"}, {3, "北京"}, {2, "two"}});
        CHECK(expected.tallies().at("thing") == tally_of(*connection, "thing", key));

        Transaction change(*connection, Mode::write);
        change.execute("UPDATE thing SET picture = $1 WHERE place = 2", {Bytes{"\x01"}});
        change.commit();
        CHECK(expected.tallies().at("thing") != tally_of(*connection, "thing", key));
    });
}

TEST_CASE("what is taken away from a tally is as if it had never been added")
{
    const auto key = Tally::new_key();
    Tally all(key), some(key), rest(key);
    for (const char* const line : {"one", "two", "two"}) all.add(line);
    some.add("two");
    for (const char* const line : {"one", "two"}) rest.add(line);
    all.take_away(some);
    CHECK(all == rest);
    rest.add("two");
    CHECK(all != rest);
}

TEST_CASE("a tallying store takes insertions only")
{
    TestStore store(TestStore::Kind::sqlite);
    auto connection = store.open();
    connection->run_script(schema);
    TallyingStore tallying(*connection, Tally::new_key());
    CHECK_THROWS_AS(tallying.execute("UPDATE thing SET name = ''", {}), Failure);
    CHECK_THROWS_AS(tallying.query("SELECT 1", {}, [](const Row&) {}), Failure);
    const Parameter values[] = {std::int64_t{1}};
    CHECK_THROWS_AS(tallying.insert_all("nothing (place)", 1, values), Failure);
}
