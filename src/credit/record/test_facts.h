// For the tests of this room: a book with its tables, the facts that go into it, and who asks for
// what.
#pragma once

#include "base/json.h"
#include "credit/ledger/test_book.h"
#include "credit/record/record.h"

#include <doctest/doctest.h>

namespace xinheng::record {

using Became = Entered::Outcome;

using Book = ledger::TestBook<access::Projection, subject::Projection, Projection>;

inline const std::string first_code = "91110108MAXXXX015B", second_code = "91110108MAXXXX0236";

inline access::Act act_of(std::string officer, std::string_view day = "2026-03-02",
                          std::string why = "why")
{
    return {std::move(officer), "platform",
            Instant::parse(std::string(day) + "T09:00:00+08:00").value(), std::move(why), ""};
}

// The date of decision is one of the fields, as every class has it.
inline Entry decided_on(Entry entry, std::string_view day)
{
    entry.decided = Date::parse(day).value();
    const auto content = json::parse(entry.contents[0]).value();
    json::Object fields = *content.object();
    fields["decision_date"] = day;
    entry.contents[0] = json::canonical(std::move(fields));
    return entry;
}

inline Entry fine(const std::string& amount, const std::string& number = "1号",
                  const std::string& code = first_code)
{
    Entry entry;
    entry.party = {{{subject::Scheme::uscc, code}}, "甲公司"};
    entry.class_code = "administrative_penalty";
    entry.class_version = "administrative_penalty/2018";
    entry.provider = "haidian";
    entry.key = "甲局|" + number;
    entry.contents[0] = "{\"fine_amount\":\"" + amount + "\"}";
    entry.contents[1] = "{\"remarks\":\"内部\"}";
    return decided_on(std::move(entry), "2026-02-10");
}

inline Entry on_another_day(Entry entry)
{
    return decided_on(std::move(entry), "2026-02-11");
}

inline Entry withheld(Entry entry)
{
    entry.publicity = Publicity::withheld;
    entry.contents[1] = std::exchange(entry.contents[0], {});
    return entry;
}

inline Entry revoked(const std::string& amount)
{
    Entry entry = fine(amount);
    entry.effect = Effect::withdraws;
    entry.effect_reason = "当前状态：撤销";
    return entry;
}

inline std::vector<Entered> enter(Book& book, std::vector<Entry> entries,
                                  Release release = Release::waived,
                                  std::string_view day = "2026-03-02")
{
    return book.write([&](ledger::Writing& writing) {
        return enter_all(writing, act_of("clerk", day), {std::move(entries), release, 0});
    });
}

inline std::vector<Became> outcomes(const std::vector<Entered>& answers)
{
    std::vector<Became> all;
    for (const auto& answer : answers) all.push_back(answer.outcome);
    return all;
}

inline std::vector<access::Proposal> waiting(Book& book)
{
    return book.read([](auto& transaction) { return access::waiting_proposals(transaction); });
}

inline std::string approve(Book& book, ledger::LeafIndex id, std::string_view day = "2026-03-05")
{
    std::string answer;
    book.write([&](ledger::Writing& writing) {
        const auto act = act_of("supervisor", day);
        const auto approved = access::approve(writing, act, id).value();
        REQUIRE(understands(approved));
        const Outcome outcome = carry_out(writing, act, approved);
        answer = outcome ? "done" : outcome.error().reason;
        return 0;
    });
    return answer;
}

inline void decline(Book& book, ledger::LeafIndex id)
{
    book.write([&](ledger::Writing& writing) {
        return access::decline(writing, act_of("supervisor"), id).value();
    });
}

using Propose = Result<ledger::LeafIndex> (*)(ledger::Writing&, const access::Act&, RecordId);

// The reason of the refusal, or "" and a proposal that waits.
inline std::string ask(Book& book, Propose propose, RecordId id, const std::string& why = "why")
{
    return book.write([&](ledger::Writing& writing) {
        const auto proposal = propose(writing, act_of("clerk", "2026-03-03", why), id);
        return std::string(proposal ? "" : proposal.error().reason);
    });
}

inline void withdraw(Book& book, RecordId id)
{
    REQUIRE(ask(book, propose_withdrawal, id).empty());
    REQUIRE(approve(book, waiting(book).back().id) == "done");
}

inline std::optional<Record> read(Book& book, RecordId id, const AsOf& as_of = {})
{
    return book.read([&](auto& transaction) { return find(transaction, id, as_of); });
}

inline AsOf day(std::string_view text)
{
    return {std::nullopt, Date::parse(text).value()};
}

inline void on_each_book(const std::function<void(Book&)>& test)
{
    sql::on_each_store([&](sql::TestStore& store) {
        Book book(store, {access::create_tables, subject::create_tables, create_tables});
        test(book);
    });
}

}  // namespace xinheng::record
