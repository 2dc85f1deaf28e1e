#include "base/http.h"

#include <doctest/doctest.h>

using namespace xinheng;
using namespace xinheng::http;

TEST_CASE("a word in a path goes before a capture, and two routes for the same are a fault")
{
    Router router;
    const auto named = [](std::string name) {
        return [name](const Request&) {
            Answer answer;
            answer.body = name;
            return answer;
        };
    };
    router.add({Method::get, "/a/{x}", named("capture")});
    router.add({Method::get, "/a/b", named("word")});
    router.add({Method::get, "/a/{x}/c", named("deep")});
    router.add({Method::get, "/files/{rest*}", named("rest")});
    router.add({Method::get, "/", named("root")});
    const auto found = [&](std::string_view path) {
        const auto hit = router.find(Method::get, path);
        return hit.route ? hit.route->handler({}).body : std::string("none");
    };
    CHECK(found("/a/b") == "word");
    CHECK(found("/a/z") == "capture");
    CHECK(found("/a/b/c") == "deep");
    CHECK(router.find(Method::get, "/a/b/c").captured.at("x") == "b");
    CHECK(found("/a/b/d") == "none");
    CHECK(found("/files/tile/0/x001/234") == "rest");
    CHECK(router.find(Method::get, "/files/tile/0").captured.at("rest") == "tile/0");
    CHECK(found("/") == "root");
    CHECK(found("") == "none");
    CHECK(router.routes().size() == 5);
    CHECK_THROWS_AS(router.add({Method::get, "/a/b", named("again")}), Failure);
    CHECK_THROWS_AS(router.add({Method::get, "/a/{y}", named("other")}), Failure);
}
