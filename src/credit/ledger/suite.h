// The two suites of cryptography a log may be begun with, fixed for its life: SHA-256 with Ed25519,
// which standard clients of tiled logs read, and SM3 with SM2 (GB/T 32905, GB/T 32918). Both make
// the same tree (RFC 6962 section 2.1) and the same files.
#pragma once

#include "base/digest.h"

#include <initializer_list>
#include <span>
#include <string_view>

namespace xinheng::ledger {

// The two subtrees below a node of the tree.
struct Children {
    Digest left;
    Digest right;

    bool operator==(const Children&) const = default;
};

struct Suite {
    HashKind hash = HashKind::sha256;

    // The hash of the pieces one after another.
    Digest digest_of(std::initializer_list<std::string_view> pieces) const;
    Digest digest_of(std::string_view bytes) const { return digest_of({bytes}); }

    Digest leaf(std::string_view entry) const;    // H(0x00 ‖ entry)
    Digest node(const Children& children) const;  // H(0x01 ‖ left ‖ right)
    Digest empty_root() const { return digest_of(std::string_view{}); }

    // Many at once, for the hot paths. `leaves` and `nodes` are as long as what they are made from.
    void hash_leaves(std::span<const Digest> entries, std::span<Digest> leaves) const;
    void hash_nodes(std::span<const Children> children, std::span<Digest> nodes) const;

    bool operator==(const Suite&) const = default;
};

}  // namespace xinheng::ledger
