// Workbooks in stories, which are plain text: written from lines of CSV, read as such, and changed
// where a clerk would change a cell.
#pragma once

#include "base/rows.h"
#include "base/sheet_writer.h"

#include <string>
#include <vector>
#include <zip.h>

namespace xinheng::story {

inline bool is_workbook(const std::string& name)
{
    return name.ends_with(".xlsx");
}

inline void write_workbook(const std::string& name, const std::string& content)
{
    SheetWriter writer(name);
    writer.begin_sheet("Sheet1");
    auto reader = csv::Reader::over(content).value();
    csv::Row row;
    while (reader.next(row)) {
        std::vector<SheetWriter::Cell> cells;
        for (const auto cell : row.cells) cells.push_back({std::string(cell)});
        writer.add_row(cells);
    }
    writer.finish();
}

inline std::vector<std::string> workbook_lines(const std::string& name)
{
    std::vector<std::string> lines;
    auto reader = rows::Reader::open(name).value();
    rows::Row row;
    while (reader.next(row)) {
        std::string line;
        csv::append_row(line, {row.cells.begin(), row.cells.end()});
        lines.push_back(line.substr(0, line.size() - 2));
    }
    return lines;
}

// The first place in a sheet where the words stand. False where they do not.
inline bool change_workbook(const std::string& name, const std::string& from, const std::string& to)
{
    zip_t* const zip = zip_open(name.c_str(), 0, nullptr);
    bool is_changed = false;
    std::string text;
    for (zip_uint64_t part = 0; zip != nullptr && !is_changed &&
                                part < static_cast<zip_uint64_t>(zip_get_num_entries(zip, 0));
         ++part) {
        zip_stat_t about;
        zip_stat_index(zip, part, 0, &about);
        if (!std::string(about.name).starts_with("xl/worksheets/")) continue;
        text.resize(about.size);
        zip_file_t* const file = zip_fopen_index(zip, part, 0);
        zip_fread(file, text.data(), text.size());
        zip_fclose(file);
        const std::size_t at = text.find(from);
        if (at == std::string::npos) continue;
        text.replace(at, from.size(), to);
        zip_file_replace(zip, part, zip_source_buffer(zip, text.data(), text.size(), 0), 0);
        is_changed = true;
    }
    if (zip != nullptr) zip_close(zip);
    return is_changed;
}

}  // namespace xinheng::story
