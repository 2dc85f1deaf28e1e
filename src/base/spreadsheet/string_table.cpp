#include "base/spreadsheet/string_table.h"

#include "base/spreadsheet/xml.h"
#include "base/text.h"

#include <charconv>
#include <cstring>

namespace xinheng::spreadsheet {
namespace {

constexpr std::size_t texts_memory_bytes = 48 << 20;
constexpr std::size_t ends_memory_bytes = 16 << 20;
constexpr std::string_view escape = "_x";
constexpr std::size_t escape_bytes = 7;

// The character of "_x000D_" at the front, if that is what stands there.
bool read_escape(std::string_view text, char32_t& letter)
{
    if (text.size() < escape_bytes || text[escape_bytes - 1] != '_') return false;
    unsigned value = 0;
    const char* const digits = text.data() + escape.size();
    const auto [end, trouble] = std::from_chars(digits, digits + 4, value, 16);
    letter = value;
    const bool is_surrogate = value >= 0xD800 && value <= 0xDFFF;
    return trouble == std::errc() && end == digits + 4 && !is_surrogate;
}

}  // namespace

StringTable::StringTable() : texts_(texts_memory_bytes), ends_(ends_memory_bytes) {}

Result<StringTable> StringTable::read(ZipPart part, std::size_t string_bytes)
{
    StringTable table;
    std::string text, plain;
    int phonetic = 0;  // What stands in rPh tells how to say the text; it is no part of it.
    bool in_text = false;
    bool is_too_long = false;
    XmlHandlers handlers;
    handlers.begin = [&](std::string_view name, const Attributes&) {
        if (name == "si") text.clear();
        if (name == "rPh") ++phonetic;
        in_text = name == "t" && phonetic == 0;
    };
    handlers.end = [&](std::string_view name) {
        in_text = false;
        if (name == "rPh") --phonetic;
        if (name != "si") return;
        plain.clear();
        append_unescaped(plain, text);
        table.append(plain);
    };
    handlers.text = [&](std::string_view piece) {
        if (!in_text) return;
        if (text.size() + piece.size() > string_bytes) is_too_long = true;
        else text += piece;
    };
    Xml xml(std::move(part), std::move(handlers));
    while (xml.run()) continue;
    if (!xml.problem().empty()) return Error{ErrorKind::invalid_input, xml.problem(), ""};
    if (is_too_long) return Error{ErrorKind::invalid_input, "sheet.too_large", ""};
    return table;
}

void StringTable::append(std::string_view text)
{
    texts_.append(text);
    const std::uint64_t end = texts_.size();
    ends_.append({reinterpret_cast<const char*>(&end), sizeof end});
}

std::uint64_t StringTable::end_of(std::uint64_t number)
{
    std::uint64_t end = 0;
    char bytes[sizeof end];
    ends_.read(number * sizeof end, bytes, sizeof end);
    std::memcpy(&end, bytes, sizeof end);
    return end;
}

bool StringTable::append_to(std::string& into, std::uint64_t number)
{
    if (number >= size()) return false;
    const std::uint64_t begin = number == 0 ? 0 : end_of(number - 1);
    const auto bytes = static_cast<std::size_t>(end_of(number) - begin);
    const std::size_t filled = into.size();
    into.resize(filled + bytes);
    texts_.read(begin, into.data() + filled, bytes);
    return true;
}

void append_unescaped(std::string& into, std::string_view text)
{
    for (std::size_t at = 0;;) {
        const std::size_t found = text.find(escape, at);
        if (found == std::string_view::npos) {
            into += text.substr(at);
            return;
        }
        into += text.substr(at, found - at);
        char32_t letter = 0;
        const bool is_escape = read_escape(text.substr(found), letter);
        if (is_escape) append_code_point(into, letter);
        else into += escape;
        at = found + (is_escape ? escape_bytes : escape.size());
    }
}

}  // namespace xinheng::spreadsheet
