#include "credit/access/access.h"

#include "base/json.h"
#include "credit/access/access_store.h"

namespace xinheng::access {

namespace {

constexpr std::size_t longest_code = 64;

Result<Proposal> undecided(sql::Transaction& transaction, ledger::LeafIndex id)
{
    auto found = proposal(transaction, id);
    if (!found) return Error{ErrorKind::not_found, "proposal.unknown", std::to_string(id)};
    if (found->state != ProposalState::waiting)
        return Error{ErrorKind::conflict, "proposal.decided", std::string(name_of(found->state))};

    return std::move(*found);
}

void append_decision(ledger::Writing& writing, const Act& act, const Proposal& decided)
{
    ledger::Draft draft;
    draft.subject = decided.subject;
    draft.kind =
        decided.state == ProposalState::approved ? "proposal.approved" : "proposal.declined";
    draft.bodies[0] = json::canonical(json::Object{{"proposal", decided.id}});
    writing.append(text_of(act), std::move(draft));
}

}  // namespace

std::string_view name_of(ProposalState state)
{
    switch (state) {
    case ProposalState::waiting: return "waiting";
    case ProposalState::approved: return "approved";
    case ProposalState::declined: return "declined";
    }
    throw Failure("a proposal in no state");
}

ledger::ActText text_of(const Act& act)
{
    json::Object open{{"at", act.at.text()}, {"organisation", act.organisation}};
    if (!act.why.empty()) open.emplace("why", act.why);
    if (!act.basis.empty()) open.emplace("basis", act.basis);
    return {json::canonical(std::move(open)), json::canonical(json::Object{{"by", act.by}})};
}

Outcome add_organisation(ledger::Writing& writing, const Act& act, const Organisation& added)
{
    if (added.code.empty() || added.code.size() > longest_code)
        return Error{ErrorKind::invalid_input, "organisation.code", added.code.substr(0, 80)};
    const auto known = organisation(writing.sql(), added.code);
    if (known && !known->name.empty())
        return Error{ErrorKind::conflict, "organisation.known", added.code};
    if (!added.parent.empty() && !organisation(writing.sql(), added.parent))
        return Error{ErrorKind::not_found, "organisation.parent_unknown", added.parent};

    ledger::Draft draft;
    draft.kind = known ? "organisation.named" : "organisation.added";
    draft.bodies[0] = json::canonical(
        json::Object{{"code", added.code}, {"name", added.name}, {"parent", added.parent}});
    writing.append(text_of(act), std::move(draft));
    return Done{};
}

ledger::LeafIndex propose(ledger::Writing& writing, const Act& act, const Wish& wish)
{
    ledger::Draft draft;
    draft.subject = wish.subject;
    draft.kind = "proposal.made";
    draft.bodies = wish.bodies;
    std::string head = "{\"proposal\":";
    json::append_text(head, wish.kind);
    head += ",\"target\":";
    json::append_number(head, wish.target);
    if (!wish.bodies[0].empty()) head += ",\"wish\":" + wish.bodies[0];
    draft.bodies[0] = head + "}";
    return writing.append(text_of(act), std::move(draft));
}

Result<Proposal> approve(ledger::Writing& writing, const Act& act, ledger::LeafIndex id)
{
    auto found = TRY(undecided(writing.sql(), id));
    if (found.proposed_by == act.by)
        return Error{ErrorKind::not_permitted, "proposal.same_officer", act.by};

    found.state = ProposalState::approved;
    append_decision(writing, act, found);
    return found;
}

Result<Proposal> decline(ledger::Writing& writing, const Act& act, ledger::LeafIndex id)
{
    auto found = TRY(undecided(writing.sql(), id));
    found.state = ProposalState::declined;
    append_decision(writing, act, found);
    return found;
}

void Projection::see(const ledger::LoggedEvent& event, json::View open, json::View shared)
{
    const json::View body = open["body"];
    // The first event brings the organisation that runs the platform.
    const bool begins = event.kind == "book.begun";
    if (begins || event.kind == "organisation.added") {
        const json::View added = begins ? body["organisation"] : body;
        organisations_.text(added["code"].text()).text(added["name"].text());
        organisations_.text(added["parent"].text()).number(event.leaf_index);
    } else if (event.kind == "organisation.named") {
        named_.push_back({std::string(body["code"].text()), std::string(body["name"].text()),
                          std::string(body["parent"].text())});
    } else if (event.kind == "proposal.made") {
        proposals_.number(event.leaf_index).number(event.subject).text(body["proposal"].text());
        proposals_.number(body["target"].number().value_or(0)).text(shared["act"]["by"].text());
        proposals_.text(open["act"]["organisation"].text()).text("waiting");
    } else if (event.kind == "proposal.approved" || event.kind == "proposal.declined") {
        decisions_.push_back({body["proposal"].number().value_or(0),
                              event.kind.substr(std::string_view("proposal.").size())});
    }
}

void Projection::write(sql::Transaction& transaction)
{
    organisations_.write(transaction.connection());
    proposals_.write(transaction.connection());
    for (const auto& organisation : named_) store_name(transaction, organisation);
    named_.clear();
    for (const auto& decision : decisions_)
        store_decision(transaction, decision.proposal, decision.state);
    decisions_.clear();
}

}  // namespace xinheng::access
