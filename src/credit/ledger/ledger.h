// The tamper-evident log (存证账本). It keeps events in order and proves that it did. What an event
// means is the business of the rooms that append it; the log sees subjects as numbers, kinds as
// words, and bodies as canonical JSON.
// Flow: begin a writing (which takes the head) → append → commit → publish a signed checkpoint.
// The format of every byte that is hashed stands in docs/ledger-format.md.
#pragma once

#include "base/date.h"
#include "base/digest.h"
#include "base/sql.h"
#include "credit/ledger/checkpoint.h"
#include "credit/ledger/disclosure.h"
#include "credit/ledger/part_keys.h"
#include "credit/ledger/parts.h"
#include "credit/ledger/tile.h"

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace xinheng::ledger {

using LeafIndex = std::int64_t;
using SubjectId = std::int64_t;

// The first event of a book is about the book itself; what the house does is filed under it.
constexpr SubjectId the_house = 0;
// In a draft: a subject not seen before. Its number is the index of the event that brings it.
constexpr SubjectId new_subject = -1;

// Who acts, as it goes on the log: what anybody may see, and what stays within the government.
struct ActText {
    std::string open;
    std::string within_government;
};

// The event before another in its subject's history; number 0 where there is none.
struct HistoryHead {
    std::int64_t number = 0;
    Digest entry;
};

// An event before it has its place. `bodies` are canonical JSON objects, one for each level of
// publicity (public, government-shared, on authorisation, secret); empty where there is nothing.
// The last two are sealed under a key of the event's own.
struct Draft {
    SubjectId subject = the_house;
    std::string_view kind;
    std::array<std::string, part_count> bodies;
};

// An event with its place.
struct LoggedEvent {
    LeafIndex leaf_index = 0;
    SubjectId subject = the_house;
    std::int64_t history_number = 0;  // 1 is the subject's first event.
    std::string kind;
    Digest entry;
    Parts parts;
};

// What the public part of an event ends with: its place in its subject's history, its kind and its
// subject. So none of them can be changed beside the part.
std::string open_tail(const LoggedEvent& event, const HistoryHead& before);

// A write in progress: it holds the head of the log until it ends, so writes are serial.
class Writing {
public:
    // Throws Failure where the store holds no book. Without keys, nothing can be sealed.
    explicit Writing(sql::Connection& connection, PartKeys* keys = nullptr);
    ~Writing();
    Writing(const Writing&) = delete;
    Writing& operator=(const Writing&) = delete;

    LeafIndex append(const ActText& act, Draft draft);
    // The index of the first; the others follow it.
    LeafIndex append_all(const ActText& act, std::span<const Draft> drafts);

    // The index that the next event will have.
    LeafIndex next_leaf_index() const;

    // With its sealed parts opened, also those that this writing appended.
    LoggedEvent opened(LoggedEvent event) const;
    std::optional<LoggedEvent> opened_event_at(LeafIndex leaf_index);

    // Erases the sealed parts of these events: with the commit they leave the book, and after it
    // their keys are destroyed. The caller appends an event whose kind ends in ".erased" and whose
    // body names the same events in "erased", so that it is seen that something was there.
    void erase(std::span<const LeafIndex> leaf_indices);

    // What was appended since the last call, for the projections.
    std::vector<LoggedEvent> take_appended();

    sql::Transaction& sql();
    void commit();  // All of it, or nothing.

private:
    struct State;
    std::unique_ptr<State> state_;
};

// Makes the log's tables in an empty store. The origin is the name of the log and of its key.
struct Beginning {
    Suite suite;
    std::string origin;
};
void create_tables(sql::Connection& connection, const Beginning& beginning);
std::uint64_t size_of(sql::Transaction& transaction);
Suite suite_of(sql::Transaction& transaction);
std::string origin_of(sql::Transaction& transaction);

// The log goes on under another name. Its checkpoints under the old one are no longer its own.
void rename_log(Writing& writing, std::string_view origin);

// The log as a checkpoint would state it now.
struct Publishing {
    Suite suite;
    Checkpoint checkpoint;
};
// Refuses with "tile.missing" and the reasons of Appender::restore where the tiles are not whole.
Result<Publishing> publishing(sql::Transaction& transaction);

void store_checkpoint(sql::Transaction& transaction, std::uint64_t size, std::string_view note);
std::optional<std::string> newest_checkpoint(sql::Transaction& transaction);
void each_checkpoint(sql::Transaction& transaction,
                     const std::function<void(std::uint64_t, std::string_view)>& on_checkpoint);

// The tiles of the book; refuses with "tile.missing". It refers to the transaction.
TileSource tiles_of(sql::Transaction& transaction);

// With its sealed parts opened. Throws Failure where a key is missing or is another's.
LoggedEvent opened(LoggedEvent event, Suite suite, PartKeys& keys);
// The events that this one says were erased; none where it is of another kind.
std::vector<LeafIndex> erased_by(const LoggedEvent& event);
// Destroys the keys that an erasure which was cut short has left, and spares those of one that was
// never committed. It takes the head of the log where there are any.
void finish_erasures(sql::Connection& connection, PartKeys& keys);

std::optional<SubjectId> subject_at(sql::Transaction& transaction, LeafIndex leaf_index);
std::optional<LoggedEvent> event_at(sql::Transaction& transaction, LeafIndex leaf_index);

// A stretch of the log: from the first index up to, not including, the last.
struct Stretch {
    LeafIndex from = 0;
    LeafIndex to = 0;
};
using OnEvent = std::function<void(LoggedEvent&&)>;
void each_event(sql::Transaction& transaction, Stretch stretch, const OnEvent& on_event);

// For verifying: an event outside of the stated size of the log, and a tile that is none of its
// tiles, or longer or shorter than it should be.
std::optional<LeafIndex> stray_event(sql::Transaction& transaction);
std::optional<std::string> stray_tile(sql::Transaction& transaction);

// A subject's events before that index, oldest first.
std::vector<LoggedEvent> history_of(sql::Transaction& transaction, SubjectId subject,
                                    LeafIndex before);

}  // namespace xinheng::ledger
