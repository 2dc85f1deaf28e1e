// show, trace, withdraw, restore, erase.
#include "app/cli/cli.h"
#include "app/cli/table.h"
#include "app/cli/words.h"
#include "base/json.h"
#include "base/text.h"
#include "credit/enquiry/enquiry.h"

#include <CLI/CLI.hpp>

#include <ostream>

namespace xinheng::cli {

namespace {

struct Shown {
    std::string what;  // A code, or a record's number.
    std::string as_of;
    std::string level = "public";
};

Result<record::AsOf> read_as_of(const std::string& text)
{
    record::AsOf as_of;
    if (text.empty()) return as_of;
    if (text.find('-') != std::string::npos) {
        as_of.day = TRY(Date::parse(text));
        return as_of;
    }
    if (text.find_first_not_of("0123456789") != std::string::npos || text.size() > 18)
        return Error{ErrorKind::invalid_input, "as_of.format", text};
    as_of.leaf = std::stoll(text);
    return as_of;
}

enquiry::Viewer viewer_of(const std::string& level)
{
    if (level == "secret") return enquiry::Viewer{3};
    if (level == "authorised") return enquiry::Viewer{2};
    return enquiry::Viewer{level == "shared" ? 1U : 0U};
}

json::Object as_json(const enquiry::RecordView& view)
{
    json::Object object{{"class", view.record.class_version},
                        {"content", view.content},
                        {"decided", view.record.decided.text()},
                        {"entered_at", view.record.entered_at.text()},
                        {"provider", view.record.provider},
                        {"record", view.record.id},
                        {"standing", record::name_of(view.record.standing)},
                        {"version", view.record.version}};
    if (!view.original.empty()) object.emplace("original", view.original);
    if (view.publication_due) {
        object.emplace("publication_due", view.publication_due->day.text());
        object.emplace("publication_due_provisional", view.publication_due->provisional);
    }
    if (!view.record.standing_reason.empty())
        object.emplace("standing_reason", view.record.standing_reason);
    if (view.record.publicity == record::Publicity::withheld)
        object.emplace("publicity", "withheld");
    if (view.is_erased) object.emplace("erased", true);
    return object;
}

std::string as_text(const json::Value& value)
{
    if (value.text()) return *value.text();
    std::string joined;
    if (const auto* items = value.array())
        for (const auto& item : *items) joined += (joined.empty() ? "" : "、") + item.text_or("");
    return joined;
}

void print_record(std::ostream& out, const enquiry::RecordView& view)
{
    out << "record " << view.record.id << "  " << view.title << "  "
        << record::name_of(view.record.standing) << "  version " << view.record.version << '\n';
    if (!view.record.standing_reason.empty())
        out << "  why " << view.record.standing_reason << '\n';
    auto lines = view.lines;
    lines.push_back({"提供单位", view.record.provider});
    if (view.publication_due)
        lines.push_back({"公示期限", view.publication_due->day.text() +
                                         (view.publication_due->provisional ? "（暂定）" : "")});
    if (view.is_erased) lines.push_back({"非公开信息", "已按规定销毁"});
    std::size_t widest = 0;
    for (const auto& line : lines) widest = std::max(widest, display_width(line.title));
    for (const auto& line : lines)
        out << "  " << padded(line.title, widest) << "  " << as_text(line.value) << '\n';
}

void print_subject(Context& context, const enquiry::SubjectView& view)
{
    std::ostream& out = context.streams.out;
    out << view.subject.name << '\n';
    for (const auto& identified : view.subject.identifiers)
        out << "  " << subject::text_of(identified.identifier.scheme) << ' '
            << identified.identifier.value
            << (identified.until ? "  until " + identified.until->text() : "") << '\n';
    for (const auto& named : view.subject.names)
        if (named.name != view.subject.name) out << "  also " << named.name << '\n';
    if (view.records.empty()) {
        out << "查询期内无相关信息\n";
        return;
    }
    Table table({"record", "信息类别", "文书号", "决定日期", "standing", "公示期限"});
    for (const auto& record : view.records)
        table.add({std::to_string(record.record.id), record.title, record.headline,
                   record.record.decided.text(),
                   std::string(record::name_of(record.record.standing)),
                   record.publication_due ? record.publication_due->day.text() : ""});
    table.print(out);
}

json::Object as_json(const enquiry::SubjectView& view)
{
    json::Array identifiers, names, records;
    for (const auto& identified : view.subject.identifiers)
        identifiers.push_back(
            json::Object{{"code", identified.identifier.value},
                         {"scheme", subject::text_of(identified.identifier.scheme)}});
    for (const auto& named : view.subject.names) names.emplace_back(named.name);
    for (const auto& record : view.records) records.push_back(as_json(record));
    return {{"identifiers", std::move(identifiers)},
            {"name", view.subject.name},
            {"names", std::move(names)},
            {"records", std::move(records)},
            {"subject", view.subject.id}};
}

bool is_record_number(const std::string& text)
{
    return text.size() < 13 && text.find_first_not_of("0123456789") == std::string::npos;
}

Outcome show(Context& context, const Shown& shown)
{
    const auto as_of = TRY(read_as_of(shown.as_of));
    const auto policy = TRY(context.load());
    auto platform = TRY(context.open());
    auto transaction = platform.read();
    const enquiry::Reading reading{policy.catalogue, policy.calendar, viewer_of(shown.level), as_of,
                                   &platform.part_keys()};
    if (is_record_number(shown.what)) {
        const auto view = TRY(enquiry::record_view(transaction, std::stoll(shown.what), reading));
        if (context.as_json) context.streams.out << json::canonical(as_json(view)) << '\n';
        else print_record(context.streams.out, view);
        return Done{};
    }
    const auto view = TRY(enquiry::subject_view(transaction, shown.what, reading));
    if (context.as_json) context.streams.out << json::canonical(as_json(view)) << '\n';
    else print_subject(context, view);
    return Done{};
}

Outcome trace(Context& context, record::RecordId id)
{
    auto platform = TRY(context.open());
    auto transaction = platform.read();
    const auto events = record::trace(transaction, id);
    if (events.empty()) return Error{ErrorKind::not_found, "record.unknown", std::to_string(id)};

    Table table({"event", "what", "when", "by", "organisation", "why"});
    json::Array all;
    for (const auto& event : events) {
        const auto open = json::parse(event.parts.text(0)).value();
        const auto shared = json::parse(event.parts.text(1)).value();
        const json::Value& act = open["act"];
        table.add({std::to_string(event.leaf_index), event.kind, act["at"].text_or(""),
                   shared["act"]["by"].text_or(""), act["organisation"].text_or(""),
                   act["why"].text_or("")});
        all.push_back(json::Object{{"act", act},
                                   {"by", shared["act"]["by"]},
                                   {"entry", base64(event.entry.view())},
                                   {"event", event.leaf_index},
                                   {"history_number", event.history_number},
                                   {"kind", event.kind}});
    }
    if (context.as_json) context.streams.out << json::canonical(std::move(all)) << '\n';
    else table.print(context.streams.out);
    return Done{};
}

struct Asked {
    record::RecordId record = 0;
    std::string why;
    std::string basis;
};

using Propose = Result<ledger::LeafIndex> (*)(ledger::Writing&, const access::Act&,
                                              record::RecordId);

Outcome ask(Context& context, const Asked& asked, Propose propose)
{
    auto platform = TRY(context.open());
    TRY(platform.may_append());
    auto writing = platform.begin();
    const auto proposal = TRY(propose(writing, context.act(asked.why, asked.basis), asked.record));
    platform.commit(writing);
    TRY(platform.publish());
    if (context.as_json)
        context.streams.out << json::canonical(json::Object{{"proposal", proposal}}) << '\n';
    else context.streams.out << "proposal " << proposal << " waits for another officer\n";
    return Done{};
}

void add_request(CLI::App& app, Context& context, const char* name, Propose propose)
{
    auto asked = std::make_shared<Asked>();
    auto* const command = app.add_subcommand(name, "Propose it; another officer must approve");
    command->add_option("record", asked->record, "The record's number")->required();
    command->add_option("--why", asked->why, "The reason")->required();
    command->add_option("--basis", asked->basis, "The legal basis");
    command->callback([&context, asked, propose] {
        attempt(context, [&] { return ask(context, *asked, propose); });
    });
}

}  // namespace

void add_record_commands(CLI::App& app, Context& context)
{
    auto shown = std::make_shared<Shown>();
    auto* const showing = app.add_subcommand("show", "A subject with its records, or one record");
    showing->add_option("what", shown->what, "A code, or a record's number")->required();
    showing->add_option("--as-of", shown->as_of,
                        "As it stood before a leaf, or at the end of a day");
    showing->add_option("--level", shown->level, "public, shared, authorised or secret")
        ->check(CLI::IsMember({"public", "shared", "authorised", "secret"}))
        ->capture_default_str();
    showing->callback(
        [&context, shown] { attempt(context, [&] { return show(context, *shown); }); });

    auto id = std::make_shared<record::RecordId>();
    auto* const tracing = app.add_subcommand("trace", "Who said what of a record, and when");
    tracing->add_option("record", *id, "The record's number")->required();
    tracing->callback([&context, id] { attempt(context, [&] { return trace(context, *id); }); });

    add_request(app, context, "withdraw", record::propose_withdrawal);
    add_request(app, context, "restore", record::propose_restoration);
    add_request(app, context, "erase", record::propose_erasure);
}

}  // namespace xinheng::cli
