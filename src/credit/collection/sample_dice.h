// Numbers that look random and are the same on every machine. Private to sample.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace xinheng::collection {

// SplitMix64 (Steele, Lea, Flood 2014). The standard library's distributions differ between
// machines.
class Dice {
public:
    struct Seat {
        std::uint64_t seed;
        std::uint64_t stream;
        std::uint64_t index;
    };
    explicit Dice(const Seat& seat)
        : state_(mixed(mixed(seat.seed + golden * (seat.stream + 1)) + seat.index))
    {}

    std::uint64_t next() { return mixed(state_ += golden); }

    // 0 ≤ answer < count ≤ 2^32.
    std::uint64_t below(std::uint64_t count) { return ((next() >> 32) * count) >> 32; }

    template <class T, std::size_t size>
    const T& one_of(const std::array<T, size>& choices)
    {
        return choices[static_cast<std::size_t>(below(size))];
    }

private:
    static constexpr std::uint64_t golden = 0x9E3779B97F4A7C15;

    static constexpr std::uint64_t mixed(std::uint64_t value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    std::uint64_t state_;
};

}  // namespace xinheng::collection
