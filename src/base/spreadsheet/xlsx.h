// XLSX, one row after another. Private to rows.cpp.
#pragma once

#include "base/rows.h"

namespace xinheng::spreadsheet {

class XlsxReader {
public:
    static Result<XlsxReader> open(const std::string& path, rows::Limits limits);

    ~XlsxReader();
    XlsxReader(XlsxReader&&) noexcept;
    XlsxReader& operator=(XlsxReader&&) noexcept;

    const std::vector<rows::Sheet>& sheets() const;
    Outcome choose(std::size_t sheet);
    bool next(rows::Row& row);
    std::string_view problem() const;
    std::uint64_t bytes_read() const;
    std::uint64_t bytes_total() const;

private:
    struct State;
    explicit XlsxReader(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace xinheng::spreadsheet
