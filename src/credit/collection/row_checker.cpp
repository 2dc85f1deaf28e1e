#include "base/json.h"
#include "base/text.h"
#include "credit/collection/collection.h"
#include "credit/collection/date_reading.h"
#include "credit/collection/row_fields.h"

#include <algorithm>

namespace xinheng::collection {

using catalogue::FieldIndex;

namespace {

constexpr std::string_view individual_business = "individual_business";
constexpr std::string_view organisation = "legal_person_or_other_organisation";

// The last column that has a value; what lies behind the headings is no column of the form.
std::size_t used_columns(const csv::Row& row)
{
    std::size_t used = row.cells.size();
    while (used > 0 && trimmed(row.cells[used - 1]).empty()) --used;
    return used;
}

void append_codes(std::string& into, std::string_view codes)
{
    into += '[';
    for (const std::string_view code : split(codes, ';')) {
        if (into.back() != '[') into += ',';
        json::append_text(into, code);
    }
    into += ']';
}

}  // namespace

struct RowChecker::State {
    State(const Rules& used, Source from, Mapping columns)
        : rules(used),
          source(std::move(from)),
          mapping(std::move(columns)),
          fields(rules, source, mapping)
    {}

    CheckedRow check(const csv::Row& row);
    const Plan* plan_for(const csv::Row& row, Date& decided);
    void check_subject_kind(const Plan& plan);
    void check_against_version(const Plan& plan);
    void check_withholding(const Plan& plan);
    record::Publicity publicity(const Plan& plan);
    void take_effect(const Plan& plan, record::Entry& entry);
    record::Entry entry(const Plan& plan, Date decided);
    void write_contents(const Plan& plan, record::Entry& entry);

