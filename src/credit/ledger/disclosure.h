// What of an event is shown to whom. An event is at most four parts, one per level of publicity
// (公开, 政务共享, 授权查询, 保密). The log holds one digest over the digests of its parts, so that
// whoever sees only some can still prove the whole, and learns of the rest not even whether it is
// there: an absent part is an empty text with a salt of its own.
#pragma once

#include "base/result.h"
#include "credit/ledger/suite.h"

#include <array>
#include <string>
#include <variant>

namespace xinheng::ledger {

struct Part {
    static constexpr std::size_t salt_size = 32;

    std::string salt;  // Random, so that the digest of a part tells nothing of a short text.
    std::string text;

    bool operator==(const Part&) const = default;
};

constexpr std::size_t part_count = 4;

struct Event {
    std::array<Part, part_count> parts;

    // With fresh salts.
    static Event of(std::array<std::string, part_count> texts);
};

using PartDigests = std::array<Digest, part_count>;

Digest part_digest(Suite suite, const Part& part);         // H(salt ‖ text)
Digest entry_of(Suite suite, const PartDigests& digests);  // H("xinheng/entry/1" ‖ D1 ‖ … ‖ D4)
Digest entry_of(Suite suite, const Event& event);

enum class Showing { withheld, shown };

// An event as one reader may see it: each part either whole or as its digest.
struct ShownEvent {
    static constexpr std::size_t size_limit_bytes = 4 << 20;

    std::array<std::variant<Digest, Part>, part_count> parts;

    static ShownEvent of(Suite suite, const Event& event,
                         const std::array<Showing, part_count>& showing);

    // The text of the part, or nothing where it is withheld.
    const Part* shown(std::size_t place) const { return std::get_if<Part>(&parts[place]); }

    // Canonical JSON (RFC 8785).
    std::string text() const;
    // Refuses with "shown_event.too_long", "shown_event.format", "shown_event.salt",
    // "shown_event.digest" or "shown_event.not_canonical".
    static Result<ShownEvent> parse(std::string_view text);

    bool operator==(const ShownEvent&) const = default;
};

Digest entry_of(Suite suite, const ShownEvent& event);

}  // namespace xinheng::ledger
