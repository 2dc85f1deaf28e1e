#include "credit/collection/quality.h"

namespace xinheng::collection {
namespace {

std::string month_of(Date date)
{
    return date.text().substr(0, 7);
}

std::string class_of(std::string_view class_version)
{
    return std::string(class_version.substr(0, class_version.find('/')));
}

}  // namespace

void QualityCount::see(const ledger::LoggedEvent& event, json::View open, json::View shared)
{
    const json::View body = open["body"];
    const bool is_entered = event.kind == "record.entered";
    const bool is_corrected = event.kind == "record.corrected";
    if (!is_entered && !is_corrected && !event.kind.starts_with("submission.")) return;

    const Date on = Instant::parse(open["act"]["at"].text()).value().date();
    const Key key{std::string(body["provider"].text()), class_of(body["class"].text()),
                  month_of(on)};
    if (event.kind == "submission.begun") {
        submissions_.emplace(event.leaf_index, key);
        ++by_key_[key].broken_off;  // Until it is received.
    } else if (event.kind == "submission.received") {
        see_received(body);
    } else if (event.kind == "submission.nothing") {
        by_key_[key].nothing.emplace_back(body["period"].text());
    } else if (is_corrected) {
        ++by_key_[key].corrected;
    } else {
        see_entered(body, shared["body"], on);
    }
}

void QualityCount::see_received(json::View body)
{
    const auto submission = submissions_.find(body["submission"].number().value_or(-1));
    if (submission == submissions_.end()) return;
    const auto count = [&](const char* name) { return body[name].number().value_or(0); };
    Quality& quality = by_key_[submission->second];
    --quality.broken_off;
    quality.read += count("read");
    quality.accepted += count("accepted");
    quality.refused += count("refused");
    quality.repeated += count("unchanged");
    for (const char* const reason : {"field.required", "field.required_when"})
        quality.missing += body["reasons"][reason].number().value_or(0);
}

void QualityCount::see_entered(json::View body, json::View shared, Date on)
{
    const bool is_open = body["publicity"].text() != "withheld";
    const auto decided = Date::parse((is_open ? body : shared)["decided"].text());
    Quality& quality = by_key_[{std::string(body["provider"].text()),
                                class_of(body["class"].text()), month_of(on)}];
    ++quality.entered;
    if (decided && is_on_time(body["class"].text(), *decided, on)) ++quality.on_time;
}

bool QualityCount::is_on_time(std::string_view class_version, Date decided, Date on)
{
    const auto* const version = catalogue_.version(class_version);
    if (version == nullptr) return false;
    const int days = version->deadline.working_days;
    const auto [place, is_new] = deadlines_.try_emplace({decided, days});
    if (is_new) place->second = calendar_.working_days_after(decided, days).day;
    return on <= place->second;
}

}  // namespace xinheng::collection
