#include "app/platform/import.h"

#include "app/platform/hand_over.h"
#include "base/failpoint.h"
#include "credit/catalogue/adoption.h"
#include "credit/collection/table.h"
#include "credit/subject/subject.h"

#include <pthread.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <thread>

namespace xinheng {

namespace {

using collection::CheckedRow;
using collection::Finding;
using collection::Severity;
using Rows = std::vector<CheckedRow>;

constexpr std::size_t block_rows = 512;
constexpr std::size_t blocks_waiting = 8;
// A batch holds the head of the log no longer than this, so that others get their turn.
constexpr std::chrono::duration<double> batch_time = std::chrono::milliseconds(45);

Result<collection::Table> open_table(const Policy& policy, const ImportWish& wish)
{
    collection::TableWish wanted{nullptr, wish.class_code, wish.sheet};
    for (const auto& layout : policy.layouts)
        if (layout.name() == wish.layout) wanted.layout = &layout;
    auto reader = TRY(rows::Reader::open(wish.file, wish.limits));
    if (!wish.layout.empty() && wanted.layout == nullptr)
        return Error{ErrorKind::invalid_input, "layout.not_found", wish.layout};
    auto table = collection::Table::begin(std::move(reader), policy.layouts, wanted);
    if (table || !table.error().detail.empty()) return table;
    return Error{table.error().kind, table.error().reason, wish.file};
}

Finding row_finding(std::string_view reason, Severity severity, std::string expected)
{
    Finding finding;
    finding.reason = reason;
    finding.severity = severity;
    finding.expected = std::move(expected);
    return finding;
}

class Import {
public:
    Import(Platform& platform, const access::Act& act, const ImportWish& wish,
           const ImportSinks& sinks)
        : platform_(platform), act_(act), wish_(wish), sinks_(sinks)
    {}

    Result<ImportReport> run(const Policy& policy)
    {
        auto table = TRY(open_table(policy, wish_));
        auto checker = TRY(collection::RowChecker::begin(
            {policy.catalogue, policy.codes, policy.kinds},
            {&table.layout(), table.headings(), wish_.class_code, wish_.provider, act_.at.date()}));
        report_.layout = table.layout().name();
        report_.file_findings = checker.file_findings();
        for (const auto& finding : report_.file_findings)
            ++report_.counts.by_reason[std::string(finding.reason)];
        TRY(begin(policy));
        if (sinks_.on_headings) sinks_.on_headings(table.headings(), table.reader().format());

        if (!is_real()) dry_run_.emplace(platform_.read(), platform_.part_keys());
        take_rows(table, checker);
        tell_of_aside(table);
        report_.broken_off = table.reader().problem();
        if (!report_.broken_off.empty())
            ++report_.counts.by_reason[std::string(report_.broken_off)];
        if (is_real()) finish();
        return std::move(report_);
    }

private:
    bool is_real() const { return wish_.kind == ImportWish::Kind::real; }

    // A dry run begins as a real one does, and is refused as that is; then its beginning is undone.
    Outcome begin(const Policy& policy)
    {
        TRY(platform_.may_append());
        auto writing = platform_.begin();
        if (!access::organisation(writing.sql(), wish_.provider)) {
            TRY(access::add_organisation(writing, act_, {wish_.provider, "", ""}));
            report_.file_findings.push_back(
                row_finding("organisation.added", Severity::warning, wish_.provider));
            ++report_.counts.by_reason["organisation.added"];
        }
        if (!is_real()) return Done{};

        catalogue::adopt(writing, access::text_of(act_), policy.catalogue, wish_.class_code);
        const auto name = wish_.file == "-" ? std::string("-")
                                            : std::filesystem::path(wish_.file).filename().string();
        report_.submission = collection::begin(
            writing, act_, {wish_.provider, wish_.class_code, report_.layout, name});
        release_ = release_of(policy);
        // Now rather than at the end: a hand-in that breaks off leaves nothing that nobody can
        // release.
        if (release_ == record::Release::awaited)
            record::propose_release(writing, act_, report_.submission);
        platform_.commit(writing);
        return Done{};
    }

