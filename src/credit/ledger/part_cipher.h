// The cipher under which sealed parts are kept: AES-256 in counter mode, SM4 (GB/T 32907) in books
// of the national suite. It hides a part until its key is destroyed; that nothing in the part was
// changed is held by the part's digest, which stands on the log.
#pragma once

#include "credit/ledger/suite.h"

#include <string>
#include <string_view>

namespace xinheng::ledger {

// One to an event, random, used for its parts and nothing else.
struct PartKey {
    static constexpr std::size_t size = 32;

    static PartKey fresh();
    std::string bytes;

    bool operator==(const PartKey&) const = default;
};

// Seals and opens alike. The level tells the parts of one event apart. SM4 takes the first half of
// the key.
std::string enciphered(Suite suite, const PartKey& key, std::size_t level, std::string_view bytes);

}  // namespace xinheng::ledger
