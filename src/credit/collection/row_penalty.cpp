// What is read of penalties alone: their kinds, and what the text of a result says of kinds and
// amounts. A class has it where a field of it is of the list of kinds, or a layout derives it.
#include "base/text.h"
#include "credit/collection/penalty_result.h"
#include "credit/collection/row_fields.h"

#include <algorithm>

namespace xinheng::collection {

using catalogue::FieldIndex;

void RowFields::read_kinds_cell(std::size_t column, std::string_view cell)
{
    kinds_ = read_penalty_kinds(cell, rules_.kinds);
    kinds_column_ = column;
    column_of_[plan_->penalty_kinds] = column;
    originals_[plan_->penalty_kinds] = cell;
}

void RowFields::derive_all(DerivationRule rule)
{
    const std::size_t columns = std::min(row_->cells.size(), mapping_.by_column.size());
    for (std::size_t column = 0; column < columns; ++column) {
        const auto& use = mapping_.by_column[column];
        const std::string_view cell = trimmed(row_->cells[column]);
        if (!use || use->derivation != rule || is_missing(cell)) continue;
        if (rule == DerivationRule::penalty_result) derive_from_result(column, cell);
        else derive_from_second_kind(column, cell);
    }
}

// penalty_result gives the content, the fine, what was confiscated and the kinds;
// kinds_or_procedure the procedure and the kinds.
FieldIndex RowFields::derived(std::size_t column, std::size_t which) const
{
    const auto& fields = plan_->derived_of_column[column];
    return which < fields.size() ? fields[which] : Plan::none;
}

// Whether the kinds that the columns name say that the amount is no fine.
bool RowFields::names_other_kinds_than_fine() const
{
    return kinds_ && !kinds_->kinds.empty() && std::ranges::count(kinds_->kinds, "fine") == 0;
}

void RowFields::derive_from_result(std::size_t column, std::string_view cell)
{
    auto result = read_penalty_result(cell, rules_.kinds);
    // The text itself is what was decided, whether the amounts in it can be read or not.
    set_derived(column, derived(column, 0), std::string(cell));
    if (!result) {
        find(column, result.error().reason, Severity::warning);
        return;
    }
    const bool is_unnamed =
        std::ranges::count(result->warnings, "penalty_result.taken_as_fine") > 0;
    if (is_unnamed && names_other_kinds_than_fine()) {
        find(column, "penalty_result.amount_not_attributed", Severity::warning);
        return;
    }
    for (const auto warning : result->warnings) find(column, warning, Severity::warning);
    if (result->fine) set_derived(column, derived(column, 1), *result->fine);
    if (result->confiscation) set_derived(column, derived(column, 2), *result->confiscation);
    if (result->fine || result->confiscation)
        find(column, "field.derived", Severity::warning,
             result->fine.value_or("") + '/' + result->confiscation.value_or(""));
    if (!kinds_ && !result->kinds.empty()) {
        kinds_ = KindsReading{result->kinds, {}, {}, {}};
        kinds_column_ = column;
    }
}

void RowFields::derive_from_second_kind(std::size_t column, std::string_view cell)
{
    auto second = read_second_kind(cell, rules_.kinds);
    if (!second.procedure.empty()) set_derived(column, derived(column, 0), second.procedure);
    if (plan_->penalty_kinds == Plan::none) return;

    for (const auto& warning : second.kinds.warnings)
        find(column, warning.reason, Severity::warning, warning.word);
    // Beside a kind the column is a free supplement; what has no kind beside it has to be one.
    if (!second.kinds.unread.empty() && kinds_ && names_a_kind(*kinds_))
        find(column, "penalty_kind.second_unknown", Severity::warning,
             shortened(cell, shown_columns));
    else
        for (const auto& unread : second.kinds.unread)
            find(column, unread.reason, Severity::error, unread.word);
    kinds_ = combined(kinds_.value_or(KindsReading{}), second.kinds);
    std::string& original = originals_[plan_->penalty_kinds];
    if (!original.empty()) original += " | ";
    original += cell;
}

void RowFields::finish_kinds()
{
    if (!kinds_ || plan_->penalty_kinds == Plan::none) return;
    for (const auto& warning : kinds_->warnings)
        find(kinds_column_, warning.reason, Severity::warning, warning.word);
    for (const auto& unread : kinds_->unread)
        find(kinds_column_, unread.reason, Severity::error, unread.word);

    std::string codes;
    for (const auto& kind : kinds_->kinds) {
        if (!codes.empty()) codes += ';';
        codes += kind;
        if (kind == "other" && !kinds_->other_named.empty()) codes += '-' + kinds_->other_named;
    }
    owned_[plan_->penalty_kinds] = std::move(codes);
    views_[plan_->penalty_kinds] = owned_[plan_->penalty_kinds];
    column_of_[plan_->penalty_kinds] = kinds_column_;
}

}  // namespace xinheng::collection
