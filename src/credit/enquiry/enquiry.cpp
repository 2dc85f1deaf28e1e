#include "credit/enquiry/enquiry.h"

#include "base/text.h"

namespace xinheng::enquiry {

namespace {

void take_members(json::Object& into, const std::string& text)
{
    if (text.empty()) return;
    const auto value = json::parse(text).value();
    for (const auto& [key, member] : *value.object()) into.emplace(key, member);
}

// A code is shown by its title.
json::Value in_words(const catalogue::Catalogue& catalogue, const catalogue::Field& field,
                     const json::Value& value)
{
    const auto* const list = catalogue.code_list(field.code_list);
    if (!list) return value;
    const auto word = [&](const std::string& code) {
        const auto* const found = list->find(code);
        return found ? found->title : code;
    };
    if (value.text()) return word(*value.text());
    json::Array words;
    if (value.array())
        for (const auto& item : *value.array()) words.emplace_back(word(item.text_or("")));
    return words;
}

// Of a fact that is withheld (不予公开) the public is not shown so much as the date.
bool may_see(const Viewer& viewer, const record::Record& record)
{
    return record.publicity == record::Publicity::open || viewer.level > 0;
}

constexpr std::size_t first_sealed_level = 2;

ledger::PartKeys* keys_for(const Reading& reading)
{
    return reading.viewer.level < first_sealed_level ? nullptr : reading.part_keys;
}

// The number by which the class tells its facts apart: of a document, a contract, a commitment.
std::string headline_of(const json::Object& content, const catalogue::ClassVersion& version)
{
    for (const auto index : version.business_key) {
        const auto& field = version.fields[index];
        const bool is_number = field.type == catalogue::FieldType::document_number ||
                               field.type == catalogue::FieldType::identifier;
        const auto found = content.find(field.name);
        if (is_number && found != content.end()) return found->second.text_or("");
    }
    return {};
}

RecordView view_of(record::Record record, const Reading& reading)
{
    RecordView view;
    for (std::size_t level = 0; level <= reading.viewer.level && level < record.contents.size();
         ++level) {
        take_members(view.content, record.contents[level]);
        take_members(view.original, record.originals[level]);
        view.is_erased = view.is_erased || record.is_erased[level];
    }
    view.record = std::move(record);
    const auto* const version = reading.catalogue.version(view.record.class_version);
    view.title = version ? version->title : view.record.class_version;
    if (!version) return view;
    view.headline = headline_of(view.content, *version);
    for (const auto& field : version->fields) {
        const auto found = view.content.find(field.name);
        if (found != view.content.end())
            view.lines.push_back({field.title, in_words(reading.catalogue, field, found->second)});
    }
    if (version->deadline.working_days > 0)
        view.publication_due = reading.calendar.working_days_after(view.record.decided,
                                                                   version->deadline.working_days);
    return view;
}

}  // namespace

Result<SubjectView> subject_view(sql::Transaction& transaction, std::string_view code,
                                 const Reading& reading)
{
    const std::string wanted = to_upper_ascii(to_half_width(trimmed(code)));
    const auto id = subject::find_by_code(transaction, wanted);
    if (!id) return Error{ErrorKind::not_found, "subject.unknown", wanted};

    SubjectView view{*subject::find(transaction, *id), {}};
    for (auto& record : record::records_of(transaction, *id, reading.as_of, keys_for(reading)))
        if (may_see(reading.viewer, record))
            view.records.push_back(view_of(std::move(record), reading));
    return view;
}

Result<RecordView> record_view(sql::Transaction& transaction, record::RecordId id,
                               const Reading& reading)
{
    auto record = record::find(transaction, id, reading.as_of, keys_for(reading));
    if (!record || !may_see(reading.viewer, *record))
        return Error{ErrorKind::not_found, "record.unknown", std::to_string(id)};

    return view_of(std::move(*record), reading);
}

}  // namespace xinheng::enquiry
