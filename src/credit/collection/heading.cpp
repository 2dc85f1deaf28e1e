#include "credit/collection/heading.h"

#include "base/text.h"

namespace xinheng::collection {
namespace {

std::optional<AmountUnit> unit_of_note(std::string_view note)
{
    for (const std::string_view prefix : {"单位", ":", "人民币"}) {
        if (note.starts_with(prefix)) note.remove_prefix(prefix.size());
    }
    if (note == "元") return AmountUnit::yuan;
    if (note == "万元") return AmountUnit::ten_thousand_yuan;
    return std::nullopt;
}

// 必填 and the like tell who fills the form in what to do; they are no part of the name.
bool is_instruction(std::string_view note)
{
    for (const std::string_view word :
         {"必填", "选填", "必填项", "选填项", "非必填", "可选", "可空", "必报"}) {
        if (note == word) return true;
    }
    return false;
}

bool is_opening(char32_t letter)
{
    constexpr std::u32string_view brackets = U"([{【〔「﹝";
    return brackets.find(letter) != std::u32string_view::npos;
}

bool is_closing(char32_t letter)
{
    constexpr std::u32string_view brackets = U")]}】〕」﹞";
    return brackets.find(letter) != std::u32string_view::npos;
}

bool is_sign(char32_t letter)
{
    constexpr std::u32string_view signs = U" \t\r\n_-*.、,:;·/\u00a0\ufeff“”\"'";
    return signs.find(letter) != std::u32string_view::npos ||
           (letter >= U'\u2010' && letter <= U'\u2015') ||
           (letter >= U'\u200b' && letter <= U'\u200f');
}

class Reducer {
public:
    Heading run(std::string_view text)
    {
        for (std::size_t position = 0; position < text.size();)
            add(next_code_point(text, position));
        end_note();
        return std::move(heading_);
    }

private:
    void add(char32_t letter)
    {
        if (is_opening(letter) || is_closing(letter)) {
            end_note();
            in_note_ = is_opening(letter);
            return;
        }
        if (in_note_ && letter == U':') return append_code_point(note_, letter);
        if (is_sign(letter)) return;
        append_code_point(in_note_ ? note_ : heading_.outside, letter);
        if (!in_note_) append_code_point(heading_.key, letter);
    }

    void end_note()
    {
        if (!in_note_ || note_.empty()) return;
        const auto unit = unit_of_note(note_);
        if (unit) {
            heading_.unit = unit;
        } else if (!is_instruction(note_)) {
            const auto plain = replaced(note_, ":", "");
            heading_.key += plain;
            heading_.inside = plain;
        }
        note_.clear();
    }

    Heading heading_;
    std::string note_;
    bool in_note_ = false;
};

}  // namespace

Heading read_heading(std::string_view text)
{
    return Reducer().run(to_upper_ascii(to_half_width(text)));
}

}  // namespace xinheng::collection
