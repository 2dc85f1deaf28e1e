#include "credit/collection/form.h"

#include "base/text.h"
#include "credit/collection/form_example.h"

#include <algorithm>

namespace xinheng::collection {
namespace {

using catalogue::Field;
using catalogue::FieldType;

const catalogue::ClassVersion* newest(const catalogue::Catalogue& catalogue,
                                      std::string_view class_code)
{
    const catalogue::ClassVersion* newest = nullptr;
    for (const auto& version : catalogue.versions())
        if (version.record_class == class_code) newest = &version;
    return newest;
}

// The one that reads most of the fields.
const Layout* best_layout(const std::vector<Layout>& layouts,
                          const catalogue::ClassVersion& version)
{
    const Layout* best = nullptr;
    std::ptrdiff_t most = 0;
    for (const auto& layout : layouts) {
        if (layout.class_code() != version.record_class) continue;
        if (!layout.version().empty() && layout.version() != version.version) continue;
        const auto read = std::ranges::count_if(version.fields, [&](const Field& field) {
            return !layout.heading_of(field.name).empty();
        });
        if (read <= most) continue;
        most = read;
        best = &layout;
    }
    return best;
}

std::string_view kind_of(FieldType type)
{
    switch (type) {
    case FieldType::text: return "文字";
    case FieldType::legal_grounds: return "法律名称和条款，如《中华人民共和国广告法》第五十五条";
    case FieldType::document_number: return "文号，如 京海市监罚〔2026〕1号";
    case FieldType::identifier: return "编号";
    case FieldType::uscc: return "统一社会信用代码，18 位";
    case FieldType::date: return "日期，如 2026-02-10";
    case FieldType::timestamp: return "时间，如 2026-02-10 10:00:00";
    case FieldType::amount: return "数字";
    case FieldType::code: return "从列表中选一项";
    case FieldType::codes: return "从列表中选；多项用分号分开";
    }
    throw Failure("a field of no type");
}

std::vector<std::string> choices_of(const catalogue::Catalogue& catalogue, const Field& field)
{
    std::vector<std::string> choices;
    const auto* const list = catalogue.code_list(field.code_list);
    if (list == nullptr) return choices;
    for (const auto& code : list->codes()) {
        const bool is_allowed =
            field.allowed.empty() || std::ranges::count(field.allowed, code.code) > 0;
        if (is_allowed && !code.needs_a_name) choices.push_back(code.title);
    }
    return choices;
}

std::string advice_of(const Field& field)
{
    std::string advice(field.required ? "必填。" : "选填。");
    advice += kind_of(field.type);
    if (!field.unit.empty()) advice += "，单位" + field.unit;
    if (field.max_length > 0) advice += "，至多 " + std::to_string(field.max_length) + " 字";
    advice += "。";
    return advice + field.description;
}

}  // namespace

Result<Form> form_of(const Rules& rules, const std::vector<Layout>& layouts,
                     const std::string& class_code, Date today)
{
    const auto* const version = newest(rules.catalogue, class_code);
    if (version == nullptr)
        return Error{ErrorKind::not_found, "catalogue.class_unknown", class_code};
    const auto* const layout = best_layout(layouts, *version);
    if (layout == nullptr) return Error{ErrorKind::invalid_input, "layout.unknown", class_code};

    Form form{version->title, version->id, {}};
    std::vector<const Field*> fields;
    for (const auto& field : version->fields) {
        const auto heading = layout->heading_of(field.name);
        if (heading.empty()) continue;
        fields.push_back(&field);
        form.columns.push_back({std::string(heading),
                                field.required,
                                advice_of(field),
                                choices_of(rules.catalogue, field),
                                {}});
    }
    find_example({rules, *layout, *version, today}, fields, form.columns);
    return form;
}

}  // namespace xinheng::collection
