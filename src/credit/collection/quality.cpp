#include "credit/collection/quality.h"

#include "credit/collection/zero_report.h"
#include "credit/record/record.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace xinheng::collection {

namespace {

using ByProvider = std::map<std::pair<std::string, std::string>, Quality>;

class Survey {
public:
    Survey(sql::Transaction& transaction, const QualityRules& rules, const Days& days)
        : transaction_(transaction), rules_(rules), days_(days)
    {}

    std::vector<Quality> run()
    {
        for (const auto& receipt : receipts(transaction_)) count_receipt(receipt);
        for (const auto& report : zero_reports(transaction_))
            if (holds(report.reported))
                ++quality_of(report.provider, report.class_code).zero_reports;
        if (!of_submission_.empty()) count_records();

        std::vector<Quality> all;
        for (auto& [key, quality] : qualities_) all.push_back(std::move(quality));
        return all;
    }

private:
    bool holds(Date day) const { return day >= days_.first && day <= days_.last; }

    Quality& quality_of(const std::string& provider, const std::string& class_code)
    {
        Quality& quality = qualities_[{provider, class_code}];
        quality.provider = provider;
        quality.class_code = class_code;
        return quality;
    }

    void count_receipt(const Receipt& receipt)
    {
        if (!holds(receipt.begun)) return;
        Quality& quality = qualities_[{receipt.submission.provider, receipt.submission.class_code}];
        quality.provider = receipt.submission.provider;
        quality.class_code = receipt.submission.class_code;
        of_submission_.emplace(receipt.id, &quality);
        ++quality.submissions;
        if (!receipt.counts) {
            ++quality.broken_off;
            return;
        }
        quality.read += receipt.counts->read;
        quality.accepted += receipt.counts->accepted;
        quality.warned += receipt.counts->warned;
        quality.unchanged += receipt.counts->unchanged;
        quality.refused += receipt.counts->refused;
    }

    void count_records()
    {
        const auto size = static_cast<ledger::LeafIndex>(ledger::size_of(transaction_));
        ledger::each_event(transaction_, {of_submission_.begin()->first, size},
                           [&](const ledger::LoggedEvent& event) { see(event); });
    }

    void see(const ledger::LoggedEvent& event)
    {
        if (event.kind == "submission.received") {
            count_missing(open_.read(event.parts.text(0))["body"]);
        } else if (const auto entered = facts_.entered(event)) {
            const auto found = of_submission_.find(entered->submission);
            if (found == of_submission_.end()) return;
            of_record_.emplace(event.leaf_index, Known{found->second, false, false});
            count_time(*found->second, *entered);
        } else if (const auto changed = facts_.changed(event)) {
            const auto found = of_record_.find(changed->record);
            if (found != of_record_.end()) count_change(found->second, *changed);
        }
    }

    void count_missing(json::View receipt)
    {
        const auto found = of_submission_.find(receipt["submission"].number().value_or(-1));
        if (found == of_submission_.end()) return;
        for (const auto* const reason : {"field.required", "field.required_when"})
            found->second->missing += receipt["reasons"][reason].number().value_or(0);
    }

    void count_time(Quality& quality, const record::EnteredFact& entered) const
    {
        const auto* const version = rules_.catalogue.version(entered.class_version);
        if (version == nullptr || version->deadline.working_days == 0) {
            ++quality.without_deadline;
            return;
        }
        const auto due =
            rules_.calendar.working_days_after(entered.decided, version->deadline.working_days);
        ++(entered.at.date() <= due.day ? quality.on_time : quality.late);
    }

    // However often it was corrected, it counts once; a restored record is not withdrawn.
    struct Known {
        Quality* quality;
        bool is_corrected;
        bool is_withdrawn;
    };

    static void count_change(Known& known, const record::ChangedFact& changed)
    {
        if (changed.what == record::ChangedFact::What::corrected) {
            known.quality->corrected += known.is_corrected ? 0 : 1;
            known.is_corrected = true;
            return;
        }
        const bool is_withdrawn = changed.what == record::ChangedFact::What::withdrawn;
        known.quality->withdrawn +=
            static_cast<int>(is_withdrawn) - static_cast<int>(known.is_withdrawn);
        known.is_withdrawn = is_withdrawn;
    }

    sql::Transaction& transaction_;
    const QualityRules& rules_;
    const Days& days_;
    ByProvider qualities_;
    std::map<ledger::LeafIndex, Quality*> of_submission_;
    std::unordered_map<record::RecordId, Known> of_record_;
    record::FactReader facts_;
    json::Document open_;
};

}  // namespace

std::vector<Quality> quality(sql::Transaction& transaction, const QualityRules& rules,
                             const Days& days)
{
    return Survey(transaction, rules, days).run();
}

std::string share(std::int64_t part, std::int64_t whole)
{
    if (whole == 0) return {};
    const std::int64_t tenths = (part * 2000 + whole) / (2 * whole);
    return std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10) + '%';
}

}  // namespace xinheng::collection
