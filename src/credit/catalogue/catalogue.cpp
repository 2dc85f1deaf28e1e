#include "credit/catalogue/catalogue.h"

#include "base/text.h"
#include "credit/catalogue/legality.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

namespace xinheng::catalogue {

namespace {

constexpr std::uintmax_t largest_file_bytes = 4 << 20;

std::optional<std::string> contents(const std::filesystem::path& path)
{
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (error || size > largest_file_bytes) return std::nullopt;
    std::ifstream stream(path, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    if (!stream && !stream.eof()) return std::nullopt;
    return bytes;
}

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder,
                                            std::string_view extension)
{
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error))
        if (entry.path().extension() == extension) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

bool holds(const std::vector<std::string>& all, std::string_view one)
{
    return std::find(all.begin(), all.end(), one) != all.end();
}

}  // namespace

std::string_view title(Publicity publicity)
{
    static constexpr std::string_view titles[] = {"社会公开", "政务共享", "授权查询", "保密"};
    return titles[static_cast<std::size_t>(publicity)];
}

std::string mask(std::string_view value, Masking masking)
{
    const std::size_t length = code_point_count(value);
    const std::size_t kept = std::size_t{masking.keep_left} + masking.keep_right;
    std::string masked;
    std::size_t number = 0;
    for (std::size_t at = 0; at < value.size(); ++number) {
        const std::size_t from = at;
        next_code_point(value, at);
        const bool stays =
            kept < length && (number < masking.keep_left || number >= length - masking.keep_right);
        if (stays) masked += value.substr(from, at - from);
        else masked += '*';
    }
    return masked;
}

std::optional<FieldIndex> ClassVersion::find(std::string_view field) const
{
    const auto place = std::find_if(fields.begin(), fields.end(),
                                    [field](const Field& one) { return one.name == field; });
    if (place == fields.end()) return std::nullopt;
    return static_cast<FieldIndex>(place - fields.begin());
}

bool ClassVersion::accepts_subject_kind(std::string_view kind) const
{
    return holds(subject_kinds, kind);
}

bool ClassVersion::accepts_withholding_for(std::string_view reason) const
{
    return holds(withholding.reasons, reason);
}

Result<const ClassVersion*> Catalogue::find(std::string_view record_class, Date decision_date,
                                            std::string_view preferred_version) const
{
    const ClassVersion* of_the_date = nullptr;
    bool class_known = false;
    bool version_known = preferred_version.empty();
    for (const ClassVersion& version : versions_) {
        if (version.record_class != record_class) continue;
        class_known = true;
        const bool preferred = version.version == preferred_version;
        version_known = version_known || preferred;
        if (decision_date < version.valid_from) continue;

        const bool valid = !version.valid_to || decision_date <= *version.valid_to;
        const bool accepted = version.transition && decision_date <= version.transition->until;
        if (preferred && (valid || accepted)) return &version;
        if (valid) of_the_date = &version;
    }
    const auto refusal = [](ErrorKind kind, std::string_view reason, std::string detail) {
        return Error{kind, reason, std::move(detail)};
    };
    if (!class_known)
        return refusal(ErrorKind::not_found, "catalogue.class_unknown", std::string(record_class));
    if (!version_known)
        return refusal(ErrorKind::not_found, "catalogue.version_unknown",
                       std::string(preferred_version));
    if (of_the_date == nullptr)
        return refusal(ErrorKind::invalid_input, "catalogue.no_version_for_date",
                       decision_date.text());

    return of_the_date;
}

const ClassVersion* Catalogue::version(std::string_view id) const
{
    const auto place = std::find_if(versions_.begin(), versions_.end(),
                                    [id](const ClassVersion& one) { return one.id == id; });
    return place == versions_.end() ? nullptr : &*place;
}

const CodeList* Catalogue::code_list(std::string_view name) const
{
    const auto place = code_lists_.find(name);
    return place == code_lists_.end() ? nullptr : &place->second;
}

const SensitiveWord* Catalogue::forbidden_word_in(std::string_view heading) const
{
    const auto* word = sensitive_word_in(heading, sensitive_words_);
    const bool forbidden = word != nullptr && word->rule == SensitiveWord::Rule::forbidden;
    return forbidden ? word : nullptr;
}

std::size_t Catalogue::class_count() const
{
    std::size_t count = 0;
    for (std::size_t index = 0; index < versions_.size(); ++index)
        if (index == 0 || versions_[index].record_class != versions_[index - 1].record_class)
            ++count;
    return count;
}

// Reads the tables first: without them nothing can be shown to be lawful, and nothing loads.
class Loader {
public:
    explicit Loader(const std::filesystem::path& policy) : policy_(policy) {}

