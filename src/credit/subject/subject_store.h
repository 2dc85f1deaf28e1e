#pragma once

#include "credit/subject/subject.h"

#include <functional>

namespace xinheng::subject {

// The names that came after that event, in order.
using OnName = std::function<void(const Named& named, SubjectId subject)>;
void names_since(sql::Transaction& transaction, ledger::LeafIndex after, const OnName& on_name);

using OnCode = std::function<void(std::string_view code, SubjectId id, std::string_view name)>;
void find_codes(sql::Transaction& transaction, const std::vector<std::string_view>& codes,
                const OnCode& on_code);
bool bears_name(sql::Transaction& transaction, SubjectId id, std::string_view name);

void store_name(sql::Transaction& transaction, SubjectId id, std::string_view name);
void store_merger(sql::Transaction& transaction, SubjectId gone, SubjectId into);

struct EndOfCode {
    SubjectId subject;
    std::string_view code;
    std::int64_t day;
};
void store_end_of_code(sql::Transaction& transaction, const EndOfCode& end);

}  // namespace xinheng::subject
