#include "credit/access/access_store.h"

#include "embedded/access_schema.h"

namespace xinheng::access {

namespace {

Organisation organisation_in(const sql::Row& row)
{
    return {std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2))};
}

Proposal proposal_in(const sql::Row& row)
{
    Proposal proposal;
    proposal.id = row.number(0);
    proposal.subject = row.number(1);
    proposal.kind = row.text(2);
    proposal.target = row.number(3);
    proposal.proposed_by = row.text(4);
    proposal.organisation = row.text(5);
    const std::string_view state = row.text(6);
    proposal.state = state == "waiting"    ? ProposalState::waiting
                     : state == "approved" ? ProposalState::approved
                                           : ProposalState::declined;
    return proposal;
}

}  // namespace

void create_tables(sql::Connection& connection, sql::Connection::Half half)
{
    connection.run_script(embedded::access_schema, half);
}

std::optional<Organisation> organisation(sql::Transaction& transaction, std::string_view code)
{
    std::optional<Organisation> found;
    transaction.query("SELECT code, name, parent FROM access_organisation WHERE code = $1", {code},
                      [&](const sql::Row& row) { found = organisation_in(row); });
    return found;
}

std::vector<Organisation> organisations(sql::Transaction& transaction)
{
    std::vector<Organisation> all;
    transaction.query("SELECT code, name, parent FROM access_organisation ORDER BY leaf_index", {},
                      [&](const sql::Row& row) { all.push_back(organisation_in(row)); });
    return all;
}

std::optional<Proposal> proposal(sql::Transaction& transaction, ledger::LeafIndex id)
{
    std::optional<Proposal> found;
    transaction.query(
        "SELECT proposal_id, subject_id, kind, target, proposed_by, organisation,"
        " state FROM access_proposal WHERE proposal_id = $1",
        {id}, [&](const sql::Row& row) { found = proposal_in(row); });
    return found;
}

std::vector<Proposal> waiting_proposals(sql::Transaction& transaction)
{
    std::vector<Proposal> waiting;
    transaction.query(
        "SELECT proposal_id, subject_id, kind, target, proposed_by, organisation,"
        " state FROM access_proposal WHERE state = 'waiting' ORDER BY proposal_id",
        {}, [&](const sql::Row& row) { waiting.push_back(proposal_in(row)); });
    return waiting;
}

std::vector<Proposal> waiting_about(sql::Transaction& transaction, std::int64_t target)
{
    std::vector<Proposal> waiting;
    transaction.query(
        "SELECT proposal_id, subject_id, kind, target, proposed_by, organisation,"
        " state FROM access_proposal WHERE target = $1 AND state = 'waiting'"
        " ORDER BY proposal_id",
        {target}, [&](const sql::Row& row) { waiting.push_back(proposal_in(row)); });
    return waiting;
}

void store_name(sql::Transaction& transaction, const Organisation& named)
{
    transaction.execute("UPDATE access_organisation SET name = $1, parent = $2 WHERE code = $3",
                        {named.name, named.parent, named.code});
}

void store_decision(sql::Transaction& transaction, ledger::LeafIndex proposal,
                    std::string_view state)
{
    transaction.execute("UPDATE access_proposal SET state = $1 WHERE proposal_id = $2",
                        {state, proposal});
}

}  // namespace xinheng::access
