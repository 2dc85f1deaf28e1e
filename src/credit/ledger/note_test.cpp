#include "credit/ledger/note.h"

#include "credit/ledger/signing.h"

#include <doctest/doctest.h>

using namespace xinheng;
using namespace xinheng::ledger;

namespace {

// The keys and the note of the documentation and the tests of golang.org/x/mod/sumdb/note.
const std::string peter_key = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const std::string peter_secret =
    "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
const std::string enoch_key = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
const std::string text =
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n";
const std::string peter_line =
    "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGU"
    "gYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
const std::string enoch_line =
    "\u2014 EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vA"
    "F1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";

std::string key_answer(std::string_view key)
{
    const auto parsed = VerifierKey::parse(key);
    return parsed ? "done" : std::string(parsed.error().reason);
}

std::string secret_answer(std::string_view key)
{
    const auto parsed = SignerKey::parse(key);
    return parsed ? "done" : std::string(parsed.error().reason);
}

std::string note_answer(std::string_view bytes)
{
    const auto parsed = Note::parse(bytes);
    return parsed ? "done" : std::string(parsed.error().reason);
}

// Whether the note is read and signed by the key.
std::string open_answer(std::string_view key, std::string_view bytes)
{
    const auto note = Note::parse(bytes);
    if (!note) return std::string(note.error().reason);
    const auto verified = VerifierKey::parse(key)->verify(*note);
    return verified ? "done" : std::string(verified.error().reason);
}

std::string repeated(std::string_view part, int times)
{
    std::string whole;
    for (int time = 0; time < times; ++time) whole += part;
    return whole;
}

constexpr KeyKind kinds[] = {{HashKind::sha256, Signing::text},
                             {HashKind::sha256, Signing::cosigned},
                             {HashKind::sm3, Signing::text},
                             {HashKind::sm3, Signing::cosigned}};

}  // namespace

TEST_CASE("the published key signs the published note, byte for byte")
{
    const SignerKey peter = SignerKey::parse(peter_secret).value();
    CHECK(peter.text() == peter_secret);
    CHECK(peter.verifier().text() == peter_key);
    CHECK(peter.verifier().id() == 0xc74f20a3);

    Note note{text, {}};
    note.signatures.push_back(peter.sign(text));
    CHECK(note.print() == text + "\n" + peter_line);
}

TEST_CASE("the published note with two signatures is read, and each signature verifies")
{
    const std::string bytes = text + "\n" + peter_line + enoch_line;
    const Note note = *Note::parse(bytes);
    CHECK(note.text == text);
    CHECK(note.signatures.size() == 2);
    CHECK(note.print() == bytes);
    CHECK(open_answer(peter_key, bytes) == "done");
    CHECK(open_answer(enoch_key, bytes) == "done");
    CHECK(open_answer(enoch_key, text + "\n" + peter_line) == "note.not_signed");
    CHECK(open_answer(peter_key, text + "\n" + peter_line + peter_line) == "done");
    const std::string longer = peter_line.substr(0, 60) + "ABCD" + peter_line.substr(60);
    CHECK(open_answer(peter_key, text + "\n" + longer) == "note.signature");
    CHECK(open_answer(peter_key, text + "\n" + peter_line + longer) == "note.signature");
    CHECK(open_answer(enoch_key, text + "\n" + longer + enoch_line) == "done");
}

TEST_CASE("the published manglings of a note are refused")
{
    const std::string good = text + "\n" + peter_line;
    REQUIRE(note_answer(good) == "done");
    CHECK(note_answer(text) == "note.format");
    CHECK(note_answer(text + "\n") == "note.format");
    CHECK(note_answer(good.substr(0, good.size() - 1)) == "note.format");
    CHECK(note_answer("\x01" + good) == "note.encoding");
    CHECK(note_answer("\t" + good) == "note.encoding");
    CHECK(note_answer("\xff" + good) == "note.encoding");
    CHECK(note_answer(text + "\n\u2014 Bad Name x08go/ZJ\n") == "note.signature_format");
    CHECK(note_answer(text + "\n\u2014 a+b x08go/ZJ\n") == "note.key_name");
    CHECK(note_answer(text + "\n\u2014 a\u3000b x08go/ZJ\n") == "note.key_name");
    CHECK(note_answer(text + "\n\u2014  x08go/ZJ\n") == "note.key_name");
    CHECK(note_answer(text + "\n\u2014 name x08gow==\n") == "note.signature_format");
    CHECK(note_answer(text + "\n\u2014 name\n") == "note.format");
    CHECK(note_answer(good + "Unexpected line.\n") == "note.format");
    CHECK(note_answer("") == "note.format");
}

