#include "credit/subject/subject_store.h"

#include "base/text.h"
#include "embedded/subject_schema.h"

namespace xinheng::subject {

namespace {

Candidate candidate_in(const sql::Row& row)
{
    return {row.number(0), std::string(row.text(1)), std::string(row.text(2))};
}

// In a LIKE pattern that ends in ESCAPE '\'.
std::string containing(std::string_view text)
{
    std::string pattern = "%";
    for (char letter : text) {
        if (letter == '%' || letter == '_' || letter == '\\') pattern += '\\';
        pattern += letter;
    }
    return pattern + "%";
}

}  // namespace

void create_tables(sql::Connection& connection, sql::Connection::Half half)
{
    connection.run_script(embedded::subject_schema, half);
}

void find_codes(sql::Transaction& transaction, const std::vector<std::string_view>& codes,
                const OnCode& on_code)
{
    // A subject that was merged into another answers with that one.
    constexpr std::string_view statement =
        "SELECT s.subject_id, s.name, s.merged_into FROM subject_identifier i"
        " JOIN subject s ON s.subject_id = i.subject_id WHERE i.value = $1"
        " ORDER BY i.leaf_index LIMIT 1";
    const std::vector<sql::Parameter> parameters(codes.begin(), codes.end());
    std::vector<std::pair<std::size_t, SubjectId>> merged;
    transaction.connection().query_each(statement, 1, parameters,
                                        [&](std::size_t which, const sql::Row& row) {
                                            if (row.is_null(2))
                                                on_code(codes[which], row.number(0), row.text(1));
                                            else merged.emplace_back(which, row.number(2));
                                        });
    for (const auto& [which, into] : merged)
        if (const auto target = find(transaction, into))
            on_code(codes[which], target->merged_into.value_or(into), target->name);
}

bool bears_name(sql::Transaction& transaction, SubjectId id, std::string_view name)
{
    return transaction
        .number("SELECT 1 FROM subject_name WHERE subject_id = $1 AND name = $2 LIMIT 1",
                {id, name})
        .has_value();
}

std::optional<SubjectId> find_by_code(sql::Transaction& transaction, std::string_view code)
{
    std::optional<SubjectId> found;
    find_codes(transaction, {code},
               [&](std::string_view, SubjectId id, std::string_view) { found = id; });
    return found;
}

std::optional<Subject> find(sql::Transaction& transaction, SubjectId id)
{
    std::optional<Subject> found;
    transaction.query("SELECT name, merged_into FROM subject WHERE subject_id = $1", {id},
                      [&](const sql::Row& row) {
                          found = Subject{id, std::string(row.text(0)), {}, {}, {}};
                          if (!row.is_null(1)) found->merged_into = row.number(1);
                      });
    if (!found) return found;

    transaction.query(
        "SELECT scheme, value, until_day, leaf_index FROM subject_identifier"
        " WHERE subject_id = $1 ORDER BY leaf_index, scheme, value",
        {id}, [&](const sql::Row& row) {
            Identified identified;
            identified.identifier.scheme = scheme_from(row.text(0)).value();
            identified.identifier.value = row.text(1);
            if (!row.is_null(2))
                identified.until = Date::from_days(static_cast<int>(row.number(2)));
            identified.since = row.number(3);
            found->identifiers.push_back(std::move(identified));
        });
    transaction.query(
        "SELECT name, leaf_index FROM subject_name WHERE subject_id = $1"
        " ORDER BY leaf_index",
        {id}, [&](const sql::Row& row) {
            found->names.push_back({std::string(row.text(0)), row.number(1)});
        });
    return found;
}

void names_since(sql::Transaction& transaction, ledger::LeafIndex after, const OnName& on_name)
{
    transaction.query(
        "SELECT leaf_index, subject_id, name FROM subject_name"
        " WHERE leaf_index > $1 ORDER BY leaf_index",
        {after}, [&](const sql::Row& row) {
            on_name({std::string(row.text(2)), row.number(0)}, row.number(1));
        });
}

std::vector<Candidate> search(sql::Transaction& transaction, std::string_view text, int limit)
{
    std::vector<Candidate> found;
    const std::string pattern = containing(trimmed(text));
    transaction.query(
        "SELECT s.subject_id, s.name,"
        " (SELECT MIN(i.value) FROM subject_identifier i"
        "  WHERE i.subject_id = s.subject_id)"
        " FROM subject s WHERE s.subject_id IN"
        " (SELECT subject_id FROM subject_name WHERE name LIKE $1 ESCAPE '\\'"
        "  UNION SELECT subject_id FROM subject_identifier WHERE value = $2)"
        " ORDER BY s.subject_id LIMIT $3",
        {pattern, trimmed(text), std::int64_t{limit}},
        [&](const sql::Row& row) { found.push_back(candidate_in(row)); });
    return found;
}

std::int64_t count(sql::Transaction& transaction)
{
    return transaction.number("SELECT COUNT(*) FROM subject").value_or(0);
}

void store_name(sql::Transaction& transaction, SubjectId id, std::string_view name)
{
    transaction.execute("UPDATE subject SET name = $1 WHERE subject_id = $2", {name, id});
}

void store_merger(sql::Transaction& transaction, SubjectId gone, SubjectId into)
{
    transaction.execute("UPDATE subject SET merged_into = $1 WHERE subject_id = $2", {into, gone});
}

void store_end_of_code(sql::Transaction& transaction, const EndOfCode& end)
{
    transaction.execute(
        "UPDATE subject_identifier SET until_day = $1"
        " WHERE subject_id = $2 AND value = $3 AND until_day IS NULL",
        {end.day, end.subject, end.code});
}

}  // namespace xinheng::subject
