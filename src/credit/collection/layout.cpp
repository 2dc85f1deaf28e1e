#include "credit/collection/layout.h"

#include "base/json.h"
#include "base/text.h"
#include "credit/collection/heading.h"

#include <algorithm>
#include <set>

namespace xinheng::collection {
namespace {

// Why what the catalogue keeps secret is not collected so far (decision 0011).
constexpr std::string_view persons_numbers = "自然人作为相对人的记录不予采集，其证件信息也不采集";

Error refusal(std::string_view reason, std::string_view detail)
{
    return Error{ErrorKind::invalid_input, reason, std::string(detail)};
}

std::vector<std::string> texts_of(const json::Value& value)
{
    std::vector<std::string> texts;
    if (value.array() == nullptr) return texts;
    for (const auto& item : *value.array()) texts.push_back(item.text_or(""));
    return texts;
}

Result<AmountUnit> unit_of(const json::Value& column)
{
    const auto text = column["unit"].text_or("ten_thousand_yuan");
    if (text == "yuan") return AmountUnit::yuan;
    if (text == "ten_thousand_yuan") return AmountUnit::ten_thousand_yuan;
    return refusal("layout.unknown_unit", text);
}

Result<DerivationRule> rule_of(const json::Value& derivation)
{
    const auto text = derivation["rule"].text_or("");
    if (text == "penalty_result") return DerivationRule::penalty_result;
    if (text == "kinds_or_procedure") return DerivationRule::kinds_or_procedure;
    return refusal("layout.unknown_rule", text);
}

bool is_true(const json::Value& value)
{
    return value.boolean() != nullptr && *value.boolean();
}

const json::Array& items_of(const json::Value& value)
{
    static const json::Array none;
    return value.array() == nullptr ? none : *value.array();
}

bool is_ascii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char letter) { return (letter & 0x80) == 0; });
}

bool reads_alike(const Mapping& one, const Mapping& other)
{
    const auto same = [](const std::optional<FieldUse>& left,
                         const std::optional<FieldUse>& right) {
        if (!left || !right) return !left && !right;
        return left->field == right->field && left->unit == right->unit &&
               left->derivation == right->derivation;
    };
    return std::equal(one.by_column.begin(), one.by_column.end(), other.by_column.begin(),
                      other.by_column.end(), same);
}

std::size_t known_columns(const Mapping& mapping)
{
    const auto used = std::count_if(mapping.by_column.begin(), mapping.by_column.end(),
                                    [](const auto& use) { return use.has_value(); });
    const auto left_out =
        std::count_if(mapping.unmapped.begin(), mapping.unmapped.end(),
                      [](const auto& column) { return column.reason == "column.left_out"; });
    return static_cast<std::size_t>(used + left_out);
}

}  // namespace

Result<Layout> Layout::parse(std::string_view json_text)
{
    const auto file = json::parse(json_text);
    if (!file) return refusal("layout.syntax", file.error().detail);
    Layout layout;
    layout.name_ = (*file)["name"].text_or("");
    layout.title_ = (*file)["title"].text_or("");
    layout.class_code_ = (*file)["class"].text_or("");
    layout.version_ = (*file)["version"].text_or("");
    layout.basis_ = (*file)["basis"].text_or("");
    layout.verified_ = is_true((*file)["verified"]);
    for (const std::string_view member : {"name", "title", "class", "basis"}) {
        if ((*file)[member].text_or("").empty()) return refusal("layout.incomplete", member);
    }
    if (items_of((*file)["columns"]).empty()) return refusal("layout.incomplete", "columns");

    for (const auto& item : items_of((*file)["columns"])) {
        Column column;
        column.use.field = item["field"].text_or("");
        column.use.unit = TRY(unit_of(item));
        column.is_required = is_true(item["required"]);
        if (column.use.field.empty()) return refusal("layout.incomplete", "columns.field");
        const auto added = layout.add(std::move(column), texts_of(item["headings"]));
        if (!added) return added.error();
    }
    for (const auto& item : items_of((*file)["derivations"])) {
        Column column;
        column.use.derivation = TRY(rule_of(item));
        column.use.derived_fields = texts_of(item["gives"]);
        column.is_required = is_true(item["required"]);
        if (column.use.derived_fields.empty())
            return refusal("layout.incomplete", "derivations.gives");
        const auto added = layout.add(std::move(column), texts_of(item["headings"]));
        if (!added) return added.error();
    }
    for (const auto& item : items_of((*file)["left_out"])) {
        Column column;
        column.left_out_because = item["reason"].text_or("");
        if (column.left_out_because.empty()) return refusal("layout.incomplete", "left_out.reason");
        const auto added = layout.add(std::move(column), texts_of(item["headings"]));
        if (!added) return added.error();
    }
    return layout;
}

