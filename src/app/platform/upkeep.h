// Keeping a book: remaking what follows from the log, and proving that nothing in it was changed.
#pragma once

#include "app/platform/platform.h"

#include <functional>
#include <optional>

namespace xinheng {

struct Progress {
    std::int64_t done = 0;
    std::int64_t total = 0;
};
using OnProgress = std::function<void(const Progress&)>;

// Remakes every projection from the events. All of it, or nothing.
void rebuild(Platform& platform, const OnProgress& on_progress);

// Every projection as lines of text, sorted by key: equal for equal books.
void dump(sql::Connection& connection, const std::function<void(std::string_view)>& on_line);

struct Fault {
    std::string_view reason;  // "ledger.entry"
    std::string where;        // "event 17", "tile/0/003", "record: …"
};

// Re-reads everything: events → entries → leaves → tiles → checkpoints and the exported files, then
// projections → events. Stops at the first thing that is wrong. Without a key the signatures are
// taken as the book's own key says.
struct Verified {
    std::uint64_t size = 0;
    Digest root;
    std::optional<Fault> fault;
    // Events whose sealed parts were not checked, because this host has no keys of parts.
    std::int64_t unopened_count = 0;
};
Verified verify_book(Platform& platform, const OnProgress& on_progress);

}  // namespace xinheng
