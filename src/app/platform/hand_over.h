// A short queue between two threads: one gives, one takes. What goes wrong on the giver's thread is
// thrown on the taker's.
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>

namespace xinheng {

template <class T>
class HandOver {
public:
    explicit HandOver(std::size_t limit) : limit_(limit) {}

    // Runs on the giver's thread until `give_all` returns.
    template <class GiveAll>
    void run_giver(const GiveAll& give_all)
    {
        try {
            give_all();
        } catch (...) {
            trouble_ = std::current_exception();
        }
        end();
    }

    // Nothing more will be given.
    void end()
    {
        const std::lock_guard lock(mutex_);
        is_over_ = true;
        changed_.notify_all();
    }

    // False when the taker has left.
    bool give(T item)
    {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return items_.size() < limit_ || is_left_; });
        if (is_left_) return false;
        items_.push_back(std::move(item));
        changed_.notify_all();
        return true;
    }

    // Nothing at the end.
    std::optional<T> take()
    {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return !items_.empty() || is_over_; });
        if (items_.empty()) {
            if (trouble_) std::rethrow_exception(trouble_);
            return std::nullopt;
        }
        std::optional<T> item(std::move(items_.front()));
        items_.pop_front();
        changed_.notify_all();
        return item;
    }

    void leave()
    {
        const std::lock_guard lock(mutex_);
        is_left_ = true;
        changed_.notify_all();
    }

private:
    std::size_t limit_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<T> items_;
    bool is_over_ = false;
    bool is_left_ = false;
    std::exception_ptr trouble_;
};

// The taker learns that there is nothing more, also when the giver stops early.
template <class T>
class Ending {
public:
    explicit Ending(HandOver<T>& hand_over) : hand_over_(hand_over) {}
    ~Ending() { hand_over_.end(); }
    Ending(const Ending&) = delete;
    Ending& operator=(const Ending&) = delete;

private:
    HandOver<T>& hand_over_;
};

// The giver does not wait for a taker who stopped early.
template <class T>
class Leaving {
public:
    explicit Leaving(HandOver<T>& hand_over) : hand_over_(hand_over) {}
    ~Leaving() { hand_over_.leave(); }
    Leaving(const Leaving&) = delete;
    Leaving& operator=(const Leaving&) = delete;

private:
    HandOver<T>& hand_over_;
};

// The giver's thread ends before its queue goes, also when the taker leaves early.
template <class T>
class Joined {
public:
    Joined(std::thread& thread, HandOver<T>& hand_over) : thread_(thread), hand_over_(hand_over) {}
    ~Joined()
    {
        hand_over_.leave();
        thread_.join();
    }
    Joined(const Joined&) = delete;
    Joined& operator=(const Joined&) = delete;

private:
    std::thread& thread_;
    HandOver<T>& hand_over_;
};

}  // namespace xinheng
