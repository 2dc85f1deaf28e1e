// A line on standard error that says how far something is, how fast it goes and how long it will
// take; only where somebody looks at a terminal.
#pragma once

#include "app/platform/upkeep.h"

#include <chrono>
#include <iosfwd>
#include <string>

namespace xinheng::cli {

class ProgressBar {
public:
    ProgressBar(std::ostream& err, std::string what);
    ~ProgressBar();
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;

    // `shown` is what is counted for the reader: rows, where the progress is in bytes.
    void show(const Progress& progress, std::int64_t shown);
    void show(const Progress& progress) { show(progress, progress.done); }

private:
    using Clock = std::chrono::steady_clock;

    std::ostream& err_;
    std::string what_;
    Clock::time_point started_ = Clock::now();
    Clock::time_point last_ = started_;
    bool is_terminal_;
    bool is_shown_ = false;
};

}  // namespace xinheng::cli