Result<Layout> Layout::of(const catalogue::ClassVersion& version)
{
    Layout layout;
    layout.name_ = version.record_class;
    layout.title_ = version.title;
    layout.class_code_ = version.record_class;
    layout.basis_ = version.id;
    layout.verified_ = version.verified == catalogue::Verified::yes;
    for (const auto& field : version.fields) {
        Column column;
        if (field.personal && field.name.starts_with("party_id_"))
            column.left_out_because = std::string(persons_numbers);
        else column.use.field = field.name;
        if (field.unit == "元") column.use.unit = AmountUnit::yuan;
        std::vector<std::string> headings{field.title, field.name};
        headings.insert(headings.end(), field.headings.begin(), field.headings.end());
        const auto added = layout.add(std::move(column), headings);
        if (!added) return added.error();
    }
    return layout;
}

Outcome Layout::add(Column column, const std::vector<std::string>& headings)
{
    if (headings.empty()) return refusal("layout.incomplete", column.use.field + ".headings");
    const bool repeated = !column.use.field.empty() &&
                          std::any_of(columns_.begin(), columns_.end(), [&](const Column& other) {
                              return other.use.field == column.use.field;
                          });
    if (repeated) return refusal("layout.duplicate_field", column.use.field);
    for (const auto& text : headings) {
        const Heading heading = read_heading(text);
        if (heading.key.empty())
            return refusal("layout.incomplete", column.use.field + ".headings");
        const auto [at, added] = column_of_heading_.emplace(heading.key, columns_.size());
        if (!added && at->second != columns_.size())
            return refusal("layout.duplicate_heading", text);
    }
    column.heading = headings.front();
    columns_.push_back(std::move(column));
    return Done{};
}

std::vector<std::string> Layout::fields() const
{
    std::set<std::string> fields;
    for (const auto& column : columns_) {
        if (!column.use.field.empty()) fields.insert(column.use.field);
        fields.insert(column.use.derived_fields.begin(), column.use.derived_fields.end());
    }
    return {fields.begin(), fields.end()};
}

Layout::Found Layout::find(std::string_view text) const
{
    const Heading heading = read_heading(text);
    const auto look_up = [&](const std::string& key) -> const Column* {
        const auto at = column_of_heading_.find(key);
        return at == column_of_heading_.end() ? nullptr : &columns_[at->second];
    };
    Found found{look_up(heading.key), heading.unit};
    // 行政相对人代码_2(组织机构代码): the forms number the codes differently, so the name in
    // brackets goes first. 处罚机关(CF_CFJG): a code name beside the heading.
    const bool inside_names =
        heading.outside.starts_with("行政相对人代码") || is_ascii(heading.inside);
    if (found.column == nullptr && !heading.inside.empty() && inside_names) {
        found.column = look_up(heading.inside);
    }
    if (found.column == nullptr) found.column = look_up(heading.outside);
    return found;
}

std::size_t Layout::known_headings(const std::vector<std::string_view>& headings) const
{
    const auto known = std::ranges::count_if(
        headings, [this](auto heading) { return find(trimmed(heading)).column != nullptr; });
    return static_cast<std::size_t>(known);
}

std::string_view Layout::heading_of(std::string_view field) const
{
    for (const auto& column : columns_)
        if (column.use.field == field) return column.heading;
    return {};
}

