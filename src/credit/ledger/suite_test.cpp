#include "credit/ledger/suite.h"

#include <doctest/doctest.h>

#include <vector>

using namespace xinheng;
using namespace xinheng::ledger;

TEST_CASE("a leaf and a node are the hashes of RFC 6962 section 2.1")
{
    constexpr std::string_view zero{"\0", 1};
    for (const HashKind kind : {HashKind::sha256, HashKind::sm3}) {
        const Suite suite{kind};
        const Digest left = sha256("left");
        const Digest right = sha256("right");
        Hasher hasher(kind);
        CHECK(suite.leaf("entry") == hasher.add(zero).add("entry").finish());
        CHECK(suite.leaf("") == hasher.add(zero).finish());
        CHECK(suite.node({left, right}) ==
              hasher.add("\x01").add(left.view()).add(right.view()).finish());
        CHECK(suite.digest_of({"a", "", "bc"}) == hasher.add("abc").finish());
        CHECK(suite.empty_root() == hasher.finish());
    }
}

TEST_CASE("the digests of the standards' example are theirs")
{
    CHECK(hex(Suite{HashKind::sha256}.digest_of("abc").view()) ==
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(hex(Suite{HashKind::sm3}.digest_of("abc").view()) ==
          "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
}

TEST_CASE("many leaves or nodes hashed at once are what each is alone")
{
    for (const HashKind kind : {HashKind::sha256, HashKind::sm3}) {
        const Suite suite{kind};
        for (std::size_t count = 0; count < 40; ++count) {
            std::vector<Digest> entries(count), leaves(count), nodes(count);
            std::vector<Children> children(count);
            for (std::size_t at = 0; at < count; ++at) {
                entries[at] = sha256(std::to_string(at + 100 * count));
                children[at] = {entries[at], sha256(entries[at].view())};
            }
            suite.hash_leaves(entries, leaves);
            suite.hash_nodes(children, nodes);
            for (std::size_t at = 0; at < count; ++at) {
                REQUIRE(leaves[at] == suite.leaf(entries[at].view()));
                REQUIRE(nodes[at] == suite.node(children[at]));
            }
        }
    }
}
