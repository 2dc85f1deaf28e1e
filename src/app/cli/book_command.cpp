// init, book, rebuild, dump.
#include "app/cli/cli.h"
#include "app/cli/progress.h"
#include "app/cli/table.h"
#include "app/platform/upkeep.h"
#include "base/json.h"
#include "credit/collection/submission.h"
#include "credit/record/record.h"

#include <CLI/CLI.hpp>

#include <ostream>

namespace xinheng::cli {

namespace {

struct Beginning {
    std::string origin = "xinheng.example/log";
    std::string suite = "sha256";
    std::string platform_name = "信衡平台";
};

Outcome begin_book(Context& context, const Beginning& beginning)
{
    const bool is_sm3 = beginning.suite == "sm3";
    const NewBook wanted{context.book,
                         beginning.origin,
                         {is_sm3 ? HashKind::sm3 : HashKind::sha256},
                         beginning.platform_name};
    auto platform = TRY(Platform::create(wanted, context.act("begin")));
    const auto key = TRY(platform.verifier_key());
    if (context.as_json)
        context.streams.out << json::canonical(
                                   json::Object{{"book", context.book}, {"key", key.text()}})
                            << '\n';
    else
        context.streams.out << "book    " << context.book << "\nlog     "
                            << platform.files().ledger.string() << "\nkeys    "
                            << platform.files().keys.string() << "\nkey     " << key.text() << '\n';
    return Done{};
}

Outcome show_book(Context& context)
{
    auto platform = TRY(context.open());
    auto transaction = platform.read();
    const auto size = ledger::size_of(transaction);
    const auto subjects = subject::count(transaction);
    const auto records = record::count(transaction);
    const auto receipts = collection::receipts(transaction);
    if (context.as_json) {
        json::Array handed_in;
        for (const auto& receipt : receipts)
            handed_in.push_back(json::Object{{"class", receipt.submission.class_code},
                                             {"file", receipt.submission.file_name},
                                             {"provider", receipt.submission.provider},
                                             {"submission", receipt.id}});
        context.streams.out << json::canonical(json::Object{{"events", size},
                                                            {"records", records},
                                                            {"subjects", subjects},
                                                            {"submissions", std::move(handed_in)}})
                            << '\n';
        return Done{};
    }

    context.streams.out << "events    " << size << "\nsubjects  " << subjects << "\nrecords   "
                        << records << '\n';
    Table table({"submission", "provider", "class", "file", "read", "accepted", "warned",
                 "unchanged", "refused"});
    for (const auto& receipt : receipts) {
        std::vector<std::string> row{std::to_string(receipt.id), receipt.submission.provider,
                                     receipt.submission.class_code, receipt.submission.file_name};
        if (const auto& counts = receipt.counts)
            for (const auto count : {counts->read, counts->accepted, counts->warned,
                                     counts->unchanged, counts->refused})
                row.push_back(std::to_string(count));
        else row.emplace_back("broken off");
        table.add(std::move(row));
    }
    if (!table.empty()) table.print(context.streams.out);
    return Done{};
}

Outcome rebuild_book(Context& context)
{
    auto platform = TRY(context.open());
    ProgressBar bar(context.streams.err, "rebuild");
    rebuild(platform, [&](const Progress& progress) { bar.show(progress); });
    return Done{};
}

Outcome dump_book(Context& context)
{
    auto platform = TRY(context.open());
    dump(platform.connection(),
         [&](std::string_view line) { context.streams.out << line << '\n'; });
    return Done{};
}

}  // namespace

void add_book_commands(CLI::App& app, Context& context)
{
    auto wanted = std::make_shared<Beginning>();
    auto* const init = app.add_subcommand("init", "Begin a book: its tables, its keys, its log");
    init->add_option("--origin", wanted->origin, "The name of the log, as its checkpoints bear it")
        ->capture_default_str();
    init->add_option("--suite", wanted->suite, "sha256 (Ed25519) or sm3 (SM2)")
        ->check(CLI::IsMember({"sha256", "sm3"}))
        ->capture_default_str();
    init->add_option("--name", wanted->platform_name, "The organisation that runs the platform")
        ->capture_default_str();
    init->callback(
        [&context, wanted] { attempt(context, [&] { return begin_book(context, *wanted); }); });

    app.add_subcommand("book", "What the book holds, and what was handed in")->callback([&context] {
        attempt(context, [&] { return show_book(context); });
    });
    app.add_subcommand("rebuild", "Remake every table from the log")->callback([&context] {
        attempt(context, [&] { return rebuild_book(context); });
    });
    app.add_subcommand("dump", "Every table that follows from the log, as sorted text")
        ->callback([&context] { attempt(context, [&] { return dump_book(context); }); });
}

}  // namespace xinheng::cli
