// One amount as a run of signs, from its first digit to its 整: 12,000.50元, 1.6万元, 3万5千元,
// 壹拾贰万叁仟肆佰伍拾陆元柒角捌分. Used by amount_reading only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace xinheng::collection::amount {

// mantissa / 10^scale
struct Number {
    std::uint64_t mantissa = 0;
    int scale = 0;
    std::size_t end = 0;
    std::string_view problem;
};

// Arabic digits at the start of the text: commas only between groups of three, zeros at the end of
// the fraction do not count.
Number read_number(std::string_view text);

struct Fen {
    std::uint64_t value = 0;
    std::string_view problem;  // "amount.too_large", "amount.too_precise"
};

// number × 10^exponent yuan.
Fen in_fen(const Number& number, int exponent);

enum class Written {
    bare,              // 16000
    in_multiples,      // 5千, 伍佰
    in_ten_thousands,  // 1.6万, 三亿
    with_yuan,         // 500元
};

struct Run {
    std::size_t begin = 0;
    std::size_t end = 0;
    Written written = Written::bare;
    Number number;          // Of a bare number, whose unit stands elsewhere.
    std::uint64_t fen = 0;  // With a bare number taken for yuan.
    std::string_view problem;
};

bool begins_number(std::string_view text, std::size_t position);
// The run ends where its signs end, also when it cannot be read ("amount.format").
Run read_run(std::string_view text, std::size_t begin);

}  // namespace xinheng::collection::amount
