// Any bytes as a layout file, and what stands in it as the headings of a file: a layout that is
// read is whole, and maps each column once or says why not.
#include "base/text.h"
#include "credit/collection/layout.h"

#include "fuzz.h"

#include <algorithm>

using namespace xinheng;
using namespace xinheng::collection;
using fuzz::demand;

namespace {

void map(const Layout& layout, const std::vector<std::string_view>& headings)
{
    const auto mapping = layout.map(headings);
    if (!mapping) return demand(mapping.error().reason == "layout.duplicate_column");

    demand(mapping->by_column.size() == headings.size());
    const auto used =
        std::ranges::count_if(mapping->by_column, [](const auto& use) { return use.has_value(); });
    demand(static_cast<std::size_t>(used) + mapping->unmapped.size() == headings.size());
    for (const auto& column : mapping->unmapped) demand(!mapping->by_column[column.index]);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto bytes = fuzz::bytes_of(data, size);
    const auto layout = Layout::parse(bytes);
    if (!layout) return 0;

    demand(!layout->name().empty() && !layout->class_code().empty());
    auto fields = layout->fields();
    std::ranges::sort(fields);
    demand(std::ranges::adjacent_find(fields) == fields.end());
    const std::vector<std::string_view> headings = split(bytes, '"');
    map(*layout, headings);
    for (const auto heading : headings) map(*layout, {heading});
    static_cast<void>(layout->may_fit(headings));
    return 0;
}
