// Invented firms and penalty records (样例数据) to try the platform with: real-looking, and with a
// stated share of every fault that departments' files are known to have. The same wish gives the
// same bytes on every machine.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace xinheng::collection {

enum class SampleFaults { known, none };

struct SampleWish {
    std::uint64_t subjects = 0;  // At most sample_subjects_limit.
    std::uint64_t records = 0;
    std::uint64_t seed = 0;
    SampleFaults faults = SampleFaults::known;
};

// Every code bears MAXX at the head of its organisation code, so that nobody takes it for a real
// one; so many distinct codes and names exist.
extern const std::uint64_t sample_subjects_limit;

using SampleSink = std::function<void(std::string_view block)>;

// uscc,name,registered_on,kind,division
void sample_subjects(const SampleWish& wish, const SampleSink& sink);

// The 28 columns of the current form for legal persons. Records fall on the subjects of the same
// wish, on few of them often. Without subjects there are no records.
void sample_penalties(const SampleWish& wish, const SampleSink& sink);

enum class SampleFault {
    none,
    code_in_lower_case,
    code_with_spaces,
    wrong_check_character,
    wrong_organisation_check,
    registration_number_as_code,
    placeholder_code,
    no_code,
    future_date,
    impossible_date,
    other_form_of_date,
    fine_without_amount,
    amount_in_yuan,
    repeated_row,
    same_number_other_date,
    field_too_long,
    unknown_penalty_kind,
    no_document_number,
};

struct SampleFaultShare {
    SampleFault fault;
    std::uint32_t of_ten_thousand;
};
const std::vector<SampleFaultShare>& sample_fault_shares();

// The fault that the record has; records count from 0.
SampleFault sample_fault(const SampleWish& wish, std::uint64_t record);

}  // namespace xinheng::collection
