#include "credit/ledger/signing.h"

#include "base/result.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>
#include <openssl/param_build.h>
#include <sodium.h>

#include <memory>

namespace xinheng::ledger {

namespace {

constexpr std::size_t secret_size = 32;
constexpr std::size_t half_signature_size = 32;
constexpr std::size_t point_size = 65;
constexpr std::string_view sm2_identity = "1234567812345678";

// OPENSSL_free is a macro.
void free_encoded(unsigned char* bytes)
{
    OPENSSL_free(bytes);
}

template <auto release>
struct Release {
    template <class T>
    void operator()(T* held) const
    {
        release(held);
    }
};
using BigNumber = std::unique_ptr<BIGNUM, Release<BN_clear_free>>;
using Group = std::unique_ptr<EC_GROUP, Release<EC_GROUP_free>>;
using Point = std::unique_ptr<EC_POINT, Release<EC_POINT_free>>;
using Key = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Release<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Release<EVP_MD_CTX_free>>;
using ParameterBuilder = std::unique_ptr<OSSL_PARAM_BLD, Release<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Release<OSSL_PARAM_free>>;
using Encoded = std::unique_ptr<unsigned char, Release<free_encoded>>;
using RawSignature = std::unique_ptr<ECDSA_SIG, Release<ECDSA_SIG_free>>;

void require(bool done, const char* what)
{
    if (!done) throw Failure(std::string("SM2: OpenSSL could not ") + what);
}

const unsigned char* bytes_of(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* bytes_of(std::string& text)
{
    return reinterpret_cast<unsigned char*>(text.data());
}

BigNumber number_of(std::string_view bytes)
{
    return BigNumber(BN_bin2bn(bytes_of(bytes), static_cast<int>(bytes.size()), nullptr));
}

const Group& sm2_group()
{
    static const Group group(EC_GROUP_new_by_curve_name(NID_sm2));
    return group;
}

// With no secret, a key that can only check.
Key sm2_key(const KeyPair& pair)
{
    const BigNumber secret = number_of(pair.secret);
    const ParameterBuilder builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "SM2", 0);
    OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, pair.public_key.data(),
                                     pair.public_key.size());
    if (!pair.secret.empty()) {
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, secret.get());
    }
    const Parameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "SM2", nullptr));
    EVP_PKEY* key = nullptr;
    const int selection = pair.secret.empty() ? EVP_PKEY_PUBLIC_KEY : EVP_PKEY_KEYPAIR;
    EVP_PKEY_fromdata_init(context.get());
    EVP_PKEY_fromdata(context.get(), &key, selection, parameters.get());
    return Key(key);
}

// Once the signing or the checking has begun: OpenSSL 3.0.19 refuses the identity at its beginning.
bool set_identity(EVP_PKEY_CTX* begun)
{
    return EVP_PKEY_CTX_set1_id(begun, sm2_identity.data(),
                                static_cast<int>(sm2_identity.size())) == 1;
}

std::string sm2_signature(const KeyPair& pair, std::string_view message)
{
    const Key key = sm2_key(pair);
    const DigestContext context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* begun = nullptr;  // The context's.
    require(key != nullptr, "take a key");
    require(EVP_DigestSignInit_ex(context.get(), &begun, "SM3", nullptr, nullptr, key.get(),
                                  nullptr) == 1 &&
                set_identity(begun),
            "begin to sign");
    std::string der(128, '\0');
    std::size_t size = der.size();
    require(
        EVP_DigestSign(context.get(), bytes_of(der), &size, bytes_of(message), message.size()) == 1,
        "sign");
    const unsigned char* at = bytes_of(std::as_const(der));
    const RawSignature raw(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(size)));
    std::string signature(2 * half_signature_size, '\0');
    BN_bn2binpad(ECDSA_SIG_get0_r(raw.get()), bytes_of(signature), half_signature_size);
    BN_bn2binpad(ECDSA_SIG_get0_s(raw.get()), bytes_of(signature) + half_signature_size,
                 half_signature_size);
    return signature;
}

