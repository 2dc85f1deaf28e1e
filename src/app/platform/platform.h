// Puts the rooms together: opens a book, begins a writing, projects what was written in one ordered
// list, commits all of it or nothing, and publishes a signed checkpoint for what is durable.
#pragma once

#include "app/platform/book_files.h"
#include "app/platform/policy.h"
#include "base/sql.h"
#include "credit/access/access.h"
#include "credit/ledger/ledger.h"

#include <memory>
#include <optional>
#include <string>

namespace xinheng {

struct NewBook {
    std::string book;
    std::string origin;  // The name of the log: "credit.example.gov.cn/log".
    ledger::Suite suite;
    std::string platform_name;  // Of the organisation that runs it; its code is the act's.
};

class Platform {
public:
    // Makes the tables, the keys and the first event, or ends what of it was cut short. Refuses
    // with "book.exists", "key.name".
    static Result<Platform> create(const NewBook& wanted, const access::Act& act);
    // Refuses with "book.not_found", "book.cannot_open", "book.no_book".
    static Result<Platform> open(const std::string& book);

    // The book may not be behind what was published: a restored backup that went on would be a
    // second history. Refuses with "ledger.behind", "ledger.forked", and "ledger.unpublished" where
    // the book has published, and what it published is gone: then nothing can be compared. Ends
    // erasures that were cut short.
    Outcome may_append();

    ledger::Writing begin() { return ledger::Writing(*connection_, &part_keys_); }
    // Projects and commits. What was written is durable when it returns.
    void commit(ledger::Writing& writing);

    // Signs and exports a checkpoint where the log has grown since the last one. Refuses with
    // "key.missing" where this host holds no key of the log, and as may_append().
    Result<std::uint64_t> publish();
    // As publish(), also where the published checkpoint is gone: an operator's decision. The tiles
    // that are left are compared instead.
    Result<std::uint64_t> publish_anew();
    // Adds a witness's signatures to the newest checkpoint. Refuses with "checkpoint.other", the
    // reasons of open_checkpoint, and as may_append().
    Outcome take_cosigned(std::string_view cosigned);

    sql::Transaction read() { return sql::Transaction(*connection_, sql::Mode::read); }

    Result<ledger::VerifierKey> verifier_key() const;
    const BookFiles& files() const { return files_; }
    const std::string& book() const { return book_; }
    sql::Connection& connection() { return *connection_; }

    ledger::PartKeys& part_keys() { return part_keys_; }

private:
    Platform(std::string book, std::unique_ptr<sql::Connection> connection);
    void create_tables(const NewBook& wanted);
    void make_keys_folder() const;
    Outcome append_beginning(const NewBook& wanted, const access::Act& act,
                             const ledger::SignerKey& key);
    Outcome take_begun_key();
    static Result<Platform> end_beginning(const NewBook& wanted);
    bool holds_only_its_beginning(const NewBook& wanted);
    Outcome hold_against_exported_tiles();
    Result<std::uint64_t> sign_and_export();
    void export_tiles(sql::Transaction& transaction, std::uint64_t size);
    std::uint64_t published_size() const;

    std::string book_;
    BookFiles files_;
    std::unique_ptr<sql::Connection> connection_;
    ledger::PartKeys part_keys_;
};

}  // namespace xinheng
