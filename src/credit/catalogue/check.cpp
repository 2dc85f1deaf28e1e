#include "credit/catalogue/check.h"

#include "base/text.h"

#include <algorithm>
#include <cassert>
#include <cstring>

namespace xinheng::catalogue {

namespace {

// Bytes that may begin something unwanted: C0 controls, DEL, '<', and the first bytes of the C1
// controls (C2) and of the marks that turn the direction of writing (E2).
constexpr std::array<bool, 256> suspicious_bytes()
{
    std::array<bool, 256> bytes{};
    for (std::size_t byte = 0; byte < 0x20; ++byte) bytes[byte] = true;
    for (const std::size_t byte : {0x7F, 0x3C, 0xC2, 0xE2}) bytes[byte] = true;
    return bytes;
}
constexpr std::array<bool, 256> suspicious = suspicious_bytes();

// Sixteen bytes that are compared at once: most values hold nothing of the kind, and the whole row
// passes here.
using Block = std::uint8_t __attribute__((vector_size(16)));

Block block_at(const char* bytes)
{
    Block block;
    std::memcpy(&block, bytes, sizeof block);
    return block;
}

bool may_hold_suspicious(std::string_view value)
{
    Block found{};
    std::size_t at = 0;
    for (; at + sizeof(Block) + 2 <= value.size(); at += sizeof(Block)) {
        const Block block = block_at(value.data() + at);
        // Chinese quotation marks and dashes begin with E2 too; the third byte tells them apart.
        const Block third = block_at(value.data() + at + 2);
        found |= static_cast<Block>((block < 0x20) | (block == 0x7F) | (block == 0x3C) |
                                    (block == 0xC2) |
                                    ((block == 0xE2) & (third >= 0xA6) & (third <= 0xAE)));
    }
    std::array<std::uint64_t, 2> halves;
    std::memcpy(halves.data(), &found, sizeof found);
    bool any = (halves[0] | halves[1]) != 0;
    for (; at < value.size(); ++at) any |= suspicious[static_cast<unsigned char>(value[at])];
    return any;
}

struct Unwanted {
    bool control = false;
    bool line_break = false;
    bool markup = false;
};

bool begins_markup(char next)
{
    return next == '/' || next == '!' || next == '?' || (next >= 'a' && next <= 'z') ||
           (next >= 'A' && next <= 'Z');
}

bool turns_direction(std::string_view rest)
{
    if (rest.size() < 3) return false;
    const auto second = static_cast<unsigned char>(rest[1]);
    const auto third = static_cast<unsigned char>(rest[2]);
    return (second == 0x80 && third >= 0xAA && third <= 0xAE) ||  // U+202A to U+202E
           (second == 0x81 && third >= 0xA6 && third <= 0xA9);    // U+2066 to U+2069
}

Unwanted unwanted_in(std::string_view value)
{
    Unwanted found;
    for (std::size_t at = 0; at < value.size(); ++at) {
        const auto byte = static_cast<unsigned char>(value[at]);
        if (!suspicious[byte]) continue;
        if (byte == '\n' || byte == '\r' || byte == '\t') found.line_break = true;
        else if (byte < 0x20 || byte == 0x7F) found.control = true;
        else if (byte == '<' && at + 1 < value.size()) found.markup |= begins_markup(value[at + 1]);
        else if (byte == 0xC2 && at + 1 < value.size())
            found.control |= static_cast<unsigned char>(value[at + 1]) < 0xA0;
        else if (byte == 0xE2) found.control |= turns_direction(value.substr(at));
    }
    return found;
}

bool is_allowed(const std::vector<std::string>& allowed, std::string_view code)
{
    if (std::binary_search(allowed.begin(), allowed.end(), code, std::less<>{})) return true;
    const auto dash = code.find('-');
    if (dash == std::string_view::npos || dash + 1 == code.size()) return false;
    const std::string named = std::string(code.substr(0, dash + 1)) + '*';
    return std::binary_search(allowed.begin(), allowed.end(), named);
}

// Calls with each part of a value that joins codes with ';', until one answers true.
template <class Ask>
bool any_code(std::string_view value, const Ask& ask)
{
    for (;;) {
        const auto end = value.find(';');
        if (ask(value.substr(0, end))) return true;
        if (end == std::string_view::npos) return false;
        value.remove_prefix(end + 1);
    }
}

std::size_t decimals_of(std::string_view amount)
{
    const auto point = amount.find('.');
    return point == std::string_view::npos ? 0 : amount.size() - point - 1;
}

class RowCheck {
public:
    RowCheck(const ClassVersion& version, std::span<const std::string_view> values, Date today,
             std::vector<FieldFinding>& findings)
        : version_(version), values_(values), today_(today), findings_(findings)
    {}

