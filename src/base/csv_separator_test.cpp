#include "base/csv.h"

#include <doctest/doctest.h>

using namespace xinheng;

namespace {

char separator_of(std::string bytes)
{
    return csv::Reader::over(std::move(bytes), {}, csv::Separator::recognised).value().separator();
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
