// What the policy tables say of codes: the registering departments and their classes
// (policy/uscc_types.csv), the divisions of GB/T 2260 past and present (policy/divisions.csv), and
// the codes in force that break their own check character (policy/uscc_exceptions.csv), each with
// who admitted it and why. Nothing here refuses a code that bears its check character; it warns.
#pragma once

#include "base/result.h"
#include "credit/subject/uscc.h"

#include <array>
#include <bitset>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xinheng::subject {

struct CodePolicy {
    std::string_view types_csv;
    std::string_view divisions_csv;
    std::string_view exceptions_csv;
};

// Why a code is in force although it breaks the check character.
struct CodeException {
    std::string authorised_by;
    std::string reason;
    std::string authorised_on;
};

class CodeTables {
public:
    // Refuses with "policy.row" and the table and line at fault.
    static Result<CodeTables> parse(const CodePolicy& policy);

    // Only what was verified against the standard: an unverified class still warns.
    bool knows_type(const Uscc& uscc) const
    {
        return (types_[static_cast<unsigned char>(uscc.authority()) & 0x7F] >>
                (static_cast<unsigned char>(uscc.type()) & 0x3F)) &
               1;
    }

    // Six digits, at any time: a code outlives the division that issued it. A province for which
    // the table lists no county is judged by its first two digits alone. Taiwan, Hong Kong and
    // Macao are divisions that register no subject under GB 32100, and so are not known here.
    bool knows_division(std::string_view six_digits) const;

    // Whether the first two digits are those of a province, whatever follows.
    bool knows_province(std::string_view digits) const;

    const CodeException* exception_for(std::string_view code) const;

private:
    struct Divisions {
        std::bitset<1'000'000> listed;
        std::array<bool, 100> by_province_alone{};
        std::array<bool, 100> provinces{};
    };

    CodeTables() = default;
    Outcome read_types(std::string_view csv);
    Outcome read_divisions(std::string_view csv);
    Outcome read_exceptions(std::string_view csv);

    std::array<std::uint64_t, 128> types_{};  // By authority: a bit for each type.
    std::unique_ptr<Divisions> divisions_;
    std::map<std::string, CodeException, std::less<>> exceptions_;
};

}  // namespace xinheng::subject
