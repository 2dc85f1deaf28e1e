#include "credit/ledger/checkpoint.h"

#include "base/text.h"

#include <charconv>

namespace xinheng::ledger {

namespace {

Error refused(std::string_view reason, std::string_view seen)
{
    constexpr std::size_t longest_detail = 100;
    return {ErrorKind::invalid_input, reason, std::string(seen.substr(0, longest_detail))};
}

}  // namespace

Result<Checkpoint> Checkpoint::parse(std::string_view note_text)
{
    if (!note_text.ends_with('\n')) return refused("checkpoint.format", note_text);
    note_text.remove_suffix(1);
    const std::vector<std::string_view> lines = split(note_text, '\n');
    if (lines.size() < 3) return refused("checkpoint.format", note_text);
    for (const std::string_view line : lines) {
        if (line.empty()) return refused("checkpoint.format", note_text);
    }
    Checkpoint checkpoint;
    checkpoint.origin = lines[0];

    const std::string_view size = lines[1];
    std::uint64_t& number = checkpoint.head.size;
    const auto [end, error] = std::from_chars(size.data(), size.data() + size.size(), number);
    if (error != std::errc{} || end != size.data() + size.size() ||
        std::to_string(number) != size) {
        return refused("checkpoint.size", size);
    }
    const auto root = from_base64(lines[2]);
    const auto digest = root ? Digest::from_bytes(*root) : std::nullopt;
    if (!digest) return refused("checkpoint.root", lines[2]);
    checkpoint.head.root = *digest;
    checkpoint.extensions.assign(lines.begin() + 3, lines.end());
    return checkpoint;
}

std::string Checkpoint::text() const
{
    std::string text = origin + "\n" + std::to_string(head.size) + "\n" + base64(head.root.view());
    for (const std::string& extension : extensions) text += "\n" + extension;
    return text + "\n";
}

std::string sign_checkpoint(const Checkpoint& checkpoint, const SignerKey& log)
{
    Note note{checkpoint.text(), {}};
    note.signatures.push_back(log.sign(note.text));
    return note.print();
}

Result<OpenedCheckpoint> open_checkpoint(std::string_view bytes, const TrustedKeys& keys)
{
    const Note note = TRY(Note::parse(bytes));
    OpenedCheckpoint opened{TRY(Checkpoint::parse(note.text)), {}};
    if (opened.checkpoint.origin != keys.log.name()) {
        return refused("checkpoint.origin", opened.checkpoint.origin);
    }
    TRY(keys.log.verify(note));
    for (const VerifierKey& witness : keys.witnesses) {
        const Result<Instant> at = witness.verify_cosigned(note);
        if (at) {
            opened.cosignatures.push_back({witness.name(), *at});
        } else if (at.error().reason != "note.not_signed") {
            return at.error();
        }
    }
    if (opened.cosignatures.size() < keys.witnesses_needed) {
        return refused("checkpoint.witnesses", std::to_string(opened.cosignatures.size()));
    }
    return opened;
}

Result<Cosigned> witness_checkpoint(const WitnessRequest& request, const VerifierKey& log,
                                    const SignerKey& witness, Instant now)
{
    const TrustedKeys keys{log};
    const auto opened = open_checkpoint(request.checkpoint, keys);
    if (!opened) return refused("witness.signature", opened.error().reason);
    const TreeHead& head = opened->checkpoint.head;
    const TreeHead& previous = request.previous;
    if (head.size < previous.size) return refused("witness.rollback", std::to_string(head.size));

    // The root of the empty tree is known to everybody, so that there is nothing to remember of it.
    const TreeHead older{previous.size,
                         previous.size == 0 ? keys.suite().empty_root() : previous.root};
    const auto grown = verify_consistency(keys.suite(), {older, head}, request.consistency);
    if (!grown) return refused("witness.inconsistent", grown.error().reason);

    Note note = *Note::parse(request.checkpoint);
    note.signatures.push_back(witness.cosign(note.text, now));
    return Cosigned{note.print(), head};
}

}  // namespace xinheng::ledger
