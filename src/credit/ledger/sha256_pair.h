// SHA-256 of two messages at once with the processor's own instructions. Each of them waits for the
// one before it in the same message, so that a second message costs little more than the first;
// and a tree has many messages that need not wait for each other.
#pragma once

#include "base/digest.h"

#include <span>

namespace xinheng::ledger {

// Without the instructions nothing here may be called.
bool has_sha256_instructions();

// Both messages are padded already (FIPS 180-4 section 5.1.1) and equally long.
struct PaddedPair {
    std::span<const std::uint8_t> first;
    std::span<const std::uint8_t> second;
};

// Writes the digest of each of the two.
void hash_pair(const PaddedPair& messages, std::span<Digest, 2> digests);

}  // namespace xinheng::ledger
