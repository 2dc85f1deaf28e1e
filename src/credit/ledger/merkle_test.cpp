#include "credit/ledger/merkle.h"

#include "credit/ledger/test_frontier.h"

#include <doctest/doctest.h>

#include <bit>
#include <random>

using namespace xinheng;
using namespace xinheng::ledger;

namespace {

constexpr Suite suites[] = {{HashKind::sha256}, {HashKind::sm3}};

std::string bytes(std::string_view hex_text)
{
    return *from_hex(hex_text);
}
Digest digest(std::string_view hex_text)
{
    return *Digest::from_bytes(bytes(hex_text));
}

Hashes digests(std::initializer_list<std::string_view> hex_texts)
{
    Hashes hashes;
    for (const std::string_view text : hex_texts) hashes.push_back(digest(text));
    return hashes;
}

// The definition of RFC 6962 section 2.1, word by word.
Digest tree_hash(Suite suite, std::span<const Digest> leaves)
{
    if (leaves.empty()) return suite.digest_of("");
    if (leaves.size() == 1) return leaves[0];
    const std::size_t split = std::bit_floor(leaves.size() - 1);
    return suite.node(
        {tree_hash(suite, leaves.first(split)), tree_hash(suite, leaves.subspan(split))});
}

Hashes random_leaves(std::size_t count, unsigned seed = 1)
{
    std::mt19937_64 random(seed);
    Hashes leaves(count);
    for (Digest& leaf : leaves) {
        for (std::uint8_t& byte : leaf.bytes) byte = static_cast<std::uint8_t>(random());
    }
    return leaves;
}

HashSource source_over(Suite suite, std::span<const Digest> leaves)
{
    return [=](Node node) -> Result<Digest> {
        const std::size_t width = std::size_t{1} << node.level;
        REQUIRE((node.index + 1) * width <= leaves.size());
        return tree_hash(suite, leaves.subspan(node.index * width, width));
    };
}

std::string answer(const Outcome& outcome)
{
    return outcome ? "done" : std::string(outcome.error().reason);
}

// The reference tree of Certificate Transparency.
const std::string_view reference_leaves[] = {"",
                                             "00",
                                             "10",
                                             "2021",
                                             "3031",
                                             "40414243",
                                             "5051525354555657",
                                             "606162636465666768696a6b6c6d6e6f"};
const std::string_view reference_roots[] = {
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

Hashes reference_leaf_hashes()
{
    Hashes leaves;
    for (const std::string_view leaf : reference_leaves)
        leaves.push_back(Suite{}.leaf(bytes(leaf)));
    return leaves;
}

TreeHead reference_head(std::uint64_t size)
{
    return {size, digest(reference_roots[size - 1])};
}

struct InclusionVector {
    LeafPlace place;
    Hashes proof;
};

const InclusionVector inclusion_vectors[] = {
    {{0, 1}, {}},
    {{0, 8},
     digests({"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
              "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
              "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"})},
    {{5, 8},
     digests({"bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
              "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
              "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"})},
    {{2, 3}, digests({"fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"})},
    {{1, 5},
     digests({"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
              "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
              "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"})},
};

struct ConsistencyVector {
    Growth growth;
    Hashes proof;
};

const ConsistencyVector consistency_vectors[] = {
    {{1, 1}, {}},
    {{1, 8},
     digests({"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
              "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
              "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"})},
    {{6, 8},
     digests({"0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
              "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
              "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"})},
    {{2, 5},
     digests({"5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
              "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"})},
    {{6, 7},
     digests({"0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
              "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
              "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"})},
};

void check_all_bits(std::span<std::uint8_t> bytes_of, const auto& is_refused)
{
    for (std::size_t bit = 0; bit < bytes_of.size() * 8; ++bit) {
        bytes_of[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        CHECK(is_refused());
        bytes_of[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    }
}

}  // namespace

TEST_CASE("the roots of the reference tree are those of RFC 6962's published vectors")
{
    CHECK(hex(Suite{}.empty_root().view()) ==
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    Frontier frontier(Suite{});
    CHECK(frontier.head() == TreeHead{0, Suite{}.empty_root()});
    for (const Digest& leaf : reference_leaf_hashes()) {
        frontier.append(leaf);
        CHECK(frontier.head() == reference_head(frontier.size()));
    }
}

TEST_CASE("the proofs in the reference tree are the published ones, and hold")
{
    const Hashes leaves = reference_leaf_hashes();
    const HashSource source = source_over({}, leaves);
    for (const auto& [place, proof] : inclusion_vectors) {
        CHECK(*inclusion_proof({}, place, source) == proof);
        const LeafClaim claim{place.index, leaves[place.index]};
        CHECK(answer(verify_inclusion({}, claim, proof, reference_head(place.size))) == "done");
    }
    for (const auto& [growth, proof] : consistency_vectors) {
        CHECK(*consistency_proof({}, growth, source) == proof);
        const GrowthClaim claim{reference_head(growth.older), reference_head(growth.newer)};
        CHECK(answer(verify_consistency({}, claim, proof)) == "done");
    }
}

TEST_CASE("a published inclusion proof with one thing wrong is refused with its reason")
{
    const Hashes leaves = reference_leaf_hashes();
    const auto& [place, proof] = inclusion_vectors[2];
    const auto asked = [&](LeafPlace as, const Digest& leaf, const Hashes& hashes,
                           const Digest& root) {
        return answer(verify_inclusion({}, {as.index, leaf}, hashes, {as.size, root}));
    };
    const Digest leaf = leaves[5];
    const Digest root = reference_head(8).root;
    REQUIRE(asked(place, leaf, proof, root) == "done");

    CHECK(asked({4, 8}, leaf, proof, root) == "proof.inclusion");
    CHECK(asked({6, 8}, leaf, proof, root) == "proof.inclusion");
    CHECK(asked({7, 8}, leaf, proof, root) == "proof.inclusion");
    CHECK(asked({5, 16}, leaf, proof, root) == "proof.length");
    CHECK(asked({5, 4}, leaf, proof, root) == "proof.index");
    CHECK(asked({8, 8}, leaf, proof, root) == "proof.index");
    CHECK(asked(place, leaves[4], proof, root) == "proof.inclusion");
    CHECK(asked(place, leaf, proof, Suite{}.empty_root()) == "proof.inclusion");
    Hashes longer = proof;
    longer.push_back(root);
    CHECK(asked(place, leaf, longer, root) == "proof.length");
    longer = proof;
    longer.insert(longer.begin(), root);
    CHECK(asked(place, leaf, longer, root) == "proof.length");
    CHECK(asked(place, leaf, {proof.begin(), proof.end() - 1}, root) == "proof.length");
    CHECK(asked({0, 0}, leaf, {}, root) == "proof.index");
    CHECK(asked({1, 0}, leaf, {}, root) == "proof.index");
}

TEST_CASE("a published consistency proof with one thing wrong is refused with its reason")
{
    const auto& [growth, proof] = consistency_vectors[2];
    const TreeHead older = reference_head(6);
    const TreeHead newer = reference_head(8);
    const auto asked = [&](TreeHead from, TreeHead to, const Hashes& hashes) {
        return answer(verify_consistency({}, {from, to}, hashes));
    };
    REQUIRE(asked(older, newer, proof) == "done");

    CHECK(asked({5, older.root}, newer, proof) != "done");
    CHECK(asked({7, older.root}, newer, proof) != "done");
    CHECK(asked({4, older.root}, newer, proof) != "done");
    CHECK(asked(older, {16, newer.root}, proof) == "proof.length");
    CHECK(asked(older, {4, newer.root}, proof) == "proof.size");
    CHECK(asked({6, newer.root}, {8, older.root}, proof) == "proof.consistency");
    CHECK(asked(older, newer, {}) == "proof.length");
    for (const Digest& garbage : {older.root, newer.root, proof[0]}) {
        Hashes longer = proof;
        longer.push_back(garbage);
        CHECK(asked(older, newer, longer) == "proof.length");
        longer = proof;
        longer.insert(longer.begin(), garbage);
        CHECK(asked(older, newer, longer) == "proof.length");
    }
    CHECK(asked(older, newer, {proof.begin(), proof.end() - 1}) == "proof.length");
}

TEST_CASE(
    "trees of equal size need no proof of growth but must be equal, and all grew from nothing")
{
    const TreeHead empty{0, Suite{}.empty_root()};
    const TreeHead one = reference_head(1);
    const TreeHead two = reference_head(2);
    const auto asked = [](const GrowthClaim& claim, const Hashes& proof) {
        return answer(verify_consistency({}, claim, proof));
    };
    CHECK(asked({empty, empty}, {}) == "done");
    CHECK(asked({empty, one}, {}) == "done");
    CHECK(asked({one, one}, {}) == "done");
    CHECK(asked({one, empty}, {}) == "proof.size");
    CHECK(asked({two, one}, {}) == "proof.size");
    CHECK(asked({one, two}, {}) == "proof.length");
    CHECK(asked({one, {1, two.root}}, {}) == "proof.consistency");
    CHECK(asked({{0, one.root}, one}, {}) == "proof.consistency");
    CHECK(asked({empty, {0, one.root}}, {}) == "proof.consistency");
    for (const GrowthClaim& claim : {GrowthClaim{empty, one}, GrowthClaim{one, one}}) {
        CHECK(asked(claim, {one.root}) == "proof.length");
    }
}

TEST_CASE("no proof is made of what no tree has")
{
    const Hashes leaves = reference_leaf_hashes();
    const HashSource source = source_over({}, leaves);
    CHECK(inclusion_proof({}, {8, 8}, source).error().reason == "proof.index");
    CHECK(inclusion_proof({}, {0, 0}, source).error().reason == "proof.index");
    CHECK(consistency_proof({}, {8, 7}, source).error().reason == "proof.size");
    const HashSource lost = [](Node) -> Result<Digest> {
        return Error{ErrorKind::not_found, "tile.missing", ""};
    };
    CHECK(inclusion_proof({}, {3, 8}, lost).error().reason == "tile.missing");
    CHECK(consistency_proof({}, {3, 8}, lost).error().reason == "tile.missing");
    CHECK(Frontier::restore({}, 8, lost).error().reason == "tile.missing");
}

TEST_CASE("in every tree up to 300 leaves every leaf is proven, and proven for no other place")
{
    for (const Suite suite : suites) {
        const Hashes leaves = random_leaves(300);
        Frontier frontier(suite);
        for (std::uint64_t size = 1; size <= leaves.size(); ++size) {
            frontier.append(leaves[size - 1]);
            const auto tree = std::span(leaves).first(size);
            const TreeHead head = frontier.head();
            REQUIRE(head == TreeHead{size, tree_hash(suite, tree)});
            // Every hash that a proof may need, once: the proofs themselves are what is tested.
            std::vector<Hashes> nodes(1, Hashes(tree.begin(), tree.end()));
            while (nodes.back().size() > 1) {
                Hashes row;
                for (std::size_t at = 0; at + 1 < nodes.back().size(); at += 2) {
                    row.push_back(suite.node({nodes.back()[at], nodes.back()[at + 1]}));
                }
                nodes.push_back(row);
            }
            const HashSource source = [&](Node node) -> Result<Digest> {
                return nodes.at(node.level).at(node.index);
            };
            for (std::uint64_t index = 0; index < size; ++index) {
                const Hashes proof = *inclusion_proof(suite, {index, size}, source);
                REQUIRE(verify_inclusion(suite, {index, tree[index]}, proof, head));
                REQUIRE_FALSE(verify_inclusion(suite, {index ^ 1, tree[index]}, proof, head));
            }
        }
    }
}

TEST_CASE("in every tree up to 130 leaves growth from every smaller one is proven")
{
    for (const Suite suite : suites) {
        const Hashes leaves = random_leaves(130);
        std::vector<TreeHead> heads;
        Frontier frontier(suite);
        heads.push_back(frontier.head());
        for (const Digest& leaf : leaves) {
            frontier.append(leaf);
            heads.push_back(frontier.head());
        }
        const HashSource source = source_over(suite, leaves);
        for (const TreeHead& newer : heads) {
            for (const TreeHead& older : heads) {
                if (older.size > newer.size) continue;
                const Hashes proof = *consistency_proof(suite, {older.size, newer.size}, source);
                REQUIRE(verify_consistency(suite, {older, newer}, proof));
                if (older.size == 0) continue;
                const TreeHead other{older.size, leaves[0]};
                if (older.root != leaves[0]) {
                    REQUIRE_FALSE(verify_consistency(suite, {other, newer}, proof));
                }
            }
        }
    }
}

TEST_CASE("any changed bit of a proof, leaf, place, size or root is refused")
{
    for (const Suite suite : suites) {
        const Hashes leaves = random_leaves(77);
        const HashSource source = source_over(suite, leaves);
        TreeHead head{77, tree_hash(suite, leaves)};
        LeafClaim claim{70, leaves[70]};
        Hashes proof = *inclusion_proof(suite, {70, 77}, source);
        const auto is_refused = [&] { return !verify_inclusion(suite, claim, proof, head); };
        REQUIRE_FALSE(is_refused());
        for (Digest& hash : proof) check_all_bits(hash.bytes, is_refused);
        check_all_bits(claim.leaf.bytes, is_refused);
        check_all_bits(head.root.bytes, is_refused);
        for (unsigned bit = 0; bit < 64; ++bit) {
            claim.index ^= std::uint64_t{1} << bit;
            CHECK(is_refused());
            claim.index ^= std::uint64_t{1} << bit;
        }
        REQUIRE_FALSE(is_refused());

        GrowthClaim growth{{50, tree_hash(suite, std::span(leaves).first(50))}, head};
        Hashes grown = *consistency_proof(suite, {50, 77}, source);
        const auto is_no_growth = [&] { return !verify_consistency(suite, growth, grown); };
        REQUIRE_FALSE(is_no_growth());
        for (Digest& hash : grown) check_all_bits(hash.bytes, is_no_growth);
        check_all_bits(growth.older.root.bytes, is_no_growth);
        check_all_bits(growth.newer.root.bytes, is_no_growth);
        REQUIRE_FALSE(is_no_growth());
    }
}

TEST_CASE("a frontier that was restored goes on as if it had never stopped")
{
    for (const Suite suite : suites) {
        const Hashes leaves = random_leaves(70);
        const HashSource source = source_over(suite, leaves);
        for (std::uint64_t size = 0; size <= leaves.size(); ++size) {
            Frontier frontier = *Frontier::restore(suite, size, source);
            CHECK(frontier.head().root == tree_hash(suite, std::span(leaves).first(size)));
            for (const Digest& leaf : std::span(leaves).subspan(size)) frontier.append(leaf);
            CHECK(frontier.head() == TreeHead{70, tree_hash(suite, leaves)});
        }
    }
}
