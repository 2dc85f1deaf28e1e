#include "credit/collection/penalty_result.h"

#include "base/csv.h"
#include "base/text.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>

using namespace xinheng;
using collection::KindTable;
using collection::read_penalty_result;

namespace {

const KindTable& table()
{
    static const KindTable parsed = [] {
        std::ifstream file(std::string(XINHENG_SOURCE_DIR) + "/policy/code_lists/penalty_kind.csv");
        const std::string csv(std::istreambuf_iterator<char>(file), {});
        return KindTable::parse(csv).value();
    }();
    return parsed;
}

// "fine:0.5 kinds:fine,warning", with the warnings behind "!".
std::string reading(std::string_view cell)
{
    const auto read = read_penalty_result(cell, table());
    if (!read) return std::string(read.error().reason);
    std::string said;
    const auto add = [&](std::string_view name, const std::string& value) {
        if (!said.empty()) said += ' ';
        said += std::string(name) + value;
    };
    if (read->state == collection::ResultState::settled_only) add("settled", "");
    if (read->fine) add("fine:", *read->fine);
    if (read->confiscation) add("confiscation:", *read->confiscation);
    if (!read->kinds.empty()) add("kinds:", join(read->kinds, ","));
    for (const auto warning : read->warnings) {
        add("!", std::string(warning.substr(warning.find('.') + 1)));
    }
    return said;
}

std::string data_folder()
{
    const char* given = std::getenv("XINHENG_TEST_DATA");
    return given != nullptr ? given : std::string(XINHENG_SOURCE_DIR) + "/../shared/data";
}

}  // namespace

TEST_CASE("a bare number in the column of results is a fine in yuan, and told as an assumption")
{
    CHECK(reading("12000") == "fine:1.2 kinds:fine !unit_assumed !taken_as_fine");
    CHECK(reading("812.50") == "fine:0.08125 kinds:fine !unit_assumed !taken_as_fine");
    CHECK(reading("4") == "fine:0.0004 kinds:fine !unit_assumed !taken_as_fine");
    CHECK(reading("3") == "penalty_result.status_code");
    CHECK(reading("0") == "penalty_result.status_code");
}

TEST_CASE("a fine is read from every way to write it")
{
    for (const auto* cell :
         {"罚款350.元", "罚款350元", "罚款 350 元", "处罚350元", "处罚三百五十元",
          "建议罚款叁佰伍拾元整", "行政罚款350元", "处350元罚款", "并处人民币叁佰伍拾元整罚款",
          "依法处罚金额350元", "罚处人民币350元", "处罚款叁佰伍拾元人民币(￥350.00）",
          "罚款350元人民币(叁佰伍拾圆整)，上缴国库。"}) {
        CAPTURE(cell);
        CHECK(reading(cell) == "fine:0.035 kinds:fine");
    }
    CHECK(reading("350元") == "fine:0.035 kinds:fine !taken_as_fine");
    CHECK(reading("人民币：350.00元") == "fine:0.035 kinds:fine !taken_as_fine");
    CHECK(reading("7.2万元，记录1年") == "fine:7.2 kinds:fine !taken_as_fine");
    CHECK(reading("罚款350.00") == "fine:0.035 kinds:fine !unit_assumed");
    CHECK(reading("每人350元") == "fine:0.035 kinds:fine !taken_as_fine !per_person");
    CHECK(reading("责令改正，并处人民币柒万罚款") == "fine:7 kinds:fine");
}

