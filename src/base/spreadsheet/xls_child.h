// XLS is read by a library that old and hostile files can bring down, so it runs in a process of
// its own, which holds no file but the workbook and tells what it finds through a pipe. Private to
// xls.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <sys/types.h>

namespace xinheng::spreadsheet {

// What the child tells: sheets, or rows with their cells, and an end. Where the end is missing the
// child has died, and the workbook is broken.
struct Told {
    enum class Kind : std::uint8_t {
        sheet = 1,
        row,
        cell,
        digits_lost,
        row_end,
        encrypted,
        broken,
        end
    };
    Kind kind = Kind::broken;
    std::uint32_t number = 0;  // Of the row from 1, or of the column from 0.
    std::string text;
};

class XlsChild {
public:
    // Tells the names of the sheets, or the rows of one.
    XlsChild(const std::string& path, std::optional<std::uint16_t> sheet);
    ~XlsChild();
    XlsChild(const XlsChild&) = delete;
    XlsChild& operator=(const XlsChild&) = delete;

    // "broken" once the child is gone without an end.
    void next(Told& told);

private:
    bool read(void* into, std::size_t bytes);

    pid_t process_ = -1;
    int pipe_ = -1;
    std::unique_ptr<char[]> buffer_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
};

}  // namespace xinheng::spreadsheet
