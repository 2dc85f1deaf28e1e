// Entering facts: what a row does to what is on record already. Equal rows change nothing; a row
// that differs from its record is a proposed correction; the same key with another date of
// decision is a conflict and never a correction. A row that says that its record was revoked is a
// proposed withdrawal, and one that acts on a record that is not there is refused.
#include "credit/record/record_event.h"

#include <algorithm>
#include <unordered_map>

namespace xinheng::record {

namespace {

// What the batch itself has entered, for the rows after it.
struct Fresh {
    RecordId record;
    const Entry* entry;
    std::vector<const Entry*> proposed;
};

class Entering {
public:
    Entering(ledger::Writing& writing, const access::Act& act, const Batch& batch)
        : writing_(writing), act_(act), batch_(batch), resolver_(writing.sql())
    {}

    std::vector<Entered> run()
    {
        resolve_known();
        drafts_.reserve(batch_.entries.size());
        std::vector<Entered> answers;
        answers.reserve(batch_.entries.size());
        for (std::size_t row = 0; row < batch_.entries.size(); ++row) answers.push_back(enter(row));
        append_entered();
        propose_corrections();
        propose_withdrawals();
        return answers;
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

    void resolve_known()
    {
        std::vector<const subject::Party*> parties;
        for (const auto& entry : batch_.entries) parties.push_back(&entry.party);
        resolver_.look_up(parties);

        std::vector<Place> places;
        std::vector<std::size_t> rows;
        for (std::size_t row = 0; row < batch_.entries.size(); ++row) {
            const Entry& entry = batch_.entries[row];
            digests_.push_back(key_digest(entry.class_code, entry.key));
            const auto id = resolver_.known_subject(entry.party);
            if (!id) continue;
            places.push_back({*id, digests_.back()});
            rows.push_back(row);
        }
        lines_.resize(batch_.entries.size());
        find_places(writing_.sql(), places, [&](std::size_t which, const Line& line) {
            if (!lines_[rows[which]]) lines_[rows[which]] = line;
        });
    }

    Entered enter(std::size_t row)
    {
        const Entry& entry = batch_.entries[row];
        const auto resolution = resolver_.resolve(entry.party);
        const auto next =
            writing_.next_leaf_index() + static_cast<ledger::LeafIndex>(drafts_.size());
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
        fresh_.emplace(key, Fresh{next, &entry, {}});
        drafts_.push_back(entry_draft(entry, batch_, resolution));
        return {Entered::Outcome::entered, next, resolution.warnings};
    }

    Entered meet_fresh(Fresh& fresh, const Entry& entry)
    {
        if (entry.decided != fresh.entry->decided)
            return {Entered::Outcome::conflict, fresh.record, {}};
        if (entry.contents == fresh.entry->contents)
            return {Entered::Outcome::unchanged, fresh.record, {}};
        for (const Entry* proposed : fresh.proposed)
            if (proposed->contents == entry.contents)
                return {Entered::Outcome::unchanged, fresh.record, {}};

        fresh.proposed.push_back(&entry);
        corrections_.push_back({fresh.record, &entry});
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

        fresh_.emplace(Key{line.subject, key_digest(entry.class_code, entry.key)},
                       Fresh{line.id, &entry, {&entry}});
        corrections_.push_back({line.id, &entry});
        return {Entered::Outcome::correction_proposed, line.id, {}};
    }

    static Line line_of_fresh(const Key& key, const Fresh& fresh)
    {
        Line line;
        line.id = fresh.record;
        line.subject = key.subject;
        line.version_leaf = fresh.record;
        line.decided = fresh.entry->decided;
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
        const auto is_it = [&line](const Withdrawal& one) { return one.line.id == line.id; };
        if (std::ranges::any_of(access::waiting_about(writing_.sql(), line.id), waits) ||
            std::ranges::any_of(withdrawals_, is_it))
            return {Entered::Outcome::unchanged, line.id, {}};

        withdrawals_.push_back({line, &entry});
        return {Entered::Outcome::withdrawal_proposed, line.id, {}};
    }

    // Equal to any version there was, or to one that waits for approval.
    bool is_known(const Line& line, const Entry& entry)
    {
        const auto newest = ledger::event_at(writing_.sql(), line.version_leaf);
        if (newest && contents_of(*newest) == entry.contents) return true;
        if (line.versions > 1)
            for (const auto& event : trace(writing_.sql(), line.id))
                if (contents_of(event) == entry.contents) return true;
        for (const auto& proposal : access::waiting_about(writing_.sql(), line.id)) {
            const auto event = ledger::event_at(writing_.sql(), proposal.id);
            if (event && contents_of(*event) == entry.contents) return true;
        }
        return false;
    }

    void append_entered() { writing_.append_all(access::text_of(act_), drafts_); }

    void propose_corrections()
    {
        for (const auto& correction : corrections_) {
            Line line;
            line.id = correction.record;
            const auto event = ledger::event_at(writing_.sql(), correction.record);
            line.subject = event->subject;
            const auto known = line_of(writing_.sql(), correction.record);
            line.version_leaf = known ? known->version_leaf : correction.record;
            access::propose(writing_, act_, correction_wish(line, *correction.entry));
        }
    }

    // The reason is what the row says.
    void propose_withdrawals()
    {
        for (const auto& [line, entry] : withdrawals_) {
            access::Act act = act_;
            act.why = entry->effect_reason;
            access::propose(writing_, act, withdrawal_wish(line));
        }
    }

    struct Withdrawal {
        Line line;
        const Entry* entry;
    };

    struct Correction {
        RecordId record;
        const Entry* entry;
    };

    ledger::Writing& writing_;
    const access::Act& act_;
    const Batch& batch_;
    subject::Resolver resolver_;
    std::vector<std::int64_t> digests_;
    std::vector<std::optional<Line>> lines_;
    std::unordered_map<Key, Fresh, HashOfKey> fresh_;
    std::vector<ledger::Draft> drafts_;
    std::vector<Correction> corrections_;
    std::vector<Withdrawal> withdrawals_;
};

}  // namespace

std::vector<Entered> enter_all(ledger::Writing& writing, const access::Act& act, const Batch& batch)
{
    return Entering(writing, act, batch).run();
}

}  // namespace xinheng::record
