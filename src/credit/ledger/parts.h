// The parts of an event as a book keeps them: one run of bytes, so that millions of events can be
// written, read and checked without taking them apart. What is public or shared within the
// government is kept as it was written; what is on authorisation or secret is sealed under the
// event's key, so that it can be erased by destroying the key.
#pragma once

#include "credit/ledger/disclosure.h"
#include "credit/ledger/part_cipher.h"

#include <cstdint>

namespace xinheng::ledger {

// For each part in turn: a byte for its form, 32 bytes, a length in four bytes, least first, and as
// many bytes more. As written: the salt, the text. Sealed: the part's digest, salt and text under
// the event's key. Erased: the digest, and nothing.
class Parts {
public:
    enum class Form : char { as_written, sealed, erased };

    Parts() = default;
    // Throws Failure where the bytes are no parts.
    static Parts read(std::string bytes);

    // Four times, in order: a part with this salt, its text in pieces.
    void add(std::string_view salt, std::initializer_list<std::string_view> pieces);
    void reserve(std::size_t byte_count) { bytes_.reserve(byte_count); }

    const std::string& bytes() const { return bytes_; }
    Form form(std::size_t level) const { return Form{bytes_[begins_[level]]}; }
    bool has(Form wanted) const;
    // Of a part as written; a part that was erased has none, and a sealed one throws Failure.
    std::string_view salt(std::size_t level) const;
    std::string_view text(std::size_t level) const;

    // Those that are on authorisation or secret, where there is such a part.
    bool wants_sealing() const;
    Parts sealed(Suite suite, const PartKey& key) const;
    // All of them as they were written, but for those that were erased. Nothing where a sealed part
    // is not what its digest says: it was changed, or the key is another's.
    std::optional<Parts> opened(Suite suite, const PartKey& key) const;
    Parts erased() const;

    PartDigests digests(Suite suite) const;
    // What is sealed or was erased can be shown as its digest alone.
    ShownEvent shown(Suite suite, const std::array<Showing, part_count>& showing) const;

private:
    static constexpr std::size_t word_size = 32;  // A salt or a digest.
    static_assert(word_size == Part::salt_size);
    static constexpr std::size_t head_size = 1 + word_size + 4;

    std::string_view word(std::size_t level) const;
    std::string_view kept(std::size_t level) const;
    void begin_part(Form form, std::string_view word, std::size_t length);
    void take_over(const Parts& other, std::size_t level);

    std::string bytes_;
    std::array<std::uint32_t, part_count> begins_{};  // Where each part begins.
    std::size_t count_ = 0;
};

}  // namespace xinheng::ledger
