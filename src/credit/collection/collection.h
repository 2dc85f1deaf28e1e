// Collection (归集, plan task 1): a department's file → rows → facts that may be entered, and
// findings. One bad row does not lose the good ones, and no row, column or value is dropped without
// a finding that says where and why.
// Flow: layout → check each row (pure) → resolve, enter (record) → receipt (submission.h).
#pragma once

#include "base/csv.h"
#include "base/date.h"
#include "credit/catalogue/check.h"
#include "credit/collection/layout.h"
#include "credit/collection/penalty_kinds.h"
#include "credit/record/record.h"
#include "credit/subject/code_tables.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace xinheng::collection {

using catalogue::Severity;

struct Finding {
    std::string column;  // The heading as the sender wrote it; empty for the row as a whole.
    std::string value;   // What stands there, shortened; never a person's number.
    std::string_view reason;
    Severity severity = Severity::error;
    std::string expected;  // The limit, list or form it was held against.
    std::string meant;     // What was probably meant, for a person to judge.
};

// The cells of a row as they came, in one piece. Every row keeps them: one that is sound may still
// be refused for what is on record already.
class KeptCells {
public:
    void keep(const std::vector<std::string_view>& cells);
    std::vector<std::string> all() const;

private:
    std::string text_;
    std::vector<std::uint32_t> ends_;
};

struct CheckedRow {
    std::uint64_t number = 0;  // In the file, the heading included.
    std::uint64_t line = 0;
    std::optional<record::Entry> entry;  // None where the row is refused.
    std::vector<Finding> findings;
    KeptCells cells;
};

struct Rules {
    const catalogue::Catalogue& catalogue;
    const subject::CodeTables& codes;
    const KindTable& kinds;
};

// What is known of a file before its first row.
struct Source {
    const Layout* layout = nullptr;
    std::vector<std::string> headings;
    std::string class_code;
    std::string provider;
    Date today;
};

// Checks the rows of one file. Keeps its buffers from row to row; serves one thread.
class RowChecker {
public:
    // Refuses with "catalogue.forbidden_data" a file with a column that may not be taken in, with
    // "layout.other_class", and the reasons of Layout::map.
    static Result<RowChecker> begin(const Rules& rules, Source source);

    ~RowChecker();
    RowChecker(RowChecker&&) noexcept;
    RowChecker& operator=(RowChecker&&) noexcept;

    // What is to be said of the file itself: columns that nobody asked for.
    const std::vector<Finding>& file_findings() const;

    CheckedRow check(const csv::Row& row);

private:
    struct State;
    explicit RowChecker(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace xinheng::collection
