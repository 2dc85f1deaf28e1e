#include "app/cli/interrupt.h"

#include <csignal>

namespace xinheng::cli {

namespace {

volatile std::sig_atomic_t interrupted = 0;

void note(int signal)
{
    interrupted = 1;
    std::signal(signal, SIG_DFL);
}

}  // namespace

InterruptGuard::InterruptGuard()
    : before_interrupt_(std::signal(SIGINT, note)), before_end_(std::signal(SIGTERM, note))
{}

InterruptGuard::~InterruptGuard()
{
    std::signal(SIGINT, before_interrupt_);
    std::signal(SIGTERM, before_end_);
}

bool is_interrupted()
{
    return interrupted != 0;
}

}  // namespace xinheng::cli
