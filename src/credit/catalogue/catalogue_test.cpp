#include "credit/catalogue/catalogue.h"

#include "base/json.h"

#include <doctest/doctest.h>

#include <map>
#include <set>

using namespace xinheng;
using namespace xinheng::catalogue;

namespace {

const Loaded& shipped()
{
    static const Loaded loaded = load(std::filesystem::path(XINHENG_SOURCE_DIR) / "policy");
    return loaded;
}

Date day(std::string_view text)
{
    const auto parsed = Date::parse(text);
    REQUIRE(parsed);
    return *parsed;
}

std::string version_for(std::string_view date, std::string_view preferred = "",
                        std::string_view record_class = "administrative_penalty")
{
    const auto found = shipped().catalogue.find(record_class, day(date), preferred);
    return found ? (*found)->id : std::string(found.error().reason);
}

const ClassVersion& penalty(std::string_view version)
{
    const auto* found =
        shipped().catalogue.version("administrative_penalty/" + std::string(version));
    REQUIRE(found != nullptr);
    return *found;
}

std::string required_fields(std::string_view version)
{
    std::string names;
    for (const Field& field : penalty(version).fields)
        if (field.required) names += field.name + " ";
    return names;
}

}  // namespace

TEST_CASE("the shipped catalogue is lawful and whole")
{
    for (const Problem& problem : shipped().problems)
        FAIL_CHECK(problem.file << " " << problem.row << " " << problem.rule << " "
                                << problem.detail);
    CHECK(shipped().catalogue.class_count() == 31);
    CHECK(shipped().catalogue.versions().size() == 33);
}

TEST_CASE("every class has a code of its own, below a category of public credit information")
{
    const CodeList* categories = shipped().catalogue.code_list("information_category");
    REQUIRE(categories != nullptr);
    std::map<std::string, std::string> class_of;
    for (const ClassVersion& version : shipped().catalogue.versions()) {
        CAPTURE(version.id);
        REQUIRE(version.code.size() == 4);
        CHECK(categories->find(version.code.substr(0, 2)) != nullptr);
        CHECK(class_of.emplace(version.code, version.record_class).first->second ==
              version.record_class);
    }
}

TEST_CASE("what tells two facts of a class apart is always there")
{
    for (const ClassVersion& version : shipped().catalogue.versions())
        for (const FieldIndex field : version.business_key)
            CHECK_MESSAGE(version.fields[field].required, version.id << version.fields[field].name);
}

TEST_CASE("no class takes natural persons or individual businesses, and benefits are not public")
{
    for (const ClassVersion& version : shipped().catalogue.versions()) {
        CHECK_FALSE(version.accepts_subject_kind("natural_person"));
        CHECK_FALSE(version.accepts_subject_kind("individual_business"));
    }
    CHECK(shipped().catalogue.version("administrative_payment/2020")->ceiling ==
          Publicity::authorised);
}

TEST_CASE("a class whose law was replaced goes on under the law that replaced it")
{
    const auto grade = [](std::string_view date) {
        return version_for(date, "", "environmental_credit_grade");
    };
    CHECK(grade("2026-08-14") == "environmental_credit_grade/2015");
    CHECK(grade("2026-08-15") == "environmental_credit_grade/2026");
}

TEST_CASE("the status of a licence says what is done to its record")
{
    const auto& status = shipped().catalogue.version("administrative_licence/2018")->status_acts;
    REQUIRE(status);
    CHECK(status->acts.at("changed") == StatusAct::change);
    CHECK(status->acts.at("cancelled") == StatusAct::change);
    CHECK(status->acts.at("revoked") == StatusAct::withdraw);
    CHECK_FALSE(status->acts.contains("valid"));
}

TEST_CASE("a record is checked under the form of its decision date")
{
    CHECK(version_for("2015-12-31") == "catalogue.no_version_for_date");
    CHECK(version_for("2016-01-01") == "administrative_penalty/2016");
    CHECK(version_for("2018-06-30") == "administrative_penalty/2016");
    CHECK(version_for("2018-07-01") == "administrative_penalty/2018");
    CHECK(version_for("2026-11-23") == "administrative_penalty/2018");
    CHECK(version_for("2026-11-23", "", "good_mood") == "catalogue.class_unknown");
}

