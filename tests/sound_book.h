// A small book with some of everything in it, of which tests change one thing at a time.
#pragma once

#include "app/platform/upkeep.h"
#include "base/json.h"
#include "base/text.h"
#include "test_command.h"

#include <functional>
#include <optional>

namespace xinheng::test {

namespace fs = std::filesystem;

constexpr const char* provider = "11110108MBXXXX0192";

// One decision about an invented firm; the columns that the class asks for.
inline std::string decision_file(const std::string& amount)
{
    return "行政相对人名称,行政相对人类别,统一社会信用代码,法定代表人证件类型,"
           "法定代表人证件号码,行政处罚决定书文号,违法行为类型,"
           "违法事实,"
           "处罚依据,处罚类别,处罚内容,罚款金额(万元),处罚决定日期,处罚有效期,处罚机关,"
           "处罚机关统一社会信用代码,数据来源单位,数据来源单位统一社会信用代码,备注\n"
           "北京丙丁商贸有限公司,法人及非法人组织,91110108MAXXXX015B,护照,S00000001,"
           "海监罚〔2026〕1号,虚假广告,"
           "店堂内发布虚假广告,广告法第五十五条,罚款,罚款," +
           amount +
           ",2026-02-10,2027-02-10,海淀区甲乙监管局,11110108MBXXXX0192,海淀区甲乙监管局,"
           "11110108MBXXXX0192,内部备注\n";
}

// A policy under which a second officer must release what is handed in.
inline std::string policy_with_release(const Folder& folder)
{
    fs::copy(XINHENG_SOURCE_DIR "/policy", folder / "policy", fs::copy_options::recursive);
    const std::string path = folder / "policy/catalogue/administrative_penalty.json";
    write_file(path, replaced(*read_file(path), "\"waived\": true", "\"waived\": false"),
               Secrecy::open);
    return folder / "policy";
}

// A book with some of everything, kept aside so that each test can begin from it again.
class SoundBook {
public:
    SoundBook()
    {
        ::setenv("XINHENG_BOOK_FILES", folder_.operator/("files").c_str(), 1);
        const Desk clerk{path()}, supervisor{path(), "supervisor"};
        const auto import = [&](const Desk& desk, const std::string& file) {
            return desk({"import", file, "--class", "administrative_penalty", "--provider",
                         provider, "--json"});
        };
        clerk({"init"});
        clerk({"sample", "--subjects", "60", "--records", "300", "--subjects-out",
               folder_ / "subjects.csv", "--records-out", folder_ / "records.csv"});
        clerk({"subject", "load", folder_ / "subjects.csv"});
        import(clerk, folder_ / "records.csv");

        import(clerk, folder_.write("decision.csv", decision_file("0.5")));
        import(clerk, folder_.write("corrected.csv", decision_file("0.8")));
        supervisor({"approve", newest_proposal(clerk)});
        import(clerk, folder_.write("again.csv", decision_file("0.9")));
        clerk({"withdraw", first_record(), "--why", "annulled"});
        supervisor({"approve", newest_proposal(clerk)});
        clerk({"subject", "rename", "91110108MAXXXX015B", "北京丙丁新商贸有限公司"});
        clerk({"subject", "correct-code", "91110108MAXXXX015B", "91110108MAXXXX0236"});
        const auto firms = json::parse(clerk({"search", "公司", "--json"}).out).value();
        clerk({"subject", "merge", (*firms.array())[0]["code"].text_or(""),
               (*firms.array())[1]["code"].text_or("")});
        const Desk strict{path(), "clerk", policy_with_release(folder_)};
        import(strict, folder_.write("more.csv", replaced(decision_file("1"), "1号", "2号")));
        import(clerk, folder_.write("erased.csv", replaced(decision_file("1"), "1号", "3号")));
        clerk({"erase", newest_record(), "--why", "no longer needed"});
        supervisor({"approve", newest_proposal(clerk)});
        clerk({"zero-report", "add", "--class", "administrative_penalty", "--provider", provider,
               "--period", "2020"});
        cosign(clerk);

        fs::copy_file(path(), folder_ / "book.sound");
        fs::copy(folder_ / "files", folder_ / "files.sound", fs::copy_options::recursive);
    }

    std::string path() const { return folder_ / "book"; }
    fs::path exported() const { return folder_ / "files/book.ledger"; }

    std::optional<Fault> fault() const
    {
        try {
            auto platform = Platform::open(path()).value();
            return verify_book(platform, nullptr).fault;
        } catch (const Failure& failure) {
            return Fault{"program.failure", failure.what()};  // As the command line tells it.
        }
    }

    // What verifying finds after the change, which is undone.
    std::optional<Fault> fault_after(const std::function<void(sql::Transaction&)>& change) const
    {
        {
            const auto connection = sql::Connection::open(path(), sql::Connection::Create::never);
            (*connection)->execute("PRAGMA synchronous = OFF", {});
            sql::Transaction transaction(**connection, sql::Mode::write);
            change(transaction);
            transaction.commit();
        }
        auto found = fault();
        fs::copy_file(folder_ / "book.sound", path(), fs::copy_options::overwrite_existing);
        return found;
    }

    std::optional<Fault> fault_after_raw(const std::function<void(std::string&)>& change) const
    {
        std::string bytes = *read_file(path());
        change(bytes);
        write_file(path(), bytes, Secrecy::open);
        auto found = fault();
        fs::copy_file(folder_ / "book.sound", path(), fs::copy_options::overwrite_existing);
        return found;
    }

    std::optional<Fault> fault_after_file(const std::string& name,
                                          const std::function<void(const fs::path&)>& change) const
    {
        change(exported() / name);
        auto found = fault();
        fs::copy_file(fs::path(folder_ / "files.sound/book.ledger") / name, exported() / name,
                      fs::copy_options::overwrite_existing);
        return found;
    }

private:
    static std::string newest_proposal(const Desk& desk)
    {
        const auto waiting = json::parse(desk({"proposals", "--json"}).out).value();
        return std::to_string(waiting.array()->back()["proposal"].number_or(0));
    }

    std::string first_record() const { return record("MIN"); }
    std::string newest_record() const { return record("MAX"); }
    std::string record(const std::string& which) const
    {
        auto platform = Platform::open(path()).value();
        return std::to_string(
            platform.read().number("SELECT " + which + "(record_id) FROM record").value());
    }

    void cosign(const Desk& desk) const
    {
        const auto key = [](const std::string& said) { return said.substr(0, said.find('\n')); };
        desk({"witness", "init", folder_ / "witness", "witness.example.org"});
        desk({"witness", "sign", folder_ / "witness", "--log", exported().string(), "--key",
              key(desk({"ledger", "key"}).out), "--out", folder_ / "cosigned"});
        desk({"ledger", "take", folder_ / "cosigned"});
    }

    Folder folder_;
};

// The same bytes, but for one.
inline std::string changed_byte(std::string bytes, std::size_t at)
{
    bytes[at] = bytes[at] == 'x' ? 'y' : 'x';
    return bytes;
}

}  // namespace xinheng::test
