#include "credit/subject/probable_code.h"

#include <algorithm>

namespace xinheng::subject {

namespace {

bool is_letter_or_digit(char character)
{
    return (character >= '0' && character <= '9') || (character >= 'A' && character <= 'Z');
}

// Holds a single guess; a second, different one makes both worthless.
class Guess {
public:
    void consider(std::string_view code)
    {
        if (code_.empty()) code_ = code;
        if (code_ != code) ambiguous_ = true;
    }

    std::string code() const { return ambiguous_ ? std::string() : code_; }

private:
    std::string code_;
    bool ambiguous_ = false;
};

// The letters that the alphabet leaves out, and what hands and scanners write them for.
std::string_view look_alikes(char letter)
{
    switch (letter) {
    case 'I': return "1";
    case 'O': return "0QD";
    case 'S': return "5";
    case 'V': return "UY";
    case 'Z': return "2";
    default: return "";
    }
}

// Each letter as what it is mostly written for: O for 0, even where D and Q would also pass.
bool try_first_look_alikes(std::string code, Guess& guess)
{
    for (char& character : code) {
        const std::string_view meant = look_alikes(character);
        if (!meant.empty()) character = meant.front();
    }
    if (!Uscc::parse(code)) return false;
    guess.consider(code);
    return true;
}

void try_look_alikes(std::string& code, std::size_t from, Guess& guess)
{
    while (from < code.size() && look_alikes(code[from]).empty()) ++from;
    if (from == code.size()) {
        if (Uscc::parse(code)) guess.consider(code);
        return;
    }
    const char written = code[from];
    for (const char meant : look_alikes(written)) {
        code[from] = meant;
        try_look_alikes(code, from + 1, guess);
    }
    code[from] = written;
}

void consider_if_sound(std::string_view code, const CodeTables& tables, Guess& guess)
{
    const auto uscc = Uscc::parse(code);
    if (uscc && is_sound(*uscc, tables)) guess.consider(code);
}

// The code that these 17 characters begin, where there can be one.
std::optional<Uscc> completed(std::string_view first_17)
{
    std::string code = std::string(first_17) + "0";
    const auto as_zero = Uscc::parse(code);
    if (as_zero) return *as_zero;
    if (as_zero.error().reason != "uscc.check_character") return std::nullopt;

    code.back() = Uscc::check_character(first_17);
    return *Uscc::parse(code);
}

bool only_the_check_character_is_wrong(std::string_view code, const CodeTables& tables)
{
    const auto uscc = completed(code.substr(0, Uscc::length - 1));
    return uscc && is_sound(*uscc, tables);
}

void try_swaps(std::string_view written, const CodeTables& tables, Guess& guess)
{
    // Without another sign of what is wrong, one swap in six passes by chance.
    if (only_the_check_character_is_wrong(written, tables)) return;

    std::string code(written);
    for (std::size_t i = 0; i + 1 < code.size(); ++i) {
        std::swap(code[i], code[i + 1]);
        consider_if_sound(code, tables, guess);
        std::swap(code[i], code[i + 1]);
    }
}

void try_removals(std::string_view written, const CodeTables& tables, Guess& guess)
{
    for (std::size_t i = 0; i < written.size(); ++i) {
        std::string code(written);
        code.erase(i, 1);
        consider_if_sound(code, tables, guess);
    }
}

void try_repeats(std::string_view written, const CodeTables& tables, Guess& guess)
{
    for (std::size_t i = 0; i < written.size(); ++i) {
        std::string code(written);
        code.insert(i, 1, written[i]);
        consider_if_sound(code, tables, guess);
    }
    // Or the last one was cut off.
    const auto uscc = completed(written);
    if (uscc) consider_if_sound(uscc->text(), tables, guess);
}

void try_runs(std::string_view text, const CodeTables& tables, Guess& guess)
{
    std::size_t begin = 0;
    for (std::size_t end = 0; end <= text.size(); ++end) {
        if (end < text.size() && is_letter_or_digit(text[end])) continue;
        if (end - begin == Uscc::length) {
            consider_if_sound(text.substr(begin, Uscc::length), tables, guess);
        }
        begin = end + 1;
    }
}

}  // namespace

bool has_sound_organisation_code(const Uscc& uscc)
{
    const std::string_view code = uscc.organisation_code();
    return organisation_code_check(code.substr(0, 8)) == code[8];
}

bool is_sound(const Uscc& uscc, const CodeTables& tables)
{
    return tables.knows_type(uscc) && tables.knows_division(uscc.division()) &&
           has_sound_organisation_code(uscc);
}

std::string probable_uscc(std::string_view written, const CodeTables& tables)
{
    Guess guess;
    if (!std::all_of(written.begin(), written.end(), is_letter_or_digit)) {
        try_runs(written, tables, guess);
        return guess.code();
    }

    // Five look-alikes are 243 readings at most; more is no slip of the hand.
    const auto foreign = std::count_if(written.begin(), written.end(), [](char character) {
        return !look_alikes(character).empty();
    });
    if (written.size() == Uscc::length && foreign > 0 && foreign <= 5) {
        std::string code(written);
        if (!try_first_look_alikes(code, guess)) try_look_alikes(code, 0, guess);
    } else if (written.size() == Uscc::length && foreign == 0) {
        try_swaps(written, tables, guess);
    } else if (written.size() == Uscc::length + 1) {
        try_removals(written, tables, guess);
    } else if (written.size() == Uscc::length - 1) {
        try_repeats(written, tables, guess);
    }
    return guess.code();
}

}  // namespace xinheng::subject
