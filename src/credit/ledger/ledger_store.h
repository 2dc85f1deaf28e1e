#pragma once

#include "credit/ledger/checkpoint.h"
#include "credit/ledger/ledger.h"
#include "credit/ledger/tile.h"

namespace xinheng::ledger {

struct Head {
    Suite suite;
    std::string origin;
    std::int64_t size = 0;
};
Head read_head(sql::Transaction& transaction);
void store_size(sql::Transaction& transaction, std::int64_t size);

// The tiles of the book, cut to the width asked for.
TileSource tiles_in(sql::Transaction& transaction);
void store_tile(sql::Transaction& transaction, const TileUpdate& update);

using OnHistoryHead = std::function<void(std::size_t which, const HistoryHead&)>;
void history_heads(sql::Transaction& transaction, std::span<const SubjectId> subjects,
                   const OnHistoryHead& on_head);

void store_parts(sql::Transaction& transaction, LeafIndex leaf_index, const Parts& parts);
void store_events(sql::Transaction& transaction, std::span<const LoggedEvent> events);

}  // namespace xinheng::ledger
