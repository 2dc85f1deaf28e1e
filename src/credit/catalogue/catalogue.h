// The credit information catalogue (信用信息目录): what may be recorded about whom, on which legal
// basis, how public it is, when it has to be published and how long it is kept. Nothing beyond the
// catalogue may be recorded, shared or published (国办发〔2020〕49号).
//
// A class of record (行政处罚 …) is one file, with a version for every form that the law has given
// it; a record is checked under the version of its decision date and remembers which it was.
// Flow: class file → legality guard → version → check of a row.
#pragma once

#include "base/date.h"
#include "base/digest.h"
#include "base/result.h"
#include "credit/catalogue/code_list.h"
#include "credit/catalogue/law.h"
#include "credit/catalogue/pattern.h"

#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace xinheng::catalogue {

// Who may see a part of a record, from everybody to nobody but the platform itself.
enum class Publicity {
    public_,     // 社会公开
    shared,      // 政务共享
    authorised,  // 授权查询
    secret,      // Kept as evidence, never shown: identity numbers.
};
inline constexpr std::size_t publicity_levels = 4;
std::string_view title(Publicity publicity);

struct LegalBasis {
    BasisLevel level;
    std::string title;
    std::string article;  // Documents of the State Council may have none.
};

enum class FieldType {
    text,
    identifier,       // A number that some register gave: no spaces, compared as it stands.
    uscc,             // Read by the subject room, with its own reasons.
    date,             // "2026-11-23"
    timestamp,        // "2026-11-23T10:00:00+08:00"
    amount,           // A decimal number in the field's unit: "10.5"
    code,             // One word of the field's code list.
    codes,            // Several, joined by ';'.
    document_number,  // 文号: one way of writing the brackets.
    legal_grounds,    // The laws that a decision rests on; those it names are looked up.
};

// What of a value stays readable, in characters from either end.
struct Masking {
    std::uint8_t keep_left = 0;
    std::uint8_t keep_right = 0;
};
// A value too short to hide anything behind is hidden whole.
std::string mask(std::string_view value, Masking masking);

using FieldIndex = std::uint16_t;

struct Field {
    std::string name;                   // "document_number"
    std::string title;                  // "行政处罚决定书文号"
    std::vector<std::string> headings;  // What else a column of it is called: "CF_WSH".
    std::string description;
    FieldType type = FieldType::text;
    Publicity publicity = Publicity::secret;
    bool required = false;
    bool personal = false;         // Says something of a natural person.
    std::uint32_t max_length = 0;  // In characters; 0 is no limit.
    std::uint8_t decimals = 0;     // Of an amount.
    std::string unit;              // Of an amount: "万元".
    std::string code_list;
    std::vector<std::string> allowed;  // The codes, sorted; "other-*" stands for a named other.
    std::optional<Pattern> pattern;
    std::optional<Masking> masking;
    std::string basis;  // Where it differs from that of the version.
};

// When a field holds a code (or anything, where `includes` is empty), others have to be there.
struct RequiredWhen {
    FieldIndex field;
    std::string includes;
    std::vector<FieldIndex> required;
    std::string basis;
};

struct Today {};
// A date stands on or after, or on or before, another.
struct DateRule {
    enum class Side { not_before, not_after };
    FieldIndex field;
    Side side;
    std::variant<FieldIndex, Today, Date> bound;
    std::string basis;
};

// A number holds a date as 20261123, from its `at`-th character on: that of the other field.
struct DateInNumber {
    FieldIndex field;
    std::size_t at = 0;
    FieldIndex date;
    std::string basis;
};

using Condition = std::variant<RequiredWhen, DateRule, DateInNumber>;

// When the record has to be public: working days after the day of the decision, 0 where never.
struct PublicationDeadline {
    int working_days = 0;
    std::string basis;
    Verified verified = Verified::no;
};

// How long a form that was replaced is still accepted for decisions of after its last day.
struct Transition {
    Date until;
    std::string basis;
    Verified verified = Verified::no;
};

struct Retention {
    int years = 0;
    FieldIndex from = 0;  // A date field.
    std::string basis;
    Verified verified = Verified::no;
};

// Whether a second officer releases the record (四眼原则), or the class is waived from it.
struct Release {
    bool waived = false;
    std::string basis;
    Verified verified = Verified::no;
};

// A field that holds a code: penalties of the simple procedure.
struct HoldsCode {
    FieldIndex field = 0;
    std::string code;
    std::string basis;
};

