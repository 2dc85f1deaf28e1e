// The catalogue on the log: each version's digest goes on it before the first record under that
// version, so that nobody can say later that a record was checked against something else.
#pragma once

#include "base/json_view.h"
#include "base/sql_rows.h"
#include "credit/catalogue/catalogue.h"
#include "credit/ledger/ledger.h"

namespace xinheng::catalogue {

// Puts on the log what of the class's versions is not there as it stands now.
void adopt(ledger::Writing& writing, const ledger::ActText& act, const Catalogue& catalogue,
           std::string_view record_class);

// The digest, in hex, under which the version was adopted last; empty where it never was.
std::string adopted_digest(sql::Transaction& transaction, std::string_view version_id);

void create_tables(sql::Connection& connection, sql::Connection::Half half);

// Remakes this room's tables from the log.
class Projection {
public:
    void see(const ledger::LoggedEvent& event, json::View open);
    void write(sql::Transaction& transaction);

private:
    sql::Rows versions_{"catalogue_version (leaf_index, version_id, digest)", 3};
};

}  // namespace xinheng::catalogue
