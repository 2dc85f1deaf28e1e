// Reading JSON that the program wrote itself, without building a tree of values: for replaying
// events by the million. Input from outside goes through json::parse.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

namespace xinheng::json {

// A place in a Document; valid until the document reads another text.
class View {
public:
    explicit operator bool() const { return document_ != nullptr; }

    View operator[](std::string_view key) const;  // An empty view where there is no such member.
    std::string_view text() const;                // "" where it is no text.
    std::optional<std::int64_t> number() const;

    void each_item(const std::function<void(View)>& on_item) const;

private:
    friend class Document;
    View(const void* document, std::size_t index) : document_(document), index_(index) {}
    View() = default;

    const void* document_ = nullptr;
    std::size_t index_ = 0;
};

class Document {
public:
    Document();
    ~Document();
    Document(const Document&) = delete;
    Document& operator=(const Document&) = delete;

    View read(std::string_view text);  // Throws Failure where the text is no JSON.

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace xinheng::json
