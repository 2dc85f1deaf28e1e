#include "app/platform/projections.h"

namespace xinheng {

void Projections::create_tables(sql::Connection& connection, sql::Connection::Half half)
{
    access::create_tables(connection, half);
    subject::create_tables(connection, half);
    catalogue::create_tables(connection, half);
    record::create_tables(connection, half);
    collection::create_tables(connection, half);
}

bool Projections::only_adds(std::string_view kind)
{
    return kind == "record.entered" || kind == "subject.registered";
}

void Projections::see(const ledger::LoggedEvent& event)
{
    const json::View open = open_.read(event.parts.text(0));
    const json::View shared = shared_.read(event.parts.text(1));

    access_.see(event, open, shared);
    subject_.see(event, open);
    catalogue_.see(event, open);
    record_.see(event, open, shared);
    collection_.see(event, open);
}

void Projections::write(sql::Transaction& transaction)
{
    access_.write(transaction);
    subject_.write(transaction);
    catalogue_.write(transaction);
    record_.write(transaction);
    collection_.write(transaction);
}

}  // namespace xinheng
