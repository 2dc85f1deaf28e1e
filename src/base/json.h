// JSON as the book uses it: a dynamic value, a strict parser, and the canonical writer of RFC 8785.
// Numbers are whole and within 2^53; amounts and other decimals are strings, so that no reader
// can round them.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace xinheng::json {

class Value;
using Array = std::vector<Value>;
using Object =
    std::map<std::string, Value, std::less<>>;  // Keys are ASCII, so byte order is RFC 8785 order.

class Value {
public:
    Value() = default;
    Value(std::nullptr_t) {}
    Value(bool truth) : state_(truth) {}
    Value(std::int64_t number) : state_(number) {}
    Value(int number) : state_(std::int64_t{number}) {}
    Value(std::uint64_t number) : state_(static_cast<std::int64_t>(number)) {}
    Value(std::string text) : state_(std::move(text)) {}
    Value(std::string_view text) : state_(std::string(text)) {}
    Value(const char* text) : state_(std::string(text)) {}
    Value(Array array) : state_(std::move(array)) {}
    Value(Object object) : state_(std::move(object)) {}

    bool is_null() const { return std::holds_alternative<std::monostate>(state_); }
    const bool* boolean() const { return std::get_if<bool>(&state_); }
    const std::int64_t* number() const { return std::get_if<std::int64_t>(&state_); }
    const std::string* text() const { return std::get_if<std::string>(&state_); }
    const Array* array() const { return std::get_if<Array>(&state_); }
    const Object* object() const { return std::get_if<Object>(&state_); }
    Object* object() { return std::get_if<Object>(&state_); }

    // The member of that name, or a null value where this is no object or has none.
    const Value& operator[](std::string_view key) const;
    // The text or number, or the fallback where it is something else.
    std::string text_or(std::string_view fallback) const;
    std::int64_t number_or(std::int64_t fallback) const;

    bool operator==(const Value&) const = default;

private:
    std::variant<std::monostate, bool, std::int64_t, std::string, Array, Object> state_;
};

// Refuses with "json.syntax", "json.number" (not whole), "json.duplicate_key" or "json.too_deep".
Result<Value> parse(std::string_view text);

// RFC 8785: no spaces, sorted keys, shortest escapes.
std::string canonical(const Value& value);
std::string pretty(const Value& value);

// For the hot path: the same escaping, straight into a buffer.
void append_text(std::string& into, std::string_view text);
void append_number(std::string& into, std::int64_t number);

}  // namespace xinheng::json
