// Any bytes as a record proof, a shown event, a tile's path, a bundle and a proof's hashes: what is
// read is written back byte for byte, and nothing is proven by chance.
#include "credit/ledger/proof.h"
#include "credit/ledger/tile.h"

#include "fuzz.h"

#include <algorithm>
#include <cstring>

using namespace xinheng;
using fuzz::demand;
using namespace xinheng::ledger;

namespace {

void read_proof(std::string_view bytes)
{
    static const SignerKey log = SignerKey::generate("log.example", {}).value();
    const auto record = RecordProof::parse(bytes);
    if (!record) return;
    demand(record->text() == bytes);
    demand(!verify(*record, {log.verifier()}));
}

void read_event(std::string_view bytes)
{
    const auto event = ShownEvent::parse(bytes);
    if (!event) return;
    demand(event->text() == bytes);
    demand(entry_of(Suite{}, *event) == entry_of(Suite{}, *ShownEvent::parse(event->text())));
}

void read_files(std::string_view bytes)
{
    if (const auto address = TileAddress::parse(bytes)) demand(address->path() == bytes);
    const auto width = static_cast<unsigned>(bytes.size() / 34);
    if (const auto entries = parse_entries(bytes, width)) demand(entries->size() == width);
}

// Two sizes or places, a claimed leaf or root, and as many hashes as there are bytes.
void check_hashes(std::string_view bytes)
{
    constexpr std::size_t numbers_size = 16;
    if (bytes.size() < numbers_size + sizeof(Digest)) return;
    std::uint64_t numbers[2];
    std::memcpy(numbers, bytes.data(), numbers_size);
    bytes.remove_prefix(numbers_size);
    const auto count =
        static_cast<unsigned>(std::min<std::size_t>(bytes.size() / sizeof(Digest), 100));
    const Hashes hashes = parse_hashes(bytes.substr(0, count * sizeof(Digest)), count).value();
    const auto path = std::span(hashes).subspan(1);
    const TreeHead newer{numbers[1], sha256("no tree has this root")};
    if (numbers[1] > 1) demand(!verify_inclusion({}, {numbers[0], hashes[0]}, path, newer));
    const TreeHead older{numbers[0], hashes[0]};
    if (numbers[0] != 0) demand(!verify_consistency({}, {older, newer}, path));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    read_proof(bytes);
    read_event(bytes);
    read_files(bytes);
    check_hashes(bytes);
    return 0;
}