    record::Release release_of(const Policy& policy) const
    {
        for (const auto& version : policy.catalogue.versions())
            if (version.record_class == wish_.class_code && !version.release.waived)
                return record::Release::awaited;
        return record::Release::waived;
    }

    // One thread reads and checks, this one enters.
    void take_rows(collection::Table& table, collection::RowChecker& checker)
    {
        HandOver<Block> blocks(blocks_waiting);
        std::thread reading([&] { read_blocks(table, checker, blocks); });
        const Joined joined(reading, blocks);
        while (auto block = blocks.take()) {
            if (sinks_.is_cancelled && sinks_.is_cancelled()) break;
            progress_ = block->progress;
            for (auto& row : block->rows) pending_.push_back(std::move(row));
            if (pending_.size() >= batch_rows_) enter_pending();
        }
        if (!pending_.empty()) enter_pending();
    }

    void tell_of_aside(const collection::Table& table)
    {
        for (const auto& finding : table.findings()) report_.file_findings.push_back(finding);
        for (const auto& [reason, count] : table.aside())
            report_.counts.by_reason[std::string(reason)] += count;
    }

    struct Block {
        Rows rows;
        ImportProgress progress;
    };

    static void read_blocks(collection::Table& table, collection::RowChecker& checker,
                            HandOver<Block>& blocks)
    {
        ::pthread_setname_np(::pthread_self(), "xinheng-read");
        blocks.run_giver([&] {
            const rows::Reader& reader = table.reader();
            rows::Row row;
            Block block;
            std::int64_t rows = 0;
            while (table.next(row)) {
                block.rows.push_back(checker.check(row));
                if (block.rows.size() < block_rows) continue;
                rows += static_cast<std::int64_t>(block.rows.size());
                block.progress = {reader.bytes_read(), reader.bytes_total(), rows};
                if (!blocks.give(std::exchange(block, {}))) return;
                block.rows.reserve(block_rows);
            }
            rows += static_cast<std::int64_t>(block.rows.size());
            block.progress = {reader.bytes_read(), reader.bytes_total(), rows};
            blocks.give(std::move(block));
        });
    }

    void enter_pending()
    {
        const auto started = std::chrono::steady_clock::now();
        const std::size_t rows = pending_.size();
        tell(is_real() ? enter_batch() : rehearse_batch());
        pending_.clear();
        if (sinks_.on_progress) sinks_.on_progress(progress_);

        fit_batch(rows, std::chrono::steady_clock::now() - started);
    }

    // As many rows as fit the time, by the last batch's measure.
    void fit_batch(std::size_t rows, std::chrono::steady_clock::duration taken)
    {
        constexpr double fewest = block_rows / 2.0, most = 8192;
        const double fitting =
            static_cast<double>(rows) * (batch_time / std::chrono::duration<double>(taken));
        batch_rows_ = static_cast<std::size_t>(std::clamp(fitting, fewest, most));
    }

    std::vector<record::Entered> enter_batch()
    {
        auto writing = platform_.begin();
        const record::Batch batch{take_entries(writing.sql()), release_, report_.submission};
        auto answers = record::enter_all(writing, act_, batch);
        failpoint("import.entered");
        platform_.commit(writing);
        return answers;
    }

    std::vector<record::Entered> rehearse_batch()
    {
        return dry_run_->rehearsal.enter_all(take_entries(dry_run_->transaction));
    }

    std::vector<record::Entry> take_entries(sql::Transaction& transaction)
    {
        std::vector<record::Entry> entries;
        for (auto& row : pending_) {
            if (row.entry && row.entry->party.identifiers.empty())
                refuse_nameless(transaction, row);
            if (row.entry) entries.push_back(std::move(*row.entry));
        }
        return entries;
    }

