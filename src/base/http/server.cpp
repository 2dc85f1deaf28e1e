// The server behind base/http.h: Boost's Beast and Asio, one io_context to a thread, each with its
// own listening socket on the same port. Nothing of them is seen outside this folder.
#include "base/http/session.h"

namespace xinheng::http {

namespace {

template <class Count>
struct Counted {
    explicit Counted(Count& all) : count(all) { ++count; }
    ~Counted() { --count; }
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;
    Count& count;
};

Task serve(Lane& lane, Socket socket)
{
    const Counted counted(lane.shared.connections);
    const Counted here(lane.sessions);
    Code code;
    socket.set_option(tcp::no_delay(true), code);
    const auto peer = socket.remote_endpoint(code);
    const std::string address = code ? std::string("?") : peer.address().to_string();
    Stream stream(std::move(socket));
    try {
        if (!lane.shared.tls) {
            auto session = std::make_unique<Session<Stream>>(lane, stream, address);
            co_await session->run();
        } else {
            SecureStream secure(std::move(stream), *lane.shared.tls);
            auto& below = beast::get_lowest_layer(secure);
            below.expires_after(lane.shared.settings.limits.header_time);
            co_await secure.async_handshake(ssl::stream_base::server, with_code(code));
            if (code) co_return;
            auto session = std::make_unique<Session<SecureStream>>(lane, secure, address);
            co_await session->run();
            below.expires_after(std::chrono::seconds(2));
            co_await secure.async_shutdown(with_code(code));
        }
    } catch (const std::exception&) {
        // The connection ends; what could be said of it was said where it went wrong.
    }
}

Task accept_all(Lane& lane)
{
    Timer pause(lane.context.get_executor());
    while (!lane.shared.is_stopping) {
        Code code;
        auto socket = co_await lane.acceptor->async_accept(with_code(code));
        if (code == asio::error::operation_aborted || lane.shared.is_stopping) co_return;
        if (code) {
            // No file descriptor is free: others have to go first.
            pause.expires_after(std::chrono::milliseconds(50));
            co_await pause.async_wait(with_code(code));
            continue;
        }
        if (lane.shared.connections >= lane.shared.settings.limits.connections) continue;
        asio::co_spawn(lane.context, serve(lane, std::move(socket)), asio::detached);
    }
}

// Until nothing is being answered any more, or the time is over.
Task drain(Lane& lane)
{
    const auto end = Clock::now() + lane.shared.settings.limits.drain_time;
    Timer pause(lane.context.get_executor());
    while (lane.sessions > 0 && Clock::now() < end) {
        pause.expires_after(std::chrono::milliseconds(10));
        Code code;
        co_await pause.async_wait(with_code(code));
    }
    lane.context.stop();
}

Outcome listen_on(Lane& lane, const tcp::endpoint& endpoint)
{
    using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;
    Code code;
    lane.acceptor.emplace(lane.context);
    lane.acceptor->open(endpoint.protocol(), code);
    if (!code) lane.acceptor->set_option(asio::socket_base::reuse_address(true), code);
    if (!code) lane.acceptor->set_option(ReusePort(true), code);
    if (!code) lane.acceptor->bind(endpoint, code);
    if (!code) lane.acceptor->listen(1024, code);
    if (!code) return Done{};
    return Error{ErrorKind::conflict, "http.cannot_listen",
                 endpoint.address().to_string() + ' ' + std::to_string(endpoint.port()) + ": " +
                     code.message()};
}

Result<ssl::context> tls_of(const Settings& settings)
{
    ssl::context context(ssl::context::tls_server);
    Code code;
    context.set_options(
        ssl::context::default_workarounds | ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1,
        code);
    if (!code) context.use_certificate_chain_file(settings.certificate_file, code);
    if (!code) context.use_private_key_file(settings.key_file, ssl::context::pem, code);
    if (code)
        return Error{ErrorKind::invalid_input, "http.certificate",
                     settings.certificate_file + ' ' + settings.key_file + ": " + code.message()};
    return context;
}

}  // namespace

struct Server::State {
    Shared shared;
    std::vector<std::unique_ptr<Lane>> lanes;
    std::uint16_t port = 0;
};

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}

Server::~Server()
{
    // The pool's last work may still tell a lane of its end.
    state_->shared.pool.reset();
}

Result<std::unique_ptr<Server>> Server::listen(const Settings& settings, Router router, Hooks hooks)
{
    auto state = std::make_unique<State>();
    Shared& shared = state->shared;
    shared.settings = settings;
    shared.router = std::move(router);
    shared.hooks = std::move(hooks);
    if (!settings.certificate_file.empty()) shared.tls.emplace(TRY(tls_of(settings)));

    Code code;
    const auto address = asio::ip::make_address(settings.address, code);
    if (code)
        return Error{ErrorKind::invalid_input, "http.cannot_listen",
                     settings.address + ": " + code.message()};
    state->port = settings.port;
    const std::size_t threads =
        settings.threads > 0 ? settings.threads : std::max(1U, std::thread::hardware_concurrency());
    for (std::size_t number = 0; number < threads; ++number) {
        auto lane = std::make_unique<Lane>(shared);
        TRY(listen_on(*lane, {address, state->port}));
        state->port = lane->acceptor->local_endpoint().port();
        state->lanes.push_back(std::move(lane));
    }
    return std::unique_ptr<Server>(new Server(std::move(state)));
}

std::uint16_t Server::port() const
{
    return state_->port;
}

void Server::run()
{
    Shared& shared = state_->shared;
    const auto& limits = shared.settings.limits;
    shared.pool = std::make_unique<Pool>(limits.pool_threads, limits.pool_waiting);
    std::vector<std::thread> threads;
    for (auto& lane : state_->lanes) {
        asio::co_spawn(lane->context, accept_all(*lane), asio::detached);
        threads.emplace_back([&lane = *lane] { lane.context.run(); });
    }
    for (auto& thread : threads) thread.join();
}

void Server::stop()
{
    Shared& shared = state_->shared;
    if (shared.is_stopping.exchange(true)) return;
    for (auto& lane : state_->lanes) {
        asio::post(lane->context, [&lane = *lane] {
            Code code;
            lane.acceptor->close(code);
            for (auto* const socket : lane.idle) socket->cancel(code);
            asio::co_spawn(lane.context, drain(lane), asio::detached);
        });
    }
}

Server::Load Server::load() const
{
    return {state_->shared.connections,
            state_->shared.pool ? state_->shared.pool->waiting() : std::size_t{0}};
}

}  // namespace xinheng::http