    Rules rules;
    Source source;
    Mapping mapping;
    RowFields fields;
    std::vector<Finding> file_findings;
    std::optional<std::size_t> decision_column;
    std::map<const catalogue::ClassVersion*, Plan> plans;
    std::vector<catalogue::FieldFinding> field_findings;
};

namespace {

// Every version of a class calls the date that decides which of them holds by one name.
std::string decision_field_of(const catalogue::Catalogue& catalogue, std::string_view class_code)
{
    for (const auto& version : catalogue.versions())
        if (version.record_class == class_code) return version.fields[version.decision_date].name;
    return {};
}

// The finding of a column that the layout does not read.
Finding finding_of(const UnmappedColumn& column)
{
    Finding finding;
    finding.column = column.heading;
    finding.reason = column.reason;
    finding.severity = Severity::warning;
    finding.expected = column.why;
    return finding;
}

Finding unverified(const Layout& layout)
{
    Finding finding;
    finding.reason = "layout.unverified";
    finding.severity = Severity::warning;
    finding.expected = layout.name();
    return finding;
}

std::vector<std::string_view> views_of(const std::vector<std::string>& texts)
{
    return {texts.begin(), texts.end()};
}

}  // namespace

void KeptCells::keep(const std::vector<std::string_view>& cells)
{
    std::size_t size = 0;
    for (const auto& cell : cells) size += cell.size();
    text_.reserve(size);
    ends_.reserve(cells.size());
    for (const auto& cell : cells) {
        text_ += cell;
        ends_.push_back(static_cast<std::uint32_t>(text_.size()));
    }
}

std::vector<std::string> KeptCells::all() const
{
    std::vector<std::string> cells;
    std::size_t begin = 0;
    for (const std::size_t end : ends_) {
        cells.push_back(text_.substr(begin, end - begin));
        begin = end;
    }
    return cells;
}

RowChecker::RowChecker(std::unique_ptr<State> state) : state_(std::move(state)) {}

RowChecker::~RowChecker() = default;
RowChecker::RowChecker(RowChecker&&) noexcept = default;
RowChecker& RowChecker::operator=(RowChecker&&) noexcept = default;

Result<RowChecker> RowChecker::begin(const Rules& rules, Source source)
{
    if (source.layout->class_code() != source.class_code)
        return Error{ErrorKind::invalid_input, "layout.other_class", source.layout->class_code()};
    for (const auto& heading : source.headings)
        if (rules.catalogue.forbidden_word_in(heading))
            return Error{ErrorKind::invalid_input, "catalogue.forbidden_data", heading};
    auto mapping = TRY(source.layout->map(views_of(source.headings)));

    auto state = std::make_unique<State>(rules, std::move(source), std::move(mapping));
    if (!state->source.layout->is_verified())
        state->file_findings.push_back(unverified(*state->source.layout));
    for (const auto& column : state->mapping.unmapped)
        state->file_findings.push_back(finding_of(column));
    const auto decision_field = decision_field_of(state->rules.catalogue, state->source.class_code);
    for (std::size_t column = 0; column < state->mapping.by_column.size(); ++column) {
        const auto& use = state->mapping.by_column[column];
        if (use && use->field == decision_field) state->decision_column = column;
    }
    return RowChecker(std::move(state));
}

const std::vector<Finding>& RowChecker::file_findings() const
{
    return state_->file_findings;
}

CheckedRow RowChecker::check(const csv::Row& row)
{
    return state_->check(row);
}

CheckedRow RowChecker::State::check(const csv::Row& row)
{
    CheckedRow checked;
    checked.number = row.number;
    checked.line = row.line;
    fields.findings().clear();

    Date decided;
    const Plan* const plan = plan_for(row, decided);
    if (plan) {
        fields.begin(*plan, row);
        if (!row.problem.empty()) fields.find(source.headings.size(), row.problem, Severity::error);
        if (used_columns(row) > source.headings.size())
            fields.find(source.headings.size(), "row.too_many_cells", Severity::error,
                        std::to_string(source.headings.size()));
        fields.read_all(decided);
        check_subject_kind(*plan);
        check_against_version(*plan);
        check_withholding(*plan);
        if (!fields.is_refused()) checked.entry = entry(*plan, decided);
    }
    checked.findings = std::move(fields.findings());
    checked.cells.keep(row.cells);
    return checked;
}

// The version of the decision's date. A row whose date cannot be read is checked under the newest
// version, so that its other faults are told in the same go.
const Plan* RowChecker::State::plan_for(const csv::Row& row, Date& decided)
{
    decided = source.today;
    if (decision_column && *decision_column < row.cells.size()) {
        const auto reading = read_date(trimmed(row.cells[*decision_column]));
        if (reading) decided = reading->date;
    }
    auto version = rules.catalogue.find(source.class_code, decided, source.layout->version());
    if (!version) {
        Finding finding;
        if (decision_column) finding.column = source.headings[*decision_column];
        finding.value = decided.text();
        finding.reason = version.error().reason;
        finding.expected = version.error().detail;
        fields.findings().push_back(std::move(finding));
        return nullptr;
    }
    const auto found = plans.find(*version);
    if (found != plans.end()) return &found->second;
    return &plans.emplace(*version, Plan(**version, mapping)).first->second;
}

void RowChecker::State::check_subject_kind(const Plan& plan)
{
    std::string_view kind = fields.value(plan.party_kind);
    if (fields.value(plan.party_uscc).starts_with("92")) kind = individual_business;
    if (kind.empty()) kind = organisation;
    if (plan.version->accepts_subject_kind(kind)) return;

    const auto shown = plan.party_kind == Plan::none ? plan.party_uscc : plan.party_kind;
    fields.find(fields.column_of(shown), "record.subject_kind", Severity::error, std::string(kind));
}

// Whoever withholds a fact has to name a reason that the class allows.
void RowChecker::State::check_withholding(const Plan& plan)
{
    const auto reason = fields.value(plan.not_public_reason);
    if (reason.empty() || plan.version->accepts_withholding_for(reason)) return;
    fields.find(fields.column_of(plan.not_public_reason), "withholding.reason", Severity::error,
                join(plan.version->withholding.reasons, ", "));
}

void RowChecker::State::check_against_version(const Plan& plan)
{
    field_findings.clear();
    catalogue::check(*plan.version, fields.values(), source.today, field_findings);
    for (auto& found : field_findings) {
        const auto& field = plan.version->fields[found.field];
        const std::size_t column = fields.column_of(found.field);
        const bool has_column = column < mapping.by_column.size() && mapping.by_column[column] &&
                                mapping.by_column[column]->field == field.name;
        // A field that was refused while it was read is not missing besides.
        const bool is_told = std::ranges::any_of(fields.findings(), [&](const Finding& told) {
            return has_column && told.severity == Severity::error &&
                   told.column == source.headings[column];
        });
        if (is_told) continue;
        fields.find(
            has_column || !fields.value(found.field).empty() ? column : source.headings.size(),
            found.reason, found.severity, std::move(found.expected));
        if (fields.findings().back().column.empty()) fields.findings().back().column = field.title;
    }
}

record::Publicity RowChecker::State::publicity(const Plan& plan)
{
    // Of a class that is not public, not so much as key and date are.
    if (plan.version->ceiling != catalogue::Publicity::public_) return record::Publicity::withheld;
    if (!fields.value(plan.not_public_reason).empty()) return record::Publicity::withheld;
    for (const auto& when : plan.version->withholding.when)
        if (fields.value(when.field) == when.code) return record::Publicity::withheld;
    return record::Publicity::open;
}

void RowChecker::State::take_effect(const Plan& plan, record::Entry& entry)
{
    const auto& status = plan.version->status_acts;
    if (!status) return;
    const auto act = status->acts.find(fields.value(status->field));
    if (act == status->acts.end()) return;
    const auto& field = plan.version->fields[status->field];
    const auto* list = rules.catalogue.code_list(field.code_list);
    const auto* code = list ? list->find(act->first) : nullptr;
    entry.effect = act->second == catalogue::StatusAct::change ? record::Effect::changes
                                                               : record::Effect::withdraws;
    entry.effect_reason = field.title + "：" + (code ? code->title : act->first);
}

record::Entry RowChecker::State::entry(const Plan& plan, Date decided)
{
    record::Entry entry;
    entry.party = fields.party();
    entry.class_code = source.class_code;
    entry.class_version = plan.version->id;
    entry.provider = source.provider;
    entry.decided = decided;
    entry.publicity = publicity(plan);
    for (const FieldIndex field : plan.version->business_key) {
        if (!entry.key.empty()) entry.key += '|';
        entry.key += fields.key_of(field);
    }
    take_effect(plan, entry);
    write_contents(plan, entry);
    return entry;
}

void RowChecker::State::write_contents(const Plan& plan, record::Entry& entry)
{
    const auto withheld_to = static_cast<std::size_t>(plan.version->withholding.level);
    const auto level_of = [&](std::size_t level) {
        return entry.publicity == record::Publicity::open ? level : std::max(level, withheld_to);
    };
    // Withheld records move whole levels, so their fields are merged in order of name.
    std::array<std::vector<FieldIndex>, catalogue::publicity_levels> fields_of;
    for (std::size_t level = 0; level < fields_of.size(); ++level) {
        auto& target = fields_of[level_of(level)];
        target.insert(target.end(), plan.by_name[level].begin(), plan.by_name[level].end());
    }
    constexpr std::size_t usual_content_bytes = 1536;
    entry.contents[0].reserve(usual_content_bytes);
    for (std::size_t level = 0; level < fields_of.size(); ++level) {
        if (entry.publicity == record::Publicity::withheld)
            std::ranges::sort(fields_of[level], {}, [&](FieldIndex index) {
                return std::string_view(plan.version->fields[index].name);
            });
        std::string& content = entry.contents[level];
        std::string& original = entry.originals[level];
        for (const FieldIndex index : fields_of[level]) {
            const auto& field = plan.version->fields[index];
            const std::string_view value = fields.value(index);
            if (value.empty()) continue;
            content += content.empty() ? "{\"" : ",\"";
            content += field.name;
            content += "\":";
            if (field.type == catalogue::FieldType::codes) append_codes(content, value);
            else json::append_text(content, value);
            if (fields.original(index).empty()) continue;
            original += original.empty() ? "{\"" : ",\"";
            original += field.name;
            original += "\":";
            json::append_text(original, fields.original(index));
        }
        if (!content.empty()) content += '}';
        if (!original.empty()) original += '}';
    }
}

}  // namespace xinheng::collection
