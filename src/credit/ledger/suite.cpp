// The one-shot functions of OpenSSL's older interface hash short messages a fifth faster than
// a context that is used again, and a tree is nothing but short messages.
#define OPENSSL_SUPPRESS_DEPRECATED

#include "credit/ledger/suite.h"

#include "credit/ledger/sha256_pair.h"

#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>

namespace xinheng::ledger {

namespace {

constexpr std::string_view leaf_prefix{"\x00", 1};
constexpr std::string_view node_prefix{"\x01", 1};

Digest sha256_of(std::initializer_list<std::string_view> pieces)
{
    SHA256_CTX context;
    Digest digest;
    SHA256_Init(&context);
    for (const std::string_view piece : pieces) {
        SHA256_Update(&context, piece.data(), piece.size());
    }
    SHA256_Final(digest.bytes.data(), &context);
    return digest;
}

template <class Content>
constexpr std::string_view prefix_of = leaf_prefix;
template <>
constexpr std::string_view prefix_of<Children> = node_prefix;

// The message of a leaf or a node, padded as SHA-256 wants it: a bit, zeros, and the length.
template <class Content>
class Padded {
public:
    Padded()
    {
        constexpr std::size_t bits = message_size * 8;
        bytes_[0] = static_cast<std::uint8_t>(prefix_of<Content>[0]);
        bytes_[message_size] = 0x80;
        bytes_[padded_size - 2] = bits >> 8;
        bytes_[padded_size - 1] = bits & 0xff;
    }

    void hold(const Content& content) { std::memcpy(bytes_.data() + 1, &content, sizeof content); }
    std::span<const std::uint8_t> bytes() const { return bytes_; }

private:
    static constexpr std::size_t message_size = 1 + sizeof(Content);
    static constexpr std::size_t padded_size = (message_size + 9 + 63) / 64 * 64;

    std::array<std::uint8_t, padded_size> bytes_{};
};

bool in_pairs(const Suite& suite)
{
    return suite.hash == HashKind::sha256 && has_sha256_instructions();
}

// How many it did: all, or all but the last.
template <class Content>
std::size_t hash_pairs(std::span<const Content> contents, std::span<Digest> digests)
{
    // A block that is read straight after it was written stalls the processor: write some ahead.
    constexpr std::size_t ahead = 16;
    thread_local std::array<Padded<Content>, ahead> padded;
    const std::size_t even = contents.size() & ~std::size_t{1};
    for (std::size_t done = 0; done < even; done += ahead) {
        const std::size_t count = std::min(ahead, even - done);
        for (std::size_t at = 0; at < count; ++at) padded[at].hold(contents[done + at]);
        for (std::size_t at = 0; at < count; at += 2) {
            hash_pair({padded[at].bytes(), padded[at + 1].bytes()},
                      digests.subspan(done + at).first<2>());
        }
    }
    return even;
}

Hasher& sm3_hasher()
{
    thread_local Hasher hasher(HashKind::sm3);
    return hasher;
}

}  // namespace

Digest Suite::digest_of(std::initializer_list<std::string_view> pieces) const
{
    if (hash == HashKind::sha256) return sha256_of(pieces);
    Hasher& hasher = sm3_hasher();
    for (const std::string_view piece : pieces) hasher.add(piece);
    return hasher.finish();
}

Digest Suite::leaf(std::string_view entry) const
{
    return digest_of({leaf_prefix, entry});
}

Digest Suite::node(const Children& children) const
{
    return digest_of({node_prefix, children.left.view(), children.right.view()});
}

void Suite::hash_leaves(std::span<const Digest> entries, std::span<Digest> leaves) const
{
    assert(entries.size() == leaves.size());
    std::size_t at = in_pairs(*this) ? hash_pairs(entries, leaves) : 0;
    for (; at < entries.size(); ++at) leaves[at] = leaf(entries[at].view());
}

void Suite::hash_nodes(std::span<const Children> children, std::span<Digest> nodes) const
{
    assert(children.size() == nodes.size());
    std::size_t at = in_pairs(*this) ? hash_pairs(children, nodes) : 0;
    for (; at < children.size(); ++at) nodes[at] = node(children[at]);
}

}  // namespace xinheng::ledger
