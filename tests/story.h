// A story: a whole journey through the public doors, in plain text, so that a lawyer can read it.
//
//   2026-03-02 10:00 clerk   import penalties.csv --class administrative_penalty --provider 1111…
//                            > read 2 = accepted 2 …
//
// A line that begins with a day (and a time of day, or nine o'clock) names who acts, then the
// command. A line that is set in goes on: a further command by the same officer a minute later, or
//   > words      the next line of the answer that must read so; "*" is any word, a closing "…" is
//                whatever follows, $name takes the word down or must be what was taken down
//   ! words      these words may stand nowhere in the answer
//   exit 1       how the command ends, where it is not 0: all in
// "file NAME" at the start of a line is followed by what the file holds, set in, and an empty line.
// Beside the program's own commands there are `copy FROM TO`, `change FILE OLD NEW`, which alters
// the first place where OLD stands, `remove FILE` and `read FILE`. "book" and "book-…" are books. A
// file whose name ends in .xlsx is a workbook, told and read as lines of CSV.
// Every story ends with `ledger verify` and "> sound, …".
#pragma once

#include "base/date.h"
#include "base/text.h"

#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace xinheng::story {

struct Expectation {
    enum class Kind { line, nowhere } kind = Kind::line;
    std::string words;
    int line = 0;
};

struct Step {
    int line = 0;
    Instant at;
    std::string officer;
    std::string command;
    std::vector<Expectation> expected;
    int exit_code = 0;
    // A step of the runner that puts a file in the story's folder has a name and a content.
    std::string file;
    std::string content;
};

struct Story {
    std::vector<Step> steps;
    std::string trouble;  // Why the text is no story, with its line; else empty.
};

using Names = std::map<std::string, std::string>;

inline std::vector<std::string> words_of(std::string_view text)
{
    std::vector<std::string> words;
    std::istringstream stream{std::string(text)};
    for (std::string word; stream >> word;) words.push_back(word);
    return words;
}

// The words of a command; quoted ones may hold spaces.
inline std::vector<std::string> arguments_of(const std::string& command, const Names& names)
{
    std::vector<std::string> arguments;
    std::string word;
    bool quoted = false, begun = false;
    for (const char letter : command + ' ') {
        if (letter == '"') {
            quoted = !quoted;
            begun = true;
        } else if (letter == ' ' && !quoted) {
            if (begun) arguments.push_back(word);
            word.clear();
            begun = false;
        } else {
            word += letter;
            begun = true;
        }
    }
    // The longer names first: $proposal is not $p.
    for (auto& argument : arguments)
        for (auto name = names.rbegin(); name != names.rend(); ++name)
            argument = replaced(argument, "$" + name->first, name->second);
    return arguments;
}

// Whether a line of an answer reads as a story says it does.
inline bool reads_as(std::string_view line, std::string_view expected, Names& names)
{
    const auto is = words_of(line);
    const auto should = words_of(expected);
    Names taken;
    std::size_t at = 0;
    for (; at < should.size(); ++at) {
        const std::string& wanted = should[at];
        if (wanted == "…") break;
        if (at >= is.size()) return false;
        if (wanted == "*") continue;
        if (wanted.ends_with("…")) {
            if (!is[at].starts_with(std::string_view(wanted).substr(0, wanted.size() - 3)))
                return false;
            break;
        }
        if (wanted.front() != '$') {
            if (wanted != is[at]) return false;
            continue;
        }
        const auto known = names.find(wanted.substr(1));
        if (known != names.end() && known->second != is[at]) return false;
        taken[wanted.substr(1)] = is[at];
    }
    if (at == should.size() && is.size() != should.size()) return false;
    names.insert(taken.begin(), taken.end());
    return true;
}

class Reading {
public:
    explicit Reading(const std::string& text) : lines_(text) {}

    Story read()
    {
        for (std::string line; story_.trouble.empty() && std::getline(lines_, line);) {
            ++number_;
            const std::string_view bare = trimmed(line);
            if (bare.empty() || bare.front() == '#') continue;
            if (line.starts_with("file ")) read_file(std::string(bare.substr(5)));
            else if (line.front() != ' ') read_dated(bare);
            else read_more(bare);
        }
        return std::move(story_);
    }

private:
    void fail(std::string_view why)
    {
        story_.trouble = "line " + std::to_string(number_) + ": " + std::string(why);
    }

    void read_file(std::string name)
    {
        Step step;
        step.line = number_;
        step.file = std::move(name);
        for (std::string line; std::getline(lines_, line) && !trimmed(line).empty();) {
            ++number_;
            step.content += std::string(trimmed(line)) + '\n';
        }
        ++number_;
        story_.steps.push_back(std::move(step));
    }

    void read_dated(std::string_view line)
    {
        auto words = words_of(line);
        const auto day = Date::parse(words[0]);
        if (!day) return fail("begins with no day");
        std::size_t officer = 1;
        std::string time = "09:00";
        if (words.size() > 1 && words[1].size() == 5 && words[1][2] == ':') time = words[officer++];
        const auto at = Instant::parse(words[0] + "T" + time + ":00+08:00");
        if (!at || words.size() < officer + 2)
            return fail("names no time, no officer or no command");

        at_ = *at;
        officer_ = words[officer];
        const std::size_t after = line.find(officer_) + officer_.size();
        add_command(trimmed(line.substr(after)));
    }

    void read_more(std::string_view line)
    {
        if (officer_.empty()) return fail("nobody acts yet");
        Step& last = story_.steps.back();
        if (line.front() == '>' || line.front() == '!') {
            const auto kind =
                line.front() == '>' ? Expectation::Kind::line : Expectation::Kind::nowhere;
            last.expected.push_back({kind, std::string(trimmed(line.substr(1))), number_});
        } else if (line.starts_with("exit ")) {
            last.exit_code = std::stoi(std::string(line.substr(5)));
        } else {
            at_.unix_seconds += 60;
            add_command(line);
        }
    }

    void add_command(std::string_view command)
    {
        Step step;
        step.line = number_;
        step.at = at_;
        step.officer = officer_;
        step.command = command;
        story_.steps.push_back(std::move(step));
    }

    std::istringstream lines_;
    int number_ = 0;
    Instant at_;
    std::string officer_;
    Story story_;
};

inline bool ends_sound(const Story& story)
{
    if (story.steps.empty()) return false;
    const Step& last = story.steps.back();
    return last.command == "ledger verify" && last.expected.size() == 1 &&
           last.expected[0].words.starts_with("sound, ");
}

inline Story read_story(const std::string& text)
{
    Story story = Reading(text).read();
    if (story.trouble.empty() && !ends_sound(story))
        story.trouble = "does not end with `ledger verify` and > sound, …";
    return story;
}

}  // namespace xinheng::story
