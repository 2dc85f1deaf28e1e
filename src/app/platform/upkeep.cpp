#include "app/platform/upkeep.h"

#include "app/platform/hand_over.h"
#include "app/platform/projections.h"

#include <unistd.h>

#include <memory>
#include <thread>

namespace xinheng {

namespace {

constexpr std::int64_t events_at_once = 8192;

// What one stretch of the log comes to, on its way from the thread that reads to the one that
// writes.
struct Projected {
    std::unique_ptr<Projections> projections;
    std::int64_t to = 0;
};

void read_all(const std::string& book, std::int64_t size, HandOver<Projected>& hand_over)
{
    auto connection = sql::Connection::open(book, sql::Connection::Create::never).value();
    sql::Transaction source(*connection, sql::Mode::read);
    for (std::int64_t from = 0; from < size; from += events_at_once) {
        Projected projected{std::make_unique<Projections>(), std::min(from + events_at_once, size)};
        ledger::each_event(source, {from, projected.to}, [&](const ledger::LoggedEvent& event) {
            projected.projections->see(event);
        });
        if (!hand_over.give(std::move(projected))) return;
    }
}

// Feeds the book's first `size` events to the projections and writes them through `target`. Events
// are read and taken apart on a thread of their own.
void project_all(const std::string& book, std::int64_t size, sql::Transaction& target,
                 const OnProgress& on_progress)
{
    constexpr std::size_t stretches_waiting = 4;
    HandOver<Projected> hand_over(stretches_waiting);
    std::thread reading([&] { hand_over.run_giver([&] { read_all(book, size, hand_over); }); });
    const Joined joined(reading, hand_over);
    while (auto projected = hand_over.take()) {
        projected->projections->write(target);
        if (on_progress) on_progress({projected->to, size});
    }
}

// A throw-away store for what the projections should be.
class Scratch {
public:
    Scratch()
    {
        const char* const folder = std::getenv("TMPDIR");
        path_ = std::filesystem::path(folder ? folder : "/tmp") /
                ("xinheng-verify-" + std::to_string(::getpid()));
        std::filesystem::remove(path_);
        connection_ =
            sql::Connection::open(path_.string(), sql::Connection::Create::if_missing).value();
    }
    ~Scratch()
    {
        connection_.reset();
        for (const char* const ending : {"", "-wal", "-shm"})
            std::filesystem::remove(std::filesystem::path(path_) += ending);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    sql::Connection& connection() { return *connection_; }

private:
    std::filesystem::path path_;
    std::unique_ptr<sql::Connection> connection_;
};

std::vector<std::string> projection_tables(sql::Connection& connection)
{
    std::vector<std::string> tables;
    for (auto& table : connection.tables())
        if (Projections::is_projection(table)) tables.push_back(std::move(table));
    return tables;
}

// What all lines of a table come to, so that two tables are compared without holding either.
Digest digest_of(sql::Connection& connection, const std::string& table)
{
    Hasher hasher;
    connection.each_line(table, [&](std::string_view line) { hasher.add(line).add("\n"); });
    return hasher.finish();
}

// The first line in which two tables differ, found only once they are known to differ.
std::string first_difference(sql::Connection& book, sql::Connection& scratch,
                             const std::string& table)
{
    std::vector<std::string> expected;
    scratch.each_line(table, [&](std::string_view line) { expected.emplace_back(line); });
    std::size_t at = 0;
    std::string difference;
    book.each_line(table, [&](std::string_view line) {
        if (!difference.empty()) return;
        if (at >= expected.size() || expected[at] != line) difference = line;
        ++at;
    });
    if (difference.empty() && at < expected.size()) difference = "missing: " + expected[at];
    return table + ": " + difference;
}

}  // namespace

void rebuild(Platform& platform, const OnProgress& on_progress)
{
    sql::Connection& connection = platform.connection();
    sql::Transaction transaction(connection, sql::Mode::write);
    for (const auto& table : projection_tables(connection)) connection.drop_table(table);
    Projections::create_tables(connection, sql::Connection::Half::tables);
    const auto size = static_cast<std::int64_t>(ledger::size_of(transaction));
    project_all(platform.book(), size, transaction, on_progress);
    Projections::create_tables(connection, sql::Connection::Half::indexes);
    transaction.commit();
    connection.tidy_up();
}

void dump(sql::Connection& connection, const std::function<void(std::string_view)>& on_line)
{
    for (const auto& table : projection_tables(connection)) {
        on_line(table);
        connection.each_line(table, on_line);
    }
}

std::optional<Fault> check_projections(Platform& platform, sql::Transaction& transaction,
                                       const OnProgress& on_progress)
{
    Scratch scratch;
    {
        sql::Transaction target(scratch.connection(), sql::Mode::write);
        Projections::create_tables(scratch.connection(), sql::Connection::Half::tables);
        const auto size = static_cast<std::int64_t>(ledger::size_of(transaction));
        project_all(platform.book(), size, target, on_progress);
        target.commit();
    }
    for (const auto& table : projection_tables(scratch.connection())) {
        if (!platform.connection().has_table(table)) return Fault{"ledger.projection", table};
        if (digest_of(scratch.connection(), table) != digest_of(platform.connection(), table))
            return Fault{"ledger.projection",
                         first_difference(platform.connection(), scratch.connection(), table)};
    }
    return std::nullopt;
}

}  // namespace xinheng
