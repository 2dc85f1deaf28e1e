// What is on authorisation or secret is sealed under a key outside of the book, and erased by
// destroying the key; the entry of the event stays what it was.
#include "base/text.h"
#include "credit/ledger/test_book.h"

#include <doctest/doctest.h>

using namespace xinheng;
using namespace xinheng::ledger;

namespace {

using Book = TestBook<>;

const ActText act{"{\"at\":\"2026-03-02T09:00:00+08:00\"}", "{\"by\":\"clerk\"}"};
const std::string secret = "{\"number\":\"11010119800101001X\"}";

Draft with_secret(std::string open = "{\"n\":1}")
{
    return {the_house, "thing.said", {std::move(open), {}, "{\"authorised\":1}", secret}};
}

LeafIndex append(Book& book, const Draft& draft)
{
    return book.write([&](Writing& writing) { return writing.append(act, draft); });
}

LoggedEvent event(Book& book, LeafIndex leaf)
{
    return book.read([&](auto& transaction) { return event_at(transaction, leaf).value(); });
}

void erase(Book& book, LeafIndex leaf)
{
    book.write([&](Writing& writing) {
        writing.erase({&leaf, 1});
        return writing.append(
            act, {the_house, "thing.erased", {"{\"erased\":[" + std::to_string(leaf) + "]}"}});
    });
}

void on_each_book(const std::function<void(Book&)>& test)
{
    sql::on_each_store([&](sql::TestStore& store) {
        Book book(store, {});
        test(book);
    });
}

Parts some_parts()
{
    Parts parts;
    const std::string salts = random_bytes(part_count * Part::salt_size);
    for (std::size_t level = 0; level < part_count; ++level)
        parts.add(std::string_view(salts).substr(level * Part::salt_size, Part::salt_size),
                  {level == 1 ? "" : "part " + std::to_string(level)});
    return parts;
}

}  // namespace

TEST_CASE("sealed parts read as nothing but their digest, and open with their key, in both suites")
{
    for (const auto hash : {HashKind::sha256, HashKind::sm3}) {
        const Suite suite{hash};
        const Parts open = some_parts();
        const auto key = PartKey::fresh();
        const Parts sealed = open.sealed(suite, key);
        CHECK_FALSE(contains(sealed.bytes(), "part 2"));
        CHECK_FALSE(contains(sealed.bytes(), "part 3"));
        CHECK_FALSE(contains(sealed.bytes(), open.salt(3)));
        CHECK(sealed.text(0) == "part 0");
        CHECK_THROWS_AS(sealed.text(3), Failure);
        CHECK_THROWS_AS(sealed.salt(3), Failure);
        CHECK(sealed.digests(suite) == open.digests(suite));
        CHECK(Parts::read(sealed.bytes()).digests(suite) == open.digests(suite));

        const auto opened = sealed.opened(suite, key);
        REQUIRE(opened);
        CHECK(opened->bytes() == open.bytes());
        CHECK_FALSE(sealed.opened(suite, PartKey::fresh()));
    }
}

TEST_CASE("each changed byte of a sealed part is seen when it is opened")
{
    const Parts open = some_parts();
    const auto key = PartKey::fresh();
    const Parts sealed = open.sealed({}, key);
    const std::size_t from = sealed.bytes().size() - 38;  // What is sealed at the last level.
    for (std::size_t at = from; at < sealed.bytes().size(); ++at) {
        std::string changed = sealed.bytes();
        changed[at] = static_cast<char>(changed[at] ^ 1);
        CHECK_FALSE(Parts::read(changed).opened({}, key));
    }
}

TEST_CASE("parts that were erased keep their digests and nothing else")
{
    const Parts open = some_parts();
    const Parts erased = open.sealed({}, PartKey::fresh()).erased();
    CHECK(erased.digests({}) == open.digests({}));
    CHECK(erased.text(0) == "part 0");
    CHECK(erased.text(3).empty());
    CHECK(erased.form(3) == Parts::Form::erased);
    CHECK(erased.form(0) == Parts::Form::as_written);
    CHECK(std::get<Digest>(
              erased.shown({}, {Showing::shown, Showing::shown, Showing::shown, Showing::shown})
                  .parts[3]) == open.digests({})[3]);
}

TEST_CASE("parts in a form that cannot be are refused")
{
    const std::string good = some_parts().bytes();
    for (const char form : {'\1', '\2', '\3', '\xff'}) {
        std::string bytes = good;
        bytes[0] = form;  // What is public is never sealed.
        CHECK_THROWS_AS(Parts::read(bytes), Failure);
    }
    const std::string sealed = some_parts().sealed({}, PartKey::fresh()).erased().bytes();
    CHECK_THROWS_AS(Parts::read(sealed + 'x'), Failure);
    CHECK_THROWS_AS(Parts::read(sealed.substr(0, sealed.size() - 1)), Failure);
}