TEST_CASE("confiscation and fine in one text are kept apart")
{
    CHECK(reading("1、没收违法所得321元人民币；2、并处违法所得二倍罚款642元人民币") ==
          "fine:0.0642 confiscation:0.0321 kinds:confiscation_of_gains,fine");
    CHECK(
        reading("1.没收标有“远山”字样的雨鞋8双 2.没收违法所得30.5元整 3.罚款人民币2030.5元整") ==
        "fine:0.20305 confiscation:0.00305 kinds:confiscation_of_goods,confiscation_of_gains,fine");
    CHECK(reading("没收违法所得100元，罚款200元；共计300元") ==
          "fine:0.02 confiscation:0.01 kinds:confiscation_of_gains,fine !amount_left_out");
    CHECK(reading("1、没收过期产品，货值50元； 2、罚款过期产品货值的10倍，共500元。") ==
          "fine:0.05 kinds:confiscation_of_goods,fine !amount_left_out");
    CHECK(reading("没收12瓶果汁（净含量275ml）；罚款人民币1100元（壹仟壹佰元整）") ==
          "fine:0.11 kinds:confiscation_of_goods,fine");
    CHECK(reading("罚款300元，收缴赌资4100元") == "fine:0.03 kinds:fine !amount_left_out");
}

TEST_CASE("kinds without an amount are read")
{
    CHECK(reading("行政拘留五日") == "kinds:administrative_detention");
    CHECK(reading("行政拘十二日") == "kinds:administrative_detention");
    CHECK(reading("行政拘留六日并处罚款450元") == "fine:0.045 kinds:administrative_detention,fine");
    CHECK(reading("拘留并罚") == "kinds:administrative_detention,fine");
    CHECK(reading("警告") == "kinds:warning");
    CHECK(reading("罚款") == "kinds:fine");
    CHECK(reading("未交罚款") == "kinds:fine");
    CHECK(reading("没收") == "kinds:confiscation");
    CHECK(reading("暂扣或者吊销许可证、暂扣或者吊销执照") ==
          "kinds:suspension_or_revocation_of_licence");
    CHECK(reading("罚款4万元人民币，停业整顿20日") ==
          "fine:4 kinds:fine,order_to_suspend_business");
}

TEST_CASE("a text that only closes the matter says so and no more")
{
    CHECK(reading("处理完毕") == "settled");
    CHECK(reading("已处罚") == "settled");
    CHECK(reading("已交罚款") == "settled kinds:fine");
}

TEST_CASE("what cannot be read is refused, not guessed")
{
    CHECK(reading("") == "penalty_result.unread");
    CHECK(reading("详见附件") == "penalty_result.unread");
    CHECK(reading("处罚12345元201899") == "penalty_result.unread");
    CHECK(reading("不予处罚") == "penalty_result.negated");
    CHECK(reading("罚款1000元(贰仟元整)") == "amount.contradiction");
    CHECK(reading("罚款100元；罚款200元") == "kinds:fine !several_fines");
    CHECK(reading("罚款0.001元") == "amount.too_precise");
}

TEST_CASE("the text itself is the content")
{
    CHECK(read_penalty_result(" 罚款３００元 ", table())->content == "罚款３００元");
}

TEST_CASE("at least 99 in 100 results of real organisations and 97 of persons are read")
{
    const auto share_read = [](const std::string& file) {
        auto reader =
            csv::Reader::open(data_folder() + "/xizang_double_publicity_penalties/" + file);
        if (!reader) return -1.0;
        std::size_t column = 0;
        std::size_t read = 0;
        std::size_t rows = 0;
        csv::Row row;
        while (reader->next(row)) {
            if (row.number == 1) {
                while (row.cells[column] != "处罚状态") ++column;
                continue;
            }
            ++rows;
            if (read_penalty_result(row.cells[column], table())) ++read;
        }
        std::cout << file << ": " << read << " of " << rows << " results read\n";
        return static_cast<double>(read) / static_cast<double>(rows);
    };
    const double organisations = share_read("penalties_organisations.csv.gz");
    if (organisations < 0) {
        std::cout << "skipped: no real penalties in " << data_folder() << "\n";
        return;
    }
    CHECK(organisations >= 0.99);
    CHECK(share_read("penalties_party_removed.csv.gz") >= 0.97);
}
