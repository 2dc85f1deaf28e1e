#include "credit/catalogue/check.h"

#include "base/text.h"

#include <doctest/doctest.h>

using namespace xinheng;
using namespace xinheng::catalogue;

namespace {

const Date today = *Date::parse("2026-11-23");
using Changes = std::map<std::string, std::string>;

const Catalogue& shipped()
{
    static const Loaded loaded = load(std::filesystem::path(XINHENG_SOURCE_DIR) / "policy");
    return loaded.catalogue;
}

// An ordinary fine on an invented firm, as it stands on the current form.
Changes fine()
{
    return {{"party_name", "北京示例贸易有限公司"},
            {"party_kind", "legal_person_or_other_organisation"},
            {"party_uscc", "91110000MAXXXX015J"},
            {"document_number", "京示罚〔2026〕12号"},
            {"violation_kind", "未按规定公示年度报告"},
            {"violation_facts", "当事人未按期公示年度报告。"},
            {"legal_grounds", "《示例条例》第十条"},
            {"penalty_kinds", "warning;fine"},
            {"penalty_content", "警告，并处罚款10万元"},
            {"fine_amount", "10.5"},
            {"decision_date", "2026-11-20"},
            {"valid_until", "2099-12-31"},
            {"authority_name", "示例市市场监督管理局"},
            {"authority_uscc", "11110000MAXXXX0234"},
            {"source_name", "示例市市场监督管理局"},
            {"source_uscc", "11110000MAXXXX0234"}};
}

std::vector<FieldFinding> findings(const Changes& changes, std::string_view version = "2018")
{
    const auto* form = shipped().version("administrative_penalty/" + std::string(version));
    REQUIRE(form != nullptr);
    Changes row = fine();
    for (const auto& [name, value] : changes) row[name] = value;
    std::vector<std::string_view> values(form->fields.size());
    for (const auto& [name, value] : row)
        if (const auto index = form->find(name)) values[*index] = value;
    std::vector<FieldFinding> found;
    check(*form, values, today, found);
    return found;
}

// "fine_amount field.required_when", several joined by a comma; a warning has a '?' after it.
std::string answer(const Changes& changes, std::string_view version = "2018")
{
    const auto* form = shipped().version("administrative_penalty/" + std::string(version));
    std::vector<std::string> lines;
    for (const FieldFinding& finding : findings(changes, version))
        lines.push_back(form->fields[finding.field].name + " " + std::string(finding.reason) +
                        (finding.severity == Severity::warning ? "?" : ""));
    return join(lines, ", ");
}

std::string repeated(std::string_view text, int count)
{
    std::string all;
    for (int index = 0; index < count; ++index) all += text;
    return all;
}

}  // namespace

TEST_CASE("an ordinary penalty passes the check of the current form")
{
    CHECK(answer({}) == "");
}

TEST_CASE("a required field has to be there")
{
    CHECK(answer({{"document_number", ""}}) == "document_number field.required");
    CHECK(answer({{"remarks", ""}}) == "");
    CHECK(answer({{"violation_kind", ""}, {"valid_until", ""}}) ==
          "violation_kind field.required, valid_until field.required");
}

TEST_CASE("the form of 2016 does not ask for what it did not have")
{
    CHECK(answer({{"document_title", "未公示年度报告"},
                  {"violation_kind", ""},
                  {"valid_until", ""},
                  {"source_name", ""},
                  {"party_kind", ""},
                  {"fine_amount", ""}},
                 "2016") == "");
    CHECK(answer({}, "2016") == "document_title field.required");
}

TEST_CASE("a length counts characters, not bytes")
{
    CHECK(answer({{"party_name", repeated("信", 200)}}) == "");
    CHECK(answer({{"party_name", repeated("信", 201)}}) == "party_name field.too_long");
    CHECK(answer({{"party_name", repeated("a", 201)}}) == "party_name field.too_long");
    CHECK(answer({{"party_name", repeated("𠮷", 200)}}) == "");
    CHECK(findings({{"party_name", repeated("信", 201)}}).at(0).expected == "200");
}

TEST_CASE("a pattern names what it expects")
{
    CHECK(answer({{"party_organisation_code", "MAXXXX015"}}) == "");
    CHECK(answer({{"party_organisation_code", "MAXXXX01-"}}) ==
          "party_organisation_code field.pattern");
    CHECK(findings({{"party_organisation_code", "short"}}).at(0).expected == "[0-9A-Z]{8}[0-9X]");
}

