// A witness: another user or host that remembers how far it saw a log, and cosigns a checkpoint
// only where the log has grown from there.
#pragma once

#include "app/platform/book_files.h"
#include "base/date.h"
#include "credit/ledger/checkpoint.h"

#include <string>

namespace xinheng {

struct WitnessWish {
    std::string
        folder;  // The witness's own: witness.key, witness.pub, and what it saw of each log.
    std::string name;
    std::string log;      // The exported folder of the log.
    std::string log_key;  // The log's verifier key.
    std::string out;
};

// Refuses with "witness.exists" or "key.name".
Result<ledger::VerifierKey> begin_witness(const WitnessWish& wish);

// Refuses with "key.missing", "checkpoint.missing", "tile.missing" and the reasons of
// ledger::witness_checkpoint. What was seen is remembered before the cosigned note is written.
Outcome cosign_log(const WitnessWish& wish, Instant now);

}  // namespace xinheng
