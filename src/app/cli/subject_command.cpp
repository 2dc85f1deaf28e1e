// uscc, subject load|rename|correct-code|merge, search.
#include "app/cli/cli.h"
#include "app/cli/progress.h"
#include "app/cli/table.h"
#include "base/csv.h"
#include "base/json.h"
#include "base/text.h"
#include "credit/subject/subject.h"

#include <CLI/CLI.hpp>

#include <istream>
#include <ostream>

namespace xinheng::cli {

namespace {

json::Value as_json(const std::string& written, const subject::IdentifierReading& reading)
{
    json::Array warnings;
    for (const auto& warning : reading.warnings) warnings.push_back(warning.reason);
    json::Object object{{"warnings", std::move(warnings)}};
    // A person's number is not repeated.
    if (reading.reason != "identifier.personal_number") object.emplace("written", written);
    if (reading.identifier) {
        object.emplace("code", reading.identifier->value);
        object.emplace("scheme", subject::text_of(reading.identifier->scheme));
    } else {
        object.emplace("error", reading.reason);
    }
    if (!reading.meant.empty()) object.emplace("meant", reading.meant);
    return object;
}

// As it was read, then ok, warning or error, then the reasons.
std::string as_line(const std::string& written, const subject::IdentifierReading& reading)
{
    std::string line = reading.identifier ? reading.identifier->value : written;
    if (reading.reason == "identifier.personal_number") line = "******************";
    line += '\t';
    line += !reading.identifier ? "error" : reading.warnings.empty() ? "ok" : "warning";
    std::vector<std::string> reasons;
    if (!reading.reason.empty()) reasons.emplace_back(reading.reason);
    if (reading.identifier && reading.identifier->scheme != subject::Scheme::uscc)
        reasons.emplace_back(subject::text_of(reading.identifier->scheme));
    for (const auto& warning : reading.warnings) reasons.emplace_back(warning.reason);
    if (!reasons.empty()) line += '\t' + join(reasons, ",");
    if (!reading.meant.empty()) line += "\tmeant " + reading.meant;
    return line;
}

Outcome read_codes(Context& context, const std::vector<std::string>& codes)
{
    const auto policy = TRY(context.load());
    const auto answer = [&](const std::string& written) {
        const auto reading =
            subject::read_identifier(written, subject::Column::subject, policy.codes);
        if (!reading.identifier) context.exit_code = refused;
        context.streams.out << (context.as_json ? json::canonical(as_json(written, reading))
                                                : as_line(written, reading))
                            << '\n';
    };
    for (const auto& code : codes) answer(code);
    if (!codes.empty()) return Done{};

    constexpr std::size_t longest_line = 4096;
    for (std::string line; std::getline(context.streams.in, line);) {
        line.resize(std::min(line.size(), longest_line));
        if (!is_utf8(line)) line = "\xEF\xBF\xBD";
        answer(line);
    }
    return Done{};
}

// The columns of a register's file, by the headings that registers use.
struct RegisterColumns {
    std::optional<std::size_t> code, name, registered_on, kind, division;

    explicit RegisterColumns(const csv::Row& headings)
    {
        for (std::size_t column = 0; column < headings.cells.size(); ++column) {
            const std::string_view heading = trimmed(headings.cells[column]);
            if (heading == "uscc" || heading == "code" || heading == "统一社会信用代码" ||
                heading == "code_as_published")
                code = column;
            else if (heading == "name" || heading == "名称" || heading == "企业名称" ||
                     heading == "主体名称")
                name = column;
            else if (heading == "reg_date" || heading == "registered_on" || heading == "成立日期" ||
                     heading == "登记日期")
                registered_on = column;
            else if (heading == "kind" || heading == "类型" || heading == "主体类型") kind = column;
            else if (heading == "division" || heading == "行政区划" || heading == "city")
                division = column;
        }
    }
};

std::string cell_of(const csv::Row& row, std::optional<std::size_t> column)
{
    if (!column || *column >= row.cells.size()) return {};
    return std::string(trimmed(row.cells[*column]));
}

class SubjectLoad {
public:
    SubjectLoad(Context& context, Platform& platform, const Policy& policy)
        : context_(context), platform_(platform), policy_(policy), act_(context.act("register"))
    {}

