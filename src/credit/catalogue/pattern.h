// The patterns of a class file: the part of regular expressions that every reader of a Table
// Schema understands alike. A pattern becomes a table of states when it is read, so matching takes
// one step to a character, whatever a sender puts in.
#pragma once

#include "base/result.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace xinheng::catalogue {

class Pattern {
public:
    static constexpr std::size_t longest = 200;

    // Characters, classes [A-Z] and [^/], \d, ., groups, |, ?, *, +, {n}, {n,}, {n,m}. Refuses with
    // "catalogue.pattern" what is none of these, what is too long, and a repetition of what itself
    // repeats: other readers of the schema may take exponential time over it.
    static Result<Pattern> parse(std::string_view text);

    // The whole value, as the Table Schema says, not a part of it.
    bool matches(std::string_view value) const;

    const std::string& text() const { return text_; }

private:
    struct Compiler;
    friend struct Compiler;
    Pattern() = default;
    std::uint16_t kind_of(char32_t character) const;

    std::string text_;
    // Characters that the pattern does not tell apart are of one kind.
    std::array<std::uint16_t, 128> ascii_kinds_{};
    std::vector<char32_t> kind_borders_;
    std::vector<std::uint16_t> next_;  // By state and kind; state 0 is the one without a way out.
    std::vector<std::uint8_t> accepting_;
    std::uint16_t kind_count_ = 1;
};

}  // namespace xinheng::catalogue
