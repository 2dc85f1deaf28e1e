#include "credit/catalogue/class_file_node.h"

#include "base/text.h"

namespace xinheng::catalogue {

namespace {

const json::Value nothing = json::Object{};

bool is_empty(const json::Value& value)
{
    if (const auto* text = value.text()) return text->empty();
    if (const auto* array = value.array()) return array->empty();
    return value.is_null();
}

}  // namespace

Node::Node(const json::Value& value, std::string path, Problems& problems)
    : value_(value), path_(std::move(path)), problems_(&problems)
{}

// A JSON pointer (RFC 6901).
std::string Node::path(std::string_view key) const
{
    return path_ + '/' + replaced(replaced(key, "~", "~0"), "/", "~1");
}

void Node::problem(std::string_view key, std::string_view rule, std::string detail) const
{
    problems_->add(path(key), rule, std::move(detail));
}

const json::Value& Node::take(std::string_view key, Presence presence, std::string_view rule)
{
    asked_.emplace(key);
    const json::Value& value = value_[key];
    if (presence == Presence::required && is_empty(value)) problem(key, rule, "missing");
    return value;
}

std::string Node::text(std::string_view key, Presence presence, std::string_view rule)
{
    const json::Value& value = take(key, presence, rule);
    if (!value.is_null() && value.text() == nullptr) problem(key, shape, "not text");
    return value.text_or("");
}

std::int64_t Node::number(std::string_view key, Presence presence, std::string_view rule)
{
    const json::Value& value = take(key, presence, rule);
    const bool usable = value.number() != nullptr && *value.number() >= 0;
    if (!value.is_null() && !usable) problem(key, shape, "not a number from 0");
    return usable ? *value.number() : 0;
}

std::optional<Date> Node::date(std::string_view key, Presence presence)
{
    const std::string written = text(key, presence);
    if (written.empty()) return std::nullopt;
    const auto day = Date::parse(written);
    if (!day) {
        problem(key, shape, "not a date: " + written);
        return std::nullopt;
    }
    return *day;
}

bool Node::flag(std::string_view key, Presence presence)
{
    const json::Value& value = take(key, presence, shape);
    if (!value.is_null() && value.boolean() == nullptr)
        problem(key, shape, "neither true nor false");
    return value.boolean() != nullptr && *value.boolean();
}

std::vector<std::string> Node::texts(std::string_view key, Presence presence, std::string_view rule)
{
    const json::Value& value = take(key, presence, rule);
    std::vector<std::string> all;
    if (value.is_null()) return all;
    if (value.array() == nullptr) {
        problem(key, shape, "not a list");
        return all;
    }
    for (const json::Value& item : *value.array()) {
        if (item.text() == nullptr) problem(key, shape, "not a list of texts");
        all.push_back(item.text_or(""));
    }
    return all;
}

Node Node::object(std::string_view key, Presence presence, std::string_view rule)
{
    const json::Value& value = take(key, presence, rule);
    if (!value.is_null() && value.object() == nullptr) problem(key, shape, "not an object");
    return {value.object() != nullptr ? value : nothing, path(key), *problems_};
}

std::vector<Node> Node::objects(std::string_view key, Presence presence, std::string_view rule)
{
    const json::Value& value = take(key, presence, rule);
    std::vector<Node> all;
    if (value.is_null()) return all;
    if (value.array() == nullptr) {
        problem(key, shape, "not a list");
        return all;
    }
    std::size_t index = 0;
    for (const json::Value& item : *value.array()) {
        const std::string place = path(key) + '/' + std::to_string(index++);
        if (item.object() == nullptr) problems_->add(place, shape, "not an object");
        else all.emplace_back(item, place, *problems_);
    }
    return all;
}

void Node::finish() const
{
    if (value_.object() == nullptr) return;
    for (const auto& [key, value] : *value_.object())
        if (!asked_.contains(key)) problem(key, "catalogue.unknown_key", key);
}

}  // namespace xinheng::catalogue
