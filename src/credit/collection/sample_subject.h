// One invented firm. Private to sample.
#pragma once

#include "base/date.h"
#include "credit/collection/sample.h"
#include "credit/collection/sample_words.h"

#include <string>

namespace xinheng::collection {

struct SampleSubject {
    std::string uscc;
    std::string name;
    Date registered_on;
    const SamplePlace* place = nullptr;
    const SampleForm* form = nullptr;
};

// Different codes and names for different indices below the limit.
SampleSubject sample_subject(const SampleWish& wish, std::uint64_t index);

// The organisation code's check and the code's own, appended to authority, class, division and the
// eight characters of the body.
std::string completed_code(std::string first_16);

}  // namespace xinheng::collection
