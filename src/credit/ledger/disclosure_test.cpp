#include "credit/ledger/disclosure.h"

#include <doctest/doctest.h>

#include <vector>

using namespace xinheng;
using namespace xinheng::ledger;

namespace {

constexpr Suite suites[] = {{HashKind::sha256}, {HashKind::sm3}};
constexpr Showing shown = Showing::shown;
constexpr Showing withheld = Showing::withheld;

Event sample_event()
{
    return Event::of(
        {R"({"name":"\u4fe1\u8861\u793a\u4f8b"})", "{\"amount\":\"1.5\"}", "", "line\n\"two\""});
}

std::string parse_answer(std::string_view text)
{
    const auto parsed = ShownEvent::parse(text);
    return parsed ? "done" : std::string(parsed.error().reason);
}

std::string replaced_once(std::string text, std::string_view from, std::string_view to)
{
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("whatever is withheld, a shown event has the entry of the whole")
{
    for (const Suite suite : suites) {
        const Event event = sample_event();
        const Digest entry = entry_of(suite, event);
        for (unsigned choice = 0; choice < 1U << part_count; ++choice) {
            std::array<Showing, part_count> showing;
            for (unsigned place = 0; place < part_count; ++place) {
                showing[place] = (choice >> place & 1) != 0 ? shown : withheld;
            }
            const ShownEvent seen = ShownEvent::of(suite, event, showing);
            CHECK(entry_of(suite, seen) == entry);
            const ShownEvent read = *ShownEvent::parse(seen.text());
            CHECK(read == seen);
            for (unsigned place = 0; place < part_count; ++place) {
                CHECK((read.shown(place) != nullptr) == (showing[place] == shown));
            }
        }
    }
}

TEST_CASE("a withheld part leaves neither its text nor its salt")
{
    const Event event = sample_event();
    const std::string text = ShownEvent::of({}, event, {shown, withheld, shown, shown}).text();
    CHECK(text.find("amount") == std::string::npos);
    CHECK(text.find(base64(event.parts[1].salt)) == std::string::npos);
    CHECK(text.find(base64(part_digest({}, event.parts[1]).view())) != std::string::npos);
}

TEST_CASE("two events of the same texts have nothing in common, not even an absent part")
{
    const Event one = sample_event();
    const Event two = sample_event();
    for (std::size_t place = 0; place < part_count; ++place) {
        CHECK(one.parts[place].salt.size() == 32);
        CHECK(part_digest({}, one.parts[place]) != part_digest({}, two.parts[place]));
        for (std::size_t other = 0; other < place; ++other) {
            CHECK(one.parts[place].salt != one.parts[other].salt);
        }
    }
    CHECK(entry_of({}, one) != entry_of({}, two));
}

TEST_CASE("any changed bit of a salt, a text or a digest changes the entry")
{
    for (const Suite suite : suites) {
        const Event event = sample_event();
        const Digest entry = entry_of(suite, event);
        ShownEvent seen = ShownEvent::of(suite, event, {shown, withheld, shown, shown});
        for (auto& part : seen.parts) {
            std::vector<std::string*> fields;
            if (Part* const whole = std::get_if<Part>(&part)) fields = {&whole->salt, &whole->text};
            for (std::string* field : fields) {
                for (std::size_t bit = 0; bit < field->size() * 8; ++bit) {
                    (*field)[bit / 8] ^= static_cast<char>(1 << bit % 8);
                    CHECK(entry_of(suite, seen) != entry);
                    (*field)[bit / 8] ^= static_cast<char>(1 << bit % 8);
                }
            }
        }
        std::get<Digest>(seen.parts[1]).bytes[31] ^= 1;
        CHECK(entry_of(suite, seen) != entry);
        std::get<Digest>(seen.parts[1]).bytes[31] ^= 1;
        std::swap(seen.parts[0], seen.parts[3]);
        CHECK(entry_of(suite, seen) != entry);
    }
}

TEST_CASE("a shown event has one spelling, and any other is refused")
{
    Event event = sample_event();
    event.parts[3].text = "plain";
    const std::string text = ShownEvent::of({}, event, {withheld, shown, withheld, shown}).text();
    REQUIRE(parse_answer(text) == "done");
    CHECK(parse_answer(text + " ") == "shown_event.not_canonical");
    CHECK(parse_answer(replaced_once(text, "\"parts\":", "\"parts\": ")) ==
          "shown_event.not_canonical");
    CHECK(parse_answer(replaced_once(text, "plain", "pl\\u0061in")) == "shown_event.not_canonical");
    CHECK(parse_answer(replaced_once(text, "xinheng/entry/1", "xinheng/entry/2")) ==
          "shown_event.format");
    CHECK(parse_answer(replaced_once(text, "\"format\"", "\"farmat\"")) == "shown_event.format");
    CHECK(parse_answer(replaced_once(text, "{\"format\"", "{\"a\":1,\"format\"")) ==
          "shown_event.format");
    CHECK(parse_answer(replaced_once(text, "\"digest\"", "\"salt\"")) == "shown_event.digest");
    CHECK(parse_answer(replaced_once(text, "\"digest\":\"", "\"digest\":\"AAAA")) ==
          "shown_event.digest");
    CHECK(parse_answer(replaced_once(text, "\"salt\":\"", "\"salt\":\"AAAA")) ==
          "shown_event.salt");
    CHECK(parse_answer(replaced_once(text, "\"plain\"", "7")) == "shown_event.format");
    CHECK(parse_answer(replaced_once(text, "\"text\":\"plain\"", "\"tent\":\"plain\"")) ==
          "shown_event.format");
    CHECK(parse_answer(replaced_once(text, "{\"digest\"", "{},{\"digest\"")) ==
          "shown_event.format");
    CHECK(parse_answer("") == "shown_event.format");
    CHECK(parse_answer("[]") == "shown_event.format");
    CHECK(parse_answer(std::string(ShownEvent::size_limit_bytes + 1, ' ')) ==
          "shown_event.too_long");
}
