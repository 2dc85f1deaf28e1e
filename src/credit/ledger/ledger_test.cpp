#include "credit/ledger/ledger.h"

#include "base/json.h"
#include "base/text.h"
#include "credit/ledger/ledger_store.h"
#include "credit/ledger/test_book.h"

#include <doctest/doctest.h>

#include <set>

using namespace xinheng;
using namespace xinheng::ledger;

namespace {

using Book = TestBook<>;

const ActText act{"{\"at\":\"2026-03-02T09:00:00+08:00\"}", "{\"by\":\"clerk\"}"};

Draft about(SubjectId subject, std::string body = {})
{
    return {subject, "thing.said", {std::move(body)}};
}

LeafIndex append(Book& book, std::vector<Draft> drafts)
{
    return book.write([&](Writing& writing) { return writing.append_all(act, drafts); });
}

LoggedEvent event(Book& book, LeafIndex leaf)
{
    return book.read([&](auto& transaction) { return event_at(transaction, leaf).value(); });
}

json::Value open_part(Book& book, LeafIndex leaf)
{
    return json::parse(event(book, leaf).parts.text(0)).value();
}

Checkpoint next_checkpoint(Book& book)
{
    return book.read([](auto& transaction) { return publishing(transaction).value().checkpoint; });
}

// The root over the entries as they stand in the book, by the definition of RFC 6962.
Digest root_of_entries(Book& book)
{
    Appender appender{Suite{}};
    book.read([&](auto& transaction) {
        each_event(transaction, {0, 1'000'000},
                   [&](const LoggedEvent& logged) { appender.append(logged.entry); });
        return 0;
    });
    return appender.head().root;
}

void on_each_book(const std::function<void(Book&)>& test)
{
    sql::on_each_store([&](sql::TestStore& store) {
        Book book(store, {});
        test(book);
    });
}

}  // namespace

TEST_CASE("a new subject bears the index of the event that brings it")
{
    on_each_book([](Book& book) {
        CHECK(event(book, 0).subject == the_house);
        const auto first = append(book, {about(new_subject), about(new_subject), about(the_house)});
        CHECK(first == 1);
        CHECK(event(book, 1).subject == 1);
        CHECK(event(book, 2).subject == 2);
        CHECK(event(book, 3).subject == the_house);
        CHECK(open_part(book, 2)["subject"].number_or(-1) == 2);
    });
}

TEST_CASE("each event of a subject names the one before it, within a batch and across batches")
{
    on_each_book([](Book& book) {
        append(book, {about(new_subject), about(1), about(new_subject), about(1)});
        append(book, {about(1), about(3)});
        const auto checked = [&](LeafIndex leaf, std::int64_t number,
                                 std::optional<LeafIndex> before) {
            const auto history = open_part(book, leaf)["history"];
            CHECK(event(book, leaf).history_number == number);
            CHECK(history["number"].number_or(0) == number);
            CHECK(history["previous"].text_or("none") ==
                  (before ? base64(event(book, *before).entry.view()) : "none"));
        };
        checked(1, 1, std::nullopt);
        checked(2, 2, 1);
        checked(3, 1, std::nullopt);
        checked(4, 3, 2);
        checked(5, 4, 4);
        checked(6, 2, 3);
        const auto history =
            book.read([](auto& transaction) { return history_of(transaction, 1, 5); });
        REQUIRE(history.size() == 3);  // The one with index 5 comes too late.
        CHECK(history.back().leaf_index == 4);
    });
}

TEST_CASE("the entry of an event is the digest of its parts, and the root that of all entries")
{
    on_each_book([](Book& book) {
        Draft draft = about(the_house, "{\"open\":1}");
        draft.bodies = {"{\"open\":1}", "{\"shared\":2}", "{\"authorised\":3}", "{\"secret\":4}"};
        append(book, {draft});
        const LoggedEvent logged = event(book, 1);
        const LoggedEvent opened_event = opened(logged, Suite{}, book.keys());
        CHECK(entry_of(Suite{}, logged.parts.digests({})) == logged.entry);
        CHECK(entry_of(Suite{}, opened_event.parts.digests({})) == logged.entry);
        CHECK(contains(logged.parts.text(0), "\"body\":{\"open\":1}"));
        CHECK(contains(logged.parts.text(1), "\"by\":\"clerk\""));
        CHECK_FALSE(contains(logged.parts.text(0), "clerk"));
        CHECK(opened_event.parts.text(2) == "{\"body\":{\"authorised\":3}}");
        CHECK(opened_event.parts.text(3) == "{\"body\":{\"secret\":4}}");
        CHECK(event(book, 0).parts.text(2) == "");
        CHECK(next_checkpoint(book).head.root == root_of_entries(book));
    });
}

TEST_CASE("no two salts are the same, also of parts that hold nothing")
{
    on_each_book([](Book& book) {
        append(book, std::vector<Draft>(20, about(the_house)));
        std::set<std::string> salts;
        for (LeafIndex leaf = 0; leaf < 21; ++leaf)
            for (std::size_t level = 0; level < part_count; ++level)
                salts.emplace(event(book, leaf).parts.salt(level));
        CHECK(salts.size() == 21 * part_count);
    });
}

