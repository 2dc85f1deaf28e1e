// Signed notes (C2SP signed-note): a text with lines of signatures under it, and the keys that make
// and check them. A signature is by a log over the text alone, or by a witness over the text and
// the time at which it saw it (C2SP tlog-cosignature).
#pragma once

#include "base/date.h"
#include "base/digest.h"

#include <string>
#include <string_view>
#include <vector>

namespace xinheng::ledger {

enum class Signing {
    text,      // By a log.
    cosigned,  // By a witness: the time is signed too.
};

// SHA-256 goes with Ed25519, SM3 with SM2. The type byte of a key is 0x01 (Ed25519) or 0x04
// (Ed25519 cosignature); the SM2 keys have none assigned, so theirs is 0xff and a name.
struct KeyKind {
    HashKind suite = HashKind::sha256;
    Signing signing = Signing::text;

    bool operator==(const KeyKind&) const = default;
};

struct Signature {
    std::string key_name;
    std::uint32_t key_id = 0;
    std::string bytes;  // After the key id; a cosignature begins with its time.

    bool operator==(const Signature&) const = default;
};

struct Note {
    static constexpr std::size_t size_limit_bytes = 1'000'000;
    static constexpr std::size_t signature_limit = 100;

    std::string text;  // Ends with a newline.
    std::vector<Signature> signatures;

    // Refuses with "note.too_long", "note.encoding" (not UTF-8, or a control character),
    // "note.format", "note.key_name", "note.signature_format" or "note.too_many_signatures".
    static Result<Note> parse(std::string_view bytes);
    std::string print() const;
};

// Who may have signed: "name+hex of the id+base64 of type and public key".
class VerifierKey {
public:
    // Refuses with "key.format", "key.name", "key.type" (one that is not known here) or "key.id"
    // (one that does not belong to the key).
    static Result<VerifierKey> parse(std::string_view text);
    std::string text() const;

    const std::string& name() const { return name_; }
    std::uint32_t id() const { return id_; }
    KeyKind kind() const { return kind_; }

    // The signatures of the note by this key. Refuses with "note.not_signed" where there is none,
    // "note.signature" where one does not verify, and "key.kind" for a witness's key.
    Outcome verify(const Note& note) const;
    // The time that a witness signed with the note, the latest if there are several. The same
    // reasons; "key.kind" for a log's key.
    Result<Instant> verify_cosigned(const Note& note) const;

    bool operator==(const VerifierKey&) const = default;

private:
    friend class SignerKey;
    VerifierKey(std::string name, KeyKind kind, std::string public_key);

    std::vector<const Signature*> signatures_of(const Note& note) const;

    std::string name_;
    KeyKind kind_;
    std::string public_key_;
    std::uint32_t id_ = 0;
};

// The secret half: "PRIVATE+KEY+name+hex of the id+base64 of type and secret". Wiped when it goes.
class SignerKey {
public:
    // Refuses with "key.name".
    static Result<SignerKey> generate(std::string_view name, KeyKind kind);
    // Refuses like VerifierKey::parse.
    static Result<SignerKey> parse(std::string_view text);
    std::string text() const;

    ~SignerKey();
    SignerKey(SignerKey&&) = default;
    SignerKey& operator=(SignerKey&&) = default;
    SignerKey(const SignerKey&) = delete;
    SignerKey& operator=(const SignerKey&) = delete;

    const VerifierKey& verifier() const { return verifier_; }

    // Asserts that the key is of the right kind.
    Signature sign(std::string_view note_text) const;
    Signature cosign(std::string_view note_text, Instant at) const;

private:
    SignerKey(VerifierKey verifier, std::string secret);

    VerifierKey verifier_;
    std::string secret_;
};

}  // namespace xinheng::ledger
