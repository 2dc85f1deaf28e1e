#include "base/spreadsheet/xls.h"

#include "base/spreadsheet/compound.h"
#include "base/spreadsheet/row_builder.h"
#include "base/spreadsheet/xls_child.h"

#include <algorithm>
#include <filesystem>
#include <optional>

namespace xinheng::spreadsheet {
namespace {

constexpr std::size_t most_sheets = 255;

Error refusal(std::string_view reason, const std::string& path)
{
    return Error{ErrorKind::invalid_input, reason, path};
}

}  // namespace

struct XlsReader::State {
    State(std::string from, rows::Limits given)
        : path(std::move(from)), limits(given), builder(given)
    {}

    Outcome read_sheets();
    void choose(std::size_t sheet);
    bool next(rows::Row& row);

    std::string path;
    std::vector<rows::Sheet> sheets;
    rows::Limits limits;
    RowBuilder builder;
    std::optional<XlsChild> child;
    Told told;
    bool is_over = false;
    std::string_view problem;
    std::uint64_t bytes = 0;
    std::uint64_t rows_read = 0;
    std::uint64_t rows_of_sheet = 0;
};

Outcome XlsReader::State::read_sheets()
{
    XlsChild names(path, std::nullopt);
    for (names.next(told); told.kind == Told::Kind::sheet; names.next(told)) {
        if (sheets.size() == most_sheets) return refusal("sheet.too_large", path);
        sheets.push_back({told.text});
    }
    if (told.kind == Told::Kind::encrypted) return refusal("sheet.encrypted", path);
    if (told.kind != Told::Kind::end) return refusal("sheet.broken", path);
    if (sheets.empty()) return refusal("sheet.none", path);
    return Done{};
}

void XlsReader::State::choose(std::size_t sheet)
{
    builder = RowBuilder(limits);
    problem = {};
    is_over = false;
    rows_read = rows_of_sheet = 0;
    child.emplace(path, static_cast<std::uint16_t>(sheet));
}

bool XlsReader::State::next(rows::Row& row)
{
    while (!is_over) {
        child->next(told);
        switch (told.kind) {
        case Told::Kind::row: builder.begin(told.number); continue;
        case Told::Kind::cell:
            if (builder.begin_cell(told.number)) builder.text() += told.text;
            continue;
        case Told::Kind::digits_lost: builder.find("row.digits_lost"); continue;
        case Told::Kind::row_end:
            rows_of_sheet = told.number;
            ++rows_read;
            if (builder.finish(row)) return true;
            continue;
        case Told::Kind::end: is_over = true; continue;
        default: problem = "sheet.broken"; is_over = true;
        }
    }
    return false;
}

XlsReader::XlsReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
XlsReader::~XlsReader() = default;
XlsReader::XlsReader(XlsReader&&) noexcept = default;
XlsReader& XlsReader::operator=(XlsReader&&) noexcept = default;

Result<XlsReader> XlsReader::open(const std::string& path, rows::Limits limits)
{
    TRY(check_compound(path));
    auto state = std::make_unique<State>(path, limits);
    state->bytes = std::filesystem::file_size(path);
    TRY(state->read_sheets());
    state->choose(0);
    return XlsReader(std::move(state));
}

const std::vector<rows::Sheet>& XlsReader::sheets() const
{
    return state_->sheets;
}

Outcome XlsReader::choose(std::size_t sheet)
{
    state_->choose(sheet);
    return Done{};
}

bool XlsReader::next(rows::Row& row)
{
    return state_->next(row);
}

std::string_view XlsReader::problem() const
{
    return state_->problem;
}

std::uint64_t XlsReader::bytes_read() const
{
    const std::uint64_t rows = std::max<std::uint64_t>(1, state_->rows_of_sheet);
    return state_->bytes * std::min(state_->rows_read, rows) / rows;
}

std::uint64_t XlsReader::bytes_total() const
{
    return state_->bytes;
}

}  // namespace xinheng::spreadsheet
