// Columns that line up on a terminal, also where a Han character takes two places.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace xinheng::cli {

class Table {
public:
    explicit Table(std::vector<std::string> headings) { add(std::move(headings)); }

    void add(std::vector<std::string> cells);
    bool empty() const { return rows_.size() < 2; }
    void print(std::ostream& out) const;

private:
    static constexpr std::size_t widest_column = 44;

    std::vector<std::vector<std::string>> rows_;
    std::vector<std::size_t> widths_;
};

}  // namespace xinheng::cli