bool is_sm2_signed(std::string_view public_key, const Signed& document)
{
    const std::string_view signature = document.signature;
    const Key key = sm2_key({{}, std::string(public_key)});
    if (key == nullptr) return false;
    const RawSignature raw(ECDSA_SIG_new());
    ECDSA_SIG_set0(raw.get(), number_of(signature.substr(0, half_signature_size)).release(),
                   number_of(signature.substr(half_signature_size)).release());
    unsigned char* der = nullptr;
    const int size = i2d_ECDSA_SIG(raw.get(), &der);
    const Encoded held(der);
    const DigestContext context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* begun = nullptr;  // The context's.
    return size > 0 &&
           EVP_DigestVerifyInit_ex(context.get(), &begun, "SM3", nullptr, nullptr, key.get(),
                                   nullptr) == 1 &&
           set_identity(begun) &&
           EVP_DigestVerify(context.get(), der, static_cast<std::size_t>(size),
                            bytes_of(document.message), document.message.size()) == 1;
}

std::optional<std::string> sm2_public_key(std::string_view secret)
{
    const BigNumber scalar = number_of(secret);
    const EC_GROUP* const group = sm2_group().get();
    if (BN_is_zero(scalar.get()) || BN_cmp(scalar.get(), EC_GROUP_get0_order(group)) >= 0) {
        return std::nullopt;
    }
    const Point point(EC_POINT_new(group));
    std::string bytes(point_size, '\0');
    require(EC_POINT_mul(group, point.get(), scalar.get(), nullptr, nullptr, nullptr) == 1 &&
                EC_POINT_point2oct(group, point.get(), POINT_CONVERSION_UNCOMPRESSED,
                                   bytes_of(bytes), bytes.size(), nullptr) == point_size,
            "find the public key of a secret");
    return bytes;
}

bool is_sm2_point(std::string_view bytes)
{
    const Point point(EC_POINT_new(sm2_group().get()));
    return bytes.size() == point_size && bytes[0] == POINT_CONVERSION_UNCOMPRESSED &&
           EC_POINT_oct2point(sm2_group().get(), point.get(), bytes_of(bytes), bytes.size(),
                              nullptr) == 1;
}

KeyPair generate_sm2()
{
    const Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "SM2"));
    BIGNUM* scalar = nullptr;
    require(
        key != nullptr && EVP_PKEY_get_bn_param(key.get(), OSSL_PKEY_PARAM_PRIV_KEY, &scalar) == 1,
        "make a key");
    const BigNumber held(scalar);
    KeyPair pair{std::string(secret_size, '\0'), {}};
    BN_bn2binpad(scalar, bytes_of(pair.secret), secret_size);
    pair.public_key = *sm2_public_key(pair.secret);
    return pair;
}

std::string ed25519_public_key(std::string_view seed)
{
    std::string public_key(crypto_sign_PUBLICKEYBYTES, '\0');
    std::string expanded(crypto_sign_SECRETKEYBYTES, '\0');
    crypto_sign_seed_keypair(bytes_of(public_key), bytes_of(expanded), bytes_of(seed));
    sodium_memzero(expanded.data(), expanded.size());
    return public_key;
}

}  // namespace

KeyPair generate_key_pair(HashKind suite)
{
    if (suite == HashKind::sm3) return generate_sm2();
    KeyPair pair{random_bytes(secret_size), {}};
    pair.public_key = ed25519_public_key(pair.secret);
    return pair;
}

std::optional<std::string> public_key_of(HashKind suite, std::string_view secret)
{
    if (secret.size() != secret_size) return std::nullopt;
    return suite == HashKind::sm3 ? sm2_public_key(secret) : ed25519_public_key(secret);
}

bool is_public_key(HashKind suite, std::string_view bytes)
{
    return suite == HashKind::sm3 ? is_sm2_point(bytes)
                                  : bytes.size() == crypto_sign_PUBLICKEYBYTES;
}

std::string sign(HashKind suite, const KeyPair& key, std::string_view message)
{
    if (suite == HashKind::sm3) return sm2_signature(key, message);
    std::string expanded = key.secret + key.public_key;
    std::string signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(bytes_of(signature), nullptr, bytes_of(message), message.size(),
                         bytes_of(std::as_const(expanded)));
    sodium_memzero(expanded.data(), expanded.size());
    return signature;
}

bool is_signed_by(HashKind suite, std::string_view public_key, const Signed& document)
{
    if (document.signature.size() != 2 * half_signature_size) return false;
    if (suite == HashKind::sm3) return is_sm2_signed(public_key, document);
    return crypto_sign_verify_detached(bytes_of(document.signature), bytes_of(document.message),
                                       document.message.size(), bytes_of(public_key)) == 0;
}

}  // namespace xinheng::ledger
