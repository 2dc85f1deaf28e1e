// What makes a sound penalty record a faulty one. Private to sample.
#pragma once

#include "credit/collection/sample_dice.h"
#include "credit/collection/sample_penalty.h"

#include <string>

namespace xinheng::collection {

// The faults that lie in one row; those between two rows are made where the rows are made.
void spoil(SamplePenalty& penalty, SampleFault fault, Dice& dice);

bool needs_fine(SampleFault fault);

// 罚款 amounts, with the words in which a decision writes them.
struct SampleAmount {
    std::uint32_t yuan;
    std::string_view words;
};
const SampleAmount& sample_fine(Dice& dice);

std::string in_ten_thousands(std::uint32_t yuan);

}  // namespace xinheng::collection
