#include "base/spreadsheet/zip.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <zip.h>

namespace xinheng::spreadsheet {
namespace {

constexpr std::size_t most_parts = 10'000;

Error broken(std::string detail)
{
    return Error{ErrorKind::invalid_input, "sheet.broken", std::move(detail)};
}

// How many parts the end of the file says that there are: the library would make room for all of
// them before anybody could look. 0xFFFF where a longer record would say more.
std::size_t told_parts(const std::string& path)
{
    constexpr std::streamoff longest_end = 22 + 65535;
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    const std::streamoff size = file.tellg();
    file.seekg(std::max<std::streamoff>(0, size - longest_end));
    std::string end(static_cast<std::size_t>(std::min(size, longest_end)), '\0');
    file.read(end.data(), static_cast<std::streamsize>(end.size()));

    const std::size_t record = end.rfind("PK\x05\x06");
    if (record == std::string::npos || record + 12 > end.size()) return 0;
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(end[record + at]); };
    return static_cast<std::size_t>(byte(10) | byte(11) << 8);
}

struct CloseZip {
    void operator()(zip_t* zip) const { zip_discard(zip); }
};
struct CloseFile {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};

}  // namespace

struct Zip::State {
    std::unique_ptr<zip_t, CloseZip> zip;
    ZipLimits limits;
};

struct ZipPart::State {
    std::unique_ptr<zip_file_t, CloseFile> file;
    ZipLimits limits;
    std::uint64_t stored = 0;
    std::uint64_t inflated = 0;  // As the file says; only for progress.
    std::uint64_t given = 0;
    std::string_view problem;
};

Zip::Zip(std::unique_ptr<State> state) : state_(std::move(state)) {}
Zip::Zip(Zip&&) noexcept = default;
Zip& Zip::operator=(Zip&&) noexcept = default;
Zip::~Zip() = default;

Result<Zip> Zip::open(const std::string& path, ZipLimits limits)
{
    if (told_parts(path) > most_parts)
        return Error{ErrorKind::invalid_input, "sheet.zip_bomb", path};
    int trouble = 0;
    auto state = std::make_unique<State>();
    state->zip.reset(zip_open(path.c_str(), ZIP_RDONLY, &trouble));
    state->limits = limits;
    if (!state->zip && (trouble == ZIP_ER_OPEN || trouble == ZIP_ER_READ))
        return Error{ErrorKind::invalid_input, "file.unreadable", path};
    if (!state->zip) return broken(path);
    return Zip(std::move(state));
}

bool Zip::has(const std::string& name) const
{
    return zip_name_locate(state_->zip.get(), name.c_str(), ZIP_FL_NOCASE) >= 0;
}

Result<ZipPart> Zip::part(const std::string& name) const
{
    zip_t* const zip = state_->zip.get();
    const zip_int64_t index = zip_name_locate(zip, name.c_str(), ZIP_FL_NOCASE);
    zip_stat_t about;
    if (index < 0 || zip_stat_index(zip, static_cast<zip_uint64_t>(index), 0, &about) != 0)
        return broken(name);
    if ((about.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && about.encryption_method != ZIP_EM_NONE)
        return Error{ErrorKind::invalid_input, "sheet.encrypted", name};

    auto state = std::make_unique<ZipPart::State>();
    state->file.reset(zip_fopen_index(zip, static_cast<zip_uint64_t>(index), 0));
    if (!state->file) return broken(name);
    state->limits = state_->limits;
    state->stored = about.comp_size;
    state->inflated = about.size;
    return ZipPart(std::move(state));
}

Result<std::string> Zip::text(const std::string& name) const
{
    auto part = TRY(this->part(name));
    std::string text;
    std::array<char, 16 << 10> block{};
    while (const std::size_t got = part.read(block.data(), block.size())) {
        text.append(block.data(), got);
        if (text.size() > state_->limits.small_part_bytes)
            return Error{ErrorKind::invalid_input, "sheet.zip_bomb", name};
    }
    if (!part.problem().empty()) return Error{ErrorKind::invalid_input, part.problem(), name};
    return text;
}

ZipPart::ZipPart(std::unique_ptr<State> state) : state_(std::move(state)) {}
ZipPart::ZipPart(ZipPart&&) noexcept = default;
ZipPart& ZipPart::operator=(ZipPart&&) noexcept = default;
ZipPart::~ZipPart() = default;

std::size_t ZipPart::read(char* into, std::size_t room)
{
    if (!state_->problem.empty()) return 0;
    const zip_int64_t got = zip_fread(state_->file.get(), into, room);
    if (got < 0) {
        state_->problem = "sheet.broken";
        return 0;
    }
    state_->given += static_cast<std::uint64_t>(got);
    const auto& limits = state_->limits;
    const bool is_swollen =
        state_->given > limits.ratio_from_bytes && state_->given / limits.ratio > state_->stored;
    if (is_swollen || state_->given > limits.part_bytes) {
        state_->problem = "sheet.zip_bomb";
        return 0;
    }
    return static_cast<std::size_t>(got);
}

std::string_view ZipPart::problem() const
{
    return state_->problem;
}

std::uint64_t ZipPart::stored_bytes() const
{
    return state_->stored;
}

std::uint64_t ZipPart::stored_bytes_read() const
{
    const double share = state_->inflated == 0 ? 1.0
                                               : static_cast<double>(state_->given) /
                                                     static_cast<double>(state_->inflated);
    return static_cast<std::uint64_t>(static_cast<double>(state_->stored) * std::min(share, 1.0));
}

}  // namespace xinheng::spreadsheet
