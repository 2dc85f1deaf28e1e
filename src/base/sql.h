// The one door to a relational store. Two drivers stand behind it: SQLite for one machine and
// PostgreSQL for a city. The same statements run on both; parameters are written $1, $2, … Three
// things differ and are written twice, inside the drivers: bulk insert, the lock on the head of the
// log, and types.
//
// A schema is written in words that both stores understand after this translation:
//   ORDER_KEY   a whole number that orders the table (SQLite: INTEGER PRIMARY KEY)
//   BYTES       a string of bytes                    (BLOB, BYTEA)
//   CLUSTERED   behind a table: its rows lie in the order of the key (WITHOUT ROWID, nothing)
//   --postgresql …   a line for PostgreSQL alone
//
// Errors: Failure. One connection serves one thread.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace xinheng::sql {

struct Bytes {
    std::string_view view;
};

using Null = std::monostate;
using Parameter = std::variant<Null, std::int64_t, std::string_view, Bytes>;

// A row of an answer; its views hold until the callback returns.
class Row {
public:
    virtual ~Row() = default;
    virtual bool is_null(int column) const = 0;
    virtual std::int64_t number(int column) const = 0;
    virtual std::string_view text(int column) const = 0;
    virtual std::string_view bytes(int column) const = 0;
};

using OnRow = std::function<void(const Row&)>;
// `which` counts the parameter sets from 0.
using OnRowOf = std::function<void(std::size_t which, const Row&)>;

using OnLine = std::function<void(std::string_view)>;

enum class Mode {
    read,   // One snapshot for all statements.
    write,  // Holds the lock on the head of the log: one writer at a time, on both stores.
};

class Connection {
public:
    // A path, or postgresql://…. A file that is missing is made only by Create::if_missing.
    enum class Create { never, if_missing };
    static Result<std::unique_ptr<Connection>> open(const std::string& where, Create create);

    virtual ~Connection() = default;

    // All of a schema, or one half of it: indexes are made faster when the table is full.
    enum class Half { tables, indexes, both };
    void run_script(std::string_view schema, Half half = Half::both);
    virtual void execute(std::string_view statement, std::span<const Parameter> parameters) = 0;
    virtual void query(std::string_view statement, std::span<const Parameter> parameters,
                       const OnRow& on_row) = 0;
    // Runs one statement for each set of `set_size` parameters; in one round trip where the store
    // is remote.
    virtual void query_each(std::string_view statement, std::size_t set_size,
                            std::span<const Parameter> parameters, const OnRowOf& on_row) = 0;
    // `values` holds the rows one after another. `table` is "name (column, column)".
    virtual void insert_all(std::string_view table, std::size_t column_count,
                            std::span<const Parameter> values) = 0;

    virtual void begin(Mode mode) = 0;
    virtual void commit() = 0;
    virtual void roll_back() noexcept = 0;

    virtual bool has_table(std::string_view name) = 0;
    virtual std::vector<std::string> tables() = 0;  // Sorted.
    virtual std::vector<std::string> columns(std::string_view table) = 0;
    void drop_table(const std::string& table);

    // Every row of a table as a line of text: its values between tabs. The same lines from both
    // stores; sorted by their columns, or in the order in which the store finds them.
    enum class Order { sorted, any };
    virtual void each_line(std::string_view table, Order order, const OnLine& on_line) = 0;

    // Every page will be read soon, and little written (SQLite: it maps the file).
    virtual void expect_long_reading() = 0;

    // The first thing that is wrong with the store itself, such as an index that says something
    // else than its table; empty where there is none, or the store cannot tell (PostgreSQL).
    virtual std::string damage() = 0;

    // Frees what a long run of writing left behind it (SQLite: the write-ahead log).
    virtual void tidy_up() = 0;

protected:
    virtual void run_statements(std::string_view schema) = 0;
};

// A value in a line of each_line: \N for null, \t, \n, \r and \\ escaped, bytes as \\x and hex.
void append_to_line(std::string& line, const Parameter& value);

// Rolls back unless it was committed.
class Transaction {
public:
    Transaction(Connection& connection, Mode mode) : connection_(&connection)
    {
        connection.begin(mode);
    }
    ~Transaction()
    {
        if (connection_) connection_->roll_back();
    }
    Transaction(Transaction&& other) noexcept
        : connection_(std::exchange(other.connection_, nullptr))
    {}
    Transaction& operator=(Transaction&&) = delete;

    void commit();

    void execute(std::string_view statement, std::initializer_list<Parameter> parameters = {});
    void query(std::string_view statement, std::initializer_list<Parameter> parameters,
               const OnRow& on_row);
    std::optional<std::int64_t> number(std::string_view statement,
                                       std::initializer_list<Parameter> parameters = {});
    std::optional<std::string> text(std::string_view statement,
                                    std::initializer_list<Parameter> parameters = {});

    Connection& connection() { return *connection_; }

private:
    Connection* connection_;
};

}  // namespace xinheng::sql
