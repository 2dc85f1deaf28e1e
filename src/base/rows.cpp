#include "base/rows.h"

#include "base/charset.h"
#include "base/csv_source.h"
#include "base/json_lines.h"
#include "base/spreadsheet/xls.h"
#include "base/spreadsheet/xlsx.h"
#include "base/text.h"

#include <variant>

namespace xinheng::rows {
namespace {

using spreadsheet::XlsReader;
using spreadsheet::XlsxReader;
using AnyReader = std::variant<csv::Reader, json_lines::Reader, XlsxReader, XlsReader>;

constexpr std::size_t head_bytes = 4096;

enum class Content { csv, json_lines, json_array, markup, zip, compound };

// Judged by the beginning, whatever the name says.
Content content_of(std::string_view head)
{
    using namespace std::string_view_literals;
    if (head.starts_with("PK\x03\x04"sv) || head.starts_with("PK\x05\x06"sv)) return Content::zip;
    if (head.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv)) return Content::compound;
    if (head.starts_with(csv::byte_order_mark)) head.remove_prefix(csv::byte_order_mark.size());
    while (!head.empty() && contains(" \t\r\n", head.substr(0, 1))) head.remove_prefix(1);

    if (head.starts_with('{')) return Content::json_lines;
    if (head.starts_with('[') && trimmed(head.substr(1)).starts_with('{'))
        return Content::json_array;
    const std::string upper = to_upper_ascii(head.substr(0, 64));
    for (const std::string_view tag : {"<?XML", "<HTML", "<!DOCTYPE", "<TABLE", "<META", "<HEAD"})
        if (upper.starts_with(tag)) return Content::markup;
    return Content::csv;
}

Error refusal(std::string_view reason, const std::string& path)
{
    return Error{ErrorKind::invalid_input, reason, path};
}

template <class T>
Result<AnyReader> any(Result<T> reader, const std::string& path)
{
    if (reader) return AnyReader(std::move(reader).value());
    Error error = reader.error();
    const bool names_path = error.detail.starts_with(path);
    if (!names_path) error.detail = error.detail.empty() ? path : path + ": " + error.detail;
    return error;
}

Result<AnyReader> reader_for(const std::string& path, Limits limits)
{
    auto source = TRY(csv::Source::open(path, limits.unpacked_bytes));
    const Content content = content_of(source.peek(head_bytes));
    const bool is_piped = path == "-";
    switch (content) {
    case Content::markup: return refusal("file.markup", path);
    case Content::json_array: return refusal("file.json_array", path);
    case Content::zip:
        if (is_piped) return refusal("sheet.piped", path);
        return any(XlsxReader::open(path, limits), path);
    case Content::compound:
        if (is_piped) return refusal("sheet.piped", path);
        return any(XlsReader::open(path, limits), path);
    case Content::json_lines: return any(json_lines::Reader::from(std::move(source), limits), path);
    case Content::csv: break;
    }
    return any(csv::Reader::from(std::move(source), limits, csv::Separator::recognised), path);
}

}  // namespace

struct Reader::State {
    AnyReader reader;
};

Reader::Reader(std::unique_ptr<State> state) : state_(std::move(state)) {}
Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

Result<Reader> Reader::open(const std::string& path, Limits limits)
{
    auto reader = TRY(reader_for(path, limits));
    return Reader(std::make_unique<State>(State{std::move(reader)}));
}

Format Reader::format() const
{
    return static_cast<Format>(state_->reader.index());
}

const std::vector<Sheet>& Reader::sheets() const
{
    static const std::vector<Sheet> none;
    if (const auto* const book = std::get_if<XlsxReader>(&state_->reader)) return book->sheets();
    if (const auto* const book = std::get_if<XlsReader>(&state_->reader)) return book->sheets();
    return none;
}

Outcome Reader::choose(std::size_t sheet)
{
    if (auto* const book = std::get_if<XlsxReader>(&state_->reader)) return book->choose(sheet);
    if (auto* const book = std::get_if<XlsReader>(&state_->reader)) return book->choose(sheet);
    return refusal("sheet.not_a_workbook", "");
}

bool Reader::next(Row& row)
{
    return std::visit([&](auto& reader) { return reader.next(row); }, state_->reader);
}

std::string_view Reader::problem() const
{
    return std::visit([](const auto& reader) { return reader.problem(); }, state_->reader);
}

std::uint64_t Reader::bytes_read() const
{
    return std::visit([](const auto& reader) { return reader.bytes_read(); }, state_->reader);
}

std::uint64_t Reader::bytes_total() const
{
    return std::visit([](const auto& reader) { return reader.bytes_total(); }, state_->reader);
}

}  // namespace xinheng::rows
