#include "credit/ledger/ledger.h"

#include "base/json.h"
#include "credit/ledger/ledger_store.h"

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
    explicit State(sql::Connection& connection)
        : transaction(connection, sql::Mode::write),
          head(read_head(transaction)),
          appender(restored(transaction, head))
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

    sql::Transaction transaction;
    Head head;
    Appender appender;
    std::unordered_map<SubjectId, HistoryHead> histories;
    std::vector<LoggedEvent> appended;
    std::int64_t stored_size = head.size;
};

Writing::Writing(sql::Connection& connection) : state_(std::make_unique<State>(connection)) {}

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
        event.parts = parts_of(act, draft, open_tail(event, before), salts_of_event);
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
    state.transaction.commit();
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
