// zero-report add|list.
#include "app/cli/cli.h"
#include "app/cli/table.h"
#include "base/json.h"
#include "credit/collection/zero_report.h"

#include <CLI/CLI.hpp>

#include <ostream>

namespace xinheng::cli {

namespace {

struct Wanted {
    std::string provider;
    std::string class_code;
    std::string period;
};

Outcome add(Context& context, const Wanted& wanted)
{
    const auto period = TRY(collection::Period::parse(wanted.period));
    const auto policy = TRY(context.load());
    // The class has to be one that was recorded at the end of the period.
    TRY(policy.catalogue.find(wanted.class_code, period.last()));
    auto platform = TRY(context.open());
    TRY(platform.may_append());
    auto writing = platform.begin();
    TRY(collection::report_nothing(writing, context.act("zero report"), wanted.provider,
                                   wanted.class_code, period));
    platform.commit(writing);
    TRY(platform.publish());
    return Done{};
}

Outcome list(Context& context)
{
    auto platform = TRY(context.open());
    auto transaction = platform.read();
    Table table({"provider", "class", "period", "reported"});
    json::Array all;
    for (const auto& report : collection::zero_reports(transaction)) {
        table.add({report.provider, report.class_code, report.period, report.reported.text()});
        all.push_back(json::Object{{"class", report.class_code},
                                   {"period", report.period},
                                   {"provider", report.provider},
                                   {"reported", report.reported.text()}});
    }
    if (context.as_json) context.streams.out << json::canonical(std::move(all)) << '\n';
    else table.print(context.streams.out);
    return Done{};
}

}  // namespace

void add_zero_report_commands(CLI::App& app, Context& context)
{
    auto* const command =
        app.add_subcommand("zero-report", "A department says that it has nothing to hand in");
    command->require_subcommand(1);
    auto wanted = std::make_shared<Wanted>();
    auto* const adding = command->add_subcommand("add", "Take down a zero report");
    adding->add_option("--provider", wanted->provider, "Who says it, by its code")->required();
    adding->add_option("--class", wanted->class_code, "Of which class")->required();
    adding->add_option("--period", wanted->period, "For when: 2026-02, 2026-Q1 or 2026")
        ->required();
    adding->footer(
        "Example:\n  xinheng zero-report add --provider 11110000MB0000001A"
        " --class administrative_penalty --period 2026-02");
    adding->callback(
        [&context, wanted] { attempt(context, [&] { return add(context, *wanted); }); });
    command->add_subcommand("list", "All zero reports")->callback([&context] {
        attempt(context, [&] { return list(context); });
    });
}

}  // namespace xinheng::cli
