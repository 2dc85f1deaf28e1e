// Any bytes as JSON: what is read is written in one way, read again as the same, and seen alike by
// the reader that builds no tree.
#include "base/json.h"
#include "base/json_view.h"

#include "fuzz.h"

using namespace xinheng;
using fuzz::demand;

namespace {

void compare(json::View seen, const json::Value& value)
{
    demand(seen.text() == value.text_or(""));
    demand(seen.number().value_or(-1) == value.number_or(-1));
    if (value.object())
        for (const auto& [key, member] : *value.object()) compare(seen[key], member);
    if (!value.array()) return;
    std::size_t count = 0;
    seen.each_item([&](json::View item) { compare(item, (*value.array())[count++]); });
    demand(count == value.array()->size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto value = json::parse(fuzz::bytes_of(data, size));
    if (!value) return 0;

    const std::string canonical = json::canonical(*value);
    demand(json::parse(canonical).value() == *value);
    json::Document document;
    compare(document.read(canonical), *value);
    return 0;
}
