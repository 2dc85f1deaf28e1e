#include "credit/catalogue/code_list.h"

#include "base/text.h"
#include "credit/catalogue/table.h"

namespace xinheng::catalogue {

namespace {

std::string compared(std::string_view word)
{
    const std::string half_width = to_half_width(word);
    return std::string(trimmed(half_width));
}

bool is_code(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") ==
                                std::string_view::npos;
}

// What stands before and after the first dash: 其他-军官证, 其他—军官证.
std::pair<std::string_view, std::string_view> at_dash(std::string_view word)
{
    for (const std::string_view dash : {"-", "——", "—"}) {
        const auto place = word.find(dash);
        if (place == std::string_view::npos) continue;
        return {trimmed(word.substr(0, place)), trimmed(word.substr(place + dash.size()))};
    }
    return {word, {}};
}

}  // namespace

Result<CodeList> CodeList::parse(std::string_view name, std::string csv)
{
    CodeList list;
    list.name_ = name;
    list.digest_ = sha256(csv);
    const Table::Columns columns{{"code", "title", "aliases", "basis", "verified"}, {"article"}};
    const auto table = TRY(Table::parse(std::move(csv), columns));
    for (const Table::Line& line : table.lines()) {
        const auto refusal = [&line](std::string_view what) {
            return Error{ErrorKind::invalid_input, "code_list.row",
                         "line " + std::to_string(line.number) + ": " + std::string(what)};
        };
        Code code{line["code"],  line["title"],   line["article"],
                  line["basis"], line.verified(), false};
        if (!is_code(code.code)) return refusal("code");
        if (code.basis.empty()) return refusal("basis");
        if (code.title.ends_with("-*")) {
            code.needs_a_name = true;
            code.title.resize(code.title.size() - 2);
        }
        const std::size_t index = list.codes_.size();
        std::vector<std::string> words = {compared(code.code), compared(code.title)};
        for (const auto alias : split(line["aliases"], '|')) words.push_back(compared(alias));
        for (const std::string& word : words) {
            if (word.empty()) continue;
            const auto [place, is_new] = list.by_word_.emplace(word, index);
            if (!is_new && place->second != index) return refusal("two codes for " + word);
        }
        if (!list.by_code_.emplace(code.code, index).second) return refusal("the same code twice");
        list.codes_.push_back(std::move(code));
    }
    return list;
}

std::optional<std::string> CodeList::resolve(std::string_view word) const
{
    const std::string wanted = compared(word);
    if (const auto found = by_word_.find(wanted); found != by_word_.end()) {
        const Code& code = codes_[found->second];
        if (!code.needs_a_name) return code.code;
    }
    const auto [kind, named] = at_dash(wanted);
    const auto found = by_word_.find(kind);
    if (named.empty() || found == by_word_.end() || !codes_[found->second].needs_a_name)
        return std::nullopt;

    return codes_[found->second].code + "-" + std::string(named);
}

const Code* CodeList::find(std::string_view code) const
{
    const auto dash = code.find('-');
    const auto found = by_code_.find(code.substr(0, dash));
    if (found == by_code_.end()) return nullptr;

    const Code& entry = codes_[found->second];
    const bool has_name = dash != std::string_view::npos && dash + 1 < code.size();
    return entry.needs_a_name == has_name ? &entry : nullptr;
}

}  // namespace xinheng::catalogue
