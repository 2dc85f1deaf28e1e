// layout propose.
#include "app/cli/cli.h"
#include "app/cli/findings_file.h"
#include "app/cli/table.h"
#include "base/json.h"
#include "base/rows.h"
#include "credit/collection/heading_rows.h"
#include "credit/collection/layout_proposal.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <ostream>

namespace xinheng::cli {

namespace {

constexpr std::size_t rows_looked_at = 500;
constexpr std::size_t rows_above = 20;

struct Wanted {
    std::string file;
    std::string class_code;
    std::string name = "proposed";
    std::string out;
};

struct Sampled {
    std::vector<std::string> headings;
    std::vector<collection::Cells> rows;
};

Result<Sampled> sample_of(const Policy& policy, const Wanted& wanted)
{
    auto reader = TRY(rows::Reader::open(wanted.file));
    Sampled sampled;
    rows::Row row;
    while (sampled.rows.size() < rows_looked_at && reader.next(row))
        sampled.rows.emplace_back(row.cells.begin(), row.cells.end());
    if (sampled.rows.empty())
        return Error{ErrorKind::invalid_input, "file.no_headings", wanted.file};

    const std::size_t above = std::min(rows_above, sampled.rows.size());
    const std::vector<collection::Cells> head(
        sampled.rows.begin(), sampled.rows.begin() + static_cast<std::ptrdiff_t>(above));
    auto found = collection::find_heading_rows(policy.layouts, wanted.class_code, head);
    if (!found) {
        const std::size_t likely = collection::likely_heading_row(head);
        found = collection::HeadingRows{nullptr, head[likely], likely, 1};
    }
    sampled.headings = std::move(found->headings);
    const auto used = static_cast<std::ptrdiff_t>(found->first + found->count);
    sampled.rows.erase(sampled.rows.begin(), sampled.rows.begin() + used);
    return sampled;
}

void print(Context& context, const std::vector<collection::ProposedColumn>& columns)
{
    json::Array all;
    Table table({"column", "field", "title", "confidence", "like; values that fit"});
    for (const auto& column : columns) {
        const bool is_sure = column.confidence >= collection::sure_confidence;
        const std::string mark = column.field.empty() ? "" : is_sure ? " %" : " % ?";
        table.add({column.heading, column.field.empty() ? "-" : column.field, column.title,
                   std::to_string(column.confidence) + mark, column.why});
        all.push_back(json::Object{{"confidence", column.confidence},
                                   {"field", column.field},
                                   {"heading", column.heading},
                                   {"why", column.why}});
    }
    if (context.as_json) context.streams.out << json::canonical(std::move(all)) << '\n';
    else table.print(context.streams.out);
}

Outcome propose(Context& context, const Wanted& wanted)
{
    const auto policy = TRY(context.load());
    const auto sampled = TRY(sample_of(policy, wanted));
    const auto columns = TRY(collection::propose_layout(
        {policy.catalogue, policy.layouts, wanted.class_code}, sampled.headings, sampled.rows));
    print(context, columns);
    if (wanted.out.empty()) return Done{};
    const auto source = std::filesystem::path(wanted.file).filename().string();
    BlockFile file(wanted.out);
    file.write(collection::layout_json(columns, wanted.name, wanted.class_code,
                                       "由文件 " + source + " 提出，未经核对"));
    file.finish();
    return Done{};
}

}  // namespace

void add_layout_commands(CLI::App& app, Context& context)
{
    auto* const layout = app.add_subcommand("layout", "How departments' columns are read");
    layout->require_subcommand(1);
    auto wanted = std::make_shared<Wanted>();
    auto* const command =
        layout->add_subcommand("propose", "What each column of a file probably is");
    command->add_option("file", wanted->file, "The file")->required();
    command->add_option("--class", wanted->class_code, "The class of its records")->required();
    command->add_option("--name", wanted->name, "The name of the layout")->capture_default_str();
    command->add_option("--out", wanted->out,
                        "Where to write the sure columns as a layout, for a person to go on with");
    command->footer(
        "Example:\n  xinheng layout propose penalties.xlsx --class administrative_penalty");
    command->callback(
        [&context, wanted] { attempt(context, [&] { return propose(context, *wanted); }); });
}

}  // namespace xinheng::cli
