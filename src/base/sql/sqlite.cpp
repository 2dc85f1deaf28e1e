// SQLite 3.40: write-ahead log, one writer, readers beside it. A commit is durable when it returns.
#include "base/sql/drivers.h"

#include <sqlite3.h>

#include <cstring>
#include <filesystem>
#include <map>

namespace xinheng::sql {

namespace {

// "disk I/O error" alone does not say that the disk is full.
std::string trouble_of(sqlite3* database)
{
    const std::string message = sqlite3_errmsg(database);
    const int kind = sqlite3_errcode(database) & 0xff;
    const int system = sqlite3_system_errno(database);
    const bool is_of_the_system = kind == SQLITE_IOERR || kind == SQLITE_CANTOPEN;
    return is_of_the_system && system != 0 ? message + ": " + std::strerror(system) : message;
}

[[noreturn]] void fail(sqlite3* database, std::string_view doing)
{
    throw Failure("SQLite could not " + std::string(doing) + ": " + trouble_of(database));
}

struct CloseDatabase {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
struct FinishStatement {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

class SqliteRow final : public Row {
public:
    explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}

    bool is_null(int column) const override
    {
        return sqlite3_column_type(statement_, column) == SQLITE_NULL;
    }
    std::int64_t number(int column) const override
    {
        return sqlite3_column_int64(statement_, column);
    }
    std::string_view text(int column) const override
    {
        const auto* start = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
        if (!start) return {};
        return {start, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
    }
    std::string_view bytes(int column) const override
    {
        const auto* start = static_cast<const char*>(sqlite3_column_blob(statement_, column));
        if (!start) return {};
        return {start, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
    }

    Parameter value(int column) const
    {
        switch (sqlite3_column_type(statement_, column)) {
        case SQLITE_NULL: return Null{};
        case SQLITE_INTEGER: return number(column);
        case SQLITE_BLOB: return Bytes{bytes(column)};
        default: return text(column);
        }
    }

private:
    sqlite3_stmt* statement_;
};

class Statement {
public:
    Statement(sqlite3* database, std::string_view text) : database_(database)
    {
        sqlite3_stmt* raw = nullptr;
        if (sqlite3_prepare_v3(database, text.data(), static_cast<int>(text.size()),
                               SQLITE_PREPARE_PERSISTENT, &raw, nullptr) != SQLITE_OK)
            fail(database, "prepare " + std::string(text));
        statement_.reset(raw);

        // SQLite numbers $2 by where it first appears; the callers number it 2.
        const int count = sqlite3_bind_parameter_count(raw);
        place_of_.resize(static_cast<std::size_t>(count));
        for (int place = 1; place <= count; ++place) {
            const int number = std::atoi(sqlite3_bind_parameter_name(raw, place) + 1);
            if (number < 1 || number > count)
                throw Failure("gaps in parameters: " + std::string(text));
            place_of_[static_cast<std::size_t>(number - 1)] = place;
        }
    }

    std::size_t parameter_count() const { return place_of_.size(); }

    void bind(std::span<const Parameter> parameters)
    {
        if (parameters.size() != place_of_.size())
            throw Failure("wrong number of parameters: " +
                          std::string(sqlite3_sql(statement_.get())));
        for (std::size_t index = 0; index < parameters.size(); ++index)
            bind_one(place_of_[index], parameters[index]);
    }

    bool step()
    {
        const int outcome = sqlite3_step(statement_.get());
        if (outcome == SQLITE_ROW) return true;
        if (outcome == SQLITE_DONE) return false;
        const std::string text = sqlite3_sql(statement_.get());
        // Resetting keeps the message of what went wrong and frees the statement for later.
        sqlite3_reset(statement_.get());
        fail(database_, "run " + text);
    }

    void reset() { sqlite3_reset(statement_.get()); }
    sqlite3_stmt* get() const { return statement_.get(); }

private:
    void bind_one(int place, const Parameter& parameter)
    {
        sqlite3_stmt* const statement = statement_.get();
        if (const auto* number = std::get_if<std::int64_t>(&parameter))
            sqlite3_bind_int64(statement, place, *number);
        else if (const auto* text = std::get_if<std::string_view>(&parameter))
            sqlite3_bind_text(statement, place, text->data() ? text->data() : "",
                              static_cast<int>(text->size()), SQLITE_STATIC);
        else if (const auto* blob = std::get_if<Bytes>(&parameter))
            sqlite3_bind_blob(statement, place, blob->view.data() ? blob->view.data() : "",
                              static_cast<int>(blob->view.size()), SQLITE_STATIC);
        else sqlite3_bind_null(statement, place);
    }

    sqlite3* database_;
    std::unique_ptr<sqlite3_stmt, FinishStatement> statement_;
    std::vector<int> place_of_;
};

// A statement is free for the next caller when its run ends, also by an exception.
class Run {
public:
    explicit Run(Statement& statement) : statement_(statement) {}
    ~Run() { statement_.reset(); }
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;

private:
    Statement& statement_;
};

class Sqlite final : public Connection {
public:
    explicit Sqlite(sqlite3* database) : database_(database) {}

    void execute(std::string_view statement, std::span<const Parameter> parameters) override
    {
        query(statement, parameters, [](const Row&) {});
    }

    void query(std::string_view statement, std::span<const Parameter> parameters,
               const OnRow& on_row) override
    {
        Statement& prepared = prepare(statement);
        const Run run(prepared);
        prepared.bind(parameters);
        const SqliteRow row(prepared.get());
        while (prepared.step()) on_row(row);
    }

    void query_each(std::string_view statement, std::size_t set_size,
                    std::span<const Parameter> parameters, const OnRowOf& on_row) override
    {
        Statement& prepared = prepare(statement);
        const SqliteRow row(prepared.get());
        for (std::size_t which = 0; which * set_size < parameters.size(); ++which) {
            const Run run(prepared);
            prepared.bind(parameters.subspan(which * set_size, set_size));
            while (prepared.step()) on_row(which, row);
        }
    }

    void insert_all(std::string_view table, std::size_t column_count,
                    std::span<const Parameter> values) override
    {
        std::string text = "INSERT INTO " + std::string(table) + " VALUES (";
        for (std::size_t column = 1; column <= column_count; ++column)
            text += (column == 1 ? "$" : ",$") + std::to_string(column);
        query_each(text + ")", column_count, values, [](std::size_t, const Row&) {});
    }

    void begin(Mode mode) override
    {
        execute(mode == Mode::write ? "BEGIN IMMEDIATE" : "BEGIN", {});
    }
    void commit() override { execute("COMMIT", {}); }
    void roll_back() noexcept override
    {
        if (!sqlite3_get_autocommit(database_.get()))
            sqlite3_exec(database_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
    }

    bool has_table(std::string_view name) override
    {
        bool found = false;
        const Parameter wanted[] = {name};
        query("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = $1", wanted,
              [&](const Row&) { found = true; });
        return found;
    }

    std::vector<std::string> tables() override
    {
        std::vector<std::string> names;
        query(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
            " ORDER BY name",
            {}, [&](const Row& row) { names.emplace_back(row.text(0)); });
        return names;
    }

    std::vector<std::string> columns(std::string_view table) override
    {
        const Statement all(database_.get(), "SELECT * FROM " + std::string(table));
        std::vector<std::string> names;
        for (int column = 0; column < sqlite3_column_count(all.get()); ++column)
            names.emplace_back(sqlite3_column_name(all.get(), column));
        return names;
    }

    void each_line(std::string_view table, Order order, const OnLine& on_line) override
    {
        const auto count = static_cast<int>(columns(table).size());
        std::string all = "SELECT * FROM " + std::string(table);
        if (order == Order::sorted) all += order_by_all(static_cast<std::size_t>(count));
        Statement statement(database_.get(), all);
        const SqliteRow row(statement.get());
        std::string line;
        while (statement.step()) {
            line.clear();
            for (int column = 0; column < count; ++column) {
                if (column > 0) line += '\t';
                append_to_line(line, row.value(column));
            }
            on_line(line);
        }
    }

    void expect_long_reading() override
    {
        constexpr std::int64_t all_of_it = std::int64_t{1} << 40;
        execute("PRAGMA mmap_size = " + std::to_string(all_of_it), {});
    }

    std::string damage() override
    {
        std::string found;
        query("PRAGMA integrity_check(1)", {}, [&](const Row& row) { found = row.text(0); });
        return found == "ok" ? std::string() : found;
    }

    void tidy_up() override
    {
        sqlite3_wal_checkpoint_v2(database_.get(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr,
                                  nullptr);
    }

protected:
    void run_statements(std::string_view schema) override
    {
        const Words words{"INTEGER PRIMARY KEY", "BLOB", " WITHOUT ROWID", false};
        const std::string text = translated(schema, words);
        if (sqlite3_exec(database_.get(), text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
            fail(database_.get(), "run " + text);
    }

private:
    Statement& prepare(std::string_view text)
    {
        const auto found = statements_.find(text);
        if (found != statements_.end()) return found->second;
        return statements_.emplace(std::string(text), Statement(database_.get(), text))
            .first->second;
    }

    std::unique_ptr<sqlite3, CloseDatabase> database_;
    std::map<std::string, Statement, std::less<>> statements_;
};

}  // namespace

Result<std::unique_ptr<Connection>> open_sqlite(const std::string& path, Connection::Create create)
{
    if (create == Connection::Create::never && !std::filesystem::exists(path))
        return Error{ErrorKind::invalid_input, "book.not_found", path};

    // Nobody reads SQLite's own memory statistics, and each allocation would lock them.
    static const int without_statistics = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    static_cast<void>(without_statistics);
    sqlite3* raw = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
                      (create == Connection::Create::if_missing ? SQLITE_OPEN_CREATE : 0);
    if (sqlite3_open_v2(path.c_str(), &raw, flags, nullptr) != SQLITE_OK) {
        const std::string why = raw ? trouble_of(raw) : "out of memory";
        sqlite3_close_v2(raw);
        return Error{ErrorKind::invalid_input, "book.cannot_open", path + ": " + why};
    }
    auto connection = std::make_unique<Sqlite>(raw);

    sqlite3_busy_timeout(raw, 60'000);
    const char* const settings =
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
        "PRAGMA foreign_keys = ON; PRAGMA cache_size = -98304;"
        "PRAGMA wal_autocheckpoint = 65536; PRAGMA temp_store = MEMORY;";
    if (sqlite3_exec(raw, settings, nullptr, nullptr, nullptr) != SQLITE_OK)
        return Error{ErrorKind::invalid_input, "book.cannot_open", path + ": " + trouble_of(raw)};

    return std::unique_ptr<Connection>(std::move(connection));
}

}  // namespace xinheng::sql
