// An example of a form that is filled in and sound. Private to form.cpp.
#pragma once

#include "credit/collection/form.h"

namespace xinheng::collection {

struct ExampleGround {
    const Rules& rules;
    const Layout& layout;
    const catalogue::ClassVersion& version;
    Date today;
};

// Tries what a field may hold until nothing is found against the row.
void find_example(const ExampleGround& ground, const std::vector<const catalogue::Field*>& fields,
                  std::vector<FormColumn>& columns);

}  // namespace xinheng::collection