    // Nothing says who it is but a name: the firms of that name are offered, none is taken.
    void refuse_nameless(sql::Transaction& transaction, CheckedRow& row)
    {
        Finding finding = row_finding("subject.no_identifier", Severity::error, {});
        finding.value = row.entry->party.name;
        for (const auto& candidate : names_.named(transaction, row.entry->party.name)) {
            if (!finding.meant.empty()) finding.meant += "; ";
            finding.meant += candidate.code + ' ' + candidate.name;
        }
        row.findings.push_back(std::move(finding));
        row.entry.reset();
    }

    void tell(const std::vector<record::Entered>& answers)
    {
        std::size_t answered = 0;
        for (auto& row : pending_) {
            ImportedRow imported{RowOutcome::accepted, 0, row};
            if (!row.entry) {
                imported.outcome = RowOutcome::refused;
            } else {
                const auto& answer = answers[answered++];
                imported.record = answer.record;
                imported.outcome = outcome_of(answer, row);
            }
            count(imported);
            if (sinks_.on_row) sinks_.on_row(imported);
        }
    }

    static RowOutcome outcome_of(const record::Entered& answer, CheckedRow& row)
    {
        using Outcome = record::Entered::Outcome;
        const std::string record = answer.record == 0 ? "" : std::to_string(answer.record);
        for (const auto warning : answer.warnings)
            row.findings.push_back(row_finding(warning, Severity::warning, record));
        switch (answer.outcome) {
        case Outcome::entered: return RowOutcome::accepted;
        case Outcome::unchanged: return RowOutcome::unchanged;
        case Outcome::of_withdrawn:
            row.findings.push_back(row_finding("record.withdrawn", Severity::warning, record));
            return RowOutcome::unchanged;
        case Outcome::correction_proposed:
            row.findings.push_back(
                row_finding("record.correction_proposed", Severity::warning, record));
            return RowOutcome::accepted;
        case Outcome::withdrawal_proposed:
            row.findings.push_back(
                row_finding("record.withdrawal_proposed", Severity::warning, record));
            return RowOutcome::accepted;
        case Outcome::no_earlier:
            row.findings.push_back(row_finding("record.no_earlier", Severity::error, {}));
            return RowOutcome::refused;
        case Outcome::conflict:
            row.findings.push_back(row_finding("record.conflict", Severity::error, record));
            return RowOutcome::refused;
        }
        throw Failure("a row with no outcome");
    }

    void count(const ImportedRow& imported)
    {
        auto& counts = report_.counts;
        ++counts.read;
        switch (imported.outcome) {
        case RowOutcome::accepted:
            ++counts.accepted;
            if (!imported.row.findings.empty()) ++counts.warned;
            break;
        case RowOutcome::unchanged: ++counts.unchanged; break;
        case RowOutcome::refused: ++counts.refused; break;
        }
        for (const auto& finding : imported.row.findings)
            ++counts.by_reason[std::string(finding.reason)];
    }

    void finish()
    {
        auto writing = platform_.begin();
        if (release_ == record::Release::awaited &&
            access::waiting_about(writing.sql(), report_.submission).empty())
            record::propose_release(writing, act_, report_.submission);  // Released half-way.
        collection::receive(writing, act_, report_.submission, report_.counts);
        platform_.commit(writing);
    }

    // One snapshot for all of it, and no lock on the head of the log.
    struct DryRun {
        sql::Transaction transaction;
        record::Rehearsal rehearsal;
        DryRun(sql::Transaction begun, ledger::PartKeys& keys)
            : transaction(std::move(begun)), rehearsal(transaction, keys)
        {}
    };

    Platform& platform_;
    const access::Act& act_;
    const ImportWish& wish_;
    const ImportSinks& sinks_;
    record::Release release_ = record::Release::waived;
    std::optional<DryRun> dry_run_;
    ImportReport report_;
    ImportProgress progress_;
    subject::NameIndex names_;
    Rows pending_;
    std::size_t batch_rows_ = block_rows;
};

}  // namespace

Result<ImportReport> import_file(Platform& platform, const Policy& policy, const access::Act& act,
                                 const ImportWish& wish, const ImportSinks& sinks)
{
    return Import(platform, act, wish, sinks).run(policy);
}

}  // namespace xinheng
