// Laws by title (法律法规, policy/laws.csv): what a legal basis has to name, and the days on which
// it was in force. A title as it is written (食品安全法, 《中华人民共和国食品安全法》,
// 中华人民共和行政处罚法) is resolved to one law, or to none: it is never guessed.
#pragma once

#include "base/date.h"
#include "credit/catalogue/code_list.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xinheng::catalogue {

enum class BasisLevel {
    law,                        // 法律
    administrative_regulation,  // 行政法规
    local_regulation,           // 地方性法规
    central_document,           // 党中央国务院文件
    department_rule,            // 部门规章
    local_government_rule,      // 地方政府规章
    judicial_interpretation,    // 司法解释
    normative_document,         // 规范性文件
    standard,                   // 标准
};
std::string_view title(BasisLevel level);
std::optional<BasisLevel> basis_level(std::string_view title);

struct Law {
    std::string title;
    BasisLevel level = BasisLevel::law;
    std::optional<Date> text;        // From when the text runs whose articles are cited.
    std::optional<Date> valid_from;  // None where nobody has established the first day.
    std::optional<Date> valid_to;
    std::string basis;  // Where all this was read.
    Verified verified = Verified::no;

    // The first day of which we know.
    std::optional<Date> known_from() const { return valid_from ? valid_from : text; }
    // What was not established is not held against anybody.
    bool in_force_on(Date day) const;
    std::string period() const;  // "2015-01-01 – 2026-08-14"
};

// How a written title names its law.
enum class TitleReading {
    full,
    short_form,  // Without 中华人民共和国, or as the table says that it is called.
    mended,      // A slip of one character was put right.
};

struct NamedLaw {
    const Law* law = nullptr;
    TitleReading reading = TitleReading::full;
};

class LawTable {
public:
    // Columns title,aliases,level,text,valid_from,valid_to,basis,verified. Refuses with
    // "table.columns" or "table.row".
    static Result<LawTable> parse(std::string csv);

    // Refuses with "law.unknown" or, with the candidates, "law.ambiguous".
    Result<NamedLaw> resolve(std::string_view written) const;

    const std::vector<Law>& laws() const { return laws_; }

private:
    using Places = std::map<std::u32string, std::vector<std::size_t>, std::less<>>;

    bool add_name(std::string_view name, std::size_t law);
    std::vector<std::size_t> named(std::u32string_view key) const;
    std::vector<std::size_t> mended(std::u32string_view key) const;

    std::vector<Law> laws_;
    Places by_name_;
    Places lacking_one_;  // Every long title without one of its characters.
};

// No law has a longer title; what is longer names none.
inline constexpr std::size_t longest_title_bytes = 600;

// The titles that a text of grounds names: what stands in 《》, or else before the first 第…条.
// Each once, and no more than the first 32.
std::vector<std::string> titles_in(std::string_view grounds);

}  // namespace xinheng::catalogue
