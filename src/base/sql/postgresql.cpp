// PostgreSQL 15 through libpq: binary answers, statements prepared once, lookups in a pipeline,
// COPY for bulk. The lock on the head is an advisory lock of the database, held to the commit.
#include "base/sql/drivers.h"

#include <libpq-fe.h>

#include <array>
#include <cstring>
#include <map>

namespace xinheng::sql {

namespace {

struct CloseConnection {
    void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct FreeMemory {
    void operator()(char* memory) const { PQfreemem(memory); }
};
struct ClearResult {
    void operator()(PGresult* result) const { PQclear(result); }
};
using ResultHandle = std::unique_ptr<PGresult, ClearResult>;

// "XHENG" in letters: one book to a database.
constexpr const char* lock_the_head = "SELECT pg_advisory_xact_lock(379142753863)";
constexpr std::size_t pipeline_depth = 256;

void append_big_endian(std::string& into, std::uint64_t number, int byte_count)
{
    for (int shift = (byte_count - 1) * 8; shift >= 0; shift -= 8)
        into += static_cast<char>(number >> shift & 0xff);
}

class PostgresqlRow final : public Row {
public:
    PostgresqlRow(const PGresult* result, int row) : result_(result), row_(row) {}

    bool is_null(int column) const override { return PQgetisnull(result_, row_, column) == 1; }
    std::int64_t number(int column) const override
    {
        std::uint64_t value = 0;
        const std::string_view big_endian = bytes(column);
        for (char raw : big_endian) value = value << 8 | static_cast<unsigned char>(raw);
        const auto unused_bits = static_cast<int>(64 - 8 * big_endian.size());
        if (unused_bits >= 64) return 0;
        return static_cast<std::int64_t>(value << unused_bits) >> unused_bits;
    }
    std::string_view text(int column) const override { return bytes(column); }
    std::string_view bytes(int column) const override
    {
        return {PQgetvalue(result_, row_, column),
                static_cast<std::size_t>(PQgetlength(result_, row_, column))};
    }

private:
    const PGresult* result_;
    int row_;
};

// Parameters in the wire format, all binary.
class Wire {
public:
    explicit Wire(std::span<const Parameter> parameters)
    {
        numbers_.reserve(parameters.size());
        for (const auto& parameter : parameters) add(parameter);
    }

    int count() const { return static_cast<int>(values_.size()); }
    const char* const* values() const { return values_.data(); }
    const int* lengths() const { return lengths_.data(); }
    const int* formats() const { return formats_.data(); }

    static std::vector<Oid> types(std::span<const Parameter> parameters)
    {
        constexpr Oid int8 = 20, text = 25, bytea = 17;
        std::vector<Oid> types;
        for (const auto& parameter : parameters) {
            if (std::holds_alternative<std::int64_t>(parameter)) types.push_back(int8);
            else if (std::holds_alternative<std::string_view>(parameter)) types.push_back(text);
            else if (std::holds_alternative<Bytes>(parameter)) types.push_back(bytea);
            else types.push_back(0);
        }
        return types;
    }

private:
    void add(const Parameter& parameter)
    {
        if (const auto* number = std::get_if<std::int64_t>(&parameter)) {
            auto& encoded = numbers_.emplace_back();
            for (int byte = 0; byte < 8; ++byte)
                encoded[static_cast<std::size_t>(byte)] = static_cast<char>(
                    static_cast<std::uint64_t>(*number) >> (56 - 8 * byte) & 0xff);
            push({encoded.data(), 8});
        } else if (const auto* text = std::get_if<std::string_view>(&parameter)) {
            push(text->data() ? *text : std::string_view(""));
        } else if (const auto* blob = std::get_if<Bytes>(&parameter)) {
            push(blob->view.data() ? blob->view : std::string_view(""));
        } else {
            values_.push_back(nullptr);
            lengths_.push_back(0);
            formats_.push_back(1);
        }
    }

    void push(std::string_view bytes)
    {
        values_.push_back(bytes.data());
        lengths_.push_back(static_cast<int>(bytes.size()));
        formats_.push_back(1);
    }

    std::vector<std::array<char, 8>> numbers_;
    std::vector<const char*> values_;
    std::vector<int> lengths_;
    std::vector<int> formats_;
};

class Postgresql final : public Connection {
public:
    explicit Postgresql(PGconn* connection) : connection_(connection) {}

    void execute(std::string_view statement, std::span<const Parameter> parameters) override
    {
        query(statement, parameters, [](const Row&) {});
    }

