#include "credit/collection/amount_run.h"

#include "base/text.h"

#include <array>
#include <utility>

namespace xinheng::collection::amount {
namespace {

constexpr std::uint64_t most = 9'000'000'000'000'000'000;

constexpr std::array<std::uint64_t, 20> powers_of_ten = [] {
    std::array<std::uint64_t, 20> powers{1};
    for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
    return powers;
}();

constexpr bool is_digit(char letter)
{
    return letter >= '0' && letter <= '9';
}

enum class SignKind {
    other,
    arabic,
    numeral,
    zero,
    multiple,
    ten_thousand,
    hundred_million,
    yuan,
    jiao,
    fen,
    whole,
    point
};

struct Sign {
    SignKind kind = SignKind::other;
    int value = 0;  // Of a numeral; of a multiple, the power of ten.
    std::size_t length = 0;
};

Sign sign_of(char32_t letter)
{
    switch (letter) {
    case U'零':
    case U'〇':
    case U'○': return {SignKind::zero, 0};
    case U'一':
    case U'壹': return {SignKind::numeral, 1};
    case U'二':
    case U'贰':
    case U'貳':
    case U'两': return {SignKind::numeral, 2};
    case U'三':
    case U'叁':
    case U'參':
    case U'叄': return {SignKind::numeral, 3};
    case U'四':
    case U'肆': return {SignKind::numeral, 4};
    case U'五':
    case U'伍': return {SignKind::numeral, 5};
    case U'六':
    case U'陆':
    case U'陸': return {SignKind::numeral, 6};
    case U'七':
    case U'柒': return {SignKind::numeral, 7};
    case U'八':
    case U'捌': return {SignKind::numeral, 8};
    case U'九':
    case U'玖': return {SignKind::numeral, 9};
    case U'十':
    case U'拾': return {SignKind::multiple, 1};
    case U'百':
    case U'佰': return {SignKind::multiple, 2};
    case U'千':
    case U'仟': return {SignKind::multiple, 3};
    case U'万':
    case U'萬': return {SignKind::ten_thousand, 4};
    case U'亿':
    case U'億': return {SignKind::hundred_million, 8};
    case U'元':
    case U'圆':
    case U'圓': return {SignKind::yuan, 0};
    case U'角': return {SignKind::jiao, 0};
    case U'分': return {SignKind::fen, 0};
    case U'整':
    case U'正': return {SignKind::whole, 0};
    case U'点': return {SignKind::point, 0};
    default: return {};
    }
}

Sign sign_at(std::string_view text, std::size_t position)
{
    if (position >= text.size()) return {};
    if (is_digit(text[position])) return {SignKind::arabic, text[position] - '0', 1};
    std::size_t next = position;
    Sign sign = sign_of(next_code_point(text, next));
    sign.length = next - position;
    return sign;
}

bool is_unit(SignKind kind)
{
    return kind == SignKind::multiple || kind == SignKind::ten_thousand ||
           kind == SignKind::hundred_million || kind == SignKind::yuan;
}

class Reader {
public:
    Reader(std::string_view text, std::size_t begin) : text_(text), position_(begin)
    {
        run_.begin = begin;
    }

    Run read()
    {
        run_.problem = yuan_part();
        if (run_.problem.empty() && took_yuan_) run_.problem = small_change();
        if (run_.problem.empty() && peek().kind == SignKind::whole) skip();
        if (run_.problem.empty() && continues()) run_.problem = "amount.format";
        if (run_.problem == "amount.format") skip_the_rest();
        run_.end = position_;
        return run_;
    }

private:
    Sign peek() const { return sign_at(text_, position_); }
    void skip() { position_ += peek().length; }

    // Digits or units behind the end of an amount: 81350元2018 says nothing for certain.
    bool continues() const
    {
        const SignKind kind = peek().kind;
        return kind != SignKind::other && kind != SignKind::whole && kind != SignKind::fen &&
               kind != SignKind::jiao;
    }

    void skip_the_rest()
    {
        while (peek().kind != SignKind::other) skip();
        if (position_ == run_.begin) ++position_;
    }

    // Spaces are skipped only before a unit: 500 元.
    void skip_spaces_before_unit()
    {
        std::size_t next = position_;
        while (next < text_.size() && text_[next] == ' ') ++next;
        if (is_unit(sign_at(text_, next).kind)) position_ = next;
    }

    std::string_view yuan_part()
    {
        if (peek().kind == SignKind::arabic) {
            const Number number = take_number();
            if (!number.problem.empty()) return number.problem;
            const SignKind next = peek().kind;
            if (number.scale > 0 || !is_unit(next) || next == SignKind::yuan) {
                return decimal(number);
            }
            pending_ = number.mantissa;
            has_pending_ = true;
            pending_digits_ = 2;
        }
        return in_words();
    }

    Number take_number()
    {
        Number number = read_number(text_.substr(position_));
        position_ += number.end;
        skip_spaces_before_unit();
        return number;
    }

    // 1.6万元, 2.5千, 16000元, 16000.
    std::string_view decimal(const Number& number)
    {
        int exponent = 0;
        while (is_unit(peek().kind) && peek().kind != SignKind::yuan) {
            note_unit(peek().kind);
            exponent += peek().value;
            skip();
            skip_spaces_before_unit();
        }
        if (exponent > 12) return "amount.format";
        run_.number = number;
        const Fen fen = in_fen(number, exponent);
        run_.fen = fen.value;
        if (fen.problem == "amount.too_precise" && exponent == 0 && peek().kind != SignKind::yuan) {
            // Still a fair number of 万元; the caller knows the unit.
            return {};
        }
        take_yuan();
        return fen.problem;
    }

