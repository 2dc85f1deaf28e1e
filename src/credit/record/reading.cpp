// Reading facts as they stood: the events of a subject's history up to some point, folded.
#include "credit/record/record_event.h"

#include <algorithm>
#include <limits>
#include <map>

namespace xinheng::record {

namespace {

constexpr ledger::LeafIndex the_head = std::numeric_limits<ledger::LeafIndex>::max();

struct Read {
    std::array<json::Value, ledger::part_count> parts;
    const json::Value& open() const { return parts[0]; }
};

Read read_parts(const ledger::LoggedEvent& event)
{
    Read read;
    for (std::size_t level = 0; level < ledger::part_count; ++level)
        if (event.parts.form(level) != ledger::Parts::Form::sealed &&
            !event.parts.text(level).empty())
            read.parts[level] = json::parse(event.parts.text(level)).value();
    return read;
}

std::string canonical_or_empty(const json::Value& value)
{
    return value.is_null() ? std::string() : json::canonical(value);
}

void take_version(Record& record, const ledger::LoggedEvent& event, const Read& read)
{
    const json::Value& body = read.open()["body"];
    record.class_version = body["class"].text_or("");
    record.provider = body["provider"].text_or(record.provider);
    record.publicity =
        body["publicity"].text_or("") == "withheld" ? Publicity::withheld : Publicity::open;
    record.version_leaf = event.leaf_index;
    for (std::size_t level = 0; level < ledger::part_count; ++level) {
        record.contents[level] = canonical_or_empty(read.parts[level]["body"]["content"]);
        record.originals[level] = canonical_or_empty(read.parts[level]["body"]["original"]);
        const auto decided = Date::parse(read.parts[level]["body"]["decided"].text_or(""));
        if (decided) record.decided = *decided;
        record.is_erased[level] = event.parts.form(level) == ledger::Parts::Form::erased;
    }
}

class Fold {
public:
    explicit Fold(const AsOf& as_of) : as_of_(as_of) {}

    void see(const ledger::LoggedEvent& event)
    {
        if (!event.kind.starts_with("record.")) return;
        const Read read = read_parts(event);
        const auto at = Instant::parse(read.open()["act"]["at"].text_or("")).value();
        if (as_of_.day && at.date() > *as_of_.day) return;

        const json::Value& body = read.open()["body"];
        if (event.kind == "record.entered") {
            Record& record = records_[event.leaf_index];
            record.id = event.leaf_index;
            record.subject = event.subject;
            record.entered_at = at;
            if (body["release"].text_or("") == "awaited")
                record.standing = Standing::awaiting_release;
            take_version(record, event, read);
            return;
        }

        const auto found = records_.find(body["record"].number_or(-1));
        if (found == records_.end()) return;
        Record& record = found->second;
        if (event.kind == "record.erased") return;
        if (event.kind == "record.corrected") {
            ++record.version;
            take_version(record, event, read);
        } else {
            record.standing =
                event.kind == "record.withdrawn" ? Standing::withdrawn : Standing::effective;
            record.standing_reason = body["why"].text_or("");
        }
    }

    std::vector<Record> finish()
    {
        std::vector<Record> records;
        for (auto& [id, record] : records_) records.push_back(std::move(record));
        return records;
    }

private:
    const AsOf& as_of_;
    std::map<RecordId, Record> records_;
};

}  // namespace

std::optional<EnteredFact> FactReader::entered(const ledger::LoggedEvent& event)
{
    if (event.kind != "record.entered") return std::nullopt;
    const json::View open = open_.read(event.parts.text(0));
    const Facts facts = facts_of(open, shared_.read(event.parts.text(1)));
    return EnteredFact{open["body"]["submission"].number().value_or(0),
                       std::string(facts.class_version), facts.decided,
                       Instant::parse(open["act"]["at"].text()).value()};
}

std::optional<ChangedFact> FactReader::changed(const ledger::LoggedEvent& event)
{
    using What = ChangedFact::What;
    static const std::map<std::string_view, What> kinds{{"record.corrected", What::corrected},
                                                        {"record.withdrawn", What::withdrawn},
                                                        {"record.restored", What::restored}};
    const auto kind = kinds.find(event.kind);
    if (kind == kinds.end()) return std::nullopt;
    const json::View open = open_.read(event.parts.text(0));
    return ChangedFact{open["body"]["record"].number().value_or(0), kind->second};
}

std::vector<Record> records_of(sql::Transaction& transaction, ledger::SubjectId subject,
                               const AsOf& as_of, ledger::PartKeys* keys)
{
    Fold fold(as_of);
    const auto suite = ledger::suite_of(transaction);
    for (auto& event : ledger::history_of(transaction, subject, as_of.leaf.value_or(the_head)))
        fold.see(keys == nullptr ? event : ledger::opened(std::move(event), suite, *keys));
    return fold.finish();
}

std::optional<Record> find(sql::Transaction& transaction, RecordId id, const AsOf& as_of,
                           ledger::PartKeys* keys)
{
    const auto line = line_of(transaction, id);
    if (!line) return std::nullopt;

    for (auto& record : records_of(transaction, line->subject, as_of, keys))
        if (record.id == id) return std::move(record);
    return std::nullopt;
}

std::vector<ledger::LoggedEvent> trace(sql::Transaction& transaction, RecordId id)
{
    const auto line = line_of(transaction, id);
    if (!line) return {};

    std::vector<ledger::LoggedEvent> events;
    std::vector<std::int64_t> proposals;
    for (auto& event : ledger::history_of(transaction, line->subject, the_head)) {
        const auto part = json::parse(event.parts.text(0)).value();
        const json::Value& body = part["body"];
        const bool is_ours = event.leaf_index == id || body["record"].number_or(-1) == id ||
                             (event.kind == "proposal.made" && body["target"].number_or(-1) == id);
        const bool decides_ours = std::ranges::count(proposals, body["proposal"].number_or(-1)) > 0;
        if (!is_ours && !decides_ours) continue;
        if (event.kind == "proposal.made") proposals.push_back(event.leaf_index);
        events.push_back(std::move(event));
    }
    return events;
}

}  // namespace xinheng::record
