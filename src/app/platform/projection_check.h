// Whether the projections are what the events make of them, without keeping what they should be:
// each table's rows are tallied as the events go by.
#pragma once

#include "app/platform/projections.h"
#include "app/platform/upkeep.h"
#include "base/sql_tally.h"

#include <filesystem>
#include <set>

namespace xinheng {

// A throw-away store that holds the tables of the projections.
class Scratch {
public:
    Scratch();
    ~Scratch();
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    sql::Connection& connection() { return *connection_; }

private:
    std::filesystem::path path_;
    std::unique_ptr<sql::Connection> connection_;
};

// What most events do is to add rows: those are tallied. The subjects of all other events, and the
// house, are projected in order into a scratch store at the end, from their histories.
class ExpectedTallies {
public:
    ExpectedTallies();

    void see(std::span<const ledger::LoggedEvent> events);
    sql::Tallies finish(sql::Transaction& transaction);

    const sql::Tally::Key& key() const { return key_; }

private:
    void project_changed(sql::Transaction& transaction, sql::TallyingStore& seen_twice);

    Scratch scratch_;
    sql::Tally::Key key_ = sql::Tally::new_key();
    sql::TallyingStore added_;
    sql::Transaction adding_;
    Projections additions_;
    std::set<ledger::SubjectId> changed_{ledger::the_house};
};

std::vector<std::string> projection_tables(sql::Connection& connection);
sql::Tallies tallies_of(sql::Connection& tables, const sql::Tally::Key& key);
// Whether each expected table was found with that tally.
bool agree(const sql::Tallies& expected, const sql::Tallies& found);

// Feeds the book's first `size` events to the projections and writes them through `target`. Events
// are read and taken apart on a thread of their own.
void project_all(const std::string& book, std::int64_t size, sql::Transaction& target,
                 const OnProgress& on_progress);

// Remakes all projections and names the first line that differs in `tables`; nothing where none
// does.
std::optional<Fault> first_difference(const std::string& book, std::int64_t size,
                                      sql::Connection& tables);

}  // namespace xinheng
