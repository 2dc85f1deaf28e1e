// A layout proposed for a file that none fits: for each column the field that it most probably is,
// with a confidence and the reason, for a person to judge. It is never applied by itself.
#pragma once

#include "credit/collection/collection.h"

namespace xinheng::collection {

struct ProposedColumn {
    std::string heading;
    std::string field;   // Empty where nothing comes near.
    std::string title;   // Of the field.
    int confidence = 0;  // In percent.
    std::string why;     // The known heading that it is like, and how many values fit.
};

// From here on a column may stand in a layout without a person having chosen it.
constexpr int sure_confidence = 90;

struct ProposalGround {
    const catalogue::Catalogue& catalogue;
    const std::vector<Layout>& layouts;
    std::string class_code;
};

// `rows` are some of those below the headings. Refuses with "catalogue.class_unknown".
Result<std::vector<ProposedColumn>> propose_layout(
    const ProposalGround& ground, const std::vector<std::string>& headings,
    const std::vector<std::vector<std::string>>& rows);

// The sure columns as a layout file, which says that nobody has verified it.
std::string layout_json(const std::vector<ProposedColumn>& columns, const std::string& name,
                        const std::string& class_code, const std::string& basis);

// Of rows that no layout knows, the one that is most likely to hold the headings: the first of
// those with the most texts.
std::size_t likely_heading_row(const std::vector<std::vector<std::string>>& rows);

}  // namespace xinheng::collection
