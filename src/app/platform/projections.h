// What follows from the events: one list, in order. To know what happens after a fact is entered,
// read projections.cpp. Every table but the log's is made here and can be remade here.
#pragma once

#include "base/json_view.h"
#include "credit/access/access.h"
#include "credit/catalogue/adoption.h"
#include "credit/collection/submission.h"
#include "credit/record/record.h"
#include "credit/subject/subject.h"

namespace xinheng {

class Projections {
public:
    static void create_tables(sql::Connection& connection, sql::Connection::Half half);
    static bool is_projection(std::string_view table) { return !table.starts_with("ledger_"); }
    // Whether an event of this kind does nothing but add rows. What other events change are rows of
    // their own subject.
    static bool only_adds(std::string_view kind);

    void see(const ledger::LoggedEvent& event);
    void write(sql::Transaction& transaction);

private:
    json::Document open_;
    json::Document shared_;

    access::Projection access_;
    subject::Projection subject_;
    catalogue::Projection catalogue_;
    record::Projection record_;
    collection::Projection collection_;
};

}  // namespace xinheng
