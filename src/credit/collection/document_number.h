// The number of a decision (文书号), as 云建罚〔2018〕002号. Kept as written; compared by its key,
// in which the many ways to type the same number are one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace xinheng::collection {

struct DocumentNumber {
    std::string written;
    std::string key;  // Half-width, upper case, without spaces, every kind of bracket as 〔〕.
    // Empty, or "document_number.unbalanced_brackets", "document_number.title_instead" (the title
    // of the document stands in its place), "document_number.no_digit",
    // "document_number.scientific" (a spreadsheet has rounded a long number: 5.4E15).
    std::string_view warning;
};

// Nothing where the cell says that there is none: empty, 无, /, 无文号, N/A and their like.
std::optional<DocumentNumber> read_document_number(std::string_view cell);

}  // namespace xinheng::collection
