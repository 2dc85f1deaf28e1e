// How fast codes are parsed, and how fast ordinary cells of a code column are read. One core.
#include "credit/subject/identifier.h"

#include <benchmark/benchmark.h>

#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <unordered_set>
#include <vector>

namespace {

using namespace xinheng::subject;

constexpr std::size_t code_count = 1'000'000;

std::string invented_code(std::mt19937_64& random)
{
    constexpr std::string_view divisions[] = {"110108", "110228", "120116", "131003", "310115"};
    std::string code = "91";
    code += divisions[random() % std::size(divisions)];
    std::string body = "MA";
    while (body.size() < 8) body += Uscc::alphabet[random() % Uscc::alphabet.size()];
    code += body;
    code += organisation_code_check(body);
    code += Uscc::check_character(code);
    return code;
}

const std::vector<std::string>& codes()
{
    static const std::vector<std::string> made = [] {
        std::mt19937_64 random(20261123);
        std::unordered_set<std::string> distinct;
        while (distinct.size() < code_count) distinct.insert(invented_code(random));
        return std::vector<std::string>(distinct.begin(), distinct.end());
    }();
    return made;
}

std::string policy(const std::string& table)
{
    std::ifstream file(XINHENG_SOURCE_DIR "/policy/" + table, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void parse_uscc(benchmark::State& state)
{
    const auto& texts = codes();
    for (auto _ : state) {
        std::size_t sound = 0;
        for (const std::string& text : texts) sound += static_cast<bool>(Uscc::parse(text));
        if (sound != texts.size()) state.SkipWithError("an invented code was refused");
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(texts.size()));
}
BENCHMARK(parse_uscc)->Unit(benchmark::kMillisecond);

void read_cell(benchmark::State& state, std::string_view around)
{
    std::vector<std::string> cells;
    for (const std::string& code : codes()) cells.push_back(std::string(around) + code);
    const std::string types = policy("uscc_types.csv");
    const std::string divisions = policy("divisions.csv");
    const std::string exceptions = policy("uscc_exceptions.csv");
    const auto tables = CodeTables::parse({types, divisions, exceptions});
    for (auto _ : state) {
        std::size_t read = 0;
        for (const std::string& cell : cells) {
            read += read_identifier(cell, Column::subject, *tables).identifier.has_value();
        }
        if (read != cells.size()) state.SkipWithError("an invented code was refused");
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(cells.size()));
}
BENCHMARK_CAPTURE(read_cell, as_it_is, "")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read_cell, to_be_cleaned, " ")->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
