#include "base/digest.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <set>

using namespace xinheng;

namespace {

std::string digest(HashKind kind, std::string_view text)
{
    Hasher hasher(kind);
    return hex(hasher.add(text).finish().view());
}

}  // namespace

TEST_CASE("SHA-256 gives the digests of FIPS 180-4")
{
    CHECK(digest(HashKind::sha256, "abc") ==
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(hex(sha256("").view()) ==
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(digest(HashKind::sha256, std::string(1'000'000, 'a')) ==
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("SM3 gives the digests of GB/T 32905, appendix A")
{
    CHECK(digest(HashKind::sm3, "abc") ==
          "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    std::string repeated;
    for (int time = 0; time < 16; ++time) repeated += "abcd";
    CHECK(digest(HashKind::sm3, repeated) ==
          "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
}

TEST_CASE("a message in pieces has the digest of the whole, and a hasher serves again")
{
    Hasher hasher;
    const Digest whole = hasher.add("abc").finish();
    CHECK(hasher.add("a").add("").add("b").add("c").finish() == whole);
    CHECK(hasher.finish() == sha256(""));
    CHECK(hasher.add("abc").finish() == whole);
}

TEST_CASE("a digest is 32 bytes, no more and no fewer")
{
    CHECK(Digest::from_bytes(std::string(32, 'x')));
    CHECK_FALSE(Digest::from_bytes(std::string(31, 'x')));
    CHECK_FALSE(Digest::from_bytes(std::string(33, 'x')));
    CHECK(Digest::from_bytes(sha256("a").view()) == sha256("a"));
}

TEST_CASE("random bytes are as many as were asked for, and never the same")
{
    std::set<std::string> seen;
    for (int time = 0; time < 100; ++time) {
        seen.insert(random_bytes(32));
        CHECK(random_bytes(7).size() == 7);
    }
    CHECK(seen.size() == 100);
    CHECK(random_bytes(0).empty());
}

TEST_CASE("any bytes come back from hex and from base64 as they were")
{
    CHECK(rc::check([](const std::string& bytes) {
        RC_ASSERT(from_hex(hex(bytes)) == bytes);
        RC_ASSERT(from_base64(base64(bytes)) == bytes);
    }));
    CHECK(hex(std::string("\x00\x1f\xff", 3)) == "001fff");
}

TEST_CASE("base64 gives the test vectors of RFC 4648")
{
    CHECK(base64("") == "");
    CHECK(base64("f") == "Zg==");
    CHECK(base64("fo") == "Zm8=");
    CHECK(base64("foo") == "Zm9v");
    CHECK(base64("foobar") == "Zm9vYmFy");
}

TEST_CASE("base64 is strict: padding, no spaces, no other alphabet, no bits that mean nothing")
{
    for (const auto* const text : {"Zg", "Zg=", "Zg===", "Zm9v\n", " Zm9v", "Zm-v", "Zm_v",
                                   "Z===", "====", "Zh==", "Zm9=", "Zg==Zg=="}) {
        CAPTURE(text);
        CHECK_FALSE(from_base64(text));
    }
    CHECK(from_base64("") == "");
}

TEST_CASE("hex is strict: pairs of hexadecimal digits")
{
    CHECK(from_hex("") == "");
    CHECK(from_hex("0a") == "\n");
    CHECK_FALSE(from_hex("0"));
    CHECK_FALSE(from_hex("0g"));
    CHECK_FALSE(from_hex("0x0a"));
    CHECK_FALSE(from_hex(" 0a"));
}
