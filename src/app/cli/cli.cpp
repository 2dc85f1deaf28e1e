#include "app/cli/cli.h"

#include "app/cli/words.h"
#include "base/json.h"

#include <CLI/CLI.hpp>

#include <unistd.h>

#include <cstdlib>
#include <ostream>

namespace xinheng::cli {

namespace {

std::string from_environment(const char* name, std::string fallback)
{
    const char* const value = std::getenv(name);
    return value ? value : std::move(fallback);
}

std::string this_officer()
{
    return from_environment("XINHENG_OFFICER", from_environment("USER", "operator"));
}

void add_common_options(CLI::App& app, Context& context)
{
    app.add_option("--book", context.book, "The book: a file, or postgresql://… [XINHENG_BOOK]");
    app.add_option("--policy", context.policy, "The policy folder [XINHENG_POLICY]");
    app.add_option("--officer", context.officer, "Who acts [XINHENG_OFFICER]");
    app.add_option("--organisation", context.organisation,
                   "For which organisation, by its code [XINHENG_ORGANISATION]");
    app.add_flag("--json", context.as_json, "Answer for machines");
}

}  // namespace

Result<Platform> Context::open() const
{
    return Platform::open(book);
}

Result<Policy> Context::load() const
{
    return load_policy(policy);
}

access::Act Context::act(std::string why, std::string basis) const
{
    return {officer, organisation, clock(), std::move(why), std::move(basis)};
}

void tell(Context& context, const Error& error)
{
    context.exit_code = error.kind == ErrorKind::invalid_input ? unusable : refused;
    if (context.as_json)
        context.streams.out << json::canonical(json::Object{
                                   {"detail", error.detail},
                                   {"reason", error.reason},
                                   {"words", json::Object{{"en", words_of(error.reason).english},
                                                          {"zh", words_of(error.reason).chinese}}}})
                            << '\n';
    context.streams.err << error.reason << ": " << both(error.reason);
    if (!error.detail.empty()) context.streams.err << ": " << error.detail;
    context.streams.err << '\n';
}

int run(std::vector<std::string> arguments, Clock clock, Streams streams)
{
    Context context{streams,
                    std::move(clock),
                    from_environment("XINHENG_BOOK", "xinheng.book"),
                    default_policy_folder().string(),
                    this_officer(),
                    from_environment("XINHENG_ORGANISATION", "platform")};

    CLI::App app{"Xinheng (信衡): public credit information that anybody can check", "xinheng"};
    app.require_subcommand(1);
    app.fallthrough();
    add_common_options(app, context);
    add_book_commands(app, context);
    add_subject_commands(app, context);
    add_access_commands(app, context);
    add_catalogue_commands(app, context);
    add_collection_commands(app, context);
    add_collect_commands(app, context);
    add_template_commands(app, context);
    add_layout_commands(app, context);
    add_zero_report_commands(app, context);
    add_quality_commands(app, context);
    add_record_commands(app, context);
    add_proof_commands(app, context);
    add_ledger_commands(app, context);
    add_manual_commands(app, context);

    std::reverse(arguments.begin(), arguments.end());  // As CLI11 takes them.
    try {
        app.parse(arguments);
    } catch (const CLI::ParseError& trouble) {
        const int code = app.exit(trouble, streams.out, streams.err);
        return code == 0 ? all_in : unusable;
    } catch (const std::exception& failure) {
        streams.err << both("program.failure") << ": " << failure.what() << '\n';
        return unusable;
    }
    return context.exit_code;
}

}  // namespace xinheng::cli