TEST_CASE("what is secret does not stand in the book, and is read with the keys")
{
    on_each_book([](Book& book) {
        const auto leaf = append(book, with_secret());
        CHECK_FALSE(contains(event(book, leaf).parts.bytes(), "11010119800101001X"));
        CHECK(opened(event(book, leaf), {}, book.keys()).parts.text(3) ==
              "{\"body\":" + secret + "}");
        CHECK(append(book, {the_house, "thing.said", {"{}"}}) == leaf + 1);
        CHECK_FALSE(book.keys().find(leaf + 1));
    });
}

TEST_CASE("what a writing has sealed it can read itself, before it is committed")
{
    on_each_book([](Book& book) {
        book.write([](Writing& writing) {
            const std::vector<Draft> drafts{
                with_secret(), {the_house, "thing.said", {"{}"}}, with_secret()};
            const auto first = writing.append_all(act, drafts);
            CHECK(contains(writing.opened_event_at(first)->parts.text(3), "11010119800101001X"));
            CHECK(writing.opened_event_at(first + 1)->parts.text(3).empty());
            CHECK(
                contains(writing.opened_event_at(first + 2)->parts.text(3), "11010119800101001X"));
            return 0;
        });
    });
}

TEST_CASE("a writing that was never committed leaves no key that a later event could meet")
{
    on_each_book([](Book& book) {
        const PartKeys::Kept left{1, PartKey::fresh()};
        book.keys().keep({&left, 1});
        const auto leaf = append(book, with_secret());
        CHECK(leaf == 1);
        CHECK(book.keys().find(leaf) != left.key);
        CHECK_NOTHROW(opened(event(book, leaf), {}, book.keys()));
    });
}

TEST_CASE("an erasure takes parts and key, and leaves the entry, the tree and the other events")
{
    on_each_book([](Book& book) {
        const auto leaf = append(book, with_secret());
        const auto other = append(book, with_secret("{\"n\":2}"));
        const auto before = event(book, leaf);
        erase(book, leaf);

        const auto after = event(book, leaf);
        CHECK(after.entry == before.entry);
        CHECK(entry_of({}, after.parts.digests({})) == before.entry);
        CHECK(after.parts.text(0) == before.parts.text(0));
        CHECK(after.parts.text(3).empty());
        CHECK_FALSE(book.keys().find(leaf));
        CHECK(contains(opened(event(book, other), {}, book.keys()).parts.text(3), "number"));
        CHECK(erased_by(event(book, other + 1)) == std::vector<LeafIndex>{leaf});
        CHECK(erased_by(event(book, other)).empty());
    });
}

TEST_CASE("an erasure that was cut short before its end is ended, one before its commit forgotten")
{
    on_each_book([](Book& book) {
        const auto erased = append(book, with_secret()), kept = append(book, with_secret());
        const auto key = *book.keys().find(erased);
        erase(book, erased);
        const std::vector<PartKeys::Kept> both{{erased, key}, {kept, *book.keys().find(kept)}};
        book.keys().keep(both);
        book.keys().condemn(std::vector<LeafIndex>{erased, kept});

        finish_erasures(book.connection(), book.keys());
        CHECK_FALSE(book.keys().find(erased));
        CHECK(book.keys().find(kept));
        CHECK(book.keys().condemned().empty());
    });
}

TEST_CASE("nothing secret is written where there is no store of keys, or its key is lost")
{
    on_each_book([](Book& book) {
        {
            Writing writing(book.connection());
            CHECK_THROWS_AS(writing.append(act, with_secret()), Failure);
        }
        const auto leaf = append(book, with_secret());
        book.keys().destroy({&leaf, 1});
        CHECK_THROWS_AS(opened(event(book, leaf), {}, book.keys()), Failure);
    });
}

TEST_CASE("the store of keys keeps, finds, condemns, spares and destroys, on both stores")
{
    sql::on_each_store([](sql::TestStore& store) {
        const PartKeys::Kept first{7, PartKey::fresh()}, second{9, PartKey::fresh()};
        {
            PartKeys keys(store.address());
            CHECK_FALSE(keys.find(7));
            keys.keep(std::vector{first, second});
            keys.condemn(std::vector<LeafIndex>{7, 9});
        }
        PartKeys keys(store.address());
        CHECK(keys.is_there());
        CHECK(keys.find(7) == first.key);
        CHECK(keys.condemned() == std::vector<LeafIndex>{7, 9});
        keys.reprieve(9);
        keys.destroy(keys.condemned());
        CHECK_FALSE(keys.find(7));
        CHECK(keys.find(9) == second.key);
        CHECK(keys.condemned().empty());
    });
}