TEST_CASE("a note of a million bytes or a hundred signatures is read, and one more is not")
{
    CHECK(note_answer(text + "\n" + repeated(peter_line, 100)) == "done");
    CHECK(note_answer(text + "\n" + repeated(peter_line, 101)) == "note.too_many_signatures");
    const std::string tail = "\n\n" + peter_line;
    CHECK(note_answer(std::string(1'000'000 - tail.size(), 'a') + tail) == "done");
    CHECK(note_answer(std::string(1'000'001 - tail.size(), 'a') + tail) == "note.too_long");
}

TEST_CASE("the text of a note may have empty lines; the last one ends it")
{
    const std::string bytes = "Ognuno sta solo\n\n\u00e8 subito sera.\n\n" + peter_line;
    CHECK(Note::parse(bytes)->text == "Ognuno sta solo\n\n\u00e8 subito sera.\n");
}

TEST_CASE("a key with any piece cut off or any letter changed is refused")
{
    REQUIRE(key_answer(peter_key) == "done");
    REQUIRE(secret_answer(peter_secret) == "done");
    for (std::size_t from = 0; from < peter_key.size(); ++from) {
        for (std::size_t to = from; to <= peter_key.size(); ++to) {
            if (to - from == peter_key.size()) continue;
            CHECK(key_answer(peter_key.substr(from, to - from)) != "done");
        }
        std::string changed = peter_key;
        ++changed[from];
        CHECK(key_answer(changed) != "done");
    }
    for (std::size_t at = 0; at < peter_secret.size(); ++at) {
        std::string changed = peter_secret;
        ++changed[at];
        CHECK(secret_answer(changed) != "done");
        CHECK(secret_answer(peter_secret.substr(at + 1)) != "done");
        CHECK(secret_answer(peter_secret.substr(0, at)) != "done");
    }
    // The published ones of the wrong length and of an unknown type, their ids adjusted.
    CHECK(
        key_answer("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==") ==
        "key.format");
    CHECK(key_answer("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW") ==
          "key.type");
    CHECK(key_answer("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW") ==
          "key.id");
    CHECK(key_answer("Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW") ==
          "key.name");
}

TEST_CASE("published keys of logs and witnesses elsewhere are read, with their type")
{
    const auto plus =
        VerifierKey::parse("TEST+7997405c+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6");
    REQUIRE(plus);
    CHECK(plus->kind() == KeyKind{HashKind::sha256, Signing::text});
    const std::string witness =
        "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2";
    const auto remora = VerifierKey::parse(witness);
    REQUIRE(remora);
    CHECK(remora->kind() == KeyKind{HashKind::sha256, Signing::cosigned});
    CHECK(remora->text() == witness);
}

TEST_CASE("the signature of the GB/T 32918.5 example verifies with its key")
{
    const std::string public_key = *from_hex(
        "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
        "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13");
    const std::string secret =
        *from_hex("3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8");
    const std::string signature = *from_hex(
        "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
        "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa");
    CHECK(public_key_of(HashKind::sm3, secret) == public_key);
    CHECK(is_signed_by(HashKind::sm3, public_key, {"message digest", signature}));
    CHECK_FALSE(is_signed_by(HashKind::sm3, public_key, {"message digesu", signature}));
}

TEST_CASE("a secret that is no scalar and a point that is off the curve are no SM2 keys")
{
    CHECK_FALSE(public_key_of(HashKind::sm3, std::string(32, '\0')));
    CHECK_FALSE(public_key_of(HashKind::sm3, std::string(32, '\xff')));
    CHECK_FALSE(public_key_of(HashKind::sm3, std::string(31, '\x01')));
    std::string point = *public_key_of(HashKind::sm3, std::string(32, '\x01'));
    CHECK(is_public_key(HashKind::sm3, point));
    point.back() ^= 1;
    CHECK_FALSE(is_public_key(HashKind::sm3, point));
    CHECK_FALSE(is_signed_by(HashKind::sm3, point, {"message", std::string(64, '\x01')}));
}

