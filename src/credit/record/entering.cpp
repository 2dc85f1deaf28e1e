// Entering facts: what a row does to what is on record already. Equal rows change nothing; a row
// that differs from its record is a proposed correction; the same key with another date of
// decision is a conflict and never a correction. A row that says that its record was revoked is a
// proposed withdrawal, and one that acts on a record that is not there is refused.
#include "base/digest.h"
#include "credit/record/record_event.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace xinheng::record {

namespace {

Digest digest_of(const Texts& contents)
{
    std::string bytes;
    for (const auto& content : contents) bytes += content + '\n';
    return sha256(bytes);
}

// What a row holds, for rows after it to be compared with.
class Seen {
public:
    explicit Seen(const Entry& entry) : entry_(&entry) {}

    bool equals(const Entry& other) const
    {
        return entry_ ? entry_->contents == other.contents : digest_ == digest_of(other.contents);
    }
    void outlive_its_batch()
    {
        if (entry_) digest_ = digest_of(std::exchange(entry_, nullptr)->contents);
    }

private:
    const Entry* entry_;
    Digest digest_;
};

// What has just been entered, for the rows after it.
struct Fresh {
    RecordId record;
    Date decided;
    Seen contents;
    std::vector<Seen> proposed;
};

struct Addition {
    const Entry* entry;
    subject::Resolution resolution;
};
struct Correction {
    RecordId record;
    const Entry* entry;
};
struct Withdrawal {
    Line line;
    const Entry* entry;
};

}  // namespace

// Tells what each row is beside the record and the rows before it. It reads, and changes nothing.
class Meeting {
public:
    // Opens the sealed parts of an event.
    using Open = std::function<ledger::LoggedEvent(ledger::LoggedEvent)>;

    Meeting(sql::Transaction& transaction, Open open)
        : transaction_(transaction), open_(std::move(open)), resolver_(transaction)
    {}

    struct Met {
        std::vector<Entered> answers;
        std::vector<Addition> additions;
        std::vector<Correction> corrections;
        std::vector<Withdrawal> withdrawals;
    };
    // What it answers with refers to the entries. The first addition will be number `next`.
    Met meet(const std::vector<Entry>& entries, ledger::LeafIndex next)
    {
        met_ = {};
        next_ = next;
        resolve_known(entries);
        met_.answers.reserve(entries.size());
        met_.additions.reserve(entries.size());
        for (std::size_t row = 0; row < entries.size(); ++row)
            met_.answers.push_back(enter(entries[row], row));
        return std::move(met_);
    }

    // The entries that were met may go.
    void outlive_batch()
    {
        for (Fresh* const fresh : touched_) {
            fresh->contents.outlive_its_batch();
            for (Seen& proposed : fresh->proposed) proposed.outlive_its_batch();
        }
        touched_.clear();
    }

private:
    struct Key {
        ledger::SubjectId subject;
        std::int64_t key_digest;
        bool operator==(const Key&) const = default;
    };
    struct HashOfKey {
        std::size_t operator()(const Key& key) const
        {
            return static_cast<std::size_t>(key.key_digest) ^ static_cast<std::size_t>(key.subject);
        }
    };

    void resolve_known(const std::vector<Entry>& entries)
    {
        std::vector<const subject::Party*> parties;
        for (const auto& entry : entries) parties.push_back(&entry.party);
        resolver_.look_up(parties);

        std::vector<Place> places;
        std::vector<std::size_t> rows;
        digests_.clear();
        for (std::size_t row = 0; row < entries.size(); ++row) {
            const Entry& entry = entries[row];
            digests_.push_back(key_digest(entry.class_code, entry.key));
            const auto id = resolver_.known_subject(entry.party);
            if (!id) continue;
            places.push_back({*id, digests_.back()});
            rows.push_back(row);
        }
        lines_.assign(entries.size(), std::nullopt);
        find_places(transaction_, places, [&](std::size_t which, const Line& line) {
            if (!lines_[rows[which]]) lines_[rows[which]] = line;
        });
    }

    Entered enter(const Entry& entry, std::size_t row)
    {
        auto resolution = resolver_.resolve(entry.party);
        const auto next = next_ + static_cast<ledger::LeafIndex>(met_.additions.size());
        const bool is_new = resolution.subject == ledger::new_subject;
        const Key key{is_new ? next : resolution.subject, digests_[row]};

        const auto fresh = fresh_.find(key);
        if (entry.effect == Effect::withdraws) {
            if (lines_[row]) return withdraw(*lines_[row], entry);
            if (fresh == fresh_.end()) return {Entered::Outcome::no_earlier, 0, {}};
            return withdraw(line_of_fresh(key, fresh->second), entry);
        }
        if (lines_[row] && is_known(*lines_[row], entry)) return same_as(*lines_[row]);
        if (fresh != fresh_.end()) return meet_fresh(fresh->second, entry);
        if (lines_[row]) return differ_from(*lines_[row], entry);
        if (entry.effect == Effect::changes) return {Entered::Outcome::no_earlier, 0, {}};

        resolver_.remember(entry.party, key.subject);
        add_fresh(key, {next, entry.decided, Seen(entry), {}});
        Entered answer{Entered::Outcome::entered, next, resolution.warnings};
        met_.additions.push_back({&entry, std::move(resolution)});
        return answer;
    }

    void add_fresh(const Key& key, Fresh fresh)
    {
        touched_.push_back(&fresh_.emplace(key, std::move(fresh)).first->second);
    }

