#include "credit/record/test_facts.h"

using namespace xinheng;
using namespace xinheng::record;

TEST_CASE("an entered fact reads back as it was stated, and bears the index of its event")
{
    on_each_book([](Book& book) {
        const auto answers = enter(book, {fine("1"), fine("2", "2号")});
        CHECK(outcomes(answers) == std::vector{Became::entered, Became::entered});
        CHECK(answers[0].record == 1);
        CHECK(answers[1].record == 2);
        const auto record = read(book, 1).value();
        CHECK(record.subject == 1);
        CHECK(record.standing == Standing::effective);
        CHECK(record.version == 1);
        CHECK(record.provider == "haidian");
        CHECK(record.class_version == "administrative_penalty/2018");
        CHECK(record.decided == Date::parse("2026-02-10").value());
        CHECK(record.contents == fine("1").contents);
        CHECK(read(book, 2)->subject == 1);  // The second row met the firm of the first.
        CHECK_FALSE(read(book, 3));
        CHECK(book.read([](auto& transaction) { return count(transaction); }) == 2);
    });
}

TEST_CASE("the same key is another fact for another subject or another class")
{
    on_each_book([](Book& book) {
        Entry other_class = fine("1");
        other_class.class_code = "administrative_licence";
        other_class.class_version = "administrative_licence/2018";
        CHECK(outcomes(enter(book, {fine("1"), fine("1", "1号", second_code), other_class})) ==
              std::vector(3, Became::entered));
    });
}

TEST_CASE("within a batch: an equal row changes nothing, a different one is proposed, once")
{
    on_each_book([](Book& book) {
        const auto answers = enter(book, {fine("1"), fine("1"), fine("2"), fine("2"), fine("1"),
                                          on_another_day(fine("1"))});
        CHECK(outcomes(answers) == std::vector{Became::entered, Became::unchanged,
                                               Became::correction_proposed, Became::unchanged,
                                               Became::unchanged, Became::conflict});
        for (const auto& answer : answers) CHECK(answer.record == 1);
        REQUIRE(waiting(book).size() == 1);
        CHECK(approve(book, waiting(book)[0].id) == "done");
        CHECK(read(book, 1)->version == 2);
        CHECK(read(book, 1)->contents == fine("2").contents);
    });
}

TEST_CASE("across batches: an equal row changes nothing, another date of decision is a conflict")
{
    on_each_book([](Book& book) {
        enter(book, {fine("1")});
        CHECK(outcomes(enter(book, {fine("1"), on_another_day(fine("1"))})) ==
              std::vector{Became::unchanged, Became::conflict});
        CHECK(outcomes(enter(book, {on_another_day(fine("2"))})) == std::vector{Became::conflict});
        CHECK(waiting(book).empty());
        CHECK(read(book, 1)->version == 1);
    });
}

TEST_CASE("a row equal to a proposal that waits changes nothing; declined, it is proposed again")
{
    on_each_book([](Book& book) {
        enter(book, {fine("1")});
        CHECK(outcomes(enter(book, {fine("2")})) == std::vector{Became::correction_proposed});
        CHECK(outcomes(enter(book, {fine("2"), fine("3"), fine("3"), fine("2")})) ==
              std::vector{Became::unchanged, Became::correction_proposed, Became::unchanged,
                          Became::unchanged});
        CHECK(waiting(book).size() == 2);
        decline(book, waiting(book)[0].id);
        CHECK(outcomes(enter(book, {fine("2")})) == std::vector{Became::correction_proposed});
    });
}

TEST_CASE("a row equal to an earlier version changes nothing")
{
    on_each_book([](Book& book) {
        enter(book, {fine("1")});
        enter(book, {fine("2")});
        CHECK(approve(book, waiting(book)[0].id) == "done");
        CHECK(outcomes(enter(book, {fine("1"), fine("2"), fine("3")})) ==
              std::vector{Became::unchanged, Became::unchanged, Became::correction_proposed});
        CHECK(approve(book, waiting(book)[0].id) == "done");
        CHECK(read(book, 1)->version == 3);
        CHECK(outcomes(enter(book, {fine("1"), fine("2"), fine("3")})) ==
              std::vector(3, Became::unchanged));
    });
}

