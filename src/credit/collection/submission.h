// A hand-in (报送) and its receipt (回执): who handed in which file, and what became of every row
// of it. Both go on the log, so that a provider can show what it handed in and when.
// Flow: begin → records are entered, batch by batch → receive.
#pragma once

#include "base/json_view.h"
#include "base/sql_rows.h"
#include "credit/access/access.h"
#include "credit/ledger/ledger.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace xinheng::collection {

struct Submission {
    std::string provider;  // The code of the organisation.
    std::string class_code;
    std::string layout;
    std::string file_name;
};

// read = accepted + refused + unchanged; warned is among the accepted.
struct Counts {
    std::int64_t read = 0;
    std::int64_t accepted = 0;
    std::int64_t warned = 0;
    std::int64_t unchanged = 0;
    std::int64_t refused = 0;
    std::map<std::string, std::int64_t, std::less<>> by_reason;

    bool operator==(const Counts&) const = default;
};

// Its number is the index of the event that began it.
ledger::LeafIndex begin(ledger::Writing& writing, const access::Act& act,
                        const Submission& submission);
void receive(ledger::Writing& writing, const access::Act& act, ledger::LeafIndex submission,
             const Counts& counts);

struct Receipt {
    ledger::LeafIndex id = 0;
    Submission submission;
    Date begun;
    std::optional<Counts> counts;  // Absent where the hand-in was broken off.
};
std::vector<Receipt> receipts(sql::Transaction& transaction);

void create_tables(sql::Connection& connection, sql::Connection::Half half);

// Remakes this room's tables from the log.
class Projection {
public:
    void see(const ledger::LoggedEvent& event, json::View open);
    void write(sql::Transaction& transaction);

private:
    sql::Rows begun_{
        "collection_submission (submission_id, begun, provider, class_code, layout, file_name)", 6};
    sql::Rows received_{
        "collection_receipt (submission_id, read_rows, accepted, warned, unchanged,"
        " refused)",
        6};
    sql::Rows nothing_{"collection_zero_report (report_id, provider, class_code, period, reported)",
                       5};
};

}  // namespace xinheng::collection
