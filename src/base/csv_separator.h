// What stands between the cells of a text: comma, semicolon, tab or |. Private to csv.cpp.
#pragma once

#include "base/charset.h"

#include <string_view>

namespace xinheng::csv {

// The one of which most stand in rows of one width, judged by the first rows; a comma where none
// does.
char recognised_separator(std::string_view head, Encoding encoding, Ending ending);

}  // namespace xinheng::csv
