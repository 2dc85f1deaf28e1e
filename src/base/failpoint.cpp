#include "base/failpoint.h"

#include <signal.h>

#include <atomic>
#include <cstdlib>
#include <string>

namespace xinheng {

namespace {

struct Wanted {
    std::string name;
    int passing = 1;
};

Wanted wanted_by_environment()
{
    const char* const text = std::getenv("XINHENG_FAILPOINT");
    if (!text) return {};
    const std::string whole = text;
    const auto colon = whole.find(':');
    if (colon == std::string::npos) return {whole};
    return {whole.substr(0, colon), std::atoi(whole.c_str() + colon + 1)};
}

}  // namespace

void failpoint(std::string_view name)
{
    static const Wanted wanted = wanted_by_environment();
    if (wanted.name.empty() || name != wanted.name) return;

    static std::atomic<int> passings{0};
    if (++passings == wanted.passing) ::raise(SIGKILL);
}

}  // namespace xinheng