// 不予公开: the reasons for which one record may be kept from the public, and who sees it then.
// What the law keeps from the public by its kind needs no reason in the row.
struct Withholding {
    Publicity level = Publicity::shared;
    std::string code_list;
    std::vector<std::string> reasons;
    std::vector<HoldsCode> when;
};

// What the status of a row does to the record that is there: a licence that was changed, ended or
// revoked is no fact of its own.
enum class StatusAct { change, withdraw };
struct StatusActs {
    FieldIndex field = 0;
    std::map<std::string, StatusAct, std::less<>> acts;  // By code; others only state the fact.
    std::string basis;
};

struct ClassVersion {
    std::string record_class;  // "administrative_penalty"
    std::string version;       // "2018"
    std::string id;            // "administrative_penalty/2018"
    std::string title;         // "行政处罚"
    std::string code;          // "0302", as the printed catalogue numbers it; may be empty.
    std::string owner;
    std::vector<LegalBasis> bases;
    std::vector<std::string> subject_kinds;
    Publicity ceiling = Publicity::secret;  // No field is more public than its class.
    Withholding withholding;
    std::optional<StatusActs> status_acts;
    PublicationDeadline deadline;  // None of a class that is not public.
    Retention retention;
    Release release;

    std::vector<Field> fields;
    std::vector<Condition> conditions;
    std::vector<std::string>
        missing_values;                    // What departments write into a field without a value.
    std::vector<FieldIndex> business_key;  // With the subject: what makes two rows the same fact.
    FieldIndex decision_date = 0;
    std::array<std::vector<FieldIndex>, publicity_levels> parts;  // The fields of each level.

    Date valid_from;  // By decision date.
    std::optional<Date> valid_to;
    std::optional<Transition> transition;

    Verified verified = Verified::no;
    std::vector<std::string> notes;  // What nobody has verified, in words.
    std::string document;            // The version in canonical form, as it stands on the log,
    Digest digest;                   // and its SHA-256.

    std::optional<FieldIndex> find(std::string_view field) const;
    bool accepts_subject_kind(std::string_view kind) const;
    bool accepts_withholding_for(std::string_view reason) const;
};

// A kind of personal data that may not be recorded, or not be public, and the word that tells it.
struct SensitiveWord {
    enum class Rule { forbidden, written_consent, never_public };
    std::string word;
    std::string kind;  // "religion"
    Rule rule = Rule::forbidden;
    std::string basis;
    Verified verified = Verified::no;
};

struct Unverified {
    std::string where;  // "administrative_penalty/2018 deadline"
    std::string what;
};

class Catalogue {
public:
    // The version under which a record of that date is checked. A form that names its own version
    // is checked under that one as long as it is accepted. Refuses with "catalogue.class_unknown",
    // "catalogue.version_unknown" or "catalogue.no_version_for_date".
    Result<const ClassVersion*> find(std::string_view record_class, Date decision_date,
                                     std::string_view preferred_version = {}) const;
    const ClassVersion* version(std::string_view id) const;  // "administrative_penalty/2018"
    const CodeList* code_list(std::string_view name) const;
    const LawTable& laws() const { return laws_; }

    // A column of that heading may not even be taken in (standards: 宗教信仰, 基因, 指纹 …).
    const SensitiveWord* forbidden_word_in(std::string_view heading) const;

    std::size_t class_count() const;
    const std::vector<ClassVersion>& versions() const { return versions_; }  // By class and date.
    const std::map<std::string, CodeList, std::less<>>& code_lists() const { return code_lists_; }
    const std::vector<Unverified>& unverified() const { return unverified_; }

private:
    friend class Loader;

    std::vector<ClassVersion> versions_;
    std::map<std::string, CodeList, std::less<>> code_lists_;
    std::vector<SensitiveWord> sensitive_words_;
    LawTable laws_;
    std::vector<Unverified> unverified_;
};

struct Problem {
    std::string file;       // "catalogue/administrative_penalty.json"
    std::string row;        // "/versions/0/schema/fields/3/title" or "line 7"
    std::string_view rule;  // "catalogue.no_basis"
    std::string detail;
};

struct Loaded {
    Catalogue catalogue;
    std::vector<Problem> problems;
};

// Reads the policy folder. A class with a problem is not in the catalogue at all.
Loaded load(const std::filesystem::path& policy);

}  // namespace xinheng::catalogue
