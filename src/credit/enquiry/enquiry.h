// Enquiry (查询): a subject with its records, or one record, as one viewer may see it and as it
// stood at some point. Reads only.
#pragma once

#include "base/calendar.h"
#include "base/json.h"
#include "credit/catalogue/catalogue.h"
#include "credit/record/record.h"
#include "credit/subject/subject.h"

#include <string>
#include <string_view>
#include <vector>

namespace xinheng::enquiry {

// The deepest level of publicity that the viewer may read: 0 is the public.
struct Viewer {
    std::size_t level = 0;
};

struct Reading {
    const catalogue::Catalogue& catalogue;
    const Calendar& calendar;
    Viewer viewer;
    record::AsOf as_of;
    // Needed to read what is on authorisation or secret, and never asked for anybody else.
    ledger::PartKeys* part_keys = nullptr;
};

struct Line {
    std::string title;  // 行政处罚决定书文号
    json::Value value;
};

struct RecordView {
    record::Record record;
    std::string title;     // 行政处罚
    std::string headline;  // What a list shows of it: the number of its document.
    std::vector<Line> lines;
    json::Object content;   // The fields of the levels that the viewer may read.
    json::Object original;  // What was written, where the reading differs.
    std::optional<Calendar::Deadline> publication_due;
    // Something that the viewer might read was there and was erased.
    bool is_erased = false;
};

struct SubjectView {
    subject::Subject subject;
    std::vector<RecordView> records;
};

// Refuse with "subject.unknown" or "record.unknown". A subject merged into another answers as it.
Result<SubjectView> subject_view(sql::Transaction& transaction, std::string_view code,
                                 const Reading& reading);
Result<RecordView> record_view(sql::Transaction& transaction, record::RecordId id,
                               const Reading& reading);

}  // namespace xinheng::enquiry
