#include "credit/catalogue/pattern.h"

#include "base/text.h"

#include <re2/re2.h>

#include <algorithm>
#include <charconv>
#include <vector>

namespace xinheng::catalogue {

namespace {

// RE2 reads more than other readers of a Table Schema do, and some of it otherwise. This refuses
// what is not common to all; whether the rest is well formed, RE2 says.
class CommonPart {
public:
    explicit CommonPart(std::string_view text) : text_(text) {}

    // What is wrong, or nothing; `written()` is then the pattern for RE2.
    std::string_view problem()
    {
        while (at_ < text_.size() && problem_.empty()) step();
        return problem_;
    }
    const std::string& written() const { return written_; }

private:
    enum class Readings { one, several };
    // Several ways to read one text: repeated, they multiply in a reader that tries them all.
    struct Group {
        Readings readings = Readings::one;
        Readings last = Readings::one;  // Of the part that a repetition would repeat.
        bool may_repeat = false;
    };

    void step()
    {
        switch (text_[at_]) {
        case '(': return open();
        case ')': return close();
        case '|': return choice();
        case '?':
        case '*':
        case '+':
        case '{': return repetition();
        case '^':
        case '$':
        case ']':
        case '}': return refuse("an unexpected ^ $ ] }");
        case '[': bracket(); break;
        case '\\': escape(); break;
        case '.': dot(); break;
        default: character();
        }
        part_was_read(Readings::one);
    }

    void refuse(std::string_view what)
    {
        if (problem_.empty()) problem_ = what;
    }

    std::string_view rest() const { return text_.substr(at_); }

    void copy(std::size_t bytes)
    {
        written_ += rest().substr(0, bytes);
        at_ = std::min(at_ + bytes, text_.size());
    }

    void character()
    {
        std::size_t end = at_;
        next_code_point(text_, end);
        copy(end - at_);
    }

    // For RE2 a carriage return would be a character like others.
    void dot()
    {
        written_ += R"([^\n\r])";
        ++at_;
    }

    void part_was_read(Readings readings)
    {
        group().last = readings;
        group().may_repeat = true;
    }

    Group& group() { return groups_.back(); }

    void open()
    {
        const bool unnamed = rest().starts_with("(?:");
        if (!unnamed && rest().starts_with("(?")) return refuse("an unknown kind of group");
        copy(unnamed ? 3 : 1);
        groups_.emplace_back();
    }

    void close()
    {
        if (groups_.size() == 1) return refuse("a ) without a group");
        copy(1);
        const Readings readings = group().readings;
        groups_.pop_back();
        if (readings == Readings::several) group().readings = readings;
        part_was_read(readings);
    }

    void choice()
    {
        copy(1);
        group().readings = Readings::several;
        group().may_repeat = false;
    }

    void repetition()
    {
        if (!group().may_repeat) return refuse("a repetition of nothing, or of a repetition");
        const std::size_t from = at_;
        const Bounds times = bounds();
        if (times.most != 1 && group().last == Readings::several)
            return refuse("a repetition of what itself repeats");
        if (times.fewest != times.most) group().readings = Readings::several;
        group().may_repeat = false;
        written_ += text_.substr(from, at_ - from);
    }

    struct Bounds {
        int fewest;
        int most;
    };
    static constexpr int unbounded = -1;

    Bounds bounds()
    {
        switch (text_[at_++]) {
        case '?': return {0, 1};
        case '*': return {0, unbounded};
        case '+': return {1, unbounded};
        default: break;
        }
        const int fewest = number();
        if (!take(',')) return take('}') ? Bounds{fewest, fewest} : bad_bounds();
        if (take('}')) return {fewest, unbounded};
        const int most = number();
        return take('}') ? Bounds{fewest, most} : bad_bounds();
    }

    Bounds bad_bounds()
    {
        refuse("bounds other than {n}, {n,} and {n,m}");
        return {};
    }

    int number()
    {
        int value = 0;
        const auto read = std::from_chars(rest().data(), rest().data() + rest().size(), value);
        if (read.ec != std::errc{} || value < 0) bad_bounds();
        at_ += static_cast<std::size_t>(read.ptr - rest().data());
        return value;
    }

    bool take(char wanted)
    {
        if (!rest().starts_with(wanted)) return false;
        ++at_;
        return true;
    }

    void escape()
    {
        static constexpr std::string_view known = R"(d.\-+*?()[]{}|^$/)";
        const bool escapes = rest().size() > 1 && known.find(rest()[1]) != known.npos;
        if (!escapes) return refuse("an unknown escape");
        copy(2);
    }

    void bracket()
    {
        copy(rest().starts_with("[^") ? 2 : 1);
        if (rest().starts_with(']')) return refuse("an empty class");
        while (at_ < text_.size() && text_[at_] != ']' && problem_.empty()) {
            if (text_[at_] == '[') refuse("a class within a class");
            else if (text_[at_] == '\\') escape();
            else character();
        }
        copy(1);
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<Group> groups_ = {Group{}};  // The whole pattern, and within it those still open.
    std::string written_;
    std::string_view problem_;
};

}  // namespace

Pattern::Pattern(std::string_view text, std::unique_ptr<const re2::RE2> matcher)
    : text_(text), matcher_(std::move(matcher))
{}
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;
Pattern::~Pattern() = default;

Result<Pattern> Pattern::parse(std::string_view text)
{
    const auto refusal = [text](std::string_view what) {
        return Error{ErrorKind::invalid_input, "catalogue.pattern",
                     std::string(text.substr(0, longest)) + ": " + std::string(what)};
    };
    if (text.empty() || text.size() > longest) return refusal("empty or longer than 200 bytes");
    if (!is_utf8(text)) return refusal("not UTF-8");

    // Authors write the anchors out of habit; a pattern is anchored at both ends anyway.
    std::string_view inner = text;
    if (inner.front() == '^') inner.remove_prefix(1);
    if (inner.ends_with('$') && !inner.ends_with("\\$")) inner.remove_suffix(1);

    CommonPart common{inner};
    const std::string_view problem = common.problem();
    if (!problem.empty()) return refusal(problem);

    auto matcher = std::make_unique<const re2::RE2>(common.written(), re2::RE2::Quiet);
    if (!matcher->ok()) return refusal(matcher->error());

    return Pattern(text, std::move(matcher));
}

bool Pattern::matches(std::string_view value) const
{
    return re2::RE2::FullMatch(re2::StringPiece(value.data(), value.size()), *matcher_);
}

}  // namespace xinheng::catalogue
