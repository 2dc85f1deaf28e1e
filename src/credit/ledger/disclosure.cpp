#include "credit/ledger/disclosure.h"

#include "base/json.h"

namespace xinheng::ledger {

namespace {

constexpr std::string_view entry_prefix = "xinheng/entry/1";

Error refused(std::string_view reason, std::string detail = {})
{
    return {ErrorKind::invalid_input, reason, std::move(detail)};
}

Result<std::variant<Digest, Part>> part_in(const json::Value& value)
{
    const json::Object* const members = value.object();
    if (members == nullptr) return refused("shown_event.format");
    if (members->size() == 1) {
        const std::string* const text = value["digest"].text();
        const auto bytes = text == nullptr ? std::nullopt : from_base64(*text);
        const auto digest = bytes ? Digest::from_bytes(*bytes) : std::nullopt;
        if (!digest) return refused("shown_event.digest");
        return std::variant<Digest, Part>(*digest);
    }
    const std::string* const salt = value["salt"].text();
    const std::string* const text = value["text"].text();
    if (members->size() != 2 || salt == nullptr || text == nullptr) {
        return refused("shown_event.format");
    }
    auto bytes = from_base64(*salt);
    if (!bytes || bytes->size() != Part::salt_size) return refused("shown_event.salt");
    return std::variant<Digest, Part>(Part{std::move(*bytes), *text});
}

}  // namespace

Event Event::of(std::array<std::string, part_count> texts)
{
    const std::string salts = random_bytes(part_count * Part::salt_size);
    Event event;
    for (std::size_t place = 0; place < part_count; ++place) {
        event.parts[place].salt = salts.substr(place * Part::salt_size, Part::salt_size);
        event.parts[place].text = std::move(texts[place]);
    }
    return event;
}

Digest part_digest(Suite suite, const Part& part)
{
    return suite.digest_of({part.salt, part.text});
}

Digest entry_of(Suite suite, const PartDigests& digests)
{
    return suite.digest_of(
        {entry_prefix, digests[0].view(), digests[1].view(), digests[2].view(), digests[3].view()});
}

Digest entry_of(Suite suite, const Event& event)
{
    PartDigests digests;
    for (std::size_t place = 0; place < part_count; ++place) {
        digests[place] = part_digest(suite, event.parts[place]);
    }
    return entry_of(suite, digests);
}

Digest entry_of(Suite suite, const ShownEvent& event)
{
    PartDigests digests;
    for (std::size_t place = 0; place < part_count; ++place) {
        const Part* const part = event.shown(place);
        digests[place] =
            part != nullptr ? part_digest(suite, *part) : std::get<Digest>(event.parts[place]);
    }
    return entry_of(suite, digests);
}

ShownEvent ShownEvent::of(Suite suite, const Event& event,
                          const std::array<Showing, part_count>& showing)
{
    ShownEvent shown;
    for (std::size_t place = 0; place < part_count; ++place) {
        const Part& part = event.parts[place];
        if (showing[place] == Showing::shown) {
            shown.parts[place] = part;
        } else {
            shown.parts[place] = part_digest(suite, part);
        }
    }
    return shown;
}

std::string ShownEvent::text() const
{
    json::Array shown_parts;
    for (const auto& part : parts) {
        json::Object members;
        if (const Part* const whole = std::get_if<Part>(&part)) {
            members.emplace("salt", base64(whole->salt));
            members.emplace("text", whole->text);
        } else {
            members.emplace("digest", base64(std::get<Digest>(part).view()));
        }
        shown_parts.emplace_back(std::move(members));
    }
    json::Object event;
    event.emplace("format", entry_prefix);
    event.emplace("parts", std::move(shown_parts));
    return json::canonical(std::move(event));
}

Result<ShownEvent> ShownEvent::parse(std::string_view text)
{
    if (text.size() > size_limit_bytes) return refused("shown_event.too_long");
    const auto value = json::parse(text);
    if (!value) return refused("shown_event.format", std::string(value.error().reason));
    const json::Array* const parts = (*value)["parts"].array();
    if (parts == nullptr || parts->size() != part_count || value->object()->size() != 2 ||
        (*value)["format"].text_or("") != entry_prefix) {
        return refused("shown_event.format");
    }
    ShownEvent event;
    for (std::size_t place = 0; place < part_count; ++place) {
        event.parts[place] = TRY(part_in((*parts)[place]));
    }
    // One spelling for one event, so that two readers can compare what they were shown.
    if (event.text() != text) return refused("shown_event.not_canonical");

    return event;
}

}  // namespace xinheng::ledger
