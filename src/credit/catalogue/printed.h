// The catalogue as a document (《北京市公共信用信息目录》): what is recorded about whom, by which
// form, how public, how long and on what basis, with a code for every class and every item, and
// what has changed since another day or version. A document is sheets of rows; how they are
// written (Markdown, CSV) is for whoever prints.
#pragma once

#include "credit/catalogue/catalogue.h"

namespace xinheng::catalogue {

struct Sheet {
    std::string title;
    std::vector<std::string> headings;
    std::vector<std::vector<std::string>> rows;
};

struct Document {
    std::string title;
    std::vector<std::string> notes;
    std::vector<Sheet> sheets;
};

// The versions that hold for decisions of that day, by code of their class.
std::vector<const ClassVersion*> versions_on(const Catalogue& catalogue, Date day);

// 编码: the two digits of the category and the two of the class, then three for the item, in the
// manner of GB/T 39441; the tables of that standard have not been seen.
std::string item_code(const ClassVersion& version, FieldIndex field);

// One sheet of the classes, one for each class, one of the versions, one of what is not verified.
Document printed(const Catalogue& catalogue, Date day);

// All items of all classes in one sheet.
Sheet items(const Catalogue& catalogue, Date day);

// What of the catalogue is otherwise on a day than it was on another. `since` is a day, or a
// version ("administrative_penalty/2016"), which is compared with the one that holds of its class.
// Refuses with "catalogue.version_unknown".
Result<Sheet> differences(const Catalogue& catalogue, std::string_view since, Date day);

}  // namespace xinheng::catalogue
