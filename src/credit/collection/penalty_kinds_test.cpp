#include "credit/collection/penalty_kinds.h"

#include "base/text.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

using namespace xinheng;
using collection::KindsReading;
using collection::KindTable;
using collection::read_penalty_kinds;
using collection::read_second_kind;

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

std::string kinds(std::string_view cell)
{
    return join(read_penalty_kinds(cell, table()).kinds, " ");
}

std::string remarks(const std::vector<collection::KindRemark>& from)
{
    std::string all;
    for (const auto& remark : from) {
        if (!all.empty()) all += ' ';
        all += std::string(remark.reason.substr(remark.reason.find('.') + 1)) + "=" + remark.word;
    }
    return all;
}

std::string unread(std::string_view cell)
{
    return remarks(read_penalty_kinds(cell, table()).unread);
}

std::string warnings(std::string_view cell)
{
    return remarks(read_penalty_kinds(cell, table()).warnings);
}

}  // namespace

TEST_CASE("each of the thirteen kinds and 其他 is read by its title in the law")
{
    for (const auto& [title, code] : std::initializer_list<std::pair<const char*, const char*>>{
             {"警告", "warning"},
             {"通报批评", "public_criticism"},
             {"罚款", "fine"},
             {"没收违法所得", "confiscation_of_gains"},
             {"没收非法财物", "confiscation_of_goods"},
             {"暂扣许可证件", "suspension_of_licence"},
             {"降低资质等级", "lowering_of_qualification"},
             {"吊销许可证件", "revocation_of_licence"},
             {"限制开展生产经营活动", "restriction_of_business"},
             {"责令停产停业", "order_to_suspend_business"},
             {"责令关闭", "order_to_close"},
             {"限制从业", "restriction_of_occupation"},
             {"行政拘留", "administrative_detention"},
             {"其他", "other"}}) {
        CAPTURE(title);
        CHECK(kinds(title) == code);
        CHECK(unread(title).empty());
        CHECK(warnings(title).empty());
        CHECK(table().title(code) == title);
    }
}

TEST_CASE("several kinds in one cell are parted, however they are joined")
{
    const std::string three = "fine confiscation_of_gains confiscation_of_goods";
    CHECK(kinds("罚款;没收违法所得、没收非法财物") == three);
    CHECK(kinds("罚款，没收违法所得和非法财物") == three);
    CHECK(kinds("罚款；没收违法所得；没收非法财物；罚款") == three);
    CHECK(kinds("警告罚款") == "warning fine");
    CHECK(kinds("警告/罚款") == "warning fine");
    CHECK(kinds("警告并处罚款") == "warning fine");
    CHECK(kinds("警告，处6500元罚款") == "warning fine");
    CHECK(kinds("行政拘留十日并处罚款500元") == "administrative_detention fine");
    CHECK(kinds("罚款;法律、法规规定的其他行政处罚方式;") == "fine other");
    CHECK(kinds("").empty());
}

TEST_CASE("an object names the kind of what is taken away")
{
    CHECK(kinds("没收过期产品、罚款") == "confiscation_of_goods fine");
    CHECK(kinds("吊销食品经营许可证") == "revocation_of_licence");
    CHECK(kinds("暂扣道路运输证") == "suspension_of_licence");
    CHECK(kinds("没收销售所得") == "confiscation_of_gains");
}

TEST_CASE("a kind of the law before 2021 that joined two is kept as it was")
{
    CHECK(kinds("暂扣或者吊销许可证、暂扣或者吊销执照") == "suspension_or_revocation_of_licence");
    CHECK(warnings("暂扣或者吊销许可证、暂扣或者吊销执照") ==
          "superseded=暂扣或者吊销许可证、暂扣或者吊销执照");
    CHECK(kinds("没收并罚款") == "confiscation fine");
    CHECK(warnings("没收") == "superseded=没收");
}

TEST_CASE("a measure that is no penalty is told, not counted")
{
    CHECK(kinds("责令改正").empty());
    CHECK(warnings("责令改正") == "not_a_penalty=责令改正");
    CHECK(kinds("罚款;责令限期改正") == "fine");
    CHECK(kinds("行政罚款250元，收缴赌资530元") == "fine");
    CHECK(warnings("行政罚款250元，收缴赌资530元") == "not_a_penalty=收缴赌资530元");
}

TEST_CASE("an unknown word is never taken for 其他")
{
    CHECK(kinds("违反管理规定").empty());
    CHECK(unread("违反管理规定") == "unknown=违反管理规定");
    CHECK(kinds("罚款、暂停营销") == "fine");
    CHECK(unread("罚款、暂停营销") == "unknown=暂停营销");
    CHECK(unread("罚款5000元").empty());
}

TEST_CASE("其他 keeps the name that the form asks for")
{
    const auto reading = read_penalty_kinds("其他-暂停受理", table());
    CHECK(join(reading.kinds, " ") == "other");
    CHECK(reading.other_named == "暂停受理");
}

TEST_CASE("the second column may hold a procedure or further kinds")
{
    CHECK(read_second_kind("简易处罚", table()).procedure == "simple");
    CHECK(read_second_kind("当场处罚", table()).procedure == "simple");
    CHECK(read_second_kind("一般程序", table()).procedure == "ordinary");
    CHECK(read_second_kind("没收", table()).procedure.empty());
    for (const auto* cell : {"简易处罚", "一般程序", "行政处罚", "环境行政处罚", "简易"}) {
        CAPTURE(cell);
        const auto reading = read_second_kind(cell, table());
        CHECK(reading.kinds.kinds.empty());
        CHECK(reading.kinds.unread.empty());
    }
}

TEST_CASE("其他（见处罚类别2） gives way to the kinds of the second column")
{
    const auto first = read_penalty_kinds("其他（见处罚类别2）", table());
    CHECK(join(first.kinds, " ") == "other");
    CHECK(remarks(first.warnings) == "see_other_column=其他(见处罚类别2)");

    const auto both = combined(first, read_penalty_kinds("没收违法所得、罚款", table()));
    CHECK(join(both.kinds, " ") == "confiscation_of_gains fine");
    CHECK(both.warnings.empty());

    const auto neither = combined(first, read_second_kind("简易处罚", table()).kinds);
    CHECK(join(neither.kinds, " ") == "other");
    CHECK(remarks(neither.warnings) == "see_other_column=其他(见处罚类别2)");
}

TEST_CASE("a table of kinds that names one alias twice does not load")
{
    CHECK(KindTable::parse("code,title,aliases\r\nfine,罚款,罚金\r\n")
              .value()
              .longest_prefix("罚金"));
    CHECK(
        KindTable::parse("code,title,aliases\r\nfine,罚款,\r\nfee,收费,罚款\r\n").error().reason ==
        "penalty_kind.table");
    CHECK(KindTable::parse("code,title,aliases\r\nfine,,\r\n").error().reason ==
          "penalty_kind.table");
}
