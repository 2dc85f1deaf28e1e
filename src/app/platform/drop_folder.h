// A folder into which departments put their files: DIR/<provider>/<class>/file. What is complete is
// taken once and put away into done/ or refused/ beside it, with its receipt. The receipt comes
// first and the move last, so that a file whose move a power cut prevented is known by its digest
// and is not handed in again.
#pragma once

#include "base/result.h"

#include <chrono>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace xinheng {

struct Dropped {
    std::filesystem::path file;
    std::string provider;
    std::string class_code;
    std::string digest;  // SHA-256 of the whole file, in hexadecimal.
};

enum class Fate { done, refused };
std::string_view name_of(Fate fate);

class DropFolder {
public:
    // A file is complete when nobody has written to it for that long, nobody has it open to write,
    // and its name is not that of a file on its way (.part, .tmp, ~ …).
    DropFolder(std::filesystem::path folder, std::chrono::seconds settled)
        : folder_(std::move(folder)), settled_(settled)
    {}

    // Refuses with "drop.no_folder".
    Outcome check() const;
    // In order of name. A move that was cut short is finished first.
    std::vector<std::filesystem::path> complete();
    // Nothing where its move only had to be finished, or where it has gone.
    std::optional<Dropped> take(const std::filesystem::path& file) const;
    // Files that lie where no provider and class are said, or have no name in UTF-8: each is told
    // of once.
    std::vector<std::filesystem::path> misplaced();

    // Where the refused rows are written while the file is read.
    std::filesystem::path rows_in_work(const Dropped& dropped) const;
    // The receipt, then the rows in work under the ending given (none where it is empty), then the
    // file. Answers where the file is now. Durable when it returns.
    std::filesystem::path put_away(const Dropped& dropped, Fate fate, std::string_view receipt,
                                   std::string_view rows_ending) const;

private:
    bool is_complete(const std::filesystem::directory_entry& entry) const;

    std::filesystem::path folder_;
    std::chrono::seconds settled_;
    std::set<std::filesystem::path> told_;
};

}  // namespace xinheng
