#include "base/sql.h"
#include "base/digest.h"
#include "base/sql/drivers.h"
#include "base/text.h"

#include <array>
#include <charconv>

namespace xinheng::sql {

namespace {

constexpr std::string_view postgresql_only = "--postgresql ";

// What stays with the tables: an index of PostgreSQL alone is the key that SQLite has in the table.
bool is_index(std::string_view line)
{
    return line.starts_with("CREATE INDEX") || line.starts_with("CREATE UNIQUE INDEX");
}

// As PostgreSQL's COPY writes text.
void append_escaped(std::string& line, std::string_view text)
{
    if (text.find_first_of("\t\n\r\\") == std::string_view::npos) {
        line += text;
        return;
    }
    for (char letter : text) {
        switch (letter) {
        case '\t': line += "\\t"; break;
        case '\n': line += "\\n"; break;
        case '\r': line += "\\r"; break;
        case '\\': line += "\\\\"; break;
        default: line += letter;
        }
    }
}

}  // namespace

void Connection::run_script(std::string_view schema, Half half)
{
    if (half == Half::both) {
        run_statements(schema);
        return;
    }
    std::string wanted;
    for (const std::string_view line : split(schema, '\n'))
        if (is_index(line) == (half == Half::indexes)) wanted += std::string(line) + '\n';
    run_statements(wanted);
}

Result<std::unique_ptr<Connection>> Connection::open(const std::string& where, Create create)
{
    const bool remote = where.starts_with("postgresql://") || where.starts_with("postgres://");
    return remote ? open_postgresql(where) : open_sqlite(where, create);
}

void Connection::drop_table(const std::string& table)
{
    run_statements("DROP TABLE " + table);
}

std::string translated(std::string_view schema, const Words& words)
{
    std::string text(schema);
    if (words.is_postgresql) text = replaced(text, postgresql_only, "");
    // Sorted by bytes, as SQLite sorts.
    if (words.is_postgresql) text = replaced(text, " TEXT", " TEXT COLLATE \"C\"");
    text = replaced(text, "ORDER_KEY", words.order_key);
    text = replaced(text, " CLUSTERED", words.clustered);
    return replaced(text, "BYTES", words.bytes);
}

std::string order_by_all(std::size_t column_count)
{
    std::string order = " ORDER BY 1";
    for (std::size_t column = 2; column <= column_count; ++column)
        order += ',' + std::to_string(column);
    return order;
}

void append_to_line(std::string& line, const Parameter& value)
{
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        std::array<char, 20> digits;
        line.append(digits.data(),
                    std::to_chars(digits.data(), digits.data() + digits.size(), *number).ptr);
    } else if (const auto* text = std::get_if<std::string_view>(&value)) {
        append_escaped(line, *text);
    } else if (const auto* bytes = std::get_if<Bytes>(&value)) {
        line += "\\\\x" + hex(bytes->view);
    } else {
        line += "\\N";
    }
}

void Transaction::commit()
{
    Connection* const connection = std::exchange(connection_, nullptr);
    try {
        connection->commit();
    } catch (...) {
        connection->roll_back();
        throw;
    }
}

void Transaction::execute(std::string_view statement, std::initializer_list<Parameter> parameters)
{
    connection_->execute(statement, {parameters.begin(), parameters.size()});
}

void Transaction::query(std::string_view statement, std::initializer_list<Parameter> parameters,
                        const OnRow& on_row)
{
    connection_->query(statement, {parameters.begin(), parameters.size()}, on_row);
}

std::optional<std::int64_t> Transaction::number(std::string_view statement,
                                                std::initializer_list<Parameter> parameters)
{
    std::optional<std::int64_t> answer;
    query(statement, parameters, [&](const Row& row) {
        if (!row.is_null(0)) answer = row.number(0);
    });
    return answer;
}

std::optional<std::string> Transaction::text(std::string_view statement,
                                             std::initializer_list<Parameter> parameters)
{
    std::optional<std::string> answer;
    query(statement, parameters, [&](const Row& row) {
        if (!row.is_null(0)) answer = std::string(row.text(0));
    });
    return answer;
}

}  // namespace xinheng::sql
