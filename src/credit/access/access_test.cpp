#include "credit/access/access.h"

#include "base/json.h"
#include "credit/ledger/test_book.h"

#include <doctest/doctest.h>

using namespace xinheng;
using namespace xinheng::access;

namespace {

using Book = ledger::TestBook<Projection>;

Act act_of(std::string officer)
{
    return {std::move(officer), "platform", Instant::parse("2026-03-02T09:00:00+08:00").value(),
            "why", ""};
}

std::string add(Book& book, const Organisation& added)
{
    return book.write([&](ledger::Writing& writing) {
        const auto outcome = add_organisation(writing, act_of("clerk"), added);
        return outcome ? std::string("done") : std::string(outcome.error().reason);
    });
}

ledger::LeafIndex proposed(Book& book, std::int64_t target)
{
    return book.write([&](ledger::Writing& writing) {
        return propose(writing, act_of("clerk"),
                       {ledger::the_house, "thing.do", target, {"{\"wish\":1}", "{\"inner\":2}"}});
    });
}

using Decide = Result<Proposal> (*)(ledger::Writing&, const Act&, ledger::LeafIndex);

std::string decided(Book& book, Decide decide, const std::string& officer, ledger::LeafIndex id)
{
    return book.write([&](ledger::Writing& writing) {
        const auto answer = decide(writing, act_of(officer), id);
        return std::string(answer ? name_of(answer->state) : answer.error().reason);
    });
}

std::vector<ledger::LeafIndex> waiting(Book& book)
{
    std::vector<ledger::LeafIndex> ids;
    for (const auto& one :
         book.read([](auto& transaction) { return waiting_proposals(transaction); }))
        ids.push_back(one.id);
    return ids;
}

void on_each_book(const std::function<void(Book&)>& test)
{
    sql::on_each_store([&](sql::TestStore& store) {
        Book book(store, {create_tables});
        test(book);
    });
}

}  // namespace

TEST_CASE("an organisation is known by its code, once, below one that is known")
{
    on_each_book([](Book& book) {
        CHECK(add(book, {"haidian", "海淀区", "beijing"}) == "organisation.parent_unknown");
        CHECK(add(book, {"beijing", "北京市", ""}) == "done");
        CHECK(add(book, {"haidian", "海淀区", "beijing"}) == "done");
        CHECK(add(book, {"haidian", "海淀", ""}) == "organisation.known");
        const auto found =
            book.read([](auto& transaction) { return organisation(transaction, "haidian"); });
        REQUIRE(found);
        CHECK(found->name == "海淀区");
        CHECK(found->parent == "beijing");
        CHECK(book.read([](auto& transaction) { return organisations(transaction).size(); }) == 2);
        CHECK_FALSE(
            book.read([](auto& transaction) { return organisation(transaction, "nobody"); }));
    });
}

TEST_CASE("a code of an organisation has one to 64 bytes")
{
    on_each_book([](Book& book) {
        CHECK(add(book, {"", "无", ""}) == "organisation.code");
        CHECK(add(book, {std::string(64, 'x'), "长", ""}) == "done");
        CHECK(add(book, {std::string(65, 'x'), "更长", ""}) == "organisation.code");
    });
}

TEST_CASE("who proposed something may not approve it, and another officer may")
{
    on_each_book([](Book& book) {
        const auto id = proposed(book, 7);
        CHECK(decided(book, approve, "clerk", id) == "proposal.same_officer");
        CHECK(waiting(book) == std::vector{id});
        CHECK(decided(book, approve, "supervisor", id) == "approved");
        CHECK(waiting(book).empty());
    });
}

TEST_CASE("who proposed something may take it back")
{
    on_each_book([](Book& book) {
        CHECK(decided(book, decline, "clerk", proposed(book, 7)) == "declined");
    });
}

TEST_CASE("a proposal is decided once")
{
    on_each_book([](Book& book) {
        const auto approved = proposed(book, 7);
        const auto declined = proposed(book, 7);
        CHECK(decided(book, approve, "supervisor", approved) == "approved");
        CHECK(decided(book, decline, "supervisor", declined) == "declined");
        for (const auto id : {approved, declined}) {
            CHECK(decided(book, approve, "another", id) == "proposal.decided");
            CHECK(decided(book, decline, "another", id) == "proposal.decided");
        }
        CHECK(decided(book, approve, "supervisor", 0) == "proposal.unknown");
    });
}

TEST_CASE("what waits can be asked for by what it is about")
{
    on_each_book([](Book& book) {
        const auto first = proposed(book, 7), other = proposed(book, 8), second = proposed(book, 7);
        CHECK(waiting(book) == std::vector{first, other, second});
        const auto about =
            book.read([](auto& transaction) { return waiting_about(transaction, 7); });
        REQUIRE(about.size() == 2);
        CHECK(about[0].id == first);
        CHECK(about[1].id == second);
        CHECK(about[0].proposed_by == "clerk");
        CHECK(about[0].kind == "thing.do");
        const auto known =
            book.read([&](auto& transaction) { return proposal(transaction, other); });
        REQUIRE(known);
        CHECK(known->target == 8);
        CHECK(known->organisation == "platform");
    });
}

TEST_CASE("the officer's name stays within the government, the organisation and the reason do not")
{
    const auto text = text_of(act_of("clerk"));
    CHECK(text.within_government == "{\"by\":\"clerk\"}");
    CHECK(text.open ==
          "{\"at\":\"2026-03-02T09:00:00+08:00\",\"organisation\":\"platform\",\"why\":\"why\"}");
}

TEST_CASE("a proposal keeps what is to be done, each level by itself")
{
    sql::TestStore store(sql::TestStore::Kind::sqlite);
    Book book(store, {create_tables});
    const auto id = proposed(book, 7);
    const auto event =
        book.read([&](auto& transaction) { return ledger::event_at(transaction, id); });
    REQUIRE(event);
    CHECK(json::canonical(json::parse(event->parts.text(0)).value()["body"]) ==
          R"({"proposal":"thing.do","target":7,"wish":{"wish":1}})");
    CHECK(json::canonical(json::parse(event->parts.text(1)).value()["body"]) == R"({"inner":2})");
}
