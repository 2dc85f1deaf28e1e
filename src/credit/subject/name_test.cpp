#include "credit/subject/name.h"

#include "credit/subject/test_tables.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "base/text.h"

using namespace xinheng;
using namespace xinheng::subject;

namespace {

bool are_one(std::string_view left, std::string_view right)
{
    return normalised_name(left) == normalised_name(right);
}

}  // namespace

TEST_CASE("spellings that differ in width, brackets, spaces, dots and case are one name")
{
    CHECK(are_one("信衡样例（集团）有限公司", "信衡样例(集团)有限公司"));
    CHECK(are_one("信衡样例﹙集团〕有限公司", "信衡样例(集团)有限公司"));
    CHECK(are_one(" 信衡　样例 有限公司\t", "信衡样例有限公司"));
    CHECK(are_one("ＡＢＣ样例有限公司", "abc样例有限公司"));
    CHECK(are_one("阿里木・买买提商行", "阿里木·买买提商行"));
    CHECK(are_one("阿里木•买买提商行", "阿里木·买买提商行"));
    CHECK(are_one("信衡样例有限公司。", "信衡样例有限公司"));
    CHECK(are_one("信衡样例有限公司，.", "信衡样例有限公司"));
    CHECK(are_one("信衡样例有限公司—东城店", "信衡样例有限公司-东城店"));
}

TEST_CASE("other words are other names")
{
    CHECK_FALSE(are_one("信衡样例有限公司", "信衡样例有限责任公司"));
    CHECK_FALSE(are_one("信衡样例有限公司", "信衡样例有限公司-违反税收管理"));
    CHECK_FALSE(are_one("信衡样例（集团）公司", "信衡样例集团公司"));
    CHECK(normalised_name("。，") == "");
}

TEST_CASE("a normalised name is its own normal form")
{
    CHECK(rc::check([] {
        const auto parts = *rc::gen::container<std::vector<std::string>>(
            rc::gen::element<std::string>("信", "衡", "（", "﹚", "Ａ", "a", "・", " ", "　", "。",
                                          ".", "-", "——", "\xEF\xBB\xBF", "】"));
        const std::string once = normalised_name(join(parts, ""));
        RC_ASSERT(normalised_name(once) == once);
    }));
}

TEST_CASE("a note after the name of an organisation is left off")
{
    CHECK(without_suffix_note("信衡样例有限公司-违反税收管理") == "信衡样例有限公司");
    CHECK(without_suffix_note("信衡样例有限公司——其他违法") == "信衡样例有限公司");
    CHECK(without_suffix_note("信衡样例有限公司 － 其他违法") == "信衡样例有限公司");
    CHECK(without_suffix_note("信衡投资企业（有限合伙）-违反税收管理") ==
          "信衡投资企业（有限合伙）");
    CHECK(without_suffix_note("信衡藏鸡养殖专业合作社-违反税收管理") == "信衡藏鸡养殖专业合作社");
}

TEST_CASE("a dash that belongs to the name stays")
{
    CHECK(without_suffix_note("信衡样例有限公司") == "信衡样例有限公司");
    CHECK(without_suffix_note("信衡样例有限公司-东城店") == "信衡样例有限公司-东城店");
    CHECK(without_suffix_note("信衡-样例有限公司") == "信衡-样例有限公司");
    CHECK(without_suffix_note("信衡-样例有限公司-其他违法") == "信衡-样例有限公司");
    CHECK(without_suffix_note("-") == "-");
    CHECK(without_suffix_note("") == "");
}

TEST_CASE("real spellings that differ only in brackets and notes become one name")
{
    std::size_t identical = 0;
    std::size_t brackets_only = 0;
    std::size_t notes = 0;
    const bool at_hand =
        for_each_real_row("name_variants_same_code/pairs.csv.gz", [&](const csv::Row& row) {
            const std::string_view penalty = row.cells[1];
            const std::string_view registry = row.cells[2];
            if (row.cells[4] == "1") {
                ++identical;
                CHECK(are_one(penalty, registry));
                CHECK(are_one(without_suffix_note(penalty), registry));
            } else if (to_half_width(penalty) == to_half_width(registry)) {
                ++brackets_only;
                CHECK(are_one(penalty, registry));
            } else if (are_one(without_suffix_note(penalty), registry)) {
                ++notes;
            }
        });
    if (!at_hand) return;
    CHECK(identical == 186);
    CHECK(brackets_only == 4);
    CHECK(notes == 7);
}
