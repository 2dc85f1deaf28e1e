// XLSX files as tests need them, faults and all: each part is given as its XML.
#pragma once

#include "base/result.h"

#include <filesystem>
#include <map>
#include <string>
#include <unistd.h>
#include <vector>
#include <zip.h>

namespace xinheng {

using Parts = std::map<std::string, std::string>;

inline std::string write_zip(const std::string& path, const Parts& parts)
{
    std::filesystem::remove(path);
    zip_t* const zip = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
    if (zip == nullptr) throw Failure("could not write " + path);
    for (const auto& [name, content] : parts) {
        zip_source_t* const source = zip_source_buffer(zip, content.data(), content.size(), 0);
        if (zip_file_add(zip, name.c_str(), source, 0) < 0) throw Failure("could not add " + name);
    }
    if (zip_close(zip) != 0) throw Failure("could not finish " + path);
    return path;
}

// What every workbook holds besides its sheets. A sheet is its name and the XML of its rows.
inline Parts workbook_parts(const std::vector<std::pair<std::string, std::string>>& sheets,
                            const std::string& shared_strings = {}, const std::string& styles = {},
                            const std::string& in_workbook = {})
{
    const std::string top = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/";
    Parts parts;
    std::string named = in_workbook + "<sheets>", relations = "<Relationships>";
    for (std::size_t index = 0; index < sheets.size(); ++index) {
        const std::string number = std::to_string(index + 1);
        named += "<sheet name=\"" + sheets[index].first + "\" sheetId=\"" + number + "\" r:id=\"r" +
                 number + "\"/>";
        relations += "<Relationship Id=\"r" + number + "\" Type=\"" + office +
                     "relationships/worksheet\" Target=\"worksheets/sheet" + number + ".xml\"/>";
        parts["xl/worksheets/sheet" + number + ".xml"] =
            top + "<worksheet><sheetData>" + sheets[index].second + "</sheetData></worksheet>";
    }
    if (!shared_strings.empty()) {
        relations += "<Relationship Id=\"rs\" Type=\"" + office +
                     "relationships/sharedStrings\" Target=\"sharedStrings.xml\"/>";
        parts["xl/sharedStrings.xml"] = top + "<sst>" + shared_strings + "</sst>";
    }
    if (!styles.empty()) {
        relations += "<Relationship Id=\"rt\" Type=\"" + office +
                     "relationships/styles\" Target=\"/xl/styles.xml\"/>";
        parts["xl/styles.xml"] = top + "<styleSheet>" + styles + "</styleSheet>";
    }
    parts["[Content_Types].xml"] = top + "<Types/>";
    parts["_rels/.rels"] = top + "<Relationships><Relationship Id=\"r1\" Type=\"" + office +
                           "relationships/officeDocument\" Target=\"xl/workbook.xml\"/>"
                           "</Relationships>";
    parts["xl/workbook.xml"] =
        top + "<workbook xmlns:r=\"" + office + "relationships\">" + named + "</sheets></workbook>";
    parts["xl/_rels/workbook.xml.rels"] = top + relations + "</Relationships>";
    return parts;
}

// A folder that goes with the test.
class TestFolder {
public:
    TestFolder()
    {
        std::string path = (std::filesystem::temp_directory_path() / "xinheng-XXXXXX").string();
        if (::mkdtemp(path.data()) == nullptr) throw Failure("could not make " + path);
        path_ = path;
    }
    ~TestFolder() { std::filesystem::remove_all(path_); }
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;

    std::string operator/(const std::string& name) const { return (path_ / name).string(); }

private:
    std::filesystem::path path_;
};

}  // namespace xinheng
