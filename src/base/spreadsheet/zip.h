// The parts of a zip file, inflated as they are read and never further than a limit. Private to the
// readers of base/spreadsheet/.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace xinheng::spreadsheet {

struct ZipLimits {
    std::uint64_t part_bytes = std::uint64_t{8} << 30;
    std::uint64_t small_part_bytes = 16 << 20;  // What is read whole: styles, relations.
    // A part that inflates to more than its share of what is stored is no part of a workbook, once
    // it is larger than the beginning.
    std::uint64_t ratio = 100;
    std::uint64_t ratio_from_bytes = 64 << 20;
};

class ZipPart {
public:
    ZipPart(ZipPart&&) noexcept;
    ZipPart& operator=(ZipPart&&) noexcept;
    ~ZipPart();

    // Plain bytes, 0 at the end or where reading had to stop: problem() tells which, with
    // "sheet.broken" or "sheet.zip_bomb".
    std::size_t read(char* into, std::size_t room);
    std::string_view problem() const;

    std::uint64_t stored_bytes() const;
    std::uint64_t stored_bytes_read() const;  // An estimate, for progress.

private:
    friend class Zip;
    struct State;
    explicit ZipPart(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

class Zip {
public:
    // Refuses with "file.unreadable", "sheet.broken" or "sheet.zip_bomb" (too many parts).
    static Result<Zip> open(const std::string& path, ZipLimits limits = {});

    Zip(Zip&&) noexcept;
    Zip& operator=(Zip&&) noexcept;
    ~Zip();

    bool has(const std::string& name) const;
    // Refuses with "sheet.broken" (there is no such part) or "sheet.encrypted".
    Result<ZipPart> part(const std::string& name) const;
    // The whole of a small part.
    Result<std::string> text(const std::string& name) const;

private:
    struct State;
    explicit Zip(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace xinheng::spreadsheet
