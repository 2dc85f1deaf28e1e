// catalogue check, catalogue print, catalogue law.
#include "app/cli/cli.h"
#include "app/cli/sheet_text.h"
#include "app/cli/words.h"
#include "base/json.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <ostream>

namespace xinheng::cli {

namespace {

void tell_problems(Context& context, const std::vector<catalogue::Problem>& problems)
{
    context.exit_code = unusable;
    for (const auto& problem : problems)
        context.streams.out << problem.file << ' ' << problem.row << ": " << problem.rule << ": "
                            << both(problem.rule) << ": " << problem.detail << '\n';
}

void tell_versions(Context& context, const catalogue::Catalogue& catalogue)
{
    for (const auto& version : catalogue.versions()) {
        context.streams.out << version.id << "  " << version.title << "  "
                            << version.valid_from.text() << " – "
                            << (version.valid_to ? version.valid_to->text() : "") << "  "
                            << version.fields.size() << " fields  sha256 "
                            << hex(version.digest.view()) << '\n';
        for (const auto& basis : version.bases)
            context.streams.out << "  " << title(basis.level) << " 《" << basis.title << "》 "
                                << basis.article << '\n';
    }
    context.streams.out << "not verified: " << catalogue.unverified().size() << '\n';
    for (const auto& unverified : catalogue.unverified())
        context.streams.out << "  " << unverified.where << ": " << unverified.what << '\n';
}

Outcome check(Context& context)
{
    const auto loaded = catalogue::load(context.policy);
    if (context.as_json) {
        json::Array problems;
        for (const auto& problem : loaded.problems)
            problems.push_back(json::Object{{"detail", problem.detail},
                                            {"file", problem.file},
                                            {"row", problem.row},
                                            {"rule", problem.rule}});
        json::Array versions;
        for (const auto& version : loaded.catalogue.versions())
            versions.push_back(
                json::Object{{"digest", hex(version.digest.view())}, {"version", version.id}});
        json::Array unverified;
        for (const auto& one : loaded.catalogue.unverified())
            unverified.push_back(json::Object{{"what", one.what}, {"where", one.where}});
        if (!loaded.problems.empty()) context.exit_code = unusable;
        context.streams.out << json::canonical(json::Object{{"problems", std::move(problems)},
                                                            {"unverified", std::move(unverified)},
                                                            {"versions", std::move(versions)}})
                            << '\n';
        return Done{};
    }
    tell_versions(context, loaded.catalogue);
    if (!loaded.problems.empty()) tell_problems(context, loaded.problems);
    return Done{};
}

// Which law a written title names.
Outcome law(Context& context, const std::string& written)
{
    const auto policy = TRY(context.load());
    const auto named = TRY(policy.catalogue.laws().resolve(written));
    constexpr std::string_view readings[] = {"full title", "short form", "mended"};
    const auto reading = readings[static_cast<std::size_t>(named.reading)];
    const bool is_verified = named.law->verified == catalogue::Verified::yes;
    std::ostream& out = context.streams.out;
    if (context.as_json) {
        out << json::canonical(json::Object{{"in_force", named.law->period()},
                                            {"level", title(named.law->level)},
                                            {"reading", reading},
                                            {"title", named.law->title},
                                            {"verified", is_verified}})
            << '\n';
        return Done{};
    }
    out << named.law->title << "  " << title(named.law->level) << "  " << named.law->period()
        << "  " << reading << (is_verified ? "" : "  not verified") << '\n'
        << "  " << named.law->basis << '\n';
    return Done{};
}

void add_law(CLI::App& catalogue, Context& context)
{
    auto written = std::make_shared<std::string>();
    auto* const command =
        catalogue.add_subcommand("law",
                                 "Which law a written title names, and when it was in force\n"
                                 "Example:\n  xinheng catalogue law 食品安全法");
    command->add_option("title", *written, "The title, as it is written")->required();
    command->callback(
        [&context, written] { attempt(context, [&] { return law(context, *written); }); });
}

struct PrintWish {
    std::string format = "md";
    std::string out;
    std::string against;
};

Outcome print_workbook(const catalogue::Catalogue& catalogue, const PrintWish& wish, Date today)
{
    std::vector<catalogue::Sheet> sheets;
    if (wish.against.empty()) sheets = catalogue::printed(catalogue, today).sheets;
    else sheets.push_back(TRY(catalogue::differences(catalogue, wish.against, today)));
    write_workbook(wish.out, sheets);
    return Done{};
}

Outcome print(Context& context, const PrintWish& wish)
{
    const auto loaded = catalogue::load(context.policy);
    if (!loaded.problems.empty()) {
        tell_problems(context, loaded.problems);
        return Done{};
    }
    const Date today = context.clock().date();
    const bool as_csv = wish.format == "csv";
    std::ostream& out = context.streams.out;
    if (!wish.out.empty()) return print_workbook(loaded.catalogue, wish, today);
    if (!wish.against.empty()) {
        const auto sheet = TRY(catalogue::differences(loaded.catalogue, wish.against, today));
        out << (as_csv ? csv_text(sheet) : markdown(sheet));
    } else if (as_csv) {
        out << csv_text(catalogue::items(loaded.catalogue, today));
    } else {
        out << markdown(catalogue::printed(loaded.catalogue, today));
    }
    return Done{};
}

void add_print(CLI::App& catalogue, Context& context)
{
    auto wish = std::make_shared<PrintWish>();
    auto* const command = catalogue.add_subcommand(
        "print",
        "The catalogue as a document, or what changed in it since a day or a version\n"
        "Example:\n  xinheng catalogue print --against administrative_penalty/2016");
    command->add_option("--format", wish->format, "md, or csv: one row for every item")
        ->check(CLI::IsMember({"md", "csv"}))
        ->capture_default_str();
    command->add_option("--out", wish->out, "A workbook (XLSX) to write it to, instead");
    command->add_option("--against", wish->against, "A version (CLASS/VERSION) or a day");
    command->callback(
        [&context, wish] { attempt(context, [&] { return print(context, *wish); }); });
}

}  // namespace

void add_catalogue_commands(CLI::App& app, Context& context)
{
    auto* const catalogue = app.add_subcommand("catalogue", "What may be recorded, on what basis");
    catalogue->require_subcommand(1);
    catalogue->add_subcommand("check", "Hold the policy folder against the rules of legality")
        ->callback([&context] { attempt(context, [&] { return check(context); }); });
    add_print(*catalogue, context);
    add_law(*catalogue, context);
}

}  // namespace xinheng::cli
