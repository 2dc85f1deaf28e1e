// quality.
#include "app/cli/cli.h"
#include "app/cli/table.h"
#include "base/json.h"
#include "base/text.h"
#include "credit/collection/quality.h"

#include <CLI/CLI.hpp>

#include <ostream>

namespace xinheng::cli {

namespace {

using collection::Quality;
using collection::QualityCount;

struct Wanted {
    std::string period;
    std::string provider;
};

std::string share(std::int64_t part, std::int64_t whole)
{
    if (whole == 0) return "-";
    const std::int64_t tenths = part * 1000 / whole;
    return std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10) + " %";
}

json::Object as_json(const QualityCount::Key& key, const Quality& quality)
{
    json::Array nothing;
    for (const auto& period : quality.nothing) nothing.emplace_back(period);
    return json::Object{{"accepted", quality.accepted}, {"broken_off", quality.broken_off},
                        {"class", key.class_code},      {"corrected", quality.corrected},
                        {"entered", quality.entered},   {"missing", quality.missing},
                        {"month", key.month},           {"nothing", std::move(nothing)},
                        {"on_time", quality.on_time},   {"provider", key.provider},
                        {"read", quality.read},         {"refused", quality.refused},
                        {"repeated", quality.repeated}};
}

void add_row(Table& table, const QualityCount::Key& key, const Quality& quality)
{
    table.add({key.provider, key.class_code, key.month, std::to_string(quality.read),
               share(quality.on_time, quality.entered),
               share(quality.accepted + quality.repeated, quality.read),
               std::to_string(quality.missing), std::to_string(quality.repeated),
               std::to_string(quality.corrected), std::to_string(quality.broken_off),
               join(quality.nothing, ", ")});
}

Outcome show(Context& context, const Wanted& wanted)
{
    std::optional<collection::Period> period;
    if (!wanted.period.empty()) period = TRY(collection::Period::parse(wanted.period));
    const auto policy = TRY(context.load());
    auto platform = TRY(context.open());
    auto transaction = platform.read();
    QualityCount count(policy.catalogue, policy.calendar);
    json::Document open, shared;
    const auto size = static_cast<std::int64_t>(ledger::size_of(transaction));
    ledger::each_event(transaction, {0, size}, [&](const ledger::LoggedEvent& event) {
        count.see(event, open.read(event.parts.text(0)), shared.read(event.parts.text(1)));
    });

    json::Array all;
    Table table({"provider", "class", "month", "rows", "on time", "taken in", "missing", "repeated",
                 "corrected", "broken off", "nothing for"});
    for (const auto& [key, quality] : count.by_key()) {
        const auto month = collection::Period::parse(key.month).value();
        const bool is_outside =
            period && (month.first() < period->first() || month.last() > period->last());
        if (is_outside || (!wanted.provider.empty() && key.provider != wanted.provider)) continue;
        if (context.as_json) all.push_back(as_json(key, quality));
        else add_row(table, key, quality);
    }
    if (context.as_json) context.streams.out << json::canonical(std::move(all)) << '\n';
    else table.print(context.streams.out);
    return Done{};
}

}  // namespace

void add_quality_commands(CLI::App& app, Context& context)
{
    auto wanted = std::make_shared<Wanted>();
    auto* const command = app.add_subcommand(
        "quality", "How well departments hand in, by class and month: on time, missing, repeated");
    command->add_option("--period", wanted->period, "Of which months: 2026-02, 2026-Q1 or 2026");
    command->add_option("--provider", wanted->provider, "Of one department, by its code");
    command->footer("Example:\n  xinheng quality --period 2026-Q1");
    command->callback(
        [&context, wanted] { attempt(context, [&] { return show(context, *wanted); }); });
}

}  // namespace xinheng::cli
