#include "credit/catalogue/pattern.h"

#include "base/text.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>

namespace xinheng::catalogue {

namespace {

constexpr char32_t last_character = 0x10FFFF;
constexpr int unbounded = -1;
constexpr int most_repetitions = 256;
constexpr std::size_t most_positions = 1024;
constexpr std::size_t most_states = 2048;

struct Range {
    char32_t first;
    char32_t last;
};
using Characters = std::vector<Range>;

struct Node {
    enum class Kind { characters, sequence, choice, repeat };
    Kind kind = Kind::sequence;
    Characters characters;
    std::vector<Node> children;
    int fewest = 1;
    int most = 1;

    // Several ways to read one text: repeated, they multiply in a reader that tries them all.
    bool is_ambiguous() const
    {
        if (kind == Kind::choice || (kind == Kind::repeat && fewest != most)) return true;
        return std::any_of(children.begin(), children.end(),
                           [](const Node& child) { return child.is_ambiguous(); });
    }
};

Characters all_but(Characters excluded)
{
    std::sort(excluded.begin(), excluded.end(),
              [](const Range& left, const Range& right) { return left.first < right.first; });
    Characters rest;
    char32_t from = 0;
    for (const Range& range : excluded) {
        if (range.first > from) rest.push_back({from, range.first - 1});
        from = std::max<char32_t>(from, range.last + 1);
    }
    if (from <= last_character) rest.push_back({from, last_character});
    return rest;
}

// Reads the text from left to right; `error` says what is wrong with it, once something is.
struct Parser {
    std::string_view text;
    std::size_t at = 0;
    int depth = 0;
    std::string error = {};

    bool done() const { return at >= text.size() || !error.empty(); }
    char peek() const { return done() ? '\0' : text[at]; }
    void fail(std::string what)
    {
        if (error.empty()) error = std::move(what);
    }

    bool take(char wanted)
    {
        if (done() || text[at] != wanted) return false;
        ++at;
        return true;
    }

    Node choice()
    {
        Node all{Node::Kind::choice, {}, {}};
        all.children.push_back(sequence());
        while (take('|')) all.children.push_back(sequence());
        return all.children.size() > 1 ? std::move(all) : std::move(all.children.front());
    }

    Node sequence()
    {
        Node all;
        while (!done() && peek() != '|' && peek() != ')') all.children.push_back(repeated());
        return all;
    }

    Node repeated()
    {
        Node one = single();
        Node all{Node::Kind::repeat, {}, {}};
        if (take('?')) all.fewest = 0;
        else if (take('*')) {
            all.fewest = 0;
            all.most = unbounded;
        } else if (take('+')) all.most = unbounded;
        else if (take('{')) bounds(all);
        else return one;

        if (!done() && (peek() == '?' || peek() == '*' || peek() == '+' || peek() == '{'))
            fail("two repetitions in a row");
        if (all.most != 1 && one.is_ambiguous()) fail("a repetition of what itself repeats");
        all.children.push_back(std::move(one));
        return all;
    }

    void bounds(Node& node)
    {
        node.fewest = number();
        node.most = take(',') ? (peek() == '}' ? unbounded : number()) : node.fewest;
        if (!take('}')) fail("a bound without }");
        if (node.most != unbounded && (node.most < node.fewest || node.most == 0))
            fail("bounds in the wrong order");
    }

    int number()
    {
        int value = 0;
        const auto* begin = text.data() + at;
        const auto read = std::from_chars(begin, text.data() + text.size(), value);
        if (read.ec != std::errc{} || value < 0 || value > most_repetitions) fail("a bad bound");
        at += static_cast<std::size_t>(read.ptr - begin);
        return value;
    }

    Node single()
    {
        if (take('(')) return group();
        Node one{Node::Kind::characters, {}, {}};
        if (take('[')) one.characters = bracket();
        else if (take('.')) one.characters = all_but({{'\n', '\n'}, {'\r', '\r'}});
        else if (take('\\')) one.characters = escape();
        else if (std::string_view("?*+{}])^$").find(peek()) != std::string_view::npos)
            fail("an unexpected " + std::string(1, peek()));
        else {
            const char32_t character = next_code_point(text, at);
            one.characters = {{character, character}};
        }
        return one;
    }

