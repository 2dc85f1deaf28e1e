#include "base/spreadsheet/workbook.h"

#include "base/spreadsheet/xml.h"
#include "base/text.h"

#include <charconv>
#include <map>

namespace xinheng::spreadsheet {
namespace {

constexpr std::size_t most_sheets = 255;
constexpr std::size_t most_formats = 65'536;

struct Relation {
    std::string type;  // The last word of it.
    std::string part;
};
using Relations = std::map<std::string, Relation, std::less<>>;

Error refusal(std::string_view reason, std::string detail = {})
{
    return Error{ErrorKind::invalid_input, reason, std::move(detail)};
}

std::string folder_of(const std::string& part)
{
    const std::size_t slash = part.rfind('/');
    return slash == std::string::npos ? std::string() : part.substr(0, slash + 1);
}

// A target is told from the folder of the part that names it, or from the top.
std::string resolved(std::string folder, std::string_view target)
{
    if (target.starts_with('/')) return std::string(target.substr(1));
    while (target.starts_with("../")) {
        target.remove_prefix(3);
        if (!folder.empty()) folder.pop_back();
        folder = folder_of(folder);
    }
    return folder + std::string(target);
}

Result<Relations> relations_of(const Zip& zip, const std::string& part)
{
    const std::string folder = folder_of(part);
    const std::string name = folder + "_rels/" + part.substr(folder.size()) + ".rels";
    Relations relations;
    XmlHandlers handlers;
    handlers.begin = [&](std::string_view element, const Attributes& attributes) {
        if (element != "Relationship") return;
        const std::string_view type = attributes["Type"];
        relations[std::string(attributes["Id"])] = {
            std::string(type.substr(std::min(type.size(), type.rfind('/') + 1))),
            resolved(folder, attributes["Target"])};
    };
    auto from = TRY(zip.part(name));
    TRY(read_xml(std::move(from), std::move(handlers)));
    return relations;
}

const std::string* part_of(const Relations& relations, std::string_view type)
{
    for (const auto& [id, relation] : relations)
        if (relation.type == type) return &relation.part;
    return nullptr;
}

Outcome check_kind(const Zip& zip)
{
    if (!zip.has("[Content_Types].xml")) {
        if (!zip.has("mimetype")) return refusal("file.not_text", "zip");
        const auto type = TRY(zip.text("mimetype"));
        const bool is_sheet = contains(type, "opendocument.spreadsheet");
        return is_sheet ? refusal("sheet.opendocument") : refusal("file.not_text", type);
    }
    const auto types = TRY(zip.text("[Content_Types].xml"));
    if (contains(types, "sheet.binary")) return refusal("sheet.binary");
    if (contains(types, "macroEnabled") || contains(types, "vbaProject"))
        return refusal("sheet.macros");
    return Done{};
}

// The sheet of a defined name: 'One'!$A$1 or One!$A$1.
std::string sheet_named_in(std::string_view place)
{
    place = trimmed(place).substr(0, trimmed(place).rfind('!'));
    if (place.size() > 1 && place.front() == '\'') place = place.substr(1, place.size() - 2);
    return replaced(place, "''", "'");
}

struct SheetEntry {
    rows::Sheet sheet;
    std::string relation;
};

class WorkbookPart {
public:
    Result<std::vector<SheetEntry>> read(ZipPart part, Epoch& epoch)
    {
        XmlHandlers handlers;
        handlers.begin = [&](std::string_view name, const Attributes& attributes) {
            in_form_ = name == "definedName" && attributes["name"] == rows::form_name;
            if (name == "workbookPr" &&
                (attributes["date1904"] == "1" || attributes["date1904"] == "true"))
                epoch = Epoch::of_1904;
            if (name != "sheet") return;
            const std::string_view state = attributes["state"];
            entries_.push_back(
                {{std::string(attributes["name"]), !state.empty() && state != "visible"},
                 std::string(attributes["id"])});
        };
        handlers.text = [&](std::string_view text) {
            if (in_form_ && form_.size() < 1024) form_ += text;
        };
        TRY(read_xml(std::move(part), std::move(handlers)));
        const std::string form = sheet_named_in(form_);
        for (auto& entry : entries_)
            entry.sheet.is_form = !form_.empty() && entry.sheet.name == form;
        return std::move(entries_);
    }

private:
    std::vector<SheetEntry> entries_;
    std::string form_;
    bool in_form_ = false;
};

unsigned number_of(std::string_view text)
{
    unsigned number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

Result<std::vector<NumberFormat>> read_formats(ZipPart part)
{
    std::map<unsigned, NumberFormat> own;
    std::vector<NumberFormat> formats;
    bool in_cell_formats = false;
    XmlHandlers handlers;
    handlers.begin = [&](std::string_view name, const Attributes& attributes) {
        if (name == "cellXfs") in_cell_formats = true;
        if (name == "numFmt")
            own[number_of(attributes["numFmtId"])] = read_format(attributes["formatCode"]);
        if (name != "xf" || !in_cell_formats || formats.size() >= most_formats) return;
        const unsigned id = number_of(attributes["numFmtId"]);
        const auto found = own.find(id);
        formats.push_back(found == own.end() ? built_in_format(id) : found->second);
    };
    handlers.end = [&](std::string_view name) {
        if (name == "cellXfs") in_cell_formats = false;
    };
    TRY(read_xml(std::move(part), std::move(handlers)));
    return formats;
}

}  // namespace

Result<Workbook> read_workbook(const Zip& zip)
{
    TRY(check_kind(zip));
    const auto top = TRY(relations_of(zip, ""));
    const std::string* const main = part_of(top, "officeDocument");
    if (main == nullptr) return refusal("sheet.broken", "officeDocument");
    if (contains(*main, "word/") || contains(*main, "ppt/")) return refusal("file.not_text", *main);

    Workbook workbook;
    auto part = TRY(zip.part(*main));
    auto entries = TRY(WorkbookPart().read(std::move(part), workbook.epoch));
    const auto relations = TRY(relations_of(zip, *main));
    for (auto& entry : entries) {
        const auto relation = relations.find(entry.relation);
        if (relation == relations.end()) return refusal("sheet.broken", entry.sheet.name);
        if (relation->second.type != "worksheet") continue;  // A chart on a sheet of its own.
        workbook.sheets.push_back(std::move(entry.sheet));
        workbook.parts.push_back(relation->second.part);
    }
    if (workbook.sheets.empty()) return refusal("sheet.none");
    if (workbook.sheets.size() > most_sheets) return refusal("sheet.too_large", "sheets");

    if (const auto* const styles = part_of(relations, "styles")) {
        auto styles_part = TRY(zip.part(*styles));
        workbook.formats = TRY(read_formats(std::move(styles_part)));
    }
    if (const auto* const strings = part_of(relations, "sharedStrings"))
        workbook.strings_part = *strings;
    return workbook;
}

}  // namespace xinheng::spreadsheet
