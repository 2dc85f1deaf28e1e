// Any bytes as a class file, under the shipped tables of the law: it is read or its problems are
// told, and a class that the guard lets through checks whatever stands in a row.
#include "app/platform/policy.h"
#include "base/text.h"
#include "credit/catalogue/check.h"
#include "credit/catalogue/legality.h"

#include "fuzz.h"

#include <filesystem>

using namespace xinheng;
using namespace xinheng::catalogue;
using fuzz::demand;

namespace {

const LawTables& law()
{
    static const LawTables tables = [] {
        const std::filesystem::path policy = XINHENG_SOURCE_DIR "/policy";
        LawTables read;
        read.bases = read_bases(policy_file(policy / "bases.csv").value()).value();
        read.words =
            read_sensitive_words(policy_file(policy / "forbidden_data.csv").value()).value();
        for (const auto& file : std::filesystem::directory_iterator(policy / "code_lists")) {
            const std::string name = file.path().stem().string();
            read.code_lists.emplace(
                name, CodeList::parse(name, policy_file(file.path()).value()).value());
        }
        return read;
    }();
    return tables;
}

void check_rows(const ClassVersion& version, const std::vector<std::string_view>& texts)
{
    const Date today = Date::parse("2026-03-02").value();
    std::vector<FieldFinding> findings;
    std::vector<std::string_view> values(version.fields.size());
    for (std::size_t first = 0; first < texts.size(); first += values.size() + 1) {
        for (std::size_t field = 0; field < values.size(); ++field)
            values[field] = texts[(first + field) % texts.size()];
        findings.clear();
        check(version, values, today, findings);
        for (const auto& finding : findings) demand(finding.field < version.fields.size());
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto bytes = fuzz::bytes_of(data, size);
    Problems problems{"class.json", {}};
    const auto versions = read_class(bytes, law().code_lists, problems);
    demand(!problems.list.empty() || !versions.empty());
    if (problems.list.empty()) judge(versions, law(), problems);
    if (!problems.list.empty()) return 0;

    for (const auto& version : versions) check_rows(version, split(bytes, '"'));
    return 0;
}
