// What stands in a code column. Departments write the unified code there, but also registration
// numbers (注册号, GS 15), organisation codes (组织机构代码, GB 11714), tax numbers, placeholders,
// masked digits, and now and then a person's identity number.
// Flow: the cell → cleaned → told apart → an identifier with warnings, or a reason.
#pragma once

#include "credit/subject/code_tables.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xinheng::subject {

enum class Scheme {
    uscc,
    registration_number,      // 15 digits, ISO 7064 MOD 11,10.
    registration_number_old,  // 13 digits, 320111NA000087X, 企合苏总字第000174: bears no check.
    organisation_code,        // Nine characters, kept without the hyphen.
    tax_number,               // Division and organisation code, 15 characters.
};

std::string_view text_of(Scheme scheme);  // "uscc", "registration_number", …
std::optional<Scheme> scheme_from(std::string_view text);

struct Identifier {
    Scheme scheme = Scheme::uscc;
    // A Uscc's text where the scheme is uscc, save for a code of the exception list, which
    // Uscc::parse refuses.
    std::string value;

    bool operator==(const Identifier&) const = default;
};

struct Note {
    std::string_view reason;
    std::string detail;
};

struct IdentifierReading {
    // Absent where there is a reason, and for the placeholder of an authority without a code,
    // which is no key: then `reason` is empty and "uscc.placeholder" is among the warnings.
    std::optional<Identifier> identifier;
    // Empty where the cell is sound, else one of
    //   "identifier.none"            nothing, 无, /, N/A …
    //   "uscc.length" "uscc.character" "uscc.check_character" "uscc.placeholder"
    //   "identifier.registration_check" "identifier.organisation_check" "identifier.tax_number"
    //   "identifier.serial_number"   the number of a tax form, not of who it is about
    //   "identifier.masked"          digits hidden by * or X
    //   "identifier.rounded"         9.111E+17: a spreadsheet has lost the last digits
    //   "identifier.personal_number" a person's: the cell must not be shown, kept or logged
    //   "identifier.unknown"
    std::string_view reason;
    // "uscc.cleaned", "uscc.division_unknown", "uscc.type_unknown", "uscc.organisation_check",
    // "uscc.exception_listed", "uscc.placeholder".
    std::vector<Note> warnings;
    // The code that was probably meant, or empty. For a person to judge; nothing applies it.
    std::string meant;
};

// An authority without a code is exchanged as 17 zeros and X; a subject may not be.
enum class Column { subject, authority };

IdentifierReading read_identifier(std::string_view cell, Column column, const CodeTables& tables);

// ISO 7064 MOD 11,10, as GS 15-2006 uses it.
bool passes_registration_check(std::string_view fifteen_digits);

}  // namespace xinheng::subject