    Outcome run(const std::string& file)
    {
        auto reader = TRY(csv::Reader::open(file));
        csv::Row row;
        if (!reader.next(row)) return Error{ErrorKind::invalid_input, "file.no_headings", file};
        const RegisterColumns columns(row);
        if (!columns.code || !columns.name)
            return Error{ErrorKind::invalid_input, "subject.columns", file};
        TRY(platform_.may_append());

        ProgressBar bar(context_.streams.err, "subject load");
        while (reader.next(row)) {
            take(row, columns);
            if (batch_.size() < batch_rows) continue;
            write();
            bar.show({static_cast<std::int64_t>(reader.bytes_read()),
                      static_cast<std::int64_t>(reader.bytes_total())},
                     read_);
        }
        write();
        if (!reader.problem().empty())
            return Error{ErrorKind::invalid_input, reader.problem(), file};
        TRY(platform_.publish());
        tell_counts();
        return Done{};
    }

private:
    static constexpr std::size_t batch_rows = 4096;

    void take(const csv::Row& row, const RegisterColumns& columns)
    {
        ++read_;
        const std::string code = cell_of(row, columns.code);
        auto reading = subject::read_identifier(code, subject::Column::subject, policy_.codes);
        const std::string_view problem = !row.problem.empty() ? row.problem : reading.reason;
        if (!reading.identifier || !row.problem.empty()) {
            ++reasons_[std::string(problem)];
            ++refused_;
            if (!context_.as_json && refused_ <= shown_refusals)
                context_.streams.err << "row " << row.number << ": " << problem
                                     << (reading.meant.empty() ? "" : ", meant " + reading.meant)
                                     << '\n';
            return;
        }
        for (const auto& warning : reading.warnings) ++reasons_[std::string(warning.reason)];
        batch_.push_back({{{std::move(*reading.identifier)}, cell_of(row, columns.name)},
                          cell_of(row, columns.registered_on),
                          cell_of(row, columns.kind),
                          cell_of(row, columns.division)});
    }

    void write()
    {
        if (batch_.empty()) return;
        auto writing = platform_.begin();
        for (const auto answer : subject::register_all(writing, act_, batch_)) {
            if (answer == subject::Registered::unchanged) ++unchanged_;
            else ++accepted_;
            if (answer == subject::Registered::renamed) ++reasons_["subject.name_differs"];
        }
        platform_.commit(writing);
        batch_.clear();
    }

    void tell_counts()
    {
        if (refused_ > 0) context_.exit_code = refused;
        json::Object reasons;
        for (const auto& [reason, count] : reasons_) reasons.emplace(reason, count);
        if (context_.as_json) {
            context_.streams.out << json::canonical(json::Object{{"accepted", accepted_},
                                                                 {"read", read_},
                                                                 {"reasons", std::move(reasons)},
                                                                 {"refused", refused_},
                                                                 {"unchanged", unchanged_}})
                                 << '\n';
            return;
        }
        context_.streams.out << "read " << read_ << " = accepted " << accepted_ << " + refused "
                             << refused_ << " + unchanged " << unchanged_ << '\n';
        for (const auto& [reason, count] : reasons_)
            context_.streams.out << "  " << padded(reason, 34) << count << '\n';
    }

    static constexpr std::int64_t shown_refusals = 20;

