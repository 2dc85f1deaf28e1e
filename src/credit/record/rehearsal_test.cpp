#include "credit/ledger/test_book.h"
#include "credit/record/record.h"

#include <doctest/doctest.h>

using namespace xinheng;
using namespace xinheng::record;
using Became = Entered::Outcome;

namespace {

using Book = ledger::TestBook<access::Projection, subject::Projection, Projection>;

const access::Act clerk{"clerk", "platform", Instant::parse("2026-03-02T09:00:00+08:00").value(),
                        "why", ""};

Entry fine(const std::string& amount, const std::string& day = "2026-02-10")
{
    Entry entry;
    entry.party = {{{subject::Scheme::uscc, "91110108MAXXXX015B"}}, "甲公司"};
    entry.class_code = "administrative_penalty";
    entry.class_version = "administrative_penalty/2018";
    entry.provider = "haidian";
    entry.key = "甲局|1号";
    entry.decided = Date::parse(day).value();
    entry.contents[0] = "{\"decision_date\":\"" + day + "\",\"fine_amount\":\"" + amount + "\"}";
    return entry;
}

Entry fine_of_another(const std::string& name, const std::string& second_code = "")
{
    Entry entry = fine("1");
    entry.party = {{{subject::Scheme::uscc, "91110108MAXXXX0236"}}, name};
    if (!second_code.empty())
        entry.party.identifiers.push_back({subject::Scheme::registration_number, second_code});
    return entry;
}

struct Answer {
    Became outcome;
    std::vector<std::string_view> warnings;
    bool operator==(const Answer&) const = default;
};

std::vector<Answer> rehearse(Book& book, const std::vector<Entry>& rows, std::size_t batch_rows)
{
    return book.read([&](auto& transaction) {
        Rehearsal rehearsal(transaction, book.keys());
        std::vector<Answer> answers;
        for (std::size_t from = 0; from < rows.size(); from += batch_rows) {
            const auto first = rows.begin() + static_cast<std::ptrdiff_t>(from);
            const auto count = std::min(batch_rows, rows.size() - from);
            const std::vector<Entry> batch(first, first + static_cast<std::ptrdiff_t>(count));
            for (const auto& answer : rehearsal.enter_all(batch))
                answers.push_back({answer.outcome, answer.warnings});
        }
        return answers;
    });
}

std::vector<Answer> enter_one_by_one(Book& book, const std::vector<Entry>& rows)
{
    std::vector<Answer> answers;
    for (const auto& row : rows)
        for (const auto& answer : book.write([&](ledger::Writing& writing) {
                 return enter_all(writing, clerk, {{row}, Release::waived, 0});
             }))
            answers.push_back({answer.outcome, answer.warnings});
    return answers;
}

std::vector<Became> outcomes(const std::vector<Answer>& answers)
{
    std::vector<Became> all;
    for (const auto& answer : answers) all.push_back(answer.outcome);
    return all;
}

void on_each_book(const std::function<void(Book&)>& test)
{
    sql::on_each_store([&](sql::TestStore& store) {
        Book book(store, {access::create_tables, subject::create_tables, create_tables});
        test(book);
    });
}

}  // namespace

TEST_CASE("a rehearsal answers what entering would, whatever the batches, and changes nothing")
{
    const std::vector<Entry> rows{fine("1"),
                                  fine("2"),
                                  fine("1"),
                                  fine("2"),
                                  fine("1", "2026-02-11"),
                                  fine("3"),
                                  fine_of_another("乙公司"),
                                  fine_of_another("乙公司", "110000012345678"),
                                  fine_of_another("丙公司"),
                                  fine("2")};
    on_each_book([&](Book& book) {
        for (const bool some_are_there : {false, true}) {
            CAPTURE(some_are_there);
            if (some_are_there) enter_one_by_one(book, {fine("4")});
            const auto told = rehearse(book, rows, 1);
            CHECK(rehearse(book, rows, 3) == told);
            CHECK(rehearse(book, rows, rows.size()) == told);
            if (some_are_there) CHECK(enter_one_by_one(book, rows) == told);
        }
    });
    on_each_book([&](Book& book) {
        const auto told = rehearse(book, rows, 2);
        CHECK(outcomes(told) == std::vector{Became::entered, Became::correction_proposed,
                                            Became::unchanged, Became::unchanged, Became::conflict,
                                            Became::correction_proposed, Became::entered,
                                            Became::unchanged, Became::unchanged,
                                            Became::unchanged});
        CHECK(book.read([](auto& transaction) { return count(transaction); }) == 0);
        CHECK(enter_one_by_one(book, rows) == told);
    });
}

TEST_CASE("a rehearsal names the record that is there, and none that is not")
{
    on_each_book([](Book& book) {
        const std::vector<Entry> rows{fine("1"), fine("1")};
        const auto records = [&] {
            return book.read([&](auto& transaction) {
                Rehearsal rehearsal(transaction, book.keys());
                std::vector<RecordId> all;
                for (const auto& row : rows)
                    all.push_back(rehearsal.enter_all({row}).front().record);
                return all;
            });
        };
        CHECK(records() == std::vector<RecordId>{0, 0});
        enter_one_by_one(book, rows);
        CHECK(records() == std::vector<RecordId>{1, 1});
    });
}
