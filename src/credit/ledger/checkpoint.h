// A checkpoint (C2SP tlog-checkpoint): the log's signed statement of its size and root. A witness
// adds a cosignature with the time, having seen that the log only grew since the last one.
// Flow: sign → witness → open, by anybody.
#pragma once

#include "credit/ledger/merkle.h"
#include "credit/ledger/note.h"

namespace xinheng::ledger {

struct Checkpoint {
    std::string origin;  // The name of the log, which is also the name of its key.
    TreeHead head;
    std::vector<std::string> extensions;

    // Refuses with "checkpoint.format", "checkpoint.size" or "checkpoint.root".
    static Result<Checkpoint> parse(std::string_view note_text);
    std::string text() const;

    bool operator==(const Checkpoint&) const = default;
};

// Whom the reader of a checkpoint believes.
struct TrustedKeys {
    VerifierKey log;
    std::vector<VerifierKey> witnesses = {};
    std::size_t witnesses_needed = 0;

    // The kind of the log's key settles the hash of its tree.
    Suite suite() const { return {log.kind().suite}; }
};

struct Cosignature {
    std::string witness;
    Instant at;

    bool operator==(const Cosignature&) const = default;
};

struct OpenedCheckpoint {
    Checkpoint checkpoint;
    std::vector<Cosignature> cosignatures;  // Of the trusted witnesses, in their order.
};

// The note of the checkpoint with the log's signature.
std::string sign_checkpoint(const Checkpoint& checkpoint, const SignerKey& log);

// Refuses with the reasons of Note::parse and Checkpoint::parse, with "checkpoint.origin" (another
// log than the key's), "note.not_signed" or "note.signature" (by the log, or by a trusted witness)
// and "checkpoint.witnesses" (too few).
Result<OpenedCheckpoint> open_checkpoint(std::string_view bytes, const TrustedKeys& keys);

// What a witness is asked to put its name to.
struct WitnessRequest {
    TreeHead previous;  // The last head it cosigned, or size 0 where it never saw the log.
    std::string_view checkpoint;
    std::span<const Digest> consistency;  // From the previous head to the checkpoint.
};

struct Cosigned {
    std::string note;  // With all signatures it came with, and the new one.
    TreeHead head;     // To be remembered before the note is given away.
};

// Refuses with "witness.signature" (not signed by the log, or not a checkpoint of it),
// "witness.rollback" (smaller than what was seen) or "witness.inconsistent".
Result<Cosigned> witness_checkpoint(const WitnessRequest& request, const VerifierKey& log,
                                    const SignerKey& witness, Instant now);

}  // namespace xinheng::ledger
