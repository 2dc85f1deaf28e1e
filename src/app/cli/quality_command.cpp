// quality: how well each department hands in.
#include "app/cli/cli.h"
#include "app/cli/table.h"
#include "base/json.h"
#include "credit/collection/quality.h"
#include "credit/collection/zero_report.h"

#include <CLI/CLI.hpp>

#include <ostream>

namespace xinheng::cli {

namespace {

using collection::Quality;
using collection::share;

struct Wanted {
    std::string period, from, to, provider, class_code;
};

Result<collection::Days> days_of(Context& context, const Wanted& wanted)
{
    if (!wanted.period.empty()) {
        const auto period = TRY(collection::Period::parse(wanted.period));
        return collection::Days{period.first(), period.last()};
    }
    collection::Days days{Date::of(1, 1, 1).value(), context.act().at.date()};
    if (!wanted.from.empty()) days.first = TRY(Date::parse(wanted.from));
    if (!wanted.to.empty()) days.last = TRY(Date::parse(wanted.to));
    if (days.last < days.first)
        return Error{ErrorKind::invalid_input, "period.reversed", wanted.from + " " + wanted.to};
    return days;
}

std::int64_t entered(const Quality& quality)
{
    return quality.on_time + quality.late + quality.without_deadline;
}

json::Object as_json(const Quality& quality)
{
    return {{"accepted", quality.accepted},        {"broken_off", quality.broken_off},
            {"class", quality.class_code},         {"corrected", quality.corrected},
            {"entered", entered(quality)},         {"late", quality.late},
            {"missing", quality.missing},          {"on_time", quality.on_time},
            {"provider", quality.provider},        {"read", quality.read},
            {"refused", quality.refused},          {"submissions", quality.submissions},
            {"unchanged", quality.unchanged},      {"warned", quality.warned},
            {"withdrawn", quality.withdrawn},      {"without_deadline", quality.without_deadline},
            {"zero_reports", quality.zero_reports}};
}

void print(std::ostream& out, const std::vector<Quality>& all)
{
    if (all.empty()) {
        out << "查询期内无报送 / nothing was handed in\n";
        return;
    }
    Table table({"提供单位", "信息类别", "报送次数", "零报告", "中断", "读取行数", "合规",
                 "缺必填项", "无提示", "重复", "入库", "及时", "更正", "撤回"});
    for (const auto& quality : all) {
        const auto with_share = [](std::int64_t part, std::int64_t whole) {
            const auto of_whole = share(part, whole);
            return std::to_string(part) + (of_whole.empty() ? "" : " " + of_whole);
        };
        table.add({quality.provider, quality.class_code, std::to_string(quality.submissions),
                   std::to_string(quality.zero_reports), std::to_string(quality.broken_off),
                   std::to_string(quality.read),
                   with_share(quality.read - quality.refused, quality.read),
                   std::to_string(quality.missing),
                   with_share(quality.accepted - quality.warned, quality.accepted),
                   with_share(quality.unchanged, quality.read), std::to_string(entered(quality)),
                   with_share(quality.on_time, quality.on_time + quality.late),
                   with_share(quality.corrected, entered(quality)),
                   with_share(quality.withdrawn, entered(quality))});
    }
    table.print(out);
}

Outcome show(Context& context, const Wanted& wanted)
{
    const auto days = TRY(days_of(context, wanted));
    const auto policy = TRY(context.load());
    auto platform = TRY(context.open());
    auto transaction = platform.read();
    auto all = collection::quality(transaction, {policy.catalogue, policy.calendar}, days);
    std::erase_if(all, [&](const Quality& quality) {
        return (!wanted.provider.empty() && quality.provider != wanted.provider) ||
               (!wanted.class_code.empty() && quality.class_code != wanted.class_code);
    });
    if (!context.as_json) {
        print(context.streams.out, all);
        return Done{};
    }
    json::Array answer;
    for (const auto& quality : all) answer.push_back(as_json(quality));
    context.streams.out << json::canonical(std::move(answer)) << '\n';
    return Done{};
}

}  // namespace

void add_quality_commands(CLI::App& app, Context& context)
{
    auto wanted = std::make_shared<Wanted>();
    auto* const command = app.add_subcommand(
        "quality", "How each department hands in: in form, in time, repeated, corrected later");
    command->add_option("--period", wanted->period, "2026-02, 2026-Q1 or 2026");
    command->add_option("--from", wanted->from, "The first day of hand-ins; all if not said");
    command->add_option("--to", wanted->to, "The last day; today if not said");
    command->add_option("--provider", wanted->provider, "One department's code");
    command->add_option("--class", wanted->class_code, "One class of record");
    command->callback(
        [&context, wanted] { attempt(context, [&] { return show(context, *wanted); }); });
}

}  // namespace xinheng::cli
