#include "base/csv.h"

#include "base/charset.h"
#include "base/csv_scan.h"
#include "base/csv_separator.h"
#include "base/csv_source.h"
#include "base/text.h"

#include <algorithm>
#include <cstring>
#include <optional>

namespace xinheng::csv {
namespace {

constexpr std::size_t head_bytes = 1 << 20;
constexpr std::size_t longest_line_end = 2;
constexpr std::size_t gb18030_growth = 3;  // U+FFFD for a single byte.

}  // namespace

struct Reader::State {
    State(Source from, Limits given);

    std::optional<Error> begin(Separator separator);
    bool next(Row& row);
    char separator() const { return scan_.separator; }

    Source source;
    Limits limits;
    Encoding encoding = Encoding::utf8;

private:
    bool fill();
    void decode_gb18030();
    void check_new_bytes();
    bool skip_blank_lines();
    bool skip_rest_of_line();
    std::string_view window() const;
    bool find_row(Row& row);
    void read_open_quote_as_text();
    bool cut_at_limit();
    void deliver(Row& row);
    void replace_broken_bytes(Row& row);

    std::string_view pending() const { return {buffer_.get() + begin_, end_ - begin_}; }
    void take(std::size_t bytes) { begin_ += bytes; }

    std::optional<Gb18030Decoder> decoder_;
    std::string raw_;  // GB18030 that is not decoded yet.

    std::size_t buffer_bytes_;
    std::unique_ptr<char[]> buffer_;
    std::size_t begin_ = 0;  // The next row.
    std::size_t end_ = 0;
    std::size_t unchecked_ = 0;
    std::size_t suspicious_end_ = 0;  // Rows that begin before it are looked at for bad bytes.
    bool exhausted_ = false;

