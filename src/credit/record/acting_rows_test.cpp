// Rows whose status acts on a record that is there.
#include "credit/record/test_facts.h"

using namespace xinheng;
using namespace xinheng::record;

TEST_CASE("a row that says that its record was revoked is a proposed withdrawal, once")
{
    on_each_book([](Book& book) {
        CHECK(outcomes(enter(book, {revoked("1")})) == std::vector{Became::no_earlier});
        const auto id = enter(book, {fine("1")})[0].record;
        CHECK(outcomes(enter(book, {revoked("1"), revoked("1")})) ==
              std::vector{Became::withdrawal_proposed, Became::unchanged});
        CHECK(outcomes(enter(book, {revoked("1")})) == std::vector{Became::unchanged});
        CHECK(read(book, id)->standing == Standing::effective);

        CHECK(approve(book, waiting(book)[0].id) == "done");
        CHECK(read(book, id)->standing == Standing::withdrawn);
        CHECK(read(book, id)->standing_reason == "当前状态：撤销");
        CHECK(outcomes(enter(book, {revoked("1")})) == std::vector{Became::of_withdrawn});
    });
}

TEST_CASE("a record may be entered and revoked in one batch, but not with another date")
{
    on_each_book([](Book& book) {
        CHECK(outcomes(enter(book, {fine("1"), on_another_day(revoked("1")), revoked("1")})) ==
              std::vector{Became::entered, Became::conflict, Became::withdrawal_proposed});
        CHECK(approve(book, waiting(book)[0].id) == "done");
    });
}

TEST_CASE("a row that says that its record was changed corrects it, and is no fact of its own")
{
    on_each_book([](Book& book) {
        Entry changed = fine("2");
        changed.effect = Effect::changes;
        CHECK(outcomes(enter(book, {changed})) == std::vector{Became::no_earlier});
        CHECK(outcomes(enter(book, {fine("1"), changed, changed})) ==
              std::vector{Became::entered, Became::correction_proposed, Became::unchanged});
    });
}
