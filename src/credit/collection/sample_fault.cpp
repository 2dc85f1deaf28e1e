#include "credit/collection/sample_fault.h"

#include "base/text.h"
#include "credit/collection/sample_subject.h"
#include "credit/subject/uscc.h"

namespace xinheng::collection {
namespace {

constexpr std::uint64_t stream_of_faults = 3;

constexpr std::array<SampleAmount, 16> fines = {{
    {200, "贰佰元整"},
    {500, "伍佰元整"},
    {1'000, "壹仟元整"},
    {2'000, "贰仟元整"},
    {3'000, "叁仟元整"},
    {5'000, "伍仟元整"},
    {8'000, "捌仟元整"},
    {10'000, "壹万元整"},
    {15'000, "壹万伍仟元整"},
    {20'000, "贰万元整"},
    {30'000, "叁万元整"},
    {36'000, "叁万陆仟元整"},
    {50'000, "伍万元整"},
    {80'000, "捌万元整"},
    {100'000, "壹拾万元整"},
    {200'000, "贰拾万元整"},
}};

constexpr std::array<std::string_view, 4> impossible_dates = {"2025-02-30", "2024-13-05",
                                                              "2025-06-31", "2023-02-29"};
constexpr std::array<std::string_view, 3> kinds_of_no_law = {"训诫谈话", "信用约谈", "扣减积分"};
constexpr std::array<std::string_view, 3> no_numbers = {"无", "/", "无文号"};

std::string other_character(char character)
{
    const auto place = subject::Uscc::alphabet.find(character);
    return std::string(1, subject::Uscc::alphabet[(place + 1) % subject::Uscc::alphabet.size()]);
}

std::string with_wrong_organisation_check(const std::string& uscc)
{
    const char right = uscc[16];
    std::string code = uscc.substr(0, 16);
    code.push_back(right == '9' || right == 'X' ? '0' : static_cast<char>(right + 1));
    code.push_back(subject::Uscc::check_character(code));
    return code;
}

// The number of the register before 2015 (GS 15), with the check digit of ISO 7064 MOD 11,10.
std::string registration_number(std::string_view division, Dice& dice)
{
    std::string number(division);
    for (int place = 0; place < 8; ++place) {
        number.push_back(static_cast<char>('0' + dice.below(10)));
    }
    int product = 10;
    for (const char digit : number) {
        const int sum = (product + (digit - '0')) % 10;
        product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    number.push_back(static_cast<char>('0' + (11 - product) % 10));
    return number;
}

std::string in_another_form(Date date, Dice& dice)
{
    constexpr int excel_day_of_1970 = 25'569;
    const std::string year = std::to_string(date.year());
    const std::string month = std::to_string(date.month());
    const std::string day = std::to_string(date.day());
    switch (dice.below(5)) {
    case 0: return year + "年" + month + "月" + day + "日";
    case 1: return year + "/" + month + "/" + day;
    case 2: return replaced(date.text(), "-", "");
    case 3: return std::to_string(date.days_since_1970() + excel_day_of_1970);
    default: return date.text() + " 00:00:00";
    }
}

// A slip in the year, as files have it.
void put_in_future(SamplePenalty& penalty, Dice& dice)
{
    const int years = 12 + static_cast<int>(dice.below(20));
    penalty[SampleColumn::decision_date] = penalty.decided.plus_days(years * 365).text();
    penalty[SampleColumn::valid_until] = "2099-12-31";
    penalty[SampleColumn::publicity_until].clear();
}

void spoil_code(SamplePenalty& penalty, SampleFault fault, Dice& dice)
{
    std::string& code = penalty[SampleColumn::party_uscc];
    switch (fault) {
    case SampleFault::code_in_lower_case:
        for (char& c : code) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        return;
    case SampleFault::code_with_spaces:
        code = code.substr(0, 8) + " " + code.substr(8, 9) + " " + code.substr(17);
        return;
    case SampleFault::wrong_check_character:
        code = code.substr(0, 17) + other_character(code.back());
        return;
    case SampleFault::wrong_organisation_check: code = with_wrong_organisation_check(code); return;
    case SampleFault::registration_number_as_code:
        code = registration_number(code.substr(2, 6), dice);
        return;
    case SampleFault::placeholder_code: code = "00000000000000000X"; return;
    case SampleFault::no_code: code.clear(); return;
    default: return;
    }
}

}  // namespace

const std::vector<SampleFaultShare>& sample_fault_shares()
{
    static const std::vector<SampleFaultShare> shares = {
        {SampleFault::code_in_lower_case, 20},
        {SampleFault::code_with_spaces, 20},
        {SampleFault::wrong_check_character, 30},
        {SampleFault::wrong_organisation_check, 10},
        {SampleFault::registration_number_as_code, 25},
        {SampleFault::placeholder_code, 10},
        {SampleFault::no_code, 20},
        {SampleFault::future_date, 10},
        {SampleFault::impossible_date, 10},
        {SampleFault::other_form_of_date, 40},
        {SampleFault::fine_without_amount, 20},
        {SampleFault::amount_in_yuan, 25},
        {SampleFault::repeated_row, 20},
        {SampleFault::same_number_other_date, 10},
        {SampleFault::field_too_long, 5},
        {SampleFault::unknown_penalty_kind, 15},
        {SampleFault::no_document_number, 10},
    };
    return shares;
}

SampleFault sample_fault(const SampleWish& wish, std::uint64_t record)
{
    // The first record has none before it to repeat.
    if (record == 0 || wish.faults == SampleFaults::none) return SampleFault::none;

    std::uint64_t rest = Dice({wish.seed, stream_of_faults, record}).below(10'000);
    for (const SampleFaultShare& share : sample_fault_shares()) {
        if (rest < share.of_ten_thousand) return share.fault;
        rest -= share.of_ten_thousand;
    }
    return SampleFault::none;
}

bool needs_fine(SampleFault fault)
{
    return fault == SampleFault::fine_without_amount || fault == SampleFault::amount_in_yuan;
}

const SampleAmount& sample_fine(Dice& dice)
{
    return dice.one_of(fines);
}

std::string in_ten_thousands(std::uint32_t yuan)
{
    std::string digits = std::to_string(yuan);
    if (digits.size() < 5) digits.insert(0, 5 - digits.size(), '0');
    digits.insert(digits.size() - 4, ".");
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.back() == '.') digits.pop_back();
    return digits;
}

void spoil(SamplePenalty& penalty, SampleFault fault, Dice& dice)
{
    constexpr int far_too_long = 600;
    switch (fault) {
    case SampleFault::future_date: return put_in_future(penalty, dice);
    case SampleFault::impossible_date:
        penalty[SampleColumn::decision_date] = dice.one_of(impossible_dates);
        return;
    case SampleFault::other_form_of_date:
        penalty[SampleColumn::decision_date] = in_another_form(penalty.decided, dice);
        return;
    case SampleFault::fine_without_amount: penalty[SampleColumn::fine_amount].clear(); return;
    case SampleFault::amount_in_yuan:
        penalty[SampleColumn::fine_amount] = penalty.fine_in_words;
        return;
    case SampleFault::field_too_long:
        for (int count = 0; count < far_too_long; ++count) penalty[SampleColumn::remarks] += "注";
        return;
    case SampleFault::unknown_penalty_kind:
        penalty[SampleColumn::penalty_kinds] = dice.one_of(kinds_of_no_law);
        return;
    case SampleFault::no_document_number:
        penalty[SampleColumn::document_number] = dice.one_of(no_numbers);
        return;
    default: return spoil_code(penalty, fault, dice);
    }
}

}  // namespace xinheng::collection
