// The rows of a file, whatever a department has: CSV with any separator, JSON Lines, XLSX, XLS.
// What it is is told by its content, never by its name. Streamed: memory does not grow with the
// file, save for XLS, which has at most 65,536 rows and is refused beyond 128 MB.
#pragma once

#include "base/csv.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace xinheng::rows {

using csv::Limits;
// Its line is the row's number in a sheet. Beyond what is wrong with a row of CSV:
// "row.digits_lost", "row.broken_number", "row.formula_error", "row.formula_without_value",
// "row.external_link", "row.json", "row.nested", "row.unknown_key", "row.duplicate_key".
using csv::Row;

enum class Format { csv, json_lines, xlsx, xls };

struct Sheet {
    std::string name;
    bool is_hidden = false;
    bool is_form = false;  // The workbook itself says that this is the sheet to be read.
};

// The name by which a workbook points at that sheet.
constexpr std::string_view form_name = "xinheng.form";

class Reader {
public:
    // Refuses with the reasons of csv::Reader::open, "file.markup" (a page of HTML or XML under the
    // name of a spreadsheet), "file.json_array", "sheet.piped" (a workbook on standard input),
    // "sheet.broken", "sheet.zip_bomb", "sheet.encrypted", "sheet.macros", "sheet.binary",
    // "sheet.opendocument", "sheet.too_large", "sheet.none".
    static Result<Reader> open(const std::string& path, Limits limits = {});

    ~Reader();
    Reader(Reader&&) noexcept;
    Reader& operator=(Reader&&) noexcept;

    Format format() const;
    const std::vector<Sheet>& sheets() const;  // None of a text.
    // Begins at the first row of that sheet; the first sheet is chosen to begin with.
    Outcome choose(std::size_t sheet);

    // False at the end. An error that ends the reading early is in problem() then.
    bool next(Row& row);
    std::string_view problem() const;

    // How far the file has been read, for progress; total is 0 where it cannot be known.
    std::uint64_t bytes_read() const;
    std::uint64_t bytes_total() const;

private:
    struct State;
    explicit Reader(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace xinheng::rows
