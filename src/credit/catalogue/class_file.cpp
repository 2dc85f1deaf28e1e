#include "credit/catalogue/class_file.h"

#include "base/text.h"
#include "credit/catalogue/class_file_node.h"
#include "credit/catalogue/legality.h"

#include <algorithm>

namespace xinheng::catalogue {

namespace {

constexpr auto required = Presence::required;
constexpr auto optional = Presence::optional;

Publicity publicity(Node& node, std::string_view key)
{
    const std::string word = node.text(key, required, "catalogue.no_publicity");
    if (word == "public") return Publicity::public_;
    if (word == "shared") return Publicity::shared;
    if (word == "authorised") return Publicity::authorised;
    if (word != "secret" && !word.empty())
        node.problem(key, Node::shape, "neither public, shared, authorised nor secret: " + word);
    return Publicity::secret;
}

FieldType field_type(Node& node, const Field& field)
{
    const std::string type = node.text("type", required);
    const std::string kind = node.text("xinheng:kind", optional);
    const bool multiple = node.flag("xinheng:multiple");
    const bool listed = !field.code_list.empty() || !field.allowed.empty();
    if (type == "date") return FieldType::date;
    if (type == "datetime") return FieldType::timestamp;
    if (type == "number") return FieldType::amount;
    if (type != "string" && !type.empty())
        node.problem("type", Node::shape, "unknown type " + type);

    if (multiple && !listed) node.problem("xinheng:multiple", Node::shape, "without a code list");
    if (listed) return multiple ? FieldType::codes : FieldType::code;
    if (kind == "uscc") return FieldType::uscc;
    if (kind == "identifier") return FieldType::identifier;
    if (kind == "document_number") return FieldType::document_number;
    if (kind == "legal_grounds") return FieldType::legal_grounds;
    if (!kind.empty()) node.problem("xinheng:kind", Node::shape, "unknown kind " + kind);
    return FieldType::text;
}

std::vector<std::string> codes_of(const CodeList& list)
{
    std::vector<std::string> codes;
    for (const Code& code : list.codes())
        codes.push_back(code.needs_a_name ? code.code + "-*" : code.code);
    return codes;
}

void read_constraints(Node constraints, Field& field)
{
    field.required = constraints.flag("required");
    field.max_length = static_cast<std::uint32_t>(constraints.number("maxLength", optional));
    field.allowed = constraints.texts("enum", optional);
    const std::string pattern = constraints.text("pattern", optional);
    if (!pattern.empty()) {
        auto compiled = Pattern::parse(pattern);
        if (compiled) field.pattern = std::move(compiled).value();
        else constraints.problem("pattern", compiled.error().reason, compiled.error().detail);
    }
    constraints.finish();
}

void read_code_list(Node& node, const CodeLists& code_lists, Field& field)
{
    field.code_list = node.text("xinheng:codeList", optional);
    if (field.code_list.empty()) return;
    const auto list = code_lists.find(field.code_list);
    if (list == code_lists.end())
        node.problem("xinheng:codeList", "catalogue.code_list_unknown", field.code_list);
    else if (!field.allowed.empty())
        node.problem("xinheng:codeList", Node::shape, "beside an enum");
    else field.allowed = codes_of(list->second);
}

Masking read_masking(Node masking)
{
    Masking read;
    read.keep_left = static_cast<std::uint8_t>(
        std::min<std::int64_t>(masking.number("keepLeft", required), 255));
    read.keep_right = static_cast<std::uint8_t>(
        std::min<std::int64_t>(masking.number("keepRight", required), 255));
    masking.finish();
    return read;
}

Field read_field(Node node, const CodeLists& code_lists)
{
    Field field;
    field.name = node.text("name", required, "catalogue.no_title");
    field.title = node.text("title", required, "catalogue.no_title");
    field.headings = node.texts("xinheng:headings", optional);
    field.description = node.text("description", optional);
    field.publicity = publicity(node, "xinheng:publicity");
    field.personal = node.flag("xinheng:personal");
    field.basis = node.text("xinheng:basis", optional);
    field.unit = node.text("xinheng:unit", optional);
    const std::int64_t decimals = node.number("xinheng:decimals", optional);
    if (decimals > 18) node.problem("xinheng:decimals", Node::shape, "more than 18");
    field.decimals = static_cast<std::uint8_t>(decimals);
    read_constraints(node.object("constraints", optional), field);
    read_code_list(node, code_lists, field);
    std::sort(field.allowed.begin(), field.allowed.end());
    field.type = field_type(node, field);
    if (node.has("xinheng:masking"))
        field.masking = read_masking(node.object("xinheng:masking", optional));
    if (field.type == FieldType::amount && field.unit.empty())
        node.problem("xinheng:unit", Node::shape, "an amount without its unit");
    if (field.pattern && (field.type == FieldType::date || field.type == FieldType::timestamp))
        node.problem("constraints", Node::shape, "a pattern on a date");
    node.finish();
    return field;
}

// The field of that name; where there is none, the rule is broken and 0 stands in for it.
FieldIndex named_field(Node& node, std::string_view key, std::string_view name,
                       const ClassVersion& version, std::string_view rule)
{
    const auto found = version.find(name);
    if (!found) node.problem(key, rule, std::string(name));
    return found.value_or(0);
}

constexpr std::string_view condition_field = "catalogue.condition_unknown_field";

// That a field may hold the code at all.
void expect_code(const Node& node, std::string_view key, const Field& field,
                 const std::string& code)
{
    const bool has_list = !field.allowed.empty() || field.code_list.empty();
    if (has_list && !code.empty() &&
        !std::binary_search(field.allowed.begin(), field.allowed.end(), code))
        node.problem(key, "catalogue.condition_unknown_code", code);
}

RequiredWhen read_required_when(Node& node, const ClassVersion& version)
{
    RequiredWhen read;
    Node when = node.object("when", required);
    read.field = named_field(when, "field", when.text("field", required), version, condition_field);
    read.includes = when.text("includes", optional);
    when.finish();

    expect_code(when, "includes", version.fields[read.field], read.includes);
    for (const std::string& name : node.texts("require", required))
        read.required.push_back(named_field(node, "require", name, version, condition_field));
    return read;
}

FieldIndex date_field(Node& node, std::string_view key, std::string_view name,
                      const ClassVersion& version)
{
    const auto found = version.find(name);
    if (!found) node.problem(key, condition_field, std::string(name));
    else if (version.fields[*found].type != FieldType::date)
        node.problem(key, Node::shape, "no date: " + std::string(name));
    return found.value_or(0);
}

DateRule read_date_rule(Node& node, const ClassVersion& version)
{
    DateRule read;
    read.field = date_field(node, "field", node.text("field", required), version);
    const std::string_view key = node.has("notBefore") ? "notBefore" : "notAfter";
    read.side = key == "notBefore" ? DateRule::Side::not_before : DateRule::Side::not_after;
    const std::string bound = node.text(key, required);
    if (bound == "today") read.bound = Today{};
    else if (const auto day = Date::parse(bound)) read.bound = *day;
    else read.bound = date_field(node, key, bound, version);
    return read;
}

Condition read_condition(Node node, const ClassVersion& version)
{
    const std::string basis = node.text("basis", required, "catalogue.no_basis");
    Condition condition;
    if (node.has("when")) {
        RequiredWhen read = read_required_when(node, version);
        read.basis = basis;
        condition = std::move(read);
    } else if (node.has("holdsDate")) {
        DateInNumber read;
        read.field =
            named_field(node, "field", node.text("field", required), version, condition_field);
        read.date = date_field(node, "holdsDate", node.text("holdsDate", required), version);
        read.at = static_cast<std::size_t>(node.number("at", required));
        read.basis = basis;
        condition = std::move(read);
    } else {
        DateRule read = read_date_rule(node, version);
        read.basis = basis;
        condition = std::move(read);
    }
    node.finish();
    return condition;
}

void read_schema(Node schema, const CodeLists& code_lists, ClassVersion& version)
{
    for (Node& node : schema.objects("fields", required)) {
        Field field = read_field(node, code_lists);
        if (version.find(field.name)) node.problem("name", "catalogue.duplicate_field", field.name);
        const auto index = static_cast<FieldIndex>(version.fields.size());
        version.parts[static_cast<std::size_t>(field.publicity)].push_back(index);
        version.fields.push_back(std::move(field));
    }
    version.missing_values = schema.texts("missingValues", optional);
    auto conditions = schema.objects("xinheng:conditions", optional);
    if (!version.fields.empty())
        for (Node& node : conditions)
            version.conditions.push_back(read_condition(std::move(node), version));
    schema.finish();
}

void read_bases_of(Node& node, ClassVersion& version)
{
    for (Node& basis : node.objects("basis", required, "catalogue.no_basis")) {
        const std::string level = basis.text("level", required, "catalogue.basis_level");
        LegalBasis read{basis_level(level).value_or(BasisLevel::normative_document),
                        basis.text("title", required, "catalogue.no_basis"),
                        basis.text("article", optional)};
        if (!level.empty() && !basis_level(level))
            basis.problem("level", "catalogue.basis_level", level);
        basis.finish();
        version.bases.push_back(std::move(read));
    }
}

void read_withholding(Node node, const CodeLists& code_lists, ClassVersion& version)
{
    Withholding& read = version.withholding;
    read.level = publicity(node, "level");
    read.code_list = node.text("codeList", required);
    read.reasons = node.texts("reasons", required);
    const auto list = code_lists.find(read.code_list);
    if (list == code_lists.end())
        node.problem("codeList", "catalogue.code_list_unknown", read.code_list);
    else
        for (const std::string& reason : read.reasons)
            if (!list->second.holds(reason))
                node.problem("reasons", "catalogue.withholding_reason", reason);
    for (Node& when : node.objects("when", optional)) {
        HoldsCode holds;
        const std::string field = when.text("field", required);
        holds.field = named_field(when, "field", field, version, condition_field);
        holds.code = when.text("includes", required);
        holds.basis = when.text("basis", required, "catalogue.no_basis");
        if (version.find(field))
            expect_code(when, "includes", version.fields[holds.field], holds.code);
        read.when.push_back(std::move(holds));
        when.finish();
    }
    node.finish();
}

void read_status_acts(Node& node, ClassVersion& version)
{
    if (!node.has("statusActs")) return;
    Node status = node.object("statusActs", optional);
    StatusActs read;
    const std::string field = status.text("field", required);
    read.field = named_field(status, "field", field, version, condition_field);
    read.basis = status.text("basis", required, "catalogue.no_basis");
    const auto take = [&](std::string_view key, StatusAct act) {
        for (const std::string& code : status.texts(key, optional)) {
            if (version.find(field)) expect_code(status, key, version.fields[read.field], code);
            read.acts.emplace(code, act);
        }
    };
    take("change", StatusAct::change);
    take("withdraw", StatusAct::withdraw);
    if (read.acts.empty()) status.problem("change", Node::shape, "no act");
    status.finish();
    version.status_acts = std::move(read);
}

void read_terms(Node& node, ClassVersion& version)
{
    constexpr std::string_view no_deadline = "catalogue.no_publication_deadline";
    constexpr std::string_view no_retention = "catalogue.no_retention";
    const bool is_public = version.ceiling == Publicity::public_;
    Node deadline =
        node.object("publicationDeadline", is_public ? required : optional, no_deadline);
    if (node.has("publicationDeadline")) {
        version.deadline = {static_cast<int>(deadline.number("workingDays", required, no_deadline)),
                            deadline.text("basis", required, "catalogue.no_basis"),
                            deadline.verified()};
        deadline.finish();
    }
    Node retention = node.object("retention", required, no_retention);
    if (node.has("retention")) {
        version.retention.years =
            static_cast<int>(retention.number("years", required, no_retention));
        version.retention.from = named_field(retention, "from", retention.text("from", required),
                                             version, "catalogue.unknown_field");
        version.retention.basis = retention.text("basis", required, "catalogue.no_basis");
        version.retention.verified = retention.verified();
        retention.finish();
    }
    Node release = node.object("release", required);
    version.release = {release.flag("waived", required),
                       release.text("basis", required, "catalogue.no_basis"), release.verified()};
    release.finish();
}

void read_period(Node& node, ClassVersion& version)
{
    version.valid_from = node.date("validFrom", required).value_or(Date{});
    version.valid_to = node.date("validTo", optional);
    Node transition = node.object("transition", optional);
    if (!node.has("transition")) return;
    version.transition =
        Transition{transition.date("acceptedUntil", required).value_or(Date{}),
                   transition.text("basis", required, "catalogue.no_basis"), transition.verified()};
    transition.finish();
}

void read_keys(Node& node, ClassVersion& version)
{
    constexpr std::string_view no_key = "catalogue.no_business_key";
    for (const std::string& name : node.texts("businessKey", required, no_key))
        version.business_key.push_back(named_field(node, "businessKey", name, version,
                                                   "catalogue.business_key_unknown_field"));
    const std::string date = node.text("decisionDateField", required);
    version.decision_date =
        named_field(node, "decisionDateField", date, version, "catalogue.unknown_field");
}

ClassVersion read_version(Node node, const CodeLists& code_lists)
{
    ClassVersion version;
    version.version = node.text("version", required);
    version.title = node.text("title", required, "catalogue.no_title");
    version.owner = node.text("owner", required, "catalogue.no_owner");
    version.subject_kinds = node.texts("subjectKinds", required, "catalogue.no_subject_kind");
    version.ceiling = publicity(node, "publicity");
    version.verified = node.verified();
    version.notes = node.texts("notes", optional);
    read_bases_of(node, version);
    read_schema(node.object("schema", required), code_lists, version);
    read_withholding(node.object("withholding", required), code_lists, version);
    read_status_acts(node, version);
    read_terms(node, version);
    read_period(node, version);
    read_keys(node, version);
    node.finish();
    return version;
}

}  // namespace

std::vector<ClassVersion> read_class(std::string_view bytes, const CodeLists& code_lists,
                                     Problems& problems)
{
    const auto parsed = json::parse(bytes);
    if (!parsed) {
        problems.add("", "catalogue.json", std::string(parsed.error().reason));
        return {};
    }
    if (parsed->object() == nullptr) {
        problems.add("", Node::shape, "not an object");
        return {};
    }
    Node file(*parsed, "", problems);
    const std::string name = file.text("class", required);
    const std::string code = file.text("code", optional);
    std::vector<ClassVersion> versions;
    for (Node& node : file.objects("versions", required)) {
        ClassVersion version = read_version(node, code_lists);
        version.record_class = name;
        version.code = code;
        version.id = name + "/" + version.version;
        // The log keeps a version by itself, so it has to say which class it is of.
        json::Object document = node.members();
        document["class"] = name;
        version.document = json::canonical(std::move(document));
        version.digest = sha256(version.document);
        versions.push_back(std::move(version));
    }
    file.finish();
    return versions;
}

}  // namespace xinheng::catalogue
