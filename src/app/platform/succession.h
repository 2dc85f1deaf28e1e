// A log that goes on from another. A book that was restored from an older copy is behind what it
// published and may not append: a second history under the same name would be a fork. If the
// missing events are lost, a new log is begun, under a name and a key of its own, with what the
// book has; the first event that it adds holds the last checkpoint of the old log, so that anybody
// can see what is missing and since when.
#pragma once

#include "app/platform/platform.h"

namespace xinheng {

// The old log's files are kept beside the new one's. Broken off, it is given again with the same
// name. Refuses with "ledger.not_behind" where nothing is missing, with "act.reason_missing",
// "ledger.same_name" and the reasons of SignerKey::generate.
Result<ledger::VerifierKey> succeed_log(Platform& platform, const access::Act& act,
                                        const std::string& origin);

}  // namespace xinheng
