// A column heading as departments write it, reduced to what can be compared: 罚款金额（万元）*,
// 罚款金额(万元) and 罚款金额 are one name; the unit is kept aside, for 罚款金额(元) is another
// number.
#pragma once

#include "credit/collection/amount_reading.h"

#include <optional>
#include <string>
#include <string_view>

namespace xinheng::collection {

struct Heading {
    std::string key;      // Everything but signs, marks and units; upper case.
    std::string outside;  // The same without what stands in brackets.
    std::string inside;   // What stands in the last brackets.
    std::optional<AmountUnit> unit;
};

Heading read_heading(std::string_view text);

}  // namespace xinheng::collection
