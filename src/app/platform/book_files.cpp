#include "app/platform/book_files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>

namespace xinheng {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(const char* doing, const fs::path& path)
{
    throw Failure(std::string("could not ") + doing + ' ' + path.string() + ": " +
                  std::strerror(errno));
}

// "city" of postgresql://user@host/city?sslmode=require
std::string database_name(const std::string& url)
{
    const std::string path = url.substr(0, url.find('?'));
    const std::string name = path.substr(path.rfind('/') + 1);
    return name.empty() ? "book" : name;
}

class OpenFile {
public:
    OpenFile(const fs::path& path, int flags, mode_t mode)
        : path_(path), descriptor_(::open(path.c_str(), flags | O_CLOEXEC, mode))
    {
        if (descriptor_ < 0) fail("open", path);
    }
    ~OpenFile() { ::close(descriptor_); }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    void write_all(std::string_view content)
    {
        while (!content.empty()) {
            const ssize_t written = ::write(descriptor_, content.data(), content.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) fail("write", path_);
            content.remove_prefix(static_cast<std::size_t>(written));
        }
    }

    void make_durable()
    {
        if (::fsync(descriptor_) != 0) fail("sync", path_);
    }

    void make_file_system_durable()
    {
        if (::syncfs(descriptor_) != 0) fail("sync", path_);
    }

private:
    fs::path path_;
    int descriptor_;
};

// What could not be written whole, as on a full disk, does not stay.
class Unfinished {
public:
    explicit Unfinished(const fs::path& path) : path_(path) {}
    ~Unfinished()
    {
        if (!is_finished_) ::unlink(path_.c_str());
    }
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;

    void rename_to(const fs::path& to)
    {
        if (::rename(path_.c_str(), to.c_str()) != 0) fail("rename", path_);
        is_finished_ = true;
    }

private:
    const fs::path& path_;
    bool is_finished_ = false;
};

std::string new_ending()
{
    return ".new" + std::to_string(::getpid());
}

}  // namespace

BookFiles BookFiles::of(const std::string& book)
{
    const bool remote = book.starts_with("postgresql://") || book.starts_with("postgres://");
    fs::path stem = remote ? fs::path(database_name(book)) : fs::path(book);
    if (const char* const folder = std::getenv("XINHENG_BOOK_FILES"))
        stem = fs::path(folder) / stem.filename();
    return {fs::path(stem) += ".ledger", fs::path(stem) += ".keys"};
}

std::string BookFiles::part_keys() const
{
    if (const char* const store = std::getenv("XINHENG_PART_KEYS")) return store;
    return (keys / "part_keys.db").string();
}

void write_file(const fs::path& path, std::string_view content, Secrecy secrecy)
{
    fs::create_directories(path.parent_path());
    const fs::path beside = fs::path(path) += new_ending();
    Unfinished unfinished(beside);
    {
        const mode_t mode = secrecy == Secrecy::secret ? 0600 : 0644;
        OpenFile file(beside, O_WRONLY | O_CREAT | O_TRUNC, mode);
        file.write_all(content);
        file.make_durable();
    }
    unfinished.rename_to(path);
    OpenFile(path.parent_path(), O_RDONLY | O_DIRECTORY, 0).make_durable();
}

FileLock::FileLock(const fs::path& path)
    : descriptor_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600))
{
    if (descriptor_ < 0) fail("open", path);
    while (::flock(descriptor_, LOCK_EX) != 0)
        if (errno != EINTR) fail("lock", path);
}

FileLock::~FileLock()
{
    ::close(descriptor_);
}

void FileBatch::write(const fs::path& path, std::string_view content)
{
    if (path.parent_path() != parent_) {
        parent_ = path.parent_path();
        fs::create_directories(parent_);
    }
    const fs::path beside = fs::path(path) += new_ending();
    Unfinished unfinished(beside);
    OpenFile(beside, O_WRONLY | O_CREAT | O_TRUNC, 0644).write_all(content);
    unfinished.rename_to(path);
    is_written_ = true;
}

void FileBatch::finish()
{
    if (is_written_) OpenFile(folder_, O_RDONLY | O_DIRECTORY, 0).make_file_system_durable();
    is_written_ = false;
}

std::optional<std::string> read_file(const fs::path& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::nullopt;
    std::ostringstream content;
    content << file.rdbuf();
    return content.str();
}

ledger::TileSource tiles_in_folder(const fs::path& folder)
{
    return [folder](const ledger::TileAddress& address) -> Result<std::string> {
        auto bytes = read_file(folder / address.path());
        if (!bytes && !address.is_full()) {
            ledger::TileAddress whole = address;
            whole.width = ledger::TileAddress::full_width;
            bytes = read_file(folder / whole.path());
        }
        if (!bytes || bytes->size() < address.size_bytes())
            return Error{ErrorKind::not_found, "tile.missing", address.path()};
        bytes->resize(address.size_bytes());
        return std::move(*bytes);
    };
}

}  // namespace xinheng
