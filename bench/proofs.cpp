// How fast proofs are made and checked in a log of 20 million entries. One core.
//   proofs [ENTRIES]
#include "credit/ledger/proof.h"
#include "credit/ledger/tile.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <functional>
#include <random>
#include <unordered_map>

namespace {

using namespace xinheng;
using namespace xinheng::ledger;

constexpr std::size_t sample_count = 20'000;

struct Log {
    Suite suite;
    std::unordered_map<std::string, std::string> tiles;
    TreeHead head;
    SignerKey key;
    std::vector<std::uint64_t> picked;
    std::vector<Event> events;  // Of the picked places.

    TileSource source() const
    {
        return [this](const TileAddress& address) -> Result<std::string> {
            return tiles.at(address.path());
        };
    }
};

Log log_of(HashKind hash, std::uint64_t size)
{
    Log log{{hash}, {}, {}, SignerKey::generate("log.example", {hash}).value(), {}, {}};
    std::mt19937_64 random(1);
    while (log.picked.size() < sample_count) log.picked.push_back(random() % size);
    std::sort(log.picked.begin(), log.picked.end());

    Appender appender(log.suite);
    auto next = log.picked.begin();
    for (std::uint64_t at = 0; at < size; ++at) {
        Digest entry;
        for (int word = 0; word < 4; ++word) {
            const std::uint64_t bits = random();
            std::memcpy(entry.bytes.data() + word * 8, &bits, 8);
        }
        for (; next != log.picked.end() && *next == at; ++next) {
            if (next != log.picked.begin() && *(next - 1) == at) {
                log.events.push_back(log.events.back());
                continue;
            }
            log.events.push_back(Event::of({std::string(700, 'p'), std::string(200, 'g'), "", ""}));
            entry = entry_of(log.suite, log.events.back());
        }
        appender.append(entry);
        if (at % 65'536 != 0 && at + 1 != size) continue;
        for (TileUpdate& update : appender.take_changed()) {
            if (update.address.level == TileAddress::entries) continue;
            log.tiles[update.address.path()] = std::move(update.bytes);
        }
    }
    log.head = appender.head();
    return log;
}

double processor_seconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

// Of the processor's time, so that neighbours on the machine do not count.
void report(const char* name, const std::function<void(std::size_t)>& work, std::size_t count)
{
    const double begin = processor_seconds();
    for (std::size_t at = 0; at < count; ++at) work(at % sample_count);
    const double spent = processor_seconds() - begin;
    std::printf("  %-52s %9.1f k/s\n", name, static_cast<double>(count) / spent / 1e3);
}

void demand(bool holds)
{
    if (!holds) std::abort();
}

void measure(const Log& log)
{
    const std::uint64_t size = log.head.size;
    TileHashes cold(log.suite, size, log.source(), 1);
    TileHashes warm(log.suite, size, log.source(), std::size_t{1} << 20);
    std::vector<Proof> proofs;
    const std::string checkpoint = sign_checkpoint({"log.example", log.head, {}}, log.key);
    for (std::size_t at = 0; at < sample_count; ++at) {
        using enum Showing;
        const ShownEvent event =
            ShownEvent::of(log.suite, log.events[at], {shown, withheld, shown, shown});
        const LeafPlace place{log.picked[at], size};
        proofs.push_back({event.text(), log.picked[at],
                          inclusion_proof(log.suite, place, warm.source()).value(), checkpoint});
    }
    std::vector<Digest> entries;
    std::vector<std::string> files;
    for (std::size_t at = 0; at < sample_count; ++at) {
        entries.push_back(entry_of(log.suite, log.events[at]));
        files.push_back(proofs[at].text());
    }
    const TrustedKeys keys{log.key.verifier()};
    const bool is_fast = log.suite.hash == HashKind::sha256;
    report(
        "checked, under a checkpoint already verified",
        [&](std::size_t at) {
            demand(bool(verify_entry(proofs[at], entries[at], log.suite, log.head)));
        },
        is_fast ? 1'000'000 : 100'000);
    report(
        "whole file, from its bytes, cold",
        [&](std::size_t at) {
            const auto record = RecordProof::parse(files[at]);
            demand(record && verify(*record, keys));
        },
        is_fast ? 50'000 : 5'000);
    report(
        "made, tiles in memory and looked into before",
        [&](std::size_t at) {
            demand(bool(inclusion_proof(log.suite, {log.picked[at], size}, warm.source())));
        },
        100'000);
    report(
        "made, tiles looked into anew",
        [&](std::size_t at) {
            demand(bool(inclusion_proof(log.suite, {log.picked[at], size}, cold.source())));
        },
        is_fast ? 10'000 : 2'000);
    std::printf("  (%zu hashes a proof, %zu bytes a file)\n", proofs[0].path.size(),
                files[0].size());
}

}  // namespace

int main(int count, char** arguments)
{
    const std::uint64_t size = count > 1 ? std::strtoull(arguments[1], nullptr, 10) : 20'000'000;
    std::printf("SHA-256 and Ed25519, %llu entries\n", static_cast<unsigned long long>(size));
    measure(log_of(HashKind::sha256, size));
    std::printf("SM3 and SM2, %llu entries\n", static_cast<unsigned long long>(size / 10));
    measure(log_of(HashKind::sm3, size / 10));
}
