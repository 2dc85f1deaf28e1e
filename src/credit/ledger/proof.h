// A proof that needs nobody's help to check (C2SP tlog-proof): the place of an entry, the hashes
// from it to the root, and the checkpoint. A record proof is one such document after another, one
// for each event of the record, oldest first; the extra data of each is the event as it is shown.
#pragma once

#include "credit/ledger/checkpoint.h"
#include "credit/ledger/disclosure.h"

#include <optional>

namespace xinheng::ledger {

struct Proof {
    static constexpr std::size_t path_limit = 63;  // No tree of 64-bit size is higher.
    static constexpr std::size_t extra_limit_bytes = 6 << 20;

    std::optional<std::string> extra;  // Authenticated only by what it is compared with.
    std::uint64_t index = 0;
    Hashes path;             // From the leaf's sibling to the root's child.
    std::string checkpoint;  // A signed note, verbatim.

    // Refuses with "proof.format" (another kind of file, or a line out of place), "proof.extra",
    // "proof.index", "proof.hash" or "proof.too_long". The checkpoint is read by verify().
    static Result<Proof> parse(std::string_view document);
    std::string text() const;

    bool operator==(const Proof&) const = default;
};

// Refuses with "proof.key_name" (the checkpoint is of another log, or not signed by this key),
// "proof.checkpoint_signature", "proof.checkpoint" (no checkpoint at all), "proof.witnesses" (too
// few), "proof.index" (not in that tree), "proof.length" or "proof.inclusion".
Result<OpenedCheckpoint> verify(const Proof& proof, const Digest& entry, const TrustedKeys& keys);

// Under a checkpoint already verified. Refuses with the last three.
Outcome verify_entry(const Proof& proof, const Digest& entry, Suite suite, const TreeHead& head);

struct ProvenEvent {
    std::uint64_t index = 0;
    Digest entry;
    ShownEvent event;
    OpenedCheckpoint under;
};

struct RecordProof {
    static constexpr std::size_t size_limit_bytes = 256 << 20;
    static constexpr std::size_t event_limit = 10'000;

    std::vector<Proof> proofs;

    // Refuses with the reasons of Proof::parse and "proof.too_many".
    static Result<RecordProof> parse(std::string_view file);
    std::string text() const;
};

// Each event with its entry, oldest first. Besides the reasons of verify(), refuses with
// "proof.entry" (the extra data is missing or no event) and "proof.order" (not oldest first).
// A checkpoint that several events share is verified once.
Result<std::vector<ProvenEvent>> verify(const RecordProof& record, const TrustedKeys& keys);

}  // namespace xinheng::ledger
