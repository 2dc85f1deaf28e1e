#include "credit/ledger/proof.h"

#include <charconv>

namespace xinheng::ledger {

namespace {

constexpr std::string_view header = "c2sp.org/tlog-proof@v1\n";
constexpr std::string_view next_header = "\nc2sp.org/tlog-proof@v1\n";
constexpr std::string_view extra_word = "extra ";
constexpr std::string_view index_word = "index ";

Error refused(std::string_view reason, std::string_view seen)
{
    constexpr std::size_t longest_detail = 100;
    return {ErrorKind::invalid_input, reason, std::string(seen.substr(0, longest_detail))};
}

// Cuts the first line off the text, without its newline.
std::optional<std::string_view> take_line(std::string_view& text)
{
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return line;
}

Result<std::uint64_t> parse_index(std::string_view digits)
{
    std::uint64_t index = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), index);
    if (error != std::errc{} || end != digits.data() + digits.size() ||
        std::to_string(index) != digits) {
        return refused("proof.index", digits);
    }
    return index;
}

Result<Digest> parse_hash(std::string_view line)
{
    const auto bytes = from_base64(line);
    const auto digest = bytes ? Digest::from_bytes(*bytes) : std::nullopt;
    if (!digest) return refused("proof.hash", line);
    return *digest;
}

// The reasons of a checkpoint as a reader of proofs is told them.
Error as_proof_error(const Error& error)
{
    const std::string_view reason = error.reason;
    const auto told = [&](std::string_view as) { return Error{error.kind, as, error.detail}; };
    if (reason == "checkpoint.origin" || reason == "note.not_signed") return told("proof.key_name");
    if (reason == "note.signature") return told("proof.checkpoint_signature");
    if (reason == "checkpoint.witnesses") return told("proof.witnesses");
    return {error.kind, "proof.checkpoint", std::string(reason)};
}

Result<OpenedCheckpoint> opened_for_proof(const std::string& checkpoint, const TrustedKeys& keys)
{
    auto opened = open_checkpoint(checkpoint, keys);
    if (!opened) return as_proof_error(opened.error());
    return opened;
}

}  // namespace

Result<Proof> Proof::parse(std::string_view document)
{
    if (!document.starts_with(header)) return refused("proof.format", document);
    std::string_view rest = document.substr(header.size());
    Proof proof;
    auto line = take_line(rest);
    if (line && line->starts_with(extra_word)) {
        line->remove_prefix(extra_word.size());
        if (line->size() > extra_limit_bytes) return refused("proof.too_long", {});
        proof.extra = from_base64(*line);
        if (!proof.extra) return refused("proof.extra", *line);
        line = take_line(rest);
    }
    if (!line || !line->starts_with(index_word)) return refused("proof.format", line.value_or(""));
    proof.index = TRY(parse_index(line->substr(index_word.size())));
    for (line = take_line(rest); line && !line->empty(); line = take_line(rest)) {
        if (proof.path.size() == path_limit) return refused("proof.too_long", *line);
        proof.path.push_back(TRY(parse_hash(*line)));
    }
    if (!line || rest.empty()) return refused("proof.format", {});
    if (rest.size() > Note::size_limit_bytes) return refused("proof.too_long", {});
    proof.checkpoint = rest;
    return proof;
}

std::string Proof::text() const
{
    std::string text(header);
    if (extra) text.append(extra_word).append(base64(*extra)).append("\n");
    text.append(index_word).append(std::to_string(index)).append("\n");
    for (const Digest& hash : path) text.append(base64(hash.view())).append("\n");
    return text.append("\n").append(checkpoint);
}

Outcome verify_entry(const Proof& proof, const Digest& entry, Suite suite, const TreeHead& head)
{
    return verify_inclusion(suite, {proof.index, suite.leaf(entry.view())}, proof.path, head);
}

Result<OpenedCheckpoint> verify(const Proof& proof, const Digest& entry, const TrustedKeys& keys)
{
    auto opened = TRY(opened_for_proof(proof.checkpoint, keys));
    TRY(verify_entry(proof, entry, keys.suite(), opened.checkpoint.head));

    return opened;
}

Result<RecordProof> RecordProof::parse(std::string_view file)
{
    if (file.size() > size_limit_bytes) return refused("proof.too_long", {});
    RecordProof record;
    while (true) {
        if (record.proofs.size() == event_limit) return refused("proof.too_many", {});
        const std::size_t next = file.find(next_header);
        const std::size_t size = next == std::string_view::npos ? file.size() : next + 1;
        record.proofs.push_back(TRY(Proof::parse(file.substr(0, size))));
        file.remove_prefix(size);
        if (file.empty()) return record;
    }
}

std::string RecordProof::text() const
{
    std::string text;
    for (const Proof& proof : proofs) text += proof.text();
    return text;
}

Result<std::vector<ProvenEvent>> verify(const RecordProof& record, const TrustedKeys& keys)
{
    std::vector<ProvenEvent> events;
    std::string_view verified;  // The checkpoint that the last event was proven under.
    for (const Proof& proof : record.proofs) {
        if (!events.empty() && proof.index <= events.back().index) {
            return refused("proof.order", std::to_string(proof.index));
        }
        auto shown = ShownEvent::parse(proof.extra.value_or(""));
        if (!shown) return refused("proof.entry", shown.error().reason);

        ProvenEvent event{proof.index, entry_of(keys.suite(), *shown), std::move(*shown), {}};
        if (events.empty() || proof.checkpoint != verified) {
            event.under = TRY(opened_for_proof(proof.checkpoint, keys));
            verified = proof.checkpoint;
        } else {
            event.under = events.back().under;
        }
        TRY(verify_entry(proof, event.entry, keys.suite(), event.under.checkpoint.head));
        events.push_back(std::move(event));
    }
    return events;
}

}  // namespace xinheng::ledger
