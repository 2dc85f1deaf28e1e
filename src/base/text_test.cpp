#include "base/text.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace xinheng;

namespace {

std::string text_of(const std::vector<char32_t>& code_points)
{
    std::string text;
    for (const char32_t code_point : code_points) append_code_point(text, code_point);
    return text;
}

rc::Gen<char32_t> any_code_point()
{
    return rc::gen::cast<char32_t>(rc::gen::oneOf(
        rc::gen::inRange<std::uint32_t>(0x20, 0x7F),
        rc::gen::inRange<std::uint32_t>(0x4E00, 0xA000), rc::gen::inRange<std::uint32_t>(1, 0xD800),
        rc::gen::inRange<std::uint32_t>(0xE000, 0x110000)));
}

}  // namespace

TEST_CASE("UTF-8 is checked strictly, at every border of its forms")
{
    CHECK(is_utf8(""));
    CHECK(is_utf8("plain"));
    CHECK(is_utf8("\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xEF\xBF\xBF\xF0\x90\x80\x80\xF4\x8F\xBF\xBF"));
    CHECK_FALSE(is_utf8("\x80"));
    CHECK_FALSE(is_utf8("\xC1\xBF"));
    CHECK_FALSE(is_utf8("\xE0\x9F\xBF"));
    CHECK(is_utf8("\xED\x9F\xBF"));
    CHECK_FALSE(is_utf8("\xED\xA0\x80"));
    CHECK_FALSE(is_utf8("\xF0\x8F\xBF\xBF"));
    CHECK_FALSE(is_utf8("\xF4\x90\x80\x80"));
    CHECK_FALSE(is_utf8("处罚\xE7\xBD"));
    CHECK_FALSE(is_utf8(std::string(100, 'a') + "\xFF"));
}

TEST_CASE("every code point that is written is read back, and counts as one")
{
    CHECK(rc::check("code points travel", [] {
        const auto code_points = *rc::gen::container<std::vector<char32_t>>(any_code_point());
        const std::string text = text_of(code_points);
        RC_ASSERT(is_utf8(text));
        RC_ASSERT(code_point_count(text) == code_points.size());
        std::vector<char32_t> read;
        for (std::size_t position = 0; position < text.size();) {
            read.push_back(next_code_point(text, position));
        }
        RC_ASSERT(read == code_points);
    }));
}

TEST_CASE("broken UTF-8 never leads past the end of the text")
{
    CHECK(rc::check("bytes end", [](const std::string& bytes) {
        for (std::size_t position = 0; position < bytes.size();) {
            const std::size_t before = position;
            next_code_point(bytes, position);
            RC_ASSERT(position > before);
        }
        RC_ASSERT(bytes.find(trimmed(bytes)) != std::string::npos);
        RC_ASSERT(display_width(shortened(bytes, 7)) <= 7u);
    }));
}

TEST_CASE("white space of every kind is trimmed at the ends and kept inside")
{
    CHECK(trimmed("") == "");
    CHECK(trimmed(" \t\r\n") == "");
    CHECK(trimmed("\u3000北京 某厂\u00A0") == "北京 某厂");
    CHECK(trimmed("\uFEFF\u200B甲\u200D\u2060") == "甲");
    CHECK(trimmed("a\u3000b") == "a\u3000b");
    CHECK(trimmed("、甲。") == "、甲。");
    CHECK(trimmed("\x1F甲") == "\x1F甲");
}

TEST_CASE("full-width letters become half-width and Han stays as it is")
{
    CHECK(to_half_width("９１１１（ＭＡ）～！") == "9111(MA)~!");
    CHECK(to_half_width("某\u3000厂") == "某 厂");
    CHECK(to_half_width("￠｟、。") == "￠｟、。");
    CHECK(to_upper_ascii("ma1é甲z{") == "MA1é甲Z{");
}

TEST_CASE("Han takes two columns, marks none, controls none")
{
    CHECK(display_width("abc") == 3);
    CHECK(display_width("信衡") == 4);
    CHECK(display_width("（信）") == 6);
    CHECK(display_width("e\u0301") == 1);
    CHECK(display_width("\uFF60\uFF61") == 3);
    CHECK(display_width("\u303E\u303F") == 3);
    CHECK(display_width("한가") == 4);
    CHECK(display_width("𠀀") == 2);
    CHECK(display_width("a\u200Bb") == 2);
    CHECK(display_width("a\nb\x7F") == 2);
    CHECK(display_width("པོ") == 1);
    CHECK(display_width("…") == 1);
}

TEST_CASE("columns line up when texts are padded, and nothing is cut")
{
    CHECK(padded("信衡", 6) == "信衡  ");
    CHECK(padded("信衡", 4) == "信衡");
    CHECK(padded("信衡", 3) == "信衡");
}

TEST_CASE("a shortened text says that something was left out and fits its columns")
{
    CHECK(shortened("信用中国", 8) == "信用中国");
    CHECK(shortened("信用中国", 7) == "信用中…");
    CHECK(shortened("信用中国", 6) == "信用…");
    CHECK(shortened("abcd", 3) == "ab…");
    CHECK(shortened("信用", 1) == "…");
    CHECK(shortened("信用", 0) == "");
    CHECK(rc::check("it fits", [] {
        const auto text = text_of(*rc::gen::container<std::vector<char32_t>>(any_code_point()));
        const auto width = *rc::gen::inRange<std::size_t>(0, 20);
        const std::string shown = shortened(text, width);
        RC_ASSERT(is_utf8(shown));
        RC_ASSERT(display_width(shown) <= width);
    }));
}

TEST_CASE("splitting keeps empty parts and joining undoes it")
{
    CHECK(split("", ',') == std::vector<std::string_view>{""});
    CHECK(split("a,,b,", ',') == std::vector<std::string_view>{"a", "", "b", ""});
    CHECK(join({}, ", ") == "");
    CHECK(join({"甲", "乙"}, "、") == "甲、乙");
    CHECK(rc::check("join undoes split", [](const std::string& text) {
        const auto views = split(text, ';');
        RC_ASSERT(join({views.begin(), views.end()}, ";") == text);
    }));
}

TEST_CASE("replacing goes over every place once")
{
    CHECK(replaced("a--b--", "--", "-") == "a-b-");
    CHECK(replaced("aaa", "aa", "a") == "aa");
    CHECK(replaced("甲乙", "", "x") == "甲乙");
    CHECK(replaced("甲乙", "乙", "") == "甲");
    CHECK(contains("信用中国", "中"));
    CHECK_FALSE(contains("信用中国", "华"));
}
