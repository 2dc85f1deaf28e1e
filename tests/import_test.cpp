#include "app/platform/import.h"

#include "base/store_for_tests.h"
#include "sound_book.h"

#include <doctest/doctest.h>
#include <zlib.h>

using namespace xinheng;
using namespace xinheng::test;

namespace {

constexpr int row_count = 2000;

// The same decision but for its number, row after row.
std::string many_decisions()
{
    const std::string one = decision_file("0.5");
    const std::size_t headings_end = one.find('\n') + 1;
    std::string text = one.substr(0, headings_end);
    for (int number = 1; number <= row_count; ++number)
        text += replaced(one.substr(headings_end), "1号", std::to_string(number) + "号");
    return text;
}

std::string gzip_file(const Folder& folder, const std::string& text)
{
    const std::string path = folder / "decisions.csv.gz";
    gzFile file = ::gzopen(path.c_str(), "wb");
    const int written = ::gzwrite(file, text.data(), static_cast<unsigned>(text.size()));
    REQUIRE(::gzclose(file) == Z_OK);
    REQUIRE(written == static_cast<int>(text.size()));
    return path;
}

const access::Act clerk{"clerk", "platform", Instant::parse("2026-03-02T12:00:00+08:00").value(),
                        "", ""};

// A policy, a book and who hands in.
struct Counter {
    explicit Counter(const std::string& book)
        : policy(load_policy(XINHENG_SOURCE_DIR "/policy").value()), platform(begun(book))
    {}

    static Platform begun(const std::string& book)
    {
        Desk{book}({"init"});
        return Platform::open(book).value();
    }

    ImportReport import(ImportWish wish)
    {
        wish.class_code = "administrative_penalty";
        wish.provider = provider;
        return import_file(platform, policy, clerk, wish, {}).value();
    }

    std::int64_t record_count()
    {
        auto transaction = platform.read();
        return record::count(transaction);
    }

    Policy policy;
    Platform platform;
};

}  // namespace

TEST_CASE("a gzip that unpacks to more than it may is taken in so far, and its receipt says so")
{
    const Folder folder;
    ::setenv("XINHENG_BOOK_FILES", (folder / "files").c_str(), 1);
    Counter counter(folder / "book");
    const std::string text = many_decisions();
    ImportWish wish;
    wish.file = gzip_file(folder, text);
    wish.limits.unpacked_bytes = text.size() / 2;
    const auto report = counter.import(wish);

    CHECK(report.broken_off == "file.gzip_too_large");
    CHECK(report.counts.accepted > row_count / 2 - 20);
    CHECK(report.counts.accepted < row_count / 2 + 20);
    CHECK(report.counts.read == report.counts.accepted);
    CHECK(report.counts.by_reason.at("file.gzip_too_large") == 1);
    CHECK(counter.record_count() == report.counts.accepted);
    auto transaction = counter.platform.read();
    const auto receipts = collection::receipts(transaction);
    REQUIRE(receipts.size() == 1);
    CHECK(receipts[0].counts->accepted == report.counts.accepted);
}

TEST_CASE("a dry run counts what the import counts, also where rows come again far below")
{
    std::string text = many_decisions();
    const auto row = [&](int number) {
        const std::string one = decision_file("0.5");
        return replaced(one.substr(one.find('\n') + 1), "1号", std::to_string(number) + "号");
    };
    for (const int number : {1, 2, 3}) text += row(number);
    text += replaced(row(4), "0.5", "0.8") + replaced(row(5), "2026-02-10", "2026-02-11");
    text += replaced(row(6), "丙丁", "庚辛");
    for (int number = row_count; number < 2 * row_count; ++number) text += row(number);
    text += replaced(row(4), "0.5", "0.8");

    sql::on_each_store([&](sql::TestStore& store) {
        const Folder folder;
        ::setenv("XINHENG_BOOK_FILES", (folder / "files").c_str(), 1);
        Counter counter(store.address());
        ImportWish wish;
        wish.file = folder.write("decisions.csv", text);
        wish.kind = ImportWish::Kind::dry_run;
        const auto told = counter.import(wish);
        CHECK(counter.record_count() == 0);
        wish.kind = ImportWish::Kind::real;
        const auto done = counter.import(wish);

        CHECK(told.counts == done.counts);
        CHECK(done.counts.accepted == 2 * row_count + 1);
        CHECK(done.counts.unchanged == 5);
        CHECK(done.counts.by_reason.at("record.correction_proposed") == 2);
        CHECK(done.counts.by_reason.at("record.conflict") == 1);
        CHECK(done.counts.by_reason.at("organisation.added") == 1);
    });
}
