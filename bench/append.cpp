// Appending to the log, durable batches, beside a bare INSERT of the same bytes in the same run.
//   build/release/bin/bench_append
#include "base/sql.h"
#include "credit/ledger/ledger.h"

#include <benchmark/benchmark.h>

#include <filesystem>

namespace {

using namespace xinheng;

constexpr std::size_t batch_events = 4096;
constexpr std::size_t body_bytes = 256;

std::filesystem::path fresh(const char* name)
{
    const auto path = std::filesystem::temp_directory_path() / name;
    for (const char* const ending : {"", "-wal", "-shm"})
        std::filesystem::remove(std::filesystem::path(path) += ending);
    return path;
}

std::unique_ptr<sql::Connection> opened(const char* name)
{
    return sql::Connection::open(fresh(name).string(), sql::Connection::Create::if_missing).value();
}

std::vector<ledger::Draft> drafts_of_a_batch()
{
    std::vector<ledger::Draft> drafts(batch_events);
    for (auto& draft : drafts) {
        draft.subject = ledger::new_subject;
        draft.kind = "record.entered";
        draft.bodies[0] = "{\"content\":\"" + std::string(body_bytes, 'x') + "\"}";
    }
    return drafts;
}

const ledger::ActText act{"{\"at\":\"2026-11-23T10:00:00+08:00\",\"organisation\":\"1\"}",
                          "{\"by\":\"officer\"}"};

void bare_insert(benchmark::State& state)
{
    const auto connection = opened("xinheng-bench-bare");
    connection->run_script("CREATE TABLE plain (number ORDER_KEY, content BYTES NOT NULL);");
    // As many bytes as the log's own row holds: parts with salts, entry, history, kind.
    const std::string content(body_bytes + 470, 'x');
    std::int64_t number = 0;
    for (auto _ : state) {
        std::vector<sql::Parameter> values;
        values.reserve(batch_events * 2);
        for (std::size_t row = 0; row < batch_events; ++row) {
            values.emplace_back(number++);
            values.emplace_back(sql::Bytes{content});
        }
        sql::Transaction transaction(*connection, sql::Mode::write);
        connection->insert_all("plain (number, content)", 2, values);
        transaction.commit();
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(batch_events));
}

void log_append(benchmark::State& state)
{
    const auto connection = opened("xinheng-bench-log");
    ledger::create_tables(*connection, {{}, "bench.example/log"});
    const auto drafts = drafts_of_a_batch();
    for (auto _ : state) {
        ledger::Writing writing(*connection);
        writing.append_all(act, drafts);
        writing.commit();
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(batch_events));
}

BENCHMARK(bare_insert)->UseRealTime()->MinTime(2);
BENCHMARK(log_append)->UseRealTime()->MinTime(2);

}  // namespace

BENCHMARK_MAIN();
