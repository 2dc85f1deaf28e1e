// Whatever is changed behind the log's back is found and named: every column of every table, rows
// that were taken out or put in, and every exported file.
#include "app/platform/upkeep.h"
#include "base/json.h"
#include "base/text.h"
#include "test_command.h"

#include <doctest/doctest.h>

#include <functional>
#include <set>

namespace {

using namespace xinheng;
namespace fs = std::filesystem;

constexpr const char* provider = "11110108MBXXXX0192";

// One decision about an invented firm; the columns that the class asks for.
std::string decision_file(const std::string& amount)
{
    return "行政相对人名称,行政相对人类别,统一社会信用代码,行政处罚决定书文号,违法行为类型,违法事实,"
           "处罚依据,处罚类别,处罚内容,罚款金额(万元),处罚决定日期,处罚有效期,处罚机关,"
           "处罚机关统一社会信用代码,数据来源单位,数据来源单位统一社会信用代码,备注\n"
           "北京丙丁商贸有限公司,法人及非法人组织,91110108MAXXXX015B,海监罚〔2026〕1号,虚假广告,"
           "店堂内发布虚假广告,广告法第五十五条,罚款,罚款,"
           + amount
           + ",2026-02-10,2027-02-10,海淀区甲乙监管局,11110108MBXXXX0192,海淀区甲乙监管局,"
             "11110108MBXXXX0192,内部备注\n";
}

// A policy under which a second officer must release what is handed in.
std::string policy_with_release(const test::Folder& folder)
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
        const test::Desk clerk{path()}, supervisor{path(), "supervisor"};
        const auto import = [&](const test::Desk& desk, const std::string& file) {
            return desk({"import", file, "--class", "administrative_penalty", "--provider", provider,
                         "--json"});
        };
        clerk({"init"});
        clerk({"sample", "--subjects", "60", "--records", "260", "--subjects-out",
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
        const test::Desk strict{path(), "clerk", policy_with_release(folder_)};
        import(strict, folder_.write("more.csv", replaced(decision_file("1"), "1号", "2号")));
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
    static std::string newest_proposal(const test::Desk& desk)
    {
        const auto waiting = json::parse(desk({"proposals", "--json"}).out).value();
        return std::to_string(waiting.array()->back()["proposal"].number_or(0));
    }

    std::string first_record() const
    {
        auto platform = Platform::open(path()).value();
        return std::to_string(platform.read().number("SELECT MIN(record_id) FROM record").value());
    }

    void cosign(const test::Desk& desk) const
    {
        const auto key = [](const std::string& said) { return said.substr(0, said.find('\n')); };
        desk({"witness", "init", folder_ / "witness", "witness.example.org"});
        desk({"witness", "sign", folder_ / "witness", "--log", exported().string(), "--key",
              key(desk({"ledger", "key"}).out), "--out", folder_ / "cosigned"});
        desk({"ledger", "take", folder_ / "cosigned"});
    }

    test::Folder folder_;
};

const SoundBook& book()
{
    static const SoundBook book;
    return book;
}

std::vector<std::string> tables()
{
    return sql::Connection::open(book().path(), sql::Connection::Create::never).value()->tables();
}

std::vector<std::string> columns(sql::Transaction& transaction, const std::string& table)
{
    std::vector<std::string> names;
    transaction.query("SELECT name FROM pragma_table_info($1)", {std::string_view(table)},
                      [&](const sql::Row& row) { names.emplace_back(row.text(0)); });
    return names;
}

// The first row of a table, its last, and some between, each as the condition that it alone meets.
std::vector<std::string> some_rows(sql::Transaction& transaction, const std::string& table)
{
    std::string condition;
    for (const auto& column : columns(transaction, table))
        condition += (condition.empty() ? "'" : " || ' AND ") + column + " IS ' || quote(" + column + ')';
    std::vector<std::string> all, some;
    transaction.query("SELECT " + condition + " FROM " + table + " ORDER BY 1", {},
                      [&](const sql::Row& row) { all.emplace_back(row.text(0)); });
    const std::size_t step = all.size() / 5 + 1;
    for (std::size_t at = 0; at < all.size(); at += step) some.push_back(all[at]);
    if (!all.empty() && some.back() != all.back()) some.push_back(all.back());
    return some;
}

template <class Look>
auto looked_up(const Look& look)
{
    const auto connection = sql::Connection::open(book().path(), sql::Connection::Create::never);
    sql::Transaction transaction(**connection, sql::Mode::read);
    return look(transaction);
}

std::string changed_byte(std::string bytes, std::size_t at)
{
    bytes[at] = bytes[at] == 'x' ? 'y' : 'x';
    return bytes;
}

// Puts something else into one cell: another number, one other byte, or something for nothing.
void change_cell(sql::Transaction& transaction, const std::string& table, const std::string& column,
                 const std::string& row_condition)
{
    const std::string where = " FROM " + table + " WHERE " + row_condition;
    const auto kind = transaction.text("SELECT typeof(" + column + ")" + where).value();
    const std::string update =
        "UPDATE " + table + " SET " + column + " = $1 WHERE " + row_condition;
    std::string bytes;
    transaction.query("SELECT " + column + where, {},
                      [&](const sql::Row& row) { bytes = row.bytes(0); });
    const std::string other = bytes.empty() ? "x" : changed_byte(bytes, bytes.size() / 2);
    if (kind == "integer")
        // Far enough that no other row is there already.
        transaction.execute("UPDATE " + table + " SET " + column + " = " + column + " + 100000 WHERE "
                            + row_condition);
    else if (kind == "blob") transaction.execute(update, {sql::Bytes{other}});
    else if (kind == "text") transaction.execute(update, {std::string_view(other)});
    else transaction.execute(update, {std::int64_t{1}});
}

// Whether a fault says which thing is wrong, and not merely that something is.
bool names(const Fault& fault, const std::string& table)
{
    if (!table.starts_with("ledger_"))
        return fault.reason == "ledger.projection" && fault.where.starts_with(table + ": ");
    if (table == "ledger_event") return contains(fault.where, "event ");
    if (table == "ledger_tile")
        return contains(fault.where, "tile/") || fault.reason == "tile.missing";
    if (table == "ledger_checkpoint")
        return contains(fault.where, "checkpoint");
    return fault.reason == "ledger.head" || fault.reason == "program.failure"
           || contains(fault.where, "event ");
}

void check_named(const std::optional<Fault>& fault, const std::string& table)
{
    REQUIRE(fault);
    CAPTURE(fault->reason);
    CAPTURE(fault->where);
    CHECK(names(*fault, table));
}

std::vector<std::string> exported_files()
{
    std::vector<std::string> files;
    for (const auto& file : fs::recursive_directory_iterator(book().exported()))
        if (file.is_regular_file())
            files.push_back(file.path().lexically_relative(book().exported()).string());
    return files;
}

}  // namespace

TEST_CASE("the book that the other tests change is sound, and holds something of every kind")
{
    CHECK_FALSE(book().fault());
    for (const auto& table : tables()) {
        CAPTURE(table);
        CHECK(looked_up([&](auto& transaction) { return some_rows(transaction, table).size(); }) > 0);
    }
    const auto levels = looked_up([](auto& transaction) {
        return transaction.number("SELECT COUNT(DISTINCT level) FROM ledger_tile");
    });
    CHECK(levels == 3);  // Entries, hashes of leaves, and one level above.
}

TEST_CASE("a changed cell is found and named, in every column of every table")
{
    for (const auto& table : tables()) {
        for (const auto& column :
             looked_up([&](auto& transaction) { return columns(transaction, table); })) {
            for (const auto& row :
                 looked_up([&](auto& transaction) { return some_rows(transaction, table); })) {
                CAPTURE(table);
                CAPTURE(column);
                CAPTURE(row);
                check_named(book().fault_after([&](sql::Transaction& transaction) {
                    change_cell(transaction, table, column, row);
                }), table);
            }
        }
    }
}

TEST_CASE("each byte of what an event keeps is held by its entry: salts, texts and their framing")
{
    const std::int64_t leaf = looked_up([](auto& transaction) {
        return transaction.number("SELECT leaf_index FROM ledger_event WHERE kind = 'record.corrected'");
    }).value();
    std::string parts;
    looked_up([&](auto& transaction) {
        transaction.query("SELECT parts FROM ledger_event WHERE leaf_index = $1", {leaf},
                          [&](const sql::Row& row) { parts = row.bytes(0); });
        return 0;
    });
    for (std::size_t at = 0; at < parts.size(); at += at < 64 ? 1 : 13) {
        CAPTURE(at);
        const auto fault = book().fault_after([&](sql::Transaction& transaction) {
            transaction.execute("UPDATE ledger_event SET parts = $1 WHERE leaf_index = $2",
                                {sql::Bytes{changed_byte(parts, at)}, leaf});
        });
        REQUIRE(fault);
        CHECK(contains(fault->where, "event " + std::to_string(leaf)));
    }
}

TEST_CASE("each byte of the newest checkpoint is held, also the witness's signature")
{
    const std::string note =
        looked_up([](auto& transaction) { return *ledger::newest_checkpoint(transaction); });
    CHECK(contains(note, "witness.example.org"));
    for (std::size_t at = 0; at < note.size(); ++at) {
        CAPTURE(at);
        check_named(book().fault_after([&](sql::Transaction& transaction) {
            const std::string changed = changed_byte(note, at);
            transaction.execute("UPDATE ledger_checkpoint SET note = $1"
                                " WHERE size = (SELECT MAX(size) FROM ledger_checkpoint)",
                                {std::string_view(changed)});
        }), "ledger_checkpoint");
    }
}

TEST_CASE("a row that was taken out is missed")
{
    for (const auto& table : tables()) {
        for (const auto& row :
             looked_up([&](auto& transaction) { return some_rows(transaction, table); })) {
            CAPTURE(table);
            CAPTURE(row);
            const auto newest = looked_up([](auto& transaction) {
                return transaction.number("SELECT MAX(size) FROM ledger_checkpoint").value();
            });
            // An older checkpoint may be forgotten: nothing rests on it.
            const bool is_newest = row.starts_with("size IS " + std::to_string(newest) + ' ');
            if (table == "ledger_checkpoint" && !is_newest) continue;
            check_named(book().fault_after([&](sql::Transaction& transaction) {
                transaction.execute("DELETE FROM " + table + " WHERE " + row);
            }), table);
        }
    }
}

TEST_CASE("a row that was put in is found")
{
    for (const auto& table : tables()) {
        CAPTURE(table);
        check_named(book().fault_after([&](sql::Transaction& transaction) {
            std::string names, values;
            for (const auto& column : columns(transaction, table)) {
                names += (names.empty() ? "" : ", ") + column;
                const auto kind = transaction.text("SELECT typeof(" + column + ") FROM " + table
                                                   + " LIMIT 1");
                values += (values.empty() ? "" : ", ")
                          + (kind == "integer" ? column + " + 1000000"
                             : kind == "text"  ? column + " || 'x'"
                                               : column);
            }
            transaction.execute("INSERT INTO " + table + " (" + names + ") SELECT " + values + " FROM "
                                + table + " LIMIT 1");
        }), table);
    }
}

TEST_CASE("a tile that is longer than it should be is found")
{
    check_named(book().fault_after([](sql::Transaction& transaction) {
        transaction.execute("UPDATE ledger_tile SET content = CAST(content || x'00' AS BLOB)"
                            " WHERE level = 0 AND tile_index = 0");
    }), "ledger_tile");
}

TEST_CASE("a changed byte in any exported file is found, and so is a tile that is not there")
{
    std::set<std::string> needed;
    const auto size = static_cast<std::uint64_t>(
        looked_up([](auto& transaction) { return ledger::size_of(transaction); }));
    for (const auto& address : ledger::right_edge(size)) needed.insert(address.path());
    needed.insert({"tile/0/000", "tile/entries/000"});

    for (const auto& name : exported_files()) {
        CAPTURE(name);
        const std::string bytes = *read_file(book().exported() / name);
        for (const std::size_t at : {std::size_t{0}, bytes.size() / 2, bytes.size() - 1}) {
            const auto fault = book().fault_after_file(name, [&](const fs::path& path) {
                write_file(path, changed_byte(bytes, at), Secrecy::open);
            });
            REQUIRE(fault);
            CHECK(contains(fault->where, name));
        }
        const auto fault =
            book().fault_after_file(name, [](const fs::path& path) { fs::remove(path); });
        CHECK(fault.has_value() == needed.contains(name));
        if (fault) CHECK(fault->where == name);
    }
}

TEST_CASE("what was changed and is undone leaves the book sound")
{
    CHECK_FALSE(book().fault());
}
