// Which of the two encodings a department used, or why it is no text; GB 18030 into UTF-8. Private
// to csv.cpp.
#pragma once

#include "base/csv.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace xinheng::csv {

constexpr std::string_view replacement_character = "\xEF\xBF\xBD";
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view gb18030_byte_order_mark = "\x84\x31\x95\x33";

enum class Ending { more_follows, last };

// Judges by the beginning of a file: spreadsheets, documents, UTF-16, nothing at all.
std::optional<Error> why_not_csv(std::string_view head);

// Judges by it likewise. Strict UTF-8 wins, then strict GB18030; what is broken in both
// is given to the one that it breaks less often.
Encoding recognised_encoding(std::string_view head, Ending ending);

// How many bytes at the end begin a UTF-8 character without finishing it.
std::size_t unfinished_utf8(std::string_view text);

// Every byte that is not UTF-8 becomes U+FFFD.
void append_as_utf8(std::string& into, std::string_view bytes);

class Gb18030Decoder {
public:
    Gb18030Decoder();

    struct Step {
        std::size_t read = 0;
        std::size_t written = 0;
        std::size_t replaced = 0;  // Bytes that are no character, written as U+FFFD.
    };
    // As much as there is room for. A character cut at the end is left, unless nothing follows.
    Step decode(std::string_view from, Ending ending, char* into, std::size_t room);

private:
    struct Close {
        void operator()(void* descriptor) const;
    };
    std::unique_ptr<void, Close> descriptor_;
};

}  // namespace xinheng::csv
