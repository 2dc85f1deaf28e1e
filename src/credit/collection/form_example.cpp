#include "credit/collection/form_example.h"

#include "base/text.h"

namespace xinheng::collection {
namespace {

using catalogue::Field;
using catalogue::FieldType;

constexpr int most_rounds = 12;
constexpr std::string_view invented_firm = "91110108MAXXXX015B";
constexpr std::string_view invented_office = "11110108MBXXXX0192";

using Candidates = std::vector<std::string>;

struct Days {
    Date decided;
    Date later;
};

// A decision of last week, if the version is as old.
Days days_of(const ExampleGround& ground)
{
    Date decided = ground.today.plus_days(-7);
    const auto& version = ground.version;
    if (version.valid_to && decided > *version.valid_to) decided = *version.valid_to;
    return {decided, decided.plus_days(365)};
}

Candidates texts(const Field& field, Days days)
{
    const std::string year = std::to_string(days.decided.year());
    const std::string number = "示例〔" + year + "〕1号";
    if (field.name == "party_name") return {"北京甲乙商贸有限公司"};
    if (field.name.ends_with("number")) return {number, "110108000000001", "110108"};
    if (field.name.ends_with("name")) return {"北京市海淀区甲乙局"};
    return {"示例：" + field.title, "示例", "110108",
            "110108" + replaced(days.decided.text(), "-", "") + "000001"};
}

Candidates codes(const ExampleGround& ground, const Field& field,
                 const std::vector<std::string>& choices)
{
    const auto* const list = ground.rules.catalogue.code_list(field.code_list);
    Candidates candidates;
    // Who the record is about has to be one of those that the class takes.
    for (const auto& kind : ground.version.subject_kinds)
        if (list != nullptr && list->find(kind) != nullptr)
            candidates.push_back(list->find(kind)->title);
    candidates.insert(candidates.end(), choices.begin(), choices.end());
    return candidates;
}

Candidates candidates_of(const ExampleGround& ground, const Field& field,
                         const std::vector<std::string>& choices)
{
    const Days days = days_of(ground);
    switch (field.type) {
    case FieldType::legal_grounds: return {"《中华人民共和国行政处罚法》第九条"};
    case FieldType::text:
    case FieldType::document_number:
    case FieldType::identifier: return texts(field, days);
    case FieldType::uscc:
        return {std::string(field.name == "party_uscc" ? invented_firm : invented_office)};
    case FieldType::date: return {days.decided.text(), days.later.text()};
    case FieldType::timestamp: return {days.decided.text() + "T10:00:00+08:00"};
    case FieldType::amount: return {"1"};
    case FieldType::code:
    case FieldType::codes: return codes(ground, field, choices);
    }
    throw Failure("a field of no type");
}

class Attempt {
public:
    Attempt(const ExampleGround& ground, const std::vector<const Field*>& fields,
            std::vector<FormColumn>& columns)
        : columns_(columns)
    {
        for (std::size_t column = 0; column < fields.size(); ++column) {
            const Field& field = *fields[column];
            auto candidates = candidates_of(ground, field, columns[column].choices);
            const bool is_wanted = field.required || field.name == "party_uscc";
            if (!is_wanted) candidates.insert(candidates.begin(), std::string());
            candidates_.push_back(std::move(candidates));
            place_.push_back(0);
        }
        fill();
    }

    // Another value in each column against which something is found. False where none is left.
    bool improve(const std::vector<Finding>& findings)
    {
        bool is_changed = false;
        for (const auto& finding : findings) {
            for (std::size_t column = 0; column < columns_.size(); ++column) {
                if (columns_[column].heading != finding.column) continue;
                if (place_[column] + 1 >= candidates_[column].size()) continue;
                ++place_[column];
                is_changed = true;
            }
        }
        fill();
        return is_changed;
    }

    void give_up()
    {
        for (auto& column : columns_) column.example.clear();
    }

private:
    void fill()
    {
        for (std::size_t column = 0; column < columns_.size(); ++column)
            if (!candidates_[column].empty())
                columns_[column].example = candidates_[column][place_[column]];
    }

    std::vector<FormColumn>& columns_;
    std::vector<Candidates> candidates_;
    std::vector<std::size_t> place_;
};

}  // namespace

void find_example(const ExampleGround& ground, const std::vector<const Field*>& fields,
                  std::vector<FormColumn>& columns)
{
    Attempt attempt(ground, fields, columns);
    std::vector<std::string> headings;
    for (const auto& column : columns) headings.push_back(column.heading);
    auto checker =
        RowChecker::begin(ground.rules, {&ground.layout, headings, ground.version.record_class,
                                         std::string(invented_office), ground.today});
    if (!checker) return attempt.give_up();

    for (int round = 0; round < most_rounds; ++round) {
        csv::Row row;
        for (const auto& column : columns) row.cells.push_back(column.example);
        const auto checked = checker->check(row);
        if (checked.findings.empty() && checked.entry) return;
        if (!attempt.improve(checked.findings)) break;
    }
    attempt.give_up();
}

}  // namespace xinheng::collection
