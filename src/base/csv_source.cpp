#include "base/csv_source.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <zlib.h>

namespace xinheng::csv {
namespace {

constexpr std::size_t compressed_block_bytes = 128 << 10;
constexpr std::string_view gzip_magic = "\x1F\x8B";

}  // namespace

struct Source::Gzip {
    z_stream stream{};
    bool inside_member = true;

    Gzip()
    {
        constexpr int gzip_only = 16;
        if (inflateInit2(&stream, MAX_WBITS + gzip_only) != Z_OK)
            throw Failure("zlib cannot start");
    }
    ~Gzip() { inflateEnd(&stream); }
    Gzip(const Gzip&) = delete;
    Gzip& operator=(const Gzip&) = delete;
};

Source::Source(std::uint64_t unpacked_limit) : unpacked_left_(unpacked_limit) {}

Source::~Source()
{
    if (descriptor_ > STDIN_FILENO) ::close(descriptor_);
}

Source::Source(Source&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      raw_(std::move(other.raw_)),
      raw_position_(other.raw_position_),
      gzip_(std::move(other.gzip_)),
      peeked_(std::move(other.peeked_)),
      peeked_position_(other.peeked_position_),
      problem_(other.problem_),
      unpacked_left_(other.unpacked_left_),
      bytes_read_(other.bytes_read_),
      bytes_total_(other.bytes_total_)
{}

Source& Source::operator=(Source&& other) noexcept
{
    std::swap(descriptor_, other.descriptor_);
    raw_ = std::move(other.raw_);
    raw_position_ = other.raw_position_;
    gzip_ = std::move(other.gzip_);
    peeked_ = std::move(other.peeked_);
    peeked_position_ = other.peeked_position_;
    problem_ = other.problem_;
    unpacked_left_ = other.unpacked_left_;
    bytes_read_ = other.bytes_read_;
    bytes_total_ = other.bytes_total_;
    return *this;
}

Result<Source> Source::open(const std::string& path, std::uint64_t unpacked_limit)
{
    Source source(unpacked_limit);
    source.descriptor_ =
        path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (source.descriptor_ < 0) {
        const bool absent = errno == ENOENT || errno == ENOTDIR;
        return absent ? Error{ErrorKind::invalid_input, "file.not_found", path}
                      : Error{ErrorKind::invalid_input, "file.unreadable",
                              path + ": " + std::strerror(errno)};
    }
    struct stat about{};
    if (::fstat(source.descriptor_, &about) == 0 && S_ISREG(about.st_mode)) {
        source.bytes_total_ = static_cast<std::uint64_t>(about.st_size);
        ::posix_fadvise(source.descriptor_, 0, 0, POSIX_FADV_SEQUENTIAL);
    }
    source.recognise_gzip();
    if (!source.problem_.empty()) {
        return Error{ErrorKind::invalid_input, "file.unreadable", path};
    }
    return source;
}

Source Source::over(std::string bytes, std::uint64_t unpacked_limit)
{
    Source source(unpacked_limit);
    source.raw_ = std::move(bytes);
    source.bytes_read_ = source.bytes_total_ = source.raw_.size();
    source.recognise_gzip();
    return source;
}

void Source::recognise_gzip()
{
    if (descriptor_ >= 0) {
        raw_.resize(compressed_block_bytes);
        std::size_t filled = 0;
        while (filled < gzip_magic.size()) {
            const std::size_t got = read_raw(raw_.data() + filled, raw_.size() - filled);
            if (got == 0) break;
            filled += got;
        }
        raw_.resize(filled);
    }
    if (raw_.starts_with(gzip_magic)) {
        gzip_ = std::make_unique<Gzip>();
    }
}

std::size_t Source::stop(std::string_view problem)
{
    problem_ = problem;
    return 0;
}

std::string_view Source::peek(std::size_t bytes)
{
    constexpr std::size_t step_bytes = 64 << 10;
    while (peeked_.size() < bytes) {
        const std::size_t filled = peeked_.size();
        peeked_.resize(filled + std::min(step_bytes, bytes - filled));
        const std::size_t got = read_further(peeked_.data() + filled, peeked_.size() - filled);
        peeked_.resize(filled + got);
        if (got == 0) break;
    }
    return peeked_;
}

std::size_t Source::read(char* into, std::size_t room)
{
    if (peeked_position_ == peeked_.size()) {
        peeked_ = {};
        peeked_position_ = 0;
        return read_further(into, room);
    }
    const std::size_t given = std::min(room, peeked_.size() - peeked_position_);
    std::memcpy(into, peeked_.data() + peeked_position_, given);
    peeked_position_ += given;
    return given;
}

std::size_t Source::read_further(char* into, std::size_t room)
{
    if (!problem_.empty() || room == 0) return 0;
    if (gzip_) return inflate_into(into, room);

    if (raw_position_ < raw_.size()) {
        const std::size_t given = std::min(room, raw_.size() - raw_position_);
        std::memcpy(into, raw_.data() + raw_position_, given);
        raw_position_ += given;
        return given;
    }
    return read_raw(into, room);
}

std::size_t Source::read_raw(char* into, std::size_t room)
{
    if (descriptor_ < 0) return 0;
    for (;;) {
        const ssize_t got = ::read(descriptor_, into, room);
        if (got >= 0) {
            bytes_read_ += static_cast<std::uint64_t>(got);
            return static_cast<std::size_t>(got);
        }
        if (errno != EINTR) return stop("file.unreadable");
    }
}

bool Source::has_raw()
{
    if (raw_position_ < raw_.size()) return true;
    if (descriptor_ < 0) return false;

    raw_.resize(compressed_block_bytes);
    raw_.resize(read_raw(raw_.data(), raw_.size()));
    raw_position_ = 0;
    return !raw_.empty();
}

// Between the members of a gzip file and after the last one nothing may stand but zero padding.
bool Source::begin_next_member()
{
    while (has_raw() && raw_[raw_position_] == '\0') ++raw_position_;
    if (!has_raw()) return false;

    inflateReset(&gzip_->stream);
    gzip_->inside_member = true;
    return true;
}

std::size_t Source::inflate_into(char* into, std::size_t room)
{
    z_stream& stream = gzip_->stream;
    for (;;) {
        if (!gzip_->inside_member && !begin_next_member()) return 0;
        if (!has_raw()) return stop(problem_.empty() ? "file.gzip" : problem_);

        stream.next_in = reinterpret_cast<Bytef*>(raw_.data() + raw_position_);
        stream.avail_in =
            static_cast<uInt>(std::min<std::size_t>(raw_.size() - raw_position_, 1u << 30));
        const uInt offered = stream.avail_in;
        stream.next_out = reinterpret_cast<Bytef*>(into);
        stream.avail_out = static_cast<uInt>(std::min<std::size_t>(room, 1u << 30));
        const uInt wanted = stream.avail_out;

        const int outcome = inflate(&stream, Z_NO_FLUSH);
        raw_position_ += offered - stream.avail_in;
        const std::size_t given = wanted - stream.avail_out;
        if (outcome == Z_STREAM_END) gzip_->inside_member = false;
        // What a damaged stream gave before the damage is still good: zlib checks at the end only.
        const bool broken = outcome != Z_OK && outcome != Z_STREAM_END && outcome != Z_BUF_ERROR;
        if (broken) problem_ = "file.gzip";
        if (given > 0 || broken) return within_limit(given);
    }
}

std::size_t Source::within_limit(std::size_t unpacked)
{
    if (unpacked > unpacked_left_) problem_ = "file.gzip_too_large";
    const auto kept = std::min<std::uint64_t>(unpacked, unpacked_left_);
    unpacked_left_ -= kept;
    return static_cast<std::size_t>(kept);
}

}  // namespace xinheng::csv
