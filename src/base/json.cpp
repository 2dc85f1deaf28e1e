#include "base/json.h"

#include <simdjson.h>

#include <charconv>

namespace xinheng::json {

namespace {

constexpr int deepest = 64;
constexpr std::int64_t largest_exact = std::int64_t{1} << 53;

Error refusal(std::string_view reason, std::string detail)
{
    return {ErrorKind::invalid_input, reason, std::move(detail)};
}

Result<Value> copied(const simdjson::dom::element& element, int depth);

Result<Value> copied_object(const simdjson::dom::object& members, int depth)
{
    Object object;
    for (const auto& member : members) {
        auto value = TRY(copied(member.value, depth + 1));
        const auto [place, added] = object.emplace(std::string(member.key), std::move(value));
        if (!added) return refusal("json.duplicate_key", place->first);
    }
    return Value(std::move(object));
}

Result<Value> copied_array(const simdjson::dom::array& items, int depth)
{
    Array array;
    for (const auto& item : items) array.push_back(TRY(copied(item, depth + 1)));
    return Value(std::move(array));
}

Result<Value> copied(const simdjson::dom::element& element, int depth)
{
    using simdjson::dom::element_type;
    if (depth > deepest) return refusal("json.too_deep", std::to_string(deepest));

    switch (element.type()) {
    case element_type::NULL_VALUE: return Value();
    case element_type::BOOL: return Value(element.get_bool().value_unsafe());
    case element_type::STRING: return Value(std::string_view(element.get_string().value_unsafe()));
    case element_type::OBJECT: return copied_object(simdjson::dom::object(element), depth);
    case element_type::INT64: {
        const std::int64_t number = element.get_int64().value_unsafe();
        if (number > largest_exact || number < -largest_exact)
            return refusal("json.number", std::to_string(number));
        return Value(number);
    }
    case element_type::UINT64:
    case element_type::DOUBLE: return refusal("json.number", "");
    case element_type::ARRAY: return copied_array(simdjson::dom::array(element), depth);
    }
    throw Failure("simdjson knows a kind of value that JSON has not");
}

struct Indent {
    int step;  // 0: everything on one line, without spaces.
    int level = 0;

    void line(std::string& into) const
    {
        if (step == 0) return;
        into += '\n';
        into.append(static_cast<std::size_t>(step) * static_cast<std::size_t>(level), ' ');
    }
};

void write(std::string& into, const Value& value, Indent indent);

void write_object(std::string& into, const Object& object, Indent indent)
{
    into += '{';
    Indent inner{indent.step, indent.level + 1};
    bool first = true;
    for (const auto& [key, member] : object) {
        if (!first) into += ',';
        first = false;
        inner.line(into);
        append_text(into, key);
        into += indent.step == 0 ? ":" : ": ";
        write(into, member, inner);
    }
    if (!object.empty()) indent.line(into);
    into += '}';
}

void write_array(std::string& into, const Array& array, Indent indent)
{
    into += '[';
    Indent inner{indent.step, indent.level + 1};
    bool first = true;
    for (const auto& item : array) {
        if (!first) into += ',';
        first = false;
        inner.line(into);
        write(into, item, inner);
    }
    if (!array.empty()) indent.line(into);
    into += ']';
}

void write(std::string& into, const Value& value, Indent indent)
{
    if (const auto* text = value.text()) append_text(into, *text);
    else if (const auto* number = value.number()) append_number(into, *number);
    else if (const auto* truth = value.boolean()) into += *truth ? "true" : "false";
    else if (const auto* object = value.object()) write_object(into, *object, indent);
    else if (const auto* array = value.array()) write_array(into, *array, indent);
    else into += "null";
}

const Value absent;

}  // namespace

const Value& Value::operator[](std::string_view key) const
{
    const auto* members = object();
    if (!members) return absent;
    const auto found = members->find(key);
    return found == members->end() ? absent : found->second;
}

std::string Value::text_or(std::string_view fallback) const
{
    return text() ? *text() : std::string(fallback);
}

std::int64_t Value::number_or(std::int64_t fallback) const
{
    return number() ? *number() : fallback;
}

Result<Value> parse(std::string_view text)
{
    thread_local simdjson::dom::parser parser;
    simdjson::dom::element document;
    const auto error = parser.parse(text.data(), text.size()).get(document);
    if (error) return refusal("json.syntax", simdjson::error_message(error));

    return copied(document, 0);
}

std::string canonical(const Value& value)
{
    std::string written;
    write(written, value, Indent{0});
    return written;
}

std::string pretty(const Value& value)
{
    std::string written;
    write(written, value, Indent{2});
    return written;
}

void append_text(std::string& into, std::string_view text)
{
    constexpr char letters[] = "0123456789abcdef";
    into += '"';
    std::size_t plain_from = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte >= 0x20 && byte != '"' && byte != '\\') continue;

        into.append(text, plain_from, at - plain_from);
        plain_from = at + 1;
        into += '\\';
        switch (byte) {
        case '"': into += '"'; break;
        case '\\': into += '\\'; break;
        case '\b': into += 'b'; break;
        case '\f': into += 'f'; break;
        case '\n': into += 'n'; break;
        case '\r': into += 'r'; break;
        case '\t': into += 't'; break;
        default:
            into += "u00";
            into += letters[byte >> 4];
            into += letters[byte & 15];
        }
    }
    into.append(text, plain_from, text.size() - plain_from);
    into += '"';
}

void append_number(std::string& into, std::int64_t number)
{
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    into.append(digits, end);
}

}  // namespace xinheng::json
