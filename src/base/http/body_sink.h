// Where the body of a request goes while it comes in.
#pragma once

#include "base/http.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace xinheng::http {

class BodySink {
public:
    BodySink(const Route& route, const std::filesystem::path& folder) : limit_(route.body_limit)
    {
        if (!route.takes_file) return;
        std::string name = (folder / "body-XXXXXX").string();
        descriptor_ = ::mkostemp(name.data(), O_CLOEXEC);
        if (descriptor_ < 0) throw Failure("could not keep a body in " + folder.string());
        file_ = std::make_shared<SpooledFile>(name);
    }
    ~BodySink()
    {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    BodySink(const BodySink&) = delete;
    BodySink& operator=(const BodySink&) = delete;

    bool take(std::string_view piece)
    {
        size_ += piece.size();
        if (size_ > limit_) return false;
        if (!file_) {
            body_ += piece;
            return true;
        }
        while (!piece.empty()) {
            const ssize_t written = ::write(descriptor_, piece.data(), piece.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) throw Failure("could not keep a body: the disk may be full");
            piece.remove_prefix(static_cast<std::size_t>(written));
        }
        return true;
    }

    std::uint64_t size() const { return size_; }
    void finish(Request& request)
    {
        request.body = std::move(body_);
        request.file = std::move(file_);
    }

private:
    std::uint64_t limit_;
    std::uint64_t size_ = 0;
    std::string body_;
    std::shared_ptr<SpooledFile> file_;
    int descriptor_ = -1;
};

}  // namespace xinheng::http
