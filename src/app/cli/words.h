// The words for every reason that the program gives, in Chinese and English: src/app/reasons.csv.
#pragma once

#include <string>
#include <string_view>

namespace xinheng {

struct Words {
    std::string chinese;
    std::string english;
};

// A reason that the table does not know stands for itself; a test sees to it that there is none.
Words words_of(std::string_view reason);

// "中文 / English"
std::string both(std::string_view reason);

}  // namespace xinheng
