#include "credit/ledger/tile.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <charconv>
#include <cstring>

namespace xinheng::ledger {

namespace {

constexpr unsigned highest_level = 63;
constexpr std::size_t entry_size = sizeof(Digest::bytes);
constexpr std::string_view entry_length{"\x00\x20", 2};  // Big-endian, before each entry.

Error refused(std::string_view reason, std::string detail)
{
    return {ErrorKind::invalid_input, reason, std::move(detail)};
}

void append_padded(std::string& path, std::uint64_t number)
{
    const std::string digits = std::to_string(number);
    path.append(3 - digits.size(), '0').append(digits);
}

void append_index(std::string& path, std::uint64_t index)
{
    if (index >= 1000) {
        std::uint64_t rest = index / 1000;
        std::vector<std::uint64_t> groups;
        for (; rest != 0; rest /= 1000) groups.push_back(rest % 1000);
        for (auto group = groups.rbegin(); group != groups.rend(); ++group) {
            append_padded(path += 'x', *group);
            path += '/';
        }
    }
    append_padded(path, index % 1000);
}

std::optional<std::uint64_t> number_in(std::string_view digits)
{
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return number;
}

std::string_view cut_before(std::string_view& text, std::string_view mark)
{
    const std::string_view head = text.substr(0, text.find(mark));
    text.remove_prefix(std::min(text.size(), head.size() + mark.size()));
    return head;
}

std::size_t bytes_per_hash(const TileAddress& address)
{
    return address.level == TileAddress::entries ? entry_length.size() + entry_size : entry_size;
}

}  // namespace

std::string TileAddress::path() const
{
    std::string path = "tile/";
    path += level == entries ? "entries" : std::to_string(level);
    append_index(path += '/', index);
    if (!is_full()) path += ".p/" + std::to_string(width);
    return path;
}

Result<TileAddress> TileAddress::parse(std::string_view path)
{
    const Error error = refused("tile.path", std::string(path.substr(0, 100)));
    std::string_view rest = path;
    if (cut_before(rest, "/") != "tile") return error;

    TileAddress address;
    const std::string_view level = cut_before(rest, "/");
    const auto level_number =
        level == "entries" ? std::optional<std::uint64_t>(0) : number_in(level);
    if (!level_number || *level_number > highest_level) return error;
    address.level = level == "entries" ? entries : static_cast<int>(*level_number);

    const std::string_view index = cut_before(rest, ".p/");
    constexpr std::size_t longest_index = 33;  // Seven groups, which hold any 64-bit number.
    if (index.size() > longest_index) return error;
    std::string digits;
    std::copy_if(index.begin(), index.end(), std::back_inserter(digits),
                 [](char letter) { return letter != 'x' && letter != '/'; });
    const auto index_number = number_in(digits);
    const auto width_number = rest.empty() ? full_width : number_in(rest).value_or(0);
    if (!index_number || width_number == 0 || width_number > full_width) return error;
    address.index = *index_number;
    address.width = static_cast<unsigned>(width_number);
    // There is one spelling of each address, and it is the one we would write.
    if (address.path() != path) return error;

    return address;
}

std::size_t TileAddress::size_bytes() const
{
    return width * bytes_per_hash(*this);
}

TileAddress tile_at(std::uint64_t size, int level, std::uint64_t index)
{
    const unsigned shift = TileAddress::height * static_cast<unsigned>(std::max(level, 0));
    const std::uint64_t hashes = shift < 64 ? size >> shift : 0;
    const std::uint64_t before = index * TileAddress::full_width;
    const std::uint64_t held = hashes > before ? hashes - before : 0;
    return {level, index,
            static_cast<unsigned>(std::min<std::uint64_t>(held, TileAddress::full_width))};
}

std::vector<TileAddress> right_edge(std::uint64_t size)
{
    std::vector<TileAddress> edge;
    int level = 0;
    for (std::uint64_t hashes = size; hashes != 0; hashes >>= TileAddress::height, ++level) {
        const TileAddress address = tile_at(size, level, hashes >> TileAddress::height);
        if (address.width == 0) continue;
        edge.push_back(address);
        if (level == 0) edge.push_back({TileAddress::entries, address.index, address.width});
    }
    return edge;
}

Result<Hashes> parse_entries(std::string_view bundle, unsigned width)
{
    constexpr std::size_t step = entry_length.size() + entry_size;
    if (bundle.size() != width * step) {
        return refused("tile.width", std::to_string(bundle.size()) + " bytes");
    }
    Hashes entries;
    entries.reserve(width);
    for (std::size_t at = 0; at < bundle.size(); at += step) {
        if (bundle.substr(at, entry_length.size()) != entry_length) {
            return refused("tile.entry", "entry " + std::to_string(at / step));
        }
        entries.push_back(*Digest::from_bytes(bundle.substr(at + entry_length.size(), entry_size)));
    }
    return entries;
}

Result<Hashes> parse_hashes(std::string_view tile, unsigned width)
{
    if (tile.size() != width * entry_size) {
        return refused("tile.width", std::to_string(tile.size()) + " bytes");
    }
    Hashes hashes(width);
    if (width != 0) std::memcpy(hashes.data(), tile.data(), tile.size());
    return hashes;
}

void TileTree::append(std::span<const Digest> hashes)
{
    assert(width() + hashes.size() <= TileAddress::full_width);
    static_assert(sizeof(Children) == 2 * sizeof(Digest));
    rows_[0].insert(rows_[0].end(), hashes.begin(), hashes.end());
    for (std::size_t row = 1; row < rows_.size(); ++row) {
        const Hashes& below = rows_[row - 1];
        Hashes& here = rows_[row];
        const std::size_t had = here.size();
        if (below.size() / 2 == had) return;
        here.resize(below.size() / 2);
        const auto* pairs = reinterpret_cast<const Children*>(below.data());
        suite_.hash_nodes({pairs + had, pairs + here.size()}, std::span(here).subspan(had));
    }
}

void TileTree::clear()
{
    for (Hashes& row : rows_) row.clear();
}

std::string TileTree::bytes() const
{
    return {reinterpret_cast<const char*>(rows_[0].data()), rows_[0].size() * sizeof(Digest)};
}

Result<Appender> Appender::restore(Suite suite, std::uint64_t size, const TileSource& source)
{
    Appender appender(suite);
    appender.size_ = size;
    for (std::uint64_t hashes = size; hashes != 0; hashes >>= TileAddress::height) {
        appender.levels_.emplace_back(suite).index = hashes >> TileAddress::height;
    }
    for (const TileAddress& address : right_edge(size)) {
        std::string bytes = TRY(source(address));
        if (address.level == TileAddress::entries) {
            TRY(parse_entries(bytes, address.width));
            appender.bundle_ = std::move(bytes);
        } else {
            const Hashes hashes = TRY(parse_hashes(bytes, address.width));
            appender.levels_[static_cast<std::size_t>(address.level)].tile.append(hashes);
        }
    }
    return appender;
}

void Appender::append(std::span<const Digest> entries)
{
    std::array<Digest, TileAddress::full_width> leaves;
    while (!entries.empty()) {
        const std::size_t room = TileAddress::full_width - size_ % TileAddress::full_width;
        const auto batch = entries.first(std::min(room, entries.size()));
        const auto hashed = std::span(leaves).first(batch.size());
        suite_.hash_leaves(batch, hashed);
        append_to_bundle(batch);
        size_ += batch.size();
        append_at(0, hashed);
        entries = entries.subspan(batch.size());
    }
}

void Appender::append_at(std::size_t level, std::span<const Digest> hashes)
{
    if (level == levels_.size()) levels_.emplace_back(suite_);
    Level& here = levels_[level];
    here.tile.append(hashes);
    here.changed = true;
    if (!here.tile.is_full()) return;

    const Digest root = here.tile.node(TileAddress::height, 0);
    full_.push_back({{static_cast<int>(level), here.index}, here.tile.bytes()});
    here.tile.clear();
    here.changed = false;
    ++here.index;
    append_at(level + 1, std::span(&root, 1));
}

void Appender::append_to_bundle(std::span<const Digest> entries)
{
    const TileAddress full{TileAddress::entries, size_ / TileAddress::full_width};
    bundle_.reserve(full.size_bytes());
    for (const Digest& entry : entries) bundle_.append(entry_length).append(entry.view());
    bundle_changed_ = true;
    if (bundle_.size() != full.size_bytes()) return;

    full_.push_back({full, std::exchange(bundle_, {})});
    bundle_changed_ = false;
}

TreeHead Appender::head() const
{
    Hashes smallest_first;
    for (const Level& level : levels_) {
        const unsigned width = level.tile.width();
        for (unsigned row = 0; row < TileAddress::height; ++row) {
            const unsigned nodes = width >> row;
            if (nodes % 2 == 1) smallest_first.push_back(level.tile.node(row, nodes - 1));
        }
    }
    return {size_, root_of_edge(suite_, smallest_first)};
}

std::vector<TileUpdate> Appender::take_changed()
{
    std::vector<TileUpdate> changed = std::exchange(full_, {});
    if (std::exchange(bundle_changed_, false)) {
        changed.push_back(
            {tile_at(size_, TileAddress::entries, size_ / TileAddress::full_width), bundle_});
    }
    for (std::size_t level = 0; level < levels_.size(); ++level) {
        Level& here = levels_[level];
        if (!std::exchange(here.changed, false)) continue;
        changed.push_back(
            {{static_cast<int>(level), here.index, here.tile.width()}, here.tile.bytes()});
    }
    return changed;
}

Result<Digest> TileHashes::hash(Node node)
{
    const unsigned row = node.level % TileAddress::height;
    const auto level = static_cast<int>(node.level / TileAddress::height);
    const unsigned index_bits = TileAddress::height - row;
    const TileAddress address = tile_at(size_, level, node.index >> index_bits);
    const std::uint64_t place = node.index & ((std::uint64_t{1} << index_bits) - 1);
    if (((place + 1) << row) > address.width) {
        return refused("tile.beyond",
                       std::to_string(node.level) + "/" + std::to_string(node.index));
    }
    const TileTree* const tree = TRY(tile(address));
    return tree->node(row, place);
}

Result<const TileTree*> TileHashes::tile(const TileAddress& address)
{
    constexpr unsigned level_bits = 6;
    const std::uint64_t key = address.index << level_bits | static_cast<unsigned>(address.level);
    const auto found = kept_.find(key);
    if (found != kept_.end()) return &found->second;

    const std::string bytes = TRY(source_(address));
    const Hashes hashes = TRY(parse_hashes(bytes, address.width));
    // Whatever was kept may go: what is still in use is fetched again.
    if (kept_.size() >= tiles_kept_) kept_.clear();
    TileTree& tree = kept_.emplace(key, suite_).first->second;
    tree.append(hashes);
    return &tree;
}

}  // namespace xinheng::ledger
