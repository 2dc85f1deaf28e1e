#include "base/spreadsheet/paged_bytes.h"

#include "base/result.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <unistd.h>
#include <utility>

namespace xinheng::spreadsheet {
namespace {

constexpr std::size_t page_bytes = 64 << 10;
constexpr std::size_t written_at_once = 1 << 20;

int nameless_file()
{
    const char* const wanted = std::getenv("TMPDIR");
    std::string path = std::string(wanted ? wanted : "/var/tmp") + "/xinheng-XXXXXX";
    const int descriptor = ::mkstemp(path.data());
    if (descriptor < 0) throw Failure("could not make a temporary file: " + path);
    ::unlink(path.c_str());
    return descriptor;
}

}  // namespace

PagedBytes::PagedBytes(std::size_t memory_bytes) : memory_bytes_(memory_bytes) {}

PagedBytes::PagedBytes(PagedBytes&& other) noexcept
    : memory_bytes_(other.memory_bytes_),
      memory_(std::move(other.memory_)),
      size_(other.size_),
      descriptor_(std::exchange(other.descriptor_, -1)),
      pages_(std::move(other.pages_))
{}

PagedBytes& PagedBytes::operator=(PagedBytes&& other) noexcept
{
    memory_bytes_ = other.memory_bytes_;
    memory_ = std::move(other.memory_);
    size_ = other.size_;
    std::swap(descriptor_, other.descriptor_);
    pages_ = std::move(other.pages_);
    return *this;
}

PagedBytes::~PagedBytes()
{
    if (descriptor_ >= 0) ::close(descriptor_);
}

void PagedBytes::append(std::string_view bytes)
{
    memory_ += bytes;
    size_ += bytes.size();
    if (memory_.size() > (is_spilled() ? written_at_once : memory_bytes_)) spill();
}

void PagedBytes::spill()
{
    if (!is_spilled()) {
        descriptor_ = nameless_file();
        pages_.resize(std::max<std::size_t>(1, memory_bytes_ / page_bytes));
    }
    std::size_t written = 0;
    while (written < memory_.size()) {
        const ssize_t got =
            ::write(descriptor_, memory_.data() + written, memory_.size() - written);
        if (got <= 0) throw Failure("could not write a temporary file");
        written += static_cast<std::size_t>(got);
    }
    memory_.clear();
    memory_.shrink_to_fit();
}

const char* PagedBytes::page(std::uint64_t number)
{
    Page& page = pages_[number % pages_.size()];
    if (page.number == number + 1) return page.bytes.get();
    if (!page.bytes) page.bytes = std::make_unique_for_overwrite<char[]>(page_bytes);
    page.number = 0;
    std::size_t filled = 0;
    while (filled < page_bytes) {
        const auto place = static_cast<off_t>(number * page_bytes + filled);
        const ssize_t got =
            ::pread(descriptor_, page.bytes.get() + filled, page_bytes - filled, place);
        if (got < 0) throw Failure("could not read a temporary file");
        if (got == 0) break;
        filled += static_cast<std::size_t>(got);
    }
    page.number = number + 1;
    return page.bytes.get();
}

void PagedBytes::read(std::uint64_t from, char* into, std::size_t bytes)
{
    if (!is_spilled()) {
        std::memcpy(into, memory_.data() + from, bytes);
        return;
    }
    if (!memory_.empty()) spill();
    while (bytes > 0) {
        const std::size_t inside = from % page_bytes;
        const std::size_t given = std::min(bytes, page_bytes - inside);
        std::memcpy(into, page(from / page_bytes) + inside, given);
        from += given;
        into += given;
        bytes -= given;
    }
}

}  // namespace xinheng::spreadsheet
