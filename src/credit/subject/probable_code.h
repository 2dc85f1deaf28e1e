// What a code that does not pass was probably meant to be. A guess for a person to judge: it is
// shown beside the refusal and never applied.
#pragma once

#include "credit/subject/code_tables.h"

#include <string>
#include <string_view>

namespace xinheng::subject {

// Whether everything that can be looked up or computed about the code is in order.
bool is_sound(const Uscc& uscc, const CodeTables& tables);
bool has_sound_organisation_code(const Uscc& uscc);

// The one code that a single slip of the hand would turn into what is written, or nothing where
// there is none or more than one: a look-alike letter (I for 1, O for 0), two neighbours swapped,
// a character typed twice or once too few, a code in the midst of other text.
std::string probable_uscc(std::string_view written, const CodeTables& tables);

}  // namespace xinheng::subject
