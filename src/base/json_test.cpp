#include "base/json.h"

#include "base/json_view.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace xinheng;
using json::canonical;

namespace {

std::string reread(std::string_view text)
{
    const auto value = json::parse(text);
    return value ? canonical(*value) : std::string(value.error().reason);
}

std::string nested(int depth)
{
    const auto count = static_cast<std::size_t>(depth);
    return std::string(count, '[') + std::string(count, ']');
}

}  // namespace

TEST_CASE("the canonical form has no spaces, sorted keys and the shortest escapes (RFC 8785)")
{
    CHECK(reread(R"( { "b" : [ 1 , true , null ] , "a" : { } , "A" : "" } )") ==
          R"({"A":"","a":{},"b":[1,true,null]})");
    CHECK(reread(R"("\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/")") ==
          R"("€$\u000f\nA'B\"\\\\\"/")");
    CHECK(reread(R"("\b\t\n\f\r\u001f\u007f")") == "\"\\b\\t\\n\\f\\r\\u001f\x7f\"");
    CHECK(reread("\"信衡 \\ud842\\udfb7\"") == "\"信衡 𠮷\"");
    CHECK(reread("{}") == "{}");
    CHECK(reread("[]") == "[]");
}

TEST_CASE("what is canonical stays as it is, and any text comes back as it was")
{
    CHECK(rc::check([](const std::vector<std::string>& keys, std::int64_t number) {
        json::Object object;
        for (const auto& key : keys) {
            std::string ascii;
            for (const char letter : key) ascii += static_cast<char>(letter & 0x7f);
            object[ascii] = json::Array{ascii, number % (std::int64_t{1} << 53), nullptr, false};
        }
        const std::string text = canonical(object);
        const auto value = json::parse(text);
        RC_ASSERT(value);
        RC_ASSERT(*value == json::Value(object));
        RC_ASSERT(canonical(*value) == text);
        RC_ASSERT(json::parse(json::pretty(object)).value() == json::Value(object));
    }));
}

TEST_CASE("numbers are whole and exact in every reader: up to two to the 53rd")
{
    CHECK(reread("9007199254740992") == "9007199254740992");
    CHECK(reread("-9007199254740992") == "-9007199254740992");
    CHECK(reread("9007199254740993") == "json.number");
    CHECK(reread("-9007199254740993") == "json.number");
    CHECK(reread("18446744073709551615") == "json.number");
    CHECK(reread("1.5") == "json.number");
    CHECK(reread("1e2") == "json.number");
    CHECK(reread("[0]") == "[0]");
}

TEST_CASE("a key may stand in an object only once")
{
    CHECK(reread(R"({"a":1,"b":2,"a":1})") == "json.duplicate_key");
    CHECK(reread(R"([{"a":{"x":1,"\u0078":2}}])") == "json.duplicate_key");
    CHECK(reread(R"({"a":1,"b":{"a":2}})") == R"({"a":1,"b":{"a":2}})");
}

TEST_CASE("nesting has a limit")
{
    CHECK(reread(nested(65)) == nested(65));
    CHECK(reread(nested(66)) == "json.too_deep");
    CHECK_FALSE(json::parse(nested(100'000)));
}

TEST_CASE("what is not JSON is refused")
{
    for (const auto* const text : {"", " ", "{", "[1,]", "{\"a\":}", "{a:1}", "'a'", "01", "nul",
                                   "[1] 2", "\"\\x\"", "\"a\nb\"", "\"\\ud800\"", "\"\xff\""}) {
        CAPTURE(text);
        CHECK(reread(text) == "json.syntax");
    }
}

TEST_CASE("a member that is not there, or is something else, answers with the fallback")
{
    const auto value = json::parse(R"({"text":"a","number":7,"list":[1]})").value();
    CHECK(value["text"].text_or("-") == "a");
    CHECK(value["number"].text_or("-") == "-");
    CHECK(value["number"].number_or(0) == 7);
    CHECK(value["text"].number_or(-1) == -1);
    CHECK(value["absent"].is_null());
    CHECK(value["list"]["deeper"]["still"].is_null());
}

TEST_CASE("a view reads what the program wrote: members, texts, numbers and lists")
{
    json::Document document;
    const auto view = document.read(R"({"a":{"b":"信\n衡"},"list":["x","y"],"n":-5})");
    CHECK(view["a"]["b"].text() == "信\n衡");
    CHECK(view["n"].number() == -5);
    CHECK(view["n"].text() == "");
    CHECK_FALSE(view["a"]["b"].number());
    CHECK_FALSE(view["absent"]);
    CHECK_FALSE(view["absent"]["deeper"]);
    std::string joined;
    view["list"].each_item([&](json::View item) { joined += item.text(); });
    CHECK(joined == "xy");
    view["n"].each_item([&](json::View) { FAIL("a number has no items"); });

    CHECK(document.read(R"({"n":1})")["n"].number() == 1);
    CHECK_THROWS_AS(document.read("{"), Failure);
    CHECK_THROWS_AS(document.read(""), Failure);
}
