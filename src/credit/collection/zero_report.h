// A zero report (零报告): a department says that for a class and a period it has nothing to hand
// in, so that its silence is not taken for delay. It goes on the log like any hand-in. A record
// that is handed in later for that period stands beside it; the report is not taken back.
#pragma once

#include "base/date.h"
#include "credit/access/access.h"

#include <string>
#include <string_view>
#include <vector>

namespace xinheng::collection {

// A month, a quarter or a year: "2026-02", "2026-Q1", "2026".
class Period {
public:
    static Result<Period> parse(std::string_view text);  // Else "zero_report.period".

    const std::string& text() const { return text_; }
    Date first() const { return first_; }
    Date last() const { return last_; }

private:
    Period(std::string_view text, Date first, Date last) : text_(text), first_(first), last_(last)
    {}

    std::string text_;
    Date first_;
    Date last_;
};

struct ZeroReport {
    std::string provider;
    std::string class_code;
    std::string period;
    Date reported;
};

// Refuses with "organisation.unknown", "zero_report.not_over" (nobody knows yet whether there will
// be something), "zero_report.known" (it was said before). The class is the caller's to check.
Outcome report_nothing(ledger::Writing& writing, const access::Act& act,
                       const std::string& provider, const std::string& class_code,
                       const Period& period);
std::vector<ZeroReport> zero_reports(sql::Transaction& transaction);

}  // namespace xinheng::collection
