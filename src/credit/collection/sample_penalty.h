// Penalty records of invented firms, sound or with one fault. Private to sample.
#pragma once

#include "base/date.h"
#include "credit/collection/sample.h"
#include "credit/collection/sample_dice.h"
#include "credit/collection/sample_words.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace xinheng::collection {

enum class SampleColumn {
    party_name,
    party_kind,
    party_uscc,
    party_registration_number,
    party_organisation_code,
    party_tax_number,
    party_institution_number,
    party_social_organisation_number,
    legal_representative,
    legal_representative_id_kind,
    legal_representative_id_number,
    document_number,
    violation_kind,
    violation_facts,
    legal_grounds,
    penalty_kinds,
    penalty_content,
    fine_amount,
    confiscation_amount,
    licence_affected,
    decision_date,
    valid_until,
    publicity_until,
    authority_name,
    authority_uscc,
    source_name,
    source_uscc,
    remarks,
};
constexpr std::size_t sample_column_count = 28;
extern const std::array<std::string_view, sample_column_count> sample_headings;

struct SamplePenalty {
    std::array<std::string, sample_column_count> cells;
    Date decided;
    std::string fine_in_words;  // Empty, or 人民币贰万元整 and also 20000元.

    std::string& operator[](SampleColumn column) { return cells[static_cast<std::size_t>(column)]; }
};

// The records of a wish, one after the other: each authority numbers its decisions in a row.
class SamplePenalties {
public:
    explicit SamplePenalties(const SampleWish& wish);

    const SamplePenalty& next();

private:
    SamplePenalty sound(SampleFault planned);
    std::string document_number(const SamplePlace& place, std::size_t authority, int year);
    std::uint64_t subject_index(Dice& dice) const;

    SampleWish wish_;
    std::uint64_t record_ = 0;
    std::vector<std::uint32_t> numbers_given_;  // By authority and year.
    SamplePenalty last_sound_;
    SamplePenalty current_;
};

}  // namespace xinheng::collection
