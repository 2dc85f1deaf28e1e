#include "credit/ledger/ledger.h"

#include "base/failpoint.h"
#include "base/json.h"
#include "credit/ledger/ledger_store.h"

#include <algorithm>
#include <unordered_map>

namespace xinheng::ledger {

namespace {

constexpr std::string_view nothing = "{}";

// The public part is {"act":…,"body":…,"history":…,"kind":…,"subject":…}, the next
// {"act":…,"body":…}, the others {"body":…}.
Parts parts_of(const ActText& act, const Draft& draft, std::string_view tail,
               std::string_view salts)
{
    const auto salt = [&](std::size_t level) {
        return salts.substr(level * Part::salt_size, Part::salt_size);
    };
    const auto& bodies = draft.bodies;
    std::size_t size = 256 + act.open.size() + act.within_government.size() + tail.size();
    for (const auto& body : bodies) size += body.size();

    Parts parts;
    parts.reserve(size);
    parts.add(salt(0), {"{\"act\":", act.open, ",\"body\":",
                        bodies[0].empty() ? nothing : std::string_view(bodies[0]), tail});
    if (bodies[1].empty()) parts.add(salt(1), {"{\"act\":", act.within_government, "}"});
    else parts.add(salt(1), {"{\"act\":", act.within_government, ",\"body\":", bodies[1], "}"});
    for (std::size_t level = 2; level < part_count; ++level) {
        if (bodies[level].empty()) parts.add(salt(level), {});
        else parts.add(salt(level), {"{\"body\":", bodies[level], "}"});
    }
    return parts;
}

}  // namespace

std::string open_tail(const LoggedEvent& event, const HistoryHead& before)
{
    std::string tail = ",\"history\":{\"number\":";
    json::append_number(tail, before.number + 1);
    if (before.number > 0) tail += ",\"previous\":\"" + base64(before.entry.view()) + '"';
    tail += "},\"kind\":\"" + event.kind + "\",\"subject\":";
    json::append_number(tail, event.subject);
    tail += '}';
    return tail;
}

struct Writing::State {
    State(sql::Connection& connection, PartKeys* part_keys)
        : transaction(connection, sql::Mode::write),
          head(read_head(transaction)),
          appender(restored(transaction, head)),
          keys(part_keys)
    {}

    static Appender restored(sql::Transaction& transaction, const Head& head)
    {
        auto appender = Appender::restore(head.suite, static_cast<std::uint64_t>(head.size),
                                          tiles_in(transaction));
        if (!appender)
            throw Failure("the tiles of the log are not whole: " +
                          std::string(appender.error().reason) + ' ' + appender.error().detail);
        return std::move(appender).value();
    }

    void look_up_histories(std::span<const Draft> drafts)
    {
        std::vector<SubjectId> wanted;
        for (const auto& draft : drafts) {
            const bool is_here = draft.subject != new_subject && draft.subject < head.size;
            if (is_here && histories.try_emplace(draft.subject).second)
                wanted.push_back(draft.subject);
        }
        history_heads(transaction, wanted, [&](std::size_t which, const HistoryHead& found) {
            histories[wanted[which]] = found;
        });
    }

    // Under a key of its own, where something in it is to be sealed.
    Parts kept(LeafIndex leaf_index, Parts&& parts)
    {
        if (!parts.wants_sealing()) return std::move(parts);
        if (keys == nullptr) throw Failure("a part is to be sealed and there is no store of keys");
        fresh_keys.push_back({leaf_index, PartKey::fresh()});
        return parts.sealed(head.suite, fresh_keys.back().key);
    }

    const PartKey* fresh_key(LeafIndex leaf_index) const
    {
        const auto found =
            std::ranges::lower_bound(fresh_keys, leaf_index, {}, &PartKeys::Kept::leaf_index);
        const bool is_there = found != fresh_keys.end() && found->leaf_index == leaf_index;
        return is_there ? &found->key : nullptr;
    }

