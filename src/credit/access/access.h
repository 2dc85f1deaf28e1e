// Organisations and who may act for them (机构与权限). So far: the organisations that provide,
// regulate and run, each with its code and its place in a tree; the act that every event carries;
// and proposing and approving, the one mechanism by which two officers stand behind what must not
// rest on one (行政处罚法 48; design, "Four eyes").
// Flow of a proposal: propose → approve or decline. The room that understands the proposal does
// what was proposed, in the same transaction as the approval.
#pragma once

#include "base/date.h"
#include "base/json_view.h"
#include "base/sql_rows.h"
#include "credit/ledger/ledger.h"

#include <optional>
#include <string>
#include <vector>

namespace xinheng::access {

// Who does something, for which organisation, when, why, and on what legal basis.
struct Act {
    std::string by;            // The officer's account.
    std::string organisation;  // Its code.
    Instant at;
    std::string why;
    std::string basis;
};

// As it goes on the log: the officer's name stays within the government.
ledger::ActText text_of(const Act& act);

struct Organisation {
    std::string code;  // The unified social credit code, or a code of the platform's own.
    std::string name;
    std::string parent;  // The code of the organisation above it; empty at the top.
};

// Also names one that an import brought without a name. Refuses with "organisation.known",
// "organisation.code" or "organisation.parent_unknown".
Outcome add_organisation(ledger::Writing& writing, const Act& act, const Organisation& added);
std::optional<Organisation> organisation(sql::Transaction& transaction, std::string_view code);
std::vector<Organisation> organisations(sql::Transaction& transaction);

enum class ProposalState { waiting, approved, declined };
std::string_view name_of(ProposalState state);

struct Proposal {
    ledger::LeafIndex id = 0;  // The index of the event that made it.
    ledger::SubjectId subject = 0;
    std::string kind;         // What is to be done: "record.correct".
    std::int64_t target = 0;  // To what: a number that the proposing room understands.
    std::string proposed_by;
    std::string organisation;
    ProposalState state = ProposalState::waiting;
};

// What is to be done once another officer agrees. `bodies` are kept with the proposal, by level of
// publicity, for the room that will do it.
struct Wish {
    ledger::SubjectId subject = 0;
    std::string kind;
    std::int64_t target = 0;
    std::array<std::string, ledger::part_count> bodies;
};
ledger::LeafIndex propose(ledger::Writing& writing, const Act& act, const Wish& wish);

// Refuse with "proposal.unknown", "proposal.decided" or "proposal.same_officer".
Result<Proposal> approve(ledger::Writing& writing, const Act& act, ledger::LeafIndex id);
Result<Proposal> decline(ledger::Writing& writing, const Act& act, ledger::LeafIndex id);

std::optional<Proposal> proposal(sql::Transaction& transaction, ledger::LeafIndex id);
std::vector<Proposal> waiting_proposals(sql::Transaction& transaction);
// Those still waiting about one target.
std::vector<Proposal> waiting_about(sql::Transaction& transaction, std::int64_t target);

void create_tables(sql::Connection& connection, sql::Connection::Half half);

// Remakes this room's tables from the log.
class Projection {
public:
    void see(const ledger::LoggedEvent& event, json::View open, json::View shared);
    void write(sql::Transaction& transaction);

private:
    struct Decision {
        ledger::LeafIndex proposal;
        std::string state;
    };
    sql::Rows organisations_{"access_organisation (code, name, parent, leaf_index)", 4};
    sql::Rows proposals_{
        "access_proposal (proposal_id, subject_id, kind, target, proposed_by,"
        " organisation, state)",
        7};
    std::vector<Organisation> named_;
    std::vector<Decision> decisions_;
};

}  // namespace xinheng::access
