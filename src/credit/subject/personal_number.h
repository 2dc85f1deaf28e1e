// Resident identity numbers (公民身份号码, GB 11643) that have strayed into a code column. They are
// told so that they can be refused: none is kept, shown or logged.
#pragma once

#include <string_view>

namespace xinheng::subject {

// A place, a date of birth and a check character in order. Also the eighteen digits of a
// foreigner's permanent residence card, which begin with 9 and then follow the same plan.
bool is_personal_number(std::string_view eighteen);

// As above with any check character: a mistyped number is no less a person's.
bool has_shape_of_personal_number(std::string_view eighteen);

// The fifteen digits given before 1999, which bear no check.
bool has_shape_of_old_personal_number(std::string_view fifteen);

// Whether a personal number stands anywhere in the text.
bool holds_personal_number(std::string_view text);

}  // namespace xinheng::subject
