#include "base/spreadsheet/xls_child.h"

#include "base/result.h"
#include "base/spreadsheet/number.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <freexl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace xinheng::spreadsheet {
namespace {

constexpr std::size_t buffer_bytes = 64 << 10;
constexpr std::size_t longest_text = 1 << 20;
constexpr rlim_t child_memory_bytes = rlim_t{1} << 30;
constexpr rlim_t child_seconds = 300;

// In the child.
class Telling {
public:
    explicit Telling(int pipe) : pipe_(pipe) {}

    void tell(Told::Kind kind, std::uint32_t number, std::string_view text)
    {
        text = text.substr(0, longest_text);
        const auto size = static_cast<std::uint32_t>(text.size());
        buffer_ += static_cast<char>(kind);
        buffer_.append(reinterpret_cast<const char*>(&number), sizeof number);
        buffer_.append(reinterpret_cast<const char*>(&size), sizeof size);
        buffer_ += text;
        if (buffer_.size() > buffer_bytes) flush();
    }

    void flush()
    {
        for (std::size_t written = 0; written < buffer_.size();) {
            const ssize_t got = ::write(pipe_, buffer_.data() + written, buffer_.size() - written);
            if (got <= 0) ::_exit(1);  // Nobody listens any more.
            written += static_cast<std::size_t>(got);
        }
        buffer_.clear();
    }

private:
    int pipe_;
    std::string buffer_;
};

void tell_cell(Telling& telling, std::uint16_t column, const FreeXL_CellValue& cell)
{
    std::string text;
    bool is_lost = false;
    switch (cell.type) {
    case FREEXL_CELL_NULL: return;
    case FREEXL_CELL_INT: text = std::to_string(cell.value.int_value); break;
    case FREEXL_CELL_DOUBLE:
        is_lost = !append_number(text, cell.value.double_value, {}, Epoch::of_1900).empty();
        break;
    default:
        if (cell.value.text_value != nullptr) text = cell.value.text_value;
    }
    telling.tell(Told::Kind::cell, column, text);
    if (is_lost) telling.tell(Told::Kind::digits_lost, column, {});
}

Told::Kind tell_rows(Telling& telling, const void* book, std::uint16_t sheet)
{
    unsigned int rows = 0;
    std::uint16_t columns = 0;
    if (freexl_select_active_worksheet(book, sheet) != FREEXL_OK ||
        freexl_worksheet_dimensions(book, &rows, &columns) != FREEXL_OK)
        return Told::Kind::broken;
    for (unsigned int row = 0; row < rows; ++row) {
        telling.tell(Told::Kind::row, row + 1, {});
        for (std::uint16_t column = 0; column < columns; ++column) {
            FreeXL_CellValue cell;
            if (freexl_get_cell_value(book, row, column, &cell) != FREEXL_OK)
                return Told::Kind::broken;
            tell_cell(telling, column, cell);
        }
        telling.tell(Told::Kind::row_end, rows, {});
    }
    return Told::Kind::end;
}

Told::Kind tell_sheets(Telling& telling, const void* book)
{
    unsigned int count = 0;
    freexl_get_info(book, FREEXL_BIFF_SHEET_COUNT, &count);
    for (unsigned int sheet = 0; sheet < count; ++sheet) {
        const char* name = nullptr;
        freexl_get_worksheet_name(book, static_cast<std::uint16_t>(sheet), &name);
        telling.tell(Told::Kind::sheet, sheet, name ? name : std::to_string(sheet + 1));
    }
    return Told::Kind::end;
}

Told::Kind tell_all(Telling& telling, const std::string& path, std::optional<std::uint16_t> sheet)
{
    const void* about = nullptr;
    unsigned int password = 0;
    if (freexl_open_info(path.c_str(), &about) != FREEXL_OK) return Told::Kind::broken;
    freexl_get_info(about, FREEXL_BIFF_PASSWORD, &password);
    if (password == FREEXL_BIFF_OBFUSCATED) return Told::Kind::encrypted;
    const void* book = nullptr;
    if (freexl_open(path.c_str(), &book) != FREEXL_OK) return Told::Kind::broken;
    return sheet ? tell_rows(telling, book, *sheet) : tell_sheets(telling, book);
}

void limit_child()
{
    for (const int signal : {SIGINT, SIGTERM, SIGSEGV, SIGABRT, SIGBUS, SIGPIPE})
        ::signal(signal, SIG_DFL);
    const rlimit none{0, 0}, seconds{child_seconds, child_seconds};
    ::setrlimit(RLIMIT_CORE, &none);
    ::setrlimit(RLIMIT_CPU, &seconds);
#if !defined(__SANITIZE_ADDRESS__)
    const rlimit memory{child_memory_bytes, child_memory_bytes};
    ::setrlimit(RLIMIT_DATA, &memory);
#endif
}

[[noreturn]] void live_as_child(int pipe, const std::string& path,
                                std::optional<std::uint16_t> sheet)
{
    // Neither the book nor its keys are the workbook's business.
    constexpr int kept = 3;
    if (pipe != kept) ::dup2(pipe, kept);
    ::close_range(kept + 1, ~0U, 0);
    limit_child();
    try {
        Telling telling(kept);
        telling.tell(tell_all(telling, path, sheet), 0, {});
        telling.flush();
    } catch (...) {
        ::_exit(1);
    }
    ::_exit(0);
}

}  // namespace

XlsChild::XlsChild(const std::string& path, std::optional<std::uint16_t> sheet)
    : buffer_(std::make_unique<char[]>(buffer_bytes))
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw Failure("could not make a pipe");
    process_ = ::fork();
    if (process_ == 0) live_as_child(ends[1], path, sheet);
    ::close(ends[1]);
    pipe_ = ends[0];
    if (process_ < 0) {
        ::close(pipe_);
        throw Failure("could not start a process to read " + path);
    }
}

XlsChild::~XlsChild()
{
    ::close(pipe_);
    ::kill(process_, SIGKILL);
    while (::waitpid(process_, nullptr, 0) < 0 && errno == EINTR) continue;
}

bool XlsChild::read(void* into, std::size_t bytes)
{
    auto* target = static_cast<char*>(into);
    while (bytes > 0) {
        if (begin_ == end_) {
            const ssize_t got = ::read(pipe_, buffer_.get(), buffer_bytes);
            if (got < 0 && errno == EINTR) continue;
            if (got <= 0) return false;
            begin_ = 0;
            end_ = static_cast<std::size_t>(got);
        }
        const std::size_t given = std::min(bytes, end_ - begin_);
        std::memcpy(target, buffer_.get() + begin_, given);
        begin_ += given;
        target += given;
        bytes -= given;
    }
    return true;
}

// What comes from a child that may have been taken over is believed no more than a file.
void XlsChild::next(Told& told)
{
    std::uint8_t kind = 0;
    std::uint32_t size = 0;
    told.kind = Told::Kind::broken;
    if (!read(&kind, sizeof kind) || !read(&told.number, sizeof told.number) ||
        !read(&size, sizeof size) || size > longest_text)
        return;
    told.text.resize(size);
    if (!read(told.text.data(), size)) return;
    const bool is_known = kind >= static_cast<std::uint8_t>(Told::Kind::sheet) &&
                          kind <= static_cast<std::uint8_t>(Told::Kind::end);
    if (is_known) told.kind = static_cast<Told::Kind>(kind);
}

}  // namespace xinheng::spreadsheet
