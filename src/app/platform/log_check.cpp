#include "app/platform/log_check.h"

#include "base/json.h"

namespace xinheng {

namespace {

Fault fault_at(std::string_view reason, std::int64_t leaf_index)
{
    return {reason, "event " + std::to_string(leaf_index)};
}

std::optional<Fault> find_missing_tile(const std::filesystem::path& folder, std::uint64_t size)
{
    for (int level = ledger::TileAddress::entries; level < 8; ++level)
        for (std::uint64_t index = 0;; ++index) {
            const auto address = ledger::tile_at(size, level, index);
            if (address.width == 0) break;
            if (!std::filesystem::exists(folder / address.path()))
                return Fault{"ledger.tile_file", address.path()};
        }
    return std::nullopt;
}

}  // namespace

LogCheck::LogCheck(Platform& platform, sql::Transaction& transaction,
                   std::optional<std::string> published)
    : platform_(platform),
      transaction_(transaction),
      published_(std::move(published)),
      suite_(ledger::suite_of(transaction)),
      appender_(suite_),
      tiles_(ledger::tiles_of(transaction)),
      size_(static_cast<std::int64_t>(ledger::size_of(transaction)))
{
    if (platform.part_keys().is_there()) keys_ = &platform.part_keys();
    ledger::each_checkpoint(transaction, [&](std::uint64_t size, std::string_view note) {
        checkpoints_[size] = note;
        has_published_ = true;
        // Between a checkpoint and its file, or between a cosignature and its file, a publisher may
        // have been stopped: the file is then of an older size, or bears fewer signatures.
        if (published_ && note.starts_with(*published_)) published_is_known_ = true;
    });
}

std::optional<Fault> LogCheck::see(std::span<const ledger::LoggedEvent> events)
{
    for (const auto& event : events)
        if (auto fault = check_event(event)) return fault;
    append_entries();
    return check_tiles();
}

std::optional<Fault> LogCheck::finish()
{
    if (expected_ != size_) return fault_at("ledger.event_missing", expected_);
    if (auto fault = check_strays()) return fault;
    if (auto fault = check_erased()) return fault;
    if (auto fault = check_head()) return fault;
    if (auto fault = check_published()) return fault;
    return check_exported();
}

std::optional<Fault> LogCheck::check_strays()
{
    if (const auto stray = ledger::stray_event(transaction_))
        return fault_at("ledger.event_beyond", *stray);
    if (const auto stray = ledger::stray_tile(transaction_)) return Fault{"ledger.tile", *stray};
    if (!checkpoints_.empty())
        return Fault{"ledger.checkpoint_beyond",
                     "checkpoint " + std::to_string(checkpoints_.begin()->first)};
    return std::nullopt;
}

std::optional<Fault> LogCheck::check_event(const ledger::LoggedEvent& event)
{
    if (event.leaf_index != expected_) return fault_at("ledger.event_missing", expected_);
    if (ledger::entry_of(suite_, event.parts.digests(suite_)) != event.entry)
        return fault_at("ledger.entry", event.leaf_index);

    // The columns beside the parts say what the public part ends with.
    Last& last = last_[event.subject];
    const auto tail = ledger::open_tail(event, {last.number, last.entry});
    if (event.history_number != last.number + 1 || !event.parts.text(0).ends_with(tail))
        return fault_at("ledger.history", event.leaf_index);
    last = {event.history_number, event.entry};
    if (auto fault = check_sealed(event)) return fault;
    if (auto fault = check_erasure(event)) return fault;

    entries_.push_back(event.entry);
    ++expected_;
    if (const auto found = checkpoints_.find(static_cast<std::uint64_t>(expected_));
        found != checkpoints_.end()) {
        append_entries();
        auto fault = check_checkpoint(found->second, "checkpoint " + std::to_string(expected_));
        checkpoints_.erase(found);
        return fault;
    }
    return std::nullopt;
}

// What is sealed is held by its digest, so that it is checked as far as its key is there.
std::optional<Fault> LogCheck::check_sealed(const ledger::LoggedEvent& event)
{
    using Form = ledger::Parts::Form;
    const bool is_sealed = event.parts.has(Form::sealed);
    const bool is_erased = event.parts.has(Form::erased);
    if (is_erased) unexplained_.insert(event.leaf_index);
    if (!is_sealed && !is_erased) return std::nullopt;
    if (keys_ == nullptr) {
        if (is_sealed) ++unopened_count_;
        return std::nullopt;
    }
    const auto key = keys_->find(event.leaf_index);
    if (is_erased && key) return fault_at("ledger.key_not_destroyed", event.leaf_index);
    if (!is_sealed) return std::nullopt;
    if (!key) keyless_.push_back(event.leaf_index);
    else if (!event.parts.opened(suite_, *key))
        return fault_at("ledger.sealed_part", event.leaf_index);
    return std::nullopt;
}

std::optional<Fault> LogCheck::check_erasure(const ledger::LoggedEvent& event)
{
    for (const auto leaf_index : ledger::erased_by(event))
        if (unexplained_.erase(leaf_index) == 0) return fault_at("ledger.not_erased", leaf_index);
    return std::nullopt;
}

std::optional<Fault> LogCheck::check_erased()
{
    if (!unexplained_.empty()) return fault_at("ledger.erased_unsaid", *unexplained_.begin());
    if (keyless_.empty()) return std::nullopt;

    // Keys are read as they are now: what was erased since the book was looked at has none.
    auto now = platform_.read();
    for (const auto leaf_index : keyless_) {
        const auto event = ledger::event_at(now, leaf_index);
        if (!event || event->parts.has(ledger::Parts::Form::sealed))
            return fault_at("ledger.part_key_missing", leaf_index);
    }
    return std::nullopt;
}

void LogCheck::append_entries()
{
    appender_.append(entries_);
    entries_.clear();
}

// At the right edge a tile is compared again when it has grown.
std::optional<Fault> LogCheck::check_tiles()
{
    for (const auto& update : appender_.take_changed()) {
        const bool is_final =
            update.address.is_full() || appender_.size() == static_cast<std::uint64_t>(size_);
        if (!is_final) continue;
        const auto kept = tiles_(update.address);
        if (!kept || *kept != update.bytes) return Fault{"ledger.tile", update.address.path()};
        const auto file = read_file(platform_.files().ledger / update.address.path());
        if (file && *file != update.bytes) return Fault{"ledger.tile_file", update.address.path()};
    }
    return std::nullopt;
}

std::optional<Fault> LogCheck::check_checkpoint(const std::string& note, const std::string& where)
{
    const auto key = platform_.verifier_key();
    if (!key) return Fault{key.error().reason, key.error().detail};
    const auto opened = ledger::open_checkpoint(note, {*key});
    if (!opened) return Fault{"ledger.checkpoint", where};
    if (opened->checkpoint.head != appender_.head()) return Fault{"ledger.root", where};
    return std::nullopt;
}

// What the next checkpoint would say.
std::optional<Fault> LogCheck::check_head()
{
    const auto key = platform_.verifier_key();
    if (!key) return Fault{key.error().reason, key.error().detail};
    const auto next = ledger::publishing(transaction_);
    if (!next) return Fault{next.error().reason, next.error().detail};
    if (next->checkpoint.head != appender_.head()) return Fault{"ledger.root", "head"};
    if (next->checkpoint.origin != key->name())
        return Fault{"ledger.head", "origin " + next->checkpoint.origin};
    return std::nullopt;
}

std::optional<Fault> LogCheck::check_published()
{
    const std::string file = platform_.files().checkpoint().string();
    if (!published_ && has_published_) return Fault{"ledger.unpublished", file};
    if (!published_) return std::nullopt;
    const auto key = platform_.verifier_key();
    if (!key) return Fault{key.error().reason, key.error().detail};
    if (!published_is_known_ || !ledger::open_checkpoint(*published_, {*key}))
        return Fault{"ledger.checkpoint_file", file};
    return std::nullopt;
}

// The full tiles in the folder were compared on the way. Partial ones are never taken away, so
// those of earlier sizes lie there too; and whoever sees the checkpoint must find its tiles.
std::optional<Fault> LogCheck::check_exported()
{
    if (!published_) return std::nullopt;
    const std::filesystem::path folder = platform_.files().ledger;
    for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
        const std::string path = file.path().lexically_relative(folder).generic_string();
        const auto address = ledger::TileAddress::parse(path);
        if (!file.is_regular_file() || !address || address->is_full()) continue;
        const auto kept = tiles_(*address);
        if (kept && read_file(file.path()) != *kept) return Fault{"ledger.tile_file", path};
    }
    const auto note = ledger::Note::parse(*published_);
    const auto checkpoint = ledger::Checkpoint::parse(note.value().text);
    return find_missing_tile(folder, checkpoint.value().head.size);
}

}  // namespace xinheng
