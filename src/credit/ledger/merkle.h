// The Merkle tree of RFC 6962 section 2.1: its root from the leaves in order, proofs that a leaf is
// in it and that it only grew, and the checks of both, which need nothing of ours but the hash.
#pragma once

#include "base/result.h"
#include "credit/ledger/suite.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace xinheng::ledger {

struct TreeHead {
    std::uint64_t size = 0;
    Digest root;

    bool operator==(const TreeHead&) const = default;
};

// A complete subtree: level 0 is a leaf, and index counts the subtrees of that level from the left.
struct Node {
    unsigned level = 0;
    std::uint64_t index = 0;

    bool operator==(const Node&) const = default;
};

// Where the hashes of complete subtrees come from: the tiles, or whatever a test has at hand.
using HashSource = std::function<Result<Digest>(Node)>;

using Hashes = std::vector<Digest>;

// The root from the complete subtrees at the right edge, given smallest first.
Digest root_of_edge(Suite suite, std::span<const Digest> smallest_first);

struct LeafPlace {
    std::uint64_t index = 0;
    std::uint64_t size = 0;  // Of the tree that the proof is for.
};

struct Growth {
    std::uint64_t older = 0;
    std::uint64_t newer = 0;
};

// Refuse with "proof.index" or "proof.size" what no tree has, and with whatever the source refuses.
Result<Hashes> inclusion_proof(Suite suite, LeafPlace place, const HashSource& source);
Result<Hashes> consistency_proof(Suite suite, Growth growth, const HashSource& source);

struct LeafClaim {
    std::uint64_t index = 0;
    Digest leaf;
};

struct GrowthClaim {
    TreeHead older;
    TreeHead newer;
};

// Refuses with "proof.index", "proof.length" or "proof.inclusion".
Outcome verify_inclusion(Suite suite, const LeafClaim& claim, std::span<const Digest> proof,
                         const TreeHead& head);
// Refuses with "proof.size", "proof.length" or "proof.consistency". Every tree grew from the
// empty one, which therefore needs no proof.
Outcome verify_consistency(Suite suite, const GrowthClaim& claim, std::span<const Digest> proof);

}  // namespace xinheng::ledger
