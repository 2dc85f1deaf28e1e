// catalogue check.
#include "app/cli/cli.h"
#include "app/cli/words.h"
#include "base/json.h"

#include <CLI/CLI.hpp>

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
        if (!loaded.problems.empty()) context.exit_code = unusable;
        context.streams.out << json::canonical(json::Object{{"problems", std::move(problems)},
                                                            {"versions", std::move(versions)}})
                            << '\n';
        return Done{};
    }
    tell_versions(context, loaded.catalogue);
    if (!loaded.problems.empty()) tell_problems(context, loaded.problems);
    return Done{};
}

}  // namespace

void add_catalogue_commands(CLI::App& app, Context& context)
{
    auto* const catalogue = app.add_subcommand("catalogue", "What may be recorded, on what basis");
    catalogue->require_subcommand(1);
    catalogue->add_subcommand("check", "Hold the policy folder against the rules of legality")
        ->callback([&context] { attempt(context, [&] { return check(context); }); });
}

}  // namespace xinheng::cli
