// Reading CSV: rows of 28 columns and about 900 bytes, as the current penalty form has them.
#include "base/csv.h"

#include <benchmark/benchmark.h>
#include <iconv.h>

namespace {

using namespace xinheng;

constexpr int row_count = 40'000;

std::string penalty_rows()
{
    const std::string_view texts[] = {
        "某某区光明建材有限责任公司",
        "法人及非法人组织",
        "91110000MAXXXX015J",
        "某市监罚字〔2025〕第1024号",
        "违反中华人民共和国产品质量法第三十二条的规定，生产者生产产品，不得掺杂、掺假",
        "经查，当事人于2025年3月在其经营场所销售的水泥经抽样检验不合格，货值金额共计人民币壹万贰仟"
        "元整",
        "警告",
        "1.2",
        "2025-06-18",
        "",
        "某某区市场监督管理局",
    };
    std::string rows;
    for (int row = 0; row < row_count; ++row) {
        for (int column = 0; column < 28; ++column) {
            if (column > 0) rows.push_back(',');
            rows.append(texts[(row + column) % std::size(texts)]);
        }
        rows.append("\r\n");
    }
    return rows;
}

std::string quoted(const std::string& rows)
{
    std::string result;
    for (const char c : rows) {
        if (c == ',' || c == '\r') {
            result.push_back('"');
        }
        result.push_back(c);
        if (c == ',' || c == '\n') {
            result.push_back('"');
        }
    }
    return "\"" + result.substr(0, result.size() - 1);
}

std::string in_gb18030(std::string text)
{
    std::string encoded(text.size() * 2, '\0');
    char* input = text.data();
    char* output = encoded.data();
    std::size_t input_left = text.size();
    std::size_t output_left = encoded.size();
    const iconv_t descriptor = iconv_open("GB18030", "UTF-8");
    iconv(descriptor, &input, &input_left, &output, &output_left);
    iconv_close(descriptor);
    encoded.resize(encoded.size() - output_left);
    return encoded;
}

void read_all(benchmark::State& state, const std::string& text)
{
    std::uint64_t cells = 0;
    for (auto _ : state) {
        auto reader = csv::Reader::over(text).value();
        csv::Row row;
        while (reader.next(row)) cells += row.cells.size();
    }
    if (cells != static_cast<std::uint64_t>(state.iterations()) * row_count * 28) {
        state.SkipWithError("cells were lost");
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
    state.SetItemsProcessed(state.iterations() * row_count);
}

void unquoted_utf8(benchmark::State& state)
{
    read_all(state, penalty_rows());
}
BENCHMARK(unquoted_utf8)->Unit(benchmark::kMillisecond);

void quoted_utf8(benchmark::State& state)
{
    read_all(state, quoted(penalty_rows()));
}
BENCHMARK(quoted_utf8)->Unit(benchmark::kMillisecond);

void unquoted_gb18030(benchmark::State& state)
{
    read_all(state, in_gb18030(penalty_rows()));
}
BENCHMARK(unquoted_gb18030)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
