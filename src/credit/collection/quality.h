// Data quality (数据质量) by department, class and month of hand-in, counted from the log: how much
// was on time, what was missing, what was refused, what came again, what had to be corrected later,
// and for which periods there was nothing to hand in.
#pragma once

#include "base/calendar.h"
#include "base/json_view.h"
#include "credit/catalogue/catalogue.h"
#include "credit/collection/zero_report.h"

#include <map>
#include <tuple>

namespace xinheng::collection {

struct Quality {
    std::int64_t read = 0;  // Rows.
    std::int64_t accepted = 0;
    std::int64_t refused = 0;
    std::int64_t repeated = 0;  // Found unchanged.
    std::int64_t missing = 0;   // Required fields that were empty.
    std::int64_t entered = 0;   // New facts,
    std::int64_t on_time = 0;   // and those that came within the deadline of their publication.
    std::int64_t corrected = 0;
    std::int64_t broken_off = 0;       // Hand-ins without an end.
    std::vector<std::string> nothing;  // The periods of zero reports made in this month.
};

// Events are seen in the order of the log.
class QualityCount {
public:
    struct Key {
        std::string provider;
        std::string class_code;
        std::string month;  // "2026-02"
        auto operator<=>(const Key&) const = default;
    };

    QualityCount(const catalogue::Catalogue& catalogue, const Calendar& calendar)
        : catalogue_(catalogue), calendar_(calendar)
    {}

    void see(const ledger::LoggedEvent& event, json::View open, json::View shared);
    const std::map<Key, Quality>& by_key() const { return by_key_; }

private:
    void see_received(json::View body);
    void see_entered(json::View body, json::View shared, Date on);
    bool is_on_time(std::string_view class_version, Date decided, Date on);

    const catalogue::Catalogue& catalogue_;
    const Calendar& calendar_;
    std::map<Key, Quality> by_key_;
    std::map<ledger::LeafIndex, Key> submissions_;
    std::map<std::pair<Date, int>, Date> deadlines_;
};

}  // namespace xinheng::collection
