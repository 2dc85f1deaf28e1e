#include "base/sql_rows.h"

#include <cstring>

namespace xinheng::sql {

std::string_view Rows::kept(std::string_view bytes)
{
    if (bytes.empty()) return "";
    if (bytes.size() > block_bytes / 4) {
        // Large ones get a block of their own, before the one that is being filled.
        auto block = std::make_unique<char[]>(bytes.size());
        std::memcpy(block.get(), bytes.data(), bytes.size());
        const std::string_view view(block.get(), bytes.size());
        blocks_.insert(blocks_.begin(), std::move(block));
        return view;
    }
    if (block_used_ + bytes.size() > block_bytes) {
        blocks_.push_back(std::make_unique<char[]>(block_bytes));
        block_used_ = 0;
    }
    char* const place = blocks_.back().get() + block_used_;
    std::memcpy(place, bytes.data(), bytes.size());
    block_used_ += bytes.size();
    return {place, bytes.size()};
}

Rows& Rows::number(std::int64_t number)
{
    values_.emplace_back(number);
    return *this;
}

Rows& Rows::text(std::string_view text)
{
    values_.emplace_back(kept(text));
    return *this;
}

Rows& Rows::bytes(std::string_view bytes)
{
    values_.emplace_back(Bytes{kept(bytes)});
    return *this;
}

Rows& Rows::null()
{
    values_.emplace_back(Null{});
    return *this;
}

void Rows::write(Connection& connection)
{
    if (values_.empty()) return;
    connection.insert_all(table_, column_count_, values_);
    values_.clear();
    blocks_.clear();
    block_used_ = block_bytes;
}

}  // namespace xinheng::sql
