// The check of one row under a version of its class. The values have been read already (dates as
// 2026-11-23, amounts as decimals, words as codes); here they are held against what the form asks.
#pragma once

#include "credit/catalogue/catalogue.h"

#include <span>

namespace xinheng::catalogue {

enum class Severity { warning, error };

// Reasons: "field.required", "field.too_long", "field.pattern", "field.not_in_list",
// "field.required_when", "field.date_order", "field.in_future", "field.date_too_old",
// "field.date_too_late", "field.date_differs", "field.decimals", "field.control_character",
// "field.markup".
struct FieldFinding {
    FieldIndex field;
    std::string_view reason;
    Severity severity;
    std::string expected;  // The limit, list, other field or date that the value was held against.
};

// values[i] belongs to version.fields[i]; empty means not given; several codes are joined by ';'.
// Findings are added in the order of the fields, then of the conditions.
void check(const ClassVersion& version, std::span<const std::string_view> values, Date today,
           std::vector<FieldFinding>& findings);

}  // namespace xinheng::catalogue
