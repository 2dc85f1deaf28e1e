#include "base/json.h"
#include "credit/collection/submission.h"
#include "credit/collection/zero_report.h"

#include "embedded/collection_schema.h"

namespace xinheng::collection {

void create_tables(sql::Connection& connection, sql::Connection::Half half)
{
    connection.run_script(embedded::collection_schema, half);
}

ledger::LeafIndex begin(ledger::Writing& writing, const access::Act& act,
                        const Submission& submission)
{
    ledger::Draft draft;
    draft.kind = "submission.begun";
    draft.bodies[0] = json::canonical(json::Object{{"class", submission.class_code},
                                                   {"file", submission.file_name},
                                                   {"layout", submission.layout},
                                                   {"provider", submission.provider}});
    return writing.append(access::text_of(act), std::move(draft));
}

void receive(ledger::Writing& writing, const access::Act& act, ledger::LeafIndex submission,
             const Counts& counts)
{
    json::Object reasons;
    for (const auto& [reason, count] : counts.by_reason) reasons.emplace(reason, count);
    ledger::Draft draft;
    draft.kind = "submission.received";
    draft.bodies[0] = json::canonical(json::Object{{"accepted", counts.accepted},
                                                   {"read", counts.read},
                                                   {"reasons", std::move(reasons)},
                                                   {"refused", counts.refused},
                                                   {"submission", submission},
                                                   {"unchanged", counts.unchanged},
                                                   {"warned", counts.warned}});
    writing.append(access::text_of(act), std::move(draft));
}

std::vector<Receipt> receipts(sql::Transaction& transaction)
{
    std::vector<Receipt> all;
    transaction.query(
        "SELECT s.submission_id, s.provider, s.class_code, s.layout, s.file_name,"
        " r.read_rows, r.accepted, r.warned, r.unchanged, r.refused, s.begun"
        " FROM collection_submission s LEFT JOIN collection_receipt r"
        " ON r.submission_id = s.submission_id ORDER BY s.submission_id",
        {}, [&](const sql::Row& row) {
            Receipt receipt{row.number(0),
                            {std::string(row.text(1)), std::string(row.text(2)),
                             std::string(row.text(3)), std::string(row.text(4))},
                            Date::from_days(static_cast<std::int32_t>(row.number(10))),
                            std::nullopt};
            if (!row.is_null(5))
                receipt.counts = Counts{row.number(5), row.number(6), row.number(7),
                                        row.number(8), row.number(9), {}};
            all.push_back(std::move(receipt));
        });
    return all;
}

std::vector<ZeroReport> zero_reports(sql::Transaction& transaction)
{
    std::vector<ZeroReport> all;
    transaction.query(
        "SELECT provider, class_code, period, reported FROM collection_zero_report"
        " ORDER BY report_id",
        {}, [&](const sql::Row& row) {
            all.push_back({std::string(row.text(0)), std::string(row.text(1)),
                           std::string(row.text(2)),
                           Date::from_days(static_cast<std::int32_t>(row.number(3)))});
        });
    return all;
}

void Projection::see(const ledger::LoggedEvent& event, json::View open)
{
    const json::View body = open["body"];
    if (event.kind == "submission.begun") {
        const auto at = Instant::parse(open["act"]["at"].text()).value();
        begun_.number(event.leaf_index).number(at.date().days_since_1970());
        begun_.text(body["provider"].text()).text(body["class"].text());
        begun_.text(body["layout"].text()).text(body["file"].text());
    } else if (event.kind == "submission.received") {
        for (const char* const count :
             {"submission", "read", "accepted", "warned", "unchanged", "refused"})
            received_.number(body[count].number().value_or(0));
    } else if (event.kind == "submission.nothing") {
        nothing_.number(event.leaf_index).text(body["provider"].text()).text(body["class"].text());
        const auto at = Instant::parse(open["act"]["at"].text()).value();
        nothing_.text(body["period"].text()).number(at.date().days_since_1970());
    }
}

void Projection::write(sql::Transaction& transaction)
{
    begun_.write(transaction.connection());
    received_.write(transaction.connection());
    nothing_.write(transaction.connection());
}

}  // namespace xinheng::collection
