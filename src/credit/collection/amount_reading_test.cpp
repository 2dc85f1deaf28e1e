#include "credit/collection/amount_reading.h"

#include <doctest/doctest.h>

#include <string>

using namespace xinheng;
using collection::AmountUnit;
using collection::find_amounts;
using collection::read_amount;

namespace {

// "1.6", "1.6 amount.unit_assumed", or the reason of the refusal.
std::string reading(std::string_view cell, AmountUnit unit = AmountUnit::ten_thousand_yuan)
{
    const auto read = read_amount(cell, unit);
    if (!read) return std::string(read.error().reason);
    if (read->warning.empty()) return read->amount;
    return read->amount + " " + std::string(read->warning);
}

std::string in_yuan(std::string_view cell)
{
    return reading(cell, AmountUnit::yuan);
}

std::string found(std::string_view text)
{
    std::string all;
    for (const auto& amount : find_amounts(text)) {
        if (!all.empty()) all += ' ';
        all += amount.problem.empty() ? amount.reading.amount : std::string(amount.problem);
        if (!amount.reading.warning.empty()) all += '?';
    }
    return all;
}

}  // namespace

TEST_CASE("a bare number takes the unit of its column, and says so when that is not 万元")
{
    CHECK(reading("1.6") == "1.6");
    CHECK(reading("10000") == "10000");
    CHECK(reading("0") == "0");
    CHECK(reading("0.00") == "0");
    CHECK(reading("0.50") == "0.5");
    CHECK(reading("007.250000000") == "7.25");
    CHECK(in_yuan("10000") == "1 amount.unit_assumed");
    CHECK(in_yuan("1,000.00") == "0.1 amount.unit_assumed");
    CHECK(in_yuan("154321.02") == "15.432102 amount.unit_assumed");
    CHECK(in_yuan("１２００") == "0.12 amount.unit_assumed");
    CHECK(in_yuan("伍仟") == "0.5 amount.unit_assumed");
    CHECK(reading("伍仟") == "amount.format");
}

TEST_CASE("a unit written in the cell prevails over the unit of the column")
{
    for (const auto* cell : {"16000元", "1.6万元", "壹万陆仟元整", "￥16000", "人民币：16000.00元",
                             "1万6千元", "1.6万", "罚款16000.元", "16,000元", "1 6000元"}) {
        CAPTURE(cell);
        const bool broken = std::string_view(cell) == "1 6000元";
        CHECK(reading(cell) == (broken ? "amount.several" : "1.6"));
        CHECK(in_yuan(cell) == (broken ? "amount.several" : "1.6"));
    }
    CHECK(reading("16000(元)") == "amount.format");
}

TEST_CASE("amounts in Chinese numerals are read to the 分")
{
    CHECK(reading("人民币拾万元整") == "10");
    CHECK(reading("人民币伍万元整") == "5");
    CHECK(reading("壹拾贰万叁仟肆佰伍拾陆元柒角捌分") == "12.345678");
    CHECK(reading("十万元") == "10");
    CHECK(reading("两万元") == "2");
    CHECK(reading("壹万零壹佰元整") == "1.01");
    CHECK(reading("壹拾圆零捌分") == "0.001008");
    CHECK(reading("三亿五千万元") == "35000");
    CHECK(reading("一万二千亿元") == "120000000");
    CHECK(reading("零元") == "0");
    CHECK(reading("拾伍元") == "0.0015");
    CHECK(reading("玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分") == "999.999999");
}

TEST_CASE("figures and numerals may be mixed")
{
    CHECK(reading("15.3万元") == "15.3");
    CHECK(reading("3万") == "3");
    CHECK(reading("3万5千元") == "3.5");
    CHECK(reading("3万伍仟元整") == "3.5");
    CHECK(reading("5百万元") == "500");
    CHECK(reading("1.2亿元") == "12000");
    CHECK(reading("500 元") == "0.05");
    CHECK(reading("100元5角") == "0.01005");
    CHECK(reading("处罚款2万元人民币") == "2");
}

TEST_CASE("an amount given in figures and words must be the same amount")
{
    CHECK(reading("人民币100000元（大写：壹拾万元整）") == "10");
    CHECK(reading("100000（大写：壹拾万元整）") == "10");
    CHECK(reading("10（壹拾万元整）") == "10");
    CHECK(reading("3000元（叁仟元）人民币") == "0.3");
    CHECK(reading("人民币100000元（大写：壹万元整）") == "amount.contradiction");
    CHECK(reading("罚款100元，没收违法所得200元") == "amount.several");
}

TEST_CASE("an amount below one fen or above all reason is refused")
{
    CHECK(reading("0.000001") == "0.000001");
    CHECK(reading("0.0000001") == "amount.too_precise");
    CHECK(in_yuan("0.01") == "0.000001 amount.unit_assumed");
    CHECK(in_yuan("0.015") == "amount.too_precise");
    CHECK(reading("1.2345678万元") == "amount.too_precise");
    CHECK(reading("1000000000000") == "1000000000000");
    CHECK(reading("1000000000001") == "amount.too_large");
    CHECK(reading("99999999999999999999999999") == "amount.too_large");
    CHECK(reading("1000000000000万元") == "1000000000000");
    CHECK(reading("1000000000001万元") == "amount.too_large");
    CHECK(reading("99999999999999999999亿元") == "amount.too_large");
}

TEST_CASE("negative and foreign amounts are told as such")
{
    CHECK(reading("-100") == "amount.negative");
    CHECK(reading("－100元") == "amount.negative");
    CHECK(reading("负100元") == "amount.negative");
    CHECK(reading("(100)") == "amount.format");
    CHECK(reading("10万美元") == "amount.currency");
    CHECK(reading("USD 100") == "amount.currency");
    CHECK(reading("100港元") == "amount.currency");
}

TEST_CASE("what is no single amount is refused")
{
    for (const auto* cell :
         {"",        " ",          "无",   "数万元", "10多万元",      "三万余元", "三万五元",
          "约5万元", "1E5",        "10%",  "五",     "1,00",          "1.2.3",    ".5",
          "1,0000",  "一点六万元", "万元", "二倍",   "81350元201899", "1.000,00", "处罚",
          "-"}) {
        CAPTURE(cell);
        CHECK(reading(cell) == "amount.format");
    }
}

TEST_CASE("the amounts of a sentence are found and other numbers are left alone")
{
    CHECK(found("没收17瓶饮料(275ml，酒精含量4.0%)，罚款人民币1000元(壹仟元整)") == "0.1");
    CHECK(found("没收违法所得321元；并处违法所得二倍罚款642元") == "0.0321 0.0642");
    CHECK(found("行政拘留十五日,罚款500.00") == "0.05?");
    CHECK(found("罚款2万") == "2");
    CHECK(found("处人民币拾万罚款") == "10");
    CHECK(found("第三条第一款，2018年元月5日，二〇一八年，十分之一，三分公司").empty());
    CHECK(found("罚款50名") == "");
    CHECK(found("2万件") == "");
    CHECK(found("罚款1000元(贰仟元整)") == "amount.contradiction");
    CHECK(found("罚款80000元201827") == "");
}
