// Digests, random bytes, and the two spellings of bytes: hex and base64 (RFC 4648 section 4).
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace xinheng {

struct Digest {
    std::array<std::uint8_t, 32> bytes{};

    static std::optional<Digest> from_bytes(std::string_view bytes);  // Exactly 32.
    std::string_view view() const
    {
        return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    }
    auto operator<=>(const Digest&) const = default;
};

// Which hash a log was begun with. Fixed when the book is created.
enum class HashKind { sha256, sm3 };

// An incremental hash; reset by finish(), so one object serves many messages. Not thread-safe.
class Hasher {
public:
    explicit Hasher(HashKind kind = HashKind::sha256);
    ~Hasher();
    Hasher(const Hasher&) = delete;
    Hasher& operator=(const Hasher&) = delete;

    Hasher& add(std::string_view bytes);
    Digest finish();

private:
    void* context_;
    const void* algorithm_;
    bool begun_ = false;
};

Digest sha256(std::string_view bytes);

std::string random_bytes(std::size_t count);
void random_bytes(char* into, std::size_t count);

std::string hex(std::string_view bytes);
std::string base64(std::string_view bytes);
std::optional<std::string> from_hex(std::string_view text);
std::optional<std::string> from_base64(std::string_view text);  // Strict: padding, no spaces.

}  // namespace xinheng
