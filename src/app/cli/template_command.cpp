// template.
#include "app/cli/cli.h"
#include "base/sheet_writer.h"
#include "credit/collection/form.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <ostream>

namespace xinheng::cli {

namespace {

using Look = SheetWriter::Look;
using Cells = std::vector<SheetWriter::Cell>;

constexpr double column_width = 18;
constexpr double advice_width = 60;

Cells headings_of(const collection::Form& form)
{
    Cells cells;
    for (const auto& column : form.columns)
        cells.push_back({column.heading,
                         column.is_required ? Look::required_heading : Look::heading,
                         column.advice});
    return cells;
}

void write_form(SheetWriter& writer, const collection::Form& form)
{
    writer.begin_sheet("填报");
    writer.is_the_form();
    for (std::size_t column = 0; column < form.columns.size(); ++column) {
        const auto& about = form.columns[column];
        writer.set_width(column, column_width);
        writer.offer(column, {about.choices, about.heading, about.advice});
    }
    writer.add_row(headings_of(form));
}

void write_example(SheetWriter& writer, const collection::Form& form)
{
    writer.begin_sheet("示例");
    Cells cells;
    for (std::size_t column = 0; column < form.columns.size(); ++column) {
        writer.set_width(column, column_width);
        cells.push_back({form.columns[column].example});
    }
    writer.add_row(headings_of(form));
    writer.add_row(cells);
}

void write_advice(SheetWriter& writer, const collection::Form& form)
{
    writer.begin_sheet("说明");
    writer.set_width(0, advice_width / 2);
    writer.set_width(1, advice_width);
    writer.set_width(2, advice_width);
    writer.add_row({{"列名", Look::heading}, {"说明", Look::heading}, {"可填", Look::heading}});
    for (const auto& column : form.columns) {
        std::string choices;
        for (const auto& choice : column.choices) choices += (choices.empty() ? "" : "；") + choice;
        writer.add_row({{column.heading}, {column.advice}, {choices}});
    }
    writer.add_row({{form.title}, {form.version}});
}

Outcome write(Context& context, const std::string& class_code, const std::string& file)
{
    const auto policy = TRY(context.load());
    const auto form = TRY(collection::form_of({policy.catalogue, policy.codes, policy.kinds},
                                              policy.layouts, class_code, context.clock().date()));
    SheetWriter writer(file);
    write_form(writer, form);
    const bool has_example = std::ranges::any_of(
        form.columns, [](const auto& column) { return !column.example.empty(); });
    if (has_example) write_example(writer, form);
    write_advice(writer, form);
    writer.finish();
    context.streams.out << file << "  " << form.version << "  " << form.columns.size()
                        << " columns\n";
    return Done{};
}

}  // namespace

void add_template_commands(CLI::App& app, Context& context)
{
    struct Wanted {
        std::string class_code;
        std::string file;
    };
    auto wanted = std::make_shared<Wanted>();
    auto* const command = app.add_subcommand(
        "template",
        "A workbook to fill in for a class: drop-downs, notes on each field, an example");
    command->add_option("class", wanted->class_code, "The class")->required();
    command->add_option("file", wanted->file, "Where to write it (XLSX)")->required();
    command->footer("Example:\n  xinheng template administrative_penalty form.xlsx");
    command->callback([&context, wanted] {
        attempt(context, [&] { return write(context, wanted->class_code, wanted->file); });
    });
}

}  // namespace xinheng::cli
