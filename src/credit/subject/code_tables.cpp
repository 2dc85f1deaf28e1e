#include "credit/subject/code_tables.h"

#include "base/csv.h"
#include "base/text.h"

#include <algorithm>

namespace xinheng::subject {

namespace {

using Cells = std::vector<std::string_view>;

// '0'–'9' and 'A'–'Y' keep apart in six bits.
std::uint64_t type_bit(char type)
{
    return std::uint64_t{1} << (static_cast<unsigned char>(type) & 0x3F);
}

std::optional<std::size_t> number_of(std::string_view digits)
{
    std::size_t number = 0;
    for (const char digit : digits) {
        if (digit < '0' || digit > '9') return std::nullopt;
        number = number * 10 + static_cast<std::size_t>(digit - '0');
    }
    return number;
}

// Taiwan, Hong Kong and Macao keep registers of their own.
bool keeps_its_own_register(std::size_t province)
{
    return province == 71 || province == 81 || province == 82;
}

// The rows below a header that must be exactly `header`; `take` says whether a row is sound.
template <class Take>
Outcome read_table(std::string_view csv, std::string_view header, Take take)
{
    auto reader = TRY(csv::Reader::over(std::string(csv)));
    const std::size_t columns = split(header, ',').size();
    csv::Row row;
    while (reader.next(row)) {
        const bool sound = row.problem.empty() && row.cells.size() == columns &&
                           (row.number == 1 ? row.cells == split(header, ',') : take(row.cells));
        if (!sound) {
            return Error{ErrorKind::invalid_input, "policy.row",
                         std::string(header) + ": line " + std::to_string(row.line)};
        }
    }
    return Done{};
}

bool is_yes_or_no(std::string_view cell)
{
    return cell == "yes" || cell == "no";
}

}  // namespace

Result<CodeTables> CodeTables::parse(const CodePolicy& policy)
{
    CodeTables tables;
    TRY(tables.read_types(policy.types_csv));
    TRY(tables.read_divisions(policy.divisions_csv));
    TRY(tables.read_exceptions(policy.exceptions_csv));
    return tables;
}

Outcome CodeTables::read_types(std::string_view csv)
{
    return read_table(csv, "authority,type,title,basis,verified", [this](const Cells& cells) {
        const std::string_view authority = cells[0];
        const std::string_view type = cells[1];
        if (authority.size() != 1 || !contains(Uscc::alphabet, authority)) return false;
        if (type.size() > 1 || !contains(Uscc::alphabet, type)) return false;
        if (cells[3].empty() || !is_yes_or_no(cells[4])) return false;

        if (cells[4] == "yes" && !type.empty()) {
            types_[static_cast<unsigned char>(authority[0])] |= type_bit(type[0]);
        }
        return true;
    });
}

Outcome CodeTables::read_divisions(std::string_view csv)
{
    divisions_ = std::make_unique<Divisions>();
    std::array<bool, 100> lists_a_county{};

    constexpr std::string_view header = "code,name,valid_from,valid_to,basis,verified";
    TRY(read_table(
        csv, header,
        [&](const Cells& cells) {
            const auto code = cells[0].size() == 6 ? number_of(cells[0]) : std::nullopt;
            if (!code || cells[1].empty() || cells[4].empty() || !is_yes_or_no(cells[5]))
                return false;

            const std::size_t province = *code / 10'000;
            if (keeps_its_own_register(province)) return true;
            divisions_->listed.set(*code);
            if (*code % 10'000 == 0) divisions_->provinces[province] = true;
            if (*code % 100 != 0) lists_a_county[province] = true;
            return true;
        }));

    // 100000 is the national registrar: a single office without divisions below it.
    divisions_->provinces[10] = false;
    for (std::size_t province = 0; province < lists_a_county.size(); ++province) {
        divisions_->by_province_alone[province] =
            divisions_->provinces[province] && !lists_a_county[province];
    }
    return Done{};
}

Outcome CodeTables::read_exceptions(std::string_view csv)
{
    constexpr std::string_view header = "code,authorised_by,reason,authorised_on,basis,verified";
    return read_table(csv, header, [this](const Cells& cells) {
        // What is on the list breaks the check character, and nothing else.
        const auto uscc = Uscc::parse(cells[0]);
        if (uscc || uscc.error().reason != "uscc.check_character") return false;
        if (std::any_of(cells.begin() + 1, cells.begin() + 5,
                        [](std::string_view cell) { return cell.empty(); })) {
            return false;
        }
        exceptions_[std::string(cells[0])] = {std::string(cells[1]), std::string(cells[2]),
                                              std::string(cells[3])};
        return is_yes_or_no(cells[5]);
    });
}

bool CodeTables::knows_division(std::string_view six_digits) const
{
    const auto code = six_digits.size() == 6 ? number_of(six_digits) : std::nullopt;
    if (!code) return false;
    return divisions_->by_province_alone[*code / 10'000] || divisions_->listed.test(*code);
}

bool CodeTables::knows_province(std::string_view digits) const
{
    const auto province = digits.size() >= 2 ? number_of(digits.substr(0, 2)) : std::nullopt;
    return province && divisions_->provinces[*province];
}

const CodeException* CodeTables::exception_for(std::string_view code) const
{
    const auto found = exceptions_.find(code);
    return found == exceptions_.end() ? nullptr : &found->second;
}

}  // namespace xinheng::subject
