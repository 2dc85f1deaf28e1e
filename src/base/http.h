// The one door to HTTP/1.1: what a request and an answer are, which path leads where, and a server
// that holds both to limits. Whoever answers sees these types and nothing of the sockets.
// Flow: add routes → Server::listen → run, which returns after stop.
#pragma once

#include "base/result.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xinheng::http {

enum class Method { get, post, put, patch, remove };
std::string_view name_of(Method method);  // "GET"; DELETE is remove.

// Names are compared without case.
class Headers {
public:
    Headers() = default;
    Headers(std::initializer_list<std::pair<std::string, std::string>> all) : all_(all) {}

    void set(std::string name, std::string value);  // In the place of those of that name.
    void add(std::string name, std::string value);
    // "" where there is none; the first where there are several.
    std::string_view get(std::string_view name) const;
    auto begin() const { return all_.begin(); }
    auto end() const { return all_.end(); }

private:
    std::vector<std::pair<std::string, std::string>> all_;
};

// A file that goes when nobody holds it any more.
class SpooledFile {
public:
    explicit SpooledFile(std::filesystem::path path) : path_(std::move(path)) {}
    ~SpooledFile();
    SpooledFile(const SpooledFile&) = delete;
    SpooledFile& operator=(const SpooledFile&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

struct Request {
    Method method = Method::get;
    bool is_head = false;  // Answered as a GET, without the body.
    std::string target;    // As it was sent.
    std::string path;      // Decoded; begins with "/", without "." and ".." segments.
    std::map<std::string, std::string, std::less<>> query;  // The last of a name that is repeated.
    std::map<std::string, std::string, std::less<>> captured;  // "code" of /v1/subjects/{code}
    Headers headers;
    std::string body;
    std::shared_ptr<SpooledFile> file;  // The body of a route that takes files.
    std::string peer;                   // The address it came from.
    std::string id;                     // Of this request, for answer and log.
    bool is_encrypted = false;

    // "" where it was not said.
    std::string_view asked(std::string_view name) const;
};

struct Answer {
    int status = 200;
    std::string content_type = "application/json; charset=utf-8";
    Headers headers;
    std::string body;
    // Puts the next piece of a long body and says whether there was one; called on the pool.
    std::function<bool(std::string& piece)> next_piece;
};

using Handler = std::function<Answer(const Request&)>;

struct Route {
    Method method = Method::get;
    std::string pattern;  // "/v1/subjects/{code}"; "{rest*}" as the last segment takes all of it.
    Handler handler;
    // Where it is answered: at once on the thread of the socket, for what is in memory; or on the
    // pool, for what reads a store.
    enum class Where { at_once, pool } where = Where::pool;
    std::uint64_t body_limit = 1 << 20;
    bool takes_file = false;  // The body is kept in a file, not in memory.
};

class Router {
public:
    Router();
    ~Router();
    Router(Router&&) noexcept;
    Router& operator=(Router&&) noexcept;

    // Throws Failure where two routes answer the same.
    void add(Route route);

    struct Found {
        const Route* route = nullptr;
        std::map<std::string, std::string, std::less<>> captured;
        std::string allowed;  // The methods of the path, where it is known and the method is not.
    };
    Found find(Method method, std::string_view path) const;
    std::vector<const Route*> routes() const;

private:
    struct Node;
    std::unique_ptr<Node> root_;
};

// The path and the query of a target, decoded once. Refuses with "http.target".
struct Target {
    std::string path;
    std::map<std::string, std::string, std::less<>> query;
};
Result<Target> read_target(std::string_view target);

struct Limits {
    std::uint32_t header_bytes = 16 << 10;
    std::chrono::seconds header_time{10};  // For a request's first line and headers, once begun.
    std::chrono::seconds idle_time{60};    // Between two requests.
    std::chrono::seconds body_grace{20};   // A body may take so long, and then a second for
    std::uint32_t body_bytes_per_second = 1024;  // each so many bytes that came.
    std::chrono::seconds write_time{60};         // For a client to take a piece of an answer.
    std::size_t connections = 10'000;
    std::size_t pool_threads = 8;
    std::size_t pool_waiting = 256;  // More are answered with 503 and Retry-After.
    std::chrono::seconds drain_time{10};
};

struct Settings {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;  // 0: any that is free.
    std::size_t threads = 0;    // 0: one to each core.
    Limits limits;
    std::string certificate_file;  // Both or none: PEM, for TLS.
    std::string key_file;
    std::filesystem::path spool_folder;  // Of bodies in files.
    std::string prefix;                  // "/xinheng" where another server stands in front.
};

// What a refusal looks like: 400 "http.target", 404 "http.not_found", 405 "http.method",
// 413 "http.body_too_large", 431 "http.header_too_large", 500 "program.failure", 503 "http.busy".
// A client that is too slow is cut off without an answer; Hooks::on_answered is told 408.
struct Refusal {
    int status;
    std::string_view reason;
    std::string detail;
};

struct Hooks {
    std::function<Answer(const Request&, const Refusal&)> on_refusal;
    // After each answer was sent, or 408.
    std::function<void(const Request&, int status, std::uint64_t bytes,
                       std::chrono::microseconds taken)>
        on_answered;
};

class Server {
public:
    // Refuses with "http.cannot_listen" or "http.certificate".
    static Result<std::unique_ptr<Server>> listen(const Settings& settings, Router router,
                                                  Hooks hooks);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    std::uint16_t port() const;
    void run();
    // From any thread. What is being answered is answered to its end, or for Limits::drain_time.
    void stop();

    struct Load {
        std::size_t connections;
        std::size_t pool_waiting;
    };
    Load load() const;

private:
    struct State;
    explicit Server(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace xinheng::http