TEST_CASE(
    "a log that was appended in one go or in many has sound tiles, over the borders of a tile")
{
    for (const std::size_t batch : {1, 7, 255, 256, 257, 600}) {
        CAPTURE(batch);
        sql::TestStore store(sql::TestStore::Kind::sqlite);
        Book book(store, {});
        for (std::size_t done = 0; done < 600; done += batch)
            append(book, std::vector<Draft>(std::min(batch, 600 - done), about(the_house)));
        const auto next = next_checkpoint(book);
        CHECK(next.head.size == 601);
        CHECK(next.head.root == root_of_entries(book));
        CHECK(next.origin == "log.example.gov.cn");
        CHECK_FALSE(book.read([](auto& transaction) { return stray_tile(transaction); }));
        book.read([&](auto& transaction) {
            TileHashes hashes(Suite{}, 601, tiles_of(transaction));
            for (const std::uint64_t index : {0, 255, 256, 600}) {
                const auto proof = inclusion_proof(Suite{}, {index, 601}, hashes.source());
                REQUIRE(proof);
            }
            return 0;
        });
    }
}

TEST_CASE("what is not committed leaves no event, no tile and no size")
{
    on_each_book([](Book& book) {
        const auto before = next_checkpoint(book);
        {
            Writing writing(book.connection());
            CHECK(writing.next_leaf_index() == 1);
            writing.append_all(act, std::vector<Draft>(300, about(the_house)));
            CHECK(writing.next_leaf_index() == 301);
            CHECK(writing.take_appended().size() == 300);
            CHECK(writing.take_appended().empty());
        }
        CHECK(next_checkpoint(book).head == before.head);
        CHECK_FALSE(book.read([](auto& transaction) { return event_at(transaction, 1); }));
        CHECK_FALSE(book.read([](auto& transaction) { return stray_tile(transaction); }));
        append(book, {about(the_house)});
        CHECK(next_checkpoint(book).head.root == root_of_entries(book));
    });
}

TEST_CASE("a stretch of the log is read in order, from the first up to before the last")
{
    on_each_book([](Book& book) {
        append(book, std::vector<Draft>(9, about(the_house)));
        std::vector<LeafIndex> seen;
        book.read([&](auto& transaction) {
            each_event(transaction, {3, 7},
                       [&](const LoggedEvent& logged) { seen.push_back(logged.leaf_index); });
            return 0;
        });
        CHECK(seen == std::vector<LeafIndex>{3, 4, 5, 6});
    });
}

TEST_CASE(
    "the newest checkpoint is the largest, and one of the same size takes the place of the old")
{
    on_each_book([](Book& book) {
        sql::Transaction transaction(book.connection(), sql::Mode::write);
        CHECK_FALSE(newest_checkpoint(transaction));
        store_checkpoint(transaction, 9, "nine");
        store_checkpoint(transaction, 10, "ten");
        store_checkpoint(transaction, 9, "nine again");
        CHECK(newest_checkpoint(transaction) == "ten");
        std::string all;
        each_checkpoint(transaction, [&](std::uint64_t size, std::string_view note) {
            all += std::to_string(size) + ' ' + std::string(note) + ';';
        });
        CHECK(all == "9 nine again;10 ten;");
    });
}

TEST_CASE("a store without a log, or with one that this program does not read, is a failure")
{
    const sql::TestStore store(sql::TestStore::Kind::sqlite);
    auto connection = store.open();
    create_tables(*connection, {Suite{}, "log.example.gov.cn"});
    const auto opens = [&] {
        const Writing writing(*connection);
        return true;
    };
    CHECK(opens());
    connection->execute("UPDATE ledger_head SET format = 2", {});
    CHECK_THROWS_AS(opens(), Failure);
    connection->execute("UPDATE ledger_head SET format = 1, suite = 'md5'", {});
    CHECK_THROWS_AS(opens(), Failure);
    connection->execute("DELETE FROM ledger_head", {});
    CHECK_THROWS_AS(opens(), Failure);
}

TEST_CASE("events and tiles outside of the size of the log are told")
{
    on_each_book([](Book& book) {
        append(book, {about(the_house)});
        const auto stray = [&](const std::string& statement) {
            sql::Transaction transaction(book.connection(), sql::Mode::write);
            transaction.execute(statement);
            const auto event = stray_event(transaction);
            return event ? "event " + std::to_string(*event)
                         : stray_tile(transaction).value_or("none");
        };
        CHECK(stray("UPDATE ledger_tile SET level = level") == "none");
        CHECK(stray("UPDATE ledger_head SET size = 1") == "event 1");
        CHECK(stray("UPDATE ledger_event SET leaf_index = -1 WHERE leaf_index = 1") == "event -1");
        CHECK(stray("UPDATE ledger_tile SET tile_index = 1 WHERE level = 0") == "tile/0/1");
        CHECK(stray("UPDATE ledger_tile SET level = 3 WHERE level = 0") == "tile/3/0");
        CHECK(stray("UPDATE ledger_tile SET level = 99 WHERE level = 0") == "tile/99/0");
        CHECK(stray("UPDATE ledger_head SET size = 3") == "tile/-1/0");
    });
}
