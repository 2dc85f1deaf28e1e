#include "credit/collection/layout_proposal.h"

#include "base/json.h"
#include "base/text.h"
#include "credit/collection/date_reading.h"
#include "credit/collection/heading.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace xinheng::collection {
namespace {

using catalogue::Field;
using catalogue::FieldType;
using Values = std::vector<std::string_view>;

constexpr double like_enough = 0.5;  // Below it a heading says nothing.
constexpr double no_values_like = 0.5;

std::set<std::u32string> pairs_of(std::string_view text)
{
    std::set<std::u32string> pairs;
    char32_t before = U'^';
    for (std::size_t position = 0; position < text.size();) {
        const char32_t letter = next_code_point(text, position);
        pairs.insert({before, letter});
        before = letter;
    }
    pairs.insert({before, U'$'});
    return pairs;
}

// Twice the pairs of letters that both have, of all that they have (Dice).
double likeness(std::string_view one, std::string_view other)
{
    const auto ones = pairs_of(one), others = pairs_of(other);
    const auto both =
        std::ranges::count_if(ones, [&](const auto& p) { return others.contains(p); });
    return 2.0 * static_cast<double>(both) / static_cast<double>(ones.size() + others.size());
}

bool fits(const catalogue::Catalogue& catalogue, const Field& field, std::string_view value)
{
    switch (field.type) {
    case FieldType::date:
    case FieldType::timestamp: return bool(read_date(value));
    case FieldType::uscc:
        return value.size() == 18 && std::ranges::all_of(value, [](unsigned char letter) {
                   return std::isalnum(letter) != 0;
               });
    case FieldType::amount:
        return value.find_first_not_of("0123456789.,") == std::string_view::npos;
    case FieldType::code:
    case FieldType::codes: {
        const auto* const list = catalogue.code_list(field.code_list);
        const auto words = split(value, ';');
        return list != nullptr && std::ranges::all_of(words, [&](std::string_view word) {
                   return list->resolve(word).has_value();
               });
    }
    case FieldType::text:
    case FieldType::identifier:
    case FieldType::document_number:
    case FieldType::legal_grounds: break;
    }
    return field.max_length == 0 || code_point_count(value) <= field.max_length;
}

bool is_told_by_values(FieldType type)
{
    return type != FieldType::text && type != FieldType::identifier &&
           type != FieldType::document_number && type != FieldType::legal_grounds;
}

struct Guess {
    double confidence = 0;
    std::size_t column = 0;
    const Field* field = nullptr;
    std::string why;
};

class Proposing {
public:
    Proposing(const ProposalGround& ground, const catalogue::ClassVersion& version)
        : ground_(ground)
    {
        for (const auto& field : version.fields) {
            keys_.emplace_back(read_heading(field.title).key, &field);
            keys_.emplace_back(read_heading(field.name).key, &field);
            for (const auto& layout : ground.layouts)
                if (layout.class_code() == ground.class_code)
                    for (auto& key : layout.keys_of(field.name))
                        keys_.emplace_back(std::move(key), &field);
        }
    }

    // The best guess for each field that comes into question.
    void guess(std::size_t column, const std::string& heading, const Values& values,
               std::vector<Guess>& into) const
    {
        const std::string key = read_heading(trimmed(heading)).key;
        std::map<const Field*, Guess> best;
        for (const auto& [known, field] : keys_) {
            const double like = key.empty() ? 0 : likeness(key, known);
            if (like < like_enough) continue;
            auto guess = judged(*field, like, values);
            guess.column = column;
            guess.why = known + "；" + guess.why;
            if (guess.confidence > best[field].confidence) best[field] = std::move(guess);
        }
        for (auto& [field, guess] : best) into.push_back(std::move(guess));
    }

private:
    Guess judged(const Field& field, double like, const Values& values) const
    {
        const auto fitting = std::ranges::count_if(
            values, [&](std::string_view value) { return fits(ground_.catalogue, field, value); });
        Guess guess;
        guess.field = &field;
        guess.why = std::to_string(fitting) + '/' + std::to_string(values.size());
        const double share =
            values.empty() ? no_values_like
                           : static_cast<double>(fitting) / static_cast<double>(values.size());
        if (like == 1) guess.confidence = values.empty() ? 0.9 : 0.6 + 0.4 * share;
        else if (is_told_by_values(field.type)) guess.confidence = 0.55 * like + 0.35 * share;
        else guess.confidence = 0.85 * like * share;
        return guess;
    }

    const ProposalGround& ground_;
    std::vector<std::pair<std::string, const Field*>> keys_;
};

Values values_of(const std::vector<std::vector<std::string>>& rows, std::size_t column)
{
    Values values;
    for (const auto& row : rows) {
        if (column >= row.size()) continue;
        const std::string_view value = trimmed(row[column]);
        if (!value.empty() && value != "无" && value != "/") values.push_back(value);
    }
    return values;
}

}  // namespace

Result<std::vector<ProposedColumn>> propose_layout(
    const ProposalGround& ground, const std::vector<std::string>& headings,
    const std::vector<std::vector<std::string>>& rows)
{
    const catalogue::ClassVersion* newest = nullptr;
    for (const auto& version : ground.catalogue.versions())
        if (version.record_class == ground.class_code) newest = &version;
    if (newest == nullptr)
        return Error{ErrorKind::not_found, "catalogue.class_unknown", ground.class_code};

    const Proposing proposing(ground, *newest);
    std::vector<Guess> guesses;
    for (std::size_t column = 0; column < headings.size(); ++column)
        proposing.guess(column, headings[column], values_of(rows, column), guesses);
    std::ranges::stable_sort(guesses, std::ranges::greater{}, &Guess::confidence);

    std::vector<ProposedColumn> columns;
    for (const auto& heading : headings) columns.emplace_back().heading = trimmed(heading);
    std::set<const Field*> used;
    for (const auto& guess : guesses) {
        auto& column = columns[guess.column];
        if (!column.field.empty() || !used.insert(guess.field).second) continue;
        column.field = guess.field->name;
        column.title = guess.field->title;
        column.confidence = static_cast<int>(std::floor(guess.confidence * 100));
        column.why = guess.why;
    }
    return columns;
}

std::string layout_json(const std::vector<ProposedColumn>& columns, const std::string& name,
                        const std::string& class_code, const std::string& basis)
{
    json::Array sure;
    for (const auto& column : columns) {
        if (column.field.empty() || column.confidence < sure_confidence) continue;
        json::Object told{{"field", column.field}, {"headings", json::Array{column.heading}}};
        if (read_heading(column.heading).unit == AmountUnit::yuan) told.emplace("unit", "yuan");
        sure.push_back(std::move(told));
    }
    return json::pretty(json::Object{{"basis", basis},
                                     {"class", class_code},
                                     {"columns", std::move(sure)},
                                     {"name", name},
                                     {"title", name},
                                     {"verified", false}}) +
           '\n';
}

std::size_t likely_heading_row(const std::vector<std::vector<std::string>>& rows)
{
    std::size_t likely = 0;
    std::ptrdiff_t most = 0;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const auto texts = std::ranges::count_if(rows[row], [](const std::string& cell) {
            const auto text = trimmed(cell);
            return !text.empty() &&
                   text.find_first_not_of("0123456789.,-/: ") != std::string_view::npos;
        });
        if (texts <= most) continue;
        most = texts;
        likely = row;
    }
    return likely;
}

}  // namespace xinheng::collection
