// Whether the log is what it says: events → entries → leaves → tiles → checkpoints and the exported
// files. Events are given to it in their order; it stops at the first thing that is wrong.
#pragma once

#include "app/platform/upkeep.h"

#include <map>
#include <unordered_map>

namespace xinheng {

class LogCheck {
public:
    // `published` is the exported checkpoint, read before the transaction was begun.
    LogCheck(Platform& platform, sql::Transaction& transaction,
             std::optional<std::string> published);

    std::optional<Fault> see(std::span<const ledger::LoggedEvent> events);
    std::optional<Fault> finish();

    ledger::TreeHead head() const { return appender_.head(); }

private:
    std::optional<Fault> check_event(const ledger::LoggedEvent& event);
    void append_entries();
    std::optional<Fault> check_tiles();
    std::optional<Fault> check_checkpoint(const std::string& note, const std::string& where);
    std::optional<Fault> check_strays();
    std::optional<Fault> check_head();
    std::optional<Fault> check_published();
    std::optional<Fault> check_exported();

    struct Last {
        std::int64_t number = 0;
        Digest entry;
    };

    Platform& platform_;
    sql::Transaction& transaction_;
    std::optional<std::string> published_;
    bool published_is_known_ = false;
    bool has_published_ = false;
    ledger::Suite suite_;
    ledger::Appender appender_;
    ledger::TileSource tiles_;
    std::int64_t size_;
    std::int64_t expected_ = 0;
    std::map<std::uint64_t, std::string> checkpoints_;
    std::unordered_map<ledger::SubjectId, Last> last_;
    std::vector<Digest> entries_;
};

}  // namespace xinheng
