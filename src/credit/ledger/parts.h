// The parts of an event as a book keeps them: one run of bytes, so that millions of events can be
// written, read and checked without taking them apart.
#pragma once

#include "credit/ledger/disclosure.h"

#include <cstdint>

namespace xinheng::ledger {

// For each part in turn: a byte for its form (0: as it was written), the salt, the length of the
// text in four bytes, least first, and the text.
class Parts {
public:
    Parts() = default;
    // Throws Failure where the bytes are no parts.
    static Parts read(std::string bytes);

    // Four times, in order: a part with this salt, its text in pieces.
    void add(std::string_view salt, std::initializer_list<std::string_view> pieces);
    void reserve(std::size_t byte_count) { bytes_.reserve(byte_count); }

    const std::string& bytes() const { return bytes_; }
    std::string_view salt(std::size_t level) const;
    std::string_view text(std::size_t level) const;

    PartDigests digests(Suite suite) const;
    Event event() const;

private:
    static constexpr std::size_t head_size = 1 + Part::salt_size + 4;

    std::string bytes_;
    std::array<std::uint32_t, part_count> begins_{};  // Where each part begins.
    std::size_t count_ = 0;
};

}  // namespace xinheng::ledger
