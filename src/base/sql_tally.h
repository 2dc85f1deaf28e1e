// What all rows of some tables come to, whatever their order: two sets of rows have the same tally
// when they are the same rows, so that tables are compared without being sorted, or kept.
#pragma once

#include "base/sql.h"

#include <array>
#include <map>

namespace xinheng::sql {

// The sum, in two halves modulo 2^64, of each row's keyed digest (SipHash-2-4, 128 bits).
class Tally {
public:
    using Key = std::array<unsigned char, 16>;
    static Key new_key();  // Random: nobody can choose rows that would cancel out.

    explicit Tally(const Key& key) : key_(key) {}

    void add(std::string_view line);
    void take_away(const Tally& other);  // Of the same key.
    void add(const Tally& other);

    bool operator==(const Tally&) const = default;

private:
    Key key_;
    std::uint64_t low_ = 0;
    std::uint64_t high_ = 0;
};

using Tallies = std::map<std::string, Tally, std::less<>>;  // By table.

// Takes the place of a store for whoever only inserts: it keeps the tallies of the inserted rows.
// Everything else throws Failure.
class TallyingStore final : public Connection {
public:
    // `shape` has the tables, for the names and the order of their columns.
    TallyingStore(Connection& shape, const Tally::Key& key);

    const Tallies& tallies() const { return tallies_; }

    void insert_all(std::string_view table, std::size_t column_count,
                    std::span<const Parameter> values) override;

    void execute(std::string_view statement, std::span<const Parameter> parameters) override;
    void query(std::string_view statement, std::span<const Parameter> parameters,
               const OnRow& on_row) override;
    void query_each(std::string_view statement, std::size_t set_size,
                    std::span<const Parameter> parameters, const OnRowOf& on_row) override;
    void begin(Mode) override {}
    void commit() override {}
    void roll_back() noexcept override {}
    bool has_table(std::string_view name) override { return tallies_.contains(name); }
    std::vector<std::string> tables() override;
    std::vector<std::string> columns(std::string_view table) override;
    void each_line(std::string_view table, Order order, const OnLine& on_line) override;
    void expect_long_reading() override {}
    std::string damage() override { return {}; }
    void tidy_up() override {}

protected:
    void run_statements(std::string_view schema) override;

private:
    // Which value of an inserted row stands in each column of its table; none where it is null.
    struct Insertion {
        Tally* tally;
        std::vector<std::optional<std::size_t>> value_of_column;
    };
    const Insertion& insertion(std::string_view table);

    Tallies tallies_;
    std::map<std::string, std::vector<std::string>, std::less<>> columns_;
    std::map<std::string, Insertion, std::less<>> insertions_;
};

Tally tally_of(Connection& connection, std::string_view table, const Tally::Key& key);

}  // namespace xinheng::sql
