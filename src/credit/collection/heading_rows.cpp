#include "credit/collection/heading_rows.h"

#include "base/text.h"

#include <algorithm>

namespace xinheng::collection {
namespace {

bool is_known(const std::vector<Layout>& layouts, const std::string& heading)
{
    return std::ranges::any_of(layouts,
                               [&](const Layout& layout) { return layout.knows(heading); });
}

std::string cell_of(const Cells& row, std::size_t column)
{
    return column < row.size() ? std::string(trimmed(row[column])) : std::string();
}

struct Joined {
    Cells headings;
    bool needs_upper = false;  // Without it some heading would be another.
    bool needs_both = false;   // Some heading is known by both names together.
};

// A group stands over its first column only, its others are empty or merged with it; a column
// without a group has its name in the upper row.
Joined joined(const std::vector<Layout>& layouts, const Cells& upper, const Cells& lower)
{
    Joined joined;
    std::string group;
    for (std::size_t column = 0; column < std::max(upper.size(), lower.size()); ++column) {
        const std::string above = cell_of(upper, column);
        const std::string below = cell_of(lower, column);
        if (!above.empty()) group = above;
        if (below.empty()) {
            joined.needs_upper = joined.needs_upper || !above.empty();
            joined.headings.push_back(above);
            group.clear();
            continue;
        }
        const std::string both = group + '(' + below + ')';
        const bool is_of_group = !group.empty() && is_known(layouts, both);
        joined.needs_upper = joined.needs_upper || is_of_group;
        joined.needs_both = joined.needs_both || is_of_group;
        joined.headings.push_back(is_of_group ? both : below);
    }
    return joined;
}

struct Search {
    const std::vector<Layout>& layouts;
    std::string_view class_code;
    std::optional<HeadingRows> best = std::nullopt;
    std::size_t most = 0;
    std::optional<Error> trouble = std::nullopt;  // Of a row that would fit but for it.

    enum class Tie { loses, wins };

    void look_at(Cells headings, std::size_t first, std::size_t count, Tie tie = Tie::loses)
    {
        const std::vector<std::string_view> views(headings.begin(), headings.end());
        const auto layout = recognise(layouts, views, class_code);
        if (!layout) {
            if (!trouble && layout.error().reason != "layout.unknown") trouble = layout.error();
            return;
        }
        const std::size_t known = (*layout)->known(views);
        if (known < most || (known == most && tie == Tie::loses)) return;
        most = known;
        best = HeadingRows{*layout, std::move(headings), first, count};
    }
};

std::string without_signs(std::string_view text)
{
    std::string plain = to_half_width(text);
    for (const std::string_view sign : {" ", "\t", ":", "\u00a0"})
        plain = replaced(plain, sign, "");
    return plain;
}

bool is_number(std::string_view text)
{
    return text.find_first_not_of("0123456789.,-+%/ ") == std::string_view::npos;
}

}  // namespace

Result<HeadingRows> find_heading_rows(const std::vector<Layout>& layouts,
                                      std::string_view class_code, const std::vector<Cells>& rows)
{
    Search search{layouts, class_code};
    for (std::size_t row = 0; row < rows.size(); ++row) {
        search.look_at(rows[row], row, 1);
        if (row + 1 == rows.size()) continue;
        Joined both = joined(layouts, rows[row], rows[row + 1]);
        if (both.needs_upper)
            search.look_at(std::move(both.headings), row, 2,
                           both.needs_both ? Search::Tie::wins : Search::Tie::loses);
    }
    if (search.best) return std::move(*search.best);
    if (search.trouble) return *search.trouble;
    const bool has_cell = !rows.empty() && !rows.front().empty();
    return Error{ErrorKind::invalid_input, "layout.unknown", has_cell ? rows.front().front() : ""};
}

bool is_total(const std::vector<std::string_view>& cells)
{
    std::string label;
    std::size_t others = 0;
    for (const std::string_view cell : cells) {
        const std::string_view text = trimmed(cell);
        if (text.empty()) continue;
        if (label.empty()) {
            if (!contains(text, "计")) return false;  // All the words have it, few firms do.
            label = without_signs(text);
            continue;
        }
        if (!is_number(text)) return false;
        ++others;
    }
    for (const std::string_view word :
         {"合计", "总计", "共计", "小计", "累计", "本页合计", "本页小计"}) {
        if (label == word || (others == 0 && label.starts_with(word))) return true;
    }
    return false;
}

}  // namespace xinheng::collection
