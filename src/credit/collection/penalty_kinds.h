// Kinds of penalty (处罚类别) as 行政处罚法 article 9 lists them. A record has one row per kind, a
// department's cell often several kinds, an amount and a measure that is no penalty at all.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace xinheng::collection {

// What policy/code_lists/penalty_kind.csv says: code,title,aliases(|),article,basis,verified.
class KindTable {
public:
    // Refuses with "penalty_kind.table" and the row.
    static Result<KindTable> parse(std::string_view csv);

    struct Match {
        std::string_view code;
        std::size_t length = 0;
    };
    // The longest name of a kind that the text begins with; brackets and letters half-width.
    std::optional<Match> longest_prefix(std::string_view half_width_text) const;
    std::string_view title(std::string_view code) const;

private:
    std::unordered_map<std::string, std::string> code_of_name_;
    std::unordered_map<std::string, std::string> title_of_code_;
    std::vector<std::size_t> name_lengths_;  // Longest first.
};

// A word of the text, what it is, and where it stands.
struct PenaltyWord {
    enum class Role { kind, not_a_penalty, unknown };
    Role role;
    std::string code;  // Of a kind.
    std::size_t begin = 0;
    std::size_t end = 0;
};

enum class UnknownWords {
    to_the_next_separator,  // A list of kinds: what is between separators is one word.
    skipped,                // A sentence: only what is known counts.
};

std::vector<PenaltyWord> find_penalty_words(std::string_view half_width_text,
                                            const KindTable& table, UnknownWords unknown);

struct KindRemark {
    std::string_view reason;
    std::string word;
};

struct KindsReading {
    std::vector<std::string> kinds;  // Codes, each once, in the order of the text.
    // What XX is in 其他-XX; the form wants it named.
    std::string other_named;
    // "penalty_kind.not_a_penalty" (责令改正 and other measures), "penalty_kind.see_other_column"
    // (其他（见处罚类别2）), "penalty_kind.superseded" (a kind of the law before 2021-07-15).
    std::vector<KindRemark> warnings;
    std::vector<KindRemark> unread;  // "penalty_kind.unknown"
};

KindsReading read_penalty_kinds(std::string_view cell, const KindTable& table);

// The second column of the older forms: a procedure, further kinds, or words that add nothing.
struct SecondKindReading {
    std::string procedure;  // "simple", "ordinary", or empty.
    KindsReading kinds;
};
SecondKindReading read_second_kind(std::string_view cell, const KindTable& table);

// Whether it says of what kind the penalty is, and does not only point to another column.
bool names_a_kind(const KindsReading& reading);

// The kinds of both columns. 其他 that only points to the second column gives way to what stands
// there. What was said of the words of the first column stays.
KindsReading combined(KindsReading first, const KindsReading& second);

}  // namespace xinheng::collection
