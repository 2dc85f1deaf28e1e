#include "credit/collection/document_number.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace xinheng::collection {
namespace {

bool says_none(std::string_view key)
{
    constexpr std::array<std::string_view, 22> words{
        "无文书号", "无文号", "无编号", "未编号", "没有", "暂无", "不详", "未知",
        "无",       "空",     "NULL",   "NONE",   "N/A",  "NA",   "/",    "\\",
        "-",        "_",      "*",      "、",     "〔",   "〕"};
    while (!key.empty()) {
        const auto word = std::find_if(words.begin(), words.end(),
                                       [&](auto candidate) { return key.starts_with(candidate); });
        if (word == words.end()) return false;
        key.remove_prefix(word->size());
    }
    return true;
}

bool is_opening(char32_t letter)
{
    constexpr std::u32string_view brackets = U"〔【[(（「﹝{［｛〖『<〈";
    return brackets.find(letter) != std::u32string_view::npos;
}

bool is_closing(char32_t letter)
{
    constexpr std::u32string_view brackets = U"〕】])）」﹞}］｝〗』>〉";
    return brackets.find(letter) != std::u32string_view::npos;
}

bool is_invisible(char32_t letter)
{
    return letter <= U' ' || letter == U'\u00a0' || letter == U'\u3000' || letter == U'\ufeff' ||
           (letter >= U'\u2000' && letter <= U'\u200f');
}

bool is_dash(char32_t letter)
{
    return (letter >= U'\u2010' && letter <= U'\u2015') || letter == U'\u2212' ||
           letter == U'\uff0d';
}

struct Key {
    std::string text;
    int depth = 0;
    bool balanced = true;
    bool has_digit = false;
};

void add(Key& key, char32_t letter)
{
    if (is_invisible(letter)) return;
    if (is_opening(letter)) {
        ++key.depth;
        key.text += "〔";
        return;
    }
    if (is_closing(letter)) {
        if (--key.depth < 0) key.balanced = false;
        key.text += "〕";
        return;
    }
    if (is_dash(letter)) letter = U'-';
    if (letter >= U'\uff01' && letter <= U'\uff5e') letter -= 0xfee0;
    if (letter >= U'a' && letter <= U'z') letter -= U'a' - U'A';
    constexpr std::u32string_view numerals = U"〇一二三四五六七八九十";
    const bool digit = letter >= U'0' && letter <= U'9';
    key.has_digit = key.has_digit || digit || numerals.find(letter) != std::u32string_view::npos;
    append_code_point(key.text, letter);
}

// 5.10987654321012E15
bool is_scientific(std::string_view text)
{
    const std::size_t exponent = text.find('E');
    if (exponent == std::string_view::npos || exponent + 1 == text.size()) return false;
    const auto all_of = [](std::string_view part, std::string_view allowed) {
        return !part.empty() && part.find_first_not_of(allowed) == std::string_view::npos;
    };
    return contains(text.substr(0, exponent), ".") &&
           all_of(text.substr(0, exponent), "0123456789.") &&
           all_of(text.substr(exponent + 1), "0123456789+");
}

std::string_view warning_of(const Key& key)
{
    if (is_scientific(key.text)) return "document_number.scientific";
    const bool title = key.text.ends_with("决定书") || key.text.ends_with("通知书");
    if (!key.has_digit && title) return "document_number.title_instead";
    if (!key.balanced || key.depth != 0) return "document_number.unbalanced_brackets";
    if (!key.has_digit) return "document_number.no_digit";
    return {};
}

}  // namespace

std::optional<DocumentNumber> read_document_number(std::string_view cell)
{
    const std::string_view text = trimmed(cell);
    Key key;
    key.text.reserve(text.size());
    for (std::size_t position = 0; position < text.size();)
        add(key, next_code_point(text, position));
    if (says_none(key.text)) return std::nullopt;

    const std::string_view warning = warning_of(key);
    return DocumentNumber{std::string(text), std::move(key.text), warning};
}

}  // namespace xinheng::collection
