// A policy table: a small CSV with named columns, read whole. A column that is missing or unknown
// is an error, and so is a row whose `verified` is neither yes nor no.
#pragma once

#include "base/result.h"
#include "credit/catalogue/code_list.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace xinheng::catalogue {

class Table {
public:
    struct Line {
        std::uint64_t number = 0;
        const std::vector<std::string>* columns = nullptr;
        std::vector<std::string> cells;

        const std::string& operator[](std::string_view column) const;  // Empty where there is none.
        Verified verified() const
        {
            return (*this)["verified"] == "yes" ? Verified::yes : Verified::no;
        }
    };

    struct Columns {
        std::vector<std::string> required;
        std::vector<std::string> optional = {};
    };

    // Refuses with "table.columns" or "table.row".
    static Result<Table> parse(std::string csv, const Columns& columns);

    Table(Table&&) noexcept = default;
    Table& operator=(Table&&) noexcept = default;

    std::vector<Line> lines() const;

private:
    Table() = default;

    std::vector<std::string> columns_;
    std::vector<Line> lines_;
};

}  // namespace xinheng::catalogue
