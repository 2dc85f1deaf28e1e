// The keys of sealed parts, in a store outside of the book: whoever destroys a key erases the parts
// of its event, while every proof of the rest stays whole. The store is backed up apart from the
// book and for a short term only: whoever can bring back a key can bring back its parts.
#pragma once

#include "base/sql.h"
#include "credit/ledger/part_cipher.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace xinheng::ledger {

class PartKeys {
public:
    // A path, or postgresql://… where several hosts write to one book. It is opened when it is
    // first asked, and made when the first key is kept. Throws Failure where it cannot be opened.
    explicit PartKeys(std::string where) : where_(std::move(where)) {}

    bool is_there();
    struct Kept {
        std::int64_t leaf_index = 0;
        PartKey key;
    };
    // Durable when it returns. They are the newest of the book: whatever stands at their index or
    // beyond is of a writing that was cut short.
    void keep(std::span<const Kept> keys);
    std::optional<PartKey> find(std::int64_t leaf_index);

    // In two steps, so that a power cut between them leaves the wish to destroy behind.
    void condemn(std::span<const std::int64_t> leaf_indices);
    std::vector<std::int64_t> condemned();
    void reprieve(std::int64_t leaf_index);
    void destroy(std::span<const std::int64_t> leaf_indices);

private:
    sql::Connection& made();
    void open(sql::Connection::Create create);
    void for_each(std::string_view statement, std::span<const std::int64_t> leaf_indices);

    std::string where_;
    std::unique_ptr<sql::Connection> connection_;
    bool is_found_ = false;
};

}  // namespace xinheng::ledger
