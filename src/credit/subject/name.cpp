#include "credit/subject/name.h"

#include "base/text.h"

#include <algorithm>

namespace xinheng::subject {

namespace {

bool carries_nothing(char32_t point)
{
    return point <= U' ' || (point >= 0x7F && point <= 0xA0) || point == 0xAD ||
           (point >= 0x2000 && point <= 0x200F) || (point >= 0x2028 && point <= 0x202F) ||
           (point >= 0x205F && point <= 0x206F) || point == 0x3000 || point == 0xFEFF;
}

// One form for marks that differ only in the keyboard they came from.
char32_t one_form(char32_t point)
{
    constexpr std::u32string_view opening = U"〔［[【﹙（";
    constexpr std::u32string_view closing = U"〕］]】﹚）";
    constexpr std::u32string_view dots = U"•・･‧∙⋅";
    constexpr std::u32string_view dashes = U"‐‑‒–—―−─";
    const auto is_one_of = [point](std::u32string_view points) {
        return points.find(point) != std::u32string_view::npos;
    };
    if (is_one_of(opening)) return U'(';
    if (is_one_of(closing)) return U')';
    if (is_one_of(dots)) return U'·';
    return is_one_of(dashes) ? U'-' : point;
}

template <std::size_t Size>
bool ends_with_one_of(std::string_view text, const std::string_view (&endings)[Size])
{
    return std::any_of(endings, endings + Size,
                       [text](std::string_view ending) { return text.ends_with(ending); });
}

bool ends_as_organisation(std::string_view name)
{
    static constexpr std::string_view endings[] = {
        "公司",   "集团",   "企业",   "厂",     "店",     "局",   "合作社", "联合社",
        "供销社", "委员会", "村委会", "合伙)",  "合伙）", "中心", "院",     "所",
        "站",     "场",     "馆",     "行",     "部",     "处",   "学校",   "幼儿园",
        "协会",   "商会",   "工会",   "基金会", "政府",   "大队", "支队",   "队",
        "社",     "酒店",   "超市",   "吧",     "城",
    };
    return ends_with_one_of(name, endings);
}

// The bytes that a dash takes at this place, or none.
std::size_t dash_at(std::string_view name, std::size_t place)
{
    constexpr std::string_view dashes[] = {"-", "－", "—", "–", "―", "─"};
    for (const std::string_view dash : dashes) {
        if (name.substr(place).starts_with(dash)) return dash.size();
    }
    return 0;
}

}  // namespace

std::string normalised_name(std::string_view name)
{
    const std::string half_width = to_half_width(name);
    std::string normalised;
    normalised.reserve(half_width.size());
    for (std::size_t position = 0; position < half_width.size();) {
        const char32_t point = next_code_point(half_width, position);
        if (!carries_nothing(point)) append_code_point(normalised, one_form(point));
    }

    static constexpr std::string_view stops[] = {".", ",", ";", ":", "。", "、", "｡", "､"};
    while (ends_with_one_of(normalised, stops)) {
        do normalised.pop_back();
        while (!is_utf8(normalised));
    }
    return to_upper_ascii(normalised);
}

std::string_view without_suffix_note(std::string_view name)
{
    for (std::size_t place = 0; place < name.size(); ++place) {
        std::size_t dash = dash_at(name, place);
        if (dash == 0) continue;

        const std::string_view before = trimmed(name.substr(0, place));
        // —— is one dash written as two.
        std::size_t after = place + dash;
        while (after < name.size() && (dash = dash_at(name, after)) > 0) after += dash;
        if (ends_as_organisation(before) && !ends_as_organisation(trimmed(name.substr(after)))) {
            return before;
        }
    }
    return name;
}

}  // namespace xinheng::subject
