#include "credit/collection/sample.h"

#include "base/csv.h"
#include "base/date.h"
#include "base/digest.h"
#include "base/text.h"
#include "credit/collection/amount_reading.h"
#include "credit/collection/date_reading.h"
#include "credit/collection/document_number.h"
#include "credit/collection/penalty_kinds.h"
#include "credit/collection/sample_penalty.h"
#include "credit/subject/uscc.h"

#include <doctest/doctest.h>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

using namespace xinheng;
using namespace xinheng::collection;
using Rows = std::vector<std::vector<std::string>>;

namespace {

std::string subjects_of(const SampleWish& wish)
{
    std::string text;
    sample_subjects(wish, [&](std::string_view block) { text.append(block); });
    return text;
}

std::string penalties_of(const SampleWish& wish)
{
    std::string text;
    sample_penalties(wish, [&](std::string_view block) { text.append(block); });
    return text;
}

Rows rows_of(const std::string& text)
{
    Rows rows;
    auto reader = csv::Reader::over(text).value();
    csv::Row row;
    while (reader.next(row)) {
        CHECK(row.problem == "");
        rows.emplace_back(row.cells.begin(), row.cells.end());
    }
    rows.erase(rows.begin());
    return rows;
}

const std::string& cell(const std::vector<std::string>& row, SampleColumn column)
{
    return row[static_cast<std::size_t>(column)];
}

std::string answer_to_code(const std::string& code)
{
    const auto uscc = subject::Uscc::parse(code);
    return uscc ? "ok" : std::string(uscc.error().reason);
}

KindTable shipped_kinds()
{
    std::ifstream file(std::string(XINHENG_SOURCE_DIR) + "/policy/code_lists/penalty_kind.csv");
    return KindTable::parse(std::string(std::istreambuf_iterator<char>(file), {})).value();
}

bool has_right_organisation_check(std::string_view code)
{
    return code[16] == subject::organisation_code_check(code.substr(8, 8));
}

}  // namespace

TEST_CASE("the same wish gives the same bytes, today and on every machine")
{
    const SampleWish wish{200, 300, 7};
    CHECK(hex(sha256(subjects_of(wish)).view()) ==
          "ef9ea572a6e832a50bbfabfc98b243f14c34502ab14db66a08bedd39ff36f3dd");
    CHECK(hex(sha256(penalties_of(wish)).view()) ==
          "d6f976d9cffd6eebeb6dbf63601656b71ba495fb6b882ef5edc0d7e5d725874f");
    CHECK(subjects_of({200, 0, 8}) != subjects_of({200, 0, 7}));
    CHECK(penalties_of({200, 300, 8}) != penalties_of(wish));
}

TEST_CASE("a larger sample begins with the smaller one")
{
    CHECK(subjects_of({300, 0, 7})
              .compare(0, subjects_of({200, 0, 7}).size(), subjects_of({200, 0, 7})) == 0);
}

