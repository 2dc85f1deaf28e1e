// Verifying a book. Three things go on side by side: the events are read; the log is checked, and
// what it finds sound is projected; the tables are tallied and the store checks itself.
#include "app/platform/hand_over.h"
#include "app/platform/log_check.h"
#include "app/platform/projection_check.h"

#include <future>

namespace xinheng {

namespace {

constexpr std::int64_t events_at_once = 2048;
constexpr std::size_t stretches_waiting = 4;

using Events = std::vector<ledger::LoggedEvent>;

// Another view of the same state of the book, for another thread.
struct Snapshot {
    explicit Snapshot(const std::string& book)
        : connection(sql::Connection::open(book, sql::Connection::Create::never).value())
    {
        connection->expect_long_reading();
        transaction.emplace(*connection, sql::Mode::read);
        size = ledger::size_of(*transaction);
    }

    std::unique_ptr<sql::Connection> connection;
    std::optional<sql::Transaction> transaction;
    std::uint64_t size = 0;
};

// Where somebody writes meanwhile, snapshots are taken again until no event came between them.
std::array<std::unique_ptr<Snapshot>, 3> equal_snapshots(const std::string& book)
{
    for (int tries = 0; tries < 1000; ++tries) {
        std::array<std::unique_ptr<Snapshot>, 3> snapshots;
        for (auto& snapshot : snapshots) snapshot = std::make_unique<Snapshot>(book);
        if (snapshots[0]->size == snapshots[1]->size && snapshots[1]->size == snapshots[2]->size)
            return snapshots;
    }
    throw Failure("the book is written to so often that it cannot be read as one");
}

void read_all(Snapshot& book, HandOver<Events>& hand_over)
{
    const auto size = static_cast<std::int64_t>(book.size);
    for (std::int64_t from = 0; from < size; from += events_at_once) {
        Events events;
        events.reserve(events_at_once);
        ledger::each_event(
            *book.transaction, {from, std::min(from + events_at_once, size)},
            [&](ledger::LoggedEvent&& event) { events.push_back(std::move(event)); });
        if (!hand_over.give(std::move(events))) return;
    }
}

struct StoreState {
    sql::Tallies tallies;
    std::string damage;
};

StoreState state_of(sql::Connection& book, const sql::Tally::Key& key)
{
    // An index holds what its table holds, once more.
    return {tallies_of(book, key), book.damage()};
}

// Takes what the log check has let through.
sql::Tallies tally_all(ExpectedTallies& expected, HandOver<Events>& sound, Snapshot& book)
{
    const Leaving leaving(sound);
    while (const auto events = sound.take()) expected.see(*events);
    return expected.finish(*book.transaction);
}

std::optional<Fault> check_log(LogCheck& check, HandOver<Events>& read, HandOver<Events>& sound,
                               const Progress& all, const OnProgress& on_progress)
{
    const Ending ending(sound);
    Progress progress = all;
    while (auto events = read.take()) {
        if (auto fault = check.see(*events)) return fault;
        progress.done += static_cast<std::int64_t>(events->size());
        if (on_progress) on_progress(progress);
        sound.give(std::move(*events));
    }
    return check.finish();
}

void verify_into(Verified& verified, Platform& platform, const OnProgress& on_progress)
{
    // The file before the book: what is published meanwhile is no fault of either.
    auto published = read_file(platform.files().checkpoint());
    const auto snapshots = equal_snapshots(platform.book());
    Snapshot &log = *snapshots[0], &events = *snapshots[1], &tables = *snapshots[2];
    const Progress all{0, static_cast<std::int64_t>(log.size)};

    LogCheck check(platform, *log.transaction, std::move(published));
    ExpectedTallies expected;
    HandOver<Events> read(stretches_waiting);
    HandOver<Events> sound(stretches_waiting);
    std::thread reading([&] { read.run_giver([&] { read_all(events, read); }); });
    const Joined joined(reading, read);
    auto tallied =
        std::async(std::launch::async, [&] { return tally_all(expected, sound, events); });
    auto state = std::async(std::launch::async,
                            [&] { return state_of(*tables.connection, expected.key()); });

    verified.fault = check_log(check, read, sound, all, on_progress);
    verified.size = check.head().size;
    verified.root = check.head().root;
    verified.unopened_count = check.unopened_count();
    if (verified.fault) return;
    const sql::Tallies wanted = tallied.get();
    StoreState found = state.get();
    if (!agree(wanted, found.tallies))
        verified.fault = first_difference(platform.book(), all.total, *tables.connection);
    if (!verified.fault && !found.damage.empty())
        verified.fault = Fault{"ledger.store", std::move(found.damage)};
}

}  // namespace

Verified verify_book(Platform& platform, const OnProgress& on_progress)
{
    Verified verified;
    try {
        verify_into(verified, platform, on_progress);
    } catch (const Failure& failure) {
        // What cannot even be read is the first thing that is wrong.
        verified.fault = Fault{"ledger.unreadable", failure.what()};
    }
    return verified;
}

}  // namespace xinheng
