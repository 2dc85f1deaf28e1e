#include "credit/ledger/tile.h"

#include "credit/ledger/test_frontier.h"

#include <doctest/doctest.h>

#include <map>
#include <random>

using namespace xinheng;
using namespace xinheng::ledger;

namespace {

constexpr Suite suites[] = {{HashKind::sha256}, {HashKind::sm3}};

Hashes random_entries(std::size_t count)
{
    std::mt19937_64 random(count);
    Hashes entries(count);
    for (Digest& entry : entries) {
        for (std::uint8_t& byte : entry.bytes) byte = static_cast<std::uint8_t>(random());
    }
    return entries;
}

// The book, as far as tiles go: the newest bytes at each path, and the paths that were asked for.
struct Shelf {
    std::map<std::string, std::string> files;
    std::vector<std::string> asked;

    void take(Appender& appender)
    {
        for (TileUpdate& update : appender.take_changed()) {
            CHECK(update.bytes.size() == update.address.size_bytes());
            files[update.address.path()] = std::move(update.bytes);
        }
    }

    TileSource source()
    {
        return [this](const TileAddress& address) -> Result<std::string> {
            asked.push_back(address.path());
            const auto found = files.find(asked.back());
            if (found == files.end()) {
                return Error{ErrorKind::not_found, "tile.missing", asked.back()};
            }
            return found->second;
        };
    }
};

// The tree by the plainest means, one leaf at a time.
Frontier frontier_of(Suite suite, std::span<const Digest> entries)
{
    Frontier frontier(suite);
    for (const Digest& entry : entries) frontier.append(suite.leaf(entry.view()));
    return frontier;
}

std::string parsed(std::string_view path)
{
    const auto address = TileAddress::parse(path);
    return address ? address->path() : std::string(address.error().reason);
}

std::vector<std::string> paths(const std::vector<TileAddress>& addresses)
{
    std::vector<std::string> texts;
    for (const TileAddress& address : addresses) texts.push_back(address.path());
    return texts;
}

using Paths = std::vector<std::string>;

}  // namespace

TEST_CASE("a tile's path groups the digits of its index in threes")
{
    CHECK(TileAddress{0, 1234067}.path() == "tile/0/x001/x234/067");
    CHECK(TileAddress{0, 0}.path() == "tile/0/000");
    CHECK(TileAddress{1, 999}.path() == "tile/1/999");
    CHECK(TileAddress{1, 1000}.path() == "tile/1/x001/000");
    CHECK(TileAddress{2, 0, 17}.path() == "tile/2/000.p/17");
    CHECK(TileAddress{TileAddress::entries, 70000, 112}.path() == "tile/entries/x070/000.p/112");
    CHECK(TileAddress{63, ~std::uint64_t{0}, 1}.path() ==
          "tile/63/x018/x446/x744/x073/x709/x551/615.p/1");
}

TEST_CASE("a path is read as the tile it names, and any other spelling is refused")
{
    for (const char* path :
         {"tile/0/x001/x234/067", "tile/0/000", "tile/63/999.p/255", "tile/entries/x070/000.p/1",
          "tile/8/x018/x446/x744/x073/x709/x551/615"}) {
        CHECK(parsed(path) == path);
    }
    for (const char* path : {"",
                             "tile",
                             "tile/",
                             "tile/0",
                             "tile/0/",
                             "tile/0/0",
                             "tile/0/00",
                             "tile/0/0000",
                             "tile/00/000",
                             "tile/64/000",
                             "tile/-1/000",
                             "tile/+1/000",
                             "tile/0/x000/000",
                             "tile/0/001/000",
                             "tile/0/x001/x000",
                             "tile/0/x001000",
                             "tile/0/000.p/0",
                             "tile/0/000.p/256",
                             "tile/0/000.p/01",
                             "tile/0/000.p/",
                             "tile/0/000.p",
                             "tile/0/000/1",
                             "tile/x/000",
                             "tile/entries",
                             "/tile/0/000",
                             "tile/0/000 ",
                             "tile/0/..",
                             "tile/0/x018/x446/x744/x073/x709/x551/616"}) {
        CHECK_MESSAGE(parsed(path) == "tile.path", path);
    }
}

