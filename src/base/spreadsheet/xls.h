// XLS, the workbook of before 2007. Private to rows.cpp.
#pragma once

#include "base/rows.h"

namespace xinheng::spreadsheet {

class XlsReader {
public:
    static Result<XlsReader> open(const std::string& path, rows::Limits limits);

    ~XlsReader();
    XlsReader(XlsReader&&) noexcept;
    XlsReader& operator=(XlsReader&&) noexcept;

    const std::vector<rows::Sheet>& sheets() const;
    Outcome choose(std::size_t sheet);
    bool next(rows::Row& row);
    std::string_view problem() const;
    std::uint64_t bytes_read() const;
    std::uint64_t bytes_total() const;

private:
    struct State;
    explicit XlsReader(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace xinheng::spreadsheet