    Scan scan_;
    std::string_view problem_;
    std::string repaired_;
    std::uint64_t number_ = 0;
    std::uint64_t line_ = 1;
    bool skips_rest_of_line_ = false;
};

Reader::State::State(Source from, Limits given) : source(std::move(from)), limits(given)
{
    limits.row_bytes = std::max<std::size_t>(limits.row_bytes, 4);
    limits.block_bytes = std::max<std::size_t>(limits.block_bytes, 16);
    scan_.columns_limit = limits.columns;
    buffer_bytes_ = limits.row_bytes + longest_line_end + limits.block_bytes * gb18030_growth +
                    scan_slack_bytes;
    buffer_ = std::make_unique_for_overwrite<char[]>(buffer_bytes_);
}

std::optional<Error> Reader::State::begin(Separator separator)
{
    const std::string_view head = source.peek(head_bytes);
    const Ending ending = head.size() < head_bytes ? Ending::last : Ending::more_follows;
    if (head.empty() && !source.problem().empty()) {
        return Error{ErrorKind::invalid_input, source.problem(), ""};
    }
    if (auto error = why_not_csv(head)) return error;

    std::size_t mark_bytes = 0;
    if (head.starts_with(byte_order_mark)) {
        mark_bytes = byte_order_mark.size();
    } else if (head.starts_with(gb18030_byte_order_mark)) {
        mark_bytes = gb18030_byte_order_mark.size();
        encoding = Encoding::gb18030;
    } else {
        encoding = recognised_encoding(head, ending);
    }
    if (encoding == Encoding::gb18030) decoder_.emplace();
    if (separator == Separator::recognised) {
        scan_.separator = recognised_separator(head.substr(mark_bytes), encoding, ending);
    }
    char mark[4];
    source.read(mark, mark_bytes);
    return std::nullopt;
}

// Moves the row that has begun to the front, where the last block still is in the cache, and reads
// the next block behind it.
bool Reader::State::fill()
{
    if (exhausted_) return false;

    std::memmove(buffer_.get(), buffer_.get() + begin_, end_ - begin_);
    end_ -= begin_;
    unchecked_ -= std::min(unchecked_, begin_);
    suspicious_end_ -= std::min(suspicious_end_, begin_);
    begin_ = 0;
    if (encoding == Encoding::gb18030) {
        decode_gb18030();
    } else {
        const std::size_t got = source.read(buffer_.get() + end_, limits.block_bytes);
        exhausted_ = got == 0;
        end_ += got;
    }
    check_new_bytes();
    return true;
}

void Reader::State::decode_gb18030()
{
    const std::size_t left = raw_.size();
    raw_.resize(left + limits.block_bytes);
    const std::size_t got = source.read(raw_.data() + left, limits.block_bytes);
    raw_.resize(left + got);

    const Ending ending = got == 0 ? Ending::last : Ending::more_follows;
    const std::size_t room = buffer_bytes_ - scan_slack_bytes - end_;
    const auto step = decoder_->decode(raw_, ending, buffer_.get() + end_, room);
    end_ += step.written;
    raw_.erase(0, step.read);
    exhausted_ = got == 0 && raw_.empty();
    if (step.replaced > 0) suspicious_end_ = end_;
}

void Reader::State::check_new_bytes()
{
    std::string_view fresh(buffer_.get() + unchecked_, end_ - unchecked_);
    if (!exhausted_) fresh.remove_suffix(unfinished_utf8(fresh));
    const bool sound = (encoding == Encoding::gb18030 || is_utf8(fresh)) &&
                       fresh.find('\0') == std::string_view::npos;
    unchecked_ += fresh.size();
    if (!sound) suspicious_end_ = end_;
}

bool Reader::State::skip_blank_lines()
{
    for (;;) {
        if (begin_ == end_) {
            if (!fill()) return false;
            continue;
        }
        const char first = buffer_[begin_];
        if (first != '\n' && first != '\r') return true;
        if (first == '\r' && end_ - begin_ < longest_line_end && fill()) continue;
        const bool is_pair = first == '\r' && end_ - begin_ > 1 && buffer_[begin_ + 1] == '\n';
        take(is_pair ? 2 : 1);
        ++line_;
    }
}

bool Reader::State::skip_rest_of_line()
{
    skips_rest_of_line_ = false;
    for (;;) {
        const std::size_t line_end = pending().find_first_of("\r\n");
        take(std::min(line_end, end_ - begin_));
        if (line_end != std::string_view::npos) return true;
        if (!fill()) return false;
    }
}

// As much of the row as the limit allows, and its line end.
std::string_view Reader::State::window() const
{
    return pending().substr(0, limits.row_bytes + longest_line_end);
}

bool Reader::State::next(Row& row)
{
    // The line end that is left behind a row that was too long is a blank line.
    if (skips_rest_of_line_) {
        if (!skip_rest_of_line()) return false;
    }
    return skip_blank_lines() && find_row(row);
}

bool Reader::State::find_row(Row& row)
{
    problem_ = {};
    scan_.quotes_until = std::numeric_limits<std::size_t>::max();
    for (;;) {
        const bool is_full = window().size() == limits.row_bytes + longest_line_end;
        const bool is_whole = exhausted_ && window().size() == pending().size();
        switch (scan_.scan(window(), is_full || is_whole ? Ending::last : Ending::more_follows)) {
        case Found::more: fill(); continue;
        case Found::open_quote: read_open_quote_as_text(); continue;
        case Found::row: break;
        }
        if (scan_.row_bytes > limits.row_bytes) {
            if (!cut_at_limit()) continue;
        } else if (scan_.end_bytes == 0 && !source.problem().empty()) {
            return false;
        }
        deliver(row);
        return true;
    }
}

// One stray quote must cost one row, not all that follow: the row is read again with this quote and
// those behind it as plain text, so it ends with its line.
void Reader::State::read_open_quote_as_text()
{
    scan_.quotes_until = scan_.open_quote;
    problem_ = "row.quote";
}

bool Reader::State::cut_at_limit()
{
    std::string_view kept = pending().substr(0, limits.row_bytes);
    kept.remove_suffix(unfinished_utf8(kept));
    if (scan_.scan(kept, Ending::last) == Found::open_quote) {
        read_open_quote_as_text();
        return false;
    }
    problem_ = "row.too_long";
    skips_rest_of_line_ = scan_.end_bytes == 0;
    return true;
}

void Reader::State::deliver(Row& row)
{
    for (const std::size_t index : scan_.doubled) {
        std::string_view& cell = scan_.cells[index];
        char* const text = buffer_.get() + (cell.data() - buffer_.get());
        cell = undouble_quotes(text, cell.size());
    }
    row.cells.swap(scan_.cells);
    row.number = ++number_;
    row.line = line_;
    if (scan_.too_many_cells) problem_ = "row.too_long";
    if (problem_.empty() && scan_.text_after_quote) problem_ = "row.quote";
    if (begin_ < suspicious_end_) replace_broken_bytes(row);
    row.problem = problem_;

    take(scan_.row_bytes + scan_.end_bytes);
    line_ += scan_.lines;
}

void Reader::State::replace_broken_bytes(Row& row)
{
    const bool too_long = problem_ == "row.too_long";
    constexpr std::size_t growth = replacement_character.size();
    repaired_.clear();
    repaired_.reserve(scan_.row_bytes * growth);  // The cells point into it: it must not move.
    for (std::string_view& cell : row.cells) {
        if (!too_long && problem_ != "row.encoding" && contains(cell, {"\0", 1})) {
            problem_ = "row.nul_byte";
        }
        const bool sound =
            encoding == Encoding::utf8 ? is_utf8(cell) : !contains(cell, replacement_character);
        if (sound) continue;
        if (!too_long) problem_ = "row.encoding";
        const std::size_t start = repaired_.size();
        append_as_utf8(repaired_, cell);
        cell = std::string_view(repaired_).substr(start);
    }
}

Reader::Reader(std::unique_ptr<State> state) : state_(std::move(state)) {}
Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

Result<Reader> Reader::open(const std::string& path, Limits limits)
{
    auto source = TRY(Source::open(path, limits.unpacked_bytes));
    auto reader = from(std::move(source), limits, Separator::comma);
    if (reader) return reader;

    Error error = reader.error();
    error.detail = error.detail.empty() ? path : path + ": " + error.detail;
    return error;
}

Result<Reader> Reader::over(std::string bytes, Limits limits, Separator separator)
{
    return from(Source::over(std::move(bytes), limits.unpacked_bytes), limits, separator);
}

Result<Reader> Reader::from(Source source, Limits limits, Separator separator)
{
    auto state = std::make_unique<State>(std::move(source), limits);
    if (auto error = state->begin(separator)) return *error;

    return Reader(std::move(state));
}

bool Reader::next(Row& row)
{
    return state_->next(row);
}

std::string_view Reader::problem() const
{
    return state_->source.problem();
}

Encoding Reader::encoding() const
{
    return state_->encoding;
}

char Reader::separator() const
{
    return state_->separator();
}

std::uint64_t Reader::bytes_read() const
{
    return state_->source.bytes_read();
}

std::uint64_t Reader::bytes_total() const
{
    return state_->source.bytes_total();
}

void append_row(std::string& into, const std::vector<std::string>& cells)
{
    bool first = true;
    for (const std::string& cell : cells) {
        if (!first) into.push_back(',');
        first = false;
        // A row of one empty cell would be a blank line.
        const bool needs_quotes = cell.find_first_of(",\"\r\n") != std::string::npos ||
                                  (cell.empty() && cells.size() == 1);
        if (!needs_quotes) {
            into.append(cell);
            continue;
        }
        into.push_back('"');
        into.append(replaced(cell, "\"", "\"\""));
        into.push_back('"');
    }
    into.append("\r\n");
}

}  // namespace xinheng::csv
