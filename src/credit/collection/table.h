// The rows of a file below its headings. What stands above them, totals, headings that come again
// on a further page, and sheets that are not read are set aside, and each is told of.
#pragma once

#include "base/rows.h"
#include "credit/collection/collection.h"
#include "credit/collection/heading_rows.h"

#include <deque>

namespace xinheng::collection {

struct TableWish {
    const Layout* layout = nullptr;  // None: recognised from the headings.
    std::string class_code;          // Its layouts go before those of other classes.
    std::string sheet;  // By name, or by number from 1. Empty: the one that holds data.
};

class Table {
public:
    // Refuses with the reasons of recognise(), and with "file.no_headings",
    // "file.rows_above_headings" (they may be records), "sheet.not_found", "sheet.several",
    // "sheet.not_a_workbook", "sheet.broken".
    static Result<Table> begin(rows::Reader reader, const std::vector<Layout>& layouts,
                               const TableWish& wish);

    const Layout& layout() const { return *layout_; }
    const std::vector<std::string>& headings() const { return headings_; }
    const rows::Reader& reader() const { return reader_; }
    // What was set aside so far; no more than the first hundred are shown, all are counted.
    const std::vector<Finding>& findings() const { return findings_; }
    const std::map<std::string_view, std::int64_t>& aside() const { return aside_; }

    // False at the end; the reader's problem tells whether that is the file's.
    bool next(rows::Row& row);

private:
    // A row kept: the reader's own is gone with the next.
    struct Kept {
        std::vector<std::string> cells;
        std::uint64_t number = 0;
        std::uint64_t line = 0;
        std::string_view problem;
    };

    Table(rows::Reader reader, const std::vector<Layout>& layouts, TableWish wish)
        : reader_(std::move(reader)), layouts_(&layouts), wish_(std::move(wish))
    {}

    Outcome choose_sheet();
    Outcome choose_named();
    Outcome choose_by_headings();
    void look();
    Result<HeadingRows> headings_in_look() const;
    Outcome begin_rows();
    bool next_row(rows::Row& row);
    bool is_aside(const rows::Row& row);
    void set_aside(std::string_view reason, std::string where, std::string value);

    rows::Reader reader_;
    const std::vector<Layout>* layouts_;
    TableWish wish_;
    const Layout* layout_ = nullptr;
    std::vector<std::string> headings_;
    std::deque<Kept> looked_at_;
    Kept current_;
    std::vector<Finding> findings_;
    std::map<std::string_view, std::int64_t> aside_;
};

}  // namespace xinheng::collection
