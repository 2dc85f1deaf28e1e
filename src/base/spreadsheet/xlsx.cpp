#include "base/spreadsheet/xlsx.h"

#include "base/spreadsheet/row_builder.h"
#include "base/spreadsheet/workbook.h"
#include "base/spreadsheet/xml.h"

#include <charconv>
#include <filesystem>
#include <optional>

namespace xinheng::spreadsheet {
namespace {

constexpr std::uint64_t last_row = 1'048'576;

// "AB12" → 27. Nothing where it begins with no letter.
std::optional<std::size_t> column_of(std::string_view place)
{
    constexpr std::size_t beyond_any = 1 << 20;
    std::size_t column = 0;
    for (const char letter : place) {
        if (letter < 'A' || letter > 'Z') break;
        column = column * 26 + static_cast<std::size_t>(letter - 'A' + 1);
        if (column > beyond_any) return beyond_any;
    }
    if (column == 0) return std::nullopt;
    return column - 1;
}

std::uint64_t number_of(std::string_view text)
{
    std::uint64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

}  // namespace

struct XlsxReader::State {
    State(Zip from, Workbook of, StringTable table, rows::Limits given)
        : zip(std::move(from)),
          workbook(std::move(of)),
          strings(std::move(table)),
          limits(given),
          builder(given)
    {}

    Outcome choose(std::size_t sheet);
    bool next(rows::Row& row);
    void begin(std::string_view name, const Attributes& attributes);
    void end(std::string_view name);
    void take_text(std::string_view piece);
    void begin_row(const Attributes& attributes);
    void begin_cell(const Attributes& attributes);
    void end_cell();
    void append_value();
    void check_formula();

    Zip zip;
    Workbook workbook;
    StringTable strings;
    rows::Limits limits;
    RowBuilder builder;
    std::optional<Xml> xml;
    std::uint64_t bytes_total = 0;

