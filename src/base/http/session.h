// One connection: requests read within the limits, answered, sent. A template over plain and
// encrypted streams.
#pragma once

#include "base/digest.h"
#include "base/http/body_sink.h"
#include "base/http/lane.h"

#include <ctime>

namespace xinheng::http {

inline std::optional<Method> method_of(beast::http::verb verb)
{
    switch (verb) {
    case beast::http::verb::get:
    case beast::http::verb::head: return Method::get;
    case beast::http::verb::post: return Method::post;
    case beast::http::verb::put: return Method::put;
    case beast::http::verb::patch: return Method::patch;
    case beast::http::verb::delete_: return Method::remove;
    default: return std::nullopt;
    }
}

inline std::string http_date()
{
    thread_local std::time_t known = 0;
    thread_local std::string text;
    const std::time_t now = std::time(nullptr);
    if (now == known) return text;
    std::tm parts{};
    ::gmtime_r(&now, &parts);
    char buffer[64];
    const auto size = std::strftime(buffer, sizeof buffer, "%a, %d %b %Y %H:%M:%S GMT", &parts);
    text.assign(buffer, size);
    known = now;
    return text;
}

// Random at its beginning, counted from there: told apart over servers and restarts.
inline std::string new_request_id()
{
    thread_local std::string beginning = [] {
        std::string hex;
        for (const unsigned char byte : random_bytes(8)) {
            hex += "0123456789abcdef"[byte >> 4];
            hex += "0123456789abcdef"[byte & 15];
        }
        return hex;
    }();
    thread_local std::uint64_t count = 0;
    return beginning + '-' + std::to_string(++count);
}

inline std::string_view as_view(boost::string_view text)
{
    return {text.data(), text.size()};
}

template <class AnyStream>
class Session {
public:
    Session(Lane& lane, AnyStream& stream, std::string peer)
        : lane_(lane), shared_(lane.shared), stream_(stream), peer_(std::move(peer))
    {}

    Task run()
    {
        bool goes_on = true;
        while (goes_on) {
            goes_on = co_await serve_one();
            if (shared_.is_stopping) goes_on = false;
        }
    }

private:
    using Parser = beast::http::request_parser<beast::http::buffer_body>;

    auto& socket() { return beast::get_lowest_layer(stream_); }

    // Whether another request may follow on this connection.
    asio::awaitable<bool, Executor> serve_one()
    {
        if (buffer_.size() == 0) {
            const bool has_more = co_await wait_for_more();
            if (!has_more) co_return false;
        }
        begin_request();
        Parser parser;
        parser.header_limit(shared_.settings.limits.header_bytes);
        parser.body_limit(boost::none);
        socket().expires_after(shared_.settings.limits.header_time);
        Code code;
        co_await beast::http::async_read_header(stream_, buffer_, parser, with_code(code));
        if (code) refuse_header(code);
        else understand(parser);
        if (!code && !refusal_) co_await read_body(parser);
        if (was_cut_off_) tell(408, 0);
        if (was_cut_off_ || (code && !refusal_)) co_return false;

        bool keeps = !refusal_ && parser.keep_alive() && !shared_.is_stopping;
        Answer answer;
        if (refusal_) answer = refused();
        else co_await find_answer(answer);
        keeps = co_await send(answer, keeps);
        if (refusal_) co_await drop_rest();
        co_return keeps;
    }

    void begin_request()
    {
        began_ = Clock::now();
        refusal_.reset();
        was_cut_off_ = false;
        route_ = nullptr;
        request_ = Request{};
        request_.id = new_request_id();
        request_.peer = peer_;
        request_.is_encrypted = !std::is_same_v<AnyStream, Stream>;
    }

    void refuse(int status, std::string_view reason, std::string detail = {})
    {
        refusal_ = Refusal{status, reason, std::move(detail)};
    }

