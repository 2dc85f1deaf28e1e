// For the tests of every room that keeps something: an empty store of each kind that is at hand.
// SQLite always is; PostgreSQL where $XINHENG_TEST_POSTGRES is the address of one in which
// databases may be made.
#pragma once

#include "base/sql.h"

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <unistd.h>

namespace xinheng::sql {

// postgresql://user@host/city?sslmode=require, with another database.
inline std::string with_database(const std::string& address, const std::string& database)
{
    const std::size_t options = std::min(address.find('?'), address.size());
    const std::size_t slash = address.rfind('/', options == 0 ? 0 : options - 1);
    return address.substr(0, slash + 1) + database + address.substr(options);
}

inline const char* postgresql_at_hand()
{
    return std::getenv("XINHENG_TEST_POSTGRES");
}

inline void administer_postgresql(const std::string& statement)
{
    Connection::open(postgresql_at_hand(), Connection::Create::never)
        .value()
        ->execute(statement, {});
}

class TestStore {
public:
    enum class Kind { sqlite, postgresql };

    explicit TestStore(Kind kind) : kind_(kind), name_(next_name())
    {
        if (kind == Kind::postgresql) administer_postgresql("CREATE DATABASE " + name_);
    }
    ~TestStore()
    {
        std::error_code trouble;
        for (const char* const ending : {"", "-wal", "-shm", ".ledger", ".keys"})
            std::filesystem::remove_all(path() + ending, trouble);
        if (kind_ != Kind::postgresql) return;
        try {
            administer_postgresql("DROP DATABASE " + name_ + " WITH (FORCE)");
        } catch (const Failure& failure) {
            std::cerr << failure.what() << '\n';
        }
    }
    TestStore(const TestStore&) = delete;
    TestStore& operator=(const TestStore&) = delete;

    Kind kind() const { return kind_; }
    std::string address() const
    {
        return kind_ == Kind::sqlite ? path() : with_database(postgresql_at_hand(), name_);
    }
    std::unique_ptr<Connection> open() const
    {
        return Connection::open(address(), Connection::Create::if_missing).value();
    }

private:
    static std::string next_name()
    {
        static int made = 0;
        return "xinheng_test_" + std::to_string(::getpid()) + '_' + std::to_string(++made);
    }
    std::string path() const { return (std::filesystem::temp_directory_path() / name_).string(); }

    Kind kind_;
    std::string name_;
};

inline void on_each_store(const std::function<void(TestStore&)>& test)
{
    TestStore sqlite(TestStore::Kind::sqlite);
    test(sqlite);
    if (!postgresql_at_hand()) {
        static const bool told = (std::cout << "skipped: no PostgreSQL is at hand\n", true);
        (void)told;
        return;
    }
    TestStore postgresql(TestStore::Kind::postgresql);
    test(postgresql);
}

}  // namespace xinheng::sql
