#include "base/http.h"
#include "base/text.h"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fstream>
#include <future>
#include <sstream>
#include <thread>

using namespace xinheng;
using namespace xinheng::http;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

// A client that says what it is told, byte for byte.
class Client {
public:
    explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        ::inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
        REQUIRE(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    }
    ~Client() { ::close(socket_); }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    void say(std::string_view bytes)
    {
        while (!bytes.empty()) {
            const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
    }

    // All until the words have come, or the server has closed.
    std::string hear(std::string_view until = {})
    {
        std::string heard;
        char piece[4096];
        while (until.empty() || !contains(heard, until)) {
            pollfd ready{socket_, POLLIN, 0};
            if (::poll(&ready, 1, 5000) <= 0) return heard + "(silence)";
            const auto count = ::recv(socket_, piece, sizeof piece, 0);
            if (count <= 0) return heard;
            heard.append(piece, static_cast<std::size_t>(count));
        }
        return heard;
    }

private:
    int socket_;
};

std::string get(std::string_view target, std::string_view more = {})
{
    return "GET " + std::string(target) + " HTTP/1.1\r\nHost: x\r\n" + std::string(more) + "\r\n";
}

Answer text_answer(std::string text)
{
    Answer answer;
    answer.content_type = "text/plain";
    answer.body = std::move(text);
    return answer;
}

class Running {
public:
    explicit Running(Limits limits = {}, Settings settings = {})
    {
        char name[] = "/tmp/xinheng-http-XXXXXX";
        folder_ = ::mkdtemp(name);
        settings.port = 0;
        settings.threads = 2;
        settings.limits = limits;
        settings.spool_folder = folder_;
        server_ = Server::listen(settings, router(), hooks()).value();
        thread_ = std::thread([this] { server_->run(); });
    }
    ~Running()
    {
        stop();
        fs::remove_all(folder_);
    }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

    void stop()
    {
        server_->stop();
        if (thread_.joinable()) thread_.join();
    }
    void stop_only() { server_->stop(); }
    std::uint16_t port() const { return server_->port(); }
    std::string ask(std::string_view bytes, std::string_view until = {}) const
    {
        Client client(port());
        client.say(bytes);
        return client.hear(until);
    }
    const fs::path& folder() const { return folder_; }
    void let_go() { gate_.set_value(); }

private:
    Router router()
    {
        Router router;
        router.add({Method::get, "/here", [](const Request&) { return text_answer("here"); },
                    Route::Where::at_once});
        router.add({Method::get, "/things/{name}", [](const Request& request) {
                        return text_answer(request.captured.at("name") + " " +
                                           std::string(request.asked("q")));
                    }});
        router.add({Method::post, "/things",
                    [](const Request& request) {
                        return text_answer("took " + std::to_string(request.body.size()) + ' ' +
                                           request.body.substr(0, 40));
                    },
                    Route::Where::pool, 1000});
        router.add({Method::post, "/files",
                    [](const Request& request) {
                        std::ifstream file(request.file->path());
                        std::stringstream all;
                        all << file.rdbuf();
                        return text_answer("kept " + std::to_string(all.str().size()));
                    },
                    Route::Where::pool, 10 << 20, true});
        router.add({Method::get, "/long", [](const Request&) {
                        Answer answer = text_answer({});
                        auto count = std::make_shared<int>(0);
                        answer.next_piece = [count](std::string& piece) {
                            piece = "piece " + std::to_string(*count) + '\n';
                            return ++*count <= 3;
                        };
                        return answer;
                    }});
        router.add({Method::get, "/slow", [this](const Request&) {
                        opened_.wait_for(5s);
                        return text_answer("at last");
                    }});
        router.add({Method::get, "/fails",
                    [](const Request&) -> Answer { throw Failure("the store is gone"); }});
        return router;
    }

    static Hooks hooks()
    {
        return {[](const Request&, const Refusal& refusal) {
                    return text_answer(std::string(refusal.reason));
                },
                nullptr};
    }

    fs::path folder_;
    std::promise<void> gate_;
    std::shared_future<void> opened_ = gate_.get_future().share();
    std::unique_ptr<Server> server_;
    std::thread thread_;
};

const std::string close_after = "Connection: close\r\n";

}  // namespace

