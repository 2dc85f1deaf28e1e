// organisation add|list, proposals, approve, decline.
#include "app/cli/cli.h"
#include "app/cli/table.h"
#include "base/json.h"
#include "credit/record/record.h"

#include <CLI/CLI.hpp>

#include <ostream>

namespace xinheng::cli {

namespace {

Outcome add_organisation(Context& context, const access::Organisation& added)
{
    auto platform = TRY(context.open());
    TRY(platform.may_append());
    auto writing = platform.begin();
    TRY(access::add_organisation(writing, context.act(), added));
    platform.commit(writing);
    TRY(platform.publish());
    return Done{};
}

Outcome list_organisations(Context& context)
{
    auto platform = TRY(context.open());
    auto transaction = platform.read();
    Table table({"code", "name", "above it"});
    for (const auto& organisation : access::organisations(transaction))
        table.add({organisation.code, organisation.name, organisation.parent});
    table.print(context.streams.out);
    return Done{};
}

Outcome list_proposals(Context& context)
{
    auto platform = TRY(context.open());
    auto transaction = platform.read();
    json::Array all;
    Table table({"proposal", "kind", "about", "by", "organisation"});
    for (const auto& proposal : access::waiting_proposals(transaction)) {
        table.add({std::to_string(proposal.id), proposal.kind, std::to_string(proposal.target),
                   proposal.proposed_by, proposal.organisation});
        all.push_back(json::Object{{"by", proposal.proposed_by},
                                   {"kind", proposal.kind},
                                   {"organisation", proposal.organisation},
                                   {"proposal", proposal.id},
                                   {"target", proposal.target}});
    }
    if (context.as_json) context.streams.out << json::canonical(std::move(all)) << '\n';
    else table.print(context.streams.out);
    return Done{};
}

enum class Decision { approve, decline };

struct Decided {
    ledger::LeafIndex proposal = 0;
    std::string why;
};

Outcome decide(Context& context, const Decided& wanted, Decision decision)
{
    auto platform = TRY(context.open());
    TRY(platform.may_append());
    const auto act = context.act(wanted.why);
    auto writing = platform.begin();
    if (decision == Decision::decline) {
        TRY(access::decline(writing, act, wanted.proposal));
    } else {
        const auto approved = TRY(access::approve(writing, act, wanted.proposal));
        if (record::understands(approved)) TRY(record::carry_out(writing, act, approved));
    }
    platform.commit(writing);
    TRY(platform.publish());
    context.streams.out << (decision == Decision::approve ? "approved " : "declined ")
                        << wanted.proposal << '\n';
    return Done{};
}

void add_decision(CLI::App& app, Context& context, Decision decision)
{
    auto wanted = std::make_shared<Decided>();
    auto* const command =
        decision == Decision::approve
            ? app.add_subcommand("approve", "Agree to what another officer proposed")
            : app.add_subcommand("decline", "Do not agree to a proposal");
    command->add_option("proposal", wanted->proposal, "Its number")->required();
    command->add_option("--why", wanted->why, "The reason");
    command->callback([&context, wanted, decision] {
        attempt(context, [&] { return decide(context, *wanted, decision); });
    });
}

}  // namespace

void add_access_commands(CLI::App& app, Context& context)
{
    auto* const organisation =
        app.add_subcommand("organisation", "Who provides, regulates and runs");
    organisation->require_subcommand(1);
    auto added = std::make_shared<access::Organisation>();
    auto* const adding = organisation->add_subcommand("add", "An organisation and its place");
    adding->add_option("code", added->code, "Its code")->required();
    adding->add_option("name", added->name, "Its name")->required();
    adding->add_option("--parent", added->parent, "The code of the organisation above it");
    adding->callback(
        [&context, added] { attempt(context, [&] { return add_organisation(context, *added); }); });
    organisation->add_subcommand("list", "All of them")->callback([&context] {
        attempt(context, [&] { return list_organisations(context); });
    });

    app.add_subcommand("proposals", "What waits for a second officer")->callback([&context] {
        attempt(context, [&] { return list_proposals(context); });
    });
    add_decision(app, context, Decision::approve);
    add_decision(app, context, Decision::decline);
}

}  // namespace xinheng::cli
