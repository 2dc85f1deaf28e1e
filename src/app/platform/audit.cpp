// Verifying a book: events → entries → leaves → tiles → checkpoints and files → projections.
#include "app/platform/upkeep.h"
#include "base/json.h"

#include <map>
#include <unordered_map>

namespace xinheng {

namespace {

constexpr std::int64_t events_at_once = 8192;

Fault fault_at(std::string_view reason, std::int64_t leaf_index)
{
    return {reason, "event " + std::to_string(leaf_index)};
}

class Audit {
public:
    Audit(Platform& platform, sql::Transaction& transaction, std::optional<std::string> published,
          const OnProgress& on_progress)
        : platform_(platform),
          transaction_(transaction),
          published_(std::move(published)),
          on_progress_(on_progress),
          suite_(ledger::suite_of(transaction)),
          appender_(suite_),
          tiles_(ledger::tiles_of(transaction)),
          size_(static_cast<std::int64_t>(ledger::size_of(transaction)))
    {
        ledger::each_checkpoint(transaction, [&](std::uint64_t size, std::string_view note) {
            checkpoints_[size] = note;
            // Between a checkpoint and its file, or between a cosignature and its file, a publisher
            // may have been stopped: the file is then of an older size, or bears fewer signatures.
            if (published_ && note.starts_with(*published_)) published_is_known_ = true;
        });
    }

    std::optional<Fault> run()
    {
        for (std::int64_t from = 0; from < size_ && !fault_; from += events_at_once) {
            const std::int64_t to = std::min(from + events_at_once, size_);
            ledger::each_event(transaction_, {from, to}, [&](const auto& event) {
                if (!fault_) fault_ = check_event(event);
            });
            append_entries();
            if (!fault_) fault_ = check_tiles();
            if (on_progress_) on_progress_({to, size_});
        }
        if (!fault_ && expected_ != size_) fault_ = fault_at("ledger.event_missing", expected_);
        if (const auto stray = ledger::stray_event(transaction_); !fault_ && stray)
            fault_ = fault_at("ledger.event_beyond", *stray);
        if (const auto stray = ledger::stray_tile(transaction_); !fault_ && stray)
            fault_ = Fault{"ledger.tile", *stray};
        if (!fault_ && !checkpoints_.empty())
            fault_ = Fault{"ledger.checkpoint_beyond",
                           "checkpoint " + std::to_string(checkpoints_.begin()->first)};
        if (!fault_) fault_ = check_head();
        if (!fault_) fault_ = check_published();
        if (!fault_) fault_ = check_exported();
        return fault_;
    }

    ledger::TreeHead head() const { return appender_.head(); }

private:
    std::optional<Fault> check_event(const ledger::LoggedEvent& event)
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

    void append_entries()
    {
        appender_.append(entries_);
        entries_.clear();
    }

    // At the right edge a tile is compared again when it has grown.
    std::optional<Fault> check_tiles()
    {
        for (const auto& update : appender_.take_changed()) {
            const bool is_final =
                update.address.is_full() || appender_.size() == static_cast<std::uint64_t>(size_);
            if (!is_final) continue;
            const auto kept = tiles_(update.address);
            if (!kept || *kept != update.bytes) return Fault{"ledger.tile", update.address.path()};
            const auto file = read_file(platform_.files().ledger / update.address.path());
            if (file && *file != update.bytes)
                return Fault{"ledger.tile_file", update.address.path()};
        }
        return std::nullopt;
    }

    std::optional<Fault> check_checkpoint(const std::string& note, const std::string& where)
    {
        const auto key = platform_.verifier_key();
        if (!key) return Fault{key.error().reason, key.error().detail};
        const auto opened = ledger::open_checkpoint(note, {*key});
        if (!opened) return Fault{"ledger.checkpoint", where};
        if (opened->checkpoint.head != appender_.head()) return Fault{"ledger.root", where};
        return std::nullopt;
    }

    // What the next checkpoint would say.
    std::optional<Fault> check_head()
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

    std::optional<Fault> check_published()
    {
        if (!published_) return std::nullopt;
        const auto key = platform_.verifier_key();
        if (!key) return Fault{key.error().reason, key.error().detail};
        if (!published_is_known_ || !ledger::open_checkpoint(*published_, {*key}))
            return Fault{"ledger.checkpoint_file", platform_.files().checkpoint().string()};
        return std::nullopt;
    }

    // The full tiles in the folder were compared on the way. Partial ones are never taken away, so
    // those of earlier sizes lie there too; and whoever sees the checkpoint must find its tiles.
    std::optional<Fault> check_exported()
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

    static std::optional<Fault> find_missing_tile(const std::filesystem::path& folder,
                                                  std::uint64_t size)
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

    struct Last {
        std::int64_t number = 0;
        Digest entry;
    };

    Platform& platform_;
    sql::Transaction& transaction_;
    std::optional<std::string> published_;
    bool published_is_known_ = false;
    const OnProgress& on_progress_;
    ledger::Suite suite_;
    ledger::Appender appender_;
    ledger::TileSource tiles_;
    std::int64_t size_;
    std::int64_t expected_ = 0;
    std::map<std::uint64_t, std::string> checkpoints_;
    std::unordered_map<ledger::SubjectId, Last> last_;
    std::vector<Digest> entries_;
    std::optional<Fault> fault_;
};

}  // namespace

Verified verify_book(Platform& platform, const OnProgress& on_progress)
{
    // The file before the book: what is published meanwhile is no fault of either.
    auto published = read_file(platform.files().checkpoint());
    auto transaction = platform.read();
    Verified verified;
    try {
        Audit audit(platform, transaction, std::move(published), on_progress);
        verified.fault = audit.run();
        verified.size = audit.head().size;
        verified.root = audit.head().root;
        if (!verified.fault) verified.fault = check_projections(platform, transaction, on_progress);
        // An index holds what its table holds, once more.
        if (!verified.fault)
            if (auto damage = platform.connection().damage(); !damage.empty())
                verified.fault = Fault{"ledger.store", std::move(damage)};
    } catch (const Failure& failure) {
        // What cannot even be read is the first thing that is wrong.
        verified.fault = Fault{"ledger.unreadable", failure.what()};
    }
    return verified;
}

}  // namespace xinheng
