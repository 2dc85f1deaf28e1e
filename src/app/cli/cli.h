// The command line: the operator's door. One program with subcommands; machines read --json on
// standard output, people read words; progress and complaints go to standard error.
// Exit: 0 all in, 1 something was refused, 2 unusable.
#pragma once

#include "app/platform/platform.h"
#include "base/date.h"

#include <iosfwd>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace xinheng::cli {

struct Streams {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
};

enum ExitCode { all_in = 0, refused = 1, unusable = 2 };

// What every command may use: the options before its name, the clock and the streams.
struct Context {
    Streams streams;
    Clock clock;
    std::string book;
    std::string policy;
    std::string officer;
    std::string organisation;
    bool as_json = false;
    int exit_code = all_in;

    Result<Platform> open() const;
    Result<Policy> load() const;
    access::Act act(std::string why = {}, std::string basis = {}) const;
};

// Runs a command line, without the program's name.
int run(std::vector<std::string> arguments, Clock clock, Streams streams);

// Each adds its commands.
void add_book_commands(CLI::App& app, Context& context);
void add_ledger_commands(CLI::App& app, Context& context);
void add_subject_commands(CLI::App& app, Context& context);
void add_access_commands(CLI::App& app, Context& context);
void add_catalogue_commands(CLI::App& app, Context& context);
void add_record_commands(CLI::App& app, Context& context);
void add_proof_commands(CLI::App& app, Context& context);
void add_collect_commands(CLI::App& app, Context& context);
void add_collection_commands(CLI::App& app, Context& context);
void add_layout_commands(CLI::App& app, Context& context);
void add_quality_commands(CLI::App& app, Context& context);
void add_template_commands(CLI::App& app, Context& context);
void add_zero_report_commands(CLI::App& app, Context& context);
void add_manual_commands(CLI::App& app, Context& context);

// Says why something was refused, and sets the exit code.
void tell(Context& context, const Error& error);
// Runs a command's body: a refusal is told, a success leaves the exit code as it is.
template <class Body>
void attempt(Context& context, Body body)
{
    const Outcome outcome = body();
    if (!outcome) tell(context, outcome.error());
}

}  // namespace xinheng::cli
