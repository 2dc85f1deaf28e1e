#include "base/json_view.h"

#include "base/result.h"

#include <simdjson.h>

namespace xinheng::json {

// simdjson's elements are a pointer to the document and an index into its tape; View keeps them so
// that the library's header stays out of ours.
static_assert(sizeof(simdjson::dom::element) <= 2 * sizeof(void*));

namespace {

struct Place {
    const void* document;
    std::size_t index;
};

simdjson::dom::element element_of(Place place)
{
    simdjson::dom::element element;
    static_assert(sizeof(Place) == sizeof element);
    std::memcpy(static_cast<void*>(&element), &place, sizeof element);
    return element;
}

Place place_of(const simdjson::dom::element& element)
{
    Place place;
    std::memcpy(&place, static_cast<const void*>(&element), sizeof place);
    return place;
}

}  // namespace

struct Document::State {
    simdjson::dom::parser parser;
};

Document::Document() : state_(std::make_unique<State>()) {}

Document::~Document() = default;

View Document::read(std::string_view text)
{
    simdjson::dom::element root;
    const auto error = state_->parser.parse(text.data(), text.size()).get(root);
    if (error) throw Failure(std::string("an event is no JSON: ") + simdjson::error_message(error));
    const Place place = place_of(root);
    return View(place.document, place.index);
}

View View::operator[](std::string_view key) const
{
    if (!document_) return {};
    simdjson::dom::element member;
    if (element_of({document_, index_}).at_key(key).get(member)) return {};
    const Place place = place_of(member);
    return View(place.document, place.index);
}

std::string_view View::text() const
{
    std::string_view text;
    if (!document_ || element_of({document_, index_}).get(text)) return {};
    return text;
}

std::optional<std::int64_t> View::number() const
{
    std::int64_t number = 0;
    if (!document_ || element_of({document_, index_}).get(number)) return std::nullopt;
    return number;
}

void View::each_item(const std::function<void(View)>& on_item) const
{
    if (!document_) return;
    simdjson::dom::array items;
    if (element_of({document_, index_}).get(items)) return;
    for (const auto item : items) {
        const Place place = place_of(item);
        on_item(View(place.document, place.index));
    }
}

}  // namespace xinheng::json
