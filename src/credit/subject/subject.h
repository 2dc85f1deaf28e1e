// Who the records are about (主体). A subject is a number within the book; codes and names are what
// it was known by, each from when to when. A change of name, a corrected code and a merger are
// events on the subject's history, so that the past can be read as it was (plan, task 2: 以统一社会
// 信用代码为标识).
// Flow: a row or a register names a party → resolve → the subject it is, or a new one.
#pragma once

#include "base/date.h"
#include "base/json_view.h"
#include "base/sql_rows.h"
#include "credit/access/access.h"
#include "credit/ledger/ledger.h"
#include "credit/subject/identifier.h"

#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace xinheng::subject {

using ledger::SubjectId;

// A party as somebody names it. The first identifier counts for most.
struct Party {
    std::vector<Identifier> identifiers;
    std::string name;  // As written.
};

struct Resolution {
    SubjectId subject = ledger::new_subject;
    // What this naming adds to what is known, as canonical JSON for the event's public body under
    // "learned"; empty where it adds nothing.
    std::string learned;
    // "subject.name_differs": known, but not by this name. "subject.identifiers_disagree": another
    // identifier of the row belongs to another subject; the first one counts.
    std::vector<std::string_view> warnings;
};

// Finds the subjects of a batch of parties. It remembers those that the batch itself brings, so
// that the second row about a new firm meets the first.
class Resolver {
public:
    explicit Resolver(sql::Transaction& transaction) : transaction_(transaction) {}

    void look_up(std::span<const Party* const> parties);

    // Both: the party must have been looked up. A new subject has no number yet.
    std::optional<SubjectId> known_subject(const Party& party) const;
    Resolution resolve(const Party& party);
    // Its naming goes on the log: what it adds is known to the rest of the batch.
    void remember(const Party& party, SubjectId subject);

private:
    struct Known {
        SubjectId subject;
        std::string name;
    };
    const Known* known(const Party& party) const;
    bool knows_name(SubjectId subject, std::string_view name);

    sql::Transaction& transaction_;
    std::unordered_map<std::string, Known> by_code_;
    std::unordered_map<std::string, bool> names_;  // By subject and name.
};

struct Identified {
    Identifier identifier;
    std::optional<Date> until;  // Corrected away on that day.
    ledger::LeafIndex since = 0;
};

struct Named {
    std::string name;
    ledger::LeafIndex since = 0;
};

struct Subject {
    SubjectId id = 0;
    std::string name;  // The one that counts now.
    std::vector<Identified> identifiers;
    std::vector<Named> names;
    std::optional<SubjectId> merged_into;
};

struct Candidate {
    SubjectId id = 0;
    std::string name;
    std::string code;  // Its first.
};

std::optional<SubjectId> find_by_code(sql::Transaction& transaction, std::string_view code);
std::optional<Subject> find(sql::Transaction& transaction, SubjectId id);

// Finds the subjects that bear a name, or one that differs only in brackets, spaces and width. It
// is filled when it is first asked and follows the log from there; 16 bytes for each name.
class NameIndex {
public:
    std::vector<Candidate> named(sql::Transaction& transaction, std::string_view name);

private:
    struct Place {
        std::uint64_t key;
        SubjectId subject;
        auto operator<=>(const Place&) const = default;
    };
    void catch_up(sql::Transaction& transaction);

    std::vector<Place> places_;  // Sorted.
    ledger::LeafIndex seen_ = -1;
};

// The subjects in whose name or codes the text stands.
std::vector<Candidate> search(sql::Transaction& transaction, std::string_view text, int limit);
std::int64_t count(sql::Transaction& transaction);

// What a register says of a subject (登记).
struct Registration {
    Party party;
    std::string registered_on;  // ISO, or empty.
    std::string kind;
    std::string division;
};
enum class Registered { added, unchanged, learned, renamed };
// All of a batch, in order; one answer each.
std::vector<Registered> register_all(ledger::Writing& writing, const access::Act& act,
                                     const std::vector<Registration>& batch);

// Refuse with "subject.unknown", "subject.code_taken", "subject.same" or "subject.merged".
Outcome rename(ledger::Writing& writing, const access::Act& act, SubjectId id, std::string name);
struct CodeCorrection {
    Identifier from;
    Identifier to;
};
Outcome correct_code(ledger::Writing& writing, const access::Act& act,
                     const CodeCorrection& wanted);
struct Merger {
    SubjectId gone = 0;
    SubjectId into = 0;
};
Outcome merge(ledger::Writing& writing, const access::Act& act, const Merger& merger);

void create_tables(sql::Connection& connection, sql::Connection::Half half);

// Remakes this room's tables from the log.
class Projection {
public:
    void see(const ledger::LoggedEvent& event, json::View open);
    void write(sql::Transaction& transaction);

private:
    struct Change {
        enum class Kind { rename, end_code, merge } kind;
        SubjectId subject;
        std::string text;  // The new name, or the code that ended.
        std::int64_t number = 0;
    };
    void learn(const ledger::LoggedEvent& event, json::View learned);

    sql::Rows subjects_{"subject (subject_id, name)", 2};
    sql::Rows identifiers_{"subject_identifier (value, scheme, subject_id, leaf_index)", 4};
    sql::Rows names_{"subject_name (leaf_index, subject_id, name)", 3};
    std::vector<Change> changes_;
};

}  // namespace xinheng::subject
