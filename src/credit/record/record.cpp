#include "credit/record/record.h"

#include "base/json.h"
#include "credit/record/record_event.h"
#include "credit/record/record_store.h"

namespace xinheng::record {

namespace {

Result<Line> line_for(sql::Transaction& transaction, const access::Act& act, RecordId id)
{
    if (act.why.empty()) return Error{ErrorKind::invalid_input, "act.reason_missing", ""};
    const auto line = line_of(transaction, id);
    if (!line) return Error{ErrorKind::not_found, "record.unknown", std::to_string(id)};

    return *line;
}

Error in_other_state(std::string_view reason, const Line& line)
{
    return {ErrorKind::conflict, reason, std::string(name_of(line.standing))};
}

// Of a record's events, and of what was proposed about it, those that hold something sealed.
std::vector<ledger::LeafIndex> sealed_events(sql::Transaction& transaction, RecordId id)
{
    std::vector<ledger::LeafIndex> sealed;
    for (const auto& event : trace(transaction, id))
        if (event.parts.has(ledger::Parts::Form::sealed)) sealed.push_back(event.leaf_index);
    return sealed;
}

}  // namespace

std::string_view name_of(Standing standing)
{
    switch (standing) {
    case Standing::awaiting_release: return "awaiting_release";
    case Standing::effective: return "effective";
    case Standing::withdrawn: return "withdrawn";
    }
    throw Failure("a record in no standing");
}

Standing standing_named(std::string_view name)
{
    if (name == "awaiting_release") return Standing::awaiting_release;
    return name == "withdrawn" ? Standing::withdrawn : Standing::effective;
}

Result<ledger::LeafIndex> propose_correction(ledger::Writing& writing, const access::Act& act,
                                             RecordId id, const Entry& corrected)
{
    const auto line = TRY(line_for(writing.sql(), act, id));
    if (line.standing == Standing::withdrawn) return in_other_state("record.not_effective", line);
    const auto current = writing.opened_event_at(line.version_leaf);
    if (current && brings(*current, corrected.contents))
        return Error{ErrorKind::conflict, "record.same", std::to_string(id)};

    return access::propose(writing, act, correction_wish(line, corrected));
}

Result<ledger::LeafIndex> propose_withdrawal(ledger::Writing& writing, const access::Act& act,
                                             RecordId id)
{
    const auto line = TRY(line_for(writing.sql(), act, id));
    if (line.standing == Standing::withdrawn) return in_other_state("record.not_effective", line);

    return access::propose(writing, act, withdrawal_wish(line));
}

Result<ledger::LeafIndex> propose_restoration(ledger::Writing& writing, const access::Act& act,
                                              RecordId id)
{
    const auto line = TRY(line_for(writing.sql(), act, id));
    if (line.standing != Standing::withdrawn) return in_other_state("record.not_withdrawn", line);

    return access::propose(writing, act,
                           {line.subject, "record.restore", id, {versioned(line.version_leaf)}});
}

Result<ledger::LeafIndex> propose_erasure(ledger::Writing& writing, const access::Act& act,
                                          RecordId id)
{
    const auto line = TRY(line_for(writing.sql(), act, id));
    if (sealed_events(writing.sql(), id).empty())
        return Error{ErrorKind::conflict, "record.nothing_to_erase", std::to_string(id)};

    return access::propose(writing, act, {line.subject, "record.erase", id, {}});
}

ledger::LeafIndex propose_release(ledger::Writing& writing, const access::Act& act,
                                  ledger::LeafIndex submission)
{
    return access::propose(writing, act, {ledger::the_house, "record.release", submission, {}});
}

bool understands(const access::Proposal& proposal)
{
    return proposal.kind.starts_with("record.");
}

namespace {

void release(ledger::Writing& writing, const access::Act& act, const access::Proposal& approved)
{
    std::vector<ledger::Draft> drafts;
    for (const auto& [subject, id] : awaiting_release(writing.sql(), approved.target)) {
        ledger::Draft draft;
        draft.subject = subject;
        draft.kind = "record.released";
        draft.bodies[0] = json::canonical(json::Object{{"proposal", approved.id}, {"record", id}});
        drafts.push_back(std::move(draft));
    }
    writing.append_all(access::text_of(act), drafts);
}

// The reason that counts is that of the officer who asked.
void change_standing(ledger::Writing& writing, const access::Act& act,
                     const access::Proposal& approved, const ledger::LoggedEvent& wish)
{
    ledger::Draft draft;
    draft.subject = approved.subject;
    draft.kind = approved.kind == "record.withdraw" ? "record.withdrawn" : "record.restored";
    const auto proposed = json::parse(wish.parts.text(0)).value();
    draft.bodies[0] = json::canonical(json::Object{
        {"proposal", approved.id}, {"record", approved.target}, {"why", proposed["act"]["why"]}});
    writing.append(access::text_of(act), std::move(draft));
}

void erase(ledger::Writing& writing, const access::Act& act, const access::Proposal& approved,
           const ledger::LoggedEvent& wish)
{
    const auto sealed = sealed_events(writing.sql(), approved.target);
    writing.erase(sealed);
    ledger::Draft draft;
    draft.subject = approved.subject;
    draft.kind = "record.erased";
    const auto proposed = json::parse(wish.parts.text(0)).value();
    draft.bodies[0] =
        json::canonical(json::Object{{"erased", json::Array(sealed.begin(), sealed.end())},
                                     {"proposal", approved.id},
                                     {"record", approved.target},
                                     {"why", proposed["act"]["why"]}});
    writing.append(access::text_of(act), std::move(draft));
}

}  // namespace

Outcome carry_out(ledger::Writing& writing, const access::Act& act,
                  const access::Proposal& approved)
{
    if (approved.kind == "record.release") {
        release(writing, act, approved);
        return Done{};
    }

    const auto wish = writing.opened_event_at(approved.id);
    const auto line = line_of(writing.sql(), approved.target);
    if (!wish || !line)
        return Error{ErrorKind::not_found, "record.unknown", std::to_string(approved.target)};
    if (approved.kind == "record.erase") {
        erase(writing, act, approved, *wish);
        return Done{};
    }
    const auto against = json::parse(wish->parts.text(0)).value()["body"]["wish"]["against"];
    const bool wants_withdrawn = approved.kind == "record.restore";
    if (against.number_or(-1) != line->version_leaf ||
        (line->standing == Standing::withdrawn) != wants_withdrawn)
        return in_other_state("record.changed_since", *line);

    if (approved.kind == "record.correct")
        writing.append(access::text_of(act), correction_draft(approved, *wish));
    else change_standing(writing, act, approved, *wish);
    return Done{};
}

void Projection::see(const ledger::LoggedEvent& event, json::View open, json::View shared)
{
    if (!event.kind.starts_with("record.") || event.kind == "record.erased") return;

    const json::View body = open["body"];
    const Facts facts = facts_of(open, shared);
    if (event.kind == "record.entered") {
        const bool waits = body["release"].text() == "awaited";
        records_.number(event.subject);
        records_.number(key_digest(class_code_of(facts.class_version), facts.key));
        records_.number(event.leaf_index).number(facts.decided.days_since_1970());
        records_.text(name_of(waits ? Standing::awaiting_release : Standing::effective));
        records_.number(1).number(event.leaf_index);
        if (waits)
            awaiting_.number(body["submission"].number().value_or(0))
                .number(event.subject)
                .number(event.leaf_index);
        return;
    }

    Change change{event.subject, body["record"].number().value_or(0), Standing::effective,
                  std::nullopt, 0};
    if (event.kind == "record.withdrawn") change.standing = Standing::withdrawn;
    if (event.kind == "record.corrected") {
        change.new_version = event.leaf_index;
        change.decided = facts.decided.days_since_1970();
    }
    changes_.push_back(change);
}

void Projection::write(sql::Transaction& transaction)
{
    records_.write(transaction.connection());
    awaiting_.write(transaction.connection());
    for (const auto& change : changes_) {
        if (change.new_version) {
            store_version(transaction,
                          {{change.subject, change.record}, *change.new_version, change.decided});
            continue;
        }
        store_standing(transaction, {change.subject, change.record}, change.standing);
        store_release(transaction, change.record);
    }
    changes_.clear();
}

}  // namespace xinheng::record
