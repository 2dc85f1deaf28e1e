#include "base/http.h"

namespace xinheng::http {

// One segment of a path. A word goes before a capture, a capture before a rest.
struct Router::Node {
    std::map<std::string, Node, std::less<>> words;
    std::unique_ptr<Node> any;
    std::string any_name;
    std::map<Method, Route> routes;       // Of the path that ends here.
    std::map<Method, Route> rest_routes;  // Of whatever follows.
    std::string rest_name;

    // The node and what was captured on the way to it; the map holds nothing of ways that failed.
    struct Hit {
        const std::map<Method, Route>* routes = nullptr;
        std::vector<std::pair<std::string_view, std::string_view>> captured;
    };

    bool find(std::string_view rest, Hit& hit) const
    {
        if (rest.empty()) {
            if (routes.empty()) return false;
            hit.routes = &routes;
            return true;
        }
        rest.remove_prefix(1);
        const std::size_t end = std::min(rest.find('/'), rest.size());
        const auto segment = rest.substr(0, end);
        const auto word = words.find(segment);
        if (word != words.end() && word->second.find(rest.substr(end), hit)) return true;
        if (any && !segment.empty()) {
            hit.captured.emplace_back(any_name, segment);
            if (any->find(rest.substr(end), hit)) return true;
            hit.captured.pop_back();
        }
        if (rest_routes.empty()) return false;
        hit.captured.emplace_back(rest_name, rest);
        hit.routes = &rest_routes;
        return true;
    }

    void list(std::vector<const Route*>& all) const
    {
        for (const auto* const here : {&routes, &rest_routes})
            for (const auto& [method, route] : *here) all.push_back(&route);
        for (const auto& [word, node] : words) node.list(all);
        if (any) any->list(all);
    }
};

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

void Router::add(Route route)
{
    const auto clash = [&] { return Failure("two routes answer " + route.pattern); };
    Node* node = root_.get();
    std::string_view rest = route.pattern;
    bool takes_rest = false;
    while (!rest.empty()) {
        rest.remove_prefix(1);
        const std::size_t end = std::min(rest.find('/'), rest.size());
        const auto segment = rest.substr(0, end);
        rest.remove_prefix(end);
        if (segment.ends_with("*}")) {
            node->rest_name = segment.substr(1, segment.size() - 3);
            takes_rest = true;
            break;
        }
        if (!segment.starts_with('{')) {
            node = &node->words.try_emplace(std::string(segment)).first->second;
            continue;
        }
        const auto name = segment.substr(1, segment.size() - 2);
        if (!node->any) node->any = std::make_unique<Node>();
        else if (node->any_name != name) throw clash();
        node->any_name = name;
        node = node->any.get();
    }
    auto& routes = takes_rest ? node->rest_routes : node->routes;
    const Method method = route.method;
    if (routes.contains(method)) throw clash();
    routes.emplace(method, std::move(route));
}

Router::Found Router::find(Method method, std::string_view path) const
{
    Found found;
    Node::Hit hit;
    if (!root_->find(path, hit)) return found;
    const auto route = hit.routes->find(method);
    if (route == hit.routes->end()) {
        for (const auto& [known, unused] : *hit.routes) {
            if (!found.allowed.empty()) found.allowed += ", ";
            found.allowed += known == Method::get ? "GET, HEAD" : name_of(known);
        }
        return found;
    }
    found.route = &route->second;
    for (const auto& [name, value] : hit.captured) found.captured.emplace(name, value);
    return found;
}

std::vector<const Route*> Router::routes() const
{
    std::vector<const Route*> all;
    root_->list(all);
    return all;
}

}  // namespace xinheng::http
