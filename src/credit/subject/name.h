// Names of subjects (主体名称), for comparison only: what was written is kept by whoever asks.
#pragma once

#include <string>
#include <string_view>

namespace xinheng::subject {

// Two spellings of one name become equal: half-width, Latin capitals, one form of bracket, of dash
// and of middle dot, no spaces, no stop at the end. Words are left alone: 有限公司 and
// 有限责任公司 stay apart.
std::string normalised_name(std::string_view name);

// Some registers append a note to the party's name: 某某有限公司-违反税收管理 is a note on
// 某某有限公司. The part before the dash where that ends as an organisation's name does and the
// part after does not, else all of it.
std::string_view without_suffix_note(std::string_view name);

}  // namespace xinheng::subject
