#include "credit/subject/identifier.h"

#include "base/text.h"
#include "credit/subject/personal_number.h"
#include "credit/subject/probable_code.h"

#include <algorithm>
#include <utility>

namespace xinheng::subject {

namespace {

constexpr std::size_t longest_cell_bytes = 256;

bool is_digit(char character)
{
    return character >= '0' && character <= '9';
}

bool is_letter(char character)
{
    return character >= 'A' && character <= 'Z';
}

bool are_digits(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

bool are_letters_or_digits(std::string_view text)
{
    return std::all_of(text.begin(), text.end(),
                       [](char character) { return is_digit(character) || is_letter(character); });
}

bool is_hyphen(char32_t point)
{
    return (point >= 0x2010 && point <= 0x2015) || point == 0x2212 || point == 0xFE63;
}

// White space, control and format characters, and the quotes that keep a spreadsheet from counting.
bool carries_nothing(char32_t point)
{
    return point <= U' ' || (point >= 0x7F && point <= 0xA0) || point == 0xAD || point == 0x1680 ||
           (point >= 0x2000 && point <= 0x200F) || (point >= 0x2028 && point <= 0x202F) ||
           (point >= 0x205F && point <= 0x206F) || point == 0xFEFF || point == U'"' ||
           point == U'\'' || point == U'`' || (point >= 0x2018 && point <= 0x201F);
}

// The cell in half-width capitals, without what carries nothing: hyphens are kept and made one.
std::string spelled_plainly(std::string_view cell)
{
    std::string plain;
    const std::string half_width = to_half_width(cell);
    for (std::size_t position = 0; position < half_width.size();) {
        const char32_t point = next_code_point(half_width, position);
        if (carries_nothing(point)) continue;
        append_code_point(plain, is_hyphen(point) ? U'-' : point);
    }
    plain = to_upper_ascii(plain);

    if (plain.starts_with('=')) plain.erase(0, 1);
    constexpr std::string_view stops[] = {".", ",", ";", ":", "。", "、"};
    for (bool ended_in_stop = true; ended_in_stop;) {
        ended_in_stop = false;
        for (const std::string_view stop : stops) {
            if (!plain.ends_with(stop)) continue;
            plain.resize(plain.size() - stop.size());
            ended_in_stop = true;
        }
    }
    // A spreadsheet took the digits for a number.
    if (plain.ends_with(".0") && are_digits(std::string_view(plain).substr(0, plain.size() - 2))) {
        plain.resize(plain.size() - 2);
    }
    return plain;
}

bool stands_for_nothing(std::string_view plain)
{
    constexpr std::string_view words[] = {
        "N/A",  "#N/A", "NA",   "NULL", "(NULL)", "NONE",   "NIL",    "NAN",  "无", "(无)",
        "暂无", "空",   "没有", "未知", "不详",   "无代码", "未提供", "暂缺", "缺", "UNDEFINED",
    };
    return plain == "0" || plain.find_first_not_of("-/\\_.") == std::string_view::npos ||
           std::find(std::begin(words), std::end(words), plain) != std::end(words);
}

bool is_placeholder(std::string_view compact)
{
    if (compact == "00000000000000000X") return true;
    return compact.size() >= 6 && are_letters_or_digits(compact) &&
           compact.find_first_not_of(compact[0]) == std::string_view::npos;
}

// X is a letter of the alphabet, so it must stand thick to be a mask.
bool is_masked(std::string_view compact)
{
    constexpr std::string_view masks[] = {"*", "#", "×", "※", "●", "█", "■", "□", "XXXXXX"};
    return std::any_of(std::begin(masks), std::end(masks),
                       [compact](std::string_view mask) { return contains(compact, mask); }) ||
           (contains(compact, "XXXX") &&
            compact.find_first_not_of("0123456789X") == std::string_view::npos);
}

// 9.11101E+17
bool is_rounded_number(std::string_view plain)
{
    const std::size_t exponent = plain.find("E+");
    if (exponent == std::string_view::npos || !are_digits(plain.substr(exponent + 2))) return false;
    const std::string_view mantissa = plain.substr(0, exponent);
    return !mantissa.empty() && is_digit(mantissa[0]) &&
           mantissa.find_first_not_of("0123456789.") == std::string_view::npos;
}

// 320111NA000087X: the number of a farmers' cooperative or a branch before 2015.
bool is_lettered_registration_number(std::string_view compact)
{
    return compact.size() >= 15 && compact.size() <= 18 && are_digits(compact.substr(0, 6)) &&
           is_letter(compact[6]) && is_letter(compact[7]) && compact.ends_with('X') &&
           are_digits(compact.substr(8, compact.size() - 9));
}

// (C)460103000699-, H-4601043500387-21: twelve or thirteen digits with a letter before them or the
// number of a branch after them.
bool is_decorated_registration_number(std::string_view plain, const CodeTables& tables)
{
    const std::size_t begin = std::min(plain.find_first_of("0123456789"), plain.size());
    const std::size_t end = std::min(plain.find_first_not_of("0123456789", begin), plain.size());
    const std::string_view before = plain.substr(0, begin);
    const std::string_view digits = plain.substr(begin, end - begin);
    const std::string_view after = plain.substr(end);
    return (digits.size() == 12 || digits.size() == 13) && tables.knows_province(digits) &&
           before.size() + after.size() > 0 && before.size() <= 4 && after.size() <= 4 &&
           std::count_if(before.begin(), before.end(), is_letter) <= 1 &&
           before.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ()-") == std::string_view::npos &&
           after.find_first_not_of("0123456789-") == std::string_view::npos;
}

// 企合苏总字第000174号: a company with foreign capital, 企独 and 企作 alike.
bool is_foreign_capital_number(std::string_view plain)
{
    constexpr std::string_view ordinal = "字第";
    const std::size_t place = plain.find(ordinal);
    if (!plain.starts_with("企") || place == std::string_view::npos) return false;
    std::string_view number = plain.substr(place + ordinal.size());
    if (number.ends_with("号")) number.remove_suffix(std::string_view("号").size());
    return are_digits(number) && number.size() <= 8;
}

bool is_old_registration_number(std::string_view plain, const CodeTables& tables)
{
    if (plain.size() == 13 && are_digits(plain)) return tables.knows_province(plain);
    return is_foreign_capital_number(plain) || is_decorated_registration_number(plain, tables);
}

bool is_organisation_code(std::string_view nine)
{
    return nine.size() == 9 && are_letters_or_digits(nine) &&
           organisation_code_check(nine.substr(0, 8)) == nine[8];
}

IdentifierReading refused(std::string_view reason)
{
    IdentifierReading reading;
    reading.reason = reason;
    return reading;
}

IdentifierReading accepted(Scheme scheme, std::string value)
{
    IdentifierReading reading;
    reading.identifier = Identifier{scheme, std::move(value)};
    return reading;
}

IdentifierReading reading_of(const Uscc& uscc, const CodeTables& tables)
{
    IdentifierReading reading = accepted(Scheme::uscc, std::string(uscc.text()));
    const auto warn = [&reading](std::string_view reason, std::string_view detail) {
        reading.warnings.push_back({reason, std::string(detail)});
    };
    if (!tables.knows_type(uscc)) warn("uscc.type_unknown", uscc.text().substr(0, 2));
    if (!tables.knows_division(uscc.division())) warn("uscc.division_unknown", uscc.division());
    if (!has_sound_organisation_code(uscc)) {
        warn("uscc.organisation_check", uscc.organisation_code());
    }
    // One identity number in 31 bears the check character of a code by chance. A real code that
    // looks like a person's number has everything else in order.
    if (!reading.warnings.empty() && is_personal_number(uscc.text())) {
        return refused("identifier.personal_number");
    }
    return reading;
}

IdentifierReading reading_of_fifteen(const std::string& compact, const CodeTables& tables)
{
    const bool all_digits = are_digits(compact);
    if (all_digits && passes_registration_check(compact)) {
        return accepted(Scheme::registration_number, compact);
    }
    const std::string_view division = std::string_view(compact).substr(0, 6);
    const bool begins_with_place = are_digits(division) && tables.knows_province(division);
    if (begins_with_place && is_organisation_code(std::string_view(compact).substr(6))) {
        return accepted(Scheme::tax_number, compact);
    }
    if (has_shape_of_old_personal_number(compact)) return refused("identifier.personal_number");
    if (all_digits) return refused("identifier.registration_check");
    return refused(begins_with_place ? "identifier.organisation_check" : "uscc.length");
}

// Twenty characters: a code or a person's number with two more digits, or a number of a tax form.
bool is_tax_number(std::string_view compact, const CodeTables& tables)
{
    if (compact.size() != 20) return false;
    if (Uscc::parse(compact.substr(0, Uscc::length))) return true;
    return are_digits(compact) &&
           (tables.knows_province(compact) || tables.knows_province(compact.substr(1)));
}

// 1, division, year and a count: what a tax office numbers its forms by. The same firm gets a new
// one with each form, so that it says nothing of who the firm is.
bool is_serial_number(std::string_view compact, const CodeTables& tables)
{
    if (compact.size() != 20 || !are_digits(compact) || compact[0] != '1') return false;
    const std::string_view year = compact.substr(7, 4);
    return tables.knows_province(compact.substr(1)) && year >= "1990" && year <= "2099";
}

IdentifierReading refused_code(const std::string& compact, const CodeTables& tables)
{
    IdentifierReading reading;
    const auto uscc = Uscc::parse(compact);
    reading.reason = uscc ? "identifier.unknown" : uscc.error().reason;
    if (!are_letters_or_digits(compact)) reading.reason = "identifier.unknown";
    reading.meant = probable_uscc(compact, tables);
    // One author lists S (司法鉴定机构) as a department, yet the alphabet has no S to compute with.
    if (reading.reason == "uscc.character" && compact[0] == 'S') {
        reading.warnings.push_back({"uscc.type_unknown", compact.substr(0, 2)});
    }
    return reading;
}

IdentifierReading reading_of_eighteen(const std::string& compact, const CodeTables& tables)
{
    if (const auto uscc = Uscc::parse(compact)) return reading_of(*uscc, tables);

    const CodeException* exception = tables.exception_for(compact);
    if (exception == nullptr) return refused_code(compact, tables);

    IdentifierReading reading = accepted(Scheme::uscc, compact);
    reading.warnings.push_back(
        {"uscc.exception_listed", exception->authorised_by + ": " + exception->reason});
    return reading;
}

// `plain` is the cell with its hyphens, `compact` without.
IdentifierReading tell_apart(const std::string& plain, const std::string& compact,
                             const CodeTables& tables)
{
    const auto uscc = Uscc::parse(compact);
    if (uscc || tables.exception_for(compact) != nullptr) {
        return reading_of_eighteen(compact, tables);
    }
    if (holds_personal_number(compact) || has_shape_of_personal_number(compact)) {
        return refused("identifier.personal_number");
    }
    if (is_masked(compact)) return refused("identifier.masked");
    if (is_rounded_number(plain)) return refused("identifier.rounded");
    if (is_lettered_registration_number(compact))
        return accepted(Scheme::registration_number_old, compact);
    if (is_old_registration_number(plain, tables)) {
        // A hyphen that ends it says nothing, save where twelve bare digits would remain.
        std::string value = plain.substr(0, plain.find_last_not_of('-') + 1);
        if (!is_old_registration_number(value, tables)) value = plain;
        return accepted(Scheme::registration_number_old, std::move(value));
    }
    if (!are_letters_or_digits(compact)) return refused_code(compact, tables);
    if (compact.size() == 9) {
        if (is_organisation_code(compact)) return accepted(Scheme::organisation_code, compact);
        return refused("identifier.organisation_check");
    }
    if (compact.size() == 15) return reading_of_fifteen(compact, tables);
    if (is_serial_number(compact, tables)) return refused("identifier.serial_number");
    if (is_tax_number(compact, tables)) {
        IdentifierReading reading = refused("identifier.tax_number");
        const auto inner = Uscc::parse(std::string_view(compact).substr(0, Uscc::length));
        if (inner) reading.meant = inner->text();
        return reading;
    }
    return refused_code(compact, tables);
}

// The hyphen before the check character belongs to an organisation code as it is printed.
bool is_as_written(std::string_view cell, const Identifier& identifier)
{
    if (identifier.scheme == Scheme::organisation_code && cell.size() == 10 && cell[8] == '-') {
        return cell.substr(0, 8) == identifier.value.substr(0, 8) && cell[9] == identifier.value[8];
    }
    return cell == identifier.value;
}

constexpr std::string_view scheme_texts[] = {
    "uscc", "registration_number", "registration_number_old", "organisation_code", "tax_number"};

}  // namespace

IdentifierReading read_identifier(std::string_view cell, Column column, const CodeTables& tables)
{
    if (cell.size() == Uscc::length && cell[0] != '0') {
        if (const auto uscc = Uscc::parse(cell)) return reading_of(*uscc, tables);
    }
    if (cell.size() > longest_cell_bytes || !is_utf8(cell)) return refused("identifier.unknown");

    const std::string plain = spelled_plainly(cell);
    if (stands_for_nothing(plain)) return refused("identifier.none");

    const std::string compact = replaced(plain, "-", "");
    if (is_placeholder(compact)) {
        if (column == Column::subject || compact.size() != Uscc::length) {
            return refused("uscc.placeholder");
        }
        IdentifierReading reading;
        reading.warnings.push_back({"uscc.placeholder", compact});
        return reading;
    }

    IdentifierReading reading = tell_apart(plain, compact, tables);
    if (reading.identifier && !is_as_written(cell, *reading.identifier)) {
        reading.warnings.push_back({"uscc.cleaned", std::string(cell)});
    }
    return reading;
}

bool passes_registration_check(std::string_view fifteen_digits)
{
    if (fifteen_digits.size() != 15 || !are_digits(fifteen_digits)) return false;
    int product = 10;
    int sum = 0;
    for (const char digit : fifteen_digits) {
        sum = product % 11 + (digit - '0');
        product = 2 * (sum % 10 == 0 ? 10 : sum % 10);
    }
    return sum % 10 == 1;
}

std::string_view text_of(Scheme scheme)
{
    return scheme_texts[static_cast<std::size_t>(scheme)];
}

std::optional<Scheme> scheme_from(std::string_view text)
{
    for (const Scheme scheme :
         {Scheme::uscc, Scheme::registration_number, Scheme::registration_number_old,
          Scheme::organisation_code, Scheme::tax_number}) {
        if (text_of(scheme) == text) return scheme;
    }
    return std::nullopt;
}

}  // namespace xinheng::subject
