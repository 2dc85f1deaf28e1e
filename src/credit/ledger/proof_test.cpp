#include "credit/ledger/proof.h"

#include "credit/ledger/tile.h"

#include <doctest/doctest.h>

#include <map>

using namespace xinheng;
using namespace xinheng::ledger;

namespace {

constexpr Instant now{1'795'000'000};

// A log of 300 events, published and witnessed.
struct Log {
    Suite suite;
    SignerKey key;
    SignerKey witness;
    std::vector<Event> events;
    std::map<std::string, std::string> tiles;
    TreeHead head;
    std::string checkpoint;

    explicit Log(HashKind hash)
        : suite{hash},
          key(SignerKey::generate("log.example", {hash, Signing::text}).value()),
          witness(SignerKey::generate("witness.example", {hash, Signing::cosigned}).value())
    {
        Appender appender(suite);
        for (int number = 0; number < 300; ++number) {
            events.push_back(
                Event::of({"{\"n\":" + std::to_string(number) + "}", "second", "", ""}));
            appender.append(entry_of(suite, events.back()));
        }
        for (TileUpdate& update : appender.take_changed()) {
            tiles[update.address.path()] = std::move(update.bytes);
        }
        head = appender.head();
        const std::string signed_note = sign_checkpoint({"log.example", head, {}}, key);
        checkpoint = witness_checkpoint({{}, signed_note, {}}, key.verifier(), witness, now)->note;
    }

    Proof proof_of(std::uint64_t index) const
    {
        TileHashes hashes(suite, head.size, [&](const TileAddress& address) -> Result<std::string> {
            return tiles.at(address.path());
        });
        using enum Showing;
        const ShownEvent event =
            ShownEvent::of(suite, events[index], {shown, withheld, shown, withheld});
        const Hashes path = *inclusion_proof(suite, {index, head.size}, hashes.source());
        return {event.text(), index, path, checkpoint};
    }

    TrustedKeys keys() const { return {key.verifier(), {witness.verifier()}, 1}; }
    Digest entry(std::uint64_t index) const { return entry_of(suite, events[index]); }
};

std::string reason_of(const auto& result)
{
    return result ? "done" : std::string(result.error().reason);
}

std::string file_answer(std::string_view file, const TrustedKeys& keys)
{
    const auto record = RecordProof::parse(file);
    return record ? reason_of(verify(*record, keys)) : std::string(record.error().reason);
}

std::string parse_answer(std::string_view document)
{
    return reason_of(Proof::parse(document));
}

const std::string hash_line = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

}  // namespace

TEST_CASE("a proof is written as the specification shows, and read back")
{
    const std::string document =
        "c2sp.org/tlog-proof@v1\n"
        "extra YWdlLXYxLjIuMQ==\n"
        "index 73894\n" +
        hash_line + hash_line +
        "\n"
        "example.com/fancylog\n"
        "109482\n" +
        hash_line + "\n\u2014 example.com/fancylog x08go/ZJ\n";
    const Proof proof = *Proof::parse(document);
    CHECK(proof.extra == "age-v1.2.1");
    CHECK(proof.index == 73894);
    CHECK(proof.path.size() == 2);
    CHECK(proof.checkpoint.starts_with("example.com/fancylog\n109482\n"));
    CHECK(proof.text() == document);
    Proof bare = proof;
    bare.extra.reset();
    bare.path.clear();
    CHECK(bare.text().starts_with("c2sp.org/tlog-proof@v1\nindex 73894\n\nexample.com"));
    CHECK(*Proof::parse(bare.text()) == bare);
}

TEST_CASE("a document with a line missing, misspelt or out of place is no proof")
{
    const std::string first = "c2sp.org/tlog-proof@v1\n";
    const std::string end = "\nlog\n";
    CHECK(parse_answer(first + "index 0\n" + end) == "done");
    CHECK(parse_answer("") == "proof.format");
    CHECK(parse_answer("c2sp.org/tlog-proof@v2\nindex 0\n" + end) == "proof.format");
    CHECK(parse_answer(first) == "proof.format");
    CHECK(parse_answer(first + "index 0") == "proof.format");
    CHECK(parse_answer(first + "index 0\n") == "proof.format");
    CHECK(parse_answer(first + "index 0\n\n") == "proof.format");
    CHECK(parse_answer(first + "extra YQ==\n" + end) == "proof.format");
    CHECK(parse_answer(first + "index 0\nextra YQ==\n" + end) == "proof.hash");
    CHECK(parse_answer(first + "extra YQ==\nextra YQ==\nindex 0\n" + end) == "proof.format");
    CHECK(parse_answer(first + "extra YQ\nindex 0\n" + end) == "proof.extra");
    CHECK(parse_answer(first + "extra YR==\nindex 0\n" + end) == "proof.extra");
    for (const char* index : {"", "00", "01", "-1", "+1", "1 ", " 1", "18446744073709551616"}) {
        CHECK(parse_answer(first + "index " + index + "\n" + end) == "proof.index");
    }
    CHECK(parse_answer(first + "index 0\nAAAA\n" + end) == "proof.hash");
    std::string path;
    for (int line = 0; line < 63; ++line) path += hash_line;
    CHECK(parse_answer(first + "index 0\n" + path + end) == "done");
    CHECK(parse_answer(first + "index 0\n" + path + hash_line + end) == "proof.too_long");
}

TEST_CASE("an entry is proven by its document, and the time by its witness")
{
    for (const HashKind hash : {HashKind::sha256, HashKind::sm3}) {
        const Log log(hash);
        for (const std::uint64_t index : {0, 1, 255, 256, 299}) {
            const auto opened = verify(log.proof_of(index), log.entry(index), log.keys());
            REQUIRE(opened);
            CHECK(opened->checkpoint.head == log.head);
            CHECK(opened->cosignatures[0].at == now);
        }
    }
}

TEST_CASE("a proof that fails says why")
{
    const Log log(HashKind::sha256);
    const Log other(HashKind::sha256);
    const Digest entry = log.entry(200);
    const Proof good = log.proof_of(200);
    const auto answer = [&](const Proof& proof) {
        return reason_of(verify(proof, entry, log.keys()));
    };
    REQUIRE(answer(good) == "done");

    Proof bad = good;
    bad.index = 201;
    CHECK(answer(bad) == "proof.inclusion");
    bad.index = 300;
    CHECK(answer(bad) == "proof.index");
    bad = good;
    bad.path.pop_back();
    CHECK(answer(bad) == "proof.length");
    bad = good;
    bad.path[3].bytes[0] ^= 1;
    CHECK(answer(bad) == "proof.inclusion");
    CHECK(reason_of(verify(good, log.entry(201), log.keys())) == "proof.inclusion");
    CHECK(reason_of(verify(good, entry, other.keys())) == "proof.key_name");
    bad = good;
    bad.checkpoint = "log.example\n300\n";
    CHECK(answer(bad) == "proof.checkpoint");
    bad.checkpoint = good.checkpoint;
    bad.checkpoint[bad.checkpoint.find("\n300\n") + 3] = '1';
    CHECK(answer(bad) == "proof.checkpoint_signature");
    bad.checkpoint = sign_checkpoint({"log.example", log.head, {}}, log.key);
    CHECK(answer(bad) == "proof.witnesses");
    bad.checkpoint = sign_checkpoint({"elsewhere.example", log.head, {}}, log.key);
    CHECK(answer(bad) == "proof.key_name");
}

TEST_CASE("a record proof holds its events in order, each with what may be shown of it")
{
    for (const HashKind hash : {HashKind::sha256, HashKind::sm3}) {
        const Log log(hash);
        const RecordProof record{{log.proof_of(3), log.proof_of(77), log.proof_of(290)}};
        const auto parsed = RecordProof::parse(record.text());
        REQUIRE(parsed);
        CHECK(parsed->proofs == record.proofs);
        const auto events = verify(*parsed, log.keys());
        REQUIRE(events);
        REQUIRE(events->size() == 3);
        CHECK((*events)[1].index == 77);
        CHECK((*events)[1].entry == log.entry(77));
        CHECK((*events)[1].event.shown(0)->text == "{\"n\":77}");
        CHECK((*events)[1].event.shown(1) == nullptr);
        CHECK((*events)[2].under.cosignatures.size() == 1);
    }
}

TEST_CASE("a record proof out of order, with an event twice, or with no event, is refused")
{
    const Log log(HashKind::sha256);
    const auto answer = [&](const RecordProof& record) {
        return file_answer(record.text(), log.keys());
    };
    CHECK(answer({{log.proof_of(3), log.proof_of(4)}}) == "done");
    CHECK(answer({{log.proof_of(4), log.proof_of(3)}}) == "proof.order");
    CHECK(answer({{log.proof_of(3), log.proof_of(3)}}) == "proof.order");
    Proof bare = log.proof_of(3);
    bare.extra.reset();
    CHECK(answer({{bare}}) == "proof.entry");
    bare.extra = "{}";
    CHECK(answer({{bare}}) == "proof.entry");
    bare.extra = log.proof_of(4).extra;
    CHECK(answer({{bare}}) == "proof.inclusion");
    CHECK(file_answer("", log.keys()) == "proof.format");
    CHECK(file_answer("x" + log.proof_of(3).text(), log.keys()) == "proof.format");
}

TEST_CASE("a second event under another checkpoint is not believed for the first one's sake")
{
    const Log log(HashKind::sha256);
    const Log other(HashKind::sha256);
    const RecordProof mixed{{log.proof_of(3), other.proof_of(4)}};
    CHECK(file_answer(mixed.text(), log.keys()) == "proof.key_name");
    Proof changed = log.proof_of(4);
    changed.checkpoint[changed.checkpoint.find("\n300\n") + 3] = '1';
    CHECK(file_answer(RecordProof{{log.proof_of(3), changed}}.text(), log.keys()) ==
          "proof.checkpoint_signature");
}

TEST_CASE("any changed bit of a record proof is refused")
{
    for (const HashKind hash : {HashKind::sha256, HashKind::sm3}) {
        const Log log(hash);
        std::string file = RecordProof{{log.proof_of(3), log.proof_of(299)}}.text();
        REQUIRE(file_answer(file, log.keys()) == "done");
        // SM2 is slow: a sample of its bits.
        const std::size_t step = hash == HashKind::sha256 ? 1 : 29;
        for (std::size_t bit = 0; bit < file.size() * 8; bit += step) {
            file[bit / 8] ^= static_cast<char>(1 << bit % 8);
            CHECK_MESSAGE(file_answer(file, log.keys()) != "done", "bit ", bit);
            file[bit / 8] ^= static_cast<char>(1 << bit % 8);
        }
    }
}