TEST_CASE("invented firms have sound codes that nobody can take for real, and names of their own")
{
    const Rows rows = rows_of(subjects_of({100'000, 0, 1}));
    REQUIRE(rows.size() == 100'000);
    std::set<std::string> codes;
    std::set<std::string> names;
    std::size_t sound = 0;
    for (const auto& row : rows) {
        REQUIRE(row.size() == 5);
        const bool marked = row[0].compare(8, 4, "MAXX") == 0;
        const bool placed = row[0].compare(2, 6, row[4]) == 0;
        const bool dated = static_cast<bool>(Date::parse(row[2]));
        sound += subject::Uscc::parse(row[0]) && has_right_organisation_check(row[0]) && marked &&
                 placed && dated;
        codes.insert(row[0]);
        names.insert(row[1]);
    }
    CHECK(sound == rows.size());
    CHECK(codes.size() == rows.size());
    CHECK(names.size() == rows.size());
}

TEST_CASE("a sample of more firms than there are codes is a mistake")
{
    CHECK_THROWS_AS(subjects_of({sample_subjects_limit + 1, 0, 1}), Failure);
}

TEST_CASE("no firms, no records")
{
    CHECK(rows_of(penalties_of({0, 10, 1})).empty());
    CHECK(rows_of(penalties_of({1, 10, 1})).size() == 10);
}

TEST_CASE("records fall on the firms of the same wish, on a few of them often")
{
    const SampleWish wish{20'000, 20'000, 3};
    std::set<std::string> names;
    for (const auto& row : rows_of(subjects_of(wish))) names.insert(row[1]);
    std::map<std::string, int> records;
    for (const auto& row : rows_of(penalties_of(wish)))
        ++records[cell(row, SampleColumn::party_name)];
    int most = 0;
    bool all_known = true;
    for (const auto& [name, count] : records) {
        most = std::max(most, count);
        all_known = all_known && names.count(name) == 1;
    }
    CHECK(all_known);
    CHECK(most >= 10);
    CHECK(records.size() > 9'000);
}

TEST_CASE("a record without fault is read without a finding")
{
    const SampleWish wish{5'000, 5'000, 4};
    const KindTable kinds = shipped_kinds();
    const Rows rows = rows_of(penalties_of(wish));
    std::set<std::string> numbers;
    std::size_t sound = 0;
    for (std::size_t index = 0; index < rows.size(); ++index) {
        const auto& row = rows[index];
        REQUIRE(row.size() == sample_column_count);
        if (sample_fault(wish, index) != SampleFault::none) continue;
        ++sound;
        const auto reading = read_penalty_kinds(cell(row, SampleColumn::penalty_kinds), kinds);
        const auto number = read_document_number(cell(row, SampleColumn::document_number));
        const auto decided = read_date(cell(row, SampleColumn::decision_date));
        const std::string fine = cell(row, SampleColumn::fine_amount);
        const bool says_fine = contains(cell(row, SampleColumn::penalty_kinds), "罚款");
        CHECK(answer_to_code(cell(row, SampleColumn::party_uscc)) == "ok");
        CHECK(answer_to_code(cell(row, SampleColumn::authority_uscc)) == "ok");
        CHECK((reading.unread.empty() && reading.warnings.empty() && !reading.kinds.empty()));
        CHECK((number && number->warning.empty()));
        CHECK((decided && decided->warning.empty()));
        CHECK(fine.empty() == !says_fine);
        CHECK((fine.empty() || read_amount(fine, AmountUnit::ten_thousand_yuan)->amount == fine));
        numbers.insert(cell(row, SampleColumn::authority_name) + number->key);
    }
    CHECK(numbers.size() == sound);
}

TEST_CASE("every known fault has its stated share, three records in a hundred together")
{
    const SampleWish wish{1'000, 200'000, 5};
    std::map<SampleFault, std::uint64_t> seen;
    for (std::uint64_t record = 0; record < wish.records; ++record) {
        ++seen[sample_fault(wish, record)];
    }
    std::uint64_t together = 0;
    for (const SampleFaultShare& share : sample_fault_shares()) {
        const std::uint64_t expected = share.of_ten_thousand * wish.records / 10'000;
        INFO("fault " << static_cast<int>(share.fault));
        CHECK(seen[share.fault] > expected * 6 / 10);
        CHECK(seen[share.fault] < expected * 14 / 10);
        together += share.of_ten_thousand;
    }
    CHECK(together == 300);
    CHECK(seen.size() == sample_fault_shares().size() + 1);
}

TEST_CASE("each fault of a code is what its name says")
{
    const SampleWish wish{1'000, 20'000, 6};
    const Rows rows = rows_of(penalties_of(wish));
    for (std::size_t index = 0; index < rows.size(); ++index) {
        const std::string& code = cell(rows[index], SampleColumn::party_uscc);
        switch (sample_fault(wish, index)) {
        case SampleFault::code_in_lower_case:
            CHECK(answer_to_code(code) == "uscc.character");
            CHECK(answer_to_code(to_upper_ascii(code)) == "ok");
            break;
        case SampleFault::code_with_spaces:
            CHECK(answer_to_code(code) == "uscc.length");
            CHECK(answer_to_code(replaced(code, " ", "")) == "ok");
            break;
        case SampleFault::wrong_check_character:
            CHECK(answer_to_code(code) == "uscc.check_character");
            break;
        case SampleFault::wrong_organisation_check:
            CHECK(answer_to_code(code) == "ok");
            CHECK_FALSE(has_right_organisation_check(code));
            break;
        case SampleFault::registration_number_as_code: CHECK(code.size() == 15); break;
        case SampleFault::placeholder_code: CHECK(code == "00000000000000000X"); break;
        case SampleFault::no_code: CHECK(code == ""); break;
        default: CHECK(answer_to_code(code) == "ok");
        }
    }
}

TEST_CASE("each fault of a date or of two rows is what its name says")
{
    const SampleWish wish{1'000, 20'000, 6};
    const Rows rows = rows_of(penalties_of(wish));
    const std::vector<std::string>* last_sound = nullptr;
    for (std::size_t index = 0; index < rows.size(); ++index) {
        const auto& row = rows[index];
        const std::string& date = cell(row, SampleColumn::decision_date);
        switch (sample_fault(wish, index)) {
        case SampleFault::none: last_sound = &row; break;
        case SampleFault::future_date:
            CHECK(Date::parse(date).value() > Date::of(2029, 1, 1).value());
            break;
        case SampleFault::impossible_date:
            CHECK(Date::parse(date).error().reason == "date.no_such_day");
            break;
        case SampleFault::other_form_of_date:
            CHECK(Date::parse(date).error().reason == "date.format");
            CHECK(read_date(date));
            break;
        case SampleFault::repeated_row: CHECK(row == *last_sound); break;
        case SampleFault::same_number_other_date:
            CHECK(cell(row, SampleColumn::document_number) ==
                  cell(*last_sound, SampleColumn::document_number));
            CHECK(date < cell(*last_sound, SampleColumn::decision_date));
            break;
        default: CHECK(read_date(date)->warning == "");
        }
    }
}

TEST_CASE("each fault of a penalty is what its name says")
{
    const SampleWish wish{1'000, 20'000, 6};
    const KindTable kinds = shipped_kinds();
    const Rows rows = rows_of(penalties_of(wish));
    for (std::size_t index = 0; index < rows.size(); ++index) {
        const auto& row = rows[index];
        const std::string& fine = cell(row, SampleColumn::fine_amount);
        const auto reading = read_penalty_kinds(cell(row, SampleColumn::penalty_kinds), kinds);
        const auto number = read_document_number(cell(row, SampleColumn::document_number));
        const SampleFault fault = sample_fault(wish, index);
        CHECK(reading.unread.empty() == (fault != SampleFault::unknown_penalty_kind));
        CHECK(number.has_value() == (fault != SampleFault::no_document_number));
        CHECK((code_point_count(cell(row, SampleColumn::remarks)) > 512) ==
              (fault == SampleFault::field_too_long));
        CHECK(contains(fine, "元") == (fault == SampleFault::amount_in_yuan));
        if (fault == SampleFault::fine_without_amount) CHECK(fine == "");
        if (fault == SampleFault::amount_in_yuan) {
            CHECK(read_amount(fine, AmountUnit::ten_thousand_yuan));
        }
    }
}
