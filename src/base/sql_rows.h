// Rows on their way into a table: kept together, then written in one go.
#pragma once

#include "base/sql.h"

#include <memory>
#include <vector>

namespace xinheng::sql {

class Rows {
public:
    // `table` is "name (column, column)".
    Rows(std::string_view table, std::size_t column_count)
        : table_(table), column_count_(column_count)
    {}

    Rows& number(std::int64_t number);
    Rows& text(std::string_view text);    // Copied.
    Rows& bytes(std::string_view bytes);  // Copied.
    Rows& null();

    bool empty() const { return values_.empty(); }
    std::size_t count() const { return values_.size() / column_count_; }

    // Writes the rows and forgets them.
    void write(Connection& connection);

private:
    std::string_view kept(std::string_view bytes);

    static constexpr std::size_t block_bytes = 1 << 18;

    std::string table_;
    std::size_t column_count_;
    std::vector<Parameter> values_;
    std::vector<std::unique_ptr<char[]>> blocks_;
    std::size_t block_used_ = block_bytes;
};

}  // namespace xinheng::sql
