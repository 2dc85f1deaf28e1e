// Plays a story on one store: in a folder of its own, with a book of its own, through the command
// line, at the time that the story says. After every story the book must be sound, and rebuilding
// it from its log must give the same tables, byte for byte.
#pragma once

#include "app/cli/cli.h"
#include "app/platform/projection_check.h"
#include "base/store_for_tests.h"
#include "story.h"
#include "story_sheets.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

namespace xinheng::story {

namespace fs = std::filesystem;

struct Answer {
    int exit_code = 0;
    std::vector<std::string> lines;  // Standard output, then standard error.
};

// The books of a story by the names that it gives them.
class Books {
public:
    explicit Books(sql::TestStore::Kind kind) : kind_(kind) {}
    ~Books()
    {
        if (kind_ == sql::TestStore::Kind::postgresql)
            for (const auto& name : made_) drop(name);
    }
    Books(const Books&) = delete;
    Books& operator=(const Books&) = delete;

    static bool is_book(const std::string& name)
    {
        return name == "book" || name.starts_with("book-");
    }

    void begin()
    {
        if (kind_ == sql::TestStore::Kind::sqlite) return;
        sql::administer_postgresql("CREATE DATABASE " + database("book"));
        made_.insert("book");
        // Its files stand where those of a SQLite book would.
        for (const char* const ending : {".ledger", ".keys"}) {
            fs::create_directory(std::string("book") + ending);
            fs::create_directory_symlink(std::string("book") + ending, database("book") + ending);
        }
    }

    std::string address(const std::string& name) const
    {
        return kind_ == sql::TestStore::Kind::sqlite
                   ? name
                   : sql::with_database(sql::postgresql_at_hand(), database(name));
    }

    void copy(const std::string& from, const std::string& to)
    {
        if (kind_ == sql::TestStore::Kind::sqlite) {
            fs::copy_file(from, to, fs::copy_options::overwrite_existing);
            return;
        }
        if (made_.contains(to)) drop(to);
        sql::administer_postgresql("CREATE DATABASE " + database(to) + " TEMPLATE " +
                                   database(from));
        made_.insert(to);
    }

private:
    static std::string database(const std::string& name)
    {
        return "story_" + std::to_string(::getpid()) + '_' + replaced(name, "-", "_");
    }
    static void drop(const std::string& name)
    {
        sql::administer_postgresql("DROP DATABASE " + database(name) + " WITH (FORCE)");
    }

    sql::TestStore::Kind kind_;
    std::set<std::string> made_;
};

class Player {
public:
    explicit Player(sql::TestStore::Kind kind)
        : before_(fs::current_path()), folder_(new_folder()), books_(kind)
    {
        fs::current_path(folder_);
        ::setenv("XINHENG_BOOK_FILES", folder_.c_str(), 1);
        ::unsetenv("XINHENG_ORGANISATION");
        books_.begin();
    }
    ~Player()
    {
        fs::current_path(before_);
        ::unsetenv("XINHENG_BOOK_FILES");
        std::error_code trouble;
        fs::remove_all(folder_, trouble);
    }
    Player(const Player&) = delete;
    Player& operator=(const Player&) = delete;

    // Empty, or what went otherwise than the story says.
    std::string play(const Story& story)
    {
        if (!story.trouble.empty()) return story.trouble;
        for (const auto& step : story.steps)
            if (const auto trouble = play(step); !trouble.empty()) return trouble;
        return check_rebuild(story.steps.back());
    }

private:
    static fs::path new_folder()
    {
        std::string name = (fs::temp_directory_path() / "xinheng-story-XXXXXX").string();
        if (!::mkdtemp(name.data())) throw Failure("no folder for a story");
        return name;
    }

    std::string play(const Step& step)
    {
        if (!step.file.empty()) {
            fs::create_directories(fs::absolute(step.file).parent_path());
            if (is_workbook(step.file)) write_workbook(step.file, step.content);
            else std::ofstream(step.file, std::ios::binary) << step.content;
            return {};
        }
        return compare(step, answer(step));
    }

    std::string compare(const Step& step, const Answer& answer)
    {
        std::size_t next = 0;
        for (const auto& expected : step.expected) {
            if (expected.kind == Expectation::Kind::nowhere) {
                for (const auto& line : answer.lines)
                    if (contains(line, expected.words))
                        return otherwise(expected.line, "no line with " + expected.words, {line});
                continue;
            }
            const auto from = answer.lines.begin() + static_cast<std::ptrdiff_t>(next);
            const auto found = std::find_if(from, answer.lines.end(), [&](const auto& line) {
                return reads_as(line, expected.words, names_);
            });
            if (found == answer.lines.end())
                return otherwise(expected.line, expected.words, {from, answer.lines.end()});
            next = static_cast<std::size_t>(found - answer.lines.begin()) + 1;
        }
        if (answer.exit_code != step.exit_code)
            return otherwise(step.line, "exit " + std::to_string(step.exit_code), answer.lines) +
                   "\n    exit " + std::to_string(answer.exit_code);
        return {};
    }

