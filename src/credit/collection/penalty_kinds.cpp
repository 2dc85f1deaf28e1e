#include "credit/collection/penalty_kinds.h"

#include "base/csv.h"
#include "base/text.h"
#include "credit/collection/amount_reading.h"

#include <algorithm>
#include <array>
#include <set>
#include <span>

namespace xinheng::collection {
namespace {

using Words = std::span<const std::string_view>;

// Measures that stop or undo a breach (行政处罚法 art. 28: 责令改正) or secure evidence and stolen
// goods; none of them is among the kinds of art. 9.
constexpr std::array<std::string_view, 26> measures{"责令改正",
                                                    "责令限期改正",
                                                    "责令限期整改",
                                                    "责令立即改正",
                                                    "责令整改",
                                                    "责令停止违法行为",
                                                    "限期改正",
                                                    "限期整改",
                                                    "停止侵权行为",
                                                    "责令停止侵权",
                                                    "责令当事人停止侵权行为",
                                                    "停止违法行为",
                                                    "追缴违法所得",
                                                    "追缴",
                                                    "收缴",
                                                    "取缔场所",
                                                    "取缔",
                                                    "拆除",
                                                    "扣分",
                                                    "记入不良行为记录",
                                                    "恢复原状",
                                                    "责令拆除",
                                                    "责令消除影响",
                                                    "暂扣车辆",
                                                    "扣押",
                                                    "查封"};

// Words that stand around kinds and say nothing of their own.
constexpr std::array<std::string_view, 40> neutral_words{
    "处以",         "处",       "并处",         "并",       "和",       "及",       "以及",
    "与",           "给予",     "给于",         "依法",     "行政",     "处罚",     "行政处罚",
    "环境行政处罚", "决定",     "建议",         "作出",     "予以",     "人民币",   "的",
    "对当事人",     "当事人",   "元",           "日",       "天",       "上缴国库", "上缴财政",
    "简易处罚",     "当场处罚", "简易程序",     "一般程序", "普通程序", "简易",     "共计",
    "合计",         "每人",     "处罚款人民币", "员",       "整"};

constexpr std::array<std::string_view, 18> separators{
    "、", ",", ";", "/", "|", " ", "\t", "\n", "\r", "。", ":", "(", ")", ".", "+", "\\", "-", "·"};

std::size_t longest_of(std::string_view text, Words words)
{
    std::size_t longest = 0;
    for (const auto word : words) {
        if (word.size() > longest && text.starts_with(word)) longest = word.size();
    }
    return longest;
}

std::size_t next_length(std::string_view text)
{
    std::size_t position = 0;
    next_code_point(text, position);
    return position;
}

// Where a thing that is taken away ends: 没收〔过期产品〕、罚款.
std::string_view object_of(std::string_view text)
{
    constexpr std::array<std::string_view, 6> further{"并", "罚款", "处罚", "没收", "处以", "和"};
    std::size_t end = 0;
    while (end < text.size()) {
        const auto rest = text.substr(end);
        if (longest_of(rest, separators) != 0 || longest_of(rest, further) != 0) break;
        end += next_length(rest);
    }
    return text.substr(0, end);
}

bool is_licence(std::string_view object)
{
    constexpr std::array<std::string_view, 6> endings{"证", "照", "证书", "证件", "许可", "资质"};
    return std::any_of(endings.begin(), endings.end(),
                       [&](auto ending) { return object.ends_with(ending); });
}

class Scan {
public:
    Scan(std::string_view text, const KindTable& table, UnknownWords unknown)
        : text_(text), table_(table), unknown_(unknown), amounts_(find_amounts(text))
    {}

    std::vector<PenaltyWord> words()
    {
        while (position_ < text_.size()) step();
        end_unknown();
        return std::move(words_);
    }

private:
    void step()
    {
        const auto rest = text_.substr(position_);
        const auto kind = table_.longest_prefix(rest);
        const std::size_t measure = longest_of(rest, measures);
        const std::size_t neutral = longest_of(rest, neutral_words);
        const std::size_t kind_length = kind ? kind->length : 0;
        if (kind_length > 0 && kind_length >= std::max(measure, neutral)) return add_kind(*kind);
        if (measure > 0 && measure >= neutral) {
            // What is seized or undone belongs to the measure: 收缴赌资300元.
            return add(PenaltyWord::Role::not_a_penalty, {},
                       measure + object_of(rest.substr(measure)).size());
        }
        if (add_object_kind(rest)) return;
        if (const std::size_t separator = longest_of(rest, separators)) {
            end_unknown();
            position_ += separator;
            return;
        }
        if (!in_unknown_ && skip_amount()) return;
        if (!in_unknown_ && neutral > 0) {
            position_ += neutral;
            return;
        }
        take_unknown(rest);
    }