TEST_CASE("a new key of each kind survives being written")
{
    for (const KeyKind kind : kinds) {
        const SignerKey made = SignerKey::generate("log.example/book", kind).value();
        const SignerKey read = SignerKey::parse(made.text()).value();
        CHECK(read.verifier() == made.verifier());
        CHECK(read.verifier().kind() == kind);
        CHECK(*VerifierKey::parse(made.verifier().text()) == made.verifier());
        CHECK(made.text().starts_with("PRIVATE+KEY+log.example/book+"));
    }
    CHECK(SignerKey::generate("two words", kinds[0]).error().reason == "key.name");
    CHECK(SignerKey::generate("one+one", kinds[0]).error().reason == "key.name");
    CHECK(SignerKey::generate("", kinds[0]).error().reason == "key.name");
}

TEST_CASE("a refused secret does not appear in the refusal")
{
    std::string changed = peter_secret;
    changed[24] = '0';
    CHECK(SignerKey::parse(changed).error().detail.empty());
    CHECK(SignerKey::parse("PRIVATE+KEY+a b+c74f20a3+AYEKFALV").error().detail.empty());
}

TEST_CASE("any changed bit of a signature or of the text is refused, in both suites")
{
    for (const HashKind suite : {HashKind::sha256, HashKind::sm3}) {
        const SignerKey log = SignerKey::generate("log", {suite, Signing::text}).value();
        const SignerKey witness =
            SignerKey::generate("witness", {suite, Signing::cosigned}).value();
        Note note{"log\n0\nroot\n", {}};
        note.signatures = {log.sign(note.text), witness.cosign(note.text, {1'795'000'000})};
        const auto sound = [&] {
            return bool(log.verifier().verify(note)) ||
                   bool(witness.verifier().verify_cosigned(note));
        };
        REQUIRE(sound());
        REQUIRE(witness.verifier().verify_cosigned(note)->unix_seconds == 1'795'000'000);
        for (std::size_t bit = 0; bit < note.text.size() * 8; bit += 3) {
            note.text[bit / 8] ^= static_cast<char>(1 << bit % 8);
            CHECK_FALSE(sound());
            note.text[bit / 8] ^= static_cast<char>(1 << bit % 8);
        }
        for (Signature& signature : note.signatures) {
            const bool is_log = signature.key_name == "log";
            for (std::size_t bit = 0; bit < signature.bytes.size() * 8; ++bit) {
                signature.bytes[bit / 8] ^= static_cast<char>(1 << bit % 8);
                CHECK_FALSE((is_log ? bool(log.verifier().verify(note))
                                    : bool(witness.verifier().verify_cosigned(note))));
                signature.bytes[bit / 8] ^= static_cast<char>(1 << bit % 8);
            }
        }
        REQUIRE(sound());
    }
}

TEST_CASE("the time of the cosignature in the specification is read where it lies")
{
    // Its witness's key was not published; the place of the time within the signature was.
    const std::string line =
        "\u2014 witness.example.com/w1 "
        "jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX"
        "3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n";
    const Note note = *Note::parse("text\n\n" + line);
    CHECK(note.signatures[0].bytes.substr(0, 8) == *from_hex("00000000641850cb"));
    CHECK(note.signatures[0].bytes.size() == 8 + 64);
    CHECK(note.print() == "text\n\n" + line);
}

TEST_CASE("a key is not asked for what its kind does not sign")
{
    const SignerKey log = SignerKey::generate("log", kinds[0]).value();
    const SignerKey witness = SignerKey::generate("log", kinds[1]).value();
    Note note{"text\n", {}};
    note.signatures = {log.sign(note.text), witness.cosign(note.text, {1})};
    CHECK(log.verifier().verify_cosigned(note).error().reason == "key.kind");
    CHECK(witness.verifier().verify(note).error().reason == "key.kind");
    CHECK(log.verifier().verify(note));
    CHECK(witness.verifier().verify_cosigned(note));
}

TEST_CASE("of several cosignatures of one witness the latest counts, and all must hold")
{
    const SignerKey witness = SignerKey::generate("witness", kinds[1]).value();
    Note note{"text\n", {}};
    note.signatures = {witness.cosign(note.text, {200}), witness.cosign(note.text, {100})};
    CHECK(witness.verifier().verify_cosigned(note)->unix_seconds == 200);
    note.signatures[1].bytes[0] = '\x80';
    CHECK(witness.verifier().verify_cosigned(note).error().reason == "note.signature");
    note.signatures[1].bytes = "short";
    CHECK(witness.verifier().verify_cosigned(note).error().reason == "note.signature");
}
