// Where the bytes of a CSV come from: a file, standard input or a text in memory, gzip or not.
// The reader sees one stream of plain bytes. Private to the readers of base/.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace xinheng::csv {

class Source {
public:
    // "-" is standard input. What a gzip holds beyond `unpacked_limit` is not read.
    static Result<Source> open(const std::string& path, std::uint64_t unpacked_limit);
    static Source over(std::string bytes, std::uint64_t unpacked_limit);

    ~Source();
    Source(Source&&) noexcept;
    Source& operator=(Source&&) noexcept;

    // The first bytes, fewer only where there are no more; read() gives them once more.
    std::string_view peek(std::size_t bytes);
    // Plain bytes, 0 at the end or where reading had to stop: problem() tells which.
    std::size_t read(char* into, std::size_t room);
    std::string_view problem() const { return problem_; }

    std::uint64_t bytes_read() const { return bytes_read_; }
    std::uint64_t bytes_total() const { return bytes_total_; }

private:
    struct Gzip;
    explicit Source(std::uint64_t unpacked_limit);
    void recognise_gzip();
    std::size_t read_further(char* into, std::size_t room);
    std::size_t read_raw(char* into, std::size_t room);
    std::size_t inflate_into(char* into, std::size_t room);
    std::size_t within_limit(std::size_t unpacked);
    bool begin_next_member();
    bool has_raw();
    std::size_t stop(std::string_view problem);

    int descriptor_ = -1;
    std::string raw_;  // The text in memory, or what was read ahead of a stream.
    std::size_t raw_position_ = 0;
    std::unique_ptr<Gzip> gzip_;
    std::string peeked_;
    std::size_t peeked_position_ = 0;
    std::string_view problem_;
    std::uint64_t unpacked_left_;
    std::uint64_t bytes_read_ = 0;
    std::uint64_t bytes_total_ = 0;
};

}  // namespace xinheng::csv
