#include "credit/catalogue/printed_words.h"

#include "base/text.h"

namespace xinheng::catalogue {

std::string category_of(const Catalogue& catalogue, const ClassVersion& version)
{
    const auto* list = catalogue.code_list("information_category");
    const auto* category = list ? list->find(version.code.substr(0, 2)) : nullptr;
    return category ? category->title : std::string();
}

std::string period_of(const ClassVersion& version)
{
    return version.valid_from.text() + " – " + (version.valid_to ? version.valid_to->text() : "");
}

std::string bases_of(const ClassVersion& version)
{
    std::vector<std::string> bases;
    for (const LegalBasis& basis : version.bases)
        bases.push_back(std::string(title(basis.level)) + "《" + basis.title + "》" +
                        basis.article);
    return join(bases, "；");
}

std::string subjects_of(const Catalogue& catalogue, const ClassVersion& version)
{
    const auto* list = catalogue.code_list("subject_kind");
    std::vector<std::string> kinds;
    for (const std::string& kind : version.subject_kinds) {
        const auto* code = list ? list->find(kind) : nullptr;
        kinds.push_back(code ? code->title : kind);
    }
    return join(kinds, "、");
}

std::string deadline_of(const ClassVersion& version)
{
    if (version.deadline.working_days == 0) return "不公示";
    return std::to_string(version.deadline.working_days) + "个工作日";
}

std::string retention_of(const ClassVersion& version)
{
    return "自" + version.fields[version.retention.from].title + "起" +
           std::to_string(version.retention.years) + "年";
}

std::string release_of(const ClassVersion& version)
{
    return version.release.waived ? "报送即放行" : "另一位人员放行";
}

std::string format_of(const Field& field)
{
    const std::string limit = field.max_length == 0 ? "" : ".." + std::to_string(field.max_length);
    switch (field.type) {
    case FieldType::date: return "YYYYMMDD";
    case FieldType::timestamp: return "YYYYMMDDhhmmss";
    case FieldType::amount:
        return "N" + limit + "," + std::to_string(field.decimals) + " " + field.unit;
    case FieldType::uscc: return "C18";
    case FieldType::text:
    case FieldType::identifier:
    case FieldType::document_number:
    case FieldType::legal_grounds:
    case FieldType::code:
    case FieldType::codes: return "C" + limit;
    }
    throw Failure("a field of no type");
}

std::string values_of(const Catalogue& catalogue, const Field& field)
{
    std::vector<std::string> words;
    if (const auto* list = catalogue.code_list(field.code_list))
        for (const Code& code : list->codes())
            words.push_back(code.title + (code.needs_a_name ? "-*" : ""));
    else words = field.allowed;
    if (field.pattern) words.push_back(field.pattern->text());
    return join(words, "；") + (field.type == FieldType::codes ? "（可多选）" : "");
}

std::string yes_or_no(bool yes)
{
    return yes ? "是" : "否";
}

}  // namespace xinheng::catalogue
