#include "credit/ledger/checkpoint.h"

#include "credit/ledger/test_frontier.h"
#include "credit/ledger/tile.h"

#include <doctest/doctest.h>

using namespace xinheng;
using namespace xinheng::ledger;

namespace {

constexpr std::string_view origin = "log.example/book";
constexpr Instant now{1'795'000'000};

// The example of the specification.
const std::string published_text =
    "example.com/behind-the-sofa\n20852163\n"
    "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

std::string parse_answer(std::string_view text)
{
    const auto parsed = Checkpoint::parse(text);
    return parsed ? "done" : std::string(parsed.error().reason);
}

std::string reason_of(const auto& result)
{
    return result ? "done" : std::string(result.error().reason);
}

// A log of a few hundred entries, with its key and a witness's.
struct Log {
    Suite suite;
    SignerKey key;
    SignerKey witness;
    std::vector<TreeHead> heads;
    Hashes leaves;

    explicit Log(HashKind hash)
        : suite{hash},
          key(SignerKey::generate(origin, {hash, Signing::text}).value()),
          witness(SignerKey::generate("witness.example", {hash, Signing::cosigned}).value())
    {
        Frontier frontier(suite);
        heads.push_back(frontier.head());
        for (int entry = 0; entry < 40; ++entry) {
            leaves.push_back(suite.leaf(std::to_string(entry)));
            frontier.append(leaves.back());
            heads.push_back(frontier.head());
        }
    }

    std::string note(std::uint64_t size) const
    {
        return sign_checkpoint({std::string(origin), heads[size], {}}, key);
    }

    Hashes grown(Growth growth) const
    {
        const HashSource source = [&](Node node) -> Result<Digest> {
            Frontier frontier(suite);
            for (std::uint64_t at = 0; at < std::uint64_t{1} << node.level; ++at) {
                frontier.append(leaves[(node.index << node.level) + at]);
            }
            return frontier.head().root;
        };
        return *consistency_proof(suite, growth, source);
    }

    Result<Cosigned> witnessed(const TreeHead& previous, std::string_view checkpoint,
                               const Hashes& proof) const
    {
        return witness_checkpoint({previous, checkpoint, proof}, key.verifier(), witness, now);
    }
};

}  // namespace

TEST_CASE("the checkpoint of the specification is read and written as it stands")
{
    const Checkpoint checkpoint = *Checkpoint::parse(published_text);
    CHECK(checkpoint.origin == "example.com/behind-the-sofa");
    CHECK(checkpoint.head.size == 20852163);
    CHECK(hex(checkpoint.head.root.view()).starts_with("0ac5186a91863e8e"));
    CHECK(checkpoint.text() == published_text);
    CHECK(Checkpoint::parse(published_text + "one\ntwo\n")->extensions ==
          std::vector<std::string>{"one", "two"});
    CHECK(Checkpoint::parse(published_text + "one\n")->text() == published_text + "one\n");
}

TEST_CASE("a checkpoint that is not written exactly so is refused")
{
    const std::string root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
    const auto with = [&](const std::string& size) {
        return parse_answer("log\n" + size + "\n" + root + "\n");
    };
    CHECK(with("0") == "done");
    CHECK(with("18446744073709551615") == "done");
    CHECK(with("18446744073709551616") == "checkpoint.size");
    for (const char* size : {"00", "01", "+1", "-1", " 1", "1 ", "1a", "0x1"}) {
        CHECK(with(size) == "checkpoint.size");
    }
    CHECK(parse_answer("log\n1\n" + root) == "checkpoint.format");
    CHECK(parse_answer("log\n1\n") == "checkpoint.format");
    CHECK(parse_answer("\n1\n" + root + "\n") == "checkpoint.format");
    CHECK(parse_answer("log\n\n" + root + "\n") == "checkpoint.format");
    CHECK(parse_answer("log\n1\n" + root + "\n\n") == "checkpoint.format");
    CHECK(parse_answer("log\n1\n" + root + "\nx\n\ny\n") == "checkpoint.format");
    CHECK(parse_answer("log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n") ==
          "checkpoint.root");
    CHECK(parse_answer("log\n1\nCsUYapGGPo4=\n") == "checkpoint.root");
    CHECK(parse_answer("") == "checkpoint.format");
}

TEST_CASE("a checkpoint is believed where the log signed it, under its own name")
{
    for (const HashKind hash : {HashKind::sha256, HashKind::sm3}) {
        const Log log(hash);
        const Log other(hash);
        const auto opened = open_checkpoint(log.note(7), {log.key.verifier()});
        REQUIRE(opened);
        CHECK(opened->checkpoint.head == log.heads[7]);
        CHECK(opened->cosignatures.empty());
        CHECK(reason_of(open_checkpoint(log.note(7), {other.key.verifier()})) == "note.not_signed");

        const SignerKey renamed =
            SignerKey::generate("other.example", {hash, Signing::text}).value();
        const std::string foreign =
            sign_checkpoint({std::string(origin), log.heads[7], {}}, renamed);
        CHECK(reason_of(open_checkpoint(foreign, {renamed.verifier()})) == "checkpoint.origin");
        std::string changed = log.note(7);
        changed[changed.find("\n7\n") + 1] = '8';
        CHECK(reason_of(open_checkpoint(changed, {log.key.verifier()})) == "note.signature");
    }
}

TEST_CASE("as many trusted witnesses as are needed must have signed, and none falsely")
{
    const Log log(HashKind::sha256);
    const Log other(HashKind::sha256);
    const std::string note = log.witnessed({}, log.note(7), {})->note;
    const auto& witness = log.witness.verifier();
    const auto opened = open_checkpoint(note, {log.key.verifier(), {witness}, 1});
    REQUIRE(opened);
    CHECK(opened->cosignatures == std::vector<Cosignature>{{"witness.example", now}});
    CHECK(reason_of(open_checkpoint(log.note(7), {log.key.verifier(), {witness}, 1})) ==
          "checkpoint.witnesses");
    CHECK(reason_of(open_checkpoint(log.note(7), {log.key.verifier(), {witness}, 0})) == "done");
    CHECK(reason_of(open_checkpoint(note, {log.key.verifier(), {other.witness.verifier()}, 1})) ==
          "checkpoint.witnesses");

    Note changed = *Note::parse(note);
    changed.signatures.back().bytes[3] ^= 1;  // Within the time.
    CHECK(reason_of(open_checkpoint(changed.print(), {log.key.verifier(), {witness}, 0})) ==
          "note.signature");
}

TEST_CASE("a witness signs what it sees first, what grew, and what stayed the same")
{
    for (const HashKind hash : {HashKind::sha256, HashKind::sm3}) {
        const Log log(hash);
        const auto first = log.witnessed({}, log.note(0), {});
        REQUIRE(first);
        CHECK(first->head == log.heads[0]);
        CHECK(reason_of(log.witnessed({}, log.note(23), {})) == "done");
        CHECK(reason_of(log.witnessed(log.heads[23], log.note(23), {})) == "done");
        const auto grown = log.witnessed(log.heads[23], log.note(40), log.grown({23, 40}));
        REQUIRE(grown);
        CHECK(grown->head == log.heads[40]);
        const TrustedKeys keys{log.key.verifier(), {log.witness.verifier()}, 1};
        CHECK(open_checkpoint(grown->note, keys)->cosignatures[0].at == now);
    }
}

TEST_CASE("a witness does not sign a shorter log, another log, or one that was rewritten")
{
    for (const HashKind hash : {HashKind::sha256, HashKind::sm3}) {
        const Log log(hash);
        const Log other(hash);
        const Hashes proof = log.grown({23, 40});
        CHECK(reason_of(log.witnessed(log.heads[23], log.note(22), {})) == "witness.rollback");
        CHECK(reason_of(log.witnessed(log.heads[23], log.note(40), {})) == "witness.inconsistent");
        CHECK(reason_of(log.witnessed(log.heads[23], log.note(39), proof)) ==
              "witness.inconsistent");
        const TreeHead rewritten{23, log.heads[22].root};
        CHECK(reason_of(log.witnessed(rewritten, log.note(40), proof)) == "witness.inconsistent");
        CHECK(reason_of(log.witnessed(rewritten, log.note(23), {})) == "witness.inconsistent");
        CHECK(reason_of(log.witnessed({}, other.note(7), {})) == "witness.signature");
        CHECK(reason_of(log.witnessed({}, "garbage", {})) == "witness.signature");
    }
}
