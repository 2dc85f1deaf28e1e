// A layout (版式) maps the columns of a department's file to the fields of a class. Departments
// keep their headings for years; a heading is compared without its brackets, dashes, marks and
// notes. A layout may derive fields from a column (处罚状态 → 处罚内容, 罚款金额), which the rows'
// findings tell.
#pragma once

#include "base/result.h"
#include "credit/catalogue/catalogue.h"
#include "credit/collection/amount_reading.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace xinheng::collection {

enum class DerivationRule {
    penalty_result,      // Gives the content, the fine, what was confiscated, the kinds.
    kinds_or_procedure,  // Gives the procedure, the kinds.
};

// What a column is used for.
struct FieldUse {
    std::string field;  // Empty where the column is only derived from.
    AmountUnit unit = AmountUnit::ten_thousand_yuan;
    std::optional<DerivationRule> derivation;
    std::vector<std::string> derived_fields;
};

struct UnmappedColumn {
    std::size_t index = 0;
    std::string heading;
    // "column.unknown", "column.unnamed", or "column.left_out" for what the layout leaves out
    // knowingly.
    std::string_view reason;
    std::string why;  // Of "column.left_out".
};

struct Mapping {
    std::vector<std::optional<FieldUse>> by_column;
    std::vector<UnmappedColumn> unmapped;
    std::vector<std::string> missing;  // Fields of the layout for which the file has no column.
};

class Layout {
public:
    // Refuses with "layout.syntax", "layout.incomplete" (the missing member),
    // "layout.unknown_unit", "layout.unknown_rule", "layout.duplicate_heading" or
    // "layout.duplicate_field".
    static Result<Layout> parse(std::string_view json);

    // The form that the class itself is: its columns are headed by the titles of its fields, or by
    // what else the class says that they are called. Documents of parties who are persons are left
    // out, as such parties are. Refuses with "layout.duplicate_heading".
    static Result<Layout> of(const catalogue::ClassVersion& version);

    const std::string& name() const { return name_; }
    const std::string& title() const { return title_; }
    const std::string& class_code() const { return class_code_; }
    // The version of the class that this is the form of ("2016"); empty where the date decides.
    const std::string& version() const { return version_; }
    const std::string& basis() const { return basis_; }
    bool is_verified() const { return verified_; }
    std::vector<std::string> fields() const;  // Read or derived, each once.

    // How its column of that field is headed; empty where it reads no such column.
    std::string_view heading_of(std::string_view field) const;
    // All names of that column, reduced as read_heading() does.
    std::vector<std::string> keys_of(std::string_view field) const;

    // Refuses with "layout.duplicate_column" where two columns are the same field.
    Result<Mapping> map(const std::vector<std::string_view>& headings) const;
    // As it stands, and not only by a part of it.
    bool knows(std::string_view heading) const;
    // How many of the columns it reads or knowingly leaves out; none where it does not fit at all.
    std::size_t known(const std::vector<std::string_view>& headings) const;
    // False where a heading is absent by which this layout is told from others.
    bool may_fit(const std::vector<std::string_view>& headings) const;
    std::size_t known_headings(const std::vector<std::string_view>& headings) const;

private:
    struct Column {
        FieldUse use;
        std::string heading;  // The first of those by which it is known.
        std::string left_out_because;
        bool is_required = false;
    };
    struct Found {
        const Column* column = nullptr;
        std::optional<AmountUnit> unit;
    };

    Outcome add(Column column, const std::vector<std::string>& headings);
    Found find(std::string_view text) const;

    std::string name_;
    std::string title_;
    std::string class_code_;
    std::string version_;
    std::string basis_;
    bool verified_ = false;
    std::vector<Column> columns_;
    std::unordered_map<std::string, std::size_t> column_of_heading_;
};

// The layout, of that class where one is named, that knows most of the headings: at least half of
// them and no fewer than three.
// Refuses with "layout.unknown", or "layout.ambiguous" where two know as many and read them
// differently.
Result<const Layout*> recognise(const std::vector<Layout>& layouts,
                                const std::vector<std::string_view>& headings,
                                std::string_view class_code = {});

}  // namespace xinheng::collection
