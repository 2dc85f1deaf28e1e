// The legality guard: a class without a sufficient legal basis, or with a kind of personal data
// that may not be recorded, does not load. Levels: 国办发〔2020〕49号 and the national catalogue's
// own rule, laws, regulations and documents of the Party Central Committee or the State Council.
#pragma once

#include "credit/catalogue/class_file.h"

namespace xinheng::catalogue {

struct LawTables {
    LawTable laws;
    std::vector<SensitiveWord> words;
    CodeLists code_lists;
};

Result<std::vector<SensitiveWord>> read_sensitive_words(std::string csv);

// The word of the list that a name, heading or title contains: Chinese anywhere in it, English as
// whole words.
const SensitiveWord* sensitive_word_in(std::string_view text,
                                       const std::vector<SensitiveWord>& words);

// Whether the versions of one class may stand in the catalogue.
void judge(const std::vector<ClassVersion>& versions, const LawTables& tables, Problems& problems);

}  // namespace xinheng::catalogue
