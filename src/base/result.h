// Two kinds of trouble, never mixed: a refusal the rules foresee travels as a Result; a failure
// (disk, lost database, bug) travels as an exception and is caught once, in app/.
#pragma once

#include <cassert>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace xinheng {

enum class ErrorKind {
    invalid_input,  // The request can be corrected by whoever sent it.
    not_permitted,  // The actor may not do this.
    not_found,      // There is no such thing, or the actor may not know of it.
    conflict,       // The request is sound, but not in the present state.
};

struct Error {
    ErrorKind kind;
    std::string_view reason;  // Stable and documented in app/reasons.csv: "record.not_effective".
    std::string detail;       // What was seen, for the person who reads the answer.
};

// What the rules did not foresee. Never thrown for bad input.
class Failure : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

    explicit operator bool() const { return state_.index() == 0; }

    const T& value() const& { return held(); }
    T& value() & { return const_cast<T&>(std::as_const(*this).held()); }
    T&& value() && { return std::move(value()); }

    const Error& error() const
    {
        assert(state_.index() == 1);
        return *std::get_if<1>(&state_);
    }

    const T& operator*() const& { return held(); }
    T& operator*() & { return value(); }
    const T* operator->() const { return &held(); }
    T* operator->() { return &value(); }

private:
    const T& held() const
    {
        if (state_.index() != 0) throw Failure("a refusal was used as a value: " + error().detail);
        return *std::get_if<0>(&state_);
    }

    std::variant<T, Error> state_;
};

struct Done {};
using Outcome = Result<Done>;

}  // namespace xinheng

// The value, or return the error to the caller. One to a line, never nested.
#define TRY(expression)                                                                            \
    __extension__({                                                                                \
        auto result_of_try_ = (expression);                                                        \
        if (!result_of_try_) return result_of_try_.error();                                        \
        std::move(result_of_try_).value();                                                         \
    })
