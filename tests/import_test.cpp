#include "app/platform/import.h"

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

}  // namespace

TEST_CASE("a gzip that unpacks to more than it may is taken in so far, and its receipt says so")
{
    const Folder folder;
    ::setenv("XINHENG_BOOK_FILES", (folder / "files").c_str(), 1);
    const std::string text = many_decisions();
    Desk{folder / "book"}({"init"});
    auto platform = Platform::open(folder / "book").value();
    const auto policy = load_policy(XINHENG_SOURCE_DIR "/policy").value();

    ImportWish wish;
    wish.file = gzip_file(folder, text);
    wish.class_code = "administrative_penalty";
    wish.provider = provider;
    wish.limits.unpacked_bytes = text.size() / 2;
    const auto report = import_file(platform, policy, clerk, wish, {}).value();

    CHECK(report.broken_off == "file.gzip_too_large");
    CHECK(report.counts.accepted > row_count / 2 - 20);
    CHECK(report.counts.accepted < row_count / 2 + 20);
    CHECK(report.counts.read == report.counts.accepted);
    CHECK(report.counts.by_reason.at("file.gzip_too_large") == 1);
    auto transaction = platform.read();
    CHECK(record::count(transaction) == report.counts.accepted);
    const auto receipts = collection::receipts(transaction);
    REQUIRE(receipts.size() == 1);
    CHECK(receipts[0].counts->accepted == report.counts.accepted);
}
