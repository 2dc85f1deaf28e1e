// The law as the program knows it: everything in the policy folder, loaded once. A file that is
// wrong stops the program with its name and line; it never runs on half a policy.
#pragma once

#include "base/calendar.h"
#include "credit/catalogue/catalogue.h"
#include "credit/collection/layout.h"
#include "credit/collection/penalty_kinds.h"
#include "credit/subject/code_tables.h"

#include <filesystem>
#include <vector>

namespace xinheng {

struct Policy {
    catalogue::Catalogue catalogue;
    subject::CodeTables codes;
    collection::KindTable kinds;
    std::vector<collection::Layout> layouts;
    Calendar calendar;
};

// Refuses with "policy.not_found", "policy.catalogue" (its problems are told by load_catalogue), or
// the reason of the table at fault.
Result<Policy> load_policy(const std::filesystem::path& folder);

// The whole file. Refuses with "policy.not_found".
Result<std::string> policy_file(const std::filesystem::path& path);

// $XINHENG_POLICY, or the policy folder beside or above the program.
std::filesystem::path default_policy_folder();

}  // namespace xinheng
