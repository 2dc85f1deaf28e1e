#include "base/json_lines.h"

#include "base/charset.h"
#include "base/spreadsheet/row_builder.h"
#include "base/text.h"

#include <algorithm>
#include <simdjson.h>
#include <unordered_map>

namespace xinheng::json_lines {
namespace {

namespace ondemand = simdjson::ondemand;

constexpr std::size_t head_bytes = 1 << 20;
constexpr std::size_t block_bytes = 256 << 10;

// Numbers keep their letters: 0.10 stays 0.10, and 18 digits stay 18.
bool append_scalar(std::string& into, ondemand::value value)
{
    std::string_view text;
    bool truth = false;
    switch (value.type()) {
    case ondemand::json_type::string:
        if (value.get_string().get(text) != simdjson::SUCCESS) return false;
        into += text;
        return true;
    case ondemand::json_type::boolean:
        if (value.get_bool().get(truth) != simdjson::SUCCESS) return false;
        into += truth ? "TRUE" : "FALSE";
        return true;
    case ondemand::json_type::number: {
        double number = 0;
        text = trimmed(value.raw_json_token());
        into += text;
        return value.get_double().get(number) == simdjson::SUCCESS;
    }
    case ondemand::json_type::null: return value.is_null();
    default: return false;
    }
}

}  // namespace

struct Reader::State {
    State(csv::Source from, rows::Limits given)
        : source(std::move(from)), limits(given), builder(given)
    {}

    void read_names();
    void take_names_of(std::string_view text);
    bool next(rows::Row& row);
    bool next_line();
    void read_line();
    void take_members(ondemand::object members);
    std::string_view append_value(std::string& into, ondemand::value value);
    bool give_names(rows::Row& row);
    bool give_cells(rows::Row& row);

