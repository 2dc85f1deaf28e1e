// Any bytes as a signed note, a checkpoint and a key: what is read is written back byte for byte,
// and no signature holds that was not made.
#include "credit/ledger/checkpoint.h"

#include "fuzz.h"

using namespace xinheng;
using fuzz::demand;
using namespace xinheng::ledger;

namespace {

void read_note(std::string_view bytes)
{
    static const SignerKey log = SignerKey::generate("log.example", {}).value();
    const auto note = Note::parse(bytes);
    if (!note) return;
    demand(note->print() == bytes);
    demand(!note->signatures.empty() && note->signatures.size() <= Note::signature_limit);
    demand(note->text.ends_with('\n'));
    demand(!log.verifier().verify(*note));
    demand(!open_checkpoint(bytes, {log.verifier()}));
}

void read_key(std::string_view bytes)
{
    if (const auto key = VerifierKey::parse(bytes)) demand(key->text() == bytes);
    if (const auto key = SignerKey::parse(bytes)) demand(key->text() == bytes);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    read_note(bytes);
    read_key(bytes);
    if (const auto checkpoint = Checkpoint::parse(bytes)) demand(checkpoint->text() == bytes);
    return 0;
}
