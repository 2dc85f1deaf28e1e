#include "credit/catalogue/pattern.h"

#include <doctest/doctest.h>

#include <chrono>

using namespace xinheng;
using catalogue::Pattern;

namespace {

bool matches(std::string_view pattern, std::string_view value)
{
    const auto compiled = Pattern::parse(pattern);
    REQUIRE_MESSAGE(compiled, pattern);
    return compiled->matches(value);
}

bool is_refused(std::string_view pattern)
{
    const auto compiled = Pattern::parse(pattern);
    return !compiled && compiled.error().reason == "catalogue.pattern";
}

}  // namespace

TEST_CASE("a pattern is held against the whole value")
{
    CHECK(matches("[0-9]{6}", "540102"));
    CHECK_FALSE(matches("[0-9]{6}", "54010"));
    CHECK_FALSE(matches("[0-9]{6}", "5401020"));
    CHECK_FALSE(matches("[0-9]{6}", "x540102"));
    CHECK(matches("^[0-9]{6}$", "540102"));
}

TEST_CASE("a pattern knows classes, alternatives, groups and bounded repetitions")
{
    CHECK(matches("[0-9A-Z]{8}[0-9X]", "MAXXXX015"));
    CHECK_FALSE(matches("[0-9A-Z]{8}[0-9X]", "MAXXXX01J"));
    CHECK(matches("(京|津|冀)[0-9]{1,3}号", "津12号"));
    CHECK_FALSE(matches("(京|津|冀)[0-9]{1,3}号", "晋12号"));
    CHECK_FALSE(matches("(京|津|冀)[0-9]{1,3}号", "津1234号"));
    CHECK(matches("[^/]+", "〔2026〕1号"));
    CHECK_FALSE(matches("[^/]+", "1/2"));
    CHECK(matches("\\d+\\.\\d*", "12."));
    CHECK_FALSE(matches("\\d+\\.\\d*", ".5"));
    CHECK(matches("([0-9]{4}-)?[0-9]{2}", "2026-11"));
    CHECK(matches("([0-9]{4}-)?[0-9]{2}", "11"));
    CHECK(matches("a{2,}", "aaaa"));
    CHECK_FALSE(matches("a{2,}", "a"));
    CHECK(matches("[a\\-z]", "-"));
    CHECK_FALSE(matches("[a\\-z]", "m"));
    CHECK(matches("a*", ""));
    CHECK(matches(".", "𠮷"));
    CHECK_FALSE(matches(".", "\n"));
    CHECK_FALSE(matches(".", "\r"));
    CHECK_FALSE(matches("[一-龥]{2}", "信"));
}

TEST_CASE("a pattern that other readers could be slow on, or would read otherwise, is refused")
{
    for (const std::string_view pattern :
         {"(a+)+",  "(a*)*b", "(a|b+){2,}", "(a|aa)*b", "(a|a)+", "([0-9]{1,3}){4}", "a**", "a+?",
          "(?=a)a", "(?i)a",  "\\1",        "\\w",      "[[a]]",  "[z-a]",           "[]",  "(a",
          "a)",     "a{3,2}", "a{1001}",    "a{,3}",    "a{3",    "a{3,x}",          "\\",  "[a",
          "[^]",    "*a",     "a^b",        ""}) {
        CAPTURE(pattern);
        CHECK(is_refused(pattern));
    }
    CHECK(is_refused(std::string(201, 'a')));
    CHECK_FALSE(is_refused(std::string(200, 'a')));
    CHECK(is_refused("((a{200}){200}){200}"));
}

TEST_CASE("matching takes one step to a character whatever the value is")
{
    const std::string value(1 << 20, 'a');
    for (const std::string_view pattern : {"[ab]*a[ab]{6}c", "[ab]*a[ab]{100}c"}) {
        CAPTURE(pattern);
        const auto compiled = Pattern::parse(pattern);
        REQUIRE(compiled);
        const auto begin = std::chrono::steady_clock::now();
        CHECK_FALSE(compiled->matches(value));
        CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(1));
    }
}
