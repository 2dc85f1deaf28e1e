// What the fuzzers share.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace xinheng::fuzz {

inline void demand(bool holds)
{
    if (!holds) std::abort();
}

inline std::string_view bytes_of(const std::uint8_t* data, std::size_t size)
{
    return {reinterpret_cast<const char*>(data), size};
}

}  // namespace xinheng::fuzz
