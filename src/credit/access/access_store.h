#pragma once

#include "credit/access/access.h"

namespace xinheng::access {

void store_decision(sql::Transaction& transaction, ledger::LeafIndex proposal,
                    std::string_view state);

void store_name(sql::Transaction& transaction, const Organisation& named);

}  // namespace xinheng::access
