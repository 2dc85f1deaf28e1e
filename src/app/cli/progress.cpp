#include "app/cli/progress.h"

#include <unistd.h>

#include <cstdio>
#include <iostream>

namespace xinheng::cli {

ProgressBar::ProgressBar(std::ostream& err, std::string what)
    : err_(err), what_(std::move(what)), is_terminal_(&err == &std::cerr && ::isatty(2) == 1)
{}

ProgressBar::~ProgressBar()
{
    if (is_shown_) err_ << '\n';
}

void ProgressBar::show(const Progress& progress, std::int64_t shown)
{
    const auto now = Clock::now();
    const bool is_end = progress.done >= progress.total;
    if (!is_terminal_ || (now - last_ < std::chrono::milliseconds(100) && !is_end)) return;
    last_ = now;

    const double seconds = std::chrono::duration<double>(now - started_).count();
    const double share = progress.total > 0 ? static_cast<double>(progress.done) /
                                                  static_cast<double>(progress.total)
                                            : 0;
    const double left = share > 0 ? seconds / share - seconds : 0;
    char line[120];
    std::snprintf(line, sizeof line, "\r%s %5.1f %%  %lld  %.0f/s  %.0f s left   ", what_.c_str(),
                  share * 100, static_cast<long long>(shown),
                  seconds > 0 ? static_cast<double>(shown) / seconds : 0, left);
    err_ << line << std::flush;
    is_shown_ = true;
}

}  // namespace xinheng::cli
