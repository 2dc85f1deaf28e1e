#include "credit/collection/date_reading.h"

#include <doctest/doctest.h>

#include <string>

using namespace xinheng;
using collection::read_date;

namespace {

// "2018-07-20", "2018-07-20 date.excel_serial", or the reason of the refusal.
std::string reading(std::string_view cell)
{
    const auto read = read_date(cell);
    if (!read) return std::string(read.error().reason);
    if (read->warning.empty()) return read->date.text();
    return read->date.text() + " " + std::string(read->warning);
}

}  // namespace

TEST_CASE("a day is read in every plain spelling without a warning")
{
    for (const auto* cell :
         {"2018-07-20", "2018/7/20", "2018.7.20", "20180720", "2018年7月20日", "2018年07月20号",
          "２０１８－０７－２０", "2018-7—20", " 2018/07/20 ", "2018年7月 20 日",
          "2018-07-20 00:00:00.0", "2018/7/20 0:00", "2018-07-20T00:00:00",
          "2018-07-20T00:00:00+08:00", "2018-07-20 12:00:00 AM", "20180720000000"}) {
        CAPTURE(cell);
        CHECK(reading(cell) == "2018-07-20");
    }
}

TEST_CASE("a time of day that is not midnight is dropped with a warning")
{
    CHECK(reading("2018-07-20 10:30:00") == "2018-07-20 date.time_dropped");
    CHECK(reading("2018-07-20 00:00:01") == "2018-07-20 date.time_dropped");
    CHECK(reading("2018年7月20日10时30分") == "2018-07-20 date.time_dropped");
    CHECK(reading("2018年7月20日10时") == "2018-07-20 date.time_dropped");
    CHECK(reading("20180720103000") == "2018-07-20 date.time_dropped");
    CHECK(reading("2018-07-20 24:00:00") == "date.format");
    CHECK(reading("2018-07-20 10:30 oder so") == "date.format");
}

TEST_CASE("an instant is the day it was in Beijing")
{
    CHECK(reading("2018-07-19T16:00:00Z") == "2018-07-20 date.zone_converted");
    CHECK(reading("2018-07-19T15:59:59Z") == "2018-07-19 date.time_dropped");
    CHECK(reading("2018-07-20T00:00:00Z") == "2018-07-20");
    CHECK(reading("2018-07-20T00:00:00+09:00") == "2018-07-19 date.zone_converted");
    CHECK(reading("2018-07-20T00:00:00+15:00") == "date.format");
}

TEST_CASE("Chinese numerals are read and told")
{
    for (const auto* cell : {"二〇一八年七月二十日", "二零一八年七月二十日", "二○一八年七月廿日",
                             "二O一八年七月二十日", "贰零壹捌年柒月贰拾日", "2018年七月20日"}) {
        CAPTURE(cell);
        CHECK(reading(cell) == "2018-07-20 date.chinese_numerals");
    }
    CHECK(reading("二〇一九年十二月卅一日") == "2019-12-31 date.chinese_numerals");
    CHECK(reading("二〇一九年十月三十一日") == "2019-10-31 date.chinese_numerals");
    CHECK(reading("二〇一九年十一月三十一日") == "date.no_such_day");
    CHECK(reading("二〇一九年十一月二廿日") == "date.format");
}

TEST_CASE("a spreadsheet serial is a day between 1990 and 2100")
{
    CHECK(reading("43070") == "2017-12-01 date.excel_serial");
    CHECK(reading("43070.0") == "2017-12-01 date.excel_serial");
    CHECK(reading("43070.708333333") == "2017-12-01 date.excel_serial");
    CHECK(reading("32874") == "1990-01-01 date.excel_serial");
    CHECK(reading("32873") == "date.format");
    CHECK(reading("73415") == "2100-12-31 date.excel_serial");
    CHECK(reading("73416") == "date.format");
    CHECK(reading("43069.9999999999") == "date.ambiguous");
}

TEST_CASE("长期 is the last day that the forms know")
{
    CHECK(reading("长期") == "2099-12-31 date.long_term");
    CHECK(reading("长期有效") == "2099-12-31 date.long_term");
    CHECK(reading("永久") == "2099-12-31 date.long_term");
    CHECK(reading("2099/12/31") == "2099-12-31");
}

TEST_CASE("what could be two days is refused")
{
    CHECK(reading("18/07/2018") == "date.ambiguous");
    CHECK(reading("7-20-2018") == "date.ambiguous");
    CHECK(reading("18-07-20") == "date.two_digit_year");
    CHECK(reading("18年7月20日") == "date.two_digit_year");
}

TEST_CASE("a day that does not exist is told from a text that is no date")
{
    CHECK(reading("2019-02-28") == "2019-02-28");
    CHECK(reading("2019-02-29") == "date.no_such_day");
    CHECK(reading("2020-02-29") == "2020-02-29");
    CHECK(reading("2018-13-01") == "date.no_such_day");
    CHECK(reading("20181301") == "date.no_such_day");
    for (const auto* cell : {"", " ", "2018", "2018-07", "2018年7月", "20107-11-30", "2018-7/20",
                             "18501010", "不详", "2018-07-20至2019-07-20", "1532016000000", "-",
                             "2018--07-20", "2018-07-20日本", "43070.5x", "2018-070-20"}) {
        CAPTURE(cell);
        CHECK(reading(cell) == "date.format");
    }
}
