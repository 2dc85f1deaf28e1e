// A code list (代码表): the words that a field may hold, each with its code, the title that the
// standard gives it, other ways in which departments write it, and the basis it has.
#pragma once

#include "base/digest.h"
#include "base/result.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xinheng::catalogue {

enum class Verified { no, yes };

struct Code {
    std::string code;   // "fine"
    std::string title;  // "罚款"
    std::string article;
    std::string basis;
    Verified verified = Verified::no;
    // The standard writes 其他-**: whoever says "other" has to say what it is.
    bool needs_a_name = false;
};

class CodeList {
public:
    // Columns code,title,aliases,basis,verified and, where the law numbers them, article; aliases
    // are separated by '|'. A title that ends in "-*" needs a name after it. Refuses with
    // "code_list.row" and the line.
    static Result<CodeList> parse(std::string_view name, std::string csv);

    // By code, title or alias, as written or in full-width letters. A code that needs a name
    // answers with it: 其他-军官证 is "other-军官证", 其他 alone is nothing.
    std::optional<std::string> resolve(std::string_view word) const;
    const Code* find(std::string_view code) const;  // "other-军官证" finds the code "other".
    bool holds(std::string_view code) const { return find(code) != nullptr; }

    const std::string& name() const { return name_; }
    const std::vector<Code>& codes() const { return codes_; }
    const Digest& digest() const { return digest_; }

private:
    std::string name_;
    std::vector<Code> codes_;
    std::map<std::string, std::size_t, std::less<>> by_code_;
    std::map<std::string, std::size_t, std::less<>> by_word_;
    Digest digest_;
};

}  // namespace xinheng::catalogue