    Context& context_;
    Platform& platform_;
    const Policy& policy_;
    access::Act act_;
    std::vector<subject::Registration> batch_;
    std::map<std::string, std::int64_t> reasons_;
    std::int64_t read_ = 0, accepted_ = 0, unchanged_ = 0, refused_ = 0;
};

Outcome load_subjects(Context& context, const std::string& file)
{
    const auto policy = TRY(context.load());
    auto platform = TRY(context.open());
    return SubjectLoad(context, platform, policy).run(file);
}

Result<subject::SubjectId> known(sql::Transaction& transaction, const std::string& code)
{
    const auto id = subject::find_by_code(transaction, code);
    if (!id) return Error{ErrorKind::not_found, "subject.unknown", code};
    return *id;
}

struct Change {
    std::string code;
    std::string to;
    std::string why;
    std::string basis;
};

template <class Apply>
void change_subject(Context& context, const Change& wanted, Apply apply)
{
    attempt(context, [&]() -> Outcome {
        const auto policy = TRY(context.load());
        auto platform = TRY(context.open());
        TRY(platform.may_append());
        auto writing = platform.begin();
        TRY(apply(writing, policy, context.act(wanted.why, wanted.basis)));
        platform.commit(writing);
        TRY(platform.publish());
        return Done{};
    });
}

Outcome rename(ledger::Writing& writing, const access::Act& act, const Change& wanted)
{
    const auto id = TRY(known(writing.sql(), wanted.code));
    return subject::rename(writing, act, id, wanted.to);
}

Outcome correct_code(ledger::Writing& writing, const Policy& policy, const access::Act& act,
                     const Change& wanted)
{
    const auto to = subject::read_identifier(wanted.to, subject::Column::subject, policy.codes);
    if (!to.identifier) return Error{ErrorKind::invalid_input, to.reason, wanted.to};

    return subject::correct_code(writing, act,
                                 {{to.identifier->scheme, wanted.code}, *to.identifier});
}

Outcome merge(ledger::Writing& writing, const access::Act& act, const Change& wanted)
{
    const auto gone = TRY(known(writing.sql(), wanted.code));
    const auto into = TRY(known(writing.sql(), wanted.to));
    return subject::merge(writing, act, {gone, into});
}

Outcome search(Context& context, const std::string& text, int limit)
{
    auto platform = TRY(context.open());
    auto transaction = platform.read();
    const auto found = subject::search(transaction, text, limit);
    if (context.as_json) {
        json::Array all;
        for (const auto& candidate : found)
            all.push_back(json::Object{
                {"code", candidate.code}, {"name", candidate.name}, {"subject", candidate.id}});
        context.streams.out << json::canonical(std::move(all)) << '\n';
        return Done{};
    }
    if (found.empty()) context.exit_code = refused;
    Table table({"code", "name"});
    for (const auto& candidate : found) table.add({candidate.code, candidate.name});
    table.print(context.streams.out);
    return Done{};
}

void add_change_options(CLI::App& command, Change& wanted, const char* to)
{
    command.add_option("code", wanted.code, "The subject, by a code it has")->required();
    command.add_option("to", wanted.to, to)->required();
    command.add_option("--why", wanted.why, "The reason");
    command.add_option("--basis", wanted.basis, "The legal basis");
}

// What happens to a subject in the course of time.
void add_changes(CLI::App& subject, Context& context)
{
    auto wanted = std::make_shared<Change>();
    auto* const renaming = subject.add_subcommand("rename", "A subject has a new name");
    add_change_options(*renaming, *wanted, "The new name");
    renaming->callback([&context, wanted] {
        change_subject(context, *wanted, [&](auto& writing, const Policy&, const access::Act& act) {
            return rename(writing, act, *wanted);
        });
    });
    auto* const correcting = subject.add_subcommand("correct-code", "A code was wrong");
    add_change_options(*correcting, *wanted, "The right code");
    correcting->callback([&context, wanted] {
        change_subject(context, *wanted,
                       [&](auto& writing, const Policy& policy, const access::Act& act) {
                           return correct_code(writing, policy, act, *wanted);
                       });
    });
    auto* const merging = subject.add_subcommand("merge", "A subject was merged into another");
    add_change_options(*merging, *wanted, "The subject that goes on, by a code it has");
    merging->callback([&context, wanted] {
        change_subject(context, *wanted, [&](auto& writing, const Policy&, const access::Act& act) {
            return merge(writing, act, *wanted);
        });
    });
}

}  // namespace

void add_subject_commands(CLI::App& app, Context& context)
{
    auto codes = std::make_shared<std::vector<std::string>>();
    auto* const uscc = app.add_subcommand("uscc", "Read codes: ok, warning or error, with reasons");
    uscc->add_option("codes", *codes, "The codes; none: a column on standard input");
    uscc->callback(
        [&context, codes] { attempt(context, [&] { return read_codes(context, *codes); }); });

    auto* const subject = app.add_subcommand("subject", "Who the records are about");
    subject->require_subcommand(1);
    auto file = std::make_shared<std::string>();
    auto* const load = subject->add_subcommand("load", "Load a register (CSV with uscc and name)");
    load->add_option("file", *file, "The file; - is standard input")->required();
    load->callback(
        [&context, file] { attempt(context, [&] { return load_subjects(context, *file); }); });

    add_changes(*subject, context);

    struct Search {
        std::string text;
        int limit = 20;
    };
    auto sought = std::make_shared<Search>();
    auto* const searching = app.add_subcommand("search", "Find subjects by a part of the name");
    searching->add_option("text", sought->text, "A part of the name, or a code")->required();
    searching->add_option("--limit", sought->limit, "At most so many")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    searching->callback([&context, sought] {
        attempt(context, [&] { return search(context, sought->text, sought->limit); });
    });
}

}  // namespace xinheng::cli
