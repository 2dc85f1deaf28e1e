#include "credit/ledger/merkle.h"

#include <bit>

namespace xinheng::ledger {

namespace {

Error refused(std::string_view reason, std::uint64_t seen)
{
    return {ErrorKind::invalid_input, reason, std::to_string(seen)};
}

// The leaves from `begin` to before `end`.
struct Range {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;

    std::uint64_t size() const { return end - begin; }
};

// RFC 6962 cuts a tree at the largest power of two that is smaller than it.
std::uint64_t split_of(Range range)
{
    return range.begin + std::bit_floor(range.size() - 1);
}

std::vector<Node> nodes_of(Range range)
{
    std::vector<Node> nodes;
    for (std::uint64_t at = range.begin; at < range.end;) {
        const std::uint64_t width = std::bit_floor(range.end - at);
        const auto level = static_cast<unsigned>(std::countr_zero(width));
        nodes.push_back({level, at >> level});
        at += width;
    }
    return nodes;
}

Result<Digest> hash_of(Suite suite, Range range, const HashSource& source)
{
    const std::vector<Node> nodes = nodes_of(range);
    Hashes smallest_first;
    for (auto node = nodes.rbegin(); node != nodes.rend(); ++node) {
        smallest_first.push_back(TRY(source(*node)));
    }
    return root_of_edge(suite, smallest_first);
}

// What is left to prove of a consistency proof: the paths of RFC 6962 section 2.1.2 seen from the
// last node of the older tree upwards.
struct Climb {
    std::uint64_t index = 0;
    std::uint64_t last = 0;

    bool is_left_and_not_last() const { return index % 2 == 0 && index < last; }
    void up()
    {
        index >>= 1;
        last >>= 1;
    }
};

}  // namespace

Digest root_of_edge(Suite suite, std::span<const Digest> smallest_first)
{
    if (smallest_first.empty()) return suite.empty_root();
    Digest root = smallest_first.front();
    for (const Digest& left : smallest_first.subspan(1)) root = suite.node({left, root});
    return root;
}

Result<Hashes> inclusion_proof(Suite suite, LeafPlace place, const HashSource& source)
{
    if (place.index >= place.size) return refused("proof.index", place.index);

    Range range{0, place.size};
    std::vector<Range> siblings;
    while (range.size() > 1) {
        const std::uint64_t split = split_of(range);
        const bool goes_left = place.index < split;
        const Range left{range.begin, split};
        const Range right{split, range.end};
        siblings.push_back(goes_left ? right : left);
        range = goes_left ? left : right;
    }
    Hashes proof;
    for (auto sibling = siblings.rbegin(); sibling != siblings.rend(); ++sibling) {
        proof.push_back(TRY(hash_of(suite, *sibling, source)));
    }
    return proof;
}

Result<Hashes> consistency_proof(Suite suite, Growth growth, const HashSource& source)
{
    if (growth.older > growth.newer) return refused("proof.size", growth.older);
    if (growth.older == 0 || growth.older == growth.newer) return Hashes{};

    Range range{0, growth.newer};
    std::vector<Range> ranges;
    while (range.end != growth.older) {
        const std::uint64_t split = split_of(range);
        const bool goes_left = growth.older <= split;
        const Range left{range.begin, split};
        const Range right{split, range.end};
        ranges.push_back(goes_left ? right : left);
        range = goes_left ? left : right;
    }
    // Where the older tree is itself a subtree of the newer, whoever checks has its root already.
    if (range.begin != 0) ranges.push_back(range);
    Hashes proof;
    for (auto wanted = ranges.rbegin(); wanted != ranges.rend(); ++wanted) {
        proof.push_back(TRY(hash_of(suite, *wanted, source)));
    }
    return proof;
}

Outcome verify_inclusion(Suite suite, const LeafClaim& claim, std::span<const Digest> proof,
                         const TreeHead& head)
{
    if (claim.index >= head.size) return refused("proof.index", claim.index);

    Digest hash = claim.leaf;
    Climb climb{claim.index, head.size - 1};
    for (const Digest& sibling : proof) {
        if (climb.last == 0) return refused("proof.length", proof.size());
        // A node without a right neighbour is its own parent: the proof has nothing for that level.
        while (climb.index == climb.last && climb.index % 2 == 0) climb.up();
        hash = climb.index % 2 == 1 ? suite.node({sibling, hash}) : suite.node({hash, sibling});
        climb.up();
    }
    if (climb.last != 0) return refused("proof.length", proof.size());
    if (hash != head.root) return refused("proof.inclusion", claim.index);

    return Done{};
}

Outcome verify_consistency(Suite suite, const GrowthClaim& claim, std::span<const Digest> proof)
{
    const auto& [older, newer] = claim;
    if (older.size > newer.size) return refused("proof.size", older.size);
    const bool is_given = older.size == 0 || older.size == newer.size;
    if (is_given != proof.empty()) return refused("proof.length", proof.size());
    if (older.size == 0) {
        if (older.root != suite.empty_root()) return refused("proof.consistency", older.size);
        if (newer.size == 0 && newer.root != older.root) {
            return refused("proof.consistency", newer.size);
        }
        return Done{};
    }
    if (is_given) {
        if (older.root != newer.root) return refused("proof.consistency", older.size);
        return Done{};
    }
    Climb climb{older.size - 1, newer.size - 1};
    while (climb.index % 2 == 1) climb.up();

    // Where the older tree is complete, its root is where the climb begins; else the proof says.
    const bool begins_with_root = std::has_single_bit(older.size);
    Digest old_hash = begins_with_root ? older.root : proof.front();
    Digest new_hash = old_hash;
    for (const Digest& sibling : proof.subspan(begins_with_root ? 0 : 1)) {
        if (climb.last == 0) return refused("proof.length", proof.size());
        if (climb.is_left_and_not_last()) {
            new_hash = suite.node({new_hash, sibling});
        } else {
            old_hash = suite.node({sibling, old_hash});
            new_hash = suite.node({sibling, new_hash});
            while (climb.index % 2 == 0 && climb.index != 0) climb.up();
        }
        climb.up();
    }
    if (climb.last != 0) return refused("proof.length", proof.size());
    if (old_hash != older.root || new_hash != newer.root) {
        return refused("proof.consistency", older.size);
    }
    return Done{};
}

}  // namespace xinheng::ledger
