// Text as people in China write it: UTF-8, full-width letters, two columns to a Han character.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace xinheng {

bool is_utf8(std::string_view bytes);  // Strict: no overlong forms, no surrogates, ≤ U+10FFFF.

// The code point at `position`, which moves past it. The text must be UTF-8.
char32_t next_code_point(std::string_view text, std::size_t& position);
void append_code_point(std::string& into, char32_t code_point);
std::size_t code_point_count(std::string_view text);

// Without white space at the ends: ASCII, U+3000, U+00A0, U+FEFF, zero-width.
std::string_view trimmed(std::string_view text);

// Full-width ASCII (U+FF01–FF5E) and the ideographic space become half-width.
std::string to_half_width(std::string_view text);
std::string to_upper_ascii(std::string_view text);

// Columns on a terminal: Han and full-width characters take two, combining marks none.
std::size_t display_width(std::string_view text);
std::string padded(std::string_view text, std::size_t width);  // Never cut.
// At most `width` columns, with … where something was left out.
std::string shortened(std::string_view text, std::size_t width);

std::vector<std::string_view> split(std::string_view text, char separator);
std::string join(const std::vector<std::string>& parts, std::string_view separator);
bool contains(std::string_view text, std::string_view part);
std::string replaced(std::string_view text, std::string_view from, std::string_view to);

}  // namespace xinheng