    // What the header asks for, and of which route.
    void understand(const Parser& parser)
    {
        take_header(parser);
        const auto verb = method_of(parser.get().method());
        if (!verb) return refuse(405, "http.method");
        request_.method = *verb;
        request_.is_head = parser.get().method() == beast::http::verb::head;
        // Two ways to say where a body ends are a way to smuggle a request past another server.
        if (has_doubtful_end()) return refuse(400, "http.framing");
        auto target = read_target(request_.target);
        if (!target) return refuse(400, "http.target");
        request_.path = std::move(target->path);
        request_.query = std::move(target->query);

        auto found = shared_.router.find(request_.method, without_prefix());
        if (!found.route && found.allowed.empty()) return refuse(404, "http.not_found");
        if (!found.route) return refuse(405, "http.method", found.allowed);
        request_.captured = std::move(found.captured);
        route_ = found.route;
    }

    std::string_view without_prefix() const
    {
        const std::string_view path = request_.path;
        const std::string_view prefix = shared_.settings.prefix;
        return path.starts_with(prefix) ? path.substr(prefix.size()) : std::string_view("/?");
    }

    // A connection between two requests may be closed at any time.
    asio::awaitable<bool, Executor> wait_for_more()
    {
        auto& below = socket().socket();
        const auto place = lane_.idle.insert(lane_.idle.end(), &below);
        socket().expires_after(shared_.settings.limits.idle_time);
        Code code;
        const auto count = co_await stream_.async_read_some(buffer_.prepare(4096), with_code(code));
        lane_.idle.erase(place);
        buffer_.commit(count);
        co_return !code && !shared_.is_stopping;
    }

    void take_header(const Parser& parser)
    {
        request_.target = std::string(as_view(parser.get().target()));
        for (const auto& field : parser.get())
            request_.headers.add(std::string(as_view(field.name_string())),
                                 std::string(as_view(field.value())));
    }

    bool has_doubtful_end() const
    {
        int ways = 0;
        for (const auto& [name, value] : request_.headers) {
            const bool is_coding = beast::iequals(name, "Transfer-Encoding");
            ways += is_coding || beast::iequals(name, "Content-Length") ? 1 : 0;
            if (is_coding && !beast::iequals(value, "chunked")) return true;
        }
        return ways > 1;
    }

    // Where nothing can be said to it any more, nothing is.
    void refuse_header(const Code& code)
    {
        namespace h = beast::http;
        if (code == h::error::end_of_stream) return;
        if (code == beast::error::timeout) was_cut_off_ = true;
        if (code == h::error::header_limit || code == h::error::buffer_overflow)
            return refuse(431, "http.header_too_large");
        if (code.category() == h::make_error_code(h::error::bad_method).category())
            refuse(400, "http.framing", code.message());
    }

    Task read_body(Parser& parser)
    {
        const auto length = parser.content_length();
        const std::string limit = std::to_string(route_->body_limit);
        if (length && *length > route_->body_limit) {
            refuse(413, "http.body_too_large", limit);
            co_return;
        }
        const bool has_body = parser.chunked() || (length && *length > 0);
        if (!has_body && !route_->takes_file) co_return;
        Code code;
        if (request_.headers.get("Expect") == "100-continue") {
            static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
            co_await asio::async_write(stream_, asio::buffer(go_on), with_code(code));
        }

        BodySink sink(*route_, shared_.settings.spool_folder);
        const auto& limits = shared_.settings.limits;
        const auto began = Clock::now();
        std::array<char, 64 << 10> piece;
        while (!parser.is_done()) {
            auto& body = parser.get().body();
            body.data = piece.data();
            body.size = piece.size();
            const std::chrono::seconds earned(sink.size() / limits.body_bytes_per_second);
            socket().expires_at(began + limits.body_grace + earned);
            co_await beast::http::async_read_some(stream_, buffer_, parser, with_code(code));
            if (code == beast::http::error::need_buffer) code = {};
            if (code == beast::error::timeout) was_cut_off_ = true;
            else if (code) refuse(400, "http.framing", code.message());
            else if (!sink.take({piece.data(), piece.size() - body.size}))
                refuse(413, "http.body_too_large", limit);
            if (refusal_ || was_cut_off_) co_return;
        }
        sink.finish(request_);
    }

