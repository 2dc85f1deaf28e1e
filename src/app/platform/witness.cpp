#include "app/platform/witness.h"

namespace xinheng {

namespace fs = std::filesystem;

namespace {

std::string first_line(const std::string& text)
{
    return text.substr(0, text.find('\n'));
}

// The checkpoint that the witness cosigned last; of size 0 where it never saw the log.
Result<ledger::TreeHead> seen_before(const fs::path& memory, ledger::Suite suite)
{
    const auto note = read_file(memory);
    if (!note) return ledger::TreeHead{0, suite.empty_root()};

    const auto parsed = TRY(ledger::Note::parse(*note));
    return TRY(ledger::Checkpoint::parse(parsed.text)).head;
}

}  // namespace

Result<ledger::VerifierKey> begin_witness(const WitnessWish& wish)
{
    const fs::path folder = fs::absolute(wish.folder);
    if (read_file(folder / "witness.key"))
        return Error{ErrorKind::conflict, "witness.exists", folder.string()};
    const auto key =
        TRY(ledger::SignerKey::generate(wish.name, {HashKind::sha256, ledger::Signing::cosigned}));
    write_file(folder / "witness.key", key.text() + '\n', Secrecy::secret);
    write_file(folder / "witness.pub", key.verifier().text() + '\n', Secrecy::open);
    return key.verifier();
}

Outcome cosign_log(const WitnessWish& wish, Instant now)
{
    const fs::path folder = fs::absolute(wish.folder);
    const auto key_text = read_file(folder / "witness.key");
    if (!key_text) return Error{ErrorKind::not_found, "key.missing", folder.string()};
    const auto witness = TRY(ledger::SignerKey::parse(first_line(*key_text)));
    const auto log = TRY(ledger::VerifierKey::parse(wish.log_key));
    const auto note = read_file(fs::path(wish.log) / "checkpoint");
    if (!note) return Error{ErrorKind::not_found, "checkpoint.missing", wish.log};

    const ledger::Suite suite{log.kind().suite};
    const fs::path memory = folder / ("seen-" + hex(sha256(log.text()).view()).substr(0, 16));
    const auto previous = TRY(seen_before(memory, suite));
    const auto opened = TRY(ledger::open_checkpoint(*note, {log}));
    const auto newer = opened.checkpoint.head.size;
    ledger::Hashes growth;
    if (newer > previous.size && previous.size > 0) {
        ledger::TileHashes hashes(suite, newer, tiles_in_folder(wish.log));
        growth = TRY(ledger::consistency_proof(suite, {previous.size, newer}, hashes.source()));
    }
    const auto cosigned =
        TRY(ledger::witness_checkpoint({previous, *note, growth}, log, witness, now));
    write_file(memory, cosigned.note, Secrecy::open);
    write_file(fs::absolute(wish.out), cosigned.note, Secrecy::open);
    return Done{};
}

}  // namespace xinheng