    Node group()
    {
        if (++depth > 8) fail("groups too deep");
        if (take('?') && !take(':')) fail("an unknown kind of group");
        Node inner = choice();
        if (!take(')')) fail("a group without )");
        --depth;
        return inner;
    }

    Characters escape()
    {
        if (take('d')) return {{'0', '9'}};
        static constexpr std::string_view literal = R"(.\-+*?()[]{}|^$/)";
        const char character = peek();
        if (literal.find(character) == std::string_view::npos || character == '\0')
            fail("an unknown escape");
        ++at;
        return {{static_cast<char32_t>(character), static_cast<char32_t>(character)}};
    }

    Characters bracket()
    {
        const bool negated = take('^');
        Characters all;
        while (!done() && peek() != ']') {
            Characters part = bracket_character();
            if (peek() == '-' && at + 1 < text.size() && text[at + 1] != ']') {
                ++at;
                const Characters end = bracket_character();
                if (done() || end.front().first < part.front().first)
                    fail("a range in the wrong order");
                else part = {{part.front().first, end.front().first}};
            }
            all.insert(all.end(), part.begin(), part.end());
        }
        if (!take(']')) fail("a class without ]");
        if (all.empty()) fail("an empty class");
        return negated ? all_but(std::move(all)) : all;
    }

    Characters bracket_character()
    {
        if (take('\\')) return escape();
        if (done() || peek() == '[') fail("a class within a class");
        if (done()) return {{0, 0}};
        const char32_t character = next_code_point(text, at);
        return {{character, character}};
    }
};

using Positions = std::vector<std::uint16_t>;

void add_all(Positions& into, const Positions& more)
{
    into.insert(into.end(), more.begin(), more.end());
    std::sort(into.begin(), into.end());
    into.erase(std::unique(into.begin(), into.end()), into.end());
}

}  // namespace

// Glushkov's construction: every character class of the pattern is a position, and a state of the
// table is the set of positions that the last character may have stood at.
struct Pattern::Compiler {
    struct Part {
        bool may_be_empty = true;
        Positions firsts;
        Positions lasts;
    };

    std::vector<Characters> positions = {Characters{}};  // Position 0 is the beginning.
    std::vector<Positions> followers = {Positions{}};
    bool too_large = false;

    void link(const Positions& from, const Positions& to)
    {
        for (const std::uint16_t position : from) add_all(followers[position], to);
    }

    void append(Part& whole, const Part& next)
    {
        link(whole.lasts, next.firsts);
        if (whole.may_be_empty) add_all(whole.firsts, next.firsts);
        if (next.may_be_empty) add_all(whole.lasts, next.lasts);
        else whole.lasts = next.lasts;
        whole.may_be_empty = whole.may_be_empty && next.may_be_empty;
    }

    Part part(const Node& node)
    {
        switch (node.kind) {
        case Node::Kind::characters: return one_position(node.characters);
        case Node::Kind::choice: return any_of(node.children);
        case Node::Kind::repeat: return repetition(node);
        case Node::Kind::sequence: break;
        }
        Part whole;
        for (const Node& child : node.children) append(whole, part(child));
        return whole;
    }

    Part one_position(const Characters& characters)
    {
        if (positions.size() >= most_positions) {
            too_large = true;
            return {};
        }
        const auto position = static_cast<std::uint16_t>(positions.size());
        positions.push_back(characters);
        followers.emplace_back();
        return {false, {position}, {position}};
    }

    Part any_of(const std::vector<Node>& children)
    {
        Part whole{false, {}, {}};
        for (const Node& child : children) {
            const Part next = part(child);
            add_all(whole.firsts, next.firsts);
            add_all(whole.lasts, next.lasts);
            whole.may_be_empty = whole.may_be_empty || next.may_be_empty;
        }
        return whole;
    }

