#include "credit/collection/zero_report.h"

#include "base/json.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace xinheng::collection {
namespace {

std::optional<int> number_of(std::string_view text)
{
    int number = 0;
    const auto [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_whole = trouble == std::errc() && end == text.data() + text.size();
    if (!is_whole || text.front() == '-') return std::nullopt;
    return number;
}

Error unreadable(std::string_view text)
{
    return Error{ErrorKind::invalid_input, "zero_report.period", std::string(text)};
}

}  // namespace

Result<Period> Period::parse(std::string_view text)
{
    constexpr std::size_t year_letters = 4, whole_letters = 7;
    const bool is_year = text.size() == year_letters;
    if (!is_year && (text.size() != whole_letters || text[year_letters] != '-'))
        return unreadable(text);
    const auto year = number_of(text.substr(0, year_letters));
    if (!year || *year == 0 || *year == 9999) return unreadable(text);

    int from = 1, months = 12;
    if (!is_year) {
        const bool is_quarter = text[year_letters + 1] == 'Q';
        const auto part = number_of(text.substr(year_letters + (is_quarter ? 2 : 1)));
        if (!part || *part < 1 || *part > (is_quarter ? 4 : 12)) return unreadable(text);
        months = is_quarter ? 3 : 1;
        from = is_quarter ? 3 * (*part - 1) + 1 : *part;
    }
    const int after = from + months;
    const Date first = Date::of(*year, from, 1).value();
    const Date next = Date::of(after > 12 ? *year + 1 : *year, after > 12 ? 1 : after, 1).value();
    return Period(text, first, next.plus_days(-1));
}

Outcome report_nothing(ledger::Writing& writing, const access::Act& act,
                       const std::string& provider, const std::string& class_code,
                       const Period& period)
{
    if (!access::organisation(writing.sql(), provider))
        return Error{ErrorKind::not_found, "organisation.unknown", provider};
    if (act.at.date() <= period.last())
        return Error{ErrorKind::conflict, "zero_report.not_over", period.last().text()};
    const auto told = zero_reports(writing.sql());
    const bool is_known = std::ranges::any_of(told, [&](const ZeroReport& report) {
        return report.provider == provider && report.class_code == class_code &&
               report.period == period.text();
    });
    if (is_known) return Error{ErrorKind::conflict, "zero_report.known", period.text()};

    ledger::Draft draft;
    draft.kind = "submission.nothing";
    draft.bodies[0] = json::canonical(
        json::Object{{"class", class_code}, {"period", period.text()}, {"provider", provider}});
    writing.append(access::text_of(act), std::move(draft));
    return Done{};
}

}  // namespace xinheng::collection
