// Private to catalogue: its parts in the words of the printed document.
#pragma once

#include "credit/catalogue/catalogue.h"

namespace xinheng::catalogue {

std::string category_of(const Catalogue& catalogue, const ClassVersion& version);
std::string period_of(const ClassVersion& version);
std::string bases_of(const ClassVersion& version);
std::string subjects_of(const Catalogue& catalogue, const ClassVersion& version);
std::string deadline_of(const ClassVersion& version);   // "7个工作日"
std::string retention_of(const ClassVersion& version);  // "自决定日期起5年"
std::string release_of(const ClassVersion& version);

std::string format_of(const Field& field);  // "C..200", "YYYYMMDD", "N..20,6"
std::string values_of(const Catalogue& catalogue, const Field& field);
std::string yes_or_no(bool yes);

}  // namespace xinheng::catalogue
