#include "credit/catalogue/legality.h"

#include "base/text.h"
#include "credit/catalogue/table.h"

#include <algorithm>

namespace xinheng::catalogue {

namespace {

struct LevelName {
    BasisLevel level;
    std::string_view title;
    bool suffices;       // As the basis of a class of record.
    bool needs_article;  // A law as a whole is a basis for nothing.
};

constexpr LevelName levels[] = {
    {BasisLevel::law, "法律", true, true},
    {BasisLevel::administrative_regulation, "行政法规", true, true},
    {BasisLevel::local_regulation, "地方性法规", true, true},
    {BasisLevel::central_document, "党中央国务院文件", true, false},
    {BasisLevel::department_rule, "部门规章", false, true},
    {BasisLevel::local_government_rule, "地方政府规章", false, true},
    {BasisLevel::judicial_interpretation, "司法解释", false, true},
    {BasisLevel::normative_document, "规范性文件", false, false},
    {BasisLevel::standard, "标准", false, false},
};

const LevelName& name_of(BasisLevel level)
{
    return levels[static_cast<std::size_t>(level)];
}

// " blood type ": words in small letters between single spaces, so that "gene" is not in "general".
// What is not ASCII stands without spaces, so that 宗 教 is still 宗教.
std::string as_words(std::string_view text)
{
    std::string words = " ";
    for (const char character : to_half_width(text)) {
        const auto byte = static_cast<unsigned char>(character);
        const bool small = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
        if (small) words += character;
        else if (byte >= 'A' && byte <= 'Z') words += static_cast<char>(byte - 'A' + 'a');
        else if (words.back() != ' ' && byte < 128) words += ' ';
    }
    if (words.back() != ' ') words += ' ';
    return words;
}

std::string as_characters(std::string_view text)
{
    std::string characters;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t character = next_code_point(text, at);
        // From U+2E80 on: Han, kana and the like; marks and spaces between them do not count.
        if (character >= 0x2E80 && (character < 0x3000 || character > 0x303F) && character < 0xFE00)
            append_code_point(characters, character);
    }
    return characters;
}

bool is_ascii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(),
                       [](char character) { return static_cast<unsigned char>(character) < 128; });
}

Error row_refusal(std::uint64_t line, std::string_view what)
{
    return {ErrorKind::invalid_input, "table.row",
            "line " + std::to_string(line) + ": " + std::string(what)};
}

// What the guard knows while it looks at one version.
struct Judge {
    const ClassVersion& version;
    const LawTables& tables;
    Problems& problems;
    std::string row;  // "/versions/0"

    void add(std::string_view below, std::string_view rule, std::string detail) const
    {
        problems.add(row + std::string(below), rule, std::move(detail));
    }

    void bases() const
    {
        bool sufficient = false;
        bool from_the_first_day = false;
        for (std::size_t index = 0; index < version.bases.size(); ++index) {
            const LegalBasis& basis = version.bases[index];
            const LevelName& level = name_of(basis.level);
            sufficient = sufficient || level.suffices;
            from_the_first_day =
                (one_basis(basis, "/basis/" + std::to_string(index)) && level.suffices) ||
                from_the_first_day;
        }
        if (!sufficient)
            add("/basis", "catalogue.basis_level", "no law, regulation or State Council document");
        else if (!from_the_first_day && problems.list.empty())
            add("/basis", "catalogue.basis_not_in_force", version.valid_from.text());
    }

    // Whether it was in force when the version began.
    bool one_basis(const LegalBasis& basis, const std::string& below) const
    {
        if (name_of(basis.level).needs_article && basis.article.empty())
            add(below + "/article", "catalogue.basis_article", basis.title);

        const auto& laws = tables.laws.laws();
        const auto law = std::ranges::find_if(laws, [&basis](const Law& one) {
            return one.title == basis.title && one.level == basis.level;
        });
        if (law == laws.end()) {
            add(below, "catalogue.basis_unknown", basis.title + near_to(basis.title));
            return false;
        }
        const bool outlasts =
            !law->valid_to || (version.valid_to && *law->valid_to >= *version.valid_to);
        if (!outlasts) add(below, "catalogue.basis_expired", basis.title + " " + law->period());
        return outlasts && law->known_from() && *law->known_from() <= version.valid_from;
    }

    // The law that was probably meant, for whoever mends the file.
    std::string near_to(std::string_view title_of_basis) const
    {
        const auto named = tables.laws.resolve(title_of_basis);
        if (!named) return {};
        return " → " + std::string(title(named->law->level)) + " " + named->law->title;
    }

    enum class About { anything, a_person };
    void words(std::string_view below, std::string_view text, About about = About::anything) const
    {
        using Rule = SensitiveWord::Rule;
        const auto* word = sensitive_word_in(text, tables.words);
        if (word == nullptr || word->rule == Rule::never_public) return;
        // The income of a firm may be recorded; that of a person needs a consent no class can give.
        if (word->rule == Rule::written_consent && about != About::a_person) return;
        add(below, "catalogue.forbidden_data", word->kind + ": " + word->word);
    }

    bool is_identity(const Field& field) const
    {
        for (const std::string_view text :
             {std::string_view(field.name), std::string_view(field.title)}) {
            const auto* word = sensitive_word_in(text, tables.words);
            if (word != nullptr && word->rule == SensitiveWord::Rule::never_public) return true;
        }
        return false;
    }

