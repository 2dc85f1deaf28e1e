#include "credit/record/record_event.h"

#include <cstring>

namespace xinheng::record {

namespace {

constexpr std::size_t open_level = 0;
constexpr std::size_t shared_level = 1;

// Writes the members of a canonical object, which must come in order.
class Members {
public:
    Members& text(std::string_view key, std::string_view value)
    {
        name(key);
        json::append_text(text_, value);
        return *this;
    }
    Members& number(std::string_view key, std::int64_t value)
    {
        name(key);
        json::append_number(text_, value);
        return *this;
    }
    // Leaves out what is empty.
    Members& json(std::string_view key, std::string_view value)
    {
        if (value.empty()) return *this;
        name(key);
        text_ += value;
        return *this;
    }
    std::string finish()
    {
        if (text_.empty()) return {};
        return std::move(text_) + "}";
    }

private:
    void name(std::string_view key)
    {
        text_ += text_.empty() ? "{\"" : ",\"";
        text_ += key;
        text_ += "\":";
    }

    std::string text_;
};

// What is withheld from the public is told from level to level, but that there is a fact is not
// hidden: class, provider and subject stand in the open.
std::size_t level_of_facts(const Entry& entry)
{
    return entry.publicity == Publicity::open ? open_level : shared_level;
}

std::string inner_body(const Entry& entry, std::size_t level)
{
    Members members;
    members.json("content", entry.contents[level]);
    if (level == level_of_facts(entry))
        members.text("decided", entry.decided.text()).text("key", entry.key);
    members.json("original", entry.originals[level]);
    return members.finish();
}

}  // namespace

ledger::Draft entry_draft(const Entry& entry, const Batch& batch,
                          const subject::Resolution& resolution)
{
    ledger::Draft draft;
    draft.subject = resolution.subject;
    draft.kind = "record.entered";
    const bool open = entry.publicity == Publicity::open;

    Members members;
    members.text("class", entry.class_version).json("content", entry.contents[open_level]);
    if (open) members.text("decided", entry.decided.text()).text("key", entry.key);
    members.json("learned", resolution.learned).json("original", entry.originals[open_level]);
    members.text("provider", entry.provider);
    if (!open) members.text("publicity", "withheld");
    if (batch.release == Release::awaited) members.text("release", "awaited");
    members.number("submission", batch.submission);
    draft.bodies[open_level] = members.finish();

    for (std::size_t level = shared_level; level < ledger::part_count; ++level)
        draft.bodies[level] = inner_body(entry, level);
    return draft;
}

access::Wish correction_wish(const Line& line, const Entry& corrected)
{
    access::Wish wish{line.subject, "record.correct", line.id, {}};
    const bool open = corrected.publicity == Publicity::open;
    Members members;
    members.number("against", line.version_leaf).text("class", corrected.class_version);
    members.json("content", corrected.contents[open_level]);
    if (open) members.text("decided", corrected.decided.text()).text("key", corrected.key);
    members.json("original", corrected.originals[open_level]).text("provider", corrected.provider);
    if (!open) members.text("publicity", "withheld");
    wish.bodies[open_level] = members.finish();
    for (std::size_t level = shared_level; level < ledger::part_count; ++level)
        wish.bodies[level] = inner_body(corrected, level);
    return wish;
}

std::string versioned(ledger::LeafIndex version_leaf)
{
    return json::canonical(json::Object{{"against", version_leaf}});
}

access::Wish withdrawal_wish(const Line& line)
{
    return {line.subject, "record.withdraw", line.id, {versioned(line.version_leaf)}};
}

ledger::Draft correction_draft(const access::Proposal& approved, const ledger::LoggedEvent& wish)
{
    ledger::Draft draft;
    draft.subject = approved.subject;
    draft.kind = "record.corrected";
    for (std::size_t level = 0; level < ledger::part_count; ++level) {
        if (wish.parts.text(level).empty()) continue;
        auto part = json::parse(wish.parts.text(level)).value();
        const json::Value& body = part["body"];
        if (level != open_level) {
            if (!body.is_null()) draft.bodies[level] = json::canonical(body);
            continue;
        }
        json::Object corrected = *body["wish"].object();
        corrected.erase("against");
        corrected.emplace("proposal", approved.id);
        corrected.emplace("record", approved.target);
        draft.bodies[level] = json::canonical(std::move(corrected));
    }
    return draft;
}

namespace {

std::string content_at(const ledger::LoggedEvent& event, std::size_t level)
{
    if (event.parts.text(level).empty()) return {};
    const auto part = json::parse(event.parts.text(level)).value();
    const json::Value& body = part["body"];
    const json::Value& content =
        level == open_level && !body["wish"].is_null() ? body["wish"]["content"] : body["content"];
    return content.is_null() ? std::string() : json::canonical(content);
}

}  // namespace

bool brings(const ledger::LoggedEvent& event, const Texts& contents)
{
    for (std::size_t level = 0; level < ledger::part_count; ++level)
        if (event.parts.form(level) != ledger::Parts::Form::erased &&
            content_at(event, level) != contents[level])
            return false;
    return true;
}

std::string_view class_code_of(std::string_view class_version)
{
    return class_version.substr(0, class_version.find('/'));
}

Facts facts_of(json::View open, json::View shared)
{
    const json::View body = open["body"];
    const bool is_open = body["publicity"].text() != "withheld";
    const json::View holder = is_open ? body : shared["body"];
    Facts facts;
    facts.class_version = body["class"].text();
    facts.key = holder["key"].text();
    if (const auto decided = Date::parse(holder["decided"].text())) facts.decided = *decided;
    return facts;
}

std::int64_t key_digest(std::string_view class_code, std::string_view key)
{
    std::string whole(class_code);
    whole += '\n';
    whole += key;
    const Digest digest = sha256(whole);
    std::int64_t number = 0;
    std::memcpy(&number, digest.bytes.data(), sizeof number);
    return number;
}

}  // namespace xinheng::record
