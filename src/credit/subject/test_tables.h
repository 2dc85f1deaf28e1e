// For the tests of this room: the shipped policy tables, and the real data where it is at hand.
#pragma once

#include "base/csv.h"
#include "credit/subject/code_tables.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <string>

namespace xinheng::subject {

inline std::string policy_table(const std::string& name)
{
    std::ifstream file(XINHENG_SOURCE_DIR "/policy/" + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline CodeTables tables_with_exceptions(const std::string& exceptions)
{
    const std::string types = policy_table("uscc_types.csv");
    const std::string divisions = policy_table("divisions.csv");
    return std::move(CodeTables::parse({types, divisions, exceptions})).value();
}

inline const CodeTables& shipped_tables()
{
    static const CodeTables tables = tables_with_exceptions(policy_table("uscc_exceptions.csv"));
    return tables;
}

// Hands over each row below the header. False, with a word, where the file is not at hand.
inline bool for_each_real_row(const std::string& name,
                              const std::function<void(const csv::Row&)>& take)
{
    const char* folder = std::getenv("XINHENG_TEST_DATA");
    const auto path =
        std::filesystem::path(folder != nullptr ? folder : XINHENG_SOURCE_DIR "/../shared/data") /
        name;
    if (!std::filesystem::exists(path)) {
        std::cout << "skipped: " << name << " is not at hand\n";
        return false;
    }
    auto reader = std::move(csv::Reader::open(path.string())).value();
    csv::Row row;
    while (reader.next(row)) {
        if (row.number > 1) take(row);
    }
    return reader.problem().empty();
}

}  // namespace xinheng::subject
