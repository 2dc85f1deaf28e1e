// The command line in-process, for tests: what it said, and how it ended.
#pragma once

#include "app/cli/cli.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <unistd.h>
#include <vector>

namespace xinheng::test {

struct Said {
    int exit_code = 0;
    std::string out;
    std::string err;
};

// A folder that goes with the test.
class Folder {
public:
    Folder()
    {
        std::string name =
            (std::filesystem::temp_directory_path() / "xinheng-test-XXXXXX").string();
        if (!::mkdtemp(name.data())) throw Failure("no folder for a test");
        path_ = name;
    }
    ~Folder()
    {
        std::error_code trouble;
        std::filesystem::remove_all(path_, trouble);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::string operator/(const std::string& name) const { return (path_ / name).string(); }

    std::string write(const std::string& name, const std::string& content) const
    {
        std::ofstream(path_ / name, std::ios::binary) << content;
        return *this / name;
    }

private:
    std::filesystem::path path_;
};

// Somebody at a book, at noon of 2 March 2026.
struct Desk {
    std::string book;
    std::string officer = "clerk";
    std::string policy = XINHENG_SOURCE_DIR "/policy";

    Said operator()(const std::vector<std::string>& command) const
    {
        std::vector<std::string> all{"--book", book, "--policy", policy, "--officer", officer};
        all.insert(all.end(), command.begin(), command.end());
        const auto now = Instant::parse("2026-03-02T12:00:00+08:00").value();
        std::istringstream in;
        std::ostringstream out, err;
        Said said;
        said.exit_code = cli::run(all, [now] { return now; }, {in, out, err});
        said.out = out.str();
        said.err = err.str();
        return said;
    }
};

}  // namespace xinheng::test
