#include "base/sheet_writer.h"

#include "base/result.h"
#include "base/rows.h"
#include "base/text.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <xlsxwriter.h>

namespace xinheng {
namespace {

constexpr std::size_t longest_cell = 32'000;  // Excel's is 32,767 characters.
constexpr std::size_t longest_note = 2'000;
constexpr std::size_t longest_title = 32;
constexpr std::size_t longest_advice = 255;
constexpr std::size_t notes_kept = 10'000;
constexpr lxw_row_t rows_of_sheet = 1'048'576;
constexpr const char* choices_sheet = "代码";
constexpr std::string_view cut_mark = "…(truncated)";

std::string first_characters(std::string_view text, std::size_t most, std::string_view mark)
{
    std::size_t position = 0;
    for (std::size_t count = 0; position < text.size(); ++count) {
        const std::size_t before = position;
        next_code_point(text, position);
        if (count == most) return std::string(text.substr(0, before)) + std::string(mark);
    }
    return std::string(text);
}

// The library takes a text up to its first zero byte.
std::string writable(std::string_view text)
{
    return replaced(first_characters(text, longest_cell, cut_mark), {"\0", 1}, "\uFFFD");
}

lxw_workbook* opened(const std::string& path)
{
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.use_zip64 = LXW_TRUE;
    lxw_workbook* const workbook = workbook_new_opt(path.c_str(), &options);
    if (workbook == nullptr) throw Failure("could not open " + path);
    return workbook;
}

}  // namespace

struct SheetWriter::State {
    explicit State(const std::string& given) : path(given), workbook(opened(given))
    {
        for (auto& format : formats) {
            format = workbook_add_format(workbook);
            format_set_num_format(format, "@");
        }
        for (const Look look : {Look::heading, Look::required_heading}) {
            format_set_bold(of(look));
            format_set_text_wrap(of(look));
            format_set_bg_color(of(look), 0xE7ECF3);
        }
        format_set_font_color(of(Look::required_heading), 0xB00020);
        format_set_bg_color(of(Look::wrong), 0xFFD9D9);
    }

    lxw_format* of(Look look) { return formats[static_cast<std::size_t>(look)]; }
    void check(lxw_error trouble) const
    {
        if (trouble != LXW_NO_ERROR)
            throw Failure("could not write " + path + ": " + lxw_strerror(trouble));
    }

    void begin_sheet(const std::string& called);
    void add_row(const std::vector<Cell>& cells);
    void write_cell(lxw_col_t column, const Cell& cell);
    void write_choices();

    std::string path;
    lxw_workbook* workbook;
    std::array<lxw_format*, 4> formats{};
    lxw_worksheet* sheet = nullptr;
    std::string name;
    int parts = 1;  // Of the sheet, where one is not enough.
    lxw_row_t next_row = 0;
    std::vector<Cell> first_row;
    std::size_t notes = 0;
    std::vector<std::vector<std::string>> choices;
};

void SheetWriter::State::begin_sheet(const std::string& called)
{
    sheet = workbook_add_worksheet(workbook, called.c_str());
    if (sheet == nullptr) throw Failure("could not add the sheet " + called);
    worksheet_freeze_panes(sheet, 1, 0);
    next_row = 0;
}

void SheetWriter::State::add_row(const std::vector<Cell>& cells)
{
    if (next_row == rows_of_sheet) {
        begin_sheet(name + ' ' + std::to_string(++parts));
        add_row(first_row);
    }
    if (next_row == 0) first_row = cells;
    for (std::size_t column = 0; column < cells.size(); ++column)
        write_cell(static_cast<lxw_col_t>(column), cells[column]);
    ++next_row;
}

void SheetWriter::State::write_cell(lxw_col_t column, const Cell& cell)
{
    if (cell.text.empty() && cell.note.empty() && cell.look == Look::plain) return;
    const std::string text = writable(cell.text);
    check(worksheet_write_string(sheet, next_row, column, text.c_str(), of(cell.look)));
    if (cell.note.empty() || notes == notes_kept) return;
    ++notes;
    const std::string note = first_characters(cell.note, longest_note, cut_mark);
    check(worksheet_write_comment(sheet, next_row, column, note.c_str()));
}

// One column to each list, in the order in which they were offered.
void SheetWriter::State::write_choices()
{
    if (choices.empty()) return;
    begin_sheet(choices_sheet);
    worksheet_hide(sheet);
    std::size_t longest = 0;
    for (const auto& list : choices) longest = std::max(longest, list.size());
    for (std::size_t row = 0; row < longest; ++row) {
        std::vector<Cell> cells;
        for (const auto& list : choices)
            cells.push_back({row < list.size() ? list[row] : std::string()});
        add_row(cells);
    }
}

SheetWriter::SheetWriter(const std::string& path) : state_(std::make_unique<State>(path)) {}
SheetWriter::SheetWriter(SheetWriter&&) noexcept = default;
SheetWriter& SheetWriter::operator=(SheetWriter&&) noexcept = default;

SheetWriter::~SheetWriter()
{
    if (state_ && state_->workbook != nullptr) lxw_workbook_free(state_->workbook);
}

void SheetWriter::begin_sheet(const std::string& name)
{
    state_->name = name;
    state_->parts = 1;
    state_->begin_sheet(name);
}

void SheetWriter::set_width(std::size_t column, double characters)
{
    const auto place = static_cast<lxw_col_t>(column);
    // As text, so that no program makes a number or a day of what is typed.
    worksheet_set_column(state_->sheet, place, place, characters, state_->of(Look::plain));
}

void SheetWriter::offer(std::size_t column, const Offer& offer)
{
    std::string title = first_characters(offer.title, longest_title - 1, "…");
    std::string advice = first_characters(offer.advice, longest_advice - 1, "…");
    std::string from;
    lxw_data_validation validation{};
    validation.validate = LXW_VALIDATION_TYPE_ANY;
    validation.input_title = title.data();
    validation.input_message = advice.data();
    validation.show_error = LXW_VALIDATION_OFF;  // 罚款;警告 is as good as one of them.
    if (!offer.choices.empty()) {
        char letters[LXW_MAX_COL_NAME_LENGTH];
        lxw_col_to_name(letters, static_cast<lxw_col_t>(state_->choices.size()), LXW_TRUE);
        from = fmt::format("={}!{}$1:{}${}", choices_sheet, letters, letters, offer.choices.size());
        state_->choices.push_back(offer.choices);
        validation.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
        validation.value_formula = from.data();
    }
    const auto place = static_cast<lxw_col_t>(column);
    state_->check(worksheet_data_validation_range(state_->sheet, 1, place, rows_of_sheet - 1, place,
                                                  &validation));
}

void SheetWriter::add_row(const std::vector<Cell>& cells)
{
    state_->add_row(cells);
}

void SheetWriter::is_the_form()
{
    const std::string place = '=' + state_->name + "!$A$1";
    state_->check(workbook_define_name(state_->workbook, std::string(rows::form_name).c_str(),
                                       place.c_str()));
}

void SheetWriter::finish()
{
    state_->write_choices();
    lxw_workbook* const workbook = std::exchange(state_->workbook, nullptr);
    state_->check(workbook_close(workbook));
}

}  // namespace xinheng