    void take_unknown(std::string_view rest)
    {
        if (unknown_ == UnknownWords::to_the_next_separator && !in_unknown_) {
            in_unknown_ = true;
            unknown_begin_ = position_;
        }
        position_ += next_length(rest);
    }

    void end_unknown()
    {
        if (!in_unknown_) return;
        in_unknown_ = false;
        const auto word = text_.substr(unknown_begin_, position_ - unknown_begin_);
        const auto is_numeral = [](char letter) { return letter >= '0' && letter <= '9'; };
        // 1. and 2. number the items of a list.
        if (std::all_of(word.begin(), word.end(), is_numeral)) return;
        words_.push_back({PenaltyWord::Role::unknown, {}, unknown_begin_, position_});
    }

    void add(PenaltyWord::Role role, std::string_view code, std::size_t length)
    {
        end_unknown();
        words_.push_back({role, std::string(code), position_, position_ + length});
        position_ += length;
    }

    void add_kind(const KindTable::Match& kind)
    {
        if (kind.code != "confiscation") {
            add(PenaltyWord::Role::kind, kind.code, kind.length);
            if (kind.code == "administrative_detention") skip_days();
            return;
        }
        // 没收 with a thing behind it says what is confiscated; alone it does not.
        const auto object = object_of(text_.substr(position_ + kind.length));
        const bool gains = contains(object, "所得");
        const std::string_view code = object.empty() ? kind.code
                                      : gains        ? "confiscation_of_gains"
                                                     : "confiscation_of_goods";
        add(PenaltyWord::Role::kind, code, kind.length + object.size());
    }

    // 吊销食品经营许可证, 暂扣道路运输证: the licence is named, the kind is the verb.
    bool add_object_kind(std::string_view rest)
    {
        for (const std::string_view verb : {"吊销", "暂扣"}) {
            if (!rest.starts_with(verb)) continue;
            const auto object = object_of(rest.substr(verb.size()));
            if (!is_licence(object)) continue;
            add(PenaltyWord::Role::kind,
                verb == "吊销" ? "revocation_of_licence" : "suspension_of_licence",
                verb.size() + object.size());
            return true;
        }
        return false;
    }

    bool skip_amount()
    {
        const auto at = std::find_if(amounts_.begin(), amounts_.end(),
                                     [&](const auto& amount) { return amount.begin == position_; });
        if (at == amounts_.end()) return false;
        position_ = at->end;
        return true;
    }

    // 五日, 15天, 五日日: how long, not of what kind.
    void skip_days()
    {
        constexpr std::array<std::string_view, 22> parts{
            "留", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十",
            "0",  "1",  "2",  "3",  "4",  "5",  "6",  "7",  "8",  "9",  "日"};
        while (const std::size_t length = longest_of(text_.substr(position_), parts)) {
            position_ += length;
        }
        if (text_.substr(position_).starts_with("天")) position_ += std::string_view("天").size();
    }

