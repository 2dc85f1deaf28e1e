#include "base/http.h"
#include "base/text.h"

#include <algorithm>

namespace xinheng::http {

namespace {

bool same_name(std::string_view left, std::string_view right)
{
    return left.size() == right.size() &&
           std::equal(left.begin(), left.end(), right.begin(), [](char one, char other) {
               const auto lower = [](char letter) {
                   return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
               };
               return lower(one) == lower(other);
           });
}

std::optional<int> hex_digit(char letter)
{
    if (letter >= '0' && letter <= '9') return letter - '0';
    if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
    if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
    return std::nullopt;
}

enum class Plus { is_plus, is_space };

// Nothing where an escape is broken, or it hides what no text holds.
std::optional<std::string> decoded(std::string_view text, Plus plus)
{
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        char letter = text[at];
        if (letter == '%') {
            if (at + 2 >= text.size()) return std::nullopt;
            const auto high = hex_digit(text[at + 1]), low = hex_digit(text[at + 2]);
            if (!high || !low) return std::nullopt;
            letter = static_cast<char>(*high * 16 + *low);
            at += 2;
        } else if (letter == '+' && plus == Plus::is_space) {
            letter = ' ';
        }
        if (static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f) return std::nullopt;
        out += letter;
    }
    if (!is_utf8(out)) return std::nullopt;
    return out;
}

bool climbs(std::string_view path)
{
    for (std::size_t from = 1; from <= path.size();) {
        const std::size_t to = std::min(path.find('/', from), path.size());
        const auto segment = path.substr(from, to - from);
        if (segment == "." || segment == "..") return true;
        from = to + 1;
    }
    return false;
}

}  // namespace

std::string_view name_of(Method method)
{
    switch (method) {
    case Method::get: return "GET";
    case Method::post: return "POST";
    case Method::put: return "PUT";
    case Method::patch: return "PATCH";
    case Method::remove: return "DELETE";
    }
    throw Failure("a method of no name");
}

void Headers::set(std::string name, std::string value)
{
    std::erase_if(all_, [&](const auto& header) { return same_name(header.first, name); });
    add(std::move(name), std::move(value));
}

void Headers::add(std::string name, std::string value)
{
    all_.emplace_back(std::move(name), std::move(value));
}

std::string_view Headers::get(std::string_view name) const
{
    for (const auto& [known, value] : all_)
        if (same_name(known, name)) return value;
    return {};
}

SpooledFile::~SpooledFile()
{
    std::error_code trouble;
    std::filesystem::remove(path_, trouble);
}

std::string_view Request::asked(std::string_view name) const
{
    const auto found = query.find(name);
    return found == query.end() ? std::string_view() : std::string_view(found->second);
}

Result<Target> read_target(std::string_view target)
{
    const Error refusal{ErrorKind::invalid_input, "http.target",
                        std::string(target.substr(0, 200))};
    const std::size_t mark = std::min(target.find('?'), target.size());
    auto path = decoded(target.substr(0, mark), Plus::is_plus);
    // An encoded slash would be another path to whoever decodes at another place.
    const auto raw = target.substr(0, mark);
    const bool hides_slash = raw.find("%2f") != raw.npos || raw.find("%2F") != raw.npos;
    if (!path || path->empty() || path->front() != '/' || hides_slash || climbs(*path))
        return refusal;

    Target read{std::move(*path), {}};
    std::string_view rest = mark < target.size() ? target.substr(mark + 1) : std::string_view();
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('&'), rest.size());
        const auto pair = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (pair.empty()) continue;
        const std::size_t equals = std::min(pair.find('='), pair.size());
        auto name = decoded(pair.substr(0, equals), Plus::is_space);
        auto value = decoded(pair.substr(std::min(equals + 1, pair.size())), Plus::is_space);
        if (!name || !value) return refusal;
        read.query.insert_or_assign(std::move(*name), std::move(*value));
    }
    return read;
}

}  // namespace xinheng::http