    Loaded load()
    {
        read_tables();
        const bool can_judge = problems_.empty();
        for (const auto& file : files_in(policy_ / "catalogue", ".json"))
            if (can_judge) read_class_file(file);
        auto& versions = catalogue_.versions_;
        std::sort(versions.begin(), versions.end(), [](const auto& one, const auto& other) {
            return std::tie(one.record_class, one.valid_from) <
                   std::tie(other.record_class, other.valid_from);
        });
        for (const ClassVersion& version : versions) note_unverified(version);
        note_unverified_laws();
        catalogue_.laws_ = std::move(tables_.laws);
        catalogue_.code_lists_ = std::move(tables_.code_lists);
        catalogue_.sensitive_words_ = std::move(tables_.words);
        return {std::move(catalogue_), std::move(problems_)};
    }

private:
    std::string name_of(const std::filesystem::path& file) const
    {
        return file.lexically_relative(policy_).generic_string();
    }

    std::string read(const std::filesystem::path& file)
    {
        auto bytes = contents(file);
        if (!bytes) problems_.push_back({name_of(file), "", "catalogue.file", "cannot be read"});
        return std::move(bytes).value_or("");
    }

    template <class T>
    std::optional<T> usable(Result<T> result, const std::filesystem::path& file)
    {
        if (result) return std::move(result).value();
        problems_.push_back({name_of(file), "", result.error().reason, result.error().detail});
        return std::nullopt;
    }

    void read_tables()
    {
        const auto laws = policy_ / "laws.csv";
        const auto words = policy_ / "forbidden_data.csv";
        tables_.laws = usable(LawTable::parse(read(laws)), laws).value_or(LawTable{});
        tables_.words =
            usable(read_sensitive_words(read(words)), words).value_or(std::vector<SensitiveWord>{});
        for (const auto& file : files_in(policy_ / "code_lists", ".csv")) {
            const std::string name = file.stem().string();
            auto list = usable(CodeList::parse(name, read(file)), file);
            if (list) tables_.code_lists.emplace(name, std::move(*list));
        }
        for (const SensitiveWord& word : tables_.words)
            unverified("forbidden_data.csv", word.word, word.verified);
        for (const auto& [name, list] : tables_.code_lists)
            for (const Code& code : list.codes())
                unverified("code_lists/" + name + ".csv", code.code + " " + code.title,
                           code.verified);
    }

    void read_class_file(const std::filesystem::path& file)
    {
        Problems problems{name_of(file), {}};
        auto versions = read_class(read(file), tables_.code_lists, problems);
        if (problems.list.empty()) judge(versions, tables_, problems);
        if (!versions.empty() && versions.front().record_class != file.stem())
            problems.add("/class", "catalogue.class_name", versions.front().record_class);
        if (problems.list.empty())
            std::move(versions.begin(), versions.end(), std::back_inserter(catalogue_.versions_));
        std::move(problems.list.begin(), problems.list.end(), std::back_inserter(problems_));
    }

    void unverified(std::string where, std::string what, Verified verified)
    {
        if (verified == Verified::no)
            catalogue_.unverified_.push_back({std::move(where), std::move(what)});
    }

    void note_unverified(const ClassVersion& version)
    {
        unverified(version.id, "the form as a whole", version.verified);
        if (version.deadline.working_days > 0)
            unverified(version.id + " publicationDeadline", version.deadline.basis,
                       version.deadline.verified);
        unverified(version.id + " retention", version.retention.basis, version.retention.verified);
        unverified(version.id + " release", version.release.basis, version.release.verified);
        if (version.transition)
            unverified(version.id + " transition", version.transition->basis,
                       version.transition->verified);
        for (const std::string& note : version.notes) unverified(version.id, note, Verified::no);
    }

    // One by one where a class rests on them; the others are counted.
    void note_unverified_laws()
    {
        std::set<std::string_view> rested_on;
        for (const ClassVersion& version : catalogue_.versions_)
            for (const LegalBasis& basis : version.bases) rested_on.insert(basis.title);
        std::size_t others = 0;
        for (const Law& law : tables_.laws.laws()) {
            if (rested_on.contains(law.title))
                unverified("laws.csv", law.title + ": " + law.basis, law.verified);
            else if (law.verified == Verified::no) ++others;
        }
        if (others > 0)
            unverified("laws.csv", std::to_string(others) + " laws that no class rests on",
                       Verified::no);
    }

    std::filesystem::path policy_;
    LawTables tables_;
    Catalogue catalogue_;
    std::vector<Problem> problems_;
};

Loaded load(const std::filesystem::path& policy)
{
    return Loader(policy).load();
}

}  // namespace xinheng::catalogue