    void note_unit(SignKind kind)
    {
        if (kind == SignKind::multiple) {
            if (run_.written == Written::bare) run_.written = Written::in_multiples;
        } else {
            run_.written = Written::in_ten_thousands;
        }
    }

    void take_yuan()
    {
        if (peek().kind != SignKind::yuan) return;
        skip();
        took_yuan_ = true;
        run_.written = Written::with_yuan;
    }

    // Numerals, in which Arabic digits may stand for any of them: 3万5千, 玖万陆仟柒佰伍拾.
    std::string_view in_words()
    {
        for (Sign sign = peek();; sign = peek()) {
            switch (sign.kind) {
            case SignKind::arabic: {
                if (has_pending_) return "amount.format";
                const std::size_t before = position_;
                const Number number = take_number();
                if (!number.problem.empty() || number.scale > 0) return "amount.format";
                set_pending(number.mantissa, static_cast<int>(position_ - before));
                continue;
            }
            case SignKind::numeral:
                if (has_pending_) return "amount.format";
                set_pending(static_cast<std::uint64_t>(sign.value), 1);
                break;
            case SignKind::zero:
                if (has_pending_) return "amount.format";
                saw_zero_ = true;
                zero_before_ones_ = true;
                break;
            case SignKind::multiple:
                if (!multiply(sign.value)) return "amount.format";
                break;
            case SignKind::ten_thousand:
            case SignKind::hundred_million:
                if (!close_section(sign.value)) return "amount.format";
                break;
            default: return end_words();
            }
            if (too_large()) return "amount.too_large";
            skip();
            if (is_unit(sign.kind)) skip_spaces_before_unit();
        }
    }

    void set_pending(std::uint64_t value, int digits)
    {
        pending_ = value;
        pending_digits_ = digits;
        has_pending_ = true;
    }

    bool multiply(int power)
    {
        if (power >= last_power_) return false;
        // 拾万 and 一百零十: only 十 may stand without its one.
        if (!has_pending_ && power != 1) return false;
        if (has_pending_ && pending_ > 9'999) return false;
        section_ += (has_pending_ ? pending_ : 1) * powers_of_ten[static_cast<std::size_t>(power)];
        last_power_ = power;
        has_pending_ = false;
        zero_before_ones_ = false;
        note_unit(SignKind::multiple);
        return true;
    }

    bool close_section(int power)
    {
        if (has_pending_) section_ += pending_;
        const std::uint64_t below = power == 8 ? big_ + section_ : section_;
        if (below == 0 || (power == 4 && closed_ten_thousands_)) return false;
        if (power == 8 && closed_hundred_millions_) return false;
        const std::uint64_t factor = powers_of_ten[static_cast<std::size_t>(power)];
        // Too large in any case: far above what is told as such, and safe from overflow.
        const std::uint64_t value = below > most / factor / 4 ? most / 4 : below * factor;
        big_ = power == 8 ? value : big_ + value;
        closed_ten_thousands_ = power == 4;
        closed_hundred_millions_ = closed_hundred_millions_ || power == 8;
        section_ = 0;
        has_pending_ = false;
        zero_before_ones_ = false;
        last_power_ = 4;
        note_unit(SignKind::ten_thousand);
        return true;
    }

    bool too_large() const { return big_ > most / 100 || section_ > most / 200; }

    std::string_view end_words()
    {
        // 三万五元 is 35,000 to one reader and 30,005 to another.
        const bool units_before = big_ != 0 || section_ != 0;
        const bool after_tens = last_power_ == 1;
        if (has_pending_ && units_before && !after_tens && !zero_before_ones_ &&
            pending_digits_ < 2) {
            return "amount.format";
        }
        const bool numeral_alone = has_pending_ && !units_before;
        if (has_pending_) section_ += pending_;
        if (!units_before && !has_pending_ && !saw_zero_) return "amount.format";
        run_.fen = (big_ + section_) * 100;
        if (too_large()) return "amount.too_large";
        take_yuan();
        // 五 alone may be anything: a day, an item, half a word.
        const bool nameless = (numeral_alone || !units_before) && !took_yuan_;
        return nameless ? "amount.format" : "";
    }

    // 柒角捌分, 零捌分
    std::string_view small_change()
    {
        if (peek().kind == SignKind::zero) skip();
        constexpr std::array parts{std::pair{SignKind::jiao, 10}, std::pair{SignKind::fen, 1}};
        for (const auto& [kind, worth] : parts) {
            const Sign digit = peek();
            if (digit.kind != SignKind::numeral && digit.kind != SignKind::arabic) return {};
            if (sign_at(text_, position_ + digit.length).kind != kind) continue;
            skip();
            skip();
            run_.fen += static_cast<std::uint64_t>(digit.value * worth);
        }
        return {};
    }

    std::string_view text_;
    std::size_t position_;
    Run run_;
    std::uint64_t big_ = 0;      // Whole 万 and 亿, in yuan.
    std::uint64_t section_ = 0;  // What has been read below them.
    std::uint64_t pending_ = 0;  // A numeral that waits for its multiple.
    int pending_digits_ = 0;
    int last_power_ = 4;
    bool has_pending_ = false;
    bool saw_zero_ = false;
    bool zero_before_ones_ = false;
    bool closed_ten_thousands_ = false;
    bool closed_hundred_millions_ = false;
    bool took_yuan_ = false;
};

}  // namespace

bool begins_number(std::string_view text, std::size_t position)
{
    const Sign sign = sign_at(text, position);
    return sign.kind == SignKind::arabic || sign.kind == SignKind::numeral ||
           sign.kind == SignKind::zero || (sign.kind == SignKind::multiple && sign.value == 1);
}

Run read_run(std::string_view text, std::size_t begin)
{
    return Reader(text, begin).read();
}

}  // namespace xinheng::collection::amount
