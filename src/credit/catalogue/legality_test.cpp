#include "credit/catalogue/catalogue.h"

#include <doctest/doctest.h>

#include <unistd.h>

#include <fstream>

using namespace xinheng;
using namespace xinheng::catalogue;
namespace files = std::filesystem;

namespace {

files::path source()
{
    return XINHENG_SOURCE_DIR;
}

// The shipped law beside one class file only, in a folder of its own that goes away with it.
class PolicyFolder {
public:
    PolicyFolder()
        : path_(files::temp_directory_path() /
                ("catalogue_test_" + std::to_string(getpid()) + "_" + std::to_string(next_++)))
    {
        files::create_directories(path_ / "catalogue");
        files::copy(source() / "policy/laws.csv", path_);
        files::copy(source() / "policy/forbidden_data.csv", path_);
        files::copy(source() / "policy/code_lists", path_ / "code_lists");
    }
    ~PolicyFolder()
    {
        std::error_code error;
        files::remove_all(path_, error);
    }
    PolicyFolder(const PolicyFolder&) = delete;
    PolicyFolder& operator=(const PolicyFolder&) = delete;

    const files::path& path() const { return path_; }

    void add_class(const files::path& file) const
    {
        files::copy(file, path_ / "catalogue/example_penalty.json");
    }

private:
    static inline int next_ = 0;
    files::path path_;
};

const files::path illegal = source() / "tests/data/illegal_catalogues";

std::string rules_broken(const Loaded& loaded)
{
    std::string rules;
    for (const Problem& problem : loaded.problems) {
        const std::string rule(problem.rule);
        if (!rules.ends_with(rule)) rules += (rules.empty() ? "" : " ") + rule;
    }
    return rules;
}

}  // namespace

TEST_CASE("the class that the illegal ones differ from by one thing is lawful")
{
    const PolicyFolder policy;
    policy.add_class(illegal / "base/lawful.json");
    const Loaded loaded = load(policy.path());
    CHECK(rules_broken(loaded) == "");
    CHECK(loaded.catalogue.version("example_penalty/1") != nullptr);
}

TEST_CASE("a class without a sufficient basis, or with forbidden data, does not load")
{
    int count = 0;
    for (const auto& entry : files::directory_iterator(illegal)) {
        if (entry.path().extension() != ".json") continue;
        ++count;
        const PolicyFolder policy;
        policy.add_class(entry.path());
        const Loaded loaded = load(policy.path());

        const std::string name = entry.path().filename().string();
        CAPTURE(name);
        CHECK(rules_broken(loaded) == "catalogue." + name.substr(0, name.find('.')));
        CHECK(loaded.catalogue.versions().empty());
        for (const Problem& problem : loaded.problems) {
            CHECK(problem.file == "catalogue/example_penalty.json");
            CHECK((problem.row.starts_with('/') || name.starts_with("json.")));
        }
    }
    CHECK(count >= 20);
}

TEST_CASE("a problem names the place in the file")
{
    const PolicyFolder policy;
    policy.add_class(illegal / "forbidden_data.title.json");
    const Loaded loaded = load(policy.path());
    REQUIRE(loaded.problems.size() == 1);
    CHECK(loaded.problems[0].row == "/versions/0/schema/fields/3/title");
    CHECK(loaded.problems[0].detail == "religion: 宗教信仰");
}

TEST_CASE("a class file bears the name of its class")
{
    const PolicyFolder policy;
    files::copy(illegal / "base/lawful.json", policy.path() / "catalogue/another.json");
    CHECK(rules_broken(load(policy.path())) == "catalogue.class_name");
}

TEST_CASE("one unlawful class does not keep a lawful one out")
{
    const PolicyFolder policy;
    policy.add_class(illegal / "base/lawful.json");
    files::copy(illegal / "no_owner.json", policy.path() / "catalogue/unlawful.json");
    const Loaded loaded = load(policy.path());
    CHECK_FALSE(loaded.problems.empty());
    CHECK(loaded.catalogue.versions().size() == 1);
}

TEST_CASE("without the tables of the law nothing can be shown to be lawful, and nothing loads")
{
    for (const auto* table : {"laws.csv", "forbidden_data.csv"}) {
        CAPTURE(table);
        const PolicyFolder missing;
        missing.add_class(illegal / "base/lawful.json");
        files::remove(missing.path() / table);
        const Loaded loaded = load(missing.path());
        CHECK_FALSE(loaded.problems.empty());
        CHECK(loaded.catalogue.versions().empty());
    }
    const PolicyFolder broken;
    broken.add_class(illegal / "base/lawful.json");
    std::ofstream(broken.path() / "laws.csv") << "title,level\n";
    const Loaded loaded = load(broken.path());
    CHECK(rules_broken(loaded) == "table.columns");
    CHECK(loaded.catalogue.versions().empty());
}
