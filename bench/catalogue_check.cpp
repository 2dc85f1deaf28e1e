// The row check of the import: an ordinary penalty of about 900 bytes under the current form.
#include "credit/catalogue/check.h"

#include <benchmark/benchmark.h>

#include <string>
#include <vector>

namespace {

using namespace xinheng;

std::string repeated(std::string_view text, int count)
{
    std::string all;
    for (int index = 0; index < count; ++index) all += text;
    return all;
}

std::string value_of(const catalogue::Field& field)
{
    using Type = catalogue::FieldType;
    if (field.name == "penalty_kinds") return "warning;fine";
    if (field.name == "not_public_reason" || field.name == "remarks") return "";
    if (field.name == "violation_facts") return repeated("当事人“未按期”公示年度报告。", 8);
    if (field.name == "legal_grounds") return "《示例条例》第十条第二款、《示例办法》第三十一条";
    if (field.name == "party_organisation_code") return "MAXXXX015";
    switch (field.type) {
    case Type::uscc: return "91110000MAXXXX015J";
    case Type::date: return field.name == "decision_date" ? "2026-11-20" : "2099-12-31";
    case Type::amount: return "10.5";
    case Type::code: return field.allowed.front().ends_with("*") ? "" : field.allowed.front();
    case Type::identifier: return "110000012345";
    default: return "北京示例贸易有限公司";
    }
}

void check_a_row(benchmark::State& state)
{
    const auto loaded = catalogue::load(std::string(XINHENG_SOURCE_DIR) + "/policy");
    const auto* version = loaded.catalogue.version("administrative_penalty/2018");
    if (version == nullptr) return state.SkipWithError("the catalogue does not load");

    std::vector<std::string> written;
    std::int64_t bytes = 0;
    for (const auto& field : version->fields) {
        written.push_back(value_of(field));
        bytes += static_cast<std::int64_t>(written.back().size());
    }
    const std::vector<std::string_view> values(written.begin(), written.end());
    const Date today = *Date::parse("2026-11-23");
    std::vector<catalogue::FieldFinding> findings;
    for (auto round : state) {
        static_cast<void>(round);
        findings.clear();
        catalogue::check(*version, values, today, findings);
        benchmark::DoNotOptimize(findings.data());
    }
    if (!findings.empty()) state.SkipWithError("the row is not an ordinary one");
    state.SetItemsProcessed(state.iterations());
    state.SetBytesProcessed(state.iterations() * bytes);
    state.counters["row_bytes"] = static_cast<double>(bytes);
}
BENCHMARK(check_a_row);

}  // namespace

BENCHMARK_MAIN();
