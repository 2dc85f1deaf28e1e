// Whether the log is what it says: events → entries → leaves → tiles → checkpoints and the exported
// files. Events are given to it in their order; it stops at the first thing that is wrong.
#pragma once

#include "app/platform/upkeep.h"

#include <map>
#include <set>
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
    // How many events have sealed parts that could not be opened, for want of the store of keys.
    std::int64_t unopened_count() const { return unopened_count_; }

private:
    std::optional<Fault> check_event(const ledger::LoggedEvent& event);
    std::optional<Fault> check_sealed(const ledger::LoggedEvent& event);
    std::optional<Fault> check_erasure(const ledger::LoggedEvent& event);
    std::optional<Fault> check_erased();
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
    ledger::PartKeys* keys_ = nullptr;
    std::int64_t unopened_count_ = 0;
    std::set<ledger::LeafIndex> unexplained_;  // Erased, and no event has said so yet.
    std::vector<ledger::LeafIndex> keyless_;
};

}  // namespace xinheng
