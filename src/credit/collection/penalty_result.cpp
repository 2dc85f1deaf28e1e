#include "credit/collection/penalty_result.h"

#include "base/text.h"
#include "credit/collection/amount_reading.h"

#include <algorithm>
#include <array>
#include <span>

namespace xinheng::collection {
namespace {

Error refusal(std::string_view reason, std::string_view cell)
{
    return Error{ErrorKind::invalid_input, reason, std::string(cell)};
}

bool contains_any(std::string_view text, std::span<const std::string_view> words)
{
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return contains(text, word); });
}

bool says_settled(std::string_view text)
{
    constexpr std::array<std::string_view, 13> words{
        "处理完毕", "处罚完毕", "执行完毕", "履行完毕", "已处罚", "已处理",  "已结案",
        "结案",     "已执行",   "已履行",   "已缴纳",   "已办结", "已交罚款"};
    return std::find(words.begin(), words.end(), text) != words.end();
}

bool is_negated(std::string_view text)
{
    constexpr std::array<std::string_view, 6> words{"不予", "免予", "免除",
                                                    "免于", "撤销", "不处罚"};
    return contains_any(text, words);
}

// What an amount is, told by the last word before it that says so.
enum class Role { fine, confiscation, aside };

struct Marker {
    std::size_t begin;
    Role role;
};

void add_markers(std::vector<Marker>& markers, std::string_view text, std::string_view word,
                 Role role)
{
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        markers.push_back({at, role});
    }
}

std::vector<Marker> markers_of(std::string_view text, const std::vector<PenaltyWord>& words)
{
    std::vector<Marker> markers;
    for (const auto& word : words) {
        const bool gains = word.code == "confiscation_of_gains";
        const bool fine = word.code == "fine";
        markers.push_back({word.begin, fine    ? Role::fine
                                       : gains ? Role::confiscation
                                               : Role::aside});
    }
    for (const std::string_view word : {"处罚", "处以", "并处", "罚处", "处人民币", "处"}) {
        add_markers(markers, text, word, Role::fine);
    }
    // The worth of goods, seized stakes, and sums over both kinds.
    for (const std::string_view word : {"货值", "价值", "赌资", "嫖资", "项共计", "项合计", "总计",
                                        ";共计", "; 共计", "。共计"}) {
        add_markers(markers, text, word, Role::aside);
    }
    std::sort(markers.begin(), markers.end(),
              [](const Marker& one, const Marker& other) { return one.begin < other.begin; });
    return markers;
}

// 罚款过期产品货值的10倍,共8200元: the worth is the measure of the fine, not the amount.
bool is_multiple_of_worth(std::string_view between)
{
    return contains(between, "倍");
}

class Deriving {
public:
    Deriving(std::string_view text, const KindTable& table)
        : text_(text),
          words_(find_penalty_words(text, table, UnknownWords::skipped)),
          markers_(markers_of(text, words_))
    {}

    Outcome amounts()
    {
        for (const auto& amount : find_amounts(text_)) {
            if (!amount.problem.empty()) return refusal(amount.problem, text_);
            take(amount);
        }
        return Done{};
    }

    PenaltyResult result() &&
    {
        for (const auto& word : words_) {
            if (word.role == PenaltyWord::Role::kind) add_kind(word.code);
        }
        if (result_.fine) add_kind("fine");
        if (several_fines_) result_.fine.reset();
        if (several_confiscations_) result_.confiscation.reset();
        return std::move(result_);
    }

    bool says_anything() const
    {
        const auto says = [](const PenaltyWord& word) {
            return word.role != PenaltyWord::Role::unknown;
        };
        return result_.fine || result_.confiscation || several_fines_ ||
               std::any_of(words_.begin(), words_.end(), says);
    }

private:
    void take(const AmountInText& amount)
    {
        if (!amount.reading.warning.empty()) warn("penalty_result.unit_assumed");
        const auto marker = marker_before(amount.begin);
        if (!marker) warn("penalty_result.taken_as_fine");
        switch (marker ? marker->role : Role::fine) {
        case Role::fine:
            if (contains(text_.substr(0, amount.begin), "每人")) warn("penalty_result.per_person");
            put(result_.fine, several_fines_, amount.reading.amount);
            if (several_fines_) warn("penalty_result.several_fines");
            break;
        case Role::confiscation:
            put(result_.confiscation, several_confiscations_, amount.reading.amount);
            if (several_confiscations_) warn("penalty_result.several_confiscations");
            break;
        case Role::aside: warn("penalty_result.amount_left_out"); break;
        }
    }

    std::optional<Marker> marker_before(std::size_t position) const
    {
        std::optional<Marker> last;
        for (const auto& marker : markers_) {
            if (marker.begin >= position) break;
            const auto between = text_.substr(marker.begin, position - marker.begin);
            if (last && marker.role == Role::aside && is_multiple_of_worth(between)) continue;
            last = marker;
        }
        return last;
    }

    static void put(std::optional<std::string>& into, bool& several, const std::string& amount)
    {
        if (into && *into != amount) several = true;
        into = amount;
    }

    void warn(std::string_view warning)
    {
        auto& all = result_.warnings;
        if (std::find(all.begin(), all.end(), warning) == all.end()) all.push_back(warning);
    }

    void add_kind(std::string_view code)
    {
        auto& all = result_.kinds;
        if (std::find(all.begin(), all.end(), code) == all.end()) all.emplace_back(code);
    }

    std::string_view text_;
    std::vector<PenaltyWord> words_;
    std::vector<Marker> markers_;
    PenaltyResult result_;
    bool several_fines_ = false;
    bool several_confiscations_ = false;
};

bool is_bare_number(std::string_view text)
{
    constexpr std::string_view signs = "0123456789.,";
    return !text.empty() && text.find_first_not_of(signs) == std::string_view::npos;
}

Result<PenaltyResult> read_bare_number(std::string_view text)
{
    const bool code = text.size() == 1 && text[0] <= '3';
    if (code) return refusal("penalty_result.status_code", text);
    auto fine = TRY(read_amount(text, AmountUnit::yuan));
    PenaltyResult result;
    result.fine = std::move(fine.amount);
    result.kinds = {"fine"};
    result.content = text;
    result.warnings = {"penalty_result.unit_assumed", "penalty_result.taken_as_fine"};
    return result;
}

}  // namespace

Result<PenaltyResult> read_penalty_result(std::string_view cell, const KindTable& table)
{
    const std::string_view written = trimmed(cell);
    const std::string text = to_half_width(written);
    if (is_bare_number(text)) return read_bare_number(text);
    if (is_negated(text)) return refusal("penalty_result.negated", cell);

    Deriving deriving(text, table);
    const auto amounts = deriving.amounts();
    if (!amounts) return amounts.error();
    const bool settled = says_settled(text);
    if (!settled && !deriving.says_anything()) return refusal("penalty_result.unread", cell);

    PenaltyResult result = std::move(deriving).result();
    result.content = written;
    if (settled) result.state = ResultState::settled_only;
    return result;
}

}  // namespace xinheng::collection
