#include "app/platform/succession.h"

#include "base/failpoint.h"
#include "base/json.h"

namespace xinheng {

namespace fs = std::filesystem;

namespace {

std::string first_line(const std::string& text)
{
    return text.substr(0, text.find('\n'));
}

Result<ledger::Checkpoint> checkpoint_in(const std::string& published)
{
    const auto note = TRY(ledger::Note::parse(published));
    return ledger::Checkpoint::parse(note.text);
}

// Nothing stands in the way of the old log: then there is no reason for a new one.
Outcome must_be_behind(Platform& platform)
{
    const auto may = platform.may_append();
    if (may) return Error{ErrorKind::conflict, "ledger.not_behind", ""};
    const auto reason = may.error().reason;
    if (reason == "ledger.behind" || reason == "ledger.forked") return Done{};
    return may.error();
}

ledger::Draft succession_event(const std::string& published, const ledger::VerifierKey& key)
{
    ledger::Draft draft;
    draft.kind = "log.succeeded";
    draft.bodies[0] = json::canonical(
        json::Object{{"checkpoint", published}, {"key", key.text()}, {"origin", key.name()}});
    return draft;
}

Outcome begin_log(Platform& platform, const access::Act& act, const std::string& origin)
{
    TRY(must_be_behind(platform));
    const auto published = read_file(platform.files().checkpoint()).value_or("");
    const auto old = TRY(checkpoint_in(published));
    if (old.origin == origin) return Error{ErrorKind::conflict, "ledger.same_name", origin};

    auto writing = platform.begin();
    const auto suite = ledger::suite_of(writing.sql());
    const auto key = TRY(ledger::SignerKey::generate(origin, {suite.hash}));
    write_file(platform.files().begun_key(), key.text() + '\n', Secrecy::secret);
    ledger::rename_log(writing, origin);
    writing.append(access::text_of(act), succession_event(published, key.verifier()));
    platform.commit(writing);
    return Done{};
}

void keep_aside(const fs::path& path, const std::string& ending)
{
    if (fs::exists(path)) fs::rename(path, fs::path(path) += ending);
}

// Each step leaves something by which the next attempt knows what is still to be done.
Outcome take_over_files(const BookFiles& files, const std::string& origin)
{
    if (const auto published = read_file(files.checkpoint())) {
        const auto checkpoint = TRY(checkpoint_in(*published));
        const std::string ending = ".until-" + std::to_string(checkpoint.head.size);
        if (checkpoint.origin != origin) {
            keep_aside(files.log_key(), ending);
            keep_aside(files.verifier_key(), ending);
            failpoint("succeed.before_folder");
            keep_aside(files.ledger, ending);
        }
    }
    const auto key_text = read_file(files.begun_key());
    if (!key_text) return Done{};
    const auto key = TRY(ledger::SignerKey::parse(first_line(*key_text)));
    write_file(files.verifier_key(), key.verifier().text() + '\n', Secrecy::open);
    fs::rename(files.begun_key(), files.log_key());
    return Done{};
}

std::string origin_of(Platform& platform)
{
    auto transaction = platform.read();
    return ledger::origin_of(transaction);
}

}  // namespace

Result<ledger::VerifierKey> succeed_log(Platform& platform, const access::Act& act,
                                        const std::string& origin)
{
    if (act.why.empty()) return Error{ErrorKind::invalid_input, "act.reason_missing", ""};
    if (origin_of(platform) != origin) TRY(begin_log(platform, act, origin));
    else if (!read_file(platform.files().begun_key()))
        return Error{ErrorKind::conflict, "ledger.same_name", origin};

    failpoint("succeed.before_files");
    TRY(take_over_files(platform.files(), origin));
    TRY(platform.publish());
    return platform.verifier_key();
}

}  // namespace xinheng
