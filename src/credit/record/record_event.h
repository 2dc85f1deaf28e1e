// Private to record: what its events hold, written and read in one place.
#pragma once

#include "base/json.h"
#include "credit/record/record.h"
#include "credit/record/record_store.h"

namespace xinheng::record {

// The event that enters a fact about a subject.
ledger::Draft entry_draft(const Entry& entry, const Batch& batch,
                          const subject::Resolution& resolution);

// What is proposed when a row differs from the record, and the event once it is approved.
access::Wish correction_wish(const Line& line, const Entry& corrected);
access::Wish withdrawal_wish(const Line& line);
ledger::Draft correction_draft(const access::Proposal& approved, const ledger::LoggedEvent& wish);

// A proposal tells which version it was made against, so that it cannot overtake another.
std::string versioned(ledger::LeafIndex version_leaf);

// Whether an event brings these contents, or is a proposed correction that would. Where a part of
// it was erased, by the others.
bool brings(const ledger::LoggedEvent& event, const Texts& contents);

// "administrative_penalty" of "administrative_penalty/2018".
std::string_view class_code_of(std::string_view class_version);

// The few things of an entered or corrected fact that the table holds, wherever they stand.
struct Facts {
    std::string_view class_version;
    std::string_view key;
    Date decided;
};
Facts facts_of(json::View open, json::View shared);

}  // namespace xinheng::record
