#include "app/platform/projection_check.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>

namespace xinheng {

namespace {

constexpr std::size_t events_at_once = 4096;

// The first line in which two tables differ.
std::string difference(sql::Connection& book, sql::Connection& expected, const std::string& table)
{
    constexpr auto sorted = sql::Connection::Order::sorted;
    std::vector<std::string> lines;
    expected.each_line(table, sorted, [&](std::string_view line) { lines.emplace_back(line); });
    std::size_t at = 0;
    std::string found;
    book.each_line(table, sorted, [&](std::string_view line) {
        if (!found.empty()) return;
        if (at >= lines.size() || lines[at] != line) found = line;
        ++at;
    });
    if (found.empty() && at < lines.size()) found = "missing: " + lines[at];
    return found.empty() ? found : table + ": " + found;
}

}  // namespace

Scratch::Scratch()
{
    static std::atomic<int> count = 0;
    const char* const folder = std::getenv("TMPDIR");
    path_ = std::filesystem::path(folder ? folder : "/tmp") /
            ("xinheng-verify-" + std::to_string(::getpid()) + '-' + std::to_string(++count));
    std::filesystem::remove(path_);
    connection_ =
        sql::Connection::open(path_.string(), sql::Connection::Create::if_missing).value();
    Projections::create_tables(*connection_, sql::Connection::Half::tables);
}

Scratch::~Scratch()
{
    connection_.reset();
    for (const char* const ending : {"", "-wal", "-shm"})
        std::filesystem::remove(std::filesystem::path(path_) += ending);
}

ExpectedTallies::ExpectedTallies()
    : added_(scratch_.connection(), key_), adding_(added_, sql::Mode::write)
{}

void ExpectedTallies::see(std::span<const ledger::LoggedEvent> events)
{
    for (const auto& event : events) {
        if (Projections::only_adds(event.kind)) additions_.see(event);
        else changed_.insert(event.subject);
    }
    additions_.write(adding_);
}

void ExpectedTallies::project_changed(sql::Transaction& transaction, sql::TallyingStore& seen_twice)
{
    sql::Transaction again(seen_twice, sql::Mode::write);
    sql::Transaction target(scratch_.connection(), sql::Mode::write);
    Projections additions;
    Projections all;
    const auto write = [&] {
        additions.write(again);
        all.write(target);
    };
    std::size_t count = 0;
    const auto end = static_cast<std::int64_t>(ledger::size_of(transaction));
    for (const auto subject : changed_)
        for (const auto& event : ledger::history_of(transaction, subject, end)) {
            if (Projections::only_adds(event.kind)) additions.see(event);
            all.see(event);
            if (++count % events_at_once == 0) write();
        }
    write();
    again.commit();
    target.commit();
}

sql::Tallies ExpectedTallies::finish(sql::Transaction& transaction)
{
    sql::TallyingStore seen_twice(scratch_.connection(), key_);
    project_changed(transaction, seen_twice);
    sql::Tallies expected = added_.tallies();
    for (auto& [table, tally] : expected) {
        tally.take_away(seen_twice.tallies().at(table));
        tally.add(sql::tally_of(scratch_.connection(), table, key_));
    }
    return expected;
}

std::vector<std::string> projection_tables(sql::Connection& connection)
{
    std::vector<std::string> tables;
    for (auto& table : connection.tables())
        if (Projections::is_projection(table)) tables.push_back(std::move(table));
    return tables;
}

sql::Tallies tallies_of(sql::Connection& tables, const sql::Tally::Key& key)
{
    sql::Tallies tallies;
    for (const auto& table : projection_tables(tables))
        tallies.emplace(table, sql::tally_of(tables, table, key));
    return tallies;
}

bool agree(const sql::Tallies& expected, const sql::Tallies& found)
{
    return std::all_of(expected.begin(), expected.end(), [&](const auto& one) {
        const auto other = found.find(one.first);
        return other != found.end() && other->second == one.second;
    });
}

std::optional<Fault> first_difference(const std::string& book, std::int64_t size,
                                      sql::Connection& tables)
{
    Scratch scratch;
    {
        sql::Transaction target(scratch.connection(), sql::Mode::write);
        project_all(book, size, target, {});
        target.commit();
    }
    for (const auto& table : projection_tables(scratch.connection())) {
        if (!tables.has_table(table)) return Fault{"ledger.projection", table};
        auto found = difference(tables, scratch.connection(), table);
        if (!found.empty()) return Fault{"ledger.projection", std::move(found)};
    }
    return std::nullopt;
}

}  // namespace xinheng
