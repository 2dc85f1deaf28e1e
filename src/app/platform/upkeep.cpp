#include "app/platform/upkeep.h"

#include "app/platform/projections.h"

#include <cstdio>
#include <unistd.h>

namespace xinheng {

namespace {

constexpr std::int64_t events_at_once = 8192;

// Feeds all events to the projections and writes them through `target`.
void project_all(sql::Transaction& source, sql::Transaction& target, const OnProgress& on_progress)
{
    const auto total = static_cast<std::int64_t>(ledger::size_of(source));
    Projections projections;
    for (std::int64_t from = 0; from < total; from += events_at_once) {
        const std::int64_t to = std::min(from + events_at_once, total);
        ledger::each_event(source, {from, to},
                           [&](const ledger::LoggedEvent& event) { projections.see(event); });
        projections.write(target);
        if (on_progress) on_progress({to, total});
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
    project_all(transaction, transaction, on_progress);
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
        project_all(transaction, target, on_progress);
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
