#include "base/spreadsheet/xls.h"

#include "base/spreadsheet/compound.h"
#include "base/spreadsheet/number.h"
#include "base/spreadsheet/row_builder.h"

#include <filesystem>
#include <freexl.h>

namespace xinheng::spreadsheet {
namespace {

class Handle {
public:
    Handle() = default;
    ~Handle()
    {
        if (handle_) freexl_close(handle_);
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;

    const void** place() { return &handle_; }
    const void* get() const { return handle_; }

private:
    const void* handle_ = nullptr;
};

Error refusal(std::string_view reason, const std::string& path)
{
    return Error{ErrorKind::invalid_input, reason, path};
}

Outcome check_password(const std::string& path)
{
    Handle about;
    unsigned int password = 0;
    if (freexl_open_info(path.c_str(), about.place()) != FREEXL_OK ||
        freexl_get_info(about.get(), FREEXL_BIFF_PASSWORD, &password) != FREEXL_OK)
        return refusal("sheet.broken", path);
    if (password == FREEXL_BIFF_OBFUSCATED) return refusal("sheet.encrypted", path);
    return Done{};
}

}  // namespace

struct XlsReader::State {
    explicit State(rows::Limits given) : limits(given), builder(given) {}

    Outcome choose(std::size_t sheet);
    bool next(rows::Row& row);
    void append(const FreeXL_CellValue& cell);

    Handle handle;
    std::vector<rows::Sheet> sheets;
    rows::Limits limits;
    RowBuilder builder;
    unsigned int row_count = 0;
    std::uint16_t columns = 0;
    unsigned int at = 0;
    std::string_view problem;
    std::uint64_t bytes = 0;
};

Outcome XlsReader::State::choose(std::size_t sheet)
{
    at = 0;
    builder = RowBuilder(limits);
    problem = {};
    const bool is_chosen =
        freexl_select_active_worksheet(handle.get(), static_cast<std::uint16_t>(sheet)) ==
            FREEXL_OK &&
        freexl_worksheet_dimensions(handle.get(), &row_count, &columns) == FREEXL_OK;
    return is_chosen ? Outcome(Done{}) : refusal("sheet.broken", sheets.at(sheet).name);
}

bool XlsReader::State::next(rows::Row& row)
{
    while (at < row_count && problem.empty()) {
        builder.begin(at + 1);
        for (std::uint16_t column = 0; column < columns; ++column) {
            FreeXL_CellValue value;
            if (freexl_get_cell_value(handle.get(), at, column, &value) != FREEXL_OK)
                problem = "sheet.broken";
            else if (value.type != FREEXL_CELL_NULL && builder.begin_cell(column)) append(value);
        }
        ++at;
        if (problem.empty() && builder.finish(row)) return true;
    }
    return false;
}

void XlsReader::State::append(const FreeXL_CellValue& cell)
{
    std::string& text = builder.text();
    switch (cell.type) {
    case FREEXL_CELL_INT: text += std::to_string(cell.value.int_value); return;
    case FREEXL_CELL_DOUBLE: {
        const auto found = append_number(text, cell.value.double_value, {}, Epoch::of_1900);
        if (!found.empty()) builder.find(found);
        return;
    }
    default:
        if (cell.value.text_value != nullptr) text += cell.value.text_value;
    }
}

XlsReader::XlsReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
XlsReader::~XlsReader() = default;
XlsReader::XlsReader(XlsReader&&) noexcept = default;
XlsReader& XlsReader::operator=(XlsReader&&) noexcept = default;

Result<XlsReader> XlsReader::open(const std::string& path, rows::Limits limits)
{
    TRY(check_compound(path));
    TRY(check_password(path));
    auto state = std::make_unique<State>(limits);
    state->bytes = std::filesystem::file_size(path);
    if (freexl_open(path.c_str(), state->handle.place()) != FREEXL_OK)
        return refusal("sheet.broken", path);
    unsigned int count = 0;
    freexl_get_info(state->handle.get(), FREEXL_BIFF_SHEET_COUNT, &count);
    for (unsigned int sheet = 0; sheet < count; ++sheet) {
        const char* name = nullptr;
        freexl_get_worksheet_name(state->handle.get(), static_cast<std::uint16_t>(sheet), &name);
        state->sheets.push_back({name ? name : std::to_string(sheet + 1)});
    }
    if (state->sheets.empty()) return refusal("sheet.none", path);
    TRY(state->choose(0));
    return XlsReader(std::move(state));
}

const std::vector<rows::Sheet>& XlsReader::sheets() const
{
    return state_->sheets;
}

Outcome XlsReader::choose(std::size_t sheet)
{
    return state_->choose(sheet);
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
    return state_->row_count == 0 ? state_->bytes : state_->bytes * state_->at / state_->row_count;
}

std::uint64_t XlsReader::bytes_total() const
{
    return state_->bytes;
}

}  // namespace xinheng::spreadsheet