    void query(std::string_view statement, std::span<const Parameter> parameters,
               const OnRow& on_row) override
    {
        const std::string& name = prepare(statement, parameters);
        const Wire wire(parameters);
        const ResultHandle result(PQexecPrepared(connection_.get(), name.c_str(), wire.count(),
                                                 wire.values(), wire.lengths(), wire.formats(), 1));
        check(result.get(), statement);
        deliver(result.get(), on_row);
    }

    void query_each(std::string_view statement, std::size_t set_size,
                    std::span<const Parameter> parameters, const OnRowOf& on_row) override
    {
        if (parameters.empty()) return;
        const std::string name = prepare(statement, parameters.first(set_size));
        const std::size_t sets = parameters.size() / set_size;
        for (std::size_t from = 0; from < sets; from += pipeline_depth) {
            const std::size_t count = std::min(pipeline_depth, sets - from);
            run_pipeline(name, set_size, parameters.subspan(from * set_size, count * set_size),
                         [&](std::size_t which, const Row& row) { on_row(from + which, row); });
        }
    }

    void insert_all(std::string_view table, std::size_t column_count,
                    std::span<const Parameter> values) override
    {
        if (values.empty()) return;
        run("COPY " + std::string(table) + " FROM STDIN (FORMAT binary)", PGRES_COPY_IN);
        constexpr std::size_t block = 1 << 18;
        std::string buffer("PGCOPY\n\377\r\n\0", 11);
        append_big_endian(buffer, 0, 4);
        append_big_endian(buffer, 0, 4);
        for (std::size_t index = 0; index < values.size(); ++index) {
            if (index % column_count == 0) append_big_endian(buffer, column_count, 2);
            append_copied(buffer, values[index]);
            if (buffer.size() >= block) send_copied(buffer);
        }
        append_big_endian(buffer, 0xffff, 2);
        send_copied(buffer);
        if (PQputCopyEnd(connection_.get(), nullptr) != 1) fail("end COPY");
        check(ResultHandle(PQgetResult(connection_.get())).get(), table);
        while (ResultHandle(PQgetResult(connection_.get()))) {}
    }

    void begin(Mode mode) override
    {
        if (mode == Mode::read) {
            run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
            return;
        }
        run("BEGIN");
        run(lock_the_head, PGRES_TUPLES_OK);
    }
    void commit() override
    {
        const ResultHandle result(PQexec(connection_.get(), "COMMIT"));
        check(result.get(), "COMMIT");
        if (std::string_view(PQcmdStatus(result.get())) != "COMMIT")
            throw Failure("PostgreSQL rolled a transaction back that was to be committed");
    }
    void roll_back() noexcept override
    {
        if (PQtransactionStatus(connection_.get()) != PQTRANS_IDLE)
            PQclear(PQexec(connection_.get(), "ROLLBACK"));
    }

    bool has_table(std::string_view name) override
    {
        bool found = false;
        const Parameter wanted[] = {name};
        query("SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = $1",
              wanted, [&](const Row&) { found = true; });
        return found;
    }

    std::vector<std::string> tables() override
    {
        std::vector<std::string> names;
        query(
            "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()"
            " ORDER BY tablename",
            {}, [&](const Row& row) { names.emplace_back(row.text(0)); });
        return names;
    }

    std::vector<std::string> columns(std::string_view table) override
    {
        std::vector<std::string> names;
        const Parameter wanted[] = {table};
        query(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position",
            wanted, [&](const Row& row) { names.emplace_back(row.text(0)); });
        return names;
    }

    void each_line(std::string_view table, Order order, const OnLine& on_line) override
    {
        const std::string sorting =
            order == Order::sorted ? order_by_all(columns(table).size()) : std::string();
        run("COPY (SELECT * FROM " + std::string(table) + sorting + ") TO STDOUT", PGRES_COPY_OUT);

        char* line = nullptr;
        for (int length = 0; (length = PQgetCopyData(connection_.get(), &line, 0)) > 0;) {
            const std::unique_ptr<char, FreeMemory> held(line);
            on_line({line, static_cast<std::size_t>(length - 1)});
        }
        check(ResultHandle(PQgetResult(connection_.get())).get(), table);
        while (ResultHandle(PQgetResult(connection_.get()))) {}
    }

    std::string damage() override { return {}; }

    void tidy_up() override {}
    void expect_long_reading() override {}

protected:
    void run_statements(std::string_view schema) override
    {
        const Words words{"BIGINT NOT NULL", "BYTEA", "", true};
        run(translated(schema, words));
    }

private:
    [[noreturn]] void fail(std::string_view doing)
    {
        throw Failure("PostgreSQL could not " + std::string(doing) + ": " +
                      PQerrorMessage(connection_.get()));
    }

