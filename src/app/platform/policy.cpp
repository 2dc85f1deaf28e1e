#include "app/platform/policy.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace xinheng {

namespace fs = std::filesystem;

namespace {

Result<std::vector<collection::Layout>> load_layouts(const fs::path& folder,
                                                     const catalogue::Catalogue& catalogue)
{
    std::vector<fs::path> files;
    std::error_code trouble;
    for (const auto& entry : fs::directory_iterator(folder, trouble))
        if (entry.path().extension() == ".json") files.push_back(entry.path());
    std::sort(files.begin(), files.end());

    std::vector<collection::Layout> layouts;
    for (const auto& file : files) {
        const auto text = TRY(policy_file(file));
        auto layout = collection::Layout::parse(text);
        if (!layout)
            return Error{layout.error().kind, layout.error().reason,
                         file.string() + ": " + layout.error().detail};
        layouts.push_back(std::move(layout).value());
    }
    // The current form of every class, behind the layouts that know it better.
    const auto& versions = catalogue.versions();
    for (std::size_t index = 0; index < versions.size(); ++index) {
        const auto& version = versions[index];
        const bool is_newest = index + 1 == versions.size() ||
                               versions[index + 1].record_class != version.record_class;
        if (!is_newest) continue;
        auto layout = collection::Layout::of(version);
        if (!layout)
            return Error{layout.error().kind, layout.error().reason,
                         version.id + ": " + layout.error().detail};
        layouts.push_back(std::move(layout).value());
    }
    return layouts;
}

}  // namespace

Result<std::string> policy_file(const fs::path& path)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    if (!file || !(text << file.rdbuf()))
        return Error{ErrorKind::not_found, "policy.not_found", path.string()};
    return text.str();
}

Result<Policy> load_policy(const fs::path& folder)
{
    auto loaded = catalogue::load(folder);
    if (!loaded.problems.empty()) {
        const auto& first = loaded.problems.front();
        return Error{
            ErrorKind::invalid_input, "policy.catalogue",
            first.file + ' ' + first.row + ' ' + std::string(first.rule) + ' ' + first.detail};
    }

    const auto types = TRY(policy_file(folder / "uscc_types.csv"));
    const auto divisions = TRY(policy_file(folder / "divisions.csv"));
    const auto exceptions = TRY(policy_file(folder / "uscc_exceptions.csv"));
    auto codes = TRY(subject::CodeTables::parse({types, divisions, exceptions}));
    const auto kinds_csv = TRY(policy_file(folder / "code_lists/penalty_kind.csv"));
    auto kinds = TRY(collection::KindTable::parse(kinds_csv));
    auto layouts = TRY(load_layouts(folder / "layouts", loaded.catalogue));
    const auto holidays = TRY(policy_file(folder / "holidays.csv"));
    auto calendar = TRY(Calendar::parse(holidays));

    return Policy{std::move(loaded.catalogue), std::move(codes), std::move(kinds),
                  std::move(layouts), std::move(calendar)};
}

fs::path default_policy_folder()
{
    if (const char* const wanted = std::getenv("XINHENG_POLICY")) return wanted;

    std::error_code trouble;
    const fs::path program = fs::read_symlink("/proc/self/exe", trouble);
    for (const char* const place :
         {"policy", "../policy", "../../policy", "../share/xinheng/policy"}) {
        const fs::path folder = program.parent_path() / place;
        if (fs::exists(folder / "catalogue", trouble)) return folder.lexically_normal();
    }
    return "policy";
}

}  // namespace xinheng
