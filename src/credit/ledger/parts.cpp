#include "credit/ledger/parts.h"

namespace xinheng::ledger {

namespace {

constexpr std::size_t first_sealed_level = 2;
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

bool is_form(char byte, std::size_t level)
{
    return byte == static_cast<char>(Parts::Form::as_written) ||
           (level >= first_sealed_level && (byte == static_cast<char>(Parts::Form::sealed) ||
                                            byte == static_cast<char>(Parts::Form::erased)));
}

}  // namespace

Parts Parts::read(std::string bytes)
{
    Parts parts;
    parts.bytes_ = std::move(bytes);
    std::size_t at = 0;
    for (std::size_t level = 0; level < part_count; ++level) {
        const std::size_t left = parts.bytes_.size() - at;
        if (left < head_size) throw Failure("the parts of an event end too early");
        if (!is_form(parts.bytes_[at], level))
            throw Failure("the part of an event has an unknown form");
        const std::size_t length = length_in(std::string_view(parts.bytes_).substr(at));
        if (left - head_size < length) throw Failure("the parts of an event end too early");
        parts.begins_[level] = static_cast<std::uint32_t>(at);
        const bool fits = parts.form(level) == Form::as_written ||
                          (parts.form(level) == Form::erased ? length == 0 : length >= word_size);
        if (!fits) throw Failure("the part of an event has a length that its form cannot have");
        at += head_size + length;
    }
    if (at != parts.bytes_.size())
        throw Failure("the parts of an event are followed by something else");
    parts.count_ = part_count;
    return parts;
}

void Parts::begin_part(Form form, std::string_view word, std::size_t length)
{
    if (count_ == part_count || word.size() != word_size || length > UINT32_MAX / 2)
        throw Failure("an event that cannot be kept");

    begins_[count_++] = static_cast<std::uint32_t>(bytes_.size());
    bytes_ += static_cast<char>(form);
    bytes_ += word;
    for (int shift = 0; shift < 32; shift += 8) bytes_ += static_cast<char>(length >> shift & 0xff);
}

void Parts::add(std::string_view salt, std::initializer_list<std::string_view> pieces)
{
    std::size_t length = 0;
    for (const auto piece : pieces) length += piece.size();
    begin_part(Form::as_written, salt, length);
    for (const auto piece : pieces) bytes_ += piece;
}

void Parts::take_over(const Parts& other, std::size_t level)
{
    const auto kept = other.kept(level);
    begin_part(other.form(level), other.word(level), kept.size());
    bytes_ += kept;
}

bool Parts::has(Form wanted) const
{
    for (std::size_t level = 0; level < part_count; ++level)
        if (form(level) == wanted) return true;
    return false;
}

std::string_view Parts::word(std::size_t level) const
{
    return std::string_view(bytes_).substr(begins_[level] + 1, word_size);
}

std::string_view Parts::kept(std::size_t level) const
{
    const std::string_view part = std::string_view(bytes_).substr(begins_[level]);
    return part.substr(head_size, length_in(part));
}

std::string_view Parts::salt(std::size_t level) const
{
    if (form(level) != Form::as_written) throw Failure("a sealed part was read");
    return word(level);
}

std::string_view Parts::text(std::size_t level) const
{
    if (form(level) == Form::sealed) throw Failure("a sealed part was read");
    return kept(level);
}

bool Parts::wants_sealing() const
{
    for (std::size_t level = first_sealed_level; level < part_count; ++level)
        if (form(level) == Form::as_written && !kept(level).empty()) return true;
    return false;
}

Parts Parts::sealed(Suite suite, const PartKey& key) const
{
    Parts sealed;
    sealed.reserve(bytes_.size() + 2 * word_size);
    for (std::size_t level = 0; level < part_count; ++level) {
        const bool is_open = form(level) == Form::as_written;
        if (level < first_sealed_level || !is_open || kept(level).empty()) {
            sealed.take_over(*this, level);
            continue;
        }
        std::string whole(salt(level));
        whole += text(level);
        const auto cipher_text = enciphered(suite, key, level, whole);
        sealed.begin_part(Form::sealed, suite.digest_of(whole).view(), cipher_text.size());
        sealed.bytes_ += cipher_text;
    }
    return sealed;
}

std::optional<Parts> Parts::opened(Suite suite, const PartKey& key) const
{
    Parts opened;
    opened.reserve(bytes_.size());
    for (std::size_t level = 0; level < part_count; ++level) {
        if (form(level) != Form::sealed) {
            opened.take_over(*this, level);
            continue;
        }
        const std::string whole = enciphered(suite, key, level, kept(level));
        if (suite.digest_of(whole).view() != word(level)) return std::nullopt;
        const std::string_view view = whole;
        opened.add(view.substr(0, word_size), {view.substr(word_size)});
    }
    return opened;
}

Parts Parts::erased() const
{
    Parts erased;
    for (std::size_t level = 0; level < part_count; ++level) {
        if (form(level) == Form::sealed) erased.begin_part(Form::erased, word(level), 0);
        else erased.take_over(*this, level);
    }
    return erased;
}

PartDigests Parts::digests(Suite suite) const
{
    PartDigests digests;
    for (std::size_t level = 0; level < part_count; ++level)
        digests[level] = form(level) == Form::as_written
                             ? suite.digest_of({word(level), kept(level)})
                             : Digest::from_bytes(word(level)).value();
    return digests;
}

ShownEvent Parts::shown(Suite suite, const std::array<Showing, part_count>& showing) const
{
    const PartDigests all = digests(suite);
    ShownEvent shown;
    for (std::size_t level = 0; level < part_count; ++level) {
        if (showing[level] == Showing::shown && form(level) == Form::as_written)
            shown.parts[level] = Part{std::string(salt(level)), std::string(text(level))};
        else shown.parts[level] = all[level];
    }
    return shown;
}

}  // namespace xinheng::ledger