    Entered meet_fresh(Fresh& fresh, const Entry& entry)
    {
        if (entry.decided != fresh.decided) return {Entered::Outcome::conflict, fresh.record, {}};
        if (fresh.contents.equals(entry)) return {Entered::Outcome::unchanged, fresh.record, {}};
        for (const Seen& proposed : fresh.proposed)
            if (proposed.equals(entry)) return {Entered::Outcome::unchanged, fresh.record, {}};

        fresh.proposed.emplace_back(entry);
        touched_.push_back(&fresh);
        met_.corrections.push_back({fresh.record, &entry});
        return {Entered::Outcome::correction_proposed, fresh.record, {}};
    }

    static Entered same_as(const Line& line)
    {
        const bool is_withdrawn = line.standing == Standing::withdrawn;
        return {is_withdrawn ? Entered::Outcome::of_withdrawn : Entered::Outcome::unchanged,
                line.id,
                {}};
    }

    Entered differ_from(const Line& line, const Entry& entry)
    {
        if (entry.decided != line.decided) return {Entered::Outcome::conflict, line.id, {}};
        if (line.standing == Standing::withdrawn)
            return {Entered::Outcome::of_withdrawn, line.id, {}};

        add_fresh({line.subject, key_digest(entry.class_code, entry.key)},
                  {line.id, entry.decided, Seen(entry), {}});
        met_.corrections.push_back({line.id, &entry});
        return {Entered::Outcome::correction_proposed, line.id, {}};
    }

    static Line line_of_fresh(const Key& key, const Fresh& fresh)
    {
        Line line;
        line.id = fresh.record;
        line.subject = key.subject;
        line.version_leaf = fresh.record;
        line.decided = fresh.decided;
        return line;
    }

    Entered withdraw(const Line& line, const Entry& entry)
    {
        if (entry.decided != line.decided) return {Entered::Outcome::conflict, line.id, {}};
        if (line.standing == Standing::withdrawn)
            return {Entered::Outcome::of_withdrawn, line.id, {}};
        const auto waits = [](const access::Proposal& one) {
            return one.kind == "record.withdraw";
        };
        if (std::ranges::any_of(access::waiting_about(transaction_, line.id), waits) ||
            !withdrawn_.insert(line.id).second)
            return {Entered::Outcome::unchanged, line.id, {}};

        met_.withdrawals.push_back({line, &entry});
        return {Entered::Outcome::withdrawal_proposed, line.id, {}};
    }

    // Equal to any version there was, or to one that waits for approval.
    bool is_known(const Line& line, const Entry& entry)
    {
        const auto newest = ledger::event_at(transaction_, line.version_leaf);
        if (newest && brings(open_(*newest), entry.contents)) return true;
        if (line.versions > 1)
            for (const auto& event : trace(transaction_, line.id))
                if (brings(open_(event), entry.contents)) return true;
        for (const auto& proposal : access::waiting_about(transaction_, line.id)) {
            const auto event = ledger::event_at(transaction_, proposal.id);
            if (event && brings(open_(*event), entry.contents)) return true;
        }
        return false;
    }

    sql::Transaction& transaction_;
    Open open_;
    subject::Resolver resolver_;
    ledger::LeafIndex next_ = 0;
    std::vector<std::int64_t> digests_;
    std::vector<std::optional<Line>> lines_;
    std::unordered_map<Key, Fresh, HashOfKey> fresh_;
    std::vector<Fresh*> touched_;
    std::unordered_set<RecordId> withdrawn_;
    Met met_;
};

namespace {

void propose_corrections(ledger::Writing& writing, const access::Act& act,
                         const std::vector<Correction>& corrections)
{
    for (const auto& correction : corrections) {
        Line line;
        line.id = correction.record;
        const auto event = ledger::event_at(writing.sql(), correction.record);
        line.subject = event->subject;
        const auto known = line_of(writing.sql(), correction.record);
        line.version_leaf = known ? known->version_leaf : correction.record;
        access::propose(writing, act, correction_wish(line, *correction.entry));
    }
}

// The reason is what the row says.
void propose_withdrawals(ledger::Writing& writing, access::Act act,
                         const std::vector<Withdrawal>& withdrawals)
{
    for (const auto& [line, entry] : withdrawals) {
        act.why = entry->effect_reason;
        access::propose(writing, act, withdrawal_wish(line));
    }
}

}  // namespace

std::vector<Entered> enter_all(ledger::Writing& writing, const access::Act& act, const Batch& batch)
{
    const auto open = [&](ledger::LoggedEvent event) { return writing.opened(std::move(event)); };
    auto met = Meeting(writing.sql(), open).meet(batch.entries, writing.next_leaf_index());
    std::vector<ledger::Draft> drafts;
    drafts.reserve(met.additions.size());
    for (const auto& added : met.additions)
        drafts.push_back(entry_draft(*added.entry, batch, added.resolution));
    writing.append_all(access::text_of(act), drafts);
    propose_corrections(writing, act, met.corrections);
    propose_withdrawals(writing, act, met.withdrawals);
    return std::move(met.answers);
}

Rehearsal::Rehearsal(sql::Transaction& transaction, ledger::PartKeys& keys)
    : meeting_(std::make_unique<Meeting>(
          transaction, [&keys, suite = ledger::suite_of(transaction)](ledger::LoggedEvent event) {
              return ledger::opened(std::move(event), suite, keys);
          }))
{}
Rehearsal::~Rehearsal() = default;

std::vector<Entered> Rehearsal::enter_all(const std::vector<Entry>& entries)
{
    // Beyond every number of the log, so that none is taken for a record that is there.
    constexpr auto first_number = std::numeric_limits<ledger::LeafIndex>::max() / 2;
    auto met = meeting_->meet(entries, first_number + entered_);
    meeting_->outlive_batch();
    entered_ += static_cast<ledger::LeafIndex>(met.additions.size());
    for (Entered& answer : met.answers)
        if (answer.record >= first_number) answer.record = 0;
    return std::move(met.answers);
}

}  // namespace xinheng::record
