#include "credit/ledger/parts.h"

namespace xinheng::ledger {

namespace {

constexpr std::size_t length_at = 1 + Part::salt_size;

std::size_t length_in(std::string_view head)
{
    std::size_t length = 0;
    for (std::size_t byte = 0; byte < 4; ++byte) {
        const auto value = static_cast<unsigned char>(head[length_at + byte]);
        length |= std::size_t{value} << (8 * byte);
    }
    return length;
}

}  // namespace

Parts Parts::read(std::string bytes)
{
    Parts parts;
    parts.bytes_ = std::move(bytes);
    std::size_t at = 0;
    for (auto& begin : parts.begins_) {
        const std::size_t left = parts.bytes_.size() - at;
        if (left < head_size) throw Failure("the parts of an event end too early");
        if (parts.bytes_[at] != '\0') throw Failure("the part of an event has an unknown form");
        const std::size_t length = length_in(std::string_view(parts.bytes_).substr(at));
        if (left - head_size < length) throw Failure("the parts of an event end too early");
        begin = static_cast<std::uint32_t>(at);
        at += head_size + length;
    }
    if (at != parts.bytes_.size())
        throw Failure("the parts of an event are followed by something else");
    parts.count_ = part_count;
    return parts;
}

void Parts::add(std::string_view salt, std::initializer_list<std::string_view> pieces)
{
    std::size_t length = 0;
    for (const auto piece : pieces) length += piece.size();
    if (count_ == part_count || salt.size() != Part::salt_size || length > UINT32_MAX / 2)
        throw Failure("an event that cannot be kept");

    begins_[count_++] = static_cast<std::uint32_t>(bytes_.size());
    bytes_ += '\0';
    bytes_ += salt;
    for (int shift = 0; shift < 32; shift += 8) bytes_ += static_cast<char>(length >> shift & 0xff);
    for (const auto piece : pieces) bytes_ += piece;
}

std::string_view Parts::salt(std::size_t level) const
{
    return std::string_view(bytes_).substr(begins_[level] + 1, Part::salt_size);
}

std::string_view Parts::text(std::size_t level) const
{
    const std::string_view part = std::string_view(bytes_).substr(begins_[level]);
    return part.substr(head_size, length_in(part));
}

PartDigests Parts::digests(Suite suite) const
{
    PartDigests digests;
    for (std::size_t level = 0; level < part_count; ++level)
        digests[level] = suite.digest_of({salt(level), text(level)});
    return digests;
}

Event Parts::event() const
{
    Event event;
    for (std::size_t level = 0; level < part_count; ++level)
        event.parts[level] = {std::string(salt(level)), std::string(text(level))};
    return event;
}

}  // namespace xinheng::ledger
