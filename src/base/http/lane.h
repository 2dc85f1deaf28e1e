// What the server's own files share of Asio and Beast. Included by server.cpp alone: it is dear to
// compile.
#pragma once

#include "base/http.h"
#include "base/http/pool.h"

#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>

#include <atomic>
#include <list>

namespace xinheng::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace ssl = asio::ssl;
using tcp = asio::ip::tcp;
using Executor = asio::io_context::executor_type;
using Token = asio::use_awaitable_t<Executor>;
using Task = asio::awaitable<void, Executor>;
using Socket = asio::basic_stream_socket<tcp, Executor>;
using Stream = beast::basic_stream<tcp, Executor>;
using SecureStream = beast::ssl_stream<Stream>;
using Acceptor = asio::basic_socket_acceptor<tcp, Executor>;
using Timer = asio::basic_waitable_timer<std::chrono::steady_clock,
                                         asio::wait_traits<std::chrono::steady_clock>, Executor>;
using Code = boost::system::error_code;
using Clock = std::chrono::steady_clock;

constexpr Token use_task{};

inline auto with_code(Code& code)
{
    return asio::redirect_error(use_task, code);
}

struct Shared {
    Settings settings;
    Router router;
    Hooks hooks;
    std::optional<ssl::context> tls;
    std::atomic<bool> is_stopping{false};
    std::atomic<std::size_t> connections{0};
    std::unique_ptr<Pool> pool;

    Answer refuse(const Request& request, Refusal refusal) const
    {
        Answer answer = hooks.on_refusal ? hooks.on_refusal(request, refusal) : Answer{};
        answer.status = refusal.status;
        if (refusal.status == 503) answer.headers.set("Retry-After", "1");
        return answer;
    }

    Answer handled(const Route& route, const Request& request) const
    {
        try {
            return route.handler(request);
        } catch (const std::exception& failure) {
            return refuse(request, {500, "program.failure", failure.what()});
        }
    }
};

// One thread's part of the server.
struct Lane {
    explicit Lane(Shared& all) : shared(all) {}

    Shared& shared;
    asio::io_context context{1};
    std::optional<Acceptor> acceptor;
    std::list<Socket*> idle;  // Those that wait for a request to begin.
    std::size_t sessions = 0;
};

// Waits until the pool has done it; says at once where the pool has no room.
template <class Work>
auto on_pool(Lane& lane, bool& is_taken, Work work)
{
    return asio::async_initiate<const Token, void()>(
        [&lane, &is_taken, work](auto completion) {
            const auto done = std::make_shared<decltype(completion)>(std::move(completion));
            const auto tell = [&lane, done] {
                asio::post(lane.context, [done] { std::move (*done)(); });
            };
            is_taken = true;
            if (lane.shared.pool->give([work, tell] {
                    work();
                    tell();
                }))
                return;
            is_taken = false;
            tell();
        },
        use_task);
}

}  // namespace xinheng::http
