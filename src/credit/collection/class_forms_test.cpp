// Every class of the catalogue by its own form: the headings are the titles of its fields.
#include "base/json.h"
#include "credit/catalogue/catalogue.h"
#include "credit/collection/collection.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

using namespace xinheng;
using namespace xinheng::collection;
using catalogue::ClassVersion;
using catalogue::Field;
using catalogue::FieldType;

namespace {

using Cells = std::map<std::string, std::string, std::less<>>;  // By field.

std::string policy_text(const std::string& name)
{
    std::ifstream file(XINHENG_SOURCE_DIR "/policy/" + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

struct ShippedPolicy {
    catalogue::Loaded loaded = catalogue::load(XINHENG_SOURCE_DIR "/policy");
    std::string types = policy_text("uscc_types.csv"), divisions = policy_text("divisions.csv"),
                exceptions = policy_text("uscc_exceptions.csv");
    subject::CodeTables codes = subject::CodeTables::parse({types, divisions, exceptions}).value();
    KindTable kinds = KindTable::parse(policy_text("code_lists/penalty_kind.csv")).value();

    Rules rules() const { return {loaded.catalogue, codes, kinds}; }
};

const ShippedPolicy& policy()
{
    static const ShippedPolicy policy;
    return policy;
}

const Date today = *Date::parse("2026-09-30");

const ClassVersion& form(std::string_view record_class)
{
    const auto found = policy().loaded.catalogue.find(record_class, today);
    REQUIRE(found);
    return **found;
}

std::string first_word_of(const Field& field)
{
    const auto* list = policy().loaded.catalogue.code_list(field.code_list);
    return list ? list->codes().front().title : field.allowed.front();
}

std::string sample_value(const Field& field)
{
    if (field.name == "party_uscc") return "91110108MAXXXX015B";
    if (field.name == "commitment_code") return "11010820260901000001";
    if (field.name == "grade_year") return "2026";
    switch (field.type) {
    case FieldType::text: return "示例";
    case FieldType::identifier: return "20260001";
    case FieldType::uscc: return "11110108MBXXXX0192";
    case FieldType::date: return "2026-09-01";
    case FieldType::timestamp: return "2026-09-01";
    case FieldType::amount: return "1.5";
    case FieldType::code:
    case FieldType::codes: return first_word_of(field);
    case FieldType::document_number: return "海示字〔2026〕1号";
    case FieldType::legal_grounds: return "《优化营商环境条例》第五十四条";
    }
    return {};
}

// A row of a class in which everything is filled in that speaks against nothing else.
Cells sound_row(const ClassVersion& version)
{
    Cells cells;
    for (const Field& field : version.fields) {
        const bool is_other_number =
            field.type == FieldType::identifier && field.name.starts_with("party_");
        const bool stays_empty = is_other_number || field.name == "not_public_reason" ||
                                 field.publicity == catalogue::Publicity::secret;
        cells[field.name] = stays_empty ? "" : sample_value(field);
    }
    return cells;
}

CheckedRow checked(const ClassVersion& version, const Cells& cells)
{
    const auto layout = Layout::of(version).value();
    std::vector<std::string> headings;
    csv::Row row;
    row.number = 2;
    for (const Field& field : version.fields) {
        headings.push_back(field.title);
        row.cells.emplace_back(cells.at(field.name));
    }
    auto checker = RowChecker::begin(policy().rules(),
                                     {&layout, headings, version.record_class, "haidian", today});
    REQUIRE(checker);
    return checker->check(row);
}

// What is said of a row of the class in which some fields are otherwise.
std::string told(std::string_view record_class, const Cells& changes)
{
    Cells cells = sound_row(form(record_class));
    for (const auto& [field, value] : changes) cells.at(field) = value;
    std::string all;
    for (const auto& finding : checked(form(record_class), cells).findings)
        all += (all.empty() ? "" : " ") + finding.column + " " + std::string(finding.reason);
    return all;
}

record::Entry entered(std::string_view record_class, const Cells& changes)
{
    Cells cells = sound_row(form(record_class));
    for (const auto& [field, value] : changes) cells.at(field) = value;
    auto row = checked(form(record_class), cells);
    REQUIRE(row.entry);
    return std::move(*row.entry);
}

json::Value content(const record::Entry& entry, std::size_t level = 0)
{
    return json::parse(entry.contents[level]).value();
}

}  // namespace

TEST_CASE("every class takes a row of its own form, and no value of it is lost")
{
    for (const ClassVersion& version : policy().loaded.catalogue.versions()) {
        if (&version != &form(version.record_class)) continue;
        CAPTURE(version.id);
        const Cells cells = sound_row(version);
        const auto row = checked(version, cells);
        for (const auto& finding : row.findings)
            FAIL_CHECK(finding.column << " " << finding.reason << " " << finding.expected);
        REQUIRE(row.entry);
        CHECK_FALSE(row.entry->key.empty());
        std::size_t kept = 0, filled = 0;
        for (const auto& text : row.entry->contents)
            if (!text.empty()) kept += json::parse(text).value().object()->size();
        for (const auto& [field, value] : cells) filled += value.empty() ? 0 : 1;
        CHECK(kept == filled);
    }
}

TEST_CASE("a form is recognised among those of its own class, also by the names of the standard")
{
    std::vector<Layout> layouts;
    for (const ClassVersion& version : policy().loaded.catalogue.versions())
        if (&version == &form(version.record_class)) layouts.push_back(Layout::of(version).value());
    for (const Layout& layout : layouts) {
        std::vector<std::string_view> headings;
        for (const Field& field : form(layout.class_code()).fields) headings.push_back(field.title);
        CHECK(recognise(layouts, headings, layout.class_code()).value()->name() == layout.name());
    }
    const auto coded =
        recognise(layouts, {"XK_XDR_MC", "XK_WSH", "XK_XKLB", "XK_JDRQ", "XK_YXQZI"});
    CHECK(coded.value()->name() == "administrative_licence");
}

TEST_CASE("the documents of parties who are persons are left out of a form, and said to be")
{
    const auto layout = Layout::of(form("administrative_licence")).value();
    const auto mapping = layout.map({"行政相对人名称", "法定代表人证件号码", "证件号码"}).value();
    REQUIRE(mapping.unmapped.size() == 1);
    CHECK(mapping.unmapped[0].reason == "column.left_out");
    CHECK_FALSE(mapping.unmapped[0].why.empty());
}

TEST_CASE("a licence of another kind says which, and ends no earlier than it begins")
{
    CHECK(told("administrative_licence", {{"licence_kind", "其他"}}) ==
          "许可类别 field.not_in_list");
    CHECK(told("administrative_licence", {{"licence_kind", "其他-备案"}}) == "");
    CHECK(told("administrative_licence", {{"valid_until", "2026-08-31"}}) ==
          "有效期至 field.date_order");
    const auto lasting = entered("administrative_licence", {{"valid_until", "2099/12/31"}});
    CHECK(content(lasting)["valid_until"].text_or("") == "2099-12-31");
}

TEST_CASE("the status of a licence tells what the row does to the record that is there")
{
    const auto effect = [](const std::string& status) {
        return entered("administrative_licence", {{"status", status}}).effect;
    };
    CHECK(effect("有效") == record::Effect::states);
    CHECK(effect("1") == record::Effect::states);
    CHECK(effect("变更") == record::Effect::changes);
    CHECK(effect("注销") == record::Effect::changes);
    CHECK(effect("撤销") == record::Effect::withdraws);
    CHECK(entered("administrative_licence", {{"status", "撤销"}}).effect_reason ==
          "当前状态：撤销");
}

TEST_CASE("several kinds of coercion stand in one cell, parted in any of the usual ways")
{
    for (const auto* cell :
         {"查封；扣押", "查封、扣押", "查封场所、设施或者财物;扣押财物", "查封|扣押"}) {
        const auto entry = entered("administrative_coercion", {{"measure_kinds", cell}});
        CHECK(json::canonical(content(entry)["measure_kinds"]) == R"(["sealing","seizure"])");
    }
    CHECK(told("administrative_coercion", {{"measure_kinds", "查封、没收"}}) ==
          "行政强制措施种类 field.not_in_list");
}

TEST_CASE("a commitment that was not kept says what and with what consequence")
{
    CHECK(told("commitment",
               {{"performance", "部分履行"}, {"unperformed", ""}, {"consequence", ""}}) ==
          "未履行的承诺内容 field.required_when 违诺责任追究内容 field.required_when");
    CHECK(told("commitment",
               {{"performance", "全部履行"}, {"unperformed", ""}, {"consequence", ""}}) == "");
}

TEST_CASE("the code of a commitment holds the day on which it was made")
{
    CHECK(told("commitment", {{"commitment_code", "11010820260902000001"}}) ==
          "承诺编码 field.date_differs");
    CHECK(told("commitment", {{"commitment_code", "110108"}}) == "承诺编码 field.pattern");
}

TEST_CASE("what may not be shown to everybody is withheld without a reason in the row")
{
    const auto publicity = [](std::string_view record_class, const Cells& changes) {
        return entered(record_class, changes).publicity;
    };
    using record::Publicity;
    CHECK(publicity("commitment", {}) == Publicity::open);
    CHECK(publicity("commitment", {{"openness", "不可公开"}}) == Publicity::withheld);
    CHECK(publicity("administrative_penalty", {{"procedure_kind", "普通程序"}}) == Publicity::open);
    CHECK(publicity("administrative_penalty", {{"procedure_kind", "简易程序"}}) ==
          Publicity::withheld);
    CHECK(publicity("tax_credit_grade", {{"grade", "A"}}) == Publicity::open);
    CHECK(publicity("tax_credit_grade", {{"grade", "D"}}) == Publicity::withheld);
}

TEST_CASE("benefits that were paid are seen only on authorisation")
{
    const auto entry = entered("administrative_payment", {});
    CHECK(entry.contents[0].empty());
    CHECK(entry.contents[1].empty());
    CHECK(content(entry, 2)["amount"].text_or("") == "1.5");
}

TEST_CASE("a person or an individual business is refused by every class that names kinds")
{
    for (const std::string_view record_class :
         {"administrative_licence", "administrative_payment", "commitment"}) {
        for (const auto* kind : {"自然人", "个体工商户"})
            CHECK(told(record_class, {{"party_kind", kind}}).ends_with("record.subject_kind"));
    }
    CHECK(told("honour", {{"party_uscc", "92110108MAXXXX0158"}}).find("record.subject_kind") !=
          std::string::npos);
    CHECK(told("court_defaulter", {{"party_uscc", "110101199003070011"}})
              .find("identifier.personal_number") != std::string::npos);
}

TEST_CASE("an entry of a list that was taken off says why")
{
    CHECK(told("abnormal_operation", {{"removal_reason", ""}}) ==
          "移出经营异常名录原因 field.required_when");
    CHECK(told("serious_dishonesty_wage_arrears", {{"removal_date", "2026-08-01"}}) ==
          "移出日期 field.date_order");
}