TEST_CASE("two corrections of one record: the second cannot overtake the first")
{
    on_each_book([](Book& book) {
        enter(book, {fine("1")});
        enter(book, {fine("2"), fine("3")});
        const auto proposals = waiting(book);
        REQUIRE(proposals.size() == 2);
        CHECK(approve(book, proposals[0].id) == "done");
        CHECK(approve(book, proposals[1].id) == "record.changed_since");
        CHECK(read(book, 1)->contents == fine("2").contents);
    });
}

TEST_CASE("no row brings a withdrawn record back, only a restoration does")
{
    on_each_book([](Book& book) {
        enter(book, {fine("1")});
        CHECK(ask(book, propose_restoration, 1) == "record.not_withdrawn");
        withdraw(book, 1);
        CHECK(read(book, 1)->standing == Standing::withdrawn);
        CHECK(read(book, 1)->standing_reason == "why");
        CHECK(outcomes(enter(book, {fine("1"), fine("2")})) ==
              std::vector{Became::of_withdrawn, Became::of_withdrawn});
        CHECK(outcomes(enter(book, {on_another_day(fine("1"))})) == std::vector{Became::conflict});
        CHECK(waiting(book).empty());
        CHECK(ask(book, propose_withdrawal, 1) == "record.not_effective");

        REQUIRE(ask(book, propose_restoration, 1).empty());
        CHECK(approve(book, waiting(book)[0].id) == "done");
        CHECK(read(book, 1)->standing == Standing::effective);
        CHECK(outcomes(enter(book, {fine("1")})) == std::vector{Became::unchanged});
    });
}

TEST_CASE("a withdrawal that was asked for twice is done once")
{
    on_each_book([](Book& book) {
        enter(book, {fine("1")});
        CHECK(ask(book, propose_withdrawal, 1).empty());
        CHECK(ask(book, propose_withdrawal, 1).empty());
        const auto proposals = waiting(book);
        CHECK(approve(book, proposals[0].id) == "done");
        CHECK(approve(book, proposals[1].id) == "record.changed_since");
    });
}

TEST_CASE("who asks for a withdrawal says why, and of which record")
{
    on_each_book([](Book& book) {
        enter(book, {fine("1")});
        CHECK(ask(book, propose_withdrawal, 1, "") == "act.reason_missing");
        CHECK(ask(book, propose_withdrawal, 7) == "record.unknown");
    });
}

TEST_CASE("a correction by hand is proposed where it says something else, and the record stands")
{
    on_each_book([](Book& book) {
        enter(book, {fine("1")});
        const auto propose = [&](const Entry& corrected) {
            return book.write([&](ledger::Writing& writing) {
                const auto proposal = propose_correction(writing, act_of("clerk"), 1, corrected);
                return std::string(proposal ? "" : proposal.error().reason);
            });
        };
        CHECK(propose(fine("1")) == "record.same");
        CHECK(propose(on_another_day(fine("2"))) == "");
        CHECK(approve(book, waiting(book)[0].id) == "done");
        CHECK(read(book, 1)->decided == Date::parse("2026-02-11").value());
        CHECK(outcomes(enter(book, {on_another_day(fine("2"))})) == std::vector{Became::unchanged});
        withdraw(book, 1);
        CHECK(propose(fine("3")) == "record.not_effective");
    });
}

