#include "credit/collection/row_fields.h"

#include "base/text.h"
#include "credit/collection/date_reading.h"
#include "credit/collection/document_number.h"
#include "credit/subject/identifier.h"
#include "credit/subject/name.h"

#include <algorithm>

namespace xinheng::collection {

using catalogue::FieldIndex;
using catalogue::FieldType;

namespace {

// The field in which an identifier of that scheme belongs.
std::string_view home_of(subject::Scheme scheme)
{
    switch (scheme) {
    case subject::Scheme::uscc: return "party_uscc";
    case subject::Scheme::registration_number:
    case subject::Scheme::registration_number_old: return "party_registration_number";
    case subject::Scheme::organisation_code: return "party_organisation_code";
    case subject::Scheme::tax_number: return "party_tax_number";
    }
    throw Failure("an identifier of no scheme");
}

bool is_personal(std::string_view reason)
{
    return reason == "identifier.personal_number";
}

}  // namespace

Plan::Plan(const catalogue::ClassVersion& used, const Mapping& mapping) : version(&used)
{
    column_of_field.assign(used.fields.size(), mapping.by_column.size());
    for (std::size_t column = 0; column < mapping.by_column.size(); ++column) {
        const auto& use = mapping.by_column[column];
        field_of_column.push_back(use && !use->field.empty() ? field(use->field) : none);
        if (field_of_column.back() != none) column_of_field[field_of_column.back()] = column;
    }
    for (std::size_t level = 0; level < by_name.size(); ++level) {
        by_name[level] = used.parts[level];
        std::ranges::sort(by_name[level], {}, [&](FieldIndex index) {
            return std::string_view(used.fields[index].name);
        });
    }
    for (const auto& use : mapping.by_column) {
        auto& derived = derived_of_column.emplace_back();
        if (use)
            for (const auto& name : use->derived_fields) derived.push_back(field(name));
    }
    party_name = field("party_name");
    party_kind = field("party_kind");
    party_uscc = field("party_uscc");
    not_public_reason = field("not_public_reason");
    penalty_kinds = none;
    for (std::size_t index = 0; index < used.fields.size(); ++index)
        if (used.fields[index].type == FieldType::codes &&
            used.fields[index].code_list == "penalty_kind")
            penalty_kinds = static_cast<FieldIndex>(index);
}

FieldIndex Plan::field(std::string_view name) const
{
    return version->find(name).value_or(none);
}

void RowFields::begin(const Plan& plan, const csv::Row& row)
{
    const std::size_t count = plan.version->fields.size();
    plan_ = &plan;
    row_ = &row;
    owned_.resize(count);
    originals_.resize(count);
    for (auto& original : originals_) original.clear();
    views_.assign(count, {});
    column_of_ = plan.column_of_field;
    identifiers_.clear();
    kinds_.reset();
    keys_.resize(count);
    for (auto& key : keys_) key.clear();
}

std::string_view RowFields::value(FieldIndex field) const
{
    return field == Plan::none ? std::string_view() : views_[field];
}

std::string_view RowFields::key_of(FieldIndex field) const
{
    const bool is_number = plan_->version->fields[field].type == FieldType::document_number;
    return is_number ? std::string_view(keys_[field]) : views_[field];
}

void RowFields::find(std::size_t column, std::string_view reason, Severity severity,
                     std::string expected)
{
    Finding finding;
    finding.reason = reason;
    finding.severity = severity;
    finding.expected = std::move(expected);
    if (column < source_.headings.size()) finding.column = source_.headings[column];
    if (column < row_->cells.size() && !is_personal(reason) && !holds_person(column))
        finding.value = shortened(row_->cells[column], shown_columns);
    findings_.push_back(std::move(finding));
}

// What is said of a person and is not for the public is not repeated in a finding either.
bool RowFields::holds_person(std::size_t column) const
{
    if (plan_ == nullptr || column >= plan_->field_of_column.size()) return false;
    const FieldIndex field = plan_->field_of_column[column];
    if (field == Plan::none) return false;
    const auto& definition = plan_->version->fields[field];
    return definition.personal && definition.publicity != catalogue::Publicity::public_;
}

bool RowFields::is_refused() const
{
    return std::ranges::any_of(
        findings_, [](const Finding& finding) { return finding.severity == Severity::error; });
}

bool RowFields::is_missing(std::string_view cell) const
{
    return cell.empty() || std::ranges::count(plan_->version->missing_values, cell) > 0;
}

void RowFields::set(std::size_t column, FieldIndex field, std::string value,
                    std::string_view written)
{
    if (field == Plan::none) return;
    owned_[field] = std::move(value);
    views_[field] = owned_[field];
    column_of_[field] = column;
    if (owned_[field] != written) originals_[field] = written;
}

// What a column says of a field that has no column of its own, or an empty one.
void RowFields::set_derived(std::size_t column, FieldIndex field, std::string value)
{
    if (field == Plan::none || !views_[field].empty()) return;
    owned_[field] = std::move(value);
    views_[field] = owned_[field];
    column_of_[field] = column;
}

void RowFields::read_all(Date decided)
{
    decided_ = decided;
    const std::size_t columns = std::min(row_->cells.size(), mapping_.by_column.size());
    for (std::size_t column = 0; column < columns; ++column) {
        const auto& use = mapping_.by_column[column];
        const std::string_view cell = trimmed(row_->cells[column]);
        if (!use || use->field.empty() || is_missing(cell)) continue;
        const FieldIndex field = plan_->field_of_column[column];
        if (field == Plan::none)
            find(column, "field.not_in_version", Severity::warning, plan_->version->id);
        else read_cell(column, field, cell);
    }
    // The kinds first: they say what an amount without words is.
    for (const auto rule : {DerivationRule::kinds_or_procedure, DerivationRule::penalty_result})
        derive_all(rule);
    finish_kinds();
}

void RowFields::read_cell(std::size_t column, FieldIndex field, std::string_view cell)
{
    const auto& definition = plan_->version->fields[field];
    if (field == plan_->party_uscc) read_party_code(column, cell);
    else if (definition.type == FieldType::document_number)
        read_document_number_cell(column, field, cell);
    else if (field == plan_->penalty_kinds) read_kinds_cell(column, cell);
    else if (definition.type == FieldType::date || definition.type == FieldType::timestamp)
        read_date_cell(column, field, cell);
    else if (definition.type == FieldType::amount) read_amount_cell(column, field, cell);
    else if (definition.type == FieldType::code) read_code_cell(column, field, cell);
    else if (definition.type == FieldType::codes) read_codes_cell(column, field, cell);
    else if (definition.type == FieldType::uscc) read_authority_code(column, field, cell);
    else if (definition.type == FieldType::identifier && definition.name.starts_with("party_") &&
             !definition.personal)
        read_other_identifier(column, field, cell);
    else {
        views_[field] = cell;
        column_of_[field] = column;
        if (definition.type == FieldType::legal_grounds) look_up_laws(column, cell);
    }
}

// Which laws a decision names is for the department to say: what looks wrong is told, and the text
// stays as it is.
void RowFields::look_up_laws(std::size_t column, std::string_view grounds)
{
    constexpr std::size_t most_titles_kept = 4096;
    for (auto& title : catalogue::titles_in(grounds)) {
        auto known = laws_.find(title);
        if (known == laws_.end()) {
            if (laws_.size() >= most_titles_kept) laws_.clear();
            const auto named = rules_.catalogue.laws().resolve(title);
            known =
                laws_.emplace(std::move(title), named ? std::optional(*named) : std::nullopt).first;
        }
        if (!known->second) continue;
        const catalogue::Law& law = *known->second->law;
        if (known->second->reading == catalogue::TitleReading::mended) {
            find(column, "law.mended", Severity::warning);
            findings_.back().meant = law.title;
        }
        if (!law.in_force_on(decided_))
            find(column, "law.not_in_force", Severity::warning, law.title + ' ' + law.period());
    }
}

void RowFields::read_date_cell(std::size_t column, FieldIndex field, std::string_view cell)
{
    const auto reading = read_date(cell);
    if (!reading) {
        find(column, reading.error().reason, Severity::error, "2026-01-31");
        return;
    }
    if (!reading->warning.empty()) find(column, reading->warning, Severity::warning);
    const bool is_timestamp = plan_->version->fields[field].type == FieldType::timestamp;
    set(column, field, reading->date.text() + (is_timestamp ? "T00:00:00+08:00" : ""), cell);
}

void RowFields::read_amount_cell(std::size_t column, FieldIndex field, std::string_view cell)
{
    auto reading = read_amount(cell, mapping_.by_column[column]->unit);
    if (!reading) {
        find(column, reading.error().reason, Severity::error);
        return;
    }
    if (!reading->warning.empty()) find(column, reading->warning, Severity::warning);
    set(column, field, std::move(reading->amount), cell);
}

void RowFields::read_code_cell(std::size_t column, FieldIndex field, std::string_view cell)
{
    const auto* list = rules_.catalogue.code_list(plan_->version->fields[field].code_list);
    const auto code = list ? list->resolve(cell) : std::optional<std::string>();
    // What no list knows goes to the check as it stands, which refuses it with what is allowed.
    set(column, field, code.value_or(std::string(cell)), cell);
}

// Several in one cell: 查封;扣押 or 查封、扣押. A title of the list may hold the lighter mark.
void RowFields::read_codes_cell(std::size_t column, FieldIndex field, std::string_view cell)
{
    const auto* list = rules_.catalogue.code_list(plan_->version->fields[field].code_list);
    std::string codes;
    const auto add = [&](std::string_view word) {
        const auto code = list ? list->resolve(word) : std::optional<std::string>();
        if (!codes.empty()) codes += ';';
        codes += code.value_or(std::string(word));
    };
    const std::string parted = replaced(replaced(to_half_width(cell), "|", ";"), "\n", ";");
    for (const auto part : split(parted, ';')) {
        const auto whole = trimmed(part);
        const std::string lighter = replaced(whole, "、", ",");
        if (whole.empty()) continue;
        if (list && list->resolve(whole)) add(whole);
        else
            for (const auto word : split(lighter, ','))
                if (!trimmed(word).empty()) add(trimmed(word));
    }
    set(column, field, std::move(codes), cell);
}

void RowFields::read_document_number_cell(std::size_t column, FieldIndex field,
                                          std::string_view cell)
{
    const auto number = read_document_number(cell);
    if (!number) return;
    if (!number->warning.empty()) find(column, number->warning, Severity::warning);
    keys_[field] = number->key;
    set(column, field, number->written, cell);
}

void RowFields::read_party_code(std::size_t column, std::string_view cell)
{
    auto reading = subject::read_identifier(cell, subject::Column::subject, rules_.codes);
    for (const auto& warning : reading.warnings)
        find(column, warning.reason, Severity::warning, warning.detail);
    if (!reading.reason.empty()) {
        if (reading.reason == "identifier.none") return;
        find(column, reading.reason, Severity::error);
        findings_.back().meant = std::move(reading.meant);
        return;
    }
    if (!reading.identifier) return;

    const auto home = plan_->field(home_of(reading.identifier->scheme));
    if (home != plan_->party_uscc)
        find(column, "identifier.in_code_column", Severity::warning,
             std::string(subject::text_of(reading.identifier->scheme)));
    set(column, home, reading.identifier->value, cell);
    identifiers_.insert(identifiers_.begin(), *reading.identifier);
}

// Registration number, organisation code and the rest: kept as written; a number that can be read
// also helps to find the subject.
void RowFields::read_other_identifier(std::size_t column, FieldIndex field, std::string_view cell)
{
    const auto reading = subject::read_identifier(cell, subject::Column::subject, rules_.codes);
    if (is_personal(reading.reason)) {
        find(column, reading.reason, Severity::error);
        return;
    }
    if (!value(field).empty()) return;  // The code column has brought it.

    views_[field] = cell;
    column_of_[field] = column;
    if (!reading.identifier) {
        if (reading.reason != "identifier.none")
            find(column, "identifier.not_used", Severity::warning, std::string(reading.reason));
        return;
    }
    const bool is_known = std::ranges::any_of(
        identifiers_, [&](const auto& known) { return known.value == reading.identifier->value; });
    if (!is_known) identifiers_.push_back(*reading.identifier);
}

void RowFields::read_authority_code(std::size_t column, FieldIndex field, std::string_view cell)
{
    auto reading = subject::read_identifier(cell, subject::Column::authority, rules_.codes);
    for (const auto& warning : reading.warnings)
        find(column, warning.reason, Severity::warning, warning.detail);
    if (reading.identifier && reading.identifier->scheme == subject::Scheme::uscc) {
        set(column, field, reading.identifier->value, cell);
    } else if (reading.reason.empty() && !reading.identifier) {
        set(column, field, to_upper_ascii(to_half_width(cell)), cell);  // The placeholder.
    } else if (reading.reason != "identifier.none") {
        find(column, reading.reason.empty() ? "uscc.length" : reading.reason, Severity::error);
        findings_.back().meant = std::move(reading.meant);
    }
}

subject::Party RowFields::party() const
{
    return {identifiers_, std::string(subject::without_suffix_note(value(plan_->party_name)))};
}

}  // namespace xinheng::collection
