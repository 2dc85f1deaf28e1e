// An interrupt that a command answers at its next border: what was done stays, nothing is half
// done.
#pragma once

namespace xinheng::cli {

// While it lives, the first interrupt is only noted. Asked once more, as where the program waits
// for a pipe that brings nothing, it ends at once.
class InterruptGuard {
public:
    InterruptGuard();
    ~InterruptGuard();
    InterruptGuard(const InterruptGuard&) = delete;
    InterruptGuard& operator=(const InterruptGuard&) = delete;

private:
    void (*before_interrupt_)(int);
    void (*before_end_)(int);
};

bool is_interrupted();

}  // namespace xinheng::cli
