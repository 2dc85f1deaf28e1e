// collect.
#include "app/cli/cli.h"
#include "app/cli/findings_file.h"
#include "app/cli/interrupt.h"
#include "app/cli/words.h"
#include "app/platform/drop_folder.h"
#include "app/platform/import.h"
#include "base/json.h"

#include <CLI/CLI.hpp>

#include <ostream>
#include <thread>

namespace xinheng::cli {

namespace {

struct Wanted {
    std::string folder;
    int settled_seconds = 5;
    bool once = false;
};

json::Object words(std::string_view reason)
{
    const Words told = words_of(reason);
    return json::Object{{"en", told.english}, {"reason", reason}, {"zh", told.chinese}};
}

json::Object receipt_head(const Dropped& dropped, const access::Act& act)
{
    return json::Object{{"at", act.at.text()},
                        {"class", dropped.class_code},
                        {"file", dropped.file.filename().string()},
                        {"provider", dropped.provider},
                        {"sha256", dropped.digest}};
}

std::string receipt_text(json::Object receipt, const ImportReport& report)
{
    json::Array reasons;
    for (const auto& [reason, count] : report.counts.by_reason) {
        auto told = words(reason);
        told.emplace("count", count);
        reasons.push_back(std::move(told));
    }
    receipt.emplace("accepted", report.counts.accepted);
    receipt.emplace("layout", report.layout);
    receipt.emplace("read", report.counts.read);
    receipt.emplace("reasons", std::move(reasons));
    receipt.emplace("refused", report.counts.refused);
    receipt.emplace("submission", report.submission);
    receipt.emplace("unchanged", report.counts.unchanged);
    receipt.emplace("warned", report.counts.warned);
    if (!report.broken_off.empty()) receipt.emplace("broken_off", words(report.broken_off));
    return json::pretty(receipt) + '\n';
}

class Collecting {
public:
    Collecting(Context& context, Platform& platform, const Policy& policy, DropFolder& folder)
        : context_(context), platform_(platform), policy_(policy), folder_(folder)
    {}

    // All that is complete now.
    Outcome run_once()
    {
        for (const auto& file : folder_.misplaced())
            context_.streams.err << "drop.misplaced: " << both("drop.misplaced") << ": "
                                 << file.string() << '\n';
        for (const auto& file : folder_.complete()) {
            if (is_interrupted()) break;
            if (const auto dropped = folder_.take(file)) TRY(take_in(*dropped));
        }
        return Done{};
    }

private:
    Outcome take_in(const Dropped& dropped)
    {
        const auto act = context_.act("collect");
        FindingsFile rows(folder_.rows_in_work(dropped).string());
        ImportSinks sinks;
        sinks.on_headings = [&](const std::vector<std::string>& headings, rows::Format format) {
            rows.begin(headings, format);
        };
        sinks.on_row = [&](const ImportedRow& row) {
            if (row.outcome == RowOutcome::refused) rows.add(row.row);
        };
        const ImportWish wish{dropped.file.string(), dropped.class_code, dropped.provider, ""};
        const auto report = import_file(platform_, policy_, act, wish, sinks);
        rows.finish();
        // What is wrong with the book is no fault of the file.
        if (!report && report.error().kind == ErrorKind::conflict) return report.error();
        if (!report) return refuse(dropped, act, report.error());

        TRY(platform_.publish());
        const bool has_refused = report->counts.refused > 0;
        const bool is_done = !has_refused && report->broken_off.empty();
        const std::string ending = rows.is_workbook() ? ".refused.xlsx" : ".refused.csv";
        const auto place = folder_.put_away(dropped, is_done ? Fate::done : Fate::refused,
                                            receipt_text(receipt_head(dropped, act), *report),
                                            has_refused ? ending : std::string());
        if (!is_done) context_.exit_code = refused;
        context_.streams.out << place.string() << "  read " << report->counts.read << " = accepted "
                             << report->counts.accepted << " + refused " << report->counts.refused
                             << " + unchanged " << report->counts.unchanged << '\n';
        return Done{};
    }

    Outcome refuse(const Dropped& dropped, const access::Act& act, const Error& error)
    {
        auto receipt = receipt_head(dropped, act);
        auto why = words(error.reason);
        why.emplace("detail", error.detail);
        receipt.emplace("refusal", std::move(why));
        const auto place =
            folder_.put_away(dropped, Fate::refused, json::pretty(receipt) + '\n', {});
        context_.exit_code = refused;
        context_.streams.out << place.string() << "  " << error.reason << ": " << both(error.reason)
                             << '\n';
        return Done{};
    }

    Context& context_;
    Platform& platform_;
    const Policy& policy_;
    DropFolder& folder_;
};

Outcome collect(Context& context, const Wanted& wanted)
{
    constexpr auto pause = std::chrono::seconds(1);
    DropFolder folder(wanted.folder, std::chrono::seconds(wanted.settled_seconds));
    TRY(folder.check());
    const auto policy = TRY(context.load());
    auto platform = TRY(context.open());
    const InterruptGuard guard;
    Collecting collecting(context, platform, policy, folder);
    do {
        TRY(collecting.run_once());
        context.streams.out.flush();
        if (!wanted.once) std::this_thread::sleep_for(pause);
    } while (!wanted.once && !is_interrupted());
    return Done{};
}

}  // namespace

void add_collect_commands(CLI::App& app, Context& context)
{
    auto wanted = std::make_shared<Wanted>();
    auto* const command = app.add_subcommand(
        "collect", "Take in what departments put into DIR/<provider>/<class>/, file by file");
    command->add_option("--watch", wanted->folder, "The folder DIR")->required();
    command
        ->add_option("--settled", wanted->settled_seconds,
                     "Seconds without a change after which a file is complete")
        ->capture_default_str()
        ->check(CLI::Range(0, 86'400));
    command->add_flag("--once", wanted->once, "Take what is there now, and end");
    command->footer(
        "Example:\n  xinheng collect --watch /srv/drop\n"
        "A file goes to done/ where all of it was taken in, else to refused/, with its receipt.");
    command->callback(
        [&context, wanted] { attempt(context, [&] { return collect(context, *wanted); }); });
}

}  // namespace xinheng::cli
