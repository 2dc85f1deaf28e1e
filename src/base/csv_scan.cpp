#include "base/csv_scan.h"

#include <bit>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace xinheng::csv {
namespace {

#if defined(__SSE2__)
std::uint64_t special_bits(const char* block, char separator)
{
    std::uint64_t bits = 0;
    for (int part = 0; part < 4; ++part) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block) + part);
        const __m128i separators = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(separator)),
                                                _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')));
        const __m128i ends = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n')),
                                          _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\r')));
        const auto found = static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(separators, ends)));
        bits |= static_cast<std::uint64_t>(found) << (16 * part);
    }
    return bits;
}
#else
std::uint64_t special_bits(const char* block, char separator)
{
    std::uint64_t bits = 0;
    for (int index = 0; index < 64; ++index) {
        const char c = block[index];
        const bool special = c == separator || c == '"' || c == '\n' || c == '\r';
        bits |= static_cast<std::uint64_t>(special) << index;
    }
    return bits;
}
#endif

// Walks over the separators, quotes and line ends of a text, 64 bytes at a time.
class Specials {
public:
    Specials(std::string_view text, char separator)
        : block_(text.data()), end_(block_ + text.size()), separator_(separator)
    {
        if (block_ < end_) bits_ = special_bits(block_, separator_);
    }

    const char* next()  // The end of the text when there is none left.
    {
        while (bits_ == 0) {
            block_ += 64;
            if (block_ >= end_) return end_;
            bits_ = special_bits(block_, separator_);
        }
        const char* const found = block_ + std::countr_zero(bits_);
        bits_ &= bits_ - 1;
        return found < end_ ? found : end_;
    }

private:
    const char* block_;
    const char* end_;
    char separator_;
    std::uint64_t bits_ = 0;
};

bool is_blank(const char* from, const char* to)
{
    while (from < to && (*from == ' ' || *from == '\t')) ++from;
    return from == to;
}

}  // namespace

struct Scan::Cell {
    const char* begin;
    const char* closed = nullptr;  // The closing quote of a quoted cell.
    bool quoted = false;
    bool doubled = false;
    bool broken_line = false;

    bool is_open() const { return quoted && closed == nullptr; }

    // A quote that "closes" lines later with text right behind it was a stray one at the start.
    bool is_stray(const char* end) const
    {
        return broken_line && closed != nullptr && !is_blank(closed + 1, end);
    }

    // True if the quote behind belongs to this one.
    bool take_quote(const char* at, bool may_open, bool quote_behind)
    {
        if (is_open()) {
            if (quote_behind) return doubled = true;
            closed = at;
        } else if (at == begin && may_open) {
            quoted = true;
        }
        return false;
    }
};

void Scan::close_cell(Cell& cell, const char* end)
{
    std::string_view text(cell.begin, static_cast<std::size_t>(end - cell.begin));
    const bool closes_at_end = cell.quoted && cell.closed + 1 == end;
    if (closes_at_end) text = text.substr(1, text.size() - 2);
    text_after_quote = text_after_quote || (cell.quoted && !closes_at_end);

    if (cells.size() < columns_limit) {
        if (closes_at_end && cell.doubled) doubled.push_back(cells.size());
        cells.push_back(text);
    } else {
        too_many_cells = true;
    }
    cell = Cell{end + 1};
}

Found Scan::scan(std::string_view text, Ending ending)
{
    const char* const begin = text.data();
    const char* const end = begin + text.size();
    cells.clear();
    doubled.clear();
    lines = 0;
    text_after_quote = too_many_cells = false;

    Specials specials(text, separator);
    Cell cell{begin};
    for (;;) {
        const char* const at = specials.next();
        const char special = at == end ? '\n' : *at;
        if (special == separator) {
            if (cell.is_open()) continue;
            if (cell.is_stray(at)) break;
            close_cell(cell, at);
            continue;
        }
        const bool is_last = at + 1 >= end;
        if (ending == Ending::more_follows && (at == end || (is_last && special != '\n'))) {
            return Found::more;
        }
        if (special == '"') {
            const bool may_open = static_cast<std::size_t>(at - begin) < quotes_until;
            if (cell.take_quote(at, may_open, !is_last && at[1] == '"')) specials.next();
            continue;
        }
        const bool is_pair = special == '\r' && !is_last && at[1] == '\n';
        if (cell.is_open() && at != end) {
            cell.broken_line = true;
            lines += is_pair ? 0 : 1;
            continue;
        }
        if (cell.is_open() || cell.is_stray(at)) break;

        close_cell(cell, at);
        row_bytes = static_cast<std::size_t>(at - begin);
        end_bytes = at == end ? 0 : is_pair ? 2 : 1;
        lines += at == end ? 0 : 1;
        return Found::row;
    }
    open_quote = static_cast<std::size_t>(cell.begin - begin);
    return Found::open_quote;
}

std::string_view undouble_quotes(char* text, std::size_t size)
{
    std::size_t kept = 0;
    for (std::size_t position = 0; position < size; ++position) {
        text[kept++] = text[position];
        if (text[position] == '"') ++position;
    }
    return {text, kept};
}

}  // namespace xinheng::csv
