// What a cell says of an amount of money (金额): digits, 人民币拾万元整, or both mixed. The classes
// hold amounts in 万元 as decimals; the arithmetic is exact, in 分, and nothing is ever rounded.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace xinheng::collection {

enum class AmountUnit { yuan, ten_thousand_yuan };

struct AmountReading {
    std::string
        amount;  // In 万元: "1.6", at most six decimals, no zeros at the end, "0" for nothing.
    // Empty, or "amount.unit_assumed": a number without a unit, read in a unit that is not 万元.
    std::string_view warning;
};

// Refuses with "amount.format", "amount.too_precise" (below 0.01 yuan), "amount.too_large" (above
// 10^12 万元), "amount.negative", "amount.currency" (not yuan), "amount.several", or
// "amount.contradiction" (figures and words differ).
Result<AmountReading> read_amount(std::string_view cell, AmountUnit bare_number_unit);

struct AmountInText {
    AmountReading reading;
    std::size_t begin = 0;
    std::size_t end = 0;
    // Empty, or why the amount may not be used: "amount.contradiction" where 1000元（贰仟元）
    // differ, and the refusals of read_amount.
    std::string_view problem;
};

// The amounts that a sentence names, in order; the same amount repeated in brackets is one. A
// number without a unit counts only behind a word of money (罚款500). The text is half-width and
// UTF-8.
std::vector<AmountInText> find_amounts(std::string_view text);

}  // namespace xinheng::collection