TEST_CASE("a form that was replaced is accepted until its transition ends")
{
    CHECK(version_for("2018-07-01", "2016") == "administrative_penalty/2016");
    CHECK(version_for("2019-12-31", "2016") == "administrative_penalty/2016");
    CHECK(version_for("2020-01-01", "2016") == "administrative_penalty/2018");
    CHECK(version_for("2018-06-30", "2018") == "administrative_penalty/2016");
    CHECK(version_for("2018-07-01", "1999") == "catalogue.version_unknown");
}

TEST_CASE("each form of the penalty asks for its own fields")
{
    CHECK(required_fields("2016") ==
          "document_number document_title penalty_kinds violation_facts legal_grounds party_name "
          "penalty_content decision_date authority_name ");
    CHECK(required_fields("2018") ==
          "party_name party_kind document_number violation_kind violation_facts legal_grounds "
          "penalty_kinds penalty_content decision_date valid_until authority_name authority_uscc "
          "source_name source_uscc ");
}

TEST_CASE("penalties of natural persons and individual businesses are not in the class")
{
    CHECK(penalty("2018").accepts_subject_kind("legal_person_or_other_organisation"));
    CHECK_FALSE(penalty("2018").accepts_subject_kind("natural_person"));
    CHECK_FALSE(penalty("2018").accepts_subject_kind("individual_business"));
}

TEST_CASE("every field stands in exactly one part, and identity numbers in the secret one")
{
    const ClassVersion& version = penalty("2018");
    std::set<FieldIndex> seen;
    std::size_t count = 0;
    for (const auto& part : version.parts) {
        seen.insert(part.begin(), part.end());
        count += part.size();
    }
    CHECK(count == version.fields.size());
    CHECK(seen.size() == version.fields.size());

    std::string secret;
    for (const FieldIndex index : version.parts[static_cast<std::size_t>(Publicity::secret)])
        secret += version.fields[index].name + " ";
    CHECK(secret ==
          "legal_representative_id_kind legal_representative_id_number party_id_kind "
          "party_id_number ");
}

TEST_CASE("a version is named by the digest of its canonical form")
{
    const ClassVersion& version = penalty("2018");
    CHECK(version.digest == sha256(version.document));
    CHECK(version.digest != penalty("2016").digest);
    const auto document = json::parse(version.document);
    REQUIRE(document);
    CHECK(json::canonical(*document) == version.document);
    CHECK((*document)["class"].text_or("") == "administrative_penalty");
}

TEST_CASE("what nobody has verified is listed with its place")
{
    std::set<std::string> places;
    for (const Unverified& item : shipped().catalogue.unverified()) {
        places.insert(item.where);
        CHECK_FALSE(item.what.empty());
    }
    CHECK(places.contains("administrative_penalty/2016 transition"));
    CHECK(places.contains("administrative_penalty/2018 retention"));
    CHECK_FALSE(places.contains("administrative_penalty/2018 publicationDeadline"));
    CHECK(places.contains("laws.csv"));
}

TEST_CASE("a column for a forbidden kind of data is told by its heading")
{
    const Catalogue& catalogue = shipped().catalogue;
    for (const auto* heading : {"宗教信仰", "法定代表人 血 型", "基因信息", "Blood-Type",
                                "medical_history", "指纹", "既往病史", "疾病名称", "GENES"})
        CHECK_MESSAGE(catalogue.forbidden_word_in(heading) != nullptr, heading);
    for (const auto* heading :
         {"行政相对人名称", "general_remarks", "营业收入", "证件号码", "general"})
        CHECK_MESSAGE(catalogue.forbidden_word_in(heading) == nullptr, heading);
    CHECK(catalogue.forbidden_word_in("血型")->kind == "blood_type");
}

TEST_CASE("masking counts characters and hides whole what is too short to hide behind")
{
    CHECK(mask("110101199003070011", {1, 1}) == "1****************1");
    CHECK(mask("张三丰", {1, 0}) == "张**");
    CHECK(mask("张三丰", {1, 1}) == "张*丰");
    CHECK(mask("张三", {1, 1}) == "**");
    CHECK(mask("张三", {0, 0}) == "**");
    CHECK(mask("", {1, 1}).empty());
}
