#include "base/json.h"
#include "credit/catalogue/adoption.h"

#include "embedded/catalogue_schema.h"

namespace xinheng::catalogue {

void create_tables(sql::Connection& connection, sql::Connection::Half half)
{
    connection.run_script(embedded::catalogue_schema, half);
}

std::string adopted_digest(sql::Transaction& transaction, std::string_view version_id)
{
    return transaction
        .text(
            "SELECT digest FROM catalogue_version WHERE version_id = $1"
            " ORDER BY leaf_index DESC LIMIT 1",
            {version_id})
        .value_or("");
}

void adopt(ledger::Writing& writing, const ledger::ActText& act, const Catalogue& catalogue,
           std::string_view record_class)
{
    for (const auto& version : catalogue.versions()) {
        if (version.record_class != record_class) continue;
        const std::string digest = hex(version.digest.view());
        if (adopted_digest(writing.sql(), version.id) == digest) continue;

        ledger::Draft draft;
        draft.kind = "catalogue.adopted";
        draft.bodies[0] =
            json::canonical(json::Object{{"digest", digest}, {"version", version.id}});
        writing.append(act, std::move(draft));
    }
}

void Projection::see(const ledger::LoggedEvent& event, json::View open)
{
    if (event.kind != "catalogue.adopted") return;
    versions_.number(event.leaf_index).text(open["body"]["version"].text());
    versions_.text(open["body"]["digest"].text());
}

void Projection::write(sql::Transaction& transaction)
{
    versions_.write(transaction.connection());
}

}  // namespace xinheng::catalogue
