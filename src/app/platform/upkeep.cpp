#include "app/platform/upkeep.h"

#include "app/platform/hand_over.h"
#include "app/platform/projection_check.h"

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
    connection->expect_long_reading();
    sql::Transaction source(*connection, sql::Mode::read);
    for (std::int64_t from = 0; from < size; from += events_at_once) {
        Projected projected{std::make_unique<Projections>(), std::min(from + events_at_once, size)};
        ledger::each_event(source, {from, projected.to}, [&](const ledger::LoggedEvent& event) {
            projected.projections->see(event);
        });
        if (!hand_over.give(std::move(projected))) return;
    }
}

}  // namespace

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
        connection.each_line(table, sql::Connection::Order::sorted, on_line);
    }
}

}  // namespace xinheng