TEST_CASE("a request is answered, on the socket's thread or on the pool")
{
    const Running server;
    CHECK(contains(server.ask(get("/here", close_after)), "200 OK"));
    const auto answer = server.ask(get("/things/%E4%BF%A1%E8%A1%A1?q=a+b%26c", close_after));
    CHECK(answer.ends_with("信衡 a b&c"));
    CHECK(contains(answer, "X-Request-Id: "));
    CHECK(contains(answer, "Date: "));
    CHECK_FALSE(contains(answer, "Server:"));
}

TEST_CASE("a connection carries one request after another, also sent at once")
{
    const Running server;
    Client client(server.port());
    client.say(get("/here"));
    CHECK(client.hear("here").ends_with("here"));
    client.say(get("/things/a") + get("/things/b") + get("/things/c", close_after));
    const auto heard = client.hear();
    CHECK(heard.find("\r\na ") < heard.find("\r\nb "));
    CHECK(heard.find("\r\nb ") < heard.find("\r\nc "));
}

TEST_CASE("HEAD is answered as GET without its body")
{
    const Running server;
    const auto answer = server.ask("HEAD /here HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    CHECK(contains(answer, "Content-Length: 4"));
    CHECK(answer.ends_with("\r\n\r\n"));
}

TEST_CASE("an unknown path, and a method that a path does not know, are told apart")
{
    const Running server;
    CHECK(contains(server.ask(get("/nowhere")), "404 Not Found"));
    CHECK(contains(server.ask(get("/things/")), "404 Not Found"));
    const auto answer = server.ask("DELETE /things/a HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK(contains(answer, "405 Method Not Allowed"));
    CHECK(contains(answer, "Allow: GET, HEAD"));
    CHECK(contains(server.ask("TRACE /here HTTP/1.1\r\nHost: x\r\n\r\n"), "405"));
}

TEST_CASE("a path that climbs, hides a slash or holds no text is refused")
{
    const Running server;
    for (const char* const target :
         {"/../etc/passwd", "/things/..", "/things/%2e%2e", "/things/a%2fb", "/things/%00",
          "/things/%zz", "/things/%e4", "/things/%ff", "here"}) {
        CAPTURE(target);
        CHECK(contains(server.ask(get(target)), "400 Bad Request"));
    }
}

TEST_CASE("a body is taken whole, whichever way it is framed, and no longer than its route allows")
{
    const Running server;
    const auto post = [&](std::string_view headers, std::string_view body) {
        return server.ask("POST /things HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" +
                          std::string(headers) + "\r\n" + std::string(body));
    };
    CHECK(post("Content-Length: 5\r\n", "hello").ends_with("took 5 hello"));
    CHECK(post("Transfer-Encoding: chunked\r\n", "3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n")
              .ends_with("took 5 hello"));
    CHECK(post("", "").ends_with("took 0 "));
    CHECK(contains(post("Content-Length: 1001\r\n", std::string(1001, 'x')), "413"));
    CHECK(contains(post("Content-Length: 99999999999\r\n", ""), "413"));
    CHECK(contains(post("Transfer-Encoding: chunked\r\n", "7d0\r\n" + std::string(2000, 'x')),
                   "413"));
    CHECK(contains(post("Expect: 100-continue\r\nContent-Length: 5\r\n", "hello"), "100 Continue"));
}

TEST_CASE("a request whose end can be read in two ways is refused, and nothing after it is read")
{
    const Running server;
    const std::string smuggled = get("/things/smuggled");
    for (const std::string& headers :
         {std::string("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n"),
          std::string("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n"),
          std::string("Content-Length: 4\r\nContent-Length: 5\r\n"),
          std::string("Content-Length: +4\r\n"), std::string("Content-Length: 4 \r\n x: y\r\n"),
          std::string("Transfer-Encoding: chunked, identity\r\n"),
          std::string("Transfer-Encoding: x\r\nContent-Length: 4\r\n")}) {
        CAPTURE(headers);
        const auto answer = server.ask("POST /things HTTP/1.1\r\nHost: x\r\n" + headers +
                                       "\r\n0\r\n\r\n" + smuggled);
        CHECK_FALSE(contains(answer, "smuggled"));
        CHECK_FALSE(contains(answer, "200 OK"));
    }
    CHECK(contains(server.ask("GET /here HTTP/1.1\r\nHost : x\r\n\r\n"), "400"));
    CHECK(contains(server.ask("GET /here HTTP/9.9\r\n\r\n"), "400"));
    CHECK_FALSE(contains(server.ask("\x16\x03\x01 not http \r\n\r\n"), "200"));
}

TEST_CASE("a large body lies in a file, which goes with the request")
{
    const Running server;
    const std::string body(3 << 20, 'z');
    const auto answer =
        server.ask("POST /files HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " +
                   std::to_string(body.size()) + "\r\n\r\n" + body);
    CHECK(answer.ends_with("kept 3145728"));
    for (int tries = 0; tries < 100 && !fs::is_empty(server.folder()); ++tries)
        std::this_thread::sleep_for(10ms);
    CHECK(fs::is_empty(server.folder()));
}

TEST_CASE("a long answer goes out piece by piece")
{
    const Running server;
    const auto answer = server.ask(get("/long", close_after));
    CHECK(contains(answer, "Transfer-Encoding: chunked"));
    CHECK(contains(answer, "piece 0\n\r\n"));
    CHECK(contains(answer, "piece 2\n\r\n"));
    CHECK(answer.ends_with("0\r\n\r\n"));
}

TEST_CASE("what fails on the way is a 500 with its reason, and the next request is answered")
{
    const Running server;
    Client client(server.port());
    client.say(get("/fails") + get("/here", close_after));
    const auto heard = client.hear();
    CHECK(contains(heard, "500 Internal Server Error"));
    CHECK(contains(heard, "program.failure"));
    CHECK_FALSE(contains(heard, "the store is gone"));
    CHECK(heard.ends_with("here"));
}

TEST_CASE("headers that are too long are refused, those that are too slow cut off")
{
    Limits limits;
    limits.header_time = 1s;
    const Running server(limits);
    CHECK(contains(server.ask(get("/here", "X: " + std::string(20'000, 'x') + "\r\n")), "431"));
    Client client(server.port());
    client.say("GET /here HT");
    CHECK(client.hear().empty());
}

TEST_CASE("a body that comes too slowly is cut off")
{
    Limits limits;
    limits.body_grace = 1s;
    const Running server(limits);
    CHECK(server.ask("POST /things HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\nx").empty());
}

TEST_CASE("an idle connection is closed")
{
    Limits limits;
    limits.idle_time = 1s;
    const Running server(limits);
    Client client(server.port());
    CHECK(client.hear().empty());
}

TEST_CASE("when too much waits, the answer is that the server is busy, and to try again")
{
    Limits limits;
    limits.pool_threads = 1;
    limits.pool_waiting = 1;
    Running server(limits);
    std::vector<std::unique_ptr<Client>> clients;
    for (int number = 0; number < 6; ++number) {
        clients.push_back(std::make_unique<Client>(server.port()));
        clients.back()->say(get("/slow", close_after));
        std::this_thread::sleep_for(20ms);
    }
    const auto answer = clients.back()->hear();
    CHECK(contains(answer, "503 Service Unavailable"));
    CHECK(contains(answer, "Retry-After: 1"));
    CHECK(contains(server.ask(get("/here", close_after)), "200 OK"));
    server.let_go();
    CHECK(clients.front()->hear().ends_with("at last"));
}

TEST_CASE("a server that stops answers what it has begun, closes the idle, and takes no more")
{
    Running server;
    Client idle(server.port()), busy(server.port());
    idle.say(get("/here"));
    idle.hear("here");
    busy.say(get("/slow"));
    std::this_thread::sleep_for(50ms);
    const auto port = server.port();
    server.stop_only();
    CHECK(idle.hear().empty());
    server.let_go();
    const auto answer = busy.hear();
    CHECK(answer.ends_with("at last"));
    CHECK(contains(answer, "Connection: close"));
    server.stop();
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    ::inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
    CHECK(::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0);
    ::close(socket);
}

TEST_CASE("a server that cannot listen or has no certificate says so")
{
    Settings settings;
    settings.address = "nowhere";
    CHECK(Server::listen(settings, Router(), {}).error().reason == "http.cannot_listen");
    settings.address = "127.0.0.1";
    settings.port = 0;
    settings.certificate_file = "/nowhere.pem";
    settings.key_file = "/nowhere.key";
    CHECK(Server::listen(settings, Router(), {}).error().reason == "http.certificate");
}

TEST_CASE("below a prefix, nothing else is answered")
{
    Settings settings;
    settings.prefix = "/xinheng";
    const Running server({}, settings);
    CHECK(contains(server.ask(get("/xinheng/here", close_after)), "200 OK"));
    CHECK(contains(server.ask(get("/here", close_after)), "404"));
}