    static std::string otherwise(int line, const std::string& expected,
                                 const std::vector<std::string>& got)
    {
        std::string told =
            "line " + std::to_string(line) + "\n  expected\n    " + expected + "\n  got";
        for (const auto& one : got) told += "\n    " + one;
        return told;
    }

    Answer answer(const Step& step)
    {
        const auto arguments = arguments_of(step.command, names_);
        const bool is_ours =
            std::ranges::count(std::array{"copy", "change", "remove", "read"}, arguments[0]) > 0;
        return is_ours ? do_ourselves(arguments) : run(step, arguments);
    }

    Answer run(const Step& step, const std::vector<std::string>& arguments) const
    {
        std::vector<std::string> all{"--book",    books_.address("book"),
                                     "--policy",  XINHENG_SOURCE_DIR "/policy",
                                     "--officer", step.officer};
        all.insert(all.end(), arguments.begin(), arguments.end());
        std::istringstream in;
        std::ostringstream out, err;
        Answer answer;
        answer.exit_code = cli::run(all, [&] { return step.at; }, {in, out, err});
        std::istringstream lines(out.str() + err.str());
        for (std::string line; std::getline(lines, line);) answer.lines.push_back(line);
        return answer;
    }

    Answer do_ourselves(const std::vector<std::string>& arguments)
    {
        Answer answer;
        if (arguments[0] == "copy" && arguments.size() == 3) {
            if (Books::is_book(arguments[1])) books_.copy(arguments[1], arguments[2]);
            else fs::copy(arguments[1], arguments[2], fs::copy_options::overwrite_existing);
            return answer;
        }
        if (arguments[0] == "remove") {
            if (fs::remove_all(arguments.at(1)) > 0) return answer;
            return {1, {"not there: " + arguments[1]}};
        }
        if (is_workbook(arguments.at(1))) return do_in_workbook(arguments);
        std::ifstream file(arguments.at(1), std::ios::binary);
        std::stringstream content;
        content << file.rdbuf();
        if (arguments[0] == "change" && arguments.size() == 4) {
            std::string text = content.str();
            const std::size_t at = text.find(arguments[2]);
            if (at == std::string::npos) return {1, {"not there: " + arguments[2]}};
            text.replace(at, arguments[2].size(), arguments[3]);
            std::ofstream(arguments[1], std::ios::binary) << text;
            return answer;
        }
        for (std::string line; std::getline(content, line);) answer.lines.push_back(line);
        return answer;
    }

    static Answer do_in_workbook(const std::vector<std::string>& arguments)
    {
        if (arguments[0] == "read") return {0, workbook_lines(arguments[1])};
        const bool is_changed =
            arguments.size() == 4 && change_workbook(arguments[1], arguments[2], arguments[3]);
        return is_changed ? Answer{} : Answer{1, {"not there: " + arguments.back()}};
    }

    std::string check_rebuild(const Step& last)
    {
        const auto dumped = run(last, {"dump"});
        const auto rebuilt = run(last, {"rebuild"});
        const auto after = run(last, {"dump"});
        if (dumped.exit_code + rebuilt.exit_code + after.exit_code != 0)
            return otherwise(last.line, "the book can be rebuilt", rebuilt.lines);
        if (dumped.lines != after.lines) {
            const auto differing = std::mismatch(dumped.lines.begin(), dumped.lines.end(),
                                                 after.lines.begin(), after.lines.end());
            const bool at_end = differing.first == dumped.lines.end();
            return otherwise(
                last.line, at_end ? "(no more)" : *differing.first,
                {differing.second == after.lines.end() ? "(no more)" : *differing.second});
        }
        if (!projections_agree()) return otherwise(last.line, "the tallies agree", {});
        return compare(last, run(last, {"ledger", "verify"}));
    }

    // What a verification compares first: it would go on to compare line by line.
    bool projections_agree() const
    {
        auto platform = Platform::open(books_.address("book")).value();
        auto transaction = platform.read();
        ExpectedTallies expected;
        const auto size = static_cast<std::int64_t>(ledger::size_of(transaction));
        ledger::each_event(transaction, {0, size},
                           [&](const ledger::LoggedEvent& event) { expected.see({&event, 1}); });
        return agree(expected.finish(transaction),
                     tallies_of(platform.connection(), expected.key()));
    }

    fs::path before_;
    fs::path folder_;
    Books books_;
    Names names_;
};

// Empty, or what went otherwise than the story says.
inline std::string play(const std::string& text, sql::TestStore::Kind kind)
{
    return Player(kind).play(read_story(text));
}

}  // namespace xinheng::story
