#include "credit/ledger/ledger.h"

#include "base/json.h"
#include "credit/ledger/ledger_store.h"

#include <unordered_map>

namespace xinheng::ledger {

namespace {

// {"act":…,"body":…,"history":…,"kind":…,"subject":…}
std::string open_text(const ActText& act, const std::string& body, std::string_view tail)
{
    std::string text;
    text.reserve(body.size() + act.open.size() + tail.size() + 32);
    text += "{\"act\":";
    text += act.open;
    text += ",\"body\":";
    text += body.empty() ? "{}" : body;
    text += tail;
    return text;
}

std::string shared_text(const ActText& act, const std::string& body)
{
    std::string text = "{\"act\":" + act.within_government;
    if (!body.empty()) text += ",\"body\":" + body;
    return text + '}';
}

std::string inner_text(const std::string& body)
{
    return body.empty() ? std::string() : "{\"body\":" + body + '}';
}

Parts parts_of(const ActText& act, const Draft& draft, std::string_view tail)
{
    Parts parts;
    parts[0].text = open_text(act, draft.bodies[0], tail);
    parts[1].text = shared_text(act, draft.bodies[1]);
    for (std::size_t level = 2; level < part_count; ++level)
        parts[level].text = inner_text(draft.bodies[level]);
    return parts;
}

PartDigests digests_of(Suite suite, const Parts& parts)
{
    PartDigests digests;
    for (std::size_t level = 0; level < part_count; ++level)
        digests[level] = part_digest(suite, parts[level]);
    return digests;
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

    const std::string salts = random_bytes(drafts.size() * part_count * Part::salt_size);
    std::string_view unused = salts;
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
        event.parts = parts_of(act, draft, open_tail(event, before));
        for (auto& part : event.parts) {
            part.salt = unused.substr(0, Part::salt_size);
            unused.remove_prefix(Part::salt_size);
        }
        event.entry = entry_of(state.head.suite, digests_of(state.head.suite, event.parts));
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

std::string packed(const Parts& parts)
{
    std::size_t size = 0;
    for (const auto& part : parts) size += 1 + Part::salt_size + 4 + part.text.size();
    std::string bytes;
    bytes.reserve(size);
    for (const auto& part : parts) {
        bytes += '\0';  // The form: as it was written.
        bytes += part.salt;
        for (int shift = 0; shift < 32; shift += 8)
            bytes += static_cast<char>(part.text.size() >> shift & 0xff);
        bytes += part.text;
    }
    return bytes;
}

Parts unpacked(std::string_view bytes)
{
    Parts parts;
    const auto take = [&](std::size_t count) {
        if (count > bytes.size()) throw Failure("the parts of an event end too early");
        const std::string_view taken = bytes.substr(0, count);
        bytes.remove_prefix(count);
        return taken;
    };
    for (auto& part : parts) {
        if (take(1)[0] != '\0') throw Failure("the part of an event has an unknown form");
        part.salt = take(Part::salt_size);
        std::size_t length = 0;
        const std::string_view length_bytes = take(4);
        for (std::size_t byte = 0; byte < 4; ++byte)
            length |= std::size_t{static_cast<unsigned char>(length_bytes[byte])} << (8 * byte);
        part.text = take(length);
    }
    if (!bytes.empty()) throw Failure("the parts of an event are followed by something else");
    return parts;
}

}  // namespace xinheng::ledger
