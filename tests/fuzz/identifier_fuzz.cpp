// Any bytes as a code column: what is read as a code is one, reads again as itself, and a person's
// number is neither kept nor told.
#include "app/platform/policy.h"
#include "base/text.h"
#include "credit/subject/identifier.h"
#include "credit/subject/personal_number.h"
#include "credit/subject/uscc.h"

#include "fuzz.h"

#include <algorithm>

using namespace xinheng;
using namespace xinheng::subject;
using fuzz::demand;

namespace {

const CodeTables& tables()
{
    static const CodeTables read = [] {
        const auto table = [](const std::string& name) {
            return policy_file(XINHENG_SOURCE_DIR "/policy/" + name).value();
        };
        return CodeTables::parse(
                   {table("uscc_types.csv"), table("divisions.csv"), table("uscc_exceptions.csv")})
            .value();
    }();
    return read;
}

void check_uscc(std::string_view text)
{
    const auto uscc = Uscc::parse(text);
    if (!uscc) return;
    demand(uscc->text() == text);
    demand(Uscc::check_character(text.substr(0, Uscc::length - 1)) == text.back());
}

void check_reading(std::string_view cell, Column column)
{
    const auto reading = read_identifier(cell, column, tables());
    if (!reading.meant.empty()) demand(static_cast<bool>(Uscc::parse(reading.meant)));
    if (reading.reason == "identifier.personal_number") {
        demand(!reading.identifier && reading.meant.empty());
        for (const auto& warning : reading.warnings) demand(!holds_personal_number(warning.detail));
    }
    if (!reading.identifier) {
        const bool is_placeholder =
            std::ranges::count(reading.warnings, "uscc.placeholder", &Note::reason) > 0;
        demand(!reading.reason.empty() || is_placeholder);
        return;
    }
    demand(reading.reason.empty());
    demand(!holds_personal_number(reading.identifier->value));
    const auto again = read_identifier(reading.identifier->value, column, tables());
    demand(again.identifier == reading.identifier);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto cell = fuzz::bytes_of(data, size);
    check_uscc(cell);
    // A column's cell is UTF-8: the reader of the file sees to it.
    if (!is_utf8(cell)) return 0;
    check_reading(cell, Column::subject);
    check_reading(cell, Column::authority);
    return 0;
}
