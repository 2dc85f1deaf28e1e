#include "credit/subject/subject.h"

#include "credit/ledger/test_book.h"

#include <doctest/doctest.h>

using namespace xinheng;
using namespace xinheng::subject;

namespace {

using Book = ledger::TestBook<access::Projection, Projection>;

const std::string first_code = "91110108MAXXXX015B", second_code = "91110108MAXXXX0236",
                  third_code = "91110108MAXXXX0311";

access::Act act()
{
    return {"registrar", "platform", Instant::parse("2026-03-02T09:00:00+08:00").value(), "", ""};
}

Registration firm(const std::string& code, const std::string& name)
{
    return {{{{Scheme::uscc, code}}, name}, "2020-01-02", "企业", "110108"};
}

std::vector<Registered> load(Book& book, const std::vector<Registration>& batch)
{
    return book.write(
        [&](ledger::Writing& writing) { return register_all(writing, act(), batch); });
}

std::optional<SubjectId> by_code(Book& book, const std::string& code)
{
    return book.read([&](auto& transaction) { return find_by_code(transaction, code); });
}

Subject known(Book& book, SubjectId id)
{
    return book.read([&](auto& transaction) { return find(transaction, id).value(); });
}

template <class Change>
std::string changed(Book& book, const Change& change)
{
    return book.write([&](ledger::Writing& writing) {
        const Outcome outcome = change(writing);
        return outcome ? std::string("done") : std::string(outcome.error().reason);
    });
}

std::string corrected(Book& book, const std::string& from, const std::string& to)
{
    return changed(book, [&](auto& writing) {
        return correct_code(writing, act(), {{Scheme::uscc, from}, {Scheme::uscc, to}});
    });
}

std::string merged(Book& book, SubjectId gone, SubjectId into)
{
    return changed(book, [&](auto& writing) { return merge(writing, act(), {gone, into}); });
}

std::string renamed(Book& book, SubjectId id, const std::string& name)
{
    return changed(book, [&](auto& writing) { return rename(writing, act(), id, name); });
}

void on_each_book(const std::function<void(Book&)>& test)
{
    sql::on_each_store([&](sql::TestStore& store) {
        Book book(store, {access::create_tables, create_tables});
        test(book);
    });
}

}  // namespace

TEST_CASE("a register adds whom it brings, and says nothing twice, within a batch and across them")
{
    on_each_book([](Book& book) {
        const auto batch = std::vector{firm(first_code, "甲公司"), firm(first_code, "甲公司"),
                                       firm(second_code, "乙公司")};
        CHECK(load(book, batch) ==
              std::vector{Registered::added, Registered::unchanged, Registered::added});
        CHECK(load(book, batch) == std::vector(3, Registered::unchanged));
        CHECK(by_code(book, first_code) == 1);
        CHECK(by_code(book, second_code) == 2);
        CHECK_FALSE(by_code(book, third_code));
        CHECK(book.read([](auto& transaction) { return count(transaction); }) == 2);
    });
}

TEST_CASE("another name is noted, and the one that counts stays until it is changed")
{
    on_each_book([](Book& book) {
        load(book, {firm(first_code, "甲公司")});
        CHECK(load(book, {firm(first_code, "甲新公司")}) == std::vector{Registered::renamed});
        CHECK(load(book, {firm(first_code, "甲新公司")}) == std::vector{Registered::unchanged});
        CHECK(known(book, 1).name == "甲公司");
        CHECK(known(book, 1).names.size() == 2);

        CHECK(renamed(book, 1, "甲新公司") == "done");
        CHECK(known(book, 1).name == "甲新公司");
        CHECK(renamed(book, 1, "甲新公司") == "subject.same");
        CHECK(renamed(book, 99, "谁") == "subject.unknown");
    });
}

TEST_CASE("a name that differs in brackets and width alone is learned without a warning")
{
    on_each_book([](Book& book) {
        load(book, {firm(first_code, "甲(北京)公司")});
        CHECK(load(book, {firm(first_code, "甲（北京）公司")}) == std::vector{Registered::learned});
        const auto found = book.read(
            [](auto& transaction) { return NameIndex().named(transaction, "甲（北京）公司"); });
        REQUIRE(found.size() == 1);
        CHECK(found[0].code == first_code);
        CHECK(book.read(
            [](auto& transaction) { return NameIndex().named(transaction, "甲公司").empty(); }));
    });
}

