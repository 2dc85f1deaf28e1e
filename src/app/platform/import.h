// The import of a file: rows are read and checked on one thread while another enters them, batch by
// batch. Each batch is durable before its rows are told of; a broken-off import is run again, and
// what was entered before changes nothing.
#pragma once

#include "app/platform/platform.h"
#include "base/rows.h"
#include "credit/collection/collection.h"
#include "credit/collection/submission.h"

#include <functional>

namespace xinheng {

// A dry run answers what a real one would, and changes nothing.
struct ImportWish {
    std::string file;  // "-" is standard input.
    std::string class_code;
    std::string provider;
    std::string layout;  // Empty: recognised from the headings.
    enum class Kind { dry_run, real } kind = Kind::real;
    csv::Limits limits = {};
    std::string sheet = {};  // Of a workbook; empty: the one that holds data.
};

// What became of a row.
enum class RowOutcome { accepted, unchanged, refused };

struct ImportedRow {
    RowOutcome outcome = RowOutcome::accepted;
    ledger::LeafIndex record = 0;  // Of what is on record; 0 where a dry run would enter it.
    const collection::CheckedRow& row;
};

struct ImportProgress {
    std::uint64_t bytes_read = 0;
    std::uint64_t bytes_total = 0;
    std::int64_t rows = 0;
};

struct ImportSinks {
    std::function<void(const std::vector<std::string>& headings, rows::Format format)> on_headings;
    std::function<void(const ImportedRow&)> on_row;  // In the order of the file.
    std::function<void(const ImportProgress&)> on_progress;
    std::function<bool()> is_cancelled;  // Asked between batches.
};

struct ImportReport {
    ledger::LeafIndex submission = 0;
    std::string layout;
    std::vector<collection::Finding> file_findings;
    collection::Counts counts;
    std::string_view broken_off;  // Empty, or why the file could not be read to its end.
};

// Refuses with the reasons of rows::Reader::open, Table::begin, RowChecker::begin and
// Platform::may_append.
Result<ImportReport> import_file(Platform& platform, const Policy& policy, const access::Act& act,
                                 const ImportWish& wish, const ImportSinks& sinks);

}  // namespace xinheng