    std::uint64_t line = 0;
    std::size_t column = 0;
    std::string type, value, formula;
    std::size_t style = 0;
    int phonetic = 0;
    enum class In { nothing, value, formula } in = In::nothing;
    bool in_row = false;
    bool is_cell = false;
    bool has_formula = false;
};

Outcome XlsxReader::State::choose(std::size_t sheet)
{
    auto part = TRY(zip.part(workbook.parts.at(sheet)));
    builder = RowBuilder(limits);
    line = 0;
    in = In::nothing;
    in_row = is_cell = false;
    XmlHandlers handlers;
    handlers.begin = [this](std::string_view name, const Attributes& attributes) {
        begin(name, attributes);
    };
    handlers.end = [this](std::string_view name) { end(name); };
    handlers.text = [this](std::string_view piece) { take_text(piece); };
    xml.emplace(std::move(part), std::move(handlers));
    return Done{};
}

void XlsxReader::State::begin(std::string_view name, const Attributes& attributes)
{
    if (name == "row") return begin_row(attributes);
    if (!in_row) return;
    if (name == "c") return begin_cell(attributes);
    if (name == "rPh") ++phonetic;
    if (name == "v" || (name == "t" && phonetic == 0)) in = In::value;
    if (name == "f") {
        in = In::formula;
        has_formula = true;
    }
}

void XlsxReader::State::begin_row(const Attributes& attributes)
{
    const std::string_view told = attributes["r"];
    const std::uint64_t number = told.empty() ? line + 1 : number_of(told);
    if (number <= line || number > last_row) return xml->stop("sheet.broken");
    line = number;
    column = 0;
    in_row = true;
    builder.begin(line);
}

void XlsxReader::State::begin_cell(const Attributes& attributes)
{
    const auto told = column_of(attributes["r"]);
    if (told && *told < column) return xml->stop("sheet.broken");
    column = told.value_or(column);
    type = attributes["t"];
    style = number_of(attributes["s"]);
    value.clear();
    formula.clear();
    has_formula = false;
    phonetic = 0;
    is_cell = true;
}

void XlsxReader::State::take_text(std::string_view piece)
{
    if (in == In::nothing || !is_cell) return;
    std::string& into = in == In::value ? value : formula;
    if (into.size() + piece.size() <= limits.row_bytes) into += piece;
    else builder.find("row.too_long");
}

void XlsxReader::State::end(std::string_view name)
{
    in = In::nothing;
    if (name == "rPh") --phonetic;
    if (name == "c" && is_cell) end_cell();
    if (name != "row" || !in_row) return;
    in_row = false;
    xml->pause();
}

void XlsxReader::State::end_cell()
{
    is_cell = false;
    check_formula();
    // A cell that is only coloured is no cell: rows would be as long as somebody once painted.
    if (!value.empty() && builder.begin_cell(column)) append_value();
    ++column;
}

// What stands there is what the clerk saw, unless it was never worked out or comes from elsewhere.
void XlsxReader::State::check_formula()
{
    if (!has_formula) return;
    if (formula.find_first_of("[|") != std::string::npos) builder.find("row.external_link");
    else if (value.empty() && type != "str") builder.find("row.formula_without_value");
}

void XlsxReader::State::append_value()
{
    std::string& text = builder.text();
    if (type == "s") {
        std::uint64_t number = 0;
        const char* const last = value.data() + value.size();
        const auto [end, trouble] = std::from_chars(value.data(), last, number);
        const bool is_number = trouble == std::errc() && end == last;
        if (!is_number || !strings.append_to(text, number)) xml->stop("sheet.broken");
    } else if (type == "inlineStr" || type == "str") {
        append_unescaped(text, value);
    } else if (type == "b") {
        text += value == "0" ? "FALSE" : "TRUE";
    } else if (type == "e") {
        text += value;
        builder.find("row.formula_error");
    } else if (type == "d") {
        text += value;  // A date of ISO 8601.
    } else {
        const NumberFormat format =
            style < workbook.formats.size() ? workbook.formats[style] : NumberFormat{};
        const auto problem = append_number(text, value, format, workbook.epoch);
        if (!problem.empty()) builder.find(problem);
    }
}

bool XlsxReader::State::next(rows::Row& row)
{
    while (xml->run())
        if (builder.finish(row)) return true;
    return false;
}

XlsxReader::XlsxReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
XlsxReader::~XlsxReader() = default;
XlsxReader::XlsxReader(XlsxReader&&) noexcept = default;
XlsxReader& XlsxReader::operator=(XlsxReader&&) noexcept = default;

Result<XlsxReader> XlsxReader::open(const std::string& path, rows::Limits limits)
{
    auto zip = TRY(Zip::open(path));
    auto workbook = TRY(read_workbook(zip));
    StringTable strings;
    if (!workbook.strings_part.empty()) {
        auto part = TRY(zip.part(workbook.strings_part));
        strings = TRY(StringTable::read(std::move(part), limits.row_bytes));
    }
    auto state =
        std::make_unique<State>(std::move(zip), std::move(workbook), std::move(strings), limits);
    state->bytes_total = std::filesystem::file_size(path);
    TRY(state->choose(0));
    return XlsxReader(std::move(state));
}

const std::vector<rows::Sheet>& XlsxReader::sheets() const
{
    return state_->workbook.sheets;
}

Outcome XlsxReader::choose(std::size_t sheet)
{
    return state_->choose(sheet);
}

bool XlsxReader::next(rows::Row& row)
{
    return state_->next(row);
}

std::string_view XlsxReader::problem() const
{
    return state_->xml->problem();
}

std::uint64_t XlsxReader::bytes_read() const
{
    // What is not this sheet has been read before it.
    const auto& part = state_->xml->part();
    return state_->bytes_total -
           std::min(state_->bytes_total, part.stored_bytes() - part.stored_bytes_read());
}

std::uint64_t XlsxReader::bytes_total() const
{
    return state_->bytes_total;
}

}  // namespace xinheng::spreadsheet
