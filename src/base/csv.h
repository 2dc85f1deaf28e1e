// CSV (RFC 4180) as departments send it: UTF-8 with or without a byte-order mark or GB18030, plain
// or gzip, CRLF or LF, any usual separator, streamed in memory that does not grow with the file.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace xinheng::csv {

struct Limits {
    std::size_t row_bytes = 1 << 20;
    std::size_t columns = 1024;
    std::size_t block_bytes = 256 << 10;  // How much of the file is read at a time.
    // Of what a gzip holds: 17 million rows of 1 KB, so that a small file cannot keep the program
    // busy for hours. Its ratio says nothing: an honest table of rows that are nearly alike shrinks
    // to a few hundredths, and gzip itself reaches no more than 1032 to 1. A larger table comes in
    // parts, or unpacked: then it is as large as it looks.
    std::uint64_t unpacked_bytes = std::uint64_t{16} << 30;
};

enum class Encoding { utf8, gb18030 };
// Recognised: the one of comma, semicolon, tab and | by which the first rows are of one width.
enum class Separator { comma, recognised };

class Source;

struct Row {
    std::vector<std::string_view> cells;  // UTF-8; valid until the next call of next().
    std::uint64_t number = 0;  // 1 is the first row of the file, blank lines not counted.
    std::uint64_t line = 0;    // Where it begins, counting from 1.
    // Empty, or what is wrong with the row as a whole: "row.encoding" (bytes that are neither are
    // shown as U+FFFD), "row.quote" (text after a quoted cell, or a quote that never closes: then
    // the row ends with its line), "row.too_long" (cells up to the limit), "row.nul_byte".
    std::string_view problem;
};

class Reader {
public:
    // Refuses with "file.not_found", "file.unreadable", "file.empty", "file.not_text" (a
    // spreadsheet or other binary under the name of a CSV), "file.utf16", "file.gzip" (nothing in
    // it can be read). "-" is standard input.
    static Result<Reader> open(const std::string& path, Limits limits = {});
    static Result<Reader> over(std::string bytes, Limits limits = {},
                               Separator separator = Separator::comma);
    static Result<Reader> from(Source source, Limits limits, Separator separator);

    ~Reader();
    Reader(Reader&&) noexcept;
    Reader& operator=(Reader&&) noexcept;

    // False at the end. An error that ends the reading early ("file.gzip", "file.gzip_too_large",
    // "file.unreadable") is in problem() then, and a last row that it cut is not delivered.
    bool next(Row& row);
    std::string_view problem() const;

    Encoding encoding() const;
    char separator() const;
    // How far the file itself has been read, for progress; total is 0 where it cannot be known.
    std::uint64_t bytes_read() const;
    std::uint64_t bytes_total() const;

private:
    struct State;
    explicit Reader(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

// Appends one row with CRLF, quoting what needs it.
void append_row(std::string& into, const std::vector<std::string>& cells);

}  // namespace xinheng::csv
