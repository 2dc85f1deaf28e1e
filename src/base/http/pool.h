// Threads for work that waits: for a store, for a slow hash. Its queue is bounded, so that a server
// says that it is busy instead of growing.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace xinheng::http {

class Pool {
public:
    Pool(std::size_t thread_count, std::size_t waiting_limit) : waiting_limit_(waiting_limit)
    {
        for (std::size_t number = 0; number < thread_count; ++number)
            threads_.emplace_back([this] { run(); });
    }
    ~Pool()
    {
        {
            const std::lock_guard lock(mutex_);
            is_over_ = true;
        }
        changed_.notify_all();
        for (auto& thread : threads_) thread.join();
    }
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;

    // False where too much waits already.
    bool give(std::function<void()> work)
    {
        {
            const std::lock_guard lock(mutex_);
            if (waiting_.size() >= waiting_limit_) return false;
            waiting_.push_back(std::move(work));
        }
        changed_.notify_one();
        return true;
    }

    std::size_t waiting() const
    {
        const std::lock_guard lock(mutex_);
        return waiting_.size();
    }

private:
    void run()
    {
        for (;;) {
            std::function<void()> work;
            {
                std::unique_lock lock(mutex_);
                changed_.wait(lock, [this] { return is_over_ || !waiting_.empty(); });
                if (waiting_.empty()) return;
                work = std::move(waiting_.front());
                waiting_.pop_front();
            }
            work();
        }
    }

    const std::size_t waiting_limit_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> waiting_;
    bool is_over_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace xinheng::http
