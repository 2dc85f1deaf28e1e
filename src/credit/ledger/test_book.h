// For the tests of the rooms that stand on the log: a log in a store of its own, with the tables of
// those rooms that the test is about.
#pragma once

#include "base/json_view.h"
#include "base/store_for_tests.h"
#include "credit/ledger/ledger.h"

#include <tuple>

namespace xinheng::ledger {

template <class... Projections>
class TestBook {
public:
    using CreateTables = void (*)(sql::Connection&, sql::Connection::Half);

    TestBook(const sql::TestStore& store, std::initializer_list<CreateTables> rooms)
        : connection_(store.open()), keys_(keys_store_->address())
    {
        create_tables(*connection_, {Suite{}, "log.example.gov.cn"});
        for (const auto create : rooms) create(*connection_, sql::Connection::Half::both);
        const Draft house{new_subject, "log.begun", {}};
        write([&](Writing& writing) { return writing.append({"{}", "{}"}, house); });
    }

    // Does it, projects what it appended, and commits.
    template <class Do>
    auto write(const Do& work)
    {
        Writing writing(*connection_, &keys_);
        auto answer = work(writing);
        commit(writing);
        return answer;
    }

    template <class Ask>
    auto read(const Ask& ask)
    {
        sql::Transaction transaction(*connection_, sql::Mode::read);
        return ask(transaction);
    }

    sql::Connection& connection() { return *connection_; }
    PartKeys& keys() { return keys_; }

private:
    void commit(Writing& writing)
    {
        std::tuple<Projections...> projections;
        json::Document open_document, shared_document;
        for (const auto& event : writing.take_appended()) {
            const auto open = open_document.read(event.parts.text(0));
            const auto shared = shared_document.read(event.parts.text(1));
            const auto see = [&](auto& projection) {
                if constexpr (requires { projection.see(event, open, shared); })
                    projection.see(event, open, shared);
                else projection.see(event, open);
            };
            std::apply([&](auto&... projection) { (see(projection), ...); }, projections);
        }
        std::apply([&](auto&... projection) { (projection.write(writing.sql()), ...); },
                   projections);
        writing.commit();
    }

    std::unique_ptr<sql::Connection> connection_;
    std::unique_ptr<sql::TestStore> keys_store_ =
        std::make_unique<sql::TestStore>(sql::TestStore::Kind::sqlite);
    PartKeys keys_;
};

}  // namespace xinheng::ledger
