#include "credit/enquiry/enquiry.h"

#include "credit/ledger/test_book.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

using namespace xinheng;
using namespace xinheng::enquiry;

namespace {

using Book = ledger::TestBook<access::Projection, subject::Projection, record::Projection>;

const std::string code = "91110108MAXXXX015B", other_code = "91110108MAXXXX0236";

const catalogue::Catalogue& shipped_catalogue()
{
    static const auto loaded = catalogue::load(XINHENG_SOURCE_DIR "/policy");
    REQUIRE(loaded.problems.empty());
    return loaded.catalogue;
}

const Calendar& shipped_calendar()
{
    static const Calendar calendar = [] {
        std::ifstream file(XINHENG_SOURCE_DIR "/policy/holidays.csv", std::ios::binary);
        return Calendar::parse(std::string(std::istreambuf_iterator<char>(file), {})).value();
    }();
    return calendar;
}

access::Act act()
{
    return {"clerk", "platform", Instant::parse("2026-03-02T09:00:00+08:00").value(), "why", ""};
}

record::Entry fact(const std::string& number, record::Publicity publicity)
{
    record::Entry entry;
    entry.party = {{{subject::Scheme::uscc, code}}, "甲公司"};
    entry.class_code = "administrative_penalty";
    entry.class_version = "administrative_penalty/2018";
    entry.provider = "haidian";
    entry.key = number;
    entry.decided = Date::parse("2026-03-02").value();
    entry.publicity = publicity;
    const bool open = publicity == record::Publicity::open;
    entry.contents[open ? 0 : 1] = "{\"decision_date\":\"2026-03-02\",\"document_number\":\"" +
                                   number + "\",\"penalty_kinds\":[\"fine\",\"warning\"]}";
    if (open) entry.contents[1] = "{\"remarks\":\"内部\"}";
    entry.originals[open ? 0 : 1] = "{\"decision_date\":\"2026年3月2日\"}";
    return entry;
}

Book book_with_facts()
{
    const sql::TestStore store(sql::TestStore::Kind::sqlite);
    Book book(store, {access::create_tables, subject::create_tables, record::create_tables});
    book.write([](ledger::Writing& writing) {
        return record::enter_all(
            writing, act(),
            {{fact("1号", record::Publicity::open), fact("2号", record::Publicity::withheld)},
             record::Release::waived,
             0});
    });
    return book;
}

template <class Ask>
auto asked(Book& book, std::size_t level, const Ask& ask)
{
    return book.read([&](auto& transaction) {
        return ask(transaction,
                   Reading{shipped_catalogue(), shipped_calendar(), Viewer{level}, {}});
    });
}

Result<SubjectView> of_subject(Book& book, const std::string& wanted, std::size_t level = 0)
{
    return asked(book, level, [&](auto& transaction, const Reading& reading) {
        return subject_view(transaction, wanted, reading);
    });
}

Result<RecordView> of_record(Book& book, record::RecordId id, std::size_t level = 0)
{
    return asked(book, level, [&](auto& transaction, const Reading& reading) {
        return record_view(transaction, id, reading);
    });
}

std::string line(const RecordView& view, const std::string& title)
{
    for (const auto& one : view.lines)
        if (one.title == title) return json::canonical(one.value);
    return "none";
}

}  // namespace

TEST_CASE("a record is shown under the titles of its class, its codes in words")
{
    Book book = book_with_facts();
    const auto view = of_record(book, 1).value();
    CHECK(view.title == "行政处罚");
    CHECK(view.headline == "1号");
    CHECK(line(view, "行政处罚决定书文号") == "\"1号\"");
    CHECK(line(view, "处罚类别") == R"(["罚款","警告"])");
    CHECK(view.original.at("decision_date").text_or("") == "2026年3月2日");
}

TEST_CASE("each viewer is shown the levels up to their own")
{
    Book book = book_with_facts();
    CHECK(line(of_record(book, 1, 0).value(), "备注") == "none");
    CHECK(line(of_record(book, 1, 1).value(), "备注") == "\"内部\"");
    CHECK(line(of_record(book, 1, 3).value(), "备注") == "\"内部\"");
}

TEST_CASE("a withheld record is nothing to the public, and a record to an officer")
{
    Book book = book_with_facts();
    CHECK(of_record(book, 2, 0).error().reason == "record.unknown");
    CHECK(of_subject(book, code, 0)->records.size() == 1);
    CHECK(of_subject(book, code, 1)->records.size() == 2);
    CHECK(of_record(book, 2, 1)->headline == "2号");
}

TEST_CASE("a subject is found by its code however it is typed, and an unknown one is refused")
{
    Book book = book_with_facts();
    for (const auto& typed :
         {code, std::string(" 91110108maxxxx015b "), std::string("９１110108MAXXXX015B")})
        CHECK(of_subject(book, typed)->subject.name == "甲公司");
    CHECK(of_subject(book, other_code).error().reason == "subject.unknown");
    CHECK(of_subject(book, "").error().reason == "subject.unknown");
    CHECK(of_record(book, 99).error().reason == "record.unknown");
}

TEST_CASE("publication is due seven working days after the decision")
{
    Book book = book_with_facts();
    const auto due = of_record(book, 1)->publication_due;
    REQUIRE(due);
    CHECK(due->day.text() == "2026-03-11");
    CHECK_FALSE(due->provisional);
}
