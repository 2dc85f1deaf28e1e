// A place where a test can kill the program, as a power cut would: XINHENG_FAILPOINT=name, or
// name:3 for its third passing. Costs one comparison where the variable is not set.
#pragma once

#include <string_view>

namespace xinheng {

void failpoint(std::string_view name);

}  // namespace xinheng
