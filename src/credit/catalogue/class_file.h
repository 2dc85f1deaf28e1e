// The class files: a Frictionless Table Schema with what the law adds to it. Here they are read
// for their shape; whether they are lawful is the guard's question (legality.h).
#pragma once

#include "credit/catalogue/catalogue.h"

namespace xinheng::catalogue {

// The problems of one file.
struct Problems {
    std::string file;
    std::vector<Problem> list;

    void add(std::string row, std::string_view rule, std::string detail)
    {
        list.push_back({file, std::move(row), rule, std::move(detail)});
    }
};

using CodeLists = std::map<std::string, CodeList, std::less<>>;

// An unknown key is an error: a misspelt limit must not silently be no limit.
std::vector<ClassVersion> read_class(std::string_view bytes, const CodeLists& code_lists,
                                     Problems& problems);

}  // namespace xinheng::catalogue
