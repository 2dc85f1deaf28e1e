// completion, manual: both are made from the commands themselves, so that they cannot fall behind.
#include "app/cli/cli.h"
#include "base/text.h"

#include <CLI/CLI.hpp>

#include <ostream>

namespace xinheng::cli {

namespace {

std::string words_after(const CLI::App& command)
{
    std::string words;
    for (const auto* const sub : command.get_subcommands({})) words += sub->get_name() + ' ';
    for (const auto* const option : command.get_options())
        for (const auto& name : option->get_lnames()) words += "--" + name + ' ';
    return words;
}

void print_completion_of(std::ostream& out, const CLI::App& command, const std::string& path)
{
    out << "        \"" << path << "\") words=\"" << words_after(command) << "\" ;;\n";
    for (const auto* const sub : command.get_subcommands({}))
        print_completion_of(out, *sub,
                            path.empty() ? sub->get_name() : path + ' ' + sub->get_name());
}

// For bash: eval "$(xinheng completion)".
void print_completion(std::ostream& out, const CLI::App& app)
{
    out << "_xinheng() {\n"
           "    local path=\"\" word words=\"\"\n"
           "    for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
           "        case $word in -*) ;; *) path=\"${path:+$path }$word\" ;; esac\n"
           "    done\n"
           "    while :; do\n"
           "        case $path in\n";
    print_completion_of(out, app, "");
    out << "        esac\n"
           "        [ -n \"$words\" ] || [ -z \"$path\" ] && break\n"
           "        case $path in *\\ *) path=${path% *} ;; *) path=\"\" ;; esac\n"
           "    done\n"
           "    COMPREPLY=($(compgen -W \"$words\" -- \"${COMP_WORDS[COMP_CWORD]}\"))\n"
           "    [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- "
           "\"${COMP_WORDS[COMP_CWORD]}\"))\n"
           "}\n"
           "complete -F _xinheng xinheng\n";
}

std::string escaped(const std::string& text)
{
    const std::string plain = replaced(replaced(text, "\\", "\\e"), "-", "\\-");
    return plain.starts_with('.') || plain.starts_with('\'') ? "\\&" + plain : plain;
}

void print_options(std::ostream& out, const CLI::App& command)
{
    for (const auto* const option : command.get_options()) {
        if (option->get_name() == "--help" || option->get_name() == "-h,--help") continue;
        out << ".TP\n.B " << escaped(option->get_name()) << '\n'
            << escaped(option->get_description()) << '\n';
    }
}

void print_manual_of(std::ostream& out, const CLI::App& command, const std::string& path)
{
    for (const auto* const sub : command.get_subcommands({})) {
        const std::string name = path.empty() ? sub->get_name() : path + ' ' + sub->get_name();
        out << ".SS " << escaped(name) << '\n' << escaped(sub->get_description()) << '\n';
        print_options(out, *sub);
        print_manual_of(out, *sub, name);
    }
}

// xinheng manual | man -l -
void print_manual(std::ostream& out, const CLI::App& app)
{
    out << ".TH XINHENG 1\n.SH NAME\nxinheng \\- public credit information that anybody can check\n"
           ".SH SYNOPSIS\n.B xinheng\n[options] command …\n.SH OPTIONS\n";
    print_options(out, app);
    out << ".SH COMMANDS\n";
    print_manual_of(out, app, "");
    out << ".SH EXIT STATUS\n0: all in. 1: something was refused. 2: unusable.\n"
           ".SH ENVIRONMENT\nXINHENG_BOOK, XINHENG_POLICY, XINHENG_OFFICER, XINHENG_ORGANISATION,"
           " XINHENG_BOOK_FILES: defaults of the options.\n";
}

}  // namespace

void add_manual_commands(CLI::App& app, Context& context)
{
    app.add_subcommand("completion", "For bash: eval \"$(xinheng completion)\"")->callback([&] {
        print_completion(context.streams.out, app);
    });
    app.add_subcommand("manual", "The manual page: xinheng manual | man -l -")->callback([&] {
        print_manual(context.streams.out, app);
    });
}

}  // namespace xinheng::cli
