#include "credit/ledger/note.h"

#include "base/text.h"
#include "credit/ledger/signing.h"

#include <sodium.h>

#include <algorithm>
#include <cassert>
#include <charconv>
#include <optional>

namespace xinheng::ledger {

namespace {

constexpr std::string_view signature_prefix = "\u2014 ";
constexpr std::string_view secret_prefix = "PRIVATE+KEY+";
constexpr std::size_t time_size = 8;

// What a key's bytes begin with. The identifiers of SM2 end in a newline, so that none is the
// beginning of another.
struct TypeOfKey {
    KeyKind kind;
    std::string_view bytes;
};
constexpr TypeOfKey types[] = {
    {{HashKind::sha256, Signing::text}, "\x01"},
    {{HashKind::sha256, Signing::cosigned}, "\x04"},
    {{HashKind::sm3, Signing::text},
     "\xff"
     "xinheng/sm2-with-sm3/v1\n"},
    {{HashKind::sm3, Signing::cosigned},
     "\xff"
     "xinheng/sm2-with-sm3-cosignature/v1\n"},
};

Error refused(std::string_view reason, std::string_view seen)
{
    constexpr std::size_t longest_detail = 100;
    return {ErrorKind::invalid_input, reason, std::string(seen.substr(0, longest_detail))};
}

std::string_view type_bytes(KeyKind kind)
{
    const auto* const type =
        std::find_if(std::begin(types), std::end(types),
                     [&](const TypeOfKey& known) { return known.kind == kind; });
    return type->bytes;
}

std::string big_endian(std::uint64_t number, std::size_t size)
{
    std::string bytes(size, '\0');
    for (; size != 0; number >>= 8) bytes[--size] = static_cast<char>(number & 0xff);
    return bytes;
}

std::uint64_t from_big_endian(std::string_view bytes)
{
    std::uint64_t number = 0;
    for (const char byte : bytes) number = number << 8 | static_cast<std::uint8_t>(byte);
    return number;
}

// The spaces of Unicode (the property White_Space).
bool is_space(char32_t point)
{
    return (point >= 0x09 && point <= 0x0d) || point == 0x20 || point == 0x85 || point == 0xa0 ||
           point == 0x1680 || (point >= 0x2000 && point <= 0x200a) || point == 0x2028 ||
           point == 0x2029 || point == 0x202f || point == 0x205f || point == 0x3000;
}

bool is_key_name(std::string_view name)
{
    if (name.empty() || !is_utf8(name) || contains(name, "+")) return false;
    for (std::size_t at = 0; at < name.size();) {
        if (is_space(next_code_point(name, at))) return false;
    }
    return true;
}

bool has_control_character(std::string_view text)
{
    return std::any_of(text.begin(), text.end(), [](char letter) {
        return static_cast<unsigned char>(letter) < 0x20 && letter != '\n';
    });
}

std::uint32_t key_id(std::string_view name, std::string_view type_and_key)
{
    const Digest digest = sha256(std::string(name).append("\n").append(type_and_key));
    return static_cast<std::uint32_t>(from_big_endian(digest.view().substr(0, 4)));
}

std::string hex_of(std::uint32_t id)
{
    return hex(big_endian(id, sizeof id));
}

Result<Signature> parse_signature(std::string_view line)
{
    if (!line.starts_with(signature_prefix)) return refused("note.format", line);
    const std::string_view rest = line.substr(signature_prefix.size());
    const std::size_t space = rest.find(' ');
    if (space == std::string_view::npos) return refused("note.format", line);
    const std::string_view name = rest.substr(0, space);
    if (!is_key_name(name)) return refused("note.key_name", name);
    const auto bytes = from_base64(rest.substr(space + 1));
    if (!bytes || bytes->size() <= sizeof(Signature::key_id)) {
        return refused("note.signature_format", line);
    }
    const std::string_view id = std::string_view(*bytes).substr(0, sizeof(Signature::key_id));
    return Signature{std::string(name), static_cast<std::uint32_t>(from_big_endian(id)),
                     bytes->substr(id.size())};
}

// "name+hex of the id+base64", with the type of the key told apart.
struct WrittenKey {
    std::string name;
    std::uint32_t id = 0;
    KeyKind kind;
    std::string bytes;
};

Result<WrittenKey> parse_key(std::string_view text)
{
    const std::size_t name_end = text.find('+');
    if (name_end == std::string_view::npos) return refused("key.format", text);
    const std::size_t id_end = text.find('+', name_end + 1);
    if (id_end == std::string_view::npos) return refused("key.format", text);

    WrittenKey key;
    key.name = text.substr(0, name_end);
    if (!is_key_name(key.name)) return refused("key.name", key.name);
    const auto id = from_hex(text.substr(name_end + 1, id_end - name_end - 1));
    const auto bytes = from_base64(text.substr(id_end + 1));
    if (!id || id->size() != sizeof key.id || !bytes) return refused("key.format", text);
    key.id = static_cast<std::uint32_t>(from_big_endian(*id));
    for (const auto& [kind, type] : types) {
        if (!bytes->starts_with(type)) continue;
        key.kind = kind;
        key.bytes = bytes->substr(type.size());
        return key;
    }
    return refused("key.type", text);
}

std::string cosigned_message(std::string_view text, std::uint64_t seconds)
{
    return "cosignature/v1\ntime " + std::to_string(seconds) + "\n" + std::string(text);
}

}  // namespace

Result<Note> Note::parse(std::string_view bytes)
{
    if (bytes.size() > size_limit_bytes) return refused("note.too_long", {});
    if (!is_utf8(bytes) || has_control_character(bytes)) return refused("note.encoding", {});
    const std::size_t blank = bytes.rfind("\n\n");
    if (blank == std::string_view::npos || !bytes.ends_with('\n')) {
        return refused("note.format", bytes);
    }
    Note note{std::string(bytes.substr(0, blank + 1)), {}};
    std::string_view lines = bytes.substr(blank + 2);
    if (lines.empty()) return refused("note.format", bytes);
    while (!lines.empty()) {
        if (note.signatures.size() == signature_limit) {
            return refused("note.too_many_signatures", {});
        }
        const std::size_t end = lines.find('\n');
        note.signatures.push_back(TRY(parse_signature(lines.substr(0, end))));
        lines.remove_prefix(end + 1);
    }
    return note;
}

std::string Note::print() const
{
    std::string bytes = text + "\n";
    for (const Signature& signature : signatures) {
        bytes.append(signature_prefix).append(signature.key_name).append(" ");
        bytes += base64(big_endian(signature.key_id, sizeof signature.key_id) + signature.bytes);
        bytes += '\n';
    }
    return bytes;
}

VerifierKey::VerifierKey(std::string name, KeyKind kind, std::string public_key)
    : name_(std::move(name)), kind_(kind), public_key_(std::move(public_key))
{
    id_ = key_id(name_, std::string(type_bytes(kind_)) + public_key_);
}

Result<VerifierKey> VerifierKey::parse(std::string_view text)
{
    WrittenKey written = TRY(parse_key(text));
    if (!is_public_key(written.kind.suite, written.bytes)) return refused("key.format", text);
    VerifierKey key(std::move(written.name), written.kind, std::move(written.bytes));
    if (key.id() != written.id) return refused("key.id", text);

    return key;
}

std::string VerifierKey::text() const
{
    return name_ + "+" + hex_of(id_) + "+" + base64(std::string(type_bytes(kind_)) + public_key_);
}

std::vector<const Signature*> VerifierKey::signatures_of(const Note& note) const
{
    std::vector<const Signature*> mine;
    for (const Signature& signature : note.signatures) {
        if (signature.key_id == id_ && signature.key_name == name_) mine.push_back(&signature);
    }
    return mine;
}

Outcome VerifierKey::verify(const Note& note) const
{
    if (kind_.signing != Signing::text) return refused("key.kind", name_);
    const auto mine = signatures_of(note);
    if (mine.empty()) return refused("note.not_signed", name_);
    for (const Signature* signature : mine) {
        if (!is_signed_by(kind_.suite, public_key_, {note.text, signature->bytes})) {
            return refused("note.signature", name_);
        }
    }
    return Done{};
}

Result<Instant> VerifierKey::verify_cosigned(const Note& note) const
{
    if (kind_.signing != Signing::cosigned) return refused("key.kind", name_);
    const auto mine = signatures_of(note);
    if (mine.empty()) return refused("note.not_signed", name_);
    Instant latest;
    for (const Signature* signature : mine) {
        const std::string_view bytes = signature->bytes;
        if (bytes.size() <= time_size) return refused("note.signature", name_);
        const std::uint64_t seconds = from_big_endian(bytes.substr(0, time_size));
        const std::string message = cosigned_message(note.text, seconds);
        // The time is a number below 2^63.
        if (seconds >> 63 != 0 ||
            !is_signed_by(kind_.suite, public_key_, {message, bytes.substr(time_size)})) {
            return refused("note.signature", name_);
        }
        latest = std::max(latest, Instant{static_cast<std::int64_t>(seconds)});
    }
    return latest;
}

SignerKey::SignerKey(VerifierKey verifier, std::string secret)
    : verifier_(std::move(verifier)), secret_(std::move(secret))
{}

SignerKey::~SignerKey()
{
    sodium_memzero(secret_.data(), secret_.size());
}

Result<SignerKey> SignerKey::generate(std::string_view name, KeyKind kind)
{
    if (!is_key_name(name)) return refused("key.name", name);
    KeyPair pair = generate_key_pair(kind.suite);
    return SignerKey(VerifierKey(std::string(name), kind, std::move(pair.public_key)),
                     std::move(pair.secret));
}

Result<SignerKey> SignerKey::parse(std::string_view text)
{
    // A secret is never repeated in a refusal.
    const std::string_view unseen;
    if (!text.starts_with(secret_prefix)) return refused("key.format", unseen);
    auto written = parse_key(text.substr(secret_prefix.size()));
    if (!written) return refused(written.error().reason, unseen);
    auto public_key = public_key_of(written->kind.suite, written->bytes);
    if (!public_key) return refused("key.format", unseen);
    VerifierKey verifier(written->name, written->kind, std::move(*public_key));
    if (verifier.id() != written->id) return refused("key.id", unseen);

    return SignerKey(std::move(verifier), std::move(written->bytes));
}

std::string SignerKey::text() const
{
    return std::string(secret_prefix) + verifier_.name() + "+" + hex_of(verifier_.id()) + "+" +
           base64(std::string(type_bytes(verifier_.kind())) + secret_);
}

Signature SignerKey::sign(std::string_view note_text) const
{
    assert(verifier_.kind().signing == Signing::text);
    return {verifier_.name(), verifier_.id(),
            ledger::sign(verifier_.kind().suite, {secret_, verifier_.public_key_}, note_text)};
}

Signature SignerKey::cosign(std::string_view note_text, Instant at) const
{
    assert(verifier_.kind().signing == Signing::cosigned);
    assert(at.unix_seconds >= 0);
    const auto seconds = static_cast<std::uint64_t>(at.unix_seconds);
    const std::string message = cosigned_message(note_text, seconds);
    return {verifier_.name(), verifier_.id(),
            big_endian(seconds, time_size) +
                ledger::sign(verifier_.kind().suite, {secret_, verifier_.public_key_}, message)};
}

}  // namespace xinheng::ledger
