// import, sample.
#include "app/cli/cli.h"
#include "app/cli/findings_file.h"
#include "app/cli/interrupt.h"
#include "app/cli/progress.h"
#include "app/cli/words.h"
#include "app/platform/import.h"
#include "base/json.h"
#include "base/text.h"
#include "credit/collection/sample.h"

#include <CLI/CLI.hpp>

#include <ostream>

namespace xinheng::cli {

namespace {

struct Wanted {
    ImportWish wish;
    std::string findings;
    std::string warnings;
    bool dry_run = false;
};

void print_report(Context& context, const ImportReport& report)
{
    const auto& counts = report.counts;
    if (context.as_json) {
        json::Object reasons;
        for (const auto& [reason, count] : counts.by_reason) reasons.emplace(reason, count);
        json::Object answer{{"accepted", counts.accepted},   {"layout", report.layout},
                            {"read", counts.read},           {"reasons", std::move(reasons)},
                            {"refused", counts.refused},     {"submission", report.submission},
                            {"unchanged", counts.unchanged}, {"warned", counts.warned}};
        if (!report.broken_off.empty()) answer.emplace("broken_off", report.broken_off);
        context.streams.out << json::canonical(std::move(answer)) << '\n';
        return;
    }
    std::ostream& out = context.streams.out;
    out << "read " << counts.read << " = accepted " << counts.accepted << " + refused "
        << counts.refused << " + unchanged " << counts.unchanged << "   warned " << counts.warned
        << "   layout " << report.layout << '\n';
    for (const auto& finding : report.file_findings) out << "  " << in_words(finding) << '\n';
    for (const auto& [reason, count] : counts.by_reason)
        out << "  " << padded(reason, 34) << padded(std::to_string(count), 8)
            << words_of(reason).chinese << '\n';
}

Outcome import(Context& context, Wanted wanted)
{
    const auto policy = TRY(context.load());
    auto platform = TRY(context.open());
    if (wanted.dry_run) wanted.wish.kind = ImportWish::Kind::dry_run;
    std::optional<FindingsFile> findings, warnings;
    if (!wanted.findings.empty()) findings.emplace(wanted.findings);
    if (!wanted.warnings.empty()) warnings.emplace(wanted.warnings);
    std::optional<ProgressBar> bar(std::in_place, context.streams.err, "import");
    const InterruptGuard guard;

    ImportSinks sinks;
    sinks.on_headings = [&](const std::vector<std::string>& headings, rows::Format format) {
        if (findings) findings->begin(headings, format);
        if (warnings) warnings->begin(headings, format);
    };
    sinks.on_row = [&](const ImportedRow& row) {
        const bool is_refused = row.outcome == RowOutcome::refused;
        if (findings && is_refused) findings->add(row.row);
        if (warnings && !is_refused && !row.row.findings.empty()) warnings->add(row.row);
    };
    sinks.on_progress = [&](const ImportProgress& progress) {
        bar->show({static_cast<std::int64_t>(progress.bytes_read),
                   static_cast<std::int64_t>(progress.bytes_total)},
                  progress.rows);
    };
    sinks.is_cancelled = is_interrupted;
    const auto report =
        TRY(import_file(platform, policy, context.act("import"), wanted.wish, sinks));
    bar.reset();
    if (!wanted.dry_run) TRY(platform.publish());
    if (findings) findings->finish();
    if (warnings) warnings->finish();
    print_report(context, report);

    if (report.counts.refused > 0) context.exit_code = refused;
    if (is_interrupted()) context.exit_code = refused;
    if (!report.broken_off.empty())
        return Error{ErrorKind::invalid_input, report.broken_off, wanted.wish.file};
    return Done{};
}

struct SampleWanted {
    collection::SampleWish wish{1000, 1000, 1, collection::SampleFaults::known};
    bool all_sound = false;
    std::string subjects_out;
    std::string records_out;
};

Outcome write_sample(Context& context, SampleWanted wanted)
{
    if (wanted.all_sound) wanted.wish.faults = collection::SampleFaults::none;
    const auto write_to = [&](const std::string& path, const auto& generate) {
        if (path.empty()) return;
        if (path == "-") {
            generate(wanted.wish, [&](std::string_view block) { context.streams.out << block; });
            return;
        }
        BlockFile file(path);
        generate(wanted.wish, [&](std::string_view block) { file.write(block); });
        file.finish();
    };
    if (wanted.subjects_out.empty() && wanted.records_out.empty())
        return Error{ErrorKind::invalid_input, "sample.no_output", ""};
    write_to(wanted.subjects_out, collection::sample_subjects);
    write_to(wanted.records_out, collection::sample_penalties);
    return Done{};
}

void add_import(CLI::App& app, Context& context)
{
    auto wanted = std::make_shared<Wanted>();
    auto* const command = app.add_subcommand(
        "import", "Take in a department's file (CSV, XLSX, XLS, JSON Lines, gzip)");
    command->add_option("file", wanted->wish.file, "The file; - is standard input")->required();
    command->add_option("--class", wanted->wish.class_code, "The class of its records")->required();
    command->add_option("--provider", wanted->wish.provider, "Who hands it in, by its code")
        ->required();
    command->add_option("--layout", wanted->wish.layout, "Its layout; recognised if not said");
    command->add_option("--sheet", wanted->wish.sheet,
                        "Which sheet of a workbook, by name or number");
    command->add_flag("--dry-run", wanted->dry_run, "Say what would happen, and change nothing");
    command->add_option(
        "--findings", wanted->findings,
        "Where to write the refused rows, with what is wrong (CSV, or XLSX by its name)");
    command->add_option("--warnings", wanted->warnings,
                        "Where to write the rows taken in with a warning, in the same way");
    command->footer(
        "Example:\n  xinheng import penalties.csv --class administrative_penalty"
        " --provider 11110000MB0000001A --findings refused.csv");
    command->callback(
        [&context, wanted] { attempt(context, [&] { return import(context, *wanted); }); });
}

void add_sample(CLI::App& app, Context& context)
{
    auto wanted = std::make_shared<SampleWanted>();
    auto* const command = app.add_subcommand("sample", "Invented firms and penalties, to try with");
    command->add_option("--subjects", wanted->wish.subjects, "How many firms")
        ->capture_default_str();
    command->add_option("--records", wanted->wish.records, "How many penalties")
        ->capture_default_str();
    command->add_option("--seed", wanted->wish.seed, "The same seed gives the same bytes")
        ->capture_default_str();
    command->add_flag("--all-sound", wanted->all_sound, "Without the faults that real files have");
    command->add_option("--subjects-out", wanted->subjects_out, "Where to write the firms");
    command->add_option("--records-out", wanted->records_out, "Where to write the penalties");
    command->callback(
        [&context, wanted] { attempt(context, [&] { return write_sample(context, *wanted); }); });
}

}  // namespace

void add_collection_commands(CLI::App& app, Context& context)
{
    add_import(app, context);
    add_sample(app, context);
}

}  // namespace xinheng::cli