    csv::Source source;
    rows::Limits limits;
    spreadsheet::RowBuilder builder;
    ondemand::parser parser;
    std::vector<std::string> names;
    std::unordered_map<std::string, std::size_t> column_of;
    std::vector<std::string> values;
    std::vector<bool> is_set;
    std::string buffer;  // What was read and not given yet, from `begin` on.
    std::size_t begin = 0;
    std::string line;
    std::uint64_t line_number = 0;
    std::string_view problem;  // Of the line.
    bool names_given = false;
};

void Reader::State::read_names()
{
    std::string_view head = source.peek(head_bytes);
    if (head.starts_with(csv::byte_order_mark)) head.remove_prefix(csv::byte_order_mark.size());
    const bool is_whole = head.size() < head_bytes;
    while (!head.empty()) {
        const std::size_t end = head.find('\n');
        if (end == std::string_view::npos && !is_whole) break;
        take_names_of(head.substr(0, end));
        head.remove_prefix(std::min(head.size(), end == std::string_view::npos ? end : end + 1));
    }
    values.resize(names.size());
}

// A line that is no object is a faulty row, told of when its turn comes.
void Reader::State::take_names_of(std::string_view text)
{
    const simdjson::padded_string padded(text);
    ondemand::document document;
    ondemand::object members;
    if (parser.iterate(padded).get(document) != simdjson::SUCCESS ||
        document.get_object().get(members) != simdjson::SUCCESS)
        return;
    for (auto member : members) {
        std::string_view name;
        if (member.unescaped_key().get(name) != simdjson::SUCCESS) return;
        if (names.size() == limits.columns) return;
        if (column_of.emplace(name, names.size()).second) names.emplace_back(name);
    }
}

bool Reader::State::next(rows::Row& row)
{
    if (!std::exchange(names_given, true)) return give_names(row);
    while (next_line()) {
        if (trimmed(line).empty() && problem.empty()) continue;
        read_line();
        if (give_cells(row)) return true;  // An object of nothing is as a blank line.
    }
    return false;
}

bool Reader::State::next_line()
{
    problem = {};
    line.clear();
    for (;;) {
        const std::size_t end = buffer.find('\n', begin);
        const bool is_found = end != std::string::npos;
        const std::size_t taken = (is_found ? end : buffer.size()) - begin;
        if (line.size() + taken <= limits.row_bytes) line.append(buffer, begin, taken);
        else problem = "row.too_long";
        begin = is_found ? end + 1 : buffer.size();
        if (is_found) break;
        buffer.resize(block_bytes);
        buffer.resize(source.read(buffer.data(), block_bytes));
        begin = 0;
        if (buffer.empty()) {
            // A line that a damaged file cut short is not delivered.
            if ((line.empty() && problem.empty()) || !source.problem().empty()) return false;
            break;
        }
    }
    if (line_number++ == 0 && line.starts_with(csv::byte_order_mark))
        line.erase(0, csv::byte_order_mark.size());
    return true;
}

void Reader::State::read_line()
{
    for (auto& value : values) value.clear();
    is_set.assign(names.size(), false);
    if (!problem.empty()) return;
    if (!is_utf8(line)) {
        problem = "row.encoding";
        return;
    }
    line.reserve(line.size() + simdjson::SIMDJSON_PADDING);
    ondemand::document document;
    ondemand::object members;
    const bool is_object = parser.iterate(line).get(document) == simdjson::SUCCESS &&
                           document.get_object().get(members) == simdjson::SUCCESS;
    if (is_object) take_members(members);
    const char* rest = nullptr;
    const bool has_rest =
        is_object && problem.empty() && document.current_location().get(rest) == simdjson::SUCCESS;
    if (!is_object || has_rest) problem = "row.json";
}

void Reader::State::take_members(ondemand::object members)
{
    for (auto member : members) {
        std::string_view name;
        ondemand::value value;
        if (member.unescaped_key().get(name) != simdjson::SUCCESS) problem = "row.json";
        if (!problem.empty()) return;
        const auto column = column_of.find(std::string(name));
        if (column == column_of.end()) problem = "row.unknown_key";
        else if (is_set[column->second]) problem = "row.duplicate_key";
        else if (member.value().get(value) != simdjson::SUCCESS) problem = "row.json";
        if (!problem.empty()) return;
        is_set[column->second] = true;
        problem = append_value(values[column->second], value);
    }
}

std::string_view Reader::State::append_value(std::string& into, ondemand::value value)
{
    ondemand::json_type type{};
    if (value.type().get(type) != simdjson::SUCCESS) return "row.json";
    if (type == ondemand::json_type::object) return "row.nested";
    if (type != ondemand::json_type::array)
        return append_scalar(into, value) ? std::string_view() : "row.json";

    ondemand::array items;
    if (value.get_array().get(items) != simdjson::SUCCESS) return "row.json";
    for (auto item : items) {
        ondemand::value inner;
        if (item.get(inner) != simdjson::SUCCESS || inner.type().get(type) != simdjson::SUCCESS)
            return "row.json";
        if (type == ondemand::json_type::object || type == ondemand::json_type::array)
            return "row.nested";
        if (!into.empty()) into += ';';
        if (!append_scalar(into, inner)) return "row.json";
    }
    return {};
}

bool Reader::State::give_names(rows::Row& row)
{
    builder.begin(1);
    for (std::size_t column = 0; column < names.size(); ++column)
        if (builder.begin_cell(column)) builder.text() += names[column];
    return builder.finish(row);
}

bool Reader::State::give_cells(rows::Row& row)
{
    builder.begin(line_number);
    if (!problem.empty()) builder.find(problem);
    // What cannot be read is shown as it came.
    if (problem == "row.json" || problem == "row.encoding") {
        if (builder.begin_cell(0)) csv::append_as_utf8(builder.text(), line);
        return builder.finish(row);
    }
    for (std::size_t column = 0; column < values.size(); ++column)
        if (builder.begin_cell(column)) builder.text() += values[column];
    return builder.finish(row);
}

Reader::Reader(std::unique_ptr<State> state) : state_(std::move(state)) {}
Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

Result<Reader> Reader::from(csv::Source source, rows::Limits limits)
{
    auto state = std::make_unique<State>(std::move(source), limits);
    state->read_names();
    if (state->names.empty()) return Error{ErrorKind::invalid_input, "file.no_headings", "{}"};
    return Reader(std::move(state));
}

bool Reader::next(rows::Row& row)
{
    return state_->next(row);
}

std::string_view Reader::problem() const
{
    return state_->source.problem();
}

std::uint64_t Reader::bytes_read() const
{
    return state_->source.bytes_read();
}

std::uint64_t Reader::bytes_total() const
{
    return state_->source.bytes_total();
}

}  // namespace xinheng::json_lines
