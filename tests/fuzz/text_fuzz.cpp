// Any bytes through the text functions: nothing reads past the end, parts fit together again.
#include "base/text.h"

#include "fuzz.h"

using namespace xinheng;
using fuzz::demand;

namespace {

void check_any(std::string_view text, std::size_t width)
{
    for (std::size_t position = 0; position < text.size();) {
        const std::size_t before = position;
        next_code_point(text, position);
        demand(position > before && position <= text.size());
    }
    const std::string_view inner = trimmed(text);
    demand(inner.size() <= text.size() && trimmed(inner) == inner);
    demand(display_width(shortened(text, width)) <= width);
    demand(display_width(padded(text, width)) >= width);

    const auto parts = split(text, ',');
    demand(join({parts.begin(), parts.end()}, ",") == text);
    demand(replaced(replaced(text, ",", ";"), ";", ",") == replaced(text, ";", ","));
    demand(to_upper_ascii(text).size() == text.size());
}

void check_utf8(std::string_view text)
{
    std::string copy;
    std::size_t count = 0;
    for (std::size_t position = 0; position < text.size(); ++count) {
        append_code_point(copy, next_code_point(text, position));
    }
    demand(copy == text);
    demand(count == code_point_count(text));

    const std::string narrow = to_half_width(text);
    demand(is_utf8(narrow) && to_half_width(narrow) == narrow);
    demand(is_utf8(shortened(text, 5)) && is_utf8(trimmed(text)));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0) return 0;

    const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
    check_any(text, data[0] % 40);
    if (is_utf8(text)) check_utf8(text);
    return 0;
}
