// Where the files of a book lie: the exported log under the URL paths of its tiles, and the keys,
// which are never served. Beside a SQLite file they bear its name; for PostgreSQL they stand in a
// folder named after the database.
#pragma once

#include "base/result.h"
#include "credit/ledger/tile.h"

#include <filesystem>
#include <optional>
#include <string>

namespace xinheng {

struct BookFiles {
    std::filesystem::path ledger;  // tile/…, checkpoint
    std::filesystem::path keys;    // log.key, log.pub, part_keys.db; mode 0700 and 0600

    // $XINHENG_BOOK_FILES names another folder for both.
    static BookFiles of(const std::string& book);

    std::filesystem::path log_key() const { return keys / "log.key"; }
    // The key of a log whose beginning is not finished.
    std::filesystem::path begun_key() const { return keys / "log.key.begun"; }
    std::filesystem::path verifier_key() const { return keys / "log.pub"; }
    // $XINHENG_PART_KEYS names another store: postgresql://… where several hosts write to one book.
    std::string part_keys() const;
    std::filesystem::path publishing_lock() const { return keys / "publishing.lock"; }
    std::filesystem::path checkpoint() const { return ledger / "checkpoint"; }
};

// Written beside and renamed, so that a reader meets the old file or the new one. Durable when it
// returns. Throws Failure.
enum class Secrecy { open, secret };
void write_file(const std::filesystem::path& path, std::string_view content, Secrecy secrecy);

// Waits until no other process holds it. The published checkpoint would go back if a slow publisher
// wrote its own after that of a later one.
class FileLock {
public:
    explicit FileLock(const std::filesystem::path& path);
    ~FileLock();
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

private:
    int descriptor_;
};

// Many files of one folder: written and renamed one by one, durable when finish() returns.
class FileBatch {
public:
    explicit FileBatch(std::filesystem::path folder) : folder_(std::move(folder)) {}
    void write(const std::filesystem::path& path, std::string_view content);
    void finish();

private:
    std::filesystem::path folder_;
    std::filesystem::path parent_;
    bool is_written_ = false;
};

std::optional<std::string> read_file(const std::filesystem::path& path);

// The tiles of an exported folder; refuses with "tile.missing".
ledger::TileSource tiles_in_folder(const std::filesystem::path& folder);

}  // namespace xinheng
