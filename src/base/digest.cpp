#include "base/digest.h"

#include "base/result.h"

#include <openssl/evp.h>
#include <sodium.h>

#include <cstring>

namespace xinheng {

namespace {

// Fetched once: a fetch per hash would cost more than the hash.
const EVP_MD* algorithm_of(HashKind kind)
{
    static const EVP_MD* const sha256_algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    static const EVP_MD* const sm3_algorithm = EVP_MD_fetch(nullptr, "SM3", nullptr);
    return kind == HashKind::sha256 ? sha256_algorithm : sm3_algorithm;
}

void require(bool done, const char* what)
{
    if (!done) throw Failure(std::string("OpenSSL could not ") + what);
}

EVP_MD_CTX* context_in(void* context)
{
    return static_cast<EVP_MD_CTX*>(context);
}

}  // namespace

std::optional<Digest> Digest::from_bytes(std::string_view bytes)
{
    Digest digest;
    if (bytes.size() != digest.bytes.size()) return std::nullopt;
    std::memcpy(digest.bytes.data(), bytes.data(), bytes.size());
    return digest;
}

Hasher::Hasher(HashKind kind) : context_(EVP_MD_CTX_new()), algorithm_(algorithm_of(kind))
{
    require(context_ != nullptr && algorithm_ != nullptr, "begin a digest");
}

Hasher::~Hasher()
{
    EVP_MD_CTX_free(context_in(context_));
}

Hasher& Hasher::add(std::string_view bytes)
{
    if (!begun_) {
        require(EVP_DigestInit_ex2(context_in(context_), static_cast<const EVP_MD*>(algorithm_),
                                   nullptr) == 1,
                "begin a digest");
        begun_ = true;
    }
    require(EVP_DigestUpdate(context_in(context_), bytes.data(), bytes.size()) == 1,
            "add to a digest");
    return *this;
}

Digest Hasher::finish()
{
    if (!begun_) add({});
    Digest digest;
    require(EVP_DigestFinal_ex(context_in(context_), digest.bytes.data(), nullptr) == 1,
            "finish a digest");
    begun_ = false;
    return digest;
}

Digest sha256(std::string_view bytes)
{
    thread_local Hasher hasher;
    return hasher.add(bytes).finish();
}

void random_bytes(char* into, std::size_t count)
{
    static const int ready = sodium_init();
    if (ready < 0) throw Failure("libsodium found no source of random bytes");
    // Many bytes come from a fresh seed, stretched: the system is asked once instead of each 256.
    if (count <= randombytes_SEEDBYTES) {
        randombytes_buf(into, count);
        return;
    }
    std::array<unsigned char, randombytes_SEEDBYTES> seed;
    randombytes_buf(seed.data(), seed.size());
    randombytes_buf_deterministic(into, count, seed.data());
    sodium_memzero(seed.data(), seed.size());
}

std::string random_bytes(std::size_t count)
{
    std::string bytes(count, '\0');
    random_bytes(bytes.data(), count);
    return bytes;
}

std::string hex(std::string_view bytes)
{
    constexpr char letters[] = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (char raw : bytes) {
        const auto byte = static_cast<std::uint8_t>(raw);
        text += letters[byte >> 4];
        text += letters[byte & 15];
    }
    return text;
}

std::optional<std::string> from_hex(std::string_view text)
{
    if (text.size() % 2 != 0) return std::nullopt;
    const auto value_of = [](char letter) {
        if (letter >= '0' && letter <= '9') return letter - '0';
        if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
        return -1;
    };
    std::string bytes;
    bytes.reserve(text.size() / 2);
    for (std::size_t at = 0; at < text.size(); at += 2) {
        const int high = value_of(text[at]);
        const int low = value_of(text[at + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        bytes += static_cast<char>(high << 4 | low);
    }
    return bytes;
}

std::string base64(std::string_view bytes)
{
    std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(),
                      reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();  // The terminating zero that libsodium writes.
    return text;
}

std::optional<std::string> from_base64(std::string_view text)
{
    if (text.size() % 4 != 0) return std::nullopt;
    std::string bytes(text.size() / 4 * 3 + 1, '\0');
    std::size_t size = 0;
    const char* end = nullptr;
    const int failed =
        sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                          text.size(), nullptr, &size, &end, sodium_base64_VARIANT_ORIGINAL);
    if (failed != 0 || end != text.data() + text.size()) return std::nullopt;
    bytes.resize(size);
    // One spelling only: bits that the last letter carries beyond the bytes must be zero.
    if (base64(bytes) != text) return std::nullopt;
    return bytes;
}

}  // namespace xinheng
