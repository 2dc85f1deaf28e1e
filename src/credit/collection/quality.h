// How well a department hands in (归集质量): for each provider and class, what its hand-ins of a
// period held and what became of it since. Counts, not marks: who compares departments compares
// like with like. Computed from the log each time it is asked.
#pragma once

#include "base/calendar.h"
#include "credit/catalogue/catalogue.h"
#include "credit/collection/submission.h"

#include <optional>
#include <string>
#include <vector>

namespace xinheng::collection {

// Both included; by the day on which a hand-in began.
struct Days {
    Date first;
    Date last;
};

struct Quality {
    std::string provider;
    std::string class_code;

    std::int64_t submissions = 0;
    std::int64_t zero_reports = 0;
    std::int64_t broken_off = 0;  // Hand-ins without a receipt; their rows are not known.

    // Rows, by the receipts. read = accepted + unchanged + refused.
    std::int64_t read = 0;
    std::int64_t accepted = 0;
    std::int64_t warned = 0;     // Of the accepted.
    std::int64_t unchanged = 0;  // Handed in again without a change.
    std::int64_t refused = 0;
    std::int64_t missing = 0;  // Required fields that were empty, over all rows.

    // Records that these hand-ins entered: by the deadline of their class for publication, after
    // it, or of a class that names none.
    std::int64_t on_time = 0;
    std::int64_t late = 0;
    std::int64_t without_deadline = 0;
    // Of these records, to this day.
    std::int64_t corrected = 0;
    std::int64_t withdrawn = 0;

    bool operator==(const Quality&) const = default;
};

struct QualityRules {
    const catalogue::Catalogue& catalogue;
    const Calendar& calendar;
};

// By provider and class.
std::vector<Quality> quality(sql::Transaction& transaction, const QualityRules& rules,
                             const Days& days);

// "98.5%", or nothing where there is nothing to compare with.
std::string share(std::int64_t part, std::int64_t whole);

}  // namespace xinheng::collection
