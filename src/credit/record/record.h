// Facts and their standing (信用记录): what a provider has decided about a subject, every version
// of it, and whether it stands. This room is the only writer of facts; none is ever deleted.
// Flow: enter → (wait for release) → effective; propose a correction, a withdrawal or a restoration
// → another officer approves → corrected, withdrawn, restored (行政处罚法 48: a published penalty
// that is changed or annulled is withdrawn, with the reason).
#pragma once

#include "base/date.h"
#include "base/json_view.h"
#include "base/sql_rows.h"
#include "credit/access/access.h"
#include "credit/ledger/ledger.h"
#include "credit/subject/subject.h"

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace xinheng::record {

// A record bears the index of the event that entered it.
using RecordId = ledger::LeafIndex;
using Texts = std::array<std::string, ledger::part_count>;

enum class Standing {
    awaiting_release,  // Entered by one officer; another must release it.
    effective,
    withdrawn,
};
std::string_view name_of(Standing standing);

enum class Publicity { open, withheld };  // withheld: 不予公开, within the class's ceiling.
enum class Release { waived, awaited };

// What a row does: most state a fact. One whose status says that a licence was changed, ended or
// revoked acts on the record that is there, and is no fact of its own.
enum class Effect { states, changes, withdraws };

// A fact as its provider states it, checked against its class.
struct Entry {
    subject::Party party;
    std::string class_code;     // "administrative_penalty"
    std::string class_version;  // "administrative_penalty/2018"
    std::string provider;       // The code of the organisation that hands it in.
    std::string key;            // What tells this fact from others of its class and subject.
    Date decided;
    Publicity publicity = Publicity::open;
    Effect effect = Effect::states;
    std::string effect_reason;  // "当前状态：撤销", where it withdraws.
    Texts contents;   // Its fields by level of publicity, each a canonical JSON object or empty.
    Texts originals;  // What was written, where the reading differs.
};

struct Entered {
    enum class Outcome {
        entered,
        unchanged,     // Equal to a version that is known, or to one that waits for approval.
        of_withdrawn,  // The record was withdrawn; a row does not bring it back.
        correction_proposed,
        withdrawal_proposed,
        conflict,    // The same key with another date of decision.
        no_earlier,  // It acts on a record, and there is none.
    };
    Outcome outcome = Outcome::entered;
    RecordId record = 0;
    std::vector<std::string_view> warnings;
};

// Enters a batch in order; one answer each. `submission` is the event that began the hand-in.
struct Batch {
    std::vector<Entry> entries;
    Release release = Release::waived;
    ledger::LeafIndex submission = 0;
};
std::vector<Entered> enter_all(ledger::Writing& writing, const access::Act& act,
                               const Batch& batch);

// What batches would do, without doing it, for a dry run. The rows of later batches meet those of
// earlier ones: it keeps less than half a kilobyte for each row that would be entered. A record
// that is not there yet is number 0.
class Meeting;
class Rehearsal {
public:
    Rehearsal(sql::Transaction& transaction, ledger::PartKeys& keys);
    ~Rehearsal();
    Rehearsal(const Rehearsal&) = delete;
    Rehearsal& operator=(const Rehearsal&) = delete;

    std::vector<Entered> enter_all(const std::vector<Entry>& entries);

private:
    std::unique_ptr<Meeting> meeting_;
    ledger::LeafIndex entered_ = 0;
};

// A record as it stood at some point of the log.
struct Record {
    RecordId id = 0;
    ledger::SubjectId subject = 0;
    std::string class_version;
    std::string provider;
    Standing standing = Standing::effective;
    Publicity publicity = Publicity::open;
    int version = 1;
    ledger::LeafIndex version_leaf = 0;  // The event that brought this version.
    Instant entered_at;
    Date decided;
    Texts contents;
    Texts originals;
    std::string standing_reason;  // Why it was withdrawn or restored.
    // The levels of which something was there and was erased.
    std::array<bool, ledger::part_count> is_erased{};
};

// What is asked for: the head of the log, before a leaf, or to the end of a day.
struct AsOf {
    std::optional<ledger::LeafIndex> leaf;
    std::optional<Date> day;
};
// What is on authorisation or secret is read with the keys, and without them left away. Throws
// Failure where a key is missing.
std::vector<Record> records_of(sql::Transaction& transaction, ledger::SubjectId subject,
                               const AsOf& as_of, ledger::PartKeys* keys = nullptr);
std::optional<Record> find(sql::Transaction& transaction, RecordId id, const AsOf& as_of,
                           ledger::PartKeys* keys = nullptr);

// What an event of this room says, for those who read the log from end to end.
struct EnteredFact {
    ledger::LeafIndex submission = 0;
    std::string class_version;
    Date decided;
    Instant at;
};
struct ChangedFact {
    RecordId record = 0;
    enum class What { corrected, withdrawn, restored } what = What::corrected;
};
class FactReader {
public:
    std::optional<EnteredFact> entered(const ledger::LoggedEvent& event);
    std::optional<ChangedFact> changed(const ledger::LoggedEvent& event);

private:
    json::Document open_;
    json::Document shared_;
};

// Every event that touched the record, oldest first.
std::vector<ledger::LoggedEvent> trace(sql::Transaction& transaction, RecordId id);

std::int64_t count(sql::Transaction& transaction);

// Each makes a proposal that another officer must approve. They refuse with "record.unknown",
// "record.not_effective", "record.not_withdrawn", "record.same", "record.nothing_to_erase",
// "act.reason_missing".
Result<ledger::LeafIndex> propose_correction(ledger::Writing& writing, const access::Act& act,
                                             RecordId id, const Entry& corrected);
Result<ledger::LeafIndex> propose_withdrawal(ledger::Writing& writing, const access::Act& act,
                                             RecordId id);
Result<ledger::LeafIndex> propose_restoration(ledger::Writing& writing, const access::Act& act,
                                              RecordId id);
// Of what is on authorisation or secret, in every version and proposal: it cannot be undone.
Result<ledger::LeafIndex> propose_erasure(ledger::Writing& writing, const access::Act& act,
                                          RecordId id);
ledger::LeafIndex propose_release(ledger::Writing& writing, const access::Act& act,
                                  ledger::LeafIndex submission);

// Whether a proposal is this room's to carry out.
bool understands(const access::Proposal& proposal);
// Does what was proposed. Refuses with "record.changed_since" where the record moved meanwhile.
Outcome carry_out(ledger::Writing& writing, const access::Act& act,
                  const access::Proposal& approved);

void create_tables(sql::Connection& connection, sql::Connection::Half half);

// Remakes this room's tables from the log.
class Projection {
public:
    void see(const ledger::LoggedEvent& event, json::View open, json::View shared);
    void write(sql::Transaction& transaction);

private:
    struct Change {
        ledger::SubjectId subject;
        RecordId record;
        Standing standing;
        std::optional<ledger::LeafIndex> new_version;
        std::int64_t decided = 0;
    };
    sql::Rows records_{
        "record (subject_id, key_digest, record_id, decided, standing, versions,"
        " version_leaf)",
        7};
    sql::Rows awaiting_{"record_awaiting (submission, subject_id, record_id)", 3};
    std::vector<Change> changes_;
};

}  // namespace xinheng::record
