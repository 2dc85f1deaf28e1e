#include "app/platform/platform.h"

#include "app/platform/projections.h"
#include "base/failpoint.h"
#include "base/json.h"

namespace xinheng {

namespace {

// The book itself and the organisation that runs it.
ledger::Draft first_event(const NewBook& wanted, const access::Act& act,
                          const ledger::VerifierKey& key)
{
    ledger::Draft draft;
    draft.subject = ledger::new_subject;  // The house itself.
    draft.kind = "book.begun";
    draft.bodies[0] = json::canonical(json::Object{
        {"key", key.text()},
        {"organisation",
         json::Object{{"code", act.organisation}, {"name", wanted.platform_name}, {"parent", ""}}},
        {"origin", wanted.origin}});
    return draft;
}

Result<ledger::TreeHead> head_at(sql::Transaction& transaction, ledger::Suite suite,
                                 std::uint64_t size)
{
    const auto appender =
        TRY(ledger::Appender::restore(suite, size, ledger::tiles_of(transaction)));
    return appender.head();
}

bool has_events(sql::Connection& connection)
{
    if (!connection.has_table("ledger_head")) return false;
    sql::Transaction transaction(connection, sql::Mode::read);
    return ledger::size_of(transaction) > 0;
}

std::uint64_t nodes_at(std::uint64_t size, int level)
{
    return size >> (level < 0 ? 0 : level * static_cast<int>(ledger::TileAddress::height));
}

std::uint64_t full_tile_count(std::uint64_t size, int level)
{
    return nodes_at(size, level) / ledger::TileAddress::full_width;
}

std::uint64_t tile_count(std::uint64_t size, int level)
{
    constexpr std::uint64_t width = ledger::TileAddress::full_width;
    return (nodes_at(size, level) + width - 1) / width;
}

}  // namespace

Platform::Platform(std::string book, std::unique_ptr<sql::Connection> connection)
    : book_(std::move(book)),
      files_(BookFiles::of(book_)),
      connection_(std::move(connection)),
      part_keys_(files_.part_keys())
{}

Result<Platform> Platform::create(const NewBook& wanted, const access::Act& act)
{
    const BookFiles files = BookFiles::of(wanted.book);
    if (read_file(files.checkpoint()))
        return Error{ErrorKind::conflict, "book.exists", files.ledger.string()};
    if (read_file(files.log_key())) return end_beginning(wanted);
    const auto key = TRY(ledger::SignerKey::generate(wanted.origin, {wanted.suite.hash}));
    Platform platform(wanted.book,
                      TRY(sql::Connection::open(wanted.book, sql::Connection::Create::if_missing)));
    if (!platform.connection_->has_table("ledger_head")) platform.create_tables(wanted);
    failpoint("init.before_event");
    TRY(platform.append_beginning(wanted, act, key));
    TRY(platform.take_begun_key());
    TRY(platform.publish());
    return platform;
}

void Platform::create_tables(const NewBook& wanted)
{
    connection_->begin(sql::Mode::write);
    ledger::create_tables(*connection_, {wanted.suite, wanted.origin});
    Projections::create_tables(*connection_, sql::Connection::Half::both);
    connection_->commit();
}

// A beginning that was cut short is taken up where it ended: until the last step its key lies under
// a name by which nothing is signed, so that no log with two beginnings can come of it.
Outcome Platform::append_beginning(const NewBook& wanted, const access::Act& act,
                                   const ledger::SignerKey& key)
{
    auto writing = begin();
    const auto begun = TRY(ledger::publishing(writing.sql()));
    if (begun.checkpoint.origin != wanted.origin || begun.suite.hash != wanted.suite.hash)
        return Error{ErrorKind::conflict, "book.exists", book_};
    if (begun.checkpoint.head.size > 0) return Done{};

    make_keys_folder();
    write_file(files_.begun_key(), key.text() + '\n', Secrecy::secret);
    writing.append(access::text_of(act), first_event(wanted, act, key.verifier()));
    commit(writing);
    return Done{};
}

Outcome Platform::take_begun_key()
{
    const auto key_text = read_file(files_.begun_key());
    if (!key_text) return Error{ErrorKind::conflict, "book.exists", book_};
    const auto key = TRY(ledger::SignerKey::parse(key_text->substr(0, key_text->find('\n'))));
    write_file(files_.verifier_key(), key.verifier().text() + '\n', Secrecy::open);
    failpoint("init.before_key");
    std::filesystem::rename(files_.begun_key(), files_.log_key());
    return Done{};
}

// All is there but the first checkpoint.
Result<Platform> Platform::end_beginning(const NewBook& wanted)
{
    const Error exists{ErrorKind::conflict, "book.exists",
                       BookFiles::of(wanted.book).keys.string()};
    auto platform = open(wanted.book);
    if (!platform) return exists;
    if (!platform->holds_only_its_beginning(wanted)) return exists;

    TRY(platform->publish_anew());
    return platform;
}

bool Platform::holds_only_its_beginning(const NewBook& wanted)
{
    auto transaction = read();
    return ledger::size_of(transaction) == 1 && ledger::origin_of(transaction) == wanted.origin;
}

Result<Platform> Platform::open(const std::string& book)
{
    auto connection = TRY(sql::Connection::open(book, sql::Connection::Create::never));
    if (!has_events(*connection)) return Error{ErrorKind::invalid_input, "book.no_book", book};

    return Platform(book, std::move(connection));
}

void Platform::make_keys_folder() const
{
    std::filesystem::create_directories(files_.keys);
    std::filesystem::permissions(files_.keys, std::filesystem::perms::owner_all);
}

Outcome Platform::may_append()
{
    ledger::finish_erasures(*connection_, part_keys_);
    const auto published = read_file(files_.checkpoint());
    if (!published) {
        auto transaction = read();
        if (!ledger::newest_checkpoint(transaction)) return Done{};
        return Error{ErrorKind::conflict, "ledger.unpublished", files_.checkpoint().string()};
    }

    const auto note = TRY(ledger::Note::parse(*published));
    const auto checkpoint = TRY(ledger::Checkpoint::parse(note.text));
    auto transaction = read();
    const auto now = TRY(ledger::publishing(transaction));
    if (checkpoint.head.size > now.checkpoint.head.size)
        return Error{ErrorKind::conflict, "ledger.behind",
                     std::to_string(now.checkpoint.head.size) + " < " +
                         std::to_string(checkpoint.head.size)};
    const auto then = TRY(head_at(transaction, now.suite, checkpoint.head.size));
    if (then != checkpoint.head || checkpoint.origin != now.checkpoint.origin)
        return Error{ErrorKind::conflict, "ledger.forked", std::to_string(checkpoint.head.size)};

    return Done{};
}

void Platform::commit(ledger::Writing& writing)
{
    Projections projections;
    for (const auto& event : writing.take_appended()) projections.see(event);
    projections.write(writing.sql());

    failpoint("commit.before");
    writing.commit();
    failpoint("commit.after");
}

Result<std::uint64_t> Platform::publish()
{
    TRY(may_append());
    return sign_and_export();
}

Result<std::uint64_t> Platform::publish_anew()
{
    if (read_file(files_.checkpoint())) return publish();

    TRY(hold_against_exported_tiles());
    return sign_and_export();
}

Outcome Platform::hold_against_exported_tiles()
{
    namespace fs = std::filesystem;
    if (!fs::exists(files_.ledger)) return Done{};
    auto transaction = read();
    const auto size = ledger::size_of(transaction);
    const auto source = ledger::tiles_of(transaction);
    for (const auto& file : fs::recursive_directory_iterator(files_.ledger)) {
        const auto path = file.path().lexically_relative(files_.ledger).generic_string();
        const auto address = ledger::TileAddress::parse(path);
        if (!file.is_regular_file() || !address) continue;
        if (ledger::tile_at(size, address->level, address->index).width < address->width)
            return Error{ErrorKind::conflict, "ledger.behind", path};
        // A power cut may leave a file empty.
        if (fs::is_empty(file)) return Error{ErrorKind::conflict, "ledger.tile_file", path};
        if (const auto kept = source(*address); !kept || *kept != read_file(file.path()))
            return Error{ErrorKind::conflict, "ledger.forked", path};
    }
    return Done{};
}

Result<std::uint64_t> Platform::sign_and_export()
{
    const auto key_text = read_file(files_.log_key());
    if (!key_text) return Error{ErrorKind::not_found, "key.missing", files_.log_key().string()};
    const auto key = TRY(ledger::SignerKey::parse(key_text->substr(0, key_text->find('\n'))));

    const FileLock turn(files_.publishing_lock());
    sql::Transaction transaction(*connection_, sql::Mode::write);
    const auto publishing = TRY(ledger::publishing(transaction));
    const auto size = publishing.checkpoint.head.size;
    auto newest = ledger::newest_checkpoint(transaction);
    const bool grew =
        !newest ||
        ledger::Checkpoint::parse(ledger::Note::parse(*newest).value().text).value().head.size !=
            size;
    if (grew) {
        newest = ledger::sign_checkpoint(publishing.checkpoint, key);
        ledger::store_checkpoint(transaction, size, *newest);
        failpoint("publish.before_commit");
        transaction.commit();
    }

    // The tiles first: whoever sees the checkpoint finds all that it covers.
    auto reading = grew ? read() : std::move(transaction);
    failpoint("publish.before_tiles");
    export_tiles(reading, size);
    failpoint("publish.before_checkpoint");
    if (read_file(files_.checkpoint()) != newest)
        write_file(files_.checkpoint(), *newest, Secrecy::open);
    failpoint("publish.after_checkpoint");
    return size;
}

void Platform::export_tiles(sql::Transaction& transaction, std::uint64_t size)
{
    const auto source = ledger::tiles_of(transaction);
    const std::uint64_t published = published_size();
    FileBatch files(files_.ledger);
    for (int level = ledger::TileAddress::entries; level < 8; ++level) {
        // What the published checkpoint covers is durable, and its full tiles never change.
        const std::uint64_t count = tile_count(size, level);
        const std::uint64_t from = full_tile_count(published, level);
        for (std::uint64_t index = from; index < count; ++index) {
            const auto address = ledger::tile_at(size, level, index);
            files.write(files_.ledger / address.path(), source(address).value());
            failpoint("publish.between_tiles");
        }
    }
    files.finish();
}

std::uint64_t Platform::published_size() const
{
    const auto published = read_file(files_.checkpoint());
    if (!published) return 0;
    const auto note = ledger::Note::parse(*published);
    if (!note) return 0;
    const auto checkpoint = ledger::Checkpoint::parse(note->text);
    return checkpoint ? checkpoint->head.size : 0;
}

Outcome Platform::take_cosigned(std::string_view cosigned)
{
    TRY(may_append());
    const auto key = TRY(verifier_key());
    const auto opened = TRY(ledger::open_checkpoint(cosigned, {key}));
    const FileLock turn(files_.publishing_lock());
    sql::Transaction transaction(*connection_, sql::Mode::write);
    const auto newest = ledger::newest_checkpoint(transaction);
    const auto own = TRY(ledger::Note::parse(newest.value_or("")));
    if (TRY(ledger::Note::parse(cosigned)).text != own.text)
        return Error{ErrorKind::conflict, "checkpoint.other",
                     std::to_string(opened.checkpoint.head.size)};

    ledger::store_checkpoint(transaction, opened.checkpoint.head.size, cosigned);
    transaction.commit();
    write_file(files_.checkpoint(), cosigned, Secrecy::open);
    return Done{};
}

Result<ledger::VerifierKey> Platform::verifier_key() const
{
    const auto text = read_file(files_.verifier_key());
    if (!text) return Error{ErrorKind::not_found, "key.missing", files_.verifier_key().string()};

    return ledger::VerifierKey::parse(text->substr(0, text->find('\n')));
}

}  // namespace xinheng
