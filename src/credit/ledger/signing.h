// The two signature algorithms, over bare bytes: Ed25519 (RFC 8032) and SM2 with SM3 (GB/T 32918.2,
// with the customary identity 1234567812345678). Signatures are 64 bytes, secrets 32.
#pragma once

#include "base/digest.h"

#include <optional>

namespace xinheng::ledger {

struct KeyPair {
    std::string secret;      // The seed of Ed25519; the scalar of SM2.
    std::string public_key;  // 32 bytes; or a point of 65 bytes that begins with 0x04.
};

struct Signed {
    std::string_view message;
    std::string_view signature;
};

// What is used to sign or to check with; of one suite or the other.
KeyPair generate_key_pair(HashKind suite);
// Nothing where the secret is none.
std::optional<std::string> public_key_of(HashKind suite, std::string_view secret);
bool is_public_key(HashKind suite, std::string_view bytes);

std::string sign(HashKind suite, const KeyPair& key, std::string_view message);
bool is_signed_by(HashKind suite, std::string_view public_key, const Signed& document);

}  // namespace xinheng::ledger