TEST_CASE("a second code of a firm is learned, and finds it from then on")
{
    on_each_book([](Book& book) {
        load(book, {firm(first_code, "甲公司")});
        Registration both = firm(first_code, "甲公司");
        both.party.identifiers.push_back({Scheme::registration_number, "110108000999017"});
        CHECK(load(book, {both}) == std::vector{Registered::learned});
        CHECK(by_code(book, "110108000999017") == 1);
    });
}

TEST_CASE("codes of two firms in one row: the first one counts, and it is said")
{
    on_each_book([](Book& book) {
        load(book, {firm(first_code, "甲公司"), firm(second_code, "乙公司")});
        book.read([&](auto& transaction) {
            Resolver resolver(transaction);
            const Party party{{{Scheme::uscc, second_code}, {Scheme::uscc, first_code}}, "乙公司"};
            const Party* const parties[] = {&party};
            resolver.look_up(parties);
            const auto resolution = resolver.resolve(party);
            CHECK(resolution.subject == 2);
            CHECK(resolution.warnings ==
                  std::vector<std::string_view>{"subject.identifiers_disagree"});
            CHECK(resolution.learned.empty());
            return 0;
        });
    });
}

TEST_CASE("a corrected code ends on its day, and both find the firm")
{
    on_each_book([](Book& book) {
        load(book, {firm(first_code, "甲公司"), firm(second_code, "乙公司")});
        CHECK(corrected(book, first_code, second_code) == "subject.code_taken");
        CHECK(corrected(book, third_code, "91110105MAXXXX0150") == "subject.unknown");
        CHECK(corrected(book, first_code, third_code) == "done");
        CHECK(by_code(book, first_code) == 1);
        CHECK(by_code(book, third_code) == 1);
        const auto codes = known(book, 1).identifiers;
        REQUIRE(codes.size() == 2);
        CHECK(codes[0].until == Date::parse("2026-03-02").value());
        CHECK_FALSE(codes[1].until);
    });
}

TEST_CASE("a firm that was merged answers with the one that goes on, also where that one is merged")
{
    on_each_book([](Book& book) {
        load(book,
             {firm(first_code, "甲公司"), firm(second_code, "乙公司"), firm(third_code, "丙公司")});
        CHECK(merged(book, 1, 1) == "subject.same");
        CHECK(merged(book, 1, 99) == "subject.unknown");
        CHECK(merged(book, 1, 2) == "done");
        CHECK(by_code(book, first_code) == 2);
        CHECK(known(book, 1).merged_into == 2);
        CHECK(merged(book, 1, 3) == "subject.merged");
        CHECK(merged(book, 3, 1) == "subject.merged");
        CHECK(renamed(book, 1, "甲新公司") == "subject.merged");
        CHECK(merged(book, 2, 3) == "done");
        CHECK(by_code(book, first_code) == 3);
        CHECK(by_code(book, second_code) == 3);
    });
}

TEST_CASE("a search finds a part of any name a firm has had, and any code, and takes no pattern")
{
    on_each_book([](Book& book) {
        load(book, {firm(first_code, "甲_百分之百%公司"), firm(second_code, "乙公司")});
        renamed(book, 2, "丙公司");
        const auto found = [&](const std::string& text, int limit = 10) {
            std::string names;
            for (const auto& one :
                 book.read([&](auto& transaction) { return search(transaction, text, limit); }))
                names += one.name + ';';
            return names;
        };
        CHECK(found("乙公") == "丙公司;");
        CHECK(found("公司") == "甲_百分之百%公司;丙公司;");
        CHECK(found("公司", 1) == "甲_百分之百%公司;");
        CHECK(found(second_code) == "丙公司;");
        CHECK(found("%") == "甲_百分之百%公司;");
        CHECK(found("甲_") == "甲_百分之百%公司;");
        CHECK(found("_公司") == "");
    });
}
