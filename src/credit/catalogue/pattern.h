// The patterns of a class file: the part of regular expressions that every reader of a Table
// Schema understands alike. RE2 matches them, in a time that grows with the value and no faster.
#pragma once

#include "base/result.h"

#include <memory>
#include <string>
#include <string_view>

namespace re2 {
class RE2;
}

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

    Pattern(Pattern&&) noexcept;
    Pattern& operator=(Pattern&&) noexcept;
    ~Pattern();

private:
    Pattern(std::string_view text, std::unique_ptr<const re2::RE2> matcher);

    std::string text_;
    std::unique_ptr<const re2::RE2> matcher_;
};

}  // namespace xinheng::catalogue