    std::string_view text_;
    const KindTable& table_;
    UnknownWords unknown_;
    std::vector<AmountInText> amounts_;
    std::vector<PenaltyWord> words_;
    std::size_t position_ = 0;
    std::size_t unknown_begin_ = 0;
    bool in_unknown_ = false;
};

void add_once(std::vector<std::string>& kinds, std::string_view code)
{
    if (std::find(kinds.begin(), kinds.end(), code) == kinds.end()) kinds.emplace_back(code);
}

constexpr std::string_view pointer_reason = "penalty_kind.see_other_column";

bool is_superseded(std::string_view code)
{
    return code == "confiscation" || code == "suspension_or_revocation_of_licence";
}

}  // namespace

Result<KindTable> KindTable::parse(std::string_view csv)
{
    auto reader = TRY(csv::Reader::over(std::string(csv)));
    KindTable table;
    std::set<std::size_t> lengths;
    csv::Row row;
    while (reader.next(row)) {
        if (row.number == 1) continue;
        const bool sound = row.problem.empty() && row.cells.size() >= 3 && !row.cells[0].empty() &&
                           !row.cells[1].empty();
        if (!sound) {
            return Error{ErrorKind::invalid_input, "penalty_kind.table",
                         std::to_string(row.number)};
        }
        auto names = split(row.cells[2], '|');
        names.push_back(row.cells[1]);
        for (const auto name : names) {
            if (name.empty()) continue;
            auto key = to_half_width(name);
            lengths.insert(key.size());
            const auto [at, added] = table.code_of_name_.emplace(key, row.cells[0]);
            if (!added) return Error{ErrorKind::invalid_input, "penalty_kind.table", at->first};
        }
        table.title_of_code_.emplace(row.cells[0], row.cells[1]);
    }
    if (table.code_of_name_.empty()) {
        return Error{ErrorKind::invalid_input, "penalty_kind.table", "no rows"};
    }
    table.name_lengths_.assign(lengths.rbegin(), lengths.rend());
    return table;
}

std::optional<KindTable::Match> KindTable::longest_prefix(std::string_view text) const
{
    std::string name;
    for (const std::size_t length : name_lengths_) {
        if (length > text.size()) continue;
        name.assign(text.substr(0, length));
        const auto at = code_of_name_.find(name);
        if (at != code_of_name_.end()) return Match{at->second, length};
    }
    return std::nullopt;
}

std::string_view KindTable::title(std::string_view code) const
{
    const auto at = title_of_code_.find(std::string(code));
    return at == title_of_code_.end() ? std::string_view{} : at->second;
}

std::vector<PenaltyWord> find_penalty_words(std::string_view half_width_text,
                                            const KindTable& table, UnknownWords unknown)
{
    return Scan(half_width_text, table, unknown).words();
}

KindsReading read_penalty_kinds(std::string_view cell, const KindTable& table)
{
    const std::string text = to_half_width(trimmed(cell));
    KindsReading reading;
    constexpr std::array<std::string_view, 4> named_other{"其他-", "其它-", "其他—", "其它—"};
    if (const std::size_t length = longest_of(text, named_other)) {
        reading.kinds.emplace_back("other");
        auto name = std::string_view(text).substr(length);
        while (name.starts_with("—")) name.remove_prefix(std::string_view("—").size());
        while (name.starts_with("-")) name.remove_prefix(1);
        reading.other_named = name;
        return reading;
    }
    for (const auto& word : find_penalty_words(text, table, UnknownWords::to_the_next_separator)) {
        auto written = text.substr(word.begin, word.end - word.begin);
        if (word.role == PenaltyWord::Role::unknown) {
            reading.unread.push_back({"penalty_kind.unknown", std::move(written)});
        } else if (word.role == PenaltyWord::Role::not_a_penalty) {
            reading.warnings.push_back({"penalty_kind.not_a_penalty", std::move(written)});
        } else {
            add_once(reading.kinds, word.code);
            if (contains(written, "见处罚类别")) {
                reading.warnings.push_back({pointer_reason, std::move(written)});
            } else if (is_superseded(word.code)) {
                reading.warnings.push_back({"penalty_kind.superseded", std::move(written)});
            }
        }
    }
    return reading;
}

SecondKindReading read_second_kind(std::string_view cell, const KindTable& table)
{
    const std::string text = to_half_width(trimmed(cell));
    SecondKindReading reading;
    if (contains(text, "简易") || contains(text, "当场")) reading.procedure = "simple";
    if (contains(text, "一般程序") || contains(text, "普通程序")) reading.procedure = "ordinary";
    reading.kinds = read_penalty_kinds(text, table);
    return reading;
}

bool names_a_kind(const KindsReading& reading)
{
    return !reading.kinds.empty() &&
           std::ranges::count(reading.warnings, pointer_reason, &KindRemark::reason) == 0;
}

KindsReading combined(KindsReading first, const KindsReading& second)
{
    const auto pointer = std::ranges::find(first.warnings, pointer_reason, &KindRemark::reason);
    const bool answered = !second.kinds.empty();
    if (pointer != first.warnings.end() && answered) {
        std::erase(first.kinds, "other");
        first.warnings.erase(pointer);
    }
    for (const auto& kind : second.kinds) add_once(first.kinds, kind);
    if (first.other_named.empty()) first.other_named = second.other_named;
    return first;
}

}  // namespace xinheng::collection