TEST_CASE("a tree of 70,000 has the tiles that the specification counts")
{
    CHECK(tile_at(70'000, 0, 272).is_full());
    CHECK(tile_at(70'000, 0, 273).width == 112);
    CHECK(tile_at(70'000, 0, 274).width == 0);
    CHECK(tile_at(70'000, 1, 0).is_full());
    CHECK(tile_at(70'000, 1, 1).width == 17);
    CHECK(tile_at(70'000, 2, 0).width == 1);
    CHECK(tile_at(70'000, 3, 0).width == 0);
    CHECK(paths(right_edge(70'000)) ==
          Paths{"tile/0/273.p/112", "tile/entries/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"});
    CHECK(paths(right_edge(256)) == Paths{"tile/1/000.p/1"});
    CHECK(paths(right_edge(255)) == Paths{"tile/0/000.p/255", "tile/entries/000.p/255"});
    CHECK(right_edge(0).empty());
}

TEST_CASE("whatever the batches, tiles and root are those of the tree, and appending can resume")
{
    for (const Suite suite : suites) {
        const Hashes entries = random_entries(1500);
        std::mt19937 random(7);
        for (int round = 0; round < 20; ++round) {
            Shelf shelf;
            Frontier frontier(suite);
            for (std::uint64_t size = 0; size < entries.size();) {
                // Restored before each batch, as another process would.
                Appender appender = *Appender::restore(suite, size, shelf.source());
                const std::size_t most = round % 2 == 0 ? 7 : 600;
                const std::size_t count =
                    std::min<std::size_t>(1 + random() % most, entries.size() - size);
                const auto batch = std::span(entries).subspan(size, count);
                appender.append(batch);
                for (const Digest& entry : batch) frontier.append(suite.leaf(entry.view()));
                size += count;
                REQUIRE(appender.head() == frontier.head());
                REQUIRE(appender.head().size == size);
                shelf.take(appender);
            }
            for (std::uint64_t at = 0; at < entries.size(); at += 256) {
                const TileAddress bundle = tile_at(entries.size(), TileAddress::entries, at / 256);
                REQUIRE(shelf.files.contains(bundle.path()));
                const Hashes held = *parse_entries(shelf.files[bundle.path()], bundle.width);
                CHECK(
                    std::equal(held.begin(), held.end(), entries.begin() + static_cast<long>(at)));
                const TileAddress tile = tile_at(entries.size(), 0, at / 256);
                const Hashes leaves = *parse_hashes(shelf.files[tile.path()], tile.width);
                for (unsigned leaf = 0; leaf < tile.width; ++leaf) {
                    REQUIRE(leaves[leaf] == suite.leaf(entries[at + leaf].view()));
                }
            }
        }
    }
}

TEST_CASE("appending resumes at every size on either side of a tile's border")
{
    constexpr Suite suite;
    const Hashes entries = random_entries(66'000);
    for (const std::uint64_t size : {1, 2, 255, 256, 257, 511, 512, 513, 65'279, 65'280, 65'281,
                                     65'535, 65'536, 65'537, 65'791, 65'792, 65'793}) {
        Shelf shelf;
        Appender first(suite);
        first.append(std::span(entries).first(size));
        shelf.take(first);
        Frontier frontier = frontier_of(suite, std::span(entries).first(size));
        REQUIRE(first.head() == frontier.head());

        Appender second = *Appender::restore(suite, size, shelf.source());
        REQUIRE(second.head() == frontier.head());
        CHECK(second.take_changed().empty());
        for (std::uint64_t at = size; at < size + 3; ++at) {
            second.append(entries[at]);
            frontier.append(suite.leaf(entries[at].view()));
            REQUIRE(second.head() == frontier.head());
        }
    }
}

TEST_CASE("only what changed is handed over, and each full tile once")
{
    Appender appender(Suite{});
    const auto changed = [&](std::size_t count) {
        appender.append(random_entries(count));
        Paths at;
        for (const TileUpdate& update : appender.take_changed())
            at.push_back(update.address.path());
        return at;
    };
    CHECK(changed(1) == Paths{"tile/entries/000.p/1", "tile/0/000.p/1"});
    CHECK(changed(0) == Paths{});
    CHECK(changed(254) == Paths{"tile/entries/000.p/255", "tile/0/000.p/255"});
    CHECK(changed(1) == Paths{"tile/entries/000", "tile/0/000", "tile/1/000.p/1"});
    CHECK(changed(1) == Paths{"tile/entries/001.p/1", "tile/0/001.p/1"});
    CHECK(changed(256) == Paths{"tile/entries/001", "tile/0/001", "tile/entries/002.p/1",
                                "tile/0/002.p/1", "tile/1/000.p/2"});
    CHECK(changed(0).empty());
}

TEST_CASE("tiles of the wrong length, and bundles of other entries, are refused")
{
    Shelf shelf;
    Appender appender(Suite{});
    appender.append(random_entries(300));
    shelf.take(appender);
    const auto restored = [&] {
        const auto again = Appender::restore({}, 300, shelf.source());
        return again ? "done" : std::string(again.error().reason);
    };
    REQUIRE(restored() == "done");
    for (const auto& path : paths(right_edge(300))) {
        const std::string whole = shelf.files[path];
        shelf.files[path].pop_back();
        CHECK(restored() == "tile.width");
        shelf.files[path] = whole + "x";
        CHECK(restored() == "tile.width");
        shelf.files.erase(path);
        CHECK(restored() == "tile.missing");
        shelf.files[path] = whole;
    }
    std::string& bundle = shelf.files["tile/entries/001.p/44"];
    bundle[34] = 1;  // The length of the second entry.
    CHECK(restored() == "tile.entry");
}

TEST_CASE("proofs made from tiles hold in trees of one, two and three levels of tiles")
{
    for (const Suite suite : suites) {
        Shelf shelf;
        Appender appender(suite);
        const Hashes entries = random_entries(70'000);
        std::vector<TreeHead> heads;
        std::uint64_t done = 0;
        for (const std::uint64_t size : {1, 5, 255, 256, 257, 1000, 65'536, 70'000}) {
            appender.append(std::span(entries).subspan(done, size - done));
            done = size;
            shelf.take(appender);
            heads.push_back(appender.head());
            TileHashes hashes(suite, size, shelf.source());
            std::mt19937_64 random(size);
            for (int round = 0; round < 30; ++round) {
                const std::uint64_t index = round == 0 ? size - 1 : random() % size;
                const auto proof = inclusion_proof(suite, {index, size}, hashes.source());
                REQUIRE(proof);
                const LeafClaim claim{index, suite.leaf(entries[index].view())};
                REQUIRE(verify_inclusion(suite, claim, *proof, heads.back()));
            }
            for (const TreeHead& older : heads) {
                const auto proof = consistency_proof(suite, {older.size, size}, hashes.source());
                REQUIRE(proof);
                REQUIRE(verify_consistency(suite, {older, heads.back()}, *proof));
            }
            CHECK(Frontier::restore(suite, size, hashes.source())->head() == heads.back());
        }
    }
}

TEST_CASE("a tile that is kept is not fetched again, and few tiles may be kept")
{
    Shelf shelf;
    Appender appender(Suite{});
    const Hashes entries = random_entries(2000);
    appender.append(entries);
    shelf.take(appender);
    for (const std::size_t kept : {1, 2, 100}) {
        TileHashes hashes({}, 2000, shelf.source(), kept);
        shelf.asked.clear();
        for (int round = 0; round < 3; ++round) {
            const Hashes proof = *inclusion_proof({}, {999, 2000}, hashes.source());
            const LeafClaim claim{999, Suite{}.leaf(entries[999].view())};
            CHECK(verify_inclusion({}, claim, proof, appender.head()));
        }
        if (kept == 100)
            CHECK(shelf.asked == Paths{"tile/0/003", "tile/1/000.p/7", "tile/0/007.p/208"});
    }
}

TEST_CASE("a hash that no tile of the tree holds is refused, not made up")
{
    Shelf shelf;
    Appender appender(Suite{});
    appender.append(random_entries(300));
    shelf.take(appender);
    TileHashes hashes({}, 300, shelf.source());
    CHECK(hashes.hash({0, 299}));
    CHECK(hashes.hash({0, 300}).error().reason == "tile.beyond");
    CHECK(hashes.hash({2, 74}));
    CHECK(hashes.hash({3, 37}).error().reason == "tile.beyond");
    CHECK(hashes.hash({8, 0}));
    CHECK(hashes.hash({8, 1}).error().reason == "tile.beyond");
    CHECK(hashes.hash({63, 0}).error().reason == "tile.beyond");
}
