#include "base/spreadsheet/compound.h"

#include <array>
#include <fstream>
#include <set>

namespace xinheng::spreadsheet {
namespace {

constexpr std::streamoff most_bytes = 128 << 20;  // The library keeps all of it in memory.
constexpr std::size_t entry_bytes = 128;
constexpr std::size_t name_bytes = 64;

// The name of a directory entry, if the bytes are one with an ASCII name.
std::string name_of(const char* entry)
{
    std::string name;
    for (std::size_t at = 0; at < name_bytes; at += 2) {
        const char letter = entry[at];
        if (letter == '\0' && entry[at + 1] == '\0') break;
        if (entry[at + 1] != '\0') return {};
        name += letter;
    }
    const auto told = static_cast<unsigned char>(entry[name_bytes]);
    return told == 2 * (name.size() + 1) ? name : std::string();
}

// The entries are found by their form, wherever they lie: a chain of sectors may be damaged or made
// to go in a circle.
std::set<std::string> names_in(std::ifstream& file)
{
    std::set<std::string> names;
    std::array<char, 64 << 10> block{};
    while (file) {
        file.read(block.data(), block.size());
        const auto got = static_cast<std::size_t>(file.gcount());
        for (std::size_t at = 0; at + entry_bytes <= got; at += entry_bytes) {
            auto name = name_of(block.data() + at);
            for (const std::string_view known :
                 {"EncryptedPackage", "Workbook", "Book", "_VBA_PROJECT", "_VBA_PROJECT_CUR"})
                if (name == known) names.insert(std::move(name));
        }
    }
    return names;
}

}  // namespace

Outcome check_compound(const std::string& path)
{
    const auto refuse = [&](std::string_view reason) {
        return Error{ErrorKind::invalid_input, reason, path};
    };
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    if (!file) return refuse("file.unreadable");
    if (file.tellg() > most_bytes) return refuse("sheet.too_large");
    file.seekg(0);
    const auto names = names_in(file);
    if (names.contains("EncryptedPackage")) return refuse("sheet.encrypted");
    if (names.contains("_VBA_PROJECT") || names.contains("_VBA_PROJECT_CUR"))
        return refuse("sheet.macros");
    if (!names.contains("Workbook") && !names.contains("Book")) return refuse("file.not_text");
    return Done{};
}

}  // namespace xinheng::spreadsheet
