#include "credit/catalogue/law.h"

#include "base/text.h"
#include "credit/catalogue/table.h"

#include <algorithm>

namespace xinheng::catalogue {

namespace {

constexpr std::u32string_view of_the_state = U"中华人民共和国";
// A slip is looked for in a title this long; of 刑法 and 水法 each is one slip from the other.
constexpr std::size_t shortest_to_mend = 6;

std::u32string code_points(std::string_view text)
{
    std::u32string points;
    for (std::size_t at = 0; at < text.size();) points += next_code_point(text, at);
    return points;
}

bool is_mark(char32_t point)
{
    constexpr std::u32string_view marks = U"《》〈〉<>“”\"'‘’「」 \t\r\n\u3000\u00a0";
    return marks.find(point) != std::u32string_view::npos;
}

// (2021年修订), (2018年修正文本): which text of the law it is, and no part of its title. (试行) is.
bool is_note_of_a_text(std::u32string_view note)
{
    constexpr std::u32string_view words[] = {U"修订", U"修正", U"修改", U"文本"};
    const bool says_so = std::ranges::any_of(words, [note](std::u32string_view word) {
        return note.find(word) != std::u32string_view::npos;
    });
    return says_so && note.find(U"修正案") == std::u32string_view::npos;
}

// What of a title is compared.
std::u32string compared(std::string_view title)
{
    std::u32string key;
    for (const char32_t point : code_points(to_half_width(title)))
        if (!is_mark(point)) key += point;
    const auto bracket = key.rfind(U'(');
    if (key.ends_with(U')') && bracket != std::u32string::npos && bracket > 0 &&
        is_note_of_a_text(std::u32string_view(key).substr(bracket)))
        key.resize(bracket);
    return key;
}

std::u32string_view without_state(std::u32string_view key)
{
    if (key.starts_with(of_the_state) && key.size() > of_the_state.size())
        key.remove_prefix(of_the_state.size());
    return key;
}

bool is_number(char32_t point)
{
    constexpr std::u32string_view numbers = U"0123456789〇一二三四五六七八九十百";
    return numbers.find(point) != std::u32string_view::npos;
}

// 税收征收管理法及实施细则 is two laws, and no slip.
bool joins(char32_t point)
{
    return point == U'及' || point == U'和' || point == U'与' || point == U'、';
}

// 条例 stays 条例 and 办法 stays 办法: what a title ends in is no slip.
bool end_alike(std::u32string_view one, std::u32string_view other)
{
    return one.size() >= 2 && other.size() >= 2 &&
           one.substr(one.size() - 2) == other.substr(other.size() - 2);
}

template <class Call>
void each_without_one(std::u32string_view key, const Call& call)
{
    for (std::size_t at = 0; at < key.size(); ++at) {
        if (at > 0 && key[at] == key[at - 1]) continue;
        std::u32string shorter(key);
        shorter.erase(at, 1);
        if (!is_number(key[at])) call(shorter, key[at]);
    }
}

// 中华人民共和, 中国人民共和国: what stands before the rest, with one slip in it. A character too
// many after 国 belongs to the rest.
std::vector<std::u32string_view> after_slipped_state(std::u32string_view key)
{
    std::vector<std::u32string_view> rests;
    const auto is_slip = [](std::u32string_view written) {
        std::size_t front = 0, back = 0;
        const std::size_t shorter = std::min(written.size(), of_the_state.size());
        while (front < shorter && written[front] == of_the_state[front]) ++front;
        while (back < shorter - front &&
               written[written.size() - 1 - back] == of_the_state[of_the_state.size() - 1 - back])
            ++back;
        if (back == 0 && written.size() >= of_the_state.size()) return false;
        return std::max(written.size(), of_the_state.size()) - front - back == 1;
    };
    for (const std::size_t length :
         {of_the_state.size() - 1, of_the_state.size(), of_the_state.size() + 1})
        if (key.size() > length && is_slip(key.substr(0, length)))
            rests.push_back(key.substr(length));
    return rests;
}

void take(std::vector<std::size_t>& into, const std::vector<std::size_t>& more)
{
    into.insert(into.end(), more.begin(), more.end());
}

void keep_each_once(std::vector<std::size_t>& places)
{
    std::ranges::sort(places);
    places.erase(std::ranges::unique(places).begin(), places.end());
}

Result<Law> read_law(const Table::Line& line)
{
    const auto refusal = [&line](std::string_view what) {
        return Error{ErrorKind::invalid_input, "table.row",
                     "line " + std::to_string(line.number) + ": " + std::string(what)};
    };
    const auto level = basis_level(line["level"]);
    if (line["title"].empty() || !level) return refusal("title or level");
    if (line["basis"].empty()) return refusal("basis");
    Law law{line["title"], *level,        std::nullopt,   std::nullopt,
            std::nullopt,  line["basis"], line.verified()};
    struct Day {
        std::string_view column;
        std::optional<Date>& into;
    };
    for (const auto& [column, into] :
         {Day{"text", law.text}, {"valid_from", law.valid_from}, {"valid_to", law.valid_to}}) {
        if (line[column].empty()) continue;
        const auto day = Date::parse(line[column]);
        if (!day) return refusal(column);
        into = *day;
    }
    if (law.valid_from && law.valid_to && *law.valid_to < *law.valid_from)
        return refusal("valid_to");
    return law;
}

}  // namespace

bool Law::in_force_on(Date day) const
{
    return (!valid_from || *valid_from <= day) && (!valid_to || day <= *valid_to);
}

std::string Law::period() const
{
    return (valid_from ? valid_from->text() : "") + " – " + (valid_to ? valid_to->text() : "");
}

Result<LawTable> LawTable::parse(std::string csv)
{
    const Table::Columns columns{
        {"title", "aliases", "level", "text", "valid_from", "valid_to", "basis", "verified"}};
    const auto table = TRY(Table::parse(std::move(csv), columns));
    LawTable laws;
    for (const Table::Line& line : table.lines()) {
        auto law = TRY(read_law(line));
        laws.laws_.push_back(std::move(law));
        std::vector<std::string_view> names = split(line["aliases"], '|');
        names.push_back(laws.laws_.back().title);
        for (const auto name : names)
            if (!name.empty() && !laws.add_name(name, laws.laws_.size() - 1))
                return Error{
                    ErrorKind::invalid_input, "table.row",
                    "line " + std::to_string(line.number) + ": two laws of " + std::string(name)};
    }
    for (const auto& [key, places] : laws.by_name_)
        if (key.size() >= shortest_to_mend)
            each_without_one(key, [&](const std::u32string& lacking, char32_t) {
                take(laws.lacking_one_[lacking], places);
            });
    return laws;
}

bool LawTable::add_name(std::string_view name, std::size_t law)
{
    const auto key = compared(name);
    return by_name_.emplace(without_state(key), std::vector{law}).second;
}

std::vector<std::size_t> LawTable::named(std::u32string_view key) const
{
    const auto place = by_name_.find(key);
    return place == by_name_.end() ? std::vector<std::size_t>{} : place->second;
}

// A character left out, one too many, two that changed places. Never one for another: that may be
// another law.
std::vector<std::size_t> LawTable::mended(std::u32string_view key) const
{
    std::vector<std::size_t> places;
    if (const auto lacking = lacking_one_.find(key); lacking != lacking_one_.end())
        take(places, lacking->second);
    const auto take_named = [&](std::u32string_view other) {
        if (other.size() >= shortest_to_mend) take(places, named(other));
    };
    each_without_one(key, [&](const std::u32string& shorter, char32_t removed) {
        if (!joins(removed)) take_named(shorter);
    });
    for (std::size_t at = 1; at < key.size(); ++at) {
        std::u32string swapped(key);
        std::swap(swapped[at], swapped[at - 1]);
        take_named(swapped);
    }
    std::erase_if(places,
                  [&](std::size_t place) { return !end_alike(key, compared(laws_[place].title)); });
    return places;
}

Result<NamedLaw> LawTable::resolve(std::string_view written) const
{
    if (written.size() > longest_title_bytes)
        return Error{ErrorKind::not_found, "law.unknown", shortened(written, 60)};
    const auto whole = compared(written);
    const auto key = without_state(whole);
    const auto exact = named(key);
    if (!exact.empty()) {
        const Law& law = laws_[exact.front()];
        const bool is_full = whole == compared(law.title) || key.size() < whole.size();
        return NamedLaw{&law, is_full ? TitleReading::full : TitleReading::short_form};
    }

    auto places = mended(key);
    for (const auto rest : after_slipped_state(whole)) take(places, named(rest));
    keep_each_once(places);
    if (places.empty())
        return Error{ErrorKind::not_found, "law.unknown", std::string(trimmed(written))};
    if (places.size() == 1) return NamedLaw{&laws_[places.front()], TitleReading::mended};

    std::vector<std::string> candidates;
    for (const std::size_t place : places) candidates.push_back(laws_[place].title);
    return Error{ErrorKind::invalid_input, "law.ambiguous", join(candidates, "; ")};
}

std::vector<std::string> titles_in(std::string_view grounds)
{
    constexpr std::size_t most_titles = 32;
    std::vector<std::string> titles;
    const auto add = [&titles](std::string_view title) {
        const bool may_be_one = !title.empty() && title.size() <= longest_title_bytes;
        if (may_be_one && titles.size() < most_titles && std::ranges::count(titles, title) == 0)
            titles.emplace_back(title);
    };
    constexpr std::string_view opening = "《", closing = "》";
    std::size_t depth = 0, begin = 0;
    for (std::size_t at = 0; at < grounds.size();) {
        const std::string_view rest = grounds.substr(at);
        if (rest.starts_with(opening) && depth++ == 0) begin = at + opening.size();
        if (rest.starts_with(closing) && depth > 0 && --depth == 0)
            add(trimmed(grounds.substr(begin, at - begin)));
        next_code_point(grounds, at);
    }
    const auto article = grounds.find("第");
    if (titles.empty() && article != std::string_view::npos)
        add(trimmed(grounds.substr(0, article)));
    return titles;
}

}  // namespace xinheng::catalogue
