// docs/ledger-format.md says what is hashed; its example must be what the program makes.
#include "base/text.h"
#include "credit/ledger/proof.h"
#include "credit/ledger/tile.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

using namespace xinheng;
using namespace xinheng::ledger;

namespace {

const std::string& page()
{
    static const std::string text = [] {
        std::ifstream file(XINHENG_SOURCE_DIR "/docs/ledger-format.md", std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(file), {});
    }();
    return text;
}

// The value in the line "name = value" of the page.
std::string value_of(std::string_view name)
{
    const std::string wanted = std::string(name) + " = ";
    for (const std::string_view line : split(page(), '\n')) {
        if (line.starts_with(wanted)) return std::string(line.substr(wanted.size()));
    }
    return "not on the page";
}

Event example_event(char first_salt)
{
    const char* const texts[] = {"{\"n\":1}", "", "{\"m\":\"\u4e8c\"}", ""};
    Event event;
    for (std::size_t place = 0; place < part_count; ++place) {
        const auto salt = static_cast<char>(first_salt + static_cast<char>(place));
        event.parts[place] = {std::string(Part::salt_size, salt), texts[place]};
    }
    return event;
}

SignerKey example_key(std::string_view verifier_name, std::string type_and_secret)
{
    const std::string verifier = value_of(verifier_name);
    const std::string name_and_id = verifier.substr(0, verifier.find('+', verifier.find('+') + 1));
    return SignerKey::parse("PRIVATE+KEY+" + name_and_id + "+" + base64(type_and_secret)).value();
}

bool page_has_block(const std::string& text)
{
    return contains(page(), "```\n" + text + "```\n");
}

}  // namespace

TEST_CASE("the worked example of the format's page is what the program hashes and signs")
{
    constexpr Suite suite;
    const Event event = example_event('\x01');
    for (std::size_t place = 0; place < part_count; ++place) {
        const std::string name = "D_" + std::to_string(place + 1);
        CHECK(value_of(name) == hex(part_digest(suite, event.parts[place]).view()));
    }
    const Digest first = entry_of(suite, event);
    const Digest second = entry_of(suite, example_event('\x11'));
    CHECK(value_of("entry_0") == hex(first.view()));
    CHECK(value_of("entry_1") == hex(second.view()));
    CHECK(value_of("leaf_0") == hex(suite.leaf(first.view()).view()));
    CHECK(value_of("leaf_1") == hex(suite.leaf(second.view()).view()));

    Appender appender(suite);
    appender.append(first);
    CHECK(value_of("root_of_one") == hex(appender.head().root.view()));
    appender.append(second);
    CHECK(value_of("root") == hex(appender.head().root.view()));
    for (const TileUpdate& update : appender.take_changed()) {
        CHECK(value_of(update.address.path()) == hex(update.bytes));
    }

    const SignerKey log = example_key("log_key", "\x01" + std::string(32, '\x21'));
    const SignerKey witness = example_key("witness_key", "\x04" + std::string(32, '\x22'));
    CHECK(log.verifier().text() == value_of("log_key"));
    CHECK(witness.verifier().text() == value_of("witness_key"));
    const std::string note = sign_checkpoint({"log.example/book", appender.head(), {}}, log);
    const WitnessRequest request{{}, note, {}};
    const auto cosigned = witness_checkpoint(request, log.verifier(), witness, {1'795'000'000});
    REQUIRE(cosigned);
    CHECK(page_has_block(cosigned->note));

    using enum Showing;
    const ShownEvent seen = ShownEvent::of(suite, event, {shown, shown, withheld, withheld});
    CHECK(page_has_block(seen.text() + "\n"));
    const Proof proof{seen.text(), 0, {suite.leaf(second.view())}, cosigned->note};
    CHECK(page_has_block(proof.text()));
    CHECK(verify(proof, first, {log.verifier(), {witness.verifier()}, 1}));
}

TEST_CASE("the limits on the format's page are those of the program")
{
    CHECK(contains(page(), "| a signed note | 1,000,000 bytes, 100 signatures |"));
    CHECK(Note::size_limit_bytes == 1'000'000);
    CHECK(Note::signature_limit == 100);
    CHECK(contains(page(), "| a shown event | 4 MiB |"));
    CHECK(ShownEvent::size_limit_bytes == 4 << 20);
    CHECK(contains(page(), "| the `extra` line | 6 MiB of base64 |"));
    CHECK(Proof::extra_limit_bytes == 6 << 20);
    CHECK(contains(page(), "| hashes of a proof | 63 |"));
    CHECK(Proof::path_limit == 63);
    CHECK(contains(page(), "| a record proof | 256 MiB, 10,000 events |"));
    CHECK(RecordProof::size_limit_bytes == 256 << 20);
    CHECK(RecordProof::event_limit == 10'000);
}
