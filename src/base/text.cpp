#include "base/text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <simdjson.h>

namespace xinheng {
namespace {

constexpr char32_t replacement = 0xFFFD;
constexpr char32_t ideographic_space = 0x3000;
constexpr std::string_view ellipsis = "…";

struct Range {
    char32_t first;
    char32_t last;
};

// Combining and format characters: the general ones and those of scripts used in China.
constexpr std::array<Range, 51> without_width{{
    {0x0300, 0x036F},   {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x05BF, 0x05BF}, {0x05C1, 0x05C2},
    {0x05C4, 0x05C5},   {0x05C7, 0x05C7}, {0x0610, 0x061A}, {0x061C, 0x061C}, {0x064B, 0x065F},
    {0x0670, 0x0670},   {0x06D6, 0x06DC}, {0x06DF, 0x06E4}, {0x06E7, 0x06E8}, {0x06EA, 0x06ED},
    {0x0900, 0x0902},   {0x093A, 0x093A}, {0x093C, 0x093C}, {0x0941, 0x0948}, {0x094D, 0x094D},
    {0x0951, 0x0957},   {0x0E31, 0x0E31}, {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E}, {0x0F18, 0x0F19},
    {0x0F35, 0x0F35},   {0x0F37, 0x0F37}, {0x0F39, 0x0F39}, {0x0F71, 0x0F7E}, {0x0F80, 0x0F84},
    {0x0F86, 0x0F87},   {0x0F8D, 0x0FBC}, {0x0FC6, 0x0FC6}, {0x1160, 0x11FF}, {0x180B, 0x180F},
    {0x1885, 0x1886},   {0x18A9, 0x18A9}, {0x1AB0, 0x1ACE}, {0x1DC0, 0x1DFF}, {0x200B, 0x200F},
    {0x202A, 0x202E},   {0x2060, 0x206F}, {0x20D0, 0x20F0}, {0x302A, 0x302D}, {0x3099, 0x309A},
    {0xFE00, 0xFE0F},   {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0x1D167, 0x1D169},
    {0xE0001, 0xE01EF},
}};

// East Asian Width W and F of Unicode 15, neighbours joined over unassigned code points.
constexpr std::array<Range, 77> of_two_columns{{
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x2329, 0x232A},   {0x23E9, 0x23EC},
    {0x23F0, 0x23F0},   {0x23F3, 0x23F3},   {0x25FD, 0x25FE},   {0x2614, 0x2615},
    {0x2648, 0x2653},   {0x267F, 0x267F},   {0x2693, 0x2693},   {0x26A1, 0x26A1},
    {0x26AA, 0x26AB},   {0x26BD, 0x26BE},   {0x26C4, 0x26C5},   {0x26CE, 0x26CE},
    {0x26D4, 0x26D4},   {0x26EA, 0x26EA},   {0x26F2, 0x26F3},   {0x26F5, 0x26F5},
    {0x26FA, 0x26FA},   {0x26FD, 0x26FD},   {0x2705, 0x2705},   {0x270A, 0x270B},
    {0x2728, 0x2728},   {0x274C, 0x274C},   {0x274E, 0x274E},   {0x2753, 0x2755},
    {0x2757, 0x2757},   {0x2795, 0x2797},   {0x27B0, 0x27B0},   {0x27BF, 0x27BF},
    {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},   {0x2B55, 0x2B55},   {0x2E80, 0x3029},
    {0x302E, 0x303E},   {0x3041, 0x3096},   {0x309B, 0x3247},   {0x3250, 0x4DBF},
    {0x4E00, 0xA4CF},   {0xA960, 0xA97C},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
    {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},   {0xFFE0, 0xFFE6},
    {0x16FE0, 0x16FF1}, {0x17000, 0x18D08}, {0x1AFF0, 0x1B2FB}, {0x1F004, 0x1F004},
    {0x1F0CF, 0x1F0CF}, {0x1F18E, 0x1F18E}, {0x1F191, 0x1F19A}, {0x1F200, 0x1F320},
    {0x1F32D, 0x1F335}, {0x1F337, 0x1F37C}, {0x1F37E, 0x1F393}, {0x1F3A0, 0x1F3CA},
    {0x1F3CF, 0x1F3D3}, {0x1F3E0, 0x1F3F0}, {0x1F3F4, 0x1F3F4}, {0x1F3F8, 0x1F43E},
    {0x1F440, 0x1F440}, {0x1F442, 0x1F4FC}, {0x1F4FF, 0x1F53D}, {0x1F54B, 0x1F567},
    {0x1F57A, 0x1F57A}, {0x1F595, 0x1F596}, {0x1F5A4, 0x1F5A4}, {0x1F5FB, 0x1F64F},
    {0x1F680, 0x1F6D7}, {0x1F6DC, 0x1F6FC}, {0x1F7E0, 0x1F7F0}, {0x1F90C, 0x1FAFF},
    {0x20000, 0x3FFFD},
}};

template <std::size_t count>
bool is_in(const std::array<Range, count>& ranges, char32_t code_point)
{
    const auto after =
        std::upper_bound(ranges.begin(), ranges.end(), code_point,
                         [](char32_t wanted, const Range& range) { return wanted < range.first; });
    return after != ranges.begin() && code_point <= std::prev(after)->last;
}

std::size_t columns_of(char32_t code_point)
{
    if (code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0)) return 0;
    if (code_point < 0x300) return 1;
    if (code_point >= 0x4E00 && code_point <= 0x9FFF) return 2;
    if (is_in(without_width, code_point)) return 0;
    return is_in(of_two_columns, code_point) ? 2 : 1;
}

