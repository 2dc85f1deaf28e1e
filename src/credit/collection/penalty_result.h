// The result of a penalty (处罚结果; in some sets under the heading 处罚状态) as the forms before
// 2018 had it: one free text from which the content, the kinds and the amounts of the later form
// are derived.
#pragma once

#include "credit/collection/penalty_kinds.h"

#include <optional>

namespace xinheng::collection {

enum class ResultState {
    stated,        // It says what the penalty was, at least in part.
    settled_only,  // It says that the matter is closed (处理完毕), not what the penalty was.
};

struct PenaltyResult {
    std::optional<std::string> fine;          // 万元
    std::optional<std::string> confiscation;  // 万元
    std::vector<std::string> kinds;           // Codes, as in KindsReading.
    std::string content;                      // The text itself.
    ResultState state = ResultState::stated;
    // "penalty_result.unit_assumed" (a bare number, which this column holds in yuan),
    // "penalty_result.taken_as_fine" (no word says what the amount is),
    // "penalty_result.per_person", "penalty_result.several_fines" and
    // "penalty_result.several_confiscations" (which is left open, not summed),
    // "penalty_result.amount_left_out" (a value or a measure, neither fine nor confiscation).
    std::vector<std::string_view> warnings;
};

// Refuses with "penalty_result.unread", "penalty_result.status_code" (0 to 3 are codes of the
// form's own 当前状态), "penalty_result.negated" (不予处罚), or what is wrong with the amount
// ("amount.…").
Result<PenaltyResult> read_penalty_result(std::string_view cell, const KindTable& table);

}  // namespace xinheng::collection
