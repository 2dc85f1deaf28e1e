#include "base/charset.h"

#include "base/text.h"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <iconv.h>
#include <vector>

namespace xinheng::csv {
namespace {

// The length of the UTF-8 character at the front, 0 if there is none.
std::size_t character_bytes(std::string_view text)
{
    const auto first = static_cast<unsigned char>(text[0]);
    if (first < 0x80) return 1;
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    return first >= 0xC2 && text.size() >= length && is_utf8(text.substr(0, length)) ? length : 0;
}

struct Utf8Census {
    std::size_t characters = 0;  // Of more than one byte.
    std::size_t broken = 0;
};

Utf8Census take_utf8_census(std::string_view text)
{
    Utf8Census census;
    while (!text.empty()) {
        const std::size_t length = character_bytes(text);
        if (length > 1) ++census.characters;
        if (length == 0) ++census.broken;
        text.remove_prefix(length == 0 ? 1 : length);
    }
    return census;
}

std::size_t count_broken_gb18030(std::string_view text, Ending ending)
{
    Gb18030Decoder decoder;
    std::vector<char> decoded(64 << 10);
    std::size_t broken = 0;
    while (!text.empty()) {
        const auto step = decoder.decode(text, ending, decoded.data(), decoded.size());
        if (step.read == 0) break;
        broken += step.replaced;
        text.remove_prefix(step.read);
    }
    return broken;
}

}  // namespace

std::optional<Error> why_not_csv(std::string_view head)
{
    using namespace std::string_view_literals;
    const auto refuse = [](std::string_view reason, const char* detail) {
        return Error{ErrorKind::invalid_input, reason, detail};
    };
    if (head.empty() || head == byte_order_mark) return refuse("file.empty", "");
    if (head.starts_with("\xFF\xFE"sv) || head.starts_with("\xFE\xFF"sv)) {
        return refuse("file.utf16", "UTF-16");
    }
    if (head.starts_with("PK\x03\x04"sv)) return refuse("file.not_text", "xlsx, zip");
    if (head.starts_with("\xD0\xCF\x11\xE0"sv)) return refuse("file.not_text", "xls, doc");
    if (head.starts_with("%PDF-"sv)) return refuse("file.not_text", "PDF");

    constexpr std::size_t judged_from_bytes = 512;
    const auto nul_bytes = static_cast<std::size_t>(std::count(head.begin(), head.end(), '\0'));
    if (head.size() >= judged_from_bytes && nul_bytes > head.size() / 10) {
        return refuse("file.not_text", "NUL");
    }
    return std::nullopt;
}

Encoding recognised_encoding(std::string_view head, Ending ending)
{
    std::string_view whole = head;
    if (ending == Ending::more_follows) whole.remove_suffix(unfinished_utf8(head));
    if (is_utf8(whole)) return Encoding::utf8;

    // Damaged UTF-8 may by chance be sound GB18030. GB18030 almost never looks like UTF-8.
    const Utf8Census utf8 = take_utf8_census(whole);
    if (utf8.characters > 8 * utf8.broken) return Encoding::utf8;
    return count_broken_gb18030(head, ending) < utf8.broken ? Encoding::gb18030 : Encoding::utf8;
}

std::size_t unfinished_utf8(std::string_view text)
{
    for (std::size_t back = 1; back <= 3 && back <= text.size(); ++back) {
        const auto byte = static_cast<unsigned char>(text[text.size() - back]);
        if (byte >= 0xC2 && byte <= 0xF4) {
            const std::size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
            return length > back ? back : 0;
        }
        if (byte < 0x80 || byte >= 0xC0) return 0;
    }
    return 0;
}

void append_as_utf8(std::string& into, std::string_view bytes)
{
    while (!bytes.empty()) {
        const std::size_t length = character_bytes(bytes);
        into.append(length == 0 ? replacement_character : bytes.substr(0, length));
        bytes.remove_prefix(length == 0 ? 1 : length);
    }
}

void Gb18030Decoder::Close::operator()(void* descriptor) const
{
    iconv_close(descriptor);
}

Gb18030Decoder::Gb18030Decoder()
{
    const iconv_t descriptor = iconv_open("UTF-8", "GB18030");
    if (reinterpret_cast<std::intptr_t>(descriptor) == -1) {
        throw Failure("this system's iconv has no GB18030");
    }
    descriptor_.reset(descriptor);
}

Gb18030Decoder::Step Gb18030Decoder::decode(std::string_view from, Ending ending, char* into,
                                            std::size_t room)
{
    char* input = const_cast<char*>(from.data());  // iconv's signature; it does not write there.
    std::size_t input_left = from.size();
    char* output = into;
    std::size_t output_left = room;
    Step step;
    while (input_left > 0) {
        if (iconv(descriptor_.get(), &input, &input_left, &output, &output_left) !=
            static_cast<std::size_t>(-1)) {
            break;
        }
        const bool cut = errno == EINVAL;
        if (errno == E2BIG || (cut && ending == Ending::more_follows)) break;
        if (output_left < replacement_character.size()) break;
        iconv(descriptor_.get(), nullptr, nullptr, nullptr, nullptr);
        std::memcpy(output, replacement_character.data(), replacement_character.size());
        output += replacement_character.size();
        output_left -= replacement_character.size();
        ++input;
        --input_left;
        ++step.replaced;
    }
    step.read = from.size() - input_left;
    step.written = room - output_left;
    return step;
}

}  // namespace xinheng::csv
