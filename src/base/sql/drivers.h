// Private to base/sql: how Connection::open finds its two drivers.
#pragma once

#include "base/sql.h"

namespace xinheng::sql {

Result<std::unique_ptr<Connection>> open_sqlite(const std::string& path, Connection::Create create);
Result<std::unique_ptr<Connection>> open_postgresql(const std::string& url);

// The schema in the words of one store.
struct Words {
    std::string_view order_key;
    std::string_view bytes;
    std::string_view clustered;
    bool is_postgresql;
};
std::string translated(std::string_view schema, const Words& words);

std::string order_by_all(std::size_t column_count);  // " ORDER BY 1,2,3"

}  // namespace xinheng::sql