    Part repetition(const Node& node)
    {
        const Node& child = node.children.front();
        Part whole;
        for (int count = 0; count < node.fewest && !too_large; ++count) append(whole, part(child));
        if (node.most == unbounded) {
            Part loop = part(child);
            link(loop.lasts, loop.firsts);
            loop.may_be_empty = true;
            append(whole, loop);
        }
        for (int count = node.fewest; count < node.most && !too_large; ++count) {
            Part optional = part(child);
            optional.may_be_empty = true;
            append(whole, optional);
        }
        return whole;
    }

    void number_kinds(Pattern& pattern) const
    {
        auto& borders = pattern.kind_borders_;
        for (const Characters& characters : positions)
            for (const Range& range : characters) {
                borders.push_back(range.first);
                if (range.last < last_character) borders.push_back(range.last + 1);
            }
        std::sort(borders.begin(), borders.end());
        borders.erase(std::unique(borders.begin(), borders.end()), borders.end());
        pattern.kind_count_ = static_cast<std::uint16_t>(borders.size() + 1);
        for (std::size_t byte = 0; byte < 128; ++byte)
            pattern.ascii_kinds_[byte] = static_cast<std::uint16_t>(
                std::upper_bound(borders.begin(), borders.end(), byte) - borders.begin());
    }

    bool accepts(std::uint16_t position, char32_t character) const
    {
        const Characters& characters = positions[position];
        return std::any_of(characters.begin(), characters.end(), [character](const Range& range) {
            return range.first <= character && character <= range.last;
        });
    }

    void number_states(Pattern& pattern, const Part& whole)
    {
        followers[0] = whole.firsts;
        Positions ends = whole.lasts;
        if (whole.may_be_empty) add_all(ends, {0});

        std::map<Positions, std::uint16_t> numbers = {{Positions{}, 0}, {Positions{0}, 1}};
        std::vector<Positions> states = {Positions{}, Positions{0}};
        for (std::size_t state = 0; state < states.size(); ++state) {
            for (std::uint16_t kind = 0; kind < pattern.kind_count_; ++kind) {
                // A kind is known by its first character; kind 0 holds what no class begins.
                const char32_t example = kind == 0 ? 0 : pattern.kind_borders_[kind - 1u];
                Positions reached;
                for (const std::uint16_t position : states[state])
                    for (const std::uint16_t next : followers[position])
                        if (accepts(next, example)) reached.push_back(next);
                add_all(reached, {});
                const auto [place, is_new] =
                    numbers.emplace(reached, static_cast<std::uint16_t>(states.size()));
                if (is_new) states.push_back(reached);
                pattern.next_.push_back(place->second);
            }
            too_large = too_large || states.size() > most_states;
            if (too_large) return;
            const bool accepting =
                std::find_first_of(states[state].begin(), states[state].end(), ends.begin(),
                                   ends.end()) != states[state].end();
            pattern.accepting_.push_back(accepting ? 1 : 0);
        }
    }
};

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

    Parser parser{inner};
    const Node tree = parser.choice();
    if (parser.error.empty() && !parser.done()) parser.fail("a ) without a group");
    if (!parser.error.empty()) return refusal(parser.error);

    Pattern pattern;
    pattern.text_ = text;
    Compiler compiler;
    const auto whole = compiler.part(tree);
    if (!compiler.too_large) {
        compiler.number_kinds(pattern);
        compiler.number_states(pattern, whole);
    }
    if (compiler.too_large) return refusal("too many states");

    return pattern;
}

std::uint16_t Pattern::kind_of(char32_t character) const
{
    return static_cast<std::uint16_t>(
        std::upper_bound(kind_borders_.begin(), kind_borders_.end(), character) -
        kind_borders_.begin());
}

bool Pattern::matches(std::string_view value) const
{
    std::size_t state = 1;
    for (std::size_t at = 0; at < value.size() && state != 0;) {
        const auto byte = static_cast<unsigned char>(value[at]);
        const std::uint16_t kind =
            byte < 128 ? (++at, ascii_kinds_[byte]) : kind_of(next_code_point(value, at));
        state = next_[state * kind_count_ + kind];
    }
    return accepting_[state] != 0;
}

}  // namespace xinheng::catalogue