std::vector<std::string> Layout::keys_of(std::string_view field) const
{
    std::vector<std::string> keys;
    for (const auto& [key, column] : column_of_heading_)
        if (columns_[column].use.field == field) keys.push_back(key);
    std::ranges::sort(keys);
    return keys;
}

bool Layout::knows(std::string_view heading) const
{
    return column_of_heading_.contains(read_heading(trimmed(heading)).key);
}

std::size_t Layout::known(const std::vector<std::string_view>& headings) const
{
    const auto mapping = map(headings);
    return mapping && may_fit(headings) ? known_columns(*mapping) : 0;
}

bool Layout::may_fit(const std::vector<std::string_view>& headings) const
{
    std::set<const Column*> present;
    for (const auto heading : headings) present.insert(find(heading).column);
    return std::all_of(columns_.begin(), columns_.end(), [&](const Column& column) {
        return !column.is_required || present.contains(&column);
    });
}

Result<Mapping> Layout::map(const std::vector<std::string_view>& headings) const
{
    Mapping mapping;
    std::set<const Column*> present;
    for (std::size_t index = 0; index < headings.size(); ++index) {
        const auto heading = trimmed(headings[index]);
        auto& use = mapping.by_column.emplace_back();
        const Found found = find(heading);
        if (found.column == nullptr) {
            mapping.unmapped.push_back({index,
                                        std::string(heading),
                                        heading.empty() ? "column.unnamed" : "column.unknown",
                                        {}});
            continue;
        }
        if (!found.column->left_out_because.empty()) {
            mapping.unmapped.push_back(
                {index, std::string(heading), "column.left_out", found.column->left_out_because});
            continue;
        }
        if (!present.insert(found.column).second)
            return refusal("layout.duplicate_column", heading);
        use = found.column->use;
        if (found.unit) use->unit = *found.unit;
    }
    for (const auto& column : columns_) {
        if (!column.use.field.empty() && !present.contains(&column)) {
            mapping.missing.push_back(column.use.field);
        }
    }
    return mapping;
}

Result<const Layout*> recognise(const std::vector<Layout>& layouts,
                                const std::vector<std::string_view>& headings,
                                std::string_view class_code)
{
    const auto named = std::count_if(headings.begin(), headings.end(),
                                     [](auto heading) { return !trimmed(heading).empty(); });
    const std::size_t fewest = std::max<std::size_t>(3, (static_cast<std::size_t>(named) + 1) / 2);
    const Layout* best = nullptr;
    Mapping best_mapping;
    std::string rival;
    std::optional<Error> duplicate;
    std::size_t known_to_duplicate = 0;
    for (const auto& layout : layouts) {
        if (!class_code.empty() && layout.class_code() != class_code) continue;
        if (!layout.may_fit(headings)) continue;
        auto mapping = layout.map(headings);
        if (!mapping) {
            const std::size_t known = layout.known_headings(headings);
            if (!duplicate || known > known_to_duplicate) duplicate = mapping.error();
            known_to_duplicate = std::max(known_to_duplicate, known);
            continue;
        }
        const std::size_t known = known_columns(*mapping);
        const std::size_t most = best == nullptr ? fewest - 1 : known_columns(best_mapping);
        if (known > most) {
            best = &layout;
            best_mapping = std::move(*mapping);
            rival.clear();
        } else if (best != nullptr && known == most && !reads_alike(*mapping, best_mapping)) {
            rival = layout.name();
        }
    }
    // One that knows the file better, but finds a field in it twice, is not passed over.
    const std::size_t known_to_best = best == nullptr ? 0 : known_columns(best_mapping);
    if (duplicate && known_to_duplicate > known_to_best) return *duplicate;
    if (best == nullptr) return refusal("layout.unknown", headings.empty() ? "" : headings.front());
    if (!rival.empty()) return refusal("layout.ambiguous", best->name() + ", " + rival);
    return best;
}

}  // namespace xinheng::collection