TEST_CASE("a record is read as it stood at the end of a day, or before a leaf")
{
    on_each_book([](Book& book) {
        enter(book, {fine("1")}, Release::waived, "2026-03-02");
        enter(book, {fine("2")}, Release::waived, "2026-03-03");
        const auto proposal = waiting(book)[0].id;
        approve(book, proposal, "2026-03-05");
        CHECK_FALSE(read(book, 1, day("2026-03-01")));
        CHECK(read(book, 1, day("2026-03-02"))->version == 1);
        CHECK(read(book, 1, day("2026-03-04"))->contents == fine("1").contents);
        CHECK(read(book, 1, day("2026-03-05"))->contents == fine("2").contents);

        const auto corrected = read(book, 1)->version_leaf;
        CHECK_FALSE(read(book, 1, {ledger::LeafIndex{1}, std::nullopt}));
        CHECK(read(book, 1, {ledger::LeafIndex{2}, std::nullopt})->version == 1);
        CHECK(read(book, 1, {corrected, std::nullopt})->version == 1);
        CHECK(read(book, 1, {corrected + 1, std::nullopt})->version == 2);
    });
}

TEST_CASE("where release is awaited, what was handed in becomes effective by another officer")
{
    on_each_book([](Book& book) {
        enter(book, {fine("1"), fine("2", "2号")}, Release::awaited);
        CHECK(read(book, 1)->standing == Standing::awaiting_release);
        book.write(
            [](ledger::Writing& writing) { return propose_release(writing, act_of("clerk"), 0); });
        CHECK(approve(book, waiting(book)[0].id) == "done");
        CHECK(read(book, 1)->standing == Standing::effective);
        CHECK(read(book, 2)->standing == Standing::effective);
    });
}

TEST_CASE("of a withheld fact neither date, key nor content stands in the open part")
{
    on_each_book([](Book& book) {
        enter(book, {withheld(fine("1"))});
        const auto event =
            book.read([](auto& transaction) { return ledger::event_at(transaction, 1); });
        const auto open = json::parse(event->parts.text(0)).value()["body"];
        CHECK(open["class"].text_or("") == "administrative_penalty/2018");
        CHECK(open["publicity"].text_or("") == "withheld");
        CHECK(open["decided"].is_null());
        CHECK(open["key"].is_null());
        CHECK(open["content"].is_null());
        CHECK(read(book, 1)->publicity == Publicity::withheld);
        CHECK(read(book, 1)->decided == Date::parse("2026-02-10").value());
        CHECK(outcomes(enter(book, {withheld(fine("1"))})) == std::vector{Became::unchanged});
        CHECK(outcomes(enter(book, {withheld(fine("2"))})) ==
              std::vector{Became::correction_proposed});
        CHECK(approve(book, waiting(book)[0].id) == "done");
        CHECK(read(book, 1)->contents == withheld(fine("2")).contents);
        CHECK(read(book, 1)->decided == Date::parse("2026-02-10").value());
    });
}

TEST_CASE("the trace of a record holds what touched it, and nothing of its neighbour")
{
    on_each_book([](Book& book) {
        enter(book, {fine("1"), fine("1", "2号")});
        enter(book, {fine("2")});
        approve(book, waiting(book)[0].id);
        std::string kinds;
        for (const auto& event : book.read([](auto& transaction) { return trace(transaction, 1); }))
            kinds += event.kind + ' ';
        CHECK(kinds == "record.entered proposal.made proposal.approved record.corrected ");
        CHECK(book.read([](auto& transaction) { return trace(transaction, 2); }).size() == 1);
        CHECK(book.read([](auto& transaction) { return trace(transaction, 99); }).empty());
    });
}

TEST_CASE("a firm that is known by another name is met, and the name is noted")
{
    on_each_book([](Book& book) {
        enter(book, {fine("1")});
        Entry renamed = fine("1", "2号");
        renamed.party.name = "甲新公司";
        const auto answers = enter(book, {renamed, renamed});
        CHECK(answers[0].warnings == std::vector<std::string_view>{"subject.name_differs"});
        CHECK(read(book, answers[0].record)->subject == 1);
        CHECK(answers[1].outcome == Became::unchanged);
    });
}