    Task find_answer(Answer& answer)
    {
        socket().expires_never();
        if (route_->where == Route::Where::at_once) {
            answer = shared_.handled(*route_, request_);
            co_return;
        }
        bool is_taken = false;
        co_await on_pool(lane_, is_taken,
                         [this, &answer] { answer = shared_.handled(*route_, request_); });
        if (!is_taken) {
            refuse(503, "http.busy");
            answer = refused();
            refusal_.reset();  // The connection may go on.
        }
    }

    Answer refused() const
    {
        Answer answer = shared_.refuse(request_, *refusal_);
        if (refusal_->status == 405) answer.headers.set("Allow", refusal_->detail);
        return answer;
    }

    // What the client still sends is read for a moment, as it would otherwise not see the answer.
    Task drop_rest()
    {
        Code code;
        socket().socket().shutdown(tcp::socket::shutdown_send, code);
        socket().expires_after(std::chrono::seconds(2));
        std::array<char, 16 << 10> piece;
        for (int pieces = 0; !code && pieces < 256; ++pieces)
            co_await stream_.async_read_some(asio::buffer(piece), with_code(code));
    }

    asio::awaitable<bool, Executor> send(Answer& answer, bool keeps)
    {
        namespace h = beast::http;
        const bool is_streamed = static_cast<bool>(answer.next_piece) && !request_.is_head;
        h::response<h::string_body> message;
        message.result(static_cast<unsigned>(answer.status));
        message.version(11);
        keeps = keeps && !shared_.is_stopping;
        message.keep_alive(keeps);
        message.set(h::field::date, http_date());
        message.set("X-Request-Id", request_.id);
        if (!answer.content_type.empty() && (!answer.body.empty() || answer.next_piece))
            message.set(h::field::content_type, answer.content_type);
        for (const auto& [name, value] : answer.headers) message.insert(name, value);
        std::uint64_t size = answer.body.size();
        if (is_streamed) message.chunked(true);
        else if (answer.status != 304 && answer.status != 204) message.content_length(size);
        if (!request_.is_head && !is_streamed) message.body() = std::move(answer.body);

        h::response_serializer<h::string_body> serializer(message);
        socket().expires_after(shared_.settings.limits.write_time);
        Code code;
        if (request_.is_head || is_streamed) {
            co_await h::async_write_header(stream_, serializer, with_code(code));
        } else {
            co_await h::async_write(stream_, serializer, with_code(code));
        }
        if (!code && is_streamed) code = co_await send_pieces(answer, size);
        tell(answer.status, size);
        co_return !code && keeps;
    }

    void tell(int status, std::uint64_t size) const
    {
        if (shared_.hooks.on_answered)
            shared_.hooks.on_answered(
                request_, status, size,
                std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - began_));
    }

    asio::awaitable<Code, Executor> send_pieces(Answer& answer, std::uint64_t& size)
    {
        Code code;
        std::string piece;
        Next next = Next::piece;
        while (next == Next::piece) {
            piece.clear();
            bool is_taken = false;
            co_await on_pool(lane_, is_taken, [&] { next = next_of(answer, piece); });
            // No last chunk: the client sees that the answer is not whole.
            if (!is_taken || next == Next::failed) co_return asio::error::operation_aborted;
            if (next == Next::end || piece.empty()) continue;
            size += piece.size();
            socket().expires_after(shared_.settings.limits.write_time);
            co_await asio::async_write(stream_, beast::http::make_chunk(asio::buffer(piece)),
                                       with_code(code));
            if (code) co_return code;
        }
        co_await asio::async_write(stream_, beast::http::make_chunk_last(), with_code(code));
        co_return code;
    }

    enum class Next { piece, end, failed };
    static Next next_of(Answer& answer, std::string& piece)
    {
        try {
            return answer.next_piece(piece) ? Next::piece : Next::end;
        } catch (const std::exception&) {
            return Next::failed;
        }
    }

    Lane& lane_;
    Shared& shared_;
    AnyStream& stream_;
    std::string peer_;
    beast::flat_static_buffer<64 << 10> buffer_;
    Request request_;
    const Route* route_ = nullptr;
    bool was_cut_off_ = false;
    std::optional<Refusal> refusal_;  // After one, nobody knows where the next request begins.
    Clock::time_point began_;
};

}  // namespace xinheng::http