    sql::Transaction transaction;
    Head head;
    Appender appender;
    PartKeys* keys;
    std::vector<PartKeys::Kept> fresh_keys;  // In the order of the log.
    std::vector<LeafIndex> erased;
    std::unordered_map<SubjectId, HistoryHead> histories;
    std::vector<LoggedEvent> appended;
    std::int64_t stored_size = head.size;
};

Writing::Writing(sql::Connection& connection, PartKeys* keys)
    : state_(std::make_unique<State>(connection, keys))
{}

Writing::~Writing() = default;

LeafIndex Writing::append(const ActText& act, Draft draft)
{
    return append_all(act, {&draft, 1});
}

LeafIndex Writing::append_all(const ActText& act, std::span<const Draft> drafts)
{
    State& state = *state_;
    const LeafIndex first = state.head.size;
    state.look_up_histories(drafts);

    constexpr std::size_t salts_size = part_count * Part::salt_size;
    const std::string salts = random_bytes(drafts.size() * salts_size);
    std::vector<LoggedEvent> events(drafts.size());
    std::vector<Digest> entries(drafts.size());
    for (std::size_t index = 0; index < drafts.size(); ++index) {
        const Draft& draft = drafts[index];
        LoggedEvent& event = events[index];
        event.leaf_index = state.head.size++;
        event.subject = draft.subject == new_subject ? event.leaf_index : draft.subject;
        HistoryHead& before = state.histories[event.subject];
        event.history_number = before.number + 1;
        event.kind = draft.kind;
        const auto salts_of_event = std::string_view(salts).substr(index * salts_size, salts_size);
        event.parts = state.kept(event.leaf_index,
                                 parts_of(act, draft, open_tail(event, before), salts_of_event));
        event.entry = entry_of(state.head.suite, event.parts.digests(state.head.suite));
        entries[index] = event.entry;
        before = {event.history_number, event.entry};
    }

    state.appender.append(entries);
    store_events(state.transaction, events);
    std::move(events.begin(), events.end(), std::back_inserter(state.appended));
    return first;
}

LeafIndex Writing::next_leaf_index() const
{
    return state_->head.size;
}

LoggedEvent Writing::opened(LoggedEvent event) const
{
    if (!event.parts.has(Parts::Form::sealed)) return event;
    if (const auto* const key = state_->fresh_key(event.leaf_index)) {
        event.parts = event.parts.opened(state_->head.suite, *key).value();
        return event;
    }
    if (state_->keys == nullptr) throw Failure("a part is sealed and there is no store of keys");
    return ledger::opened(std::move(event), state_->head.suite, *state_->keys);
}

std::optional<LoggedEvent> Writing::opened_event_at(LeafIndex leaf_index)
{
    auto event = event_at(state_->transaction, leaf_index);
    if (event) event = opened(*std::move(event));
    return event;
}

void Writing::erase(std::span<const LeafIndex> leaf_indices)
{
    for (const auto leaf_index : leaf_indices) {
        const auto event = event_at(state_->transaction, leaf_index).value();
        store_parts(state_->transaction, leaf_index, event.parts.erased());
        state_->erased.push_back(leaf_index);
    }
}

std::vector<LoggedEvent> Writing::take_appended()
{
    return std::exchange(state_->appended, {});
}

sql::Transaction& Writing::sql()
{
    return state_->transaction;
}

void Writing::commit()
{
    State& state = *state_;
    if (state.head.size != state.stored_size) {
        for (const auto& update : state.appender.take_changed())
            store_tile(state.transaction, update);
        store_size(state.transaction, state.head.size);
    }
    if (!state.fresh_keys.empty()) state.keys->keep(state.fresh_keys);
    if (!state.erased.empty()) state.keys->condemn(state.erased);
    failpoint("keys.before_commit");
    state.transaction.commit();
    if (state.erased.empty()) return;
    failpoint("erase.before_destroy");
    state.keys->destroy(state.erased);
}

LoggedEvent opened(LoggedEvent event, Suite suite, PartKeys& keys)
{
    if (!event.parts.has(Parts::Form::sealed)) return event;
    const auto key = keys.find(event.leaf_index);
    auto parts = key ? event.parts.opened(suite, *key) : std::nullopt;
    if (!parts)
        throw Failure("the sealed parts of event " + std::to_string(event.leaf_index) +
                      (key ? " are not what was sealed" : " have no key"));
    event.parts = *std::move(parts);
    return event;
}

std::vector<LeafIndex> erased_by(const LoggedEvent& event)
{
    std::vector<LeafIndex> erased;
    if (!event.kind.ends_with(".erased")) return erased;
    const auto open = json::parse(event.parts.text(0)).value();
    if (const auto* const named = open["body"]["erased"].array())
        for (const auto& leaf_index : *named) erased.push_back(leaf_index.number_or(-1));
    return erased;
}

void finish_erasures(sql::Connection& connection, PartKeys& keys)
{
    if (keys.condemned().empty()) return;
    sql::Transaction transaction(connection, sql::Mode::write);
    for (const auto leaf_index : keys.condemned()) {
        const auto event = event_at(transaction, leaf_index);
        if (event && event->parts.has(Parts::Form::erased)) keys.destroy({&leaf_index, 1});
        else keys.reprieve(leaf_index);
    }
}

Result<Publishing> publishing(sql::Transaction& transaction)
{
    const Head head = read_head(transaction);
    const auto appender = TRY(Appender::restore(head.suite, static_cast<std::uint64_t>(head.size),
                                                tiles_in(transaction)));
    return Publishing{head.suite, {head.origin, appender.head(), {}}};
}

TileSource tiles_of(sql::Transaction& transaction)
{
    return tiles_in(transaction);
}

}  // namespace xinheng::ledger
