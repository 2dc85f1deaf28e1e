#include "base/csv.h"

#include "base/text.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <iconv.h>
#include <rapidcheck.h>
#include <unistd.h>
#include <zlib.h>

using namespace xinheng;
using csv::Encoding;
using csv::Limits;
using csv::Reader;

namespace {

using Cells = std::vector<std::string>;

struct Seen {
    std::vector<Cells> rows;
    std::vector<std::uint64_t> numbers;
    std::vector<std::uint64_t> lines;
    std::vector<std::string> problems;
    std::string file_problem;
    Encoding encoding;
};

Seen see(Reader reader)
{
    Seen seen;
    csv::Row row;
    while (reader.next(row)) {
        seen.rows.emplace_back(row.cells.begin(), row.cells.end());
        seen.numbers.push_back(row.number);
        seen.lines.push_back(row.line);
        seen.problems.emplace_back(row.problem);
    }
    seen.file_problem = reader.problem();
    seen.encoding = reader.encoding();
    return seen;
}

Seen read(std::string bytes, Limits limits = {})
{
    return see(Reader::over(std::move(bytes), limits).value());
}

std::string refusal(std::string bytes)
{
    const auto reader = Reader::over(std::move(bytes));
    return reader ? "read" : std::string(reader.error().reason);
}

std::string gzipped(std::string_view text)
{
    z_stream stream{};
    REQUIRE(deflateInit2(&stream, 6, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    std::string packed(deflateBound(&stream, text.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

std::string gb18030(std::string text)
{
    const iconv_t descriptor = iconv_open("GB18030", "UTF-8");
    std::string encoded(text.size() * 2 + 16, '\0');
    char* input = text.data();
    char* output = encoded.data();
    std::size_t input_left = text.size();
    std::size_t output_left = encoded.size();
    REQUIRE(iconv(descriptor, &input, &input_left, &output, &output_left) == 0);
    iconv_close(descriptor);
    encoded.resize(encoded.size() - output_left);
    return encoded;
}

class TemporaryFile {
public:
    explicit TemporaryFile(std::string_view bytes)
        : path_(std::filesystem::temp_directory_path() /
                ("xinheng-csv-" + std::to_string(::getpid()) + ".csv"))
    {
        std::ofstream(path_, std::ios::binary) << bytes;
    }
    ~TemporaryFile() { std::filesystem::remove(path_); }

    std::string path() const { return path_; }

private:
    std::filesystem::path path_;
};

rc::Gen<std::string> any_cell()
{
    const auto piece =
        rc::gen::element<std::string>("a", "7", ",", "\"", "\"\"", "\r", "\n", "\r\n", " ", "\t",
                                      "罚款", "有限公司", "，", "𠀀", "é", "");
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece),
                        [](const std::vector<std::string>& pieces) { return join(pieces, ""); });
}

rc::Gen<std::vector<Cells>> any_rows()
{
    return rc::gen::container<std::vector<Cells>>(rc::gen::suchThat(
        rc::gen::container<Cells>(any_cell()), [](const Cells& cells) { return !cells.empty(); }));
}

std::string written(const std::vector<Cells>& rows)
{
    std::string text;
    for (const Cells& cells : rows) csv::append_row(text, cells);
    return text;
}

const std::vector<Cells> two_rows = {{"甲", "乙"}, {"1", "2"}};

}  // namespace

TEST_CASE("rows end with LF, CRLF or CR, and the last one may end with the file")
{
    CHECK(read("甲,乙\n1,2\n").rows == two_rows);
    CHECK(read("甲,乙\r\n1,2\r\n").rows == two_rows);
    CHECK(read("甲,乙\r1,2\r").rows == two_rows);
    CHECK(read("甲,乙\n1,2").rows == two_rows);
    CHECK(read("\xEF\xBB\xBF甲,乙\n1,2").rows == two_rows);
    CHECK(read("a,\n,").rows == std::vector<Cells>{{"a", ""}, {"", ""}});
}

TEST_CASE("blank lines are not rows, but lines they are")
{
    const Seen seen = read("\n\r\na\r\r\"b\n\nc\",\"\r\n\"\n\nd\n\n");
    CHECK(seen.rows == std::vector<Cells>{{"a"}, {"b\n\nc", "\r\n"}, {"d"}});
    CHECK(seen.numbers == std::vector<std::uint64_t>{1, 2, 3});
    CHECK(seen.lines == std::vector<std::uint64_t>{3, 5, 10});
    CHECK(read("\n\n").rows.empty());
    CHECK(read("\"\"\n").rows == std::vector<Cells>{{""}});
}

TEST_CASE("quoted cells hold separators, line ends and doubled quotes")
{
    const Seen seen = read("\"a,b\",\"say \"\"x\"\"\",\"\"\"\",\"\"\n");
    CHECK(seen.rows == std::vector<Cells>{{"a,b", "say \"x\"", "\"", ""}});
    CHECK(seen.problems == Cells{""});
}

TEST_CASE("a bare quote inside a cell is data, text after a quoted cell is a problem; both stay")
{
    CHECK(read("5\" pipe,b\"\"c\n").rows == std::vector<Cells>{{"5\" pipe", "b\"\"c"}});
    CHECK(read("5\" pipe,b\n").problems == Cells{""});
    CHECK(read("\"a\"x,\"b\"\"\"y\"\n").rows == std::vector<Cells>{{"\"a\"x", "\"b\"\"\"y\""}});
    CHECK(read("\"a\" ,b\nc\n").problems == Cells{"row.quote", ""});
}

TEST_CASE("a quote that never closes costs its own line and no other")
{
    const Seen seen = read("a,b\n1,\"2,x\n3,4\n5,6\n");
    CHECK(seen.rows == std::vector<Cells>{{"a", "b"}, {"1", "\"2", "x"}, {"3", "4"}, {"5", "6"}});
    CHECK(seen.problems == Cells{"", "row.quote", "", ""});
    CHECK(seen.lines == std::vector<std::uint64_t>{1, 2, 3, 4});
    CHECK(read("\"").rows == std::vector<Cells>{{"\""}});
    CHECK(read("a,\"").problems == Cells{"row.quote"});
    CHECK(read("\"m\nn\",\"x\ny\n").rows == std::vector<Cells>{{"m\nn", "\"x"}, {"y"}});
}

TEST_CASE("a quote that closes lines later with text behind it was a stray one")
{
    const Seen seen = read("1,\"2\n3,4\n5,\"6,7\",8\n");
    CHECK(seen.rows == std::vector<Cells>{{"1", "\"2"}, {"3", "4"}, {"5", "6,7", "8"}});
    CHECK(seen.problems == Cells{"row.quote", "", ""});
    CHECK(read("\"1\n2\" ,3\n").rows == std::vector<Cells>{{"\"1\n2\" ", "3"}});
}

TEST_CASE("a quote open beyond the row limit costs one line, whatever follows")
{
    Limits limits;
    limits.row_bytes = 100;
    limits.block_bytes = 16;
    std::string text = "a,b\n1,\"2\n";
    for (int row = 0; row < 50; ++row) text += "3,4\n";
    const Seen seen = read(text + "5,\"6\"\n", limits);
    CHECK(seen.rows.size() == 53);
    CHECK(seen.rows.back() == Cells{"5", "6"});
    CHECK(seen.lines.back() == 53);
    CHECK(seen.problems[1] == "row.quote");
    CHECK(std::count(seen.problems.begin(), seen.problems.end(), "") == 52);
}

TEST_CASE("a row may be as long as the limit; of a longer one the beginning is shown")
{
    for (const std::string line_end : {"\n", "\r\n", "\r"}) {
        Limits limits;
        limits.row_bytes = 10;
        limits.block_bytes = 16;
        const Seen seen =
            read("12345,7890" + line_end + "12345,78901" + line_end + "1,2345678罚款" +
                     std::string(1000, 'x') + line_end + "a" + line_end,
                 limits);
        CHECK(seen.rows ==
              std::vector<Cells>{{"12345", "7890"}, {"12345", "7890"}, {"1", "2345678"}, {"a"}});
        CHECK(seen.problems == Cells{"", "row.too_long", "row.too_long", ""});
        CHECK(seen.lines == std::vector<std::uint64_t>{1, 2, 3, 4});
    }
}

TEST_CASE("a row of too many cells is shown up to the limit")
{
    Limits limits;
    limits.columns = 3;
    const Seen seen = read("a,b,c\na,b,c,\"\"\"\"\n", limits);
    CHECK(seen.rows == std::vector<Cells>{{"a", "b", "c"}, {"a", "b", "c"}});
    CHECK(seen.problems == Cells{"", "row.too_long"});
}

TEST_CASE("bytes of neither encoding are shown as U+FFFD in a row that is reported")
{
    const Seen seen =
        read("名称,处罚\n某某建材有限公司,警告\n某\xFF厂,\"罚\"\"\xE7\xBD\"\n好,好\n");
    CHECK(seen.encoding == Encoding::utf8);
    CHECK(seen.rows[2] == Cells{"某\uFFFD厂", "罚\"\uFFFD\uFFFD"});
    CHECK(seen.problems == Cells{"", "", "row.encoding", ""});
}

TEST_CASE("a file that turns bad after its first mebibyte loses nothing")
{
    std::string text;
    while (text.size() < (2 << 20)) text += "某某建材有限公司,罚款\n";
    const std::size_t good = read(text).rows.size();
    const Seen seen = read(text + "\xB1\xB1,x\n" + "好,y\n");
    CHECK(seen.rows.size() == good + 2);
    CHECK(seen.problems[good - 1] == "");
    CHECK(seen.problems[good] == "row.encoding");
    CHECK(seen.rows[good] == Cells{"\uFFFD\uFFFD", "x"});
    CHECK(seen.problems[good + 1] == "");
}

TEST_CASE("NUL bytes stay and are reported")
{
    const Seen seen = read(std::string("a,b\nc,\0d\ne,f\n", 13));
    CHECK(seen.rows[1] == Cells{"c", std::string("\0d", 2)});
    CHECK(seen.problems == Cells{"", "row.nul_byte", ""});
}

TEST_CASE("GB18030 is recognised and read, with characters of four bytes")
{
    const Seen seen = read(gb18030("名称,罚款\n㐀𠀀某某厂,\"十,万\"\n"));
    CHECK(seen.encoding == Encoding::gb18030);
    CHECK(seen.rows == std::vector<Cells>{{"名称", "罚款"}, {"㐀𠀀某某厂", "十,万"}});
    CHECK(read("\x84\x31\x95\x33" + gb18030("甲,乙\n1,2\n")).rows == two_rows);
    CHECK(read("plain,ascii\n").encoding == Encoding::utf8);
}

TEST_CASE("one broken character does not turn a file into the other encoding")
{
    const Seen damaged =
        read(gb18030("行政相对人名称,处罚机关\n某某厂,") + "\xC4,x\n" + gb18030("甲,乙\n"));
    CHECK(damaged.encoding == Encoding::gb18030);
    CHECK(damaged.rows[1] == Cells{"某某厂", "\uFFFD", "x"});
    CHECK(damaged.problems == Cells{"", "row.encoding", ""});

    // Cut in the middle of the last character, this is sound GB18030 by chance.
    const std::string cut = std::string("行政相对人名称处罚机关").substr(0, 31);
    CHECK(read(cut).encoding == Encoding::utf8);
    CHECK(read(cut).problems == Cells{"row.encoding"});
}

TEST_CASE("what is no CSV is refused by name")
{
    using namespace std::string_literals;
    CHECK(refusal("") == "file.empty");
    CHECK(refusal("\xEF\xBB\xBF") == "file.empty");
    CHECK(refusal("PK\x03\x04 xlsx") == "file.not_text");
    CHECK(refusal("\xD0\xCF\x11\xE0 xls") == "file.not_text");
    CHECK(refusal("%PDF-1.7") == "file.not_text");
    CHECK(refusal("\xFF\xFE\x41\x00"s) == "file.utf16");
    CHECK(refusal("\xFE\xFF\x00\x41"s) == "file.utf16");
    CHECK(refusal("\x1F\x8B not gzip") == "file.gzip");
    CHECK(refusal(gzipped("")) == "file.empty");
    CHECK(refusal(gzipped("PK\x03\x04 xlsx")) == "file.not_text");
    CHECK(refusal(std::string(600, '\0')) == "file.not_text");
    CHECK(refusal("a") == "read");
}

TEST_CASE("files are opened, read to their end and refused where they cannot be")
{
    const TemporaryFile file("甲,乙\n1,2\n");
    auto reader = Reader::open(file.path()).value();
    CHECK(reader.bytes_total() == 12);
    const Seen seen = see(std::move(reader));
    CHECK(seen.rows == two_rows);
    CHECK(Reader::open(file.path() + ".absent").error().reason == "file.not_found");
    CHECK(Reader::open(file.path() + "/below").error().reason == "file.not_found");
    CHECK(Reader::open("/").error().reason == "file.unreadable");
    const TemporaryFile packed(gzipped("甲,乙\n1,2\n"));
    CHECK(see(Reader::open(packed.path()).value()).rows == two_rows);
}

TEST_CASE("gzip is unpacked, member after member, zero padding allowed")
{
    CHECK(read(gzipped("甲,乙\n1,2\n")).rows == two_rows);
    CHECK(read(gzipped("甲,") + gzipped("") + gzipped("乙\n1,2\n")).rows == two_rows);
    const Seen padded = read(gzipped("甲,乙\n1,2\n") + std::string(512, '\0'));
    CHECK(padded.rows == two_rows);
    CHECK(padded.file_problem == "");
    CHECK(read(gzipped("甲,乙\n1,2\n") + "junk").file_problem == "file.gzip");
}

TEST_CASE("a truncated gzip gives its whole rows and says that it is truncated")
{
    std::string text;
    for (int row = 0; row < 20'000; ++row) text += std::to_string(row * 7919 % 10'007) + ",罚款\n";
    const std::string packed = gzipped(text);
    const Seen whole = read(packed);
    CHECK(whole.file_problem == "");
    CHECK(whole.rows.size() == 20'000);
    for (const std::size_t lost : {1, 4, 8, 9, 2000}) {
        const Seen seen = read(packed.substr(0, packed.size() - lost));
        CHECK(seen.file_problem == "file.gzip");
        CHECK(seen.rows.size() <= 20'000);
        CHECK(seen.rows.size() > (lost > 8 ? 1000u : 19'999u));
        CHECK(std::equal(seen.rows.begin(), seen.rows.end(), whole.rows.begin()));
    }
}

TEST_CASE("what is written is read back, in every encoding and packing and any block size")
{
    CHECK(rc::check([] {
        const auto rows = *any_rows();
        const std::string text = written(rows);
        RC_PRE(!text.empty());
        Limits limits;
        limits.block_bytes = *rc::gen::inRange<std::size_t>(16, 200);
        const Seen plain = read(text, limits);
        RC_ASSERT(plain.rows == rows);
        RC_ASSERT(std::count(plain.problems.begin(), plain.problems.end(), "") ==
                  static_cast<std::ptrdiff_t>(rows.size()));
        RC_ASSERT(read(gzipped(text), limits).rows == rows);
        const Seen encoded = read(gb18030(text), limits);
        if (encoded.encoding == Encoding::gb18030) {
            RC_ASSERT(encoded.rows == rows);
        } else {
            RC_ASSERT(is_utf8(gb18030(text)));
        }
    }));
}

namespace {

char separator_of(std::string bytes)
{
    return Reader::over(std::move(bytes), {}, csv::Separator::recognised).value().separator();
}

}  // namespace

TEST_CASE("the separator is told by the rows, not by what stands in a cell")
{
    CHECK(separator_of("a,b,c\n1;2,3,4\n5;6,7,8\n") == ',');
    CHECK(separator_of("a;b;c\n0,5;2;3\n0,6;3;4\n") == ';');
    CHECK(separator_of("a\tb\tc\n1,2\t3\t4\n") == '\t');
    CHECK(separator_of("a|b\n1|2\n\"3|4\"|5\n") == '|');
    CHECK(separator_of("one column\nno more\n") == ',');
}

TEST_CASE("half of a GB18030 character is no separator")
{
    // 0xB47C is one character whose second byte is that of a |.
    CHECK(separator_of("\xB4\x7C\xB4\x7C,\xD6\xD0\n\xB4\x7C\xB4\x7C,\xD6\xD0\n") == ',');
}

TEST_CASE("any bytes whatever give the same rows in small blocks as in one")
{
    CHECK(rc::check([] {
        const auto piece =
            rc::gen::element<std::string>("a", ",", "\"", "\"", "\r", "\n", "\r\n", "\xFF", "罚",
                                          "\xE7\xBD", std::string(1, '\0'));
        const auto pieces = *rc::gen::container<std::vector<std::string>>(200, piece);
        const std::string text = "header" + join(pieces, "");
        Limits limits;
        limits.row_bytes = *rc::gen::inRange<std::size_t>(4, 300);
        const Seen whole = read(text, limits);
        limits.block_bytes = *rc::gen::inRange<std::size_t>(16, 64);
        const Seen parts = read(text, limits);
        RC_ASSERT(parts.rows == whole.rows);
        RC_ASSERT(parts.problems == whole.problems);
        RC_ASSERT(parts.lines == whole.lines);
    }));
}
