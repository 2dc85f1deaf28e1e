// Real files, where they are at hand: every row of them is accounted for. docs/real-data.md holds
// the figures for people.
#include "app/platform/import.h"
#include "base/json.h"
#include "test_command.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <iostream>
#include <map>
#include <optional>
#include <set>

namespace {

using namespace xinheng;
namespace fs = std::filesystem;

// The path of a real file; where it is not at hand, a word and nothing.
std::optional<std::string> real(const std::string& name)
{
    const char* const folder = std::getenv("XINHENG_TEST_DATA");
    const auto path = fs::path(folder ? folder : XINHENG_SOURCE_DIR "/../shared/data") / name;
    if (fs::exists(path)) return path.string();
    std::cout << "skipped: " << name << " is not at hand\n";
    return std::nullopt;
}

class Book {
public:
    Book() : desk_{folder_ / "book"} { REQUIRE(desk_({"init"}).exit_code == 0); }

    const test::Desk& desk() const { return desk_; }
    std::string path() const { return desk_.book; }

    json::Value load(const std::string& file) const
    {
        return json::parse(desk_({"subject", "load", file, "--json"}).out).value();
    }
    bool is_sound() const { return desk_({"ledger", "verify"}).exit_code == 0; }

private:
    test::Folder folder_;
    test::Desk desk_;
};

std::int64_t number(const json::Value& report, std::string_view name)
{
    return report[name].number_or(-1);
}

bool adds_up(const json::Value& report)
{
    return number(report, "read") ==
           number(report, "accepted") + number(report, "refused") + number(report, "unchanged");
}

using Histogram = std::map<std::string, int>;

struct Seen {
    ImportReport report;
    std::set<std::vector<std::string>> accepted_rows;
    int repeats = 0;  // Unchanged, and equal cell for cell to a row that was accepted.
    int told = 0;     // Refused, with at least one reason for it.
    Histogram refused_for;
};

Seen import(const Book& book, const std::string& file)
{
    const auto policy = load_policy(book.desk().policy).value();
    auto platform = Platform::open(book.path()).value();
    const access::Act act{"clerk", "platform", system_clock()(), "import", ""};
    Seen seen;
    ImportSinks sinks;
    sinks.on_row = [&](const ImportedRow& row) {
        const auto cells = row.row.cells.all();
        if (row.outcome == RowOutcome::accepted) seen.accepted_rows.insert(cells);
        if (row.outcome == RowOutcome::unchanged && seen.accepted_rows.contains(cells))
            ++seen.repeats;
        if (row.outcome != RowOutcome::refused) return;
        const auto& findings = row.row.findings;
        seen.told += std::any_of(findings.begin(), findings.end(), [](const auto& finding) {
            return finding.severity == collection::Severity::error;
        });
        for (const auto& finding : findings)
            if (finding.severity == collection::Severity::error)
                ++seen.refused_for[std::string(finding.reason)];
    };
    seen.report = import_file(platform, policy, act,
                              {file, "administrative_penalty", "11540000MBXXXX0176", "",
                               ImportWish::Kind::real},
                              sinks)
                      .value();
    REQUIRE(platform.publish());
    return seen;
}

}  // namespace

TEST_CASE(
    "a real double-publicity file: every row is taken in, known already, or refused for a reason")
{
    const auto file = real("xizang_double_publicity_penalties/penalties_organisations.csv.gz");
    if (!file) return;
    const Book book;
    const Seen seen = import(book, *file);

    const auto& counts = seen.report.counts;
    CHECK(seen.report.layout == "tibet_2018");
    CHECK(counts.read == 287);
    CHECK(counts.read == counts.accepted + counts.refused + counts.unchanged);
    CHECK(counts.accepted + counts.unchanged == 238);
    CHECK(seen.repeats == counts.unchanged);
    CHECK(seen.told == counts.refused);
    const std::set<std::string> expected = {"field.in_future",          "field.required",
                                            "identifier.serial_number", "penalty_kind.unknown",
                                            "subject.no_identifier",    "uscc.length"};
    for (const auto& [reason, count] : seen.refused_for) {
        std::cout << "  " << count << ' ' << reason << '\n';
        CAPTURE(reason);
        CHECK(expected.contains(reason));
    }

    const Seen again = import(book, *file);
    CHECK(again.report.counts.accepted == 0);
    CHECK(again.report.counts.refused == counts.refused);
    CHECK(book.is_sound());
}

TEST_CASE("a real register of 243,933 entities loads whole, and a second time changes nothing")
{
    const auto file = real("entities_kinginsun/entities.csv.gz");
    if (!file) return;
    const Book book;
    const auto report = book.load(*file);
    CHECK(number(report, "read") == 243'933);
    CHECK(adds_up(report));
    CHECK(number(report, "refused") == 0);
    CHECK(number(report, "unchanged") == 0);

    const auto again = book.load(*file);
    CHECK(adds_up(again));
    CHECK(number(again, "unchanged") == 243'933);
    CHECK(book.is_sound());
}

TEST_CASE(
    "real codes that do not pass: tidied, told as registration numbers, or refused for a reason")
{
    const auto file = real("entities_kinginsun/codes_not_passing.csv.gz");
    if (!file) return;
    const Book book;
    const auto report = book.load(*file);
    CHECK(number(report, "read") == 5'597);
    CHECK(adds_up(report));
    CHECK(number(report, "refused") == 134);
    // 178 unified codes in small letters, and two registration numbers.
    CHECK(number(report["reasons"], "uscc.cleaned") == 180);
    CHECK(number(report["reasons"], "uscc.check_character") +
              number(report["reasons"], "uscc.length") +
              number(report["reasons"], "identifier.none") ==
          number(report, "refused"));

    auto platform = Platform::open(book.path()).value();
    auto transaction = platform.read();
    const auto with_scheme = [&](std::string_view scheme) {
        return transaction
            .number("SELECT COUNT(*) FROM subject_identifier WHERE scheme = $1", {scheme})
            .value();
    };
    CHECK(with_scheme("uscc") == 178);
    CHECK(with_scheme("registration_number") + with_scheme("registration_number_old") >= 5'200);
}

TEST_CASE("real files of another shape are refused whole, and leave nothing behind")
{
    const auto folder = real("provincial_penalty_decisions");
    if (!folder) return;
    const Book book;
    int files = 0;
    for (const auto& file : fs::directory_iterator(*folder)) {
        if (file.path().extension() != ".gz") continue;
        ++files;
        CAPTURE(file.path().string());
        const auto said =
            book.desk()({"import", file.path().string(), "--class", "administrative_penalty",
                         "--provider", "11500000MBXXXX0136"});
        CHECK(said.exit_code == 2);
        CHECK(said.err.starts_with("layout.unknown"));
    }
    CHECK(files == 11);
    CHECK(book.desk()({"ledger", "verify"}).out == "sound, 1 events\n");
}
