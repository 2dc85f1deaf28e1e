// Private to collection: a row on its way from cells to fields, under one version of its class.
#pragma once

#include "credit/collection/collection.h"

#include <span>

namespace xinheng::collection {

// What a version makes of the columns of a file; made once for each version that rows fall under.
struct Plan {
    static constexpr catalogue::FieldIndex none = 0xffff;

    Plan(const catalogue::ClassVersion& used, const Mapping& mapping);

    const catalogue::ClassVersion* version;
    std::vector<catalogue::FieldIndex> field_of_column;
    std::vector<std::size_t> column_of_field;  // Beyond the last column where it has none.
    // The fields of each level by name, as canonical JSON orders them.
    std::array<std::vector<catalogue::FieldIndex>, catalogue::publicity_levels> by_name;
    // What a column that is derived from gives, in the order in which its rule gives it.
    std::vector<std::vector<catalogue::FieldIndex>> derived_of_column;
    // Every class calls its party, and the reason for withholding, by these names.
    catalogue::FieldIndex party_name, party_kind, party_uscc, not_public_reason;
    catalogue::FieldIndex penalty_kinds;  // The field of the list of that name, where there is one.

    catalogue::FieldIndex field(std::string_view name) const;
};

// The fields of the row at hand. Buffers are kept from row to row.
class RowFields {
public:
    RowFields(const Rules& rules, const Source& source, const Mapping& mapping)
        : rules_(rules), source_(source), mapping_(mapping)
    {}

    void begin(const Plan& plan, const csv::Row& row);
    void read_all(Date decided);

    std::string_view value(catalogue::FieldIndex field) const;
    const std::string& original(catalogue::FieldIndex field) const { return originals_[field]; }
    std::span<const std::string_view> values() const { return views_; }
    // The column that a field came from.
    std::size_t column_of(catalogue::FieldIndex field) const { return column_of_[field]; }

    subject::Party party() const;
    // What of a field tells one fact from another: of a document's number, its digits and words.
    std::string_view key_of(catalogue::FieldIndex field) const;

    std::vector<Finding>& findings() { return findings_; }
    void find(std::size_t column, std::string_view reason, Severity severity,
              std::string expected = {});
    bool is_refused() const;

private:
    void read_cell(std::size_t column, catalogue::FieldIndex field, std::string_view cell);
    void read_date_cell(std::size_t column, catalogue::FieldIndex field, std::string_view cell);
    void read_amount_cell(std::size_t column, catalogue::FieldIndex field, std::string_view cell);
    void read_code_cell(std::size_t column, catalogue::FieldIndex field, std::string_view cell);
    void read_kinds_cell(std::size_t column, std::string_view cell);
    void look_up_laws(std::size_t column, std::string_view grounds);
    void read_codes_cell(std::size_t column, catalogue::FieldIndex field, std::string_view cell);
    void read_document_number_cell(std::size_t column, catalogue::FieldIndex field,
                                   std::string_view cell);
    void read_party_code(std::size_t column, std::string_view cell);
    void read_other_identifier(std::size_t column, catalogue::FieldIndex field,
                               std::string_view cell);
    void read_authority_code(std::size_t column, catalogue::FieldIndex field,
                             std::string_view cell);
    void derive_all(DerivationRule rule);
    catalogue::FieldIndex derived(std::size_t column, std::size_t which) const;
    bool names_other_kinds_than_fine() const;
    void derive_from_result(std::size_t column, std::string_view cell);
    void derive_from_second_kind(std::size_t column, std::string_view cell);
    void finish_kinds();
    void set(std::size_t column, catalogue::FieldIndex field, std::string value,
             std::string_view written);
    void set_derived(std::size_t column, catalogue::FieldIndex field, std::string value);
    static constexpr std::size_t shown_columns = 60;  // Of a value, in a finding.

    bool is_missing(std::string_view cell) const;
    bool holds_person(std::size_t column) const;

    const Rules& rules_;
    const Source& source_;
    const Mapping& mapping_;
    const Plan* plan_ = nullptr;
    const csv::Row* row_ = nullptr;
    Date decided_;

    std::vector<std::string> owned_;
    std::vector<std::string_view> views_;
    std::vector<std::string> originals_;
    std::vector<std::size_t> column_of_;
    std::vector<subject::Identifier> identifiers_;
    std::optional<KindsReading> kinds_;
    std::size_t kinds_column_ = 0;
    std::vector<std::string> keys_;
    std::map<std::string, std::optional<catalogue::NamedLaw>, std::less<>> laws_;  // As written.
    std::vector<Finding> findings_;
};

}  // namespace xinheng::collection