    void check(const PGresult* result, std::string_view statement)
    {
        const auto status = PQresultStatus(result);
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
            fail("run " + std::string(statement));
    }

    void run(const std::string& text, ExecStatusType wanted = PGRES_COMMAND_OK)
    {
        const ResultHandle result(PQexec(connection_.get(), text.c_str()));
        const auto status = PQresultStatus(result.get());
        if (status != wanted && status != PGRES_EMPTY_QUERY) fail("run " + text);
    }

    const std::string& prepare(std::string_view statement, std::span<const Parameter> parameters)
    {
        const auto found = names_.find(statement);
        if (found != names_.end()) return found->second;

        const std::string name = "s" + std::to_string(names_.size());
        const std::vector<Oid> types = Wire::types(parameters);
        const std::string text(statement);
        const ResultHandle result(PQprepare(connection_.get(), name.c_str(), text.c_str(),
                                            static_cast<int>(types.size()), types.data()));
        check(result.get(), statement);
        return names_.emplace(text, name).first->second;
    }

    static void deliver(const PGresult* result, const OnRow& on_row)
    {
        const int count = PQntuples(result);
        for (int row = 0; row < count; ++row) on_row(PostgresqlRow(result, row));
    }

    void run_pipeline(const std::string& name, std::size_t set_size,
                      std::span<const Parameter> parameters, const OnRowOf& on_row)
    {
        PGconn* const connection = connection_.get();
        if (PQenterPipelineMode(connection) != 1) fail("enter a pipeline");
        const std::size_t sets = parameters.size() / set_size;
        for (std::size_t which = 0; which < sets; ++which) {
            const Wire wire(parameters.subspan(which * set_size, set_size));
            if (PQsendQueryPrepared(connection, name.c_str(), wire.count(), wire.values(),
                                    wire.lengths(), wire.formats(), 1) != 1)
                fail("send " + name);
        }
        if (PQpipelineSync(connection) != 1) fail("send a pipeline");

        std::string trouble;
        for (std::size_t which = 0; which < sets; ++which) {
            const ResultHandle result(PQgetResult(connection));
            const auto status = PQresultStatus(result.get());
            if (status == PGRES_TUPLES_OK)
                deliver(result.get(), [&](const Row& row) { on_row(which, row); });
            else if (status != PGRES_COMMAND_OK && trouble.empty())
                trouble = PQresultErrorMessage(result.get());
            PQclear(PQgetResult(connection));  // The null that ends each answer.
        }
        PQclear(PQgetResult(connection));  // The answer to the sync.
        if (PQexitPipelineMode(connection) != 1) fail("leave a pipeline");
        if (!trouble.empty()) throw Failure("PostgreSQL could not run " + name + ": " + trouble);
    }

    static void append_copied(std::string& buffer, const Parameter& value)
    {
        const auto append = [&](std::string_view bytes) {
            append_big_endian(buffer, bytes.size(), 4);
            buffer += bytes;
        };
        if (const auto* number = std::get_if<std::int64_t>(&value)) {
            append_big_endian(buffer, 8, 4);
            append_big_endian(buffer, static_cast<std::uint64_t>(*number), 8);
        } else if (const auto* text = std::get_if<std::string_view>(&value)) {
            append(*text);
        } else if (const auto* blob = std::get_if<Bytes>(&value)) {
            append(blob->view);
        } else {
            append_big_endian(buffer, 0xffffffff, 4);
        }
    }

    void send_copied(std::string& buffer)
    {
        if (PQputCopyData(connection_.get(), buffer.data(), static_cast<int>(buffer.size())) != 1)
            fail("send rows by COPY");
        buffer.clear();
    }

    std::unique_ptr<PGconn, CloseConnection> connection_;
    std::map<std::string, std::string, std::less<>> names_;
};

}  // namespace

Result<std::unique_ptr<Connection>> open_postgresql(const std::string& url)
{
    PGconn* const raw = PQconnectdb(url.c_str());
    auto connection = std::make_unique<Postgresql>(raw);
    if (PQstatus(raw) != CONNECTION_OK)
        return Error{ErrorKind::invalid_input, "book.cannot_open", PQerrorMessage(raw)};

    // Notices such as "table exists already" are not for the users of a program.
    PQsetNoticeProcessor(raw, [](void*, const char*) {}, nullptr);
    connection->execute("SET client_encoding = 'UTF8'", {});
    connection->execute("SET synchronous_commit = on", {});
    return std::unique_ptr<Connection>(std::move(connection));
}

}  // namespace xinheng::sql
