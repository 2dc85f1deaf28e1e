// The exported log is read by a client that others wrote: see tests/tile_client.
#include "credit/ledger/checkpoint.h"
#include "credit/ledger/tile.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sys/wait.h>
#include <unistd.h>

using namespace xinheng;
using namespace xinheng::ledger;

namespace fs = std::filesystem;

namespace {

constexpr int skipped = 77;

class ExportedLog {
public:
    explicit ExportedLog(std::uint64_t size)
        : folder_(fs::temp_directory_path() /
                  ("xinheng-log-" + std::to_string(getpid()) + "-" + std::to_string(size)))
    {
        Appender appender(Suite{});
        while (appender.size() < size) {
            appender.append(sha256("entry " + std::to_string(appender.size())));
        }
        for (const TileUpdate& update : appender.take_changed()) {
            write(update.address.path(), update.bytes);
        }
        const SignerKey witness =
            SignerKey::generate("witness.example", {HashKind::sha256, Signing::cosigned}).value();
        const std::string note = sign_checkpoint({"log.example", appender.head(), {}}, key_);
        write("checkpoint",
              witness_checkpoint({{}, note, {}}, key_.verifier(), witness, {1'795'000'000})->note);
    }

    ~ExportedLog() { fs::remove_all(folder_); }
    ExportedLog(const ExportedLog&) = delete;
    ExportedLog& operator=(const ExportedLog&) = delete;

    int read_by_others() const
    {
        const std::string script = XINHENG_SOURCE_DIR "/tests/tile_client/run.sh";
        const std::string command = "'" + script + "' '" + folder_.string() + "' '" +
                                    key_.verifier().text() + "' >/dev/null 2>&1";
        return WEXITSTATUS(std::system(command.c_str()));
    }

    void change(const std::string& path) const
    {
        std::fstream file(folder_ / path, std::ios::in | std::ios::out | std::ios::binary);
        REQUIRE(file);
        file.seekg(5);
        const int byte = file.get();
        file.seekp(5);
        file.put(static_cast<char>(byte ^ 1));
    }

private:
    void write(const std::string& path, const std::string& bytes) const
    {
        fs::create_directories((folder_ / path).parent_path());
        std::ofstream(folder_ / path, std::ios::binary) << bytes;
    }

    fs::path folder_;
    SignerKey key_ = SignerKey::generate("log.example", {}).value();
};

}  // namespace

TEST_CASE("a client written by others reads logs of every shape, and finds a changed byte")
{
    for (const std::uint64_t size : {1, 5, 256, 257, 70'000}) {
        const ExportedLog log(size);
        const int answer = log.read_by_others();
        if (answer == skipped) {
            MESSAGE("skipped: Go and its golang.org/x/mod are not installed");
            return;
        }
        CHECK_MESSAGE(answer == 0, "size ", size);
    }
    const ExportedLog log(300);
    log.change("tile/entries/000");
    CHECK(log.read_by_others() == 1);
    log.change("tile/entries/000");
    CHECK(log.read_by_others() == 0);
    log.change("tile/0/000");
    CHECK(log.read_by_others() == 1);
    log.change("tile/0/000");
    log.change("checkpoint");
    CHECK(log.read_by_others() == 1);
}
