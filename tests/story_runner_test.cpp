// The runner itself: a story that is wrong must be seen to fail, and told where.
#include "story_player.h"

#include <doctest/doctest.h>

namespace {

using namespace xinheng;

// A story that begins a book, does one thing, and ends as every story does.
std::string played(const std::string& middle)
{
    return story::play("2026-03-02 operator  init --origin credit.example.gov.cn/log\n" + middle +
                           "\n          ledger verify\n          > sound, 1 events\n",
                       sql::TestStore::Kind::sqlite);
}

bool fails_with(const std::string& middle, const std::string& words)
{
    return contains(played(middle), words);
}

}  // namespace

TEST_CASE("a story that tells what happens passes")
{
    CHECK(played("          book\n          > events 1\n          > subjects *\n") == "");
    CHECK(played("          show 91110000MAXXXX015J\n          exit 1\n          > "
                 "subject.unknown: …\n") == "");
}

TEST_CASE("a line that the program does not say fails the story, with its number")
{
    const std::string told = played("          book\n          > events 2\n");
    CHECK(contains(told, "line 3"));
    CHECK(contains(told, "expected\n    events 2"));
    CHECK(contains(told, "events    1"));
}

TEST_CASE("lines in another order than they are said fail the story")
{
    CHECK(fails_with("          book\n          > subjects 0\n          > events 1\n", "events 1"));
}

TEST_CASE("another end than the story tells fails it")
{
    CHECK(fails_with("          show 91110000MAXXXX015J\n", "exit 0"));
    CHECK(fails_with("          book\n          exit 1\n", "exit 1"));
}

TEST_CASE("words that may stand nowhere fail the story where they stand")
{
    CHECK(played("          book\n          ! submission\n") == "");
    CHECK(fails_with("          book\n          ! events\n", "no line with events"));
}

TEST_CASE("a word that was taken down must be the same later")
{
    CHECK(
        played("          book\n          > events $n\n          book\n          > events $n\n") ==
        "");
    CHECK(fails_with("          book\n          > events $n\n          > subjects $n\n",
                     "subjects $n"));
}

TEST_CASE("a story that does not end with a sound book is none")
{
    const std::string begun = "2026-03-02 operator  init\n";
    const auto kind = sql::TestStore::Kind::sqlite;
    CHECK(contains(story::play(begun, kind), "does not end"));
    CHECK(contains(story::play(begun + "          ledger verify\n", kind), "does not end"));
    CHECK(contains(story::play("today operator  init\n", kind), "line 1: begins with no day"));
}

TEST_CASE("a book that was changed behind the log's back fails the story at its end")
{
    CHECK(fails_with("          change book credit.example.gov.cn credit.exemple.gov.cn", "sound"));
}
