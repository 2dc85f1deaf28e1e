// The tree and its entries as files (C2SP tlog-tiles): tiles of up to 256 hashes of the tree at
// every eighth level, and bundles of up to 256 entries. A full tile never changes again, so that
// appending touches the right edge only, and proofs are made from tiles alone.
#pragma once

#include "credit/ledger/merkle.h"

#include <array>
#include <string>
#include <unordered_map>

namespace xinheng::ledger {

struct TileAddress {
    static constexpr int entries = -1;  // The level that stands for the bundles of entries.
    static constexpr unsigned height = 8;
    static constexpr unsigned full_width = 1U << height;

    int level = 0;
    std::uint64_t index = 0;
    unsigned width = full_width;

    // "tile/0/x001/x234/067", "tile/1/000.p/17", "tile/entries/000".
    std::string path() const;
    static Result<TileAddress> parse(std::string_view path);  // Refuses with "tile.path".

    bool is_full() const { return width == full_width; }
    // How many bytes such a tile or such a bundle of 32-byte entries has.
    std::size_t size_bytes() const;

    bool operator==(const TileAddress&) const = default;
};

// The tile of that level and index as it stands in a tree of that size; the width is 0 where the
// tree does not reach it.
TileAddress tile_at(std::uint64_t size, int level, std::uint64_t index);

// The partial tiles at the right edge of a tree of that size, and its partial bundle of entries.
std::vector<TileAddress> right_edge(std::uint64_t size);

// Gives the bytes at an address, from the book, a folder or a server.
using TileSource = std::function<Result<std::string>(const TileAddress&)>;

struct TileUpdate {
    TileAddress address;
    std::string bytes;
};

// Refuses with "tile.width" or "tile.entry" a bundle that does not hold that many 32-byte entries.
Result<Hashes> parse_entries(std::string_view bundle, unsigned width);
// Refuses with "tile.width".
Result<Hashes> parse_hashes(std::string_view tile, unsigned width);

// The hashes of one tile with all complete nodes above them, up to its own root.
class TileTree {
public:
    explicit TileTree(Suite suite) : suite_(suite) {}

    void append(std::span<const Digest> hashes);
    void clear();

    unsigned width() const { return static_cast<unsigned>(rows_[0].size()); }
    bool is_full() const { return width() == TileAddress::full_width; }
    // Row 0 is the tile; row 8 is its root, where the tile is full.
    const Digest& node(unsigned row, std::size_t index) const { return rows_[row][index]; }
    std::string bytes() const;

private:
    Suite suite_;
    std::array<Hashes, TileAddress::height + 1> rows_;
};

// Appends to the right edge of the tree and tells which tiles that changed.
class Appender {
public:
    explicit Appender(Suite suite) : suite_(suite) {}

    // Fetches right_edge(size). Refuses with "tile.width", "tile.entry", or what the source
    // refuses. Only to compare head() with the checkpoint shows that the tiles are right.
    static Result<Appender> restore(Suite suite, std::uint64_t size, const TileSource& source);

    void append(std::span<const Digest> entries);
    void append(const Digest& entry) { append(std::span(&entry, 1)); }

    std::uint64_t size() const { return size_; }
    TreeHead head() const;

    // Each full tile since the last call, once, then each partial one that changed.
    std::vector<TileUpdate> take_changed();

private:
    struct Level {
        explicit Level(Suite suite) : tile(suite) {}

        TileTree tile;
        std::uint64_t index = 0;  // Of the tile in its level.
        bool changed = false;
    };

    void append_at(std::size_t level, std::span<const Digest> hashes);
    void append_to_bundle(std::span<const Digest> entries);

    Suite suite_;
    std::uint64_t size_ = 0;
    std::vector<Level> levels_;
    std::string bundle_;
    bool bundle_changed_ = false;
    std::vector<TileUpdate> full_;
};

// A HashSource over tiles that keeps what it has fetched, with the nodes inside each tile. Not
// thread-safe. What it returns refers to it.
class TileHashes {
public:
    static constexpr std::size_t default_tiles_kept = 4096;  // 16 KiB each.

    TileHashes(Suite suite, std::uint64_t size, TileSource source,
               std::size_t tiles_kept = default_tiles_kept)
        : suite_(suite), size_(size), source_(std::move(source)), tiles_kept_(tiles_kept)
    {}

    // Refuses with "tile.beyond" a node that no tile of the tree holds.
    Result<Digest> hash(Node node);
    HashSource source()
    {
        return [this](Node node) { return hash(node); };
    }

private:
    Result<const TileTree*> tile(const TileAddress& address);

    Suite suite_;
    std::uint64_t size_;
    TileSource source_;
    std::size_t tiles_kept_;
    std::unordered_map<std::uint64_t, TileTree> kept_;  // By level and index.
};

}  // namespace xinheng::ledger
