// How fast the tree takes in entries, in memory, beside SHA-256 over the same bytes. One core.
// The same bytes: of each leaf 1 + 32, of each node 1 + 64, which is 98 for an entry. The peer is
// OpenSSL, which hashes them as one stream, or message by message as a tree must.
#include "credit/ledger/tile.h"

#include <openssl/evp.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>

namespace {

using namespace xinheng;
using namespace xinheng::ledger;

constexpr std::size_t entry_count = 1 << 20;
constexpr int rounds = 5;

const Hashes& entries()
{
    static const Hashes made = [] {
        Hashes hashes(entry_count);
        for (std::size_t at = 0; at < entry_count; ++at) hashes[at] = sha256(std::to_string(at));
        return hashes;
    }();
    return made;
}

double processor_seconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

// Entries per second of the processor, so that neighbours on the machine do not count.
double rate_of(const std::function<void()>& work)
{
    const double begin = processor_seconds();
    work();
    return entry_count / (processor_seconds() - begin);
}

void integrate(Suite suite, std::size_t batch_size)
{
    Appender appender(suite);
    std::size_t tile_bytes = 0;
    for (std::size_t at = 0; at < entry_count; at += batch_size) {
        const std::size_t count = std::min(batch_size, entry_count - at);
        appender.append(std::span(entries()).subspan(at, count));
        for (const TileUpdate& update : appender.take_changed()) tile_bytes += update.bytes.size();
    }
    if (appender.head().size != entry_count || tile_bytes < entry_count * 66) std::abort();
}

const char* openssl_name(Suite suite)
{
    return suite.hash == HashKind::sm3 ? "SM3" : "SHA256";
}

void stream(Suite suite, std::size_t bytes_per_entry)
{
    static const std::string block(98 * 1024, 'x');
    EVP_MD_CTX* const context = EVP_MD_CTX_new();
    EVP_MD* const algorithm = EVP_MD_fetch(nullptr, openssl_name(suite), nullptr);
    EVP_DigestInit_ex2(context, algorithm, nullptr);
    for (std::size_t left = entry_count * bytes_per_entry; left != 0;) {
        const std::size_t size = std::min(left, block.size());
        EVP_DigestUpdate(context, block.data(), size);
        left -= size;
    }
    unsigned char digest[32];
    EVP_DigestFinal_ex(context, digest, nullptr);
    EVP_MD_free(algorithm);
    EVP_MD_CTX_free(context);
}

void message_by_message(Suite suite)
{
    Hasher hasher(suite.hash);
    const std::string message(65, 'x');
    for (std::size_t at = 0; at < entry_count; ++at) {
        hasher.add(std::string_view(message).substr(0, 33)).finish();
        hasher.add(message).finish();
    }
}

void compare(Suite suite)
{
    struct Measured {
        const char* name;
        std::function<void()> work;
        double best = 0;
    };
    Measured all[] = {
        {"tree, in batches of 5000", [=] { integrate(suite, 5000); }},
        {"tree, in batches of 100", [=] { integrate(suite, 100); }},
        {"hash, the 98 bytes of an entry in one stream", [=] { stream(suite, 98); }},
        {"hash, the 98 bytes as two messages", [=] { message_by_message(suite); }},
        {"hash, only the 32 bytes of an entry in one stream", [=] { stream(suite, 32); }},
    };
    // In turn, so that what the machine does beside it falls on all alike.
    for (int round = 0; round < rounds; ++round) {
        for (Measured& one : all) one.best = std::max(one.best, rate_of(one.work));
    }
    std::printf("%s, best of %d\n", openssl_name(suite), rounds);
    for (const Measured& one : all) {
        std::printf("  %-50s %7.2f M entries/s   tree/this %.2f\n", one.name, one.best / 1e6,
                    all[0].best / one.best);
    }
}

}  // namespace

int main()
{
    entries();
    compare({HashKind::sha256});
    compare({HashKind::sm3});
}