TEST_CASE("each code of a field has to be in its list")
{
    CHECK(answer({{"penalty_kinds", "warning"}, {"fine_amount", ""}}) == "");
    CHECK(answer({{"penalty_kinds", "warning;scolding"}}) == "penalty_kinds field.not_in_list");
    CHECK(answer({{"penalty_kinds", "warning;"}}) == "penalty_kinds field.not_in_list");
    CHECK(answer({{"party_kind", "legal_person_or_other_organisation;natural_person"}}) ==
          "party_kind field.not_in_list");
    CHECK(answer({{"legal_representative_id_kind", "other-军官证"}}) == "");
    CHECK(answer({{"legal_representative_id_kind", "other"}}) ==
          "legal_representative_id_kind field.not_in_list");
    CHECK(answer({{"legal_representative_id_kind", "passport-x"}}) ==
          "legal_representative_id_kind field.not_in_list");
}

TEST_CASE("a fine needs its amount, a confiscation its own, a licence its name")
{
    CHECK(answer({{"fine_amount", ""}}) == "fine_amount field.required_when");
    CHECK(findings({{"fine_amount", ""}}).at(0).expected == "penalty_kinds=fine");
    CHECK(answer({{"fine_amount", ""}, {"penalty_kinds", "warning"}}) == "");
    CHECK(answer({{"penalty_kinds", "confiscation_of_goods"}}) ==
          "confiscation_amount field.required_when");
    CHECK(answer({{"penalty_kinds", "revocation_of_licence"}}) ==
          "licence_affected field.required_when");
}

TEST_CASE("an amount has no more decimals than its unit allows")
{
    CHECK(answer({{"fine_amount", "10.123456"}}) == "");
    CHECK(answer({{"fine_amount", "10.1234567"}}) == "fine_amount field.decimals");
}

TEST_CASE("a decision is not of tomorrow, and its effect does not end before it")
{
    CHECK(answer({{"decision_date", "2026-11-23"}}) == "");
    CHECK(answer({{"decision_date", "2026-11-24"}}) == "decision_date field.in_future");
    CHECK(answer({{"decision_date", "二〇二六年"}, {"valid_until", ""}}) ==
          "valid_until field.required");
    CHECK(answer({{"valid_until", "2026-11-20"}}) == "");
    CHECK(answer({{"valid_until", "2026-11-19"}}) == "valid_until field.date_order");
    CHECK(findings({{"valid_until", "2026-11-19"}}).at(0).expected == "decision_date 2026-11-20");
}

TEST_CASE("a date may have a first and a last day of its own")
{
    ClassVersion version;
    version.fields.resize(1);
    version.fields[0].type = FieldType::date;
    const auto rule = [](DateRule::Side side, std::string_view bound) {
        return DateRule{0, side, *Date::parse(bound), "示例"};
    };
    version.conditions = {rule(DateRule::Side::not_before, "1996-10-01"),
                          rule(DateRule::Side::not_after, "2099-12-31")};
    const auto reason = [&version](std::string_view date) {
        std::vector<FieldFinding> found;
        check(version, std::array{date}, today, found);
        return found.empty() ? std::string() : std::string(found.front().reason);
    };
    CHECK(reason("1996-09-30") == "field.date_too_old");
    CHECK(reason("1996-10-01") == "");
    CHECK(reason("2099-12-31") == "");
    CHECK(reason("2100-01-01") == "field.date_too_late");
}

TEST_CASE("control characters are refused, line breaks told, wherever they stand")
{
    for (const std::string& bad :
         {std::string("\0", 1), std::string("\x1b"), std::string("\x7f"), std::string("\xC2\x85"),
          std::string("\xE2\x80\xAE"), std::string("\xE2\x81\xA6")}) {
        CHECK(answer({{"remarks", bad}}) == "remarks field.control_character");
        CHECK(answer({{"remarks", "正文里有一个" + bad + "在中间"}}) ==
              "remarks field.control_character");
        CHECK(answer({{"remarks", "12345678" + bad}}) == "remarks field.control_character");
    }
    CHECK(answer({{"remarks", "第一行\n第二行"}}) == "remarks field.control_character?");
    CHECK(answer({{"remarks", "“引号”—·№ ……"}}) == "");
}

TEST_CASE("markup is kept as text, with a warning")
{
    CHECK(answer({{"remarks", "<script>alert(1)</script>"}}) == "remarks field.markup?");
    CHECK(answer({{"remarks", "见附件<IMG src=x>"}}) == "remarks field.markup?");
    CHECK(answer({{"remarks", "含量 < 5%，pH<7"}}) == "");
}
