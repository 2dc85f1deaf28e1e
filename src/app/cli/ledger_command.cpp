// ledger verify|key|publish|take|consistency, witness init|sign.
#include "app/cli/cli.h"
#include "app/cli/progress.h"
#include "app/cli/words.h"
#include "app/platform/succession.h"
#include "app/platform/upkeep.h"
#include "app/platform/witness.h"
#include "base/json.h"

#include <CLI/CLI.hpp>

#include <ostream>

namespace xinheng::cli {

namespace {

Outcome verify_all(Context& context)
{
    auto platform = TRY(context.open());
    std::optional<ProgressBar> bar(std::in_place, context.streams.err, "ledger verify");
    const auto verified =
        verify_book(platform, [&](const Progress& progress) { bar->show(progress); });
    bar.reset();
    if (context.as_json) {
        json::Object answer{{"events", verified.size},
                            {"root", base64(verified.root.view())},
                            {"sound", !verified.fault},
                            {"unopened", verified.unopened_count}};
        if (verified.fault)
            answer.emplace("fault", json::Object{{"reason", verified.fault->reason},
                                                 {"where", verified.fault->where}});
        context.streams.out << json::canonical(std::move(answer)) << '\n';
    }
    if (verified.fault)
        return Error{ErrorKind::conflict, verified.fault->reason, verified.fault->where};
    if (!context.as_json) context.streams.out << "sound, " << verified.size << " events\n";
    if (!context.as_json && verified.unopened_count > 0)
        context.streams.out << "not opened: the sealed parts of " << verified.unopened_count
                            << " events; this host has no keys of parts\n";
    return Done{};
}

Outcome print_key(Context& context)
{
    auto platform = TRY(context.open());
    const auto key = TRY(platform.verifier_key());
    context.streams.out << key.text() << '\n';
    return Done{};
}

Outcome publish(Context& context)
{
    auto platform = TRY(context.open());
    const auto size = TRY(platform.publish_anew());
    context.streams.out << "published " << size << '\n';
    return Done{};
}

Outcome take(Context& context, const std::string& file)
{
    const auto note = read_file(file);
    if (!note) return Error{ErrorKind::invalid_input, "file.not_found", file};
    auto platform = TRY(context.open());
    TRY(platform.take_cosigned(*note));
    return Done{};
}

struct Succession {
    std::string origin;
    std::string why;
};

Outcome succeed(Context& context, const Succession& wanted)
{
    auto platform = TRY(context.open());
    const auto key = TRY(succeed_log(platform, context.act(wanted.why), wanted.origin));
    context.streams.out << key.text() << '\n';
    return Done{};
}

void add_succession(CLI::App& ledger, Context& context)
{
    auto wanted = std::make_shared<Succession>();
    auto* const command = ledger.add_subcommand(
        "succeed", "Go on under a new name where events that were published are lost");
    command->add_option("--origin", wanted->origin, "The name of the new log")->required();
    command->add_option("--why", wanted->why, "What happened to the old one")->required();
    command->callback(
        [&context, wanted] { attempt(context, [&] { return succeed(context, *wanted); }); });
}

struct Growth {
    std::uint64_t from = 0;
    std::uint64_t to = 0;
};

Outcome prove_growth(Context& context, const Growth& growth)
{
    auto platform = TRY(context.open());
    auto transaction = platform.read();
    const auto suite = ledger::suite_of(transaction);
    const auto size = ledger::size_of(transaction);
    const std::uint64_t to = growth.to == 0 ? size : growth.to;
    if (to > size || growth.from > to)
        return Error{ErrorKind::invalid_input, "proof.size", std::to_string(to)};
    ledger::TileHashes hashes(suite, to, ledger::tiles_of(transaction));
    for (const auto& hash :
         TRY(ledger::consistency_proof(suite, {growth.from, to}, hashes.source())))
        context.streams.out << base64(hash.view()) << '\n';
    return Done{};
}

}  // namespace

void add_ledger_commands(CLI::App& app, Context& context)
{
    auto* const ledger = app.add_subcommand("ledger", "The tamper-evident log");
    ledger->require_subcommand(1);
    ledger->add_subcommand("verify", "Re-read everything and name the first thing that is wrong")
        ->callback([&context] { attempt(context, [&] { return verify_all(context); }); });
    ledger->add_subcommand("key", "The key that checks the log's signatures")->callback([&context] {
        attempt(context, [&] { return print_key(context); });
    });
    ledger->add_subcommand("publish", "Sign and export a checkpoint")->callback([&context] {
        attempt(context, [&] { return publish(context); });
    });
    auto file = std::make_shared<std::string>();
    auto* const taking =
        ledger->add_subcommand("take", "Take a checkpoint that a witness has signed");
    taking->add_option("file", *file, "The cosigned checkpoint")->required();
    taking->callback([&context, file] { attempt(context, [&] { return take(context, *file); }); });
    add_succession(*ledger, context);
    auto growth = std::make_shared<Growth>();
    auto* const growing =
        ledger->add_subcommand("consistency", "That the log only grew between sizes");
    growing->add_option("from", growth->from, "The older size")->required();
    growing->add_option("to", growth->to, "The newer size; the head if not said");
    growing->callback(
        [&context, growth] { attempt(context, [&] { return prove_growth(context, *growth); }); });

    auto* const witness =
        app.add_subcommand("witness", "Somebody else who saw the log grow, and when");
    witness->require_subcommand(1);
    auto wanted = std::make_shared<WitnessWish>();
    auto* const beginning = witness->add_subcommand("init", "Make the witness's key");
    beginning->add_option("folder", wanted->folder, "Where the witness keeps key and memory")
        ->required();
    beginning->add_option("name", wanted->name, "The witness's name")->required();
    beginning->callback([&context, wanted] {
        attempt(context, [&]() -> Outcome {
            const auto key = TRY(begin_witness(*wanted));
            context.streams.out << key.text() << '\n';
            return Done{};
        });
    });
    auto* const signing =
        witness->add_subcommand("sign", "Cosign a checkpoint if the log only grew");
    signing->add_option("folder", wanted->folder, "Where the witness keeps key and memory")
        ->required();
    signing->add_option("--log", wanted->log, "The exported log: a folder")->required();
    signing->add_option("--key", wanted->log_key, "The log's verifier key")->required();
    signing->add_option("--out", wanted->out, "Where to write the cosigned checkpoint")->required();
    signing->callback([&context, wanted] {
        attempt(context, [&] { return cosign_log(*wanted, context.clock()); });
    });
}

}  // namespace xinheng::cli
