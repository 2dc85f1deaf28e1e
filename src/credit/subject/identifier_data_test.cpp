#include "credit/subject/identifier.h"

#include "credit/subject/name.h"
#include "credit/subject/test_tables.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>

using namespace xinheng;
using namespace xinheng::subject;

namespace {

using Histogram = std::map<std::string, int>;

// Schemes and reasons together: what became of each cell.
struct ColumnReading {
    Histogram outcomes;
    Histogram warnings;
    int meant = 0;

    void take(std::string_view cell)
    {
        const auto reading = read_identifier(cell, Column::subject, shipped_tables());
        ++outcomes[std::string(reading.identifier ? text_of(reading.identifier->scheme)
                                                  : reading.reason)];
        for (const Note& note : reading.warnings) ++warnings[std::string(note.reason)];
        meant += !reading.meant.empty();
    }
};

void print(std::string_view title, const Histogram& histogram)
{
    std::cout << title << '\n';
    for (const auto& [word, count] : histogram) std::cout << "  " << count << ' ' << word << '\n';
}

}  // namespace

TEST_CASE("every code of a real register is an identifier")
{
    ColumnReading entities;
    if (!for_each_real_row("entities_kinginsun/entities.csv.gz",
                           [&](const csv::Row& row) { entities.take(row.cells[0]); })) {
        return;
    }
    print("entities", entities.outcomes);
    print("entities, warnings", entities.warnings);
    CHECK(entities.outcomes == Histogram{{"uscc", 243'933}});

    ColumnReading individuals;
    CHECK(for_each_real_row("entities_kinginsun/individual_business_codes.csv.gz",
                            [&](const csv::Row& row) { individuals.take(row.cells[0]); }));
    CHECK(individuals.outcomes == Histogram{{"uscc", 11'869}});
}

TEST_CASE("real codes whose inner check fails are taken with a warning")
{
    int warned = 0;
    int read = 0;
    const std::string name = "entities_kinginsun/uscc_ok_orgcode_check_fails.csv.gz";
    if (!for_each_real_row(name, [&](const csv::Row& row) {
            ++read;
            const auto reading = read_identifier(row.cells[0], Column::subject, shipped_tables());
            warned += std::any_of(
                reading.warnings.begin(), reading.warnings.end(),
                [](const Note& note) { return note.reason == "uscc.organisation_check"; });
            CHECK(reading.identifier.has_value());
        })) {
        return;
    }
    CHECK(read == 118);
    CHECK(warned == read);
}

TEST_CASE("real codes that do not pass are accepted after cleaning, or told as what they are")
{
    ColumnReading rows;
    int cleaned = 0;
    int cleaned_and_read = 0;
    const std::string name = "entities_kinginsun/codes_not_passing.csv.gz";
    if (!for_each_real_row(name, [&](const csv::Row& row) {
            rows.take(row.cells[0]);
            if (row.cells[4] != "passes_when_upper_cased") return;
            ++cleaned;
            const auto reading = read_identifier(row.cells[0], Column::subject, shipped_tables());
            cleaned_and_read +=
                reading.identifier.has_value() && reading.warnings.back().reason == "uscc.cleaned";
        })) {
        return;
    }
    print("codes_not_passing", rows.outcomes);
    print("codes_not_passing, warnings", rows.warnings);
    std::cout << "  " << rows.meant << " with a probable meaning\n";
    CHECK(cleaned == 178);
    CHECK(cleaned_and_read == 178);
    CHECK(rows.outcomes["uscc"] == 178);
    CHECK(rows.outcomes["registration_number"] == 4'474);
    CHECK(rows.outcomes["registration_number_old"] >= 452 + 333);
    CHECK(rows.outcomes["identifier.none"] == 4);
    CHECK(rows.outcomes["identifier.unknown"] == 0);
}

TEST_CASE("the code column of a real double-publicity file is told apart")
{
    ColumnReading rows;
    if (!for_each_real_row("xizang_double_publicity_penalties/penalties_organisations.csv.gz",
                           [&](const csv::Row& row) { rows.take(row.cells[7]); })) {
        return;
    }
    print("行政相对人代码_1", rows.outcomes);
    print("行政相对人代码_1, warnings", rows.warnings);
    std::cout << "  " << rows.meant << " with a probable meaning\n";
    CHECK(rows.outcomes["identifier.unknown"] == 0);
    CHECK(rows.outcomes["uscc"] > 200);
    CHECK(rows.outcomes["identifier.serial_number"] > 0);
}

TEST_CASE("numbers that are no codes pass only by chance, and then mostly with a warning")
{
    ColumnReading rows;
    int silent = 0;
    const std::string name =
        "eighteen_char_numbers_that_are_not_codes/customs_declaration_numbers.csv.gz";
    if (!for_each_real_row(name, [&](const csv::Row& row) {
            rows.take(row.cells[0]);
            const auto reading = read_identifier(row.cells[0], Column::subject, shipped_tables());
            silent += reading.identifier.has_value() && reading.warnings.empty();
        })) {
        return;
    }
    print("customs declaration numbers", rows.outcomes);
    // 14 by chance, and one that is a code with a lower-case letter.
    CHECK(rows.outcomes["uscc"] == 15);
    CHECK(silent <= 1);
}
