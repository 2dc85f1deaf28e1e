// prove, verify: a record's events in one file, and its check without us.
#include "app/cli/cli.h"
#include "app/cli/words.h"
#include "app/platform/book_files.h"
#include "base/json.h"
#include "credit/ledger/proof.h"
#include "credit/record/record.h"

#include <CLI/CLI.hpp>

#include <ostream>

namespace xinheng::cli {

namespace {

struct Wanted {
    record::RecordId record = 0;
    std::string out;
    std::string level = "public";
};

constexpr std::array<std::string_view, ledger::part_count> level_names = {"public", "shared",
                                                                          "authorised", "secret"};

// What a level lets its reader see: its own part and those before it.
std::array<ledger::Showing, ledger::part_count> shown_parts(const std::string& level)
{
    std::array<ledger::Showing, ledger::part_count> parts;
    parts.fill(ledger::Showing::withheld);
    for (std::size_t place = 0; place < parts.size(); ++place) {
        parts[place] = ledger::Showing::shown;
        if (level_names[place] == level) break;
    }
    return parts;
}

Result<ledger::RecordProof> proof_of(sql::Transaction& transaction, const Wanted& wanted,
                                     ledger::PartKeys* keys)
{
    const auto note = ledger::newest_checkpoint(transaction);
    if (!note) return Error{ErrorKind::conflict, "proof.not_published", ""};
    const auto signed_note = TRY(ledger::Note::parse(*note));
    const auto checkpoint = TRY(ledger::Checkpoint::parse(signed_note.text));
    const auto suite = ledger::suite_of(transaction);
    ledger::TileHashes hashes(suite, checkpoint.head.size, ledger::tiles_of(transaction));

    ledger::RecordProof proof;
    for (auto& event : record::trace(transaction, wanted.record)) {
        // Proposals are not yet facts.
        if (!event.kind.starts_with("record.")) continue;
        const auto index = static_cast<std::uint64_t>(event.leaf_index);
        if (index >= checkpoint.head.size)
            return Error{ErrorKind::conflict, "proof.not_published", std::to_string(index)};
        if (keys != nullptr) event = ledger::opened(std::move(event), suite, *keys);
        const auto shown = event.parts.shown(suite, shown_parts(wanted.level));
        ledger::Proof one;
        one.extra = shown.text();
        one.index = index;
        one.path =
            TRY(ledger::inclusion_proof(suite, {index, checkpoint.head.size}, hashes.source()));
        one.checkpoint = *note;
        proof.proofs.push_back(std::move(one));
    }
    if (proof.proofs.empty())
        return Error{ErrorKind::not_found, "record.unknown", std::to_string(wanted.record)};
    return proof;
}

Outcome prove(Context& context, const Wanted& wanted)
{
    auto platform = TRY(context.open());
    auto transaction = platform.read();
    const bool is_sealed = wanted.level == "authorised" || wanted.level == "secret";
    const auto proof =
        TRY(proof_of(transaction, wanted, is_sealed ? &platform.part_keys() : nullptr));
    if (wanted.out.empty() || wanted.out == "-") context.streams.out << proof.text();
    else write_file(std::filesystem::absolute(wanted.out), proof.text(), Secrecy::open);
    return Done{};
}

struct Checked {
    std::string file;
    std::string key;
    std::vector<std::string> witnesses;
};

// That the events are one record's, and that none is missing between those of its subject.
Outcome check_story(const std::vector<ledger::ProvenEvent>& events)
{
    const auto id = static_cast<std::int64_t>(events.front().index);
    for (std::size_t at = 0; at < events.size(); ++at) {
        const auto* const part = events[at].event.shown(0);
        if (!part) return Error{ErrorKind::invalid_input, "proof.nothing_shown", ""};
        const auto open = TRY(json::parse(part->text));
        const auto number = open["history"]["number"].number_or(0);
        const bool is_ours = at == 0 ? open["kind"].text_or("") == "record.entered"
                                     : open["body"]["record"].number_or(-1) == id;
        if (!is_ours)
            return Error{ErrorKind::invalid_input, "proof.other_record",
                         std::to_string(events[at].index)};
        if (at == 0) continue;
        const auto before = TRY(json::parse(events[at - 1].event.shown(0)->text));
        const bool is_next = before["history"]["number"].number_or(0) + 1 == number;
        if (before["subject"].number_or(-1) != open["subject"].number_or(-2) ||
            (is_next &&
             open["history"]["previous"].text_or("") != base64(events[at - 1].entry.view())))
            return Error{ErrorKind::invalid_input, "proof.history",
                         std::to_string(events[at].index)};
    }
    return Done{};
}

void print_proven(Context& context, const std::vector<ledger::ProvenEvent>& events)
{
    const auto& under = events.front().under;
    json::Array all;
    for (const auto& event : events) {
        const auto open = json::parse(event.event.shown(0)->text).value();
        if (context.as_json) {
            json::Array parts;
            for (std::size_t place = 0; place < ledger::part_count; ++place)
                if (const auto* const part = event.event.shown(place);
                    part != nullptr && !part->text.empty())
                    parts.push_back(json::parse(part->text).value());
            all.push_back(json::Object{{"index", event.index}, {"parts", std::move(parts)}});
            continue;
        }
        context.streams.out << "event " << event.index << "  " << open["kind"].text_or("") << "  "
                            << open["act"]["at"].text_or("") << "  "
                            << open["act"]["organisation"].text_or("") << '\n';
        if (const auto* const content = open["body"]["content"].object())
            for (const auto& [name, value] : *content)
                context.streams.out << "  " << name << ": "
                                    << (value.text() ? *value.text() : json::canonical(value))
                                    << '\n';
    }
    if (context.as_json) {
        context.streams.out << json::canonical(json::Object{{"events", std::move(all)},
                                                            {"log", under.checkpoint.origin},
                                                            {"size", under.checkpoint.head.size},
                                                            {"sound", true}})
                            << '\n';
        return;
    }
    for (const auto& cosignature : under.cosignatures)
        context.streams.out << "seen by " << cosignature.witness << " at " << cosignature.at.text()
                            << '\n';
    context.streams.out << "sound: " << events.size() << " of " << under.checkpoint.head.size
                        << " events of " << under.checkpoint.origin << '\n';
}

Outcome verify(Context& context, const Checked& wanted)
{
    const auto file = read_file(wanted.file);
    if (!file) return Error{ErrorKind::invalid_input, "file.not_found", wanted.file};
    ledger::TrustedKeys keys{TRY(ledger::VerifierKey::parse(wanted.key))};
    for (const auto& witness : wanted.witnesses)
        keys.witnesses.push_back(TRY(ledger::VerifierKey::parse(witness)));
    keys.witnesses_needed = keys.witnesses.size();

    const auto proof = TRY(ledger::RecordProof::parse(*file));
    const auto events = TRY(ledger::verify(proof, keys));
    TRY(check_story(events));
    print_proven(context, events);
    return Done{};
}

}  // namespace

void add_proof_commands(CLI::App& app, Context& context)
{
    auto wanted = std::make_shared<Wanted>();
    auto* const proving = app.add_subcommand("prove", "One file that proves a record to anybody");
    proving->add_option("record", wanted->record, "The record's number")->required();
    proving->add_option("--out", wanted->out, "Where to write it; standard output if not said");
    proving->add_option("--level", wanted->level, "Up to which level of publicity it shows parts")
        ->check(CLI::IsMember({"public", "shared", "authorised", "secret"}))
        ->capture_default_str();
    proving->callback(
        [&context, wanted] { attempt(context, [&] { return prove(context, *wanted); }); });

    auto checked = std::make_shared<Checked>();
    auto* const verifying = app.add_subcommand("verify", "Check a proof file; needs no book");
    verifying->add_option("file", checked->file, "The proof file")->required();
    verifying->add_option("--key", checked->key, "The log's verifier key")->required();
    verifying->add_option("--witness", checked->witnesses,
                          "The key of a witness that must have signed");
    verifying->callback(
        [&context, checked] { attempt(context, [&] { return verify(context, *checked); }); });
}

}  // namespace xinheng::cli
