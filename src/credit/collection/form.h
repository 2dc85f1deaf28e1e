// The form of a class as a clerk fills it in: what each column is, what may be chosen in it, and an
// example that is sound.
#pragma once

#include "credit/collection/collection.h"

namespace xinheng::collection {

struct FormColumn {
    std::string heading;
    bool is_required = false;
    std::string advice;                // What may stand there, in words.
    std::vector<std::string> choices;  // Of a field with a code list.
    std::string example;
};

struct Form {
    std::string title;
    std::string version;  // "administrative_penalty/2018"
    std::vector<FormColumn> columns;
};

// Of the newest version of the class, headed as its best layout heads it. The example is held
// against the rules like any row; it is left empty where it would not be accepted as it stands.
// Refuses with "catalogue.class_unknown", or "layout.unknown" where no layout is of that class.
Result<Form> form_of(const Rules& rules, const std::vector<Layout>& layouts,
                     const std::string& class_code, Date today);

}  // namespace xinheng::collection
