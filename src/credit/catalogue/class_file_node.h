// One object of a class file while it is read: what it has been asked for, and what is wrong.
#pragma once

#include "base/json.h"
#include "credit/catalogue/class_file.h"

#include <set>

namespace xinheng::catalogue {

enum class Presence { required, optional };

class Node {
public:
    Node(const json::Value& value, std::string path, Problems& problems);

    const json::Object& members() const { return *value_.object(); }
    bool has(std::string_view key) const { return !value_[key].is_null(); }
    std::string path(std::string_view key) const;
    void problem(std::string_view key, std::string_view rule, std::string detail) const;

    // What is absent or empty, and required, breaks the rule; what is of another kind than asked
    // for breaks "catalogue.shape".
    std::string text(std::string_view key, Presence presence, std::string_view rule = shape);
    std::int64_t number(std::string_view key, Presence presence, std::string_view rule = shape);
    std::optional<Date> date(std::string_view key, Presence presence);
    bool flag(std::string_view key, Presence presence = Presence::optional);
    Verified verified()
    {
        return flag("verified", Presence::required) ? Verified::yes : Verified::no;
    }
    std::vector<std::string> texts(std::string_view key, Presence presence,
                                   std::string_view rule = shape);
    Node object(std::string_view key, Presence presence, std::string_view rule = shape);
    std::vector<Node> objects(std::string_view key, Presence presence,
                              std::string_view rule = shape);

    // Every key that was not asked for is one that nobody knows.
    void finish() const;

    static constexpr std::string_view shape = "catalogue.shape";

private:
    const json::Value& take(std::string_view key, Presence presence, std::string_view rule);

    const json::Value& value_;
    std::string path_;
    Problems* problems_;
    std::set<std::string, std::less<>> asked_;
};

}  // namespace xinheng::catalogue