    void field(std::size_t index) const
    {
        const Field& field = version.fields[index];
        const std::string below = "/schema/fields/" + std::to_string(index);
        const About about = field.personal ? About::a_person : About::anything;
        words(below + "/name", field.name, about);
        words(below + "/title", field.title, about);
        words(below + "/description", field.description, about);
        words(below + "/xinheng:codeList", field.code_list);
        if (field.code_list.empty())
            for (const std::string& allowed : field.allowed)
                words(below + "/constraints/enum", allowed);

        if (field.publicity < version.ceiling)
            add(below + "/xinheng:publicity", "catalogue.publicity_ceiling", field.name);
        // What is sealed can be erased when its term ends; what is shared cannot.
        if (is_identity(field) && field.publicity == Publicity::shared)
            add(below + "/xinheng:publicity", "catalogue.personal_shared", field.name);
        if (field.publicity != Publicity::public_) return;
        // A number or address of a person is never public; a name only on a basis of its own.
        if (is_identity(field) || (field.personal && field.basis.empty()))
            add(below + "/xinheng:publicity", "catalogue.personal_public", field.name);
    }

    void publicity() const
    {
        const auto& kinds = version.subject_kinds;
        const auto list = tables.code_lists.find("subject_kind");
        for (const std::string& kind : kinds)
            if (list == tables.code_lists.end() || !list->second.holds(kind))
                add("/subjectKinds", "catalogue.subject_kind_unknown", kind);
        if (version.ceiling == Publicity::public_ &&
            std::find(kinds.begin(), kinds.end(), "natural_person") != kinds.end())
            add("/publicity", "catalogue.natural_person_public", "natural_person");

        // Withholding takes a record from the public; it must not show it more widely.
        const auto withheld = version.withholding.level;
        if (withheld < version.ceiling || withheld == Publicity::public_)
            add("/withholding/level", "catalogue.withholding_ceiling",
                std::string(title(withheld)));
    }

    void terms() const
    {
        if (version.valid_to && *version.valid_to < version.valid_from)
            add("/validTo", "catalogue.period_reversed", version.valid_to->text());
        const auto& transition = version.transition;
        if (transition && (!version.valid_to || transition->until <= *version.valid_to))
            add("/transition/acceptedUntil", "catalogue.period_reversed", transition->until.text());
        if (version.ceiling == Publicity::public_ && version.deadline.working_days == 0)
            add("/publicationDeadline/workingDays", "catalogue.no_publication_deadline", "0");
        if (version.retention.years == 0) add("/retention/years", "catalogue.no_retention", "0");

        const auto is_date = [this](FieldIndex index) {
            return version.fields[index].type == FieldType::date;
        };
        const Field& decided = version.fields[version.decision_date];
        if (!is_date(version.decision_date) || !decided.required)
            add("/decisionDateField", "catalogue.decision_date", decided.name);
        if (!is_date(version.retention.from))
            add("/retention/from", "catalogue.retention_date",
                version.fields[version.retention.from].name);
    }
};

void judge_periods(const std::vector<ClassVersion>& versions, Problems& problems)
{
    for (std::size_t second = 0; second < versions.size(); ++second)
        for (std::size_t first = 0; first < second; ++first) {
            const ClassVersion& one = versions[first];
            const ClassVersion& other = versions[second];
            const std::string row = "/versions/" + std::to_string(second);
            if (one.version == other.version)
                problems.add(row + "/version", "catalogue.duplicate_version", one.version);
            const bool apart = (one.valid_to && *one.valid_to < other.valid_from) ||
                               (other.valid_to && *other.valid_to < one.valid_from);
            if (!apart) problems.add(row + "/validFrom", "catalogue.versions_overlap", one.version);
        }
}

}  // namespace

std::string_view title(BasisLevel level)
{
    return name_of(level).title;
}

std::optional<BasisLevel> basis_level(std::string_view title)
{
    for (const LevelName& level : levels)
        if (level.title == title) return level.level;
    return std::nullopt;
}

const SensitiveWord* sensitive_word_in(std::string_view text,
                                       const std::vector<SensitiveWord>& words)
{
    const std::string english = as_words(text);
    const std::string chinese = as_characters(text);
    for (const SensitiveWord& word : words) {
        const bool found = is_ascii(word.word) ? contains(english, as_words(word.word))
                                               : contains(chinese, word.word);
        if (found) return &word;
    }
    return nullptr;
}

Result<std::vector<SensitiveWord>> read_sensitive_words(std::string csv)
{
    const Table::Columns columns{{"word", "kind", "rule", "basis", "verified"}};
    const auto table = TRY(Table::parse(std::move(csv), columns));
    std::vector<SensitiveWord> words;
    for (const Table::Line& line : table.lines()) {
        SensitiveWord word{line["word"], line["kind"], {}, line["basis"], line.verified()};
        if (word.word.empty() || word.kind.empty()) return row_refusal(line.number, "word or kind");
        if (line["rule"] == "forbidden") word.rule = SensitiveWord::Rule::forbidden;
        else if (line["rule"] == "written_consent")
            word.rule = SensitiveWord::Rule::written_consent;
        else if (line["rule"] == "never_public") word.rule = SensitiveWord::Rule::never_public;
        else return row_refusal(line.number, "rule");
        words.push_back(std::move(word));
    }
    // The gravest rule is found first where a name holds words of several.
    std::stable_sort(words.begin(), words.end(),
                     [](const auto& one, const auto& other) { return one.rule < other.rule; });
    return words;
}

void judge(const std::vector<ClassVersion>& versions, const LawTables& tables, Problems& problems)
{
    for (std::size_t index = 0; index < versions.size(); ++index) {
        const Judge judge{versions[index], tables, problems, "/versions/" + std::to_string(index)};
        judge.bases();
        judge.words("/title", versions[index].title);
        for (std::size_t field = 0; field < versions[index].fields.size(); ++field)
            judge.field(field);
        judge.publicity();
        judge.terms();
    }
    judge_periods(versions, problems);
}

}  // namespace xinheng::catalogue
