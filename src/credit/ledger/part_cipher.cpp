#include "credit/ledger/part_cipher.h"

#include "base/result.h"

#include <openssl/evp.h>

#include <array>
#include <memory>

namespace xinheng::ledger {

namespace {

const EVP_CIPHER* cipher_of(Suite suite)
{
    const auto fetched = [](const char* name) {
        auto* const cipher = EVP_CIPHER_fetch(nullptr, name, nullptr);
        if (cipher == nullptr) throw Failure(std::string("OpenSSL has no ") + name);
        return cipher;
    };
    static const EVP_CIPHER* const aes = fetched("AES-256-CTR");
    static const EVP_CIPHER* const sm4 = fetched("SM4-CTR");
    return suite.hash == HashKind::sha256 ? aes : sm4;
}

const unsigned char* data_of(std::string_view bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

}  // namespace

PartKey PartKey::fresh()
{
    return {random_bytes(size)};
}

std::string enciphered(Suite suite, const PartKey& key, std::size_t level, std::string_view bytes)
{
    if (key.bytes.size() != PartKey::size) throw Failure("the key of a part has a wrong size");
    // The counter begins at zero in its low half, which a part cannot exhaust.
    std::array<unsigned char, 16> counter{};
    counter[0] = static_cast<unsigned char>(level);

    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(
        EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
    std::string turned(bytes.size(), '\0');
    int written = 0;
    if (!context ||
        EVP_EncryptInit_ex2(context.get(), cipher_of(suite), data_of(key.bytes), counter.data(),
                            nullptr) != 1 ||
        EVP_EncryptUpdate(context.get(), reinterpret_cast<unsigned char*>(turned.data()), &written,
                          data_of(bytes), static_cast<int>(bytes.size())) != 1 ||
        static_cast<std::size_t>(written) != bytes.size())
        throw Failure("OpenSSL could not seal a part");
    return turned;
}

}  // namespace xinheng::ledger