bool is_ascii(std::string_view text)
{
    std::uint64_t high_bits = 0;
    std::size_t position = 0;
    for (; position + 8 <= text.size(); position += 8) {
        std::uint64_t eight;
        std::memcpy(&eight, text.data() + position, 8);
        high_bits |= eight;
    }
    for (; position < text.size(); ++position) {
        high_bits |= static_cast<unsigned char>(text[position]);
    }
    return (high_bits & 0x8080808080808080u) == 0;
}

bool is_printable_ascii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

bool is_white_space(char32_t code_point)
{
    if (code_point <= 0x20) return code_point == ' ' || (code_point >= '\t' && code_point <= '\r');
    return code_point == ideographic_space || code_point == 0xA0 || code_point == 0xFEFF ||
           (code_point >= 0x200B && code_point <= 0x200F) || code_point == 0x2060;
}

bool is_continuation(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

std::size_t start_of_last(std::string_view text)
{
    std::size_t start = text.size() - 1;
    while (start > 0 && text.size() - start < 4 && is_continuation(text[start])) --start;
    return start;
}

}  // namespace

bool is_utf8(std::string_view bytes)
{
    if (bytes.size() <= 64 && is_ascii(bytes)) return true;
    return simdjson::validate_utf8(bytes.data(), bytes.size());
}

char32_t next_code_point(std::string_view text, std::size_t& position)
{
    const auto first = static_cast<unsigned char>(text[position++]);
    if (first < 0x80) return first;

    const int following = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
    // Text that breaks the promise to be UTF-8 must not lead us past its end.
    if (following == 0) return replacement;
    char32_t code_point = first & (0x3Fu >> following);
    for (int read = 0; read < following; ++read) {
        if (position == text.size() || !is_continuation(text[position])) return replacement;
        code_point = (code_point << 6) | (static_cast<unsigned char>(text[position++]) & 0x3Fu);
    }
    return code_point;
}

void append_code_point(std::string& into, char32_t code_point)
{
    const auto six_bits = [&](int shift) {
        into.push_back(static_cast<char>(0x80 | ((code_point >> shift) & 0x3F)));
    };
    if (code_point < 0x80) {
        into.push_back(static_cast<char>(code_point));
    } else if (code_point < 0x800) {
        into.push_back(static_cast<char>(0xC0 | (code_point >> 6)));
        six_bits(0);
    } else if (code_point < 0x10000) {
        into.push_back(static_cast<char>(0xE0 | (code_point >> 12)));
        six_bits(6);
        six_bits(0);
    } else {
        into.push_back(static_cast<char>(0xF0 | (code_point >> 18)));
        six_bits(12);
        six_bits(6);
        six_bits(0);
    }
}

std::size_t code_point_count(std::string_view text)
{
    const auto inside = std::count_if(text.begin(), text.end(), is_continuation);
    return text.size() - static_cast<std::size_t>(inside);
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty()) {
        std::size_t after_first = 0;
        if (!is_white_space(next_code_point(text, after_first))) break;
        text.remove_prefix(after_first);
    }
    while (!text.empty()) {
        const std::size_t start = start_of_last(text);
        std::size_t position = start;
        const char32_t last = next_code_point(text, position);
        if (position != text.size() || !is_white_space(last)) break;
        text.remove_suffix(text.size() - start);
    }
    return text;
}

std::string to_half_width(std::string_view text)
{
    std::string narrow;
    narrow.reserve(text.size());
    std::size_t position = 0;
    while (position < text.size()) {
        const std::size_t start = position;
        const char32_t code_point = next_code_point(text, position);
        if (code_point >= 0xFF01 && code_point <= 0xFF5E) {
            narrow.push_back(static_cast<char>(code_point - 0xFF01 + '!'));
        } else if (code_point == ideographic_space) {
            narrow.push_back(' ');
        } else {
            narrow.append(text.substr(start, position - start));
        }
    }
    return narrow;
}

std::string to_upper_ascii(std::string_view text)
{
    std::string upper(text);
    for (char& c : upper) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return upper;
}

std::size_t display_width(std::string_view text)
{
    if (is_printable_ascii(text)) return text.size();

    std::size_t columns = 0;
    for (std::size_t position = 0; position < text.size();) {
        columns += columns_of(next_code_point(text, position));
    }
    return columns;
}

std::string padded(std::string_view text, std::size_t width)
{
    const std::size_t taken = display_width(text);
    std::string full(text);
    if (taken < width) full.append(width - taken, ' ');
    return full;
}

std::string shortened(std::string_view text, std::size_t width)
{
    if (display_width(text) <= width) return std::string(text);
    if (width == 0) return {};

    std::size_t columns = 0;
    std::size_t kept = 0;
    for (std::size_t position = 0; position < text.size(); kept = position) {
        columns += columns_of(next_code_point(text, position));
        if (columns + 1 > width) break;
    }
    return std::string(text.substr(0, kept)).append(ellipsis);
}

std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    for (;;) {
        const std::size_t end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

std::string join(const std::vector<std::string>& parts, std::string_view separator)
{
    std::string joined;
    for (std::size_t index = 0; index < parts.size(); ++index) {
        if (index > 0) joined.append(separator);
        joined.append(parts[index]);
    }
    return joined;
}

bool contains(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

std::string replaced(std::string_view text, std::string_view from, std::string_view to)
{
    if (from.empty()) return std::string(text);

    std::string result;
    for (;;) {
        const std::size_t found = text.find(from);
        result.append(text.substr(0, found));
        if (found == std::string_view::npos) return result;
        result.append(to);
        text.remove_prefix(found + from.size());
    }
}

}  // namespace xinheng