    void field(FieldIndex index)
    {
        const Field& field = version_.fields[index];
        const std::string_view value = values_[index];
        if (value.empty()) {
            if (field.required) error(index, "field.required", "");
            return;
        }
        if (may_hold_suspicious(value)) characters(index);
        // The length first: nothing slow is done to a value that is too long.
        if (is_too_long(field, value)) {
            error(index, "field.too_long", std::to_string(field.max_length));
            return;
        }
        if (field.pattern && !field.pattern->matches(value))
            error(index, "field.pattern", field.pattern->text());
        if (!field.allowed.empty()) code(index);
        if (field.type == FieldType::amount && decimals_of(value) > field.decimals)
            error(index, "field.decimals", std::to_string(field.decimals));
    }

    void condition(const RequiredWhen& rule)
    {
        const std::string_view value = values_[rule.field];
        if (value.empty()) return;
        const auto is_it = [&rule](std::string_view code) { return code == rule.includes; };
        const bool several = version_.fields[rule.field].type == FieldType::codes;
        if (!rule.includes.empty() && !(several ? any_code(value, is_it) : is_it(value))) return;
        for (const FieldIndex index : rule.required)
            if (values_[index].empty())
                error(index, "field.required_when",
                      version_.fields[rule.field].name + (rule.includes.empty() ? "" : "=") +
                          rule.includes);
    }

    void condition(const DateInNumber& rule)
    {
        const std::string_view number = values_[rule.field];
        const std::string_view date = values_[rule.date];
        if (number.empty() || date.empty()) return;
        const std::string wanted = replaced(date, "-", "");
        if (number.size() < rule.at || number.substr(rule.at, wanted.size()) != wanted)
            error(rule.field, "field.date_differs", std::string(date));
    }

    void condition(const DateRule& rule)
    {
        const std::string_view date = values_[rule.field];
        if (date.empty()) return;
        const bool not_before = rule.side == DateRule::Side::not_before;
        if (const auto* other = std::get_if<FieldIndex>(&rule.bound)) {
            // Dates in this form stand in the order of their texts.
            const std::string_view bound = values_[*other];
            if (!bound.empty() && (not_before ? date < bound : date > bound))
                error(rule.field, "field.date_order",
                      version_.fields[*other].name + " " + std::string(bound));
            return;
        }
        // What is no date at all has been told by whoever read it.
        const auto day = Date::parse(date);
        if (!day) return;
        const bool is_today = std::holds_alternative<Today>(rule.bound);
        const Date bound = is_today ? today_ : std::get<Date>(rule.bound);
        if (not_before && *day < bound) error(rule.field, "field.date_too_old", bound.text());
        if (!not_before && *day > bound)
            error(rule.field, is_today ? "field.in_future" : "field.date_too_late", bound.text());
    }

private:
    void error(FieldIndex index, std::string_view reason, std::string expected)
    {
        findings_.push_back({index, reason, Severity::error, std::move(expected)});
    }

    void warning(FieldIndex index, std::string_view reason)
    {
        findings_.push_back({index, reason, Severity::warning, ""});
    }

    static bool is_too_long(const Field& field, std::string_view value)
    {
        // A character takes at least one byte and at most four.
        if (field.max_length == 0 || value.size() <= field.max_length) return false;
        return value.size() > std::size_t{4} * field.max_length ||
               code_point_count(value) > field.max_length;
    }

    void characters(FieldIndex index)
    {
        const Unwanted found = unwanted_in(values_[index]);
        if (found.control) error(index, "field.control_character", "");
        else if (found.line_break) warning(index, "field.control_character");
        // Markup is kept as what it is, text; whoever shows it has to escape it anyway.
        if (found.markup) warning(index, "field.markup");
    }

    void code(FieldIndex index)
    {
        const Field& field = version_.fields[index];
        const auto unknown = [&field](std::string_view code) {
            return !is_allowed(field.allowed, code);
        };
        const std::string_view value = values_[index];
        const bool wrong =
            field.type == FieldType::codes ? any_code(value, unknown) : unknown(value);
        if (wrong) error(index, "field.not_in_list", field.code_list);
    }

    const ClassVersion& version_;
    std::span<const std::string_view> values_;
    Date today_;
    std::vector<FieldFinding>& findings_;
};

}  // namespace

void check(const ClassVersion& version, std::span<const std::string_view> values, Date today,
           std::vector<FieldFinding>& findings)
{
    assert(values.size() == version.fields.size());
    RowCheck row(version, values, today, findings);
    for (std::size_t index = 0; index < values.size(); ++index)
        row.field(static_cast<FieldIndex>(index));
    for (const Condition& condition : version.conditions)
        std::visit([&row](const auto& rule) { row.condition(rule); }, condition);
}

}  // namespace xinheng::catalogue
