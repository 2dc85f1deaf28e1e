#include "credit/collection/sample_penalty.h"

#include "credit/collection/sample_fault.h"
#include "credit/collection/sample_subject.h"

#include <algorithm>

namespace xinheng::collection {
namespace {

constexpr std::uint64_t stream_of_penalties = 2;
constexpr std::uint64_t stream_of_spoiling = 4;
constexpr int first_year = 2018;
constexpr int years = 9;
constexpr Date first_decision = Date::from_days(17'714);        // 2018-07-02
constexpr Date first_usual_decision = Date::from_days(19'359);  // 2023-01-02
constexpr Date last_decision = Date::from_days(20'757);         // 2026-10-31

struct Kind {
    std::string_view title;
    std::uint32_t of_hundred;
    bool has_fine = false;
    bool has_confiscation = false;
    bool has_licence = false;
};
constexpr std::array<Kind, 12> kinds = {{
    {"罚款", 62, true},
    {"警告", 12},
    {"罚款、没收违法所得", 8, true, true},
    {"没收非法财物", 3, false, true},
    {"通报批评", 4},
    {"暂扣许可证件", 2, false, false, true},
    {"吊销许可证件", 1, false, false, true},
    {"降低资质等级", 1},
    {"责令停产停业", 4},
    {"限制开展生产经营活动", 1},
    {"责令关闭", 1},
    {"限制从业", 1},
}};

const Kind& kind_of(Dice& dice)
{
    std::uint64_t rest = dice.below(100);
    for (const Kind& kind : kinds) {
        if (rest < kind.of_hundred) return kind;
        rest -= kind.of_hundred;
    }
    return kinds.front();
}

Date decision_date(Date registered_on, Dice& dice)
{
    const bool is_old = dice.below(20) == 0;
    const Date earliest =
        std::max(is_old ? first_decision : first_usual_decision, registered_on.plus_days(30));
    const int days = last_decision.days_since_1970() - earliest.days_since_1970();
    return earliest.plus_days(static_cast<int>(dice.below(static_cast<std::uint64_t>(days))));
}

std::string in_chinese(Date date)
{
    return std::to_string(date.year()) + "年" + std::to_string(date.month()) + "月" +
           std::to_string(date.day()) + "日";
}

void tell_violation(SamplePenalty& penalty, const SampleViolation& violation, Dice& dice)
{
    const Date found = penalty.decided.plus_days(-20 - static_cast<int>(dice.below(40)));
    penalty[SampleColumn::violation_kind] = violation.kind;
    penalty[SampleColumn::violation_facts]
        .append("经查，")
        .append(in_chinese(found))
        .append("检查发现，当事人")
        .append(violation.facts)
        .append("。以上事实有现场检查笔录、询问笔录、现场照片等证据证实。");
    penalty[SampleColumn::legal_grounds]
        .append("上述行为违反了")
        .append(violation.broken_rule)
        .append("的规定，依据")
        .append(violation.penalty_rule)
        .append("的规定作出处罚。");
}

void tell_penalty(SamplePenalty& penalty, const Kind& kind, Dice& dice)
{
    std::string& content = penalty[SampleColumn::penalty_content];
    penalty[SampleColumn::penalty_kinds] = kind.title;
    if (kind.has_fine) {
        const SampleAmount& fine = sample_fine(dice);
        const std::string yuan = std::to_string(fine.yuan) + "元";
        penalty[SampleColumn::fine_amount] = in_ten_thousands(fine.yuan);
        penalty.fine_in_words = dice.below(2) == 0 ? yuan : "人民币" + std::string(fine.words);
        content.append("罚款人民币").append(yuan);
    }
    if (kind.has_confiscation) {
        const auto yuan = static_cast<std::uint32_t>(100 + dice.below(90'000));
        penalty[SampleColumn::confiscation_amount] = in_ten_thousands(yuan);
        content.append(kind.has_fine ? "，没收违法所得人民币" : "没收非法财物，价值人民币");
        content.append(std::to_string(yuan)).append("元");
    }
    if (kind.has_licence) {
        const auto number = std::to_string(100'000 + dice.below(900'000));
        penalty[SampleColumn::licence_affected] = "许可证（编号XX" + number + "）";
    }
    if (content.empty()) content = kind.title;
}

void tell_terms(SamplePenalty& penalty, Dice& dice)
{
    constexpr int year_days = 365;
    const bool is_open = dice.below(3) == 0;
    penalty[SampleColumn::decision_date] = penalty.decided.text();
    penalty[SampleColumn::valid_until] =
        is_open ? "2099-12-31" : penalty.decided.plus_days(year_days).text();
    penalty[SampleColumn::publicity_until] = penalty.decided.plus_days(year_days).text();
}

void tell_authority(SamplePenalty& penalty, const SamplePlace& place,
                    const SampleAuthority& authority)
{
    const std::string name = std::string(place.of_government) + std::string(authority.name);
    const std::string code = completed_code("11" + std::string(place.division) + "MBXX" +
                                            std::string(authority.number_in_code));
    penalty[SampleColumn::authority_name] = penalty[SampleColumn::source_name] = name;
    penalty[SampleColumn::authority_uscc] = penalty[SampleColumn::source_uscc] = code;
}

}  // namespace

const std::array<std::string_view, sample_column_count> sample_headings = {
    "行政相对人名称",
    "行政相对人类别",
    "行政相对人代码_1(统一社会信用代码)",
    "行政相对人代码_2(工商注册号)",
    "行政相对人代码_3(组织机构代码)",
    "行政相对人代码_4(税务登记号)",
    "行政相对人代码_5(事业单位证书号)",
    "行政相对人代码_6(社会组织登记证号)",
    "法定代表人",
    "法定代表人证件类型",
    "法定代表人证件号码",
    "行政处罚决定书文号",
    "违法行为类型",
    "违法事实",
    "处罚依据",
    "处罚类别",
    "处罚内容",
    "罚款金额(万元)",
    "没收违法所得、没收非法财物的金额(万元)",
    "暂扣或吊销证照名称及编号",
    "处罚决定日期",
    "处罚有效期",
    "公示截止期",
    "处罚机关",
    "处罚机关统一社会信用代码",
    "数据来源单位",
    "数据来源单位统一社会信用代码",
    "备注",
};

SamplePenalties::SamplePenalties(const SampleWish& wish)
    : wish_(wish), numbers_given_(sample_places.size() * sample_authorities.size() * years)
{}

// Seven in ten fall anywhere. The others fall on the first few hundred subjects, or on twice as
// many, or four times as many: the usual long tail, without a logarithm that differs by machine.
std::uint64_t SamplePenalties::subject_index(Dice& dice) const
{
    constexpr std::uint64_t busiest = 256;
    if (dice.below(10) < 7 || wish_.subjects <= busiest) return dice.below(wish_.subjects);

    std::uint64_t doublings = 0;
    while (busiest << doublings < wish_.subjects) ++doublings;
    const std::uint64_t span = busiest << dice.below(doublings + 1);
    return dice.below(std::min(span, wish_.subjects));
}

std::string SamplePenalties::document_number(const SamplePlace& place, std::size_t authority,
                                             int year)
{
    const auto place_index = static_cast<std::size_t>(&place - sample_places.data());
    const std::size_t row = place_index * sample_authorities.size() + authority;
    std::uint32_t& given =
        numbers_given_[row * years + static_cast<std::size_t>(year - first_year)];
    std::string number(place.in_documents);
    number.append(sample_authorities[authority].in_documents);
    return number.append("〔" + std::to_string(year) + "〕" + std::to_string(++given) + "号");
}

SamplePenalty SamplePenalties::sound(SampleFault planned)
{
    Dice dice({wish_.seed, stream_of_penalties, record_});
    const SampleSubject subject = sample_subject(wish_, subject_index(dice));
    const auto authority = static_cast<std::size_t>(dice.below(sample_authorities.size()));

    SamplePenalty penalty;
    penalty.decided = decision_date(subject.registered_on, dice);
    penalty[SampleColumn::party_name] = subject.name;
    penalty[SampleColumn::party_kind] = "法人及非法人组织";
    penalty[SampleColumn::party_uscc] = subject.uscc;
    penalty[SampleColumn::legal_representative] = dice.one_of(sample_surnames);
    for (std::uint64_t count = dice.below(2) + 1; count > 0; --count) {
        penalty[SampleColumn::legal_representative] += dice.one_of(sample_given_names);
    }
    penalty[SampleColumn::document_number] =
        document_number(*subject.place, authority, penalty.decided.year());
    tell_violation(penalty, dice.one_of(sample_authorities[authority].violations), dice);
    tell_penalty(penalty, needs_fine(planned) ? kinds.front() : kind_of(dice), dice);
    tell_terms(penalty, dice);
    tell_authority(penalty, *subject.place, sample_authorities[authority]);
    return penalty;
}

const SamplePenalty& SamplePenalties::next()
{
    const SampleFault fault = sample_fault(wish_, record_);
    if (fault == SampleFault::repeated_row) {
        current_ = last_sound_;
    } else if (fault == SampleFault::same_number_other_date) {
        current_ = last_sound_;
        current_[SampleColumn::decision_date] = current_.decided.plus_days(-3).text();
    } else {
        current_ = sound(fault);
        if (fault == SampleFault::none) last_sound_ = current_;
        Dice dice({wish_.seed, stream_of_spoiling, record_});
        spoil(current_, fault, dice);
    }
    ++record_;
    return current_;
}

}  // namespace xinheng::collection
