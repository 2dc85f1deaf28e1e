#include "app/platform/drop_folder.h"

#include "app/platform/book_files.h"
#include "base/digest.h"
#include "base/failpoint.h"
#include "base/json.h"
#include "base/text.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <ctime>
#include <fstream>

namespace xinheng {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t longest_receipt = 1 << 20;

class Descriptor {
public:
    Descriptor(const fs::path& path, int flags) : number_(::open(path.c_str(), flags | O_CLOEXEC))
    {}
    ~Descriptor()
    {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    explicit operator bool() const { return number_ >= 0; }
    int get() const { return number_; }

private:
    int number_;
};

bool is_on_its_way(const std::string& name)
{
    for (const std::string_view ending :
         {".part", ".partial", ".tmp", ".filepart", ".crdownload", ".download", "~"})
        if (name.ends_with(ending)) return true;
    return name.starts_with('.') || name.starts_with("~$");
}

// Not every file system tells; then the time since the last writing has to do.
bool is_being_written(const fs::path& file)
{
    const Descriptor descriptor(file, O_RDONLY | O_NONBLOCK);
    if (!descriptor) return true;
    if (::fcntl(descriptor.get(), F_SETLEASE, F_RDLCK) == 0) {
        ::fcntl(descriptor.get(), F_SETLEASE, F_UNLCK);
        return false;
    }
    return errno == EAGAIN;
}

std::optional<std::string> digest_of(const fs::path& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::nullopt;
    Hasher hasher;
    std::array<char, 64 << 10> block{};
    while (file) {
        file.read(block.data(), block.size());
        hasher.add({block.data(), static_cast<std::size_t>(file.gcount())});
    }
    return hex(hasher.finish().view());
}

fs::path receipt_of(const fs::path& file)
{
    return file.string() + ".receipt.json";
}

void make_durable(const fs::path& folder)
{
    const Descriptor descriptor(folder, O_RDONLY | O_DIRECTORY);
    if (!descriptor || ::fsync(descriptor.get()) != 0)
        throw Failure("could not make durable: " + folder.string());
}

// "name.csv", or "name (2).csv" where a file of that name was put away before.
fs::path free_place(const fs::path& folder, const fs::path& name)
{
    fs::path place = folder / name;
    for (int number = 2; fs::exists(place); ++number)
        place = folder / (name.stem().string() + " (" + std::to_string(number) + ')' +
                          name.extension().string());
    return place;
}

bool is_receipt_for(const fs::path& place, std::string_view digest)
{
    std::error_code trouble;
    if (fs::file_size(receipt_of(place), trouble) > longest_receipt || trouble) return false;
    const auto text = read_file(receipt_of(place));
    const auto receipt = json::parse(text.value_or(""));
    return receipt && (*receipt)["sha256"].text_or("") == digest;
}

}  // namespace

std::string_view name_of(Fate fate)
{
    return fate == Fate::done ? "done" : "refused";
}

Outcome DropFolder::check() const
{
    if (fs::is_directory(folder_)) return Done{};
    return Error{ErrorKind::invalid_input, "drop.no_folder", folder_.string()};
}

bool DropFolder::is_complete(const fs::directory_entry& entry) const
{
    struct stat about{};
    if (::lstat(entry.path().c_str(), &about) != 0 || !S_ISREG(about.st_mode)) return false;
    const std::string name = entry.path().filename().string();
    if (is_on_its_way(name) || !is_utf8(name)) return false;
    const auto age = std::time(nullptr) - about.st_mtime;
    return age >= settled_.count() && !is_being_written(entry.path());
}

std::vector<fs::path> DropFolder::complete()
{
    std::vector<fs::path> files;
    for (const auto& provider : fs::directory_iterator(folder_)) {
        if (!provider.is_directory()) continue;
        for (const auto& record_class : fs::directory_iterator(provider)) {
            if (!record_class.is_directory()) continue;
            for (const auto& entry : fs::directory_iterator(record_class))
                if (is_complete(entry)) files.push_back(entry.path());
        }
    }
    std::ranges::sort(files);
    return files;
}

std::vector<fs::path> DropFolder::misplaced()
{
    std::vector<fs::path> files;
    const auto tell = [&](const fs::directory_entry& entry) {
        if (!entry.is_directory() && !told_.contains(entry.path())) files.push_back(entry.path());
    };
    for (const auto& provider : fs::directory_iterator(folder_)) {
        tell(provider);
        if (!provider.is_directory()) continue;
        for (const auto& entry : fs::directory_iterator(provider)) {
            tell(entry);
            if (!entry.is_directory()) continue;
            for (const auto& file : fs::directory_iterator(entry))
                if (!is_utf8(file.path().filename().string())) tell(file);
        }
    }
    told_.insert(files.begin(), files.end());
    return files;
}

std::optional<Dropped> DropFolder::take(const fs::path& file) const
{
    const auto digest = digest_of(file);
    if (!digest) return std::nullopt;
    const fs::path folder = file.parent_path();
    for (const Fate fate : {Fate::done, Fate::refused}) {
        const fs::path target = folder / name_of(fate);
        const fs::path place = free_place(target, file.filename());
        if (!is_receipt_for(place, *digest)) continue;
        fs::rename(file, place);
        make_durable(target);
        make_durable(folder);
        return std::nullopt;
    }
    return Dropped{file, folder.parent_path().filename().string(), folder.filename().string(),
                   *digest};
}

fs::path DropFolder::rows_in_work(const Dropped& dropped) const
{
    return dropped.file.parent_path() / ".rows_in_work";
}

fs::path DropFolder::put_away(const Dropped& dropped, Fate fate, std::string_view receipt,
                              std::string_view rows_ending) const
{
    const fs::path folder = dropped.file.parent_path();
    const fs::path target = folder / name_of(fate);
    fs::create_directories(target);
    const fs::path place = free_place(target, dropped.file.filename());
    if (rows_ending.empty()) fs::remove(rows_in_work(dropped));
    else fs::rename(rows_in_work(dropped), place.string() + std::string(rows_ending));
    failpoint("collect.before_receipt");
    write_file(receipt_of(place), receipt, Secrecy::open);
    failpoint("collect.before_move");
    fs::rename(dropped.file, place);
    make_durable(target);
    make_durable(folder);
    return place;
}

}  // namespace xinheng
