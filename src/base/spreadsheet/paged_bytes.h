// Bytes that are written once, one after another, and then read at any place. The first of them
// stay in memory; what is more goes to a file without a name, of which a few pages are kept.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace xinheng::spreadsheet {

class PagedBytes {
public:
    explicit PagedBytes(std::size_t memory_bytes);
    PagedBytes(PagedBytes&&) noexcept;
    PagedBytes& operator=(PagedBytes&&) noexcept;
    ~PagedBytes();

    void append(std::string_view bytes);
    std::uint64_t size() const { return size_; }
    bool is_spilled() const { return descriptor_ >= 0; }

    // Copies what stands there. Throws Failure where the file cannot be read.
    void read(std::uint64_t from, char* into, std::size_t bytes);

private:
    struct Page {
        std::uint64_t number = 0;  // One more than its place; 0 is no page.
        std::unique_ptr<char[]> bytes;
    };

    void spill();
    const char* page(std::uint64_t number);

    std::size_t memory_bytes_;
    std::string memory_;  // All of it, or what is not written yet.
    std::uint64_t size_ = 0;
    int descriptor_ = -1;
    std::vector<Page> pages_;
};

}  // namespace xinheng::spreadsheet
