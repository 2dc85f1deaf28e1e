#pragma once

#include "credit/record/record.h"

#include <functional>
#include <span>

namespace xinheng::record {

// Where a record stands in the table.
struct Line {
    RecordId id = 0;
    ledger::SubjectId subject = 0;
    Standing standing = Standing::effective;
    Date decided;
    int versions = 1;
    ledger::LeafIndex version_leaf = 0;
};

std::int64_t key_digest(std::string_view class_code, std::string_view key);
Standing standing_named(std::string_view name);

std::optional<Line> line_of(sql::Transaction& transaction, RecordId id);

struct Place {
    ledger::SubjectId subject;
    std::int64_t key_digest;
};
using OnLine = std::function<void(std::size_t which, const Line&)>;
void find_places(sql::Transaction& transaction, std::span<const Place> places,
                 const OnLine& on_line);

// A record's row: by its subject, and its number.
struct RowKey {
    ledger::SubjectId subject;
    RecordId id;
};
std::vector<RowKey> awaiting_release(sql::Transaction& transaction, ledger::LeafIndex submission);

void store_standing(sql::Transaction& transaction, RowKey key, Standing standing);
struct Version {
    RowKey key;
    ledger::LeafIndex leaf;
    std::int64_t decided;
};
void store_version(sql::Transaction& transaction, const Version& version);
void store_release(sql::Transaction& transaction, RecordId id);

}  // namespace xinheng::record
