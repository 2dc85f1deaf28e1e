#include "credit/collection/sample.h"

#include "credit/collection/sample_penalty.h"
#include "credit/collection/sample_subject.h"

namespace xinheng::collection {
namespace {

constexpr std::size_t block_bytes = 1 << 20;
constexpr std::string_view line_end = "\r\n";

// Gathers rows into blocks. No word of the sample needs quotes, so the cells go out as they are.
class Blocks {
public:
    explicit Blocks(const SampleSink& sink) : sink_(sink) { block_.reserve(block_bytes + 64'000); }

    template <class Cells>
    void add_row(const Cells& cells)
    {
        std::string_view separator;
        for (const auto& cell : cells) {
            block_.append(separator).append(cell);
            separator = ",";
        }
        block_.append(line_end);
        if (block_.size() >= block_bytes) flush();
    }

    void flush()
    {
        if (!block_.empty()) sink_(block_);
        block_.clear();
    }

private:
    const SampleSink& sink_;
    std::string block_;
};

void demand_possible(const SampleWish& wish)
{
    if (wish.subjects > sample_subjects_limit) {
        throw Failure("a sample has at most " + std::to_string(sample_subjects_limit) +
                      " subjects");
    }
}

}  // namespace

void sample_subjects(const SampleWish& wish, const SampleSink& sink)
{
    using Cells = std::array<std::string_view, 5>;
    demand_possible(wish);
    Blocks blocks(sink);
    blocks.add_row(Cells{"uscc", "name", "registered_on", "kind", "division"});
    for (std::uint64_t index = 0; index < wish.subjects; ++index) {
        const SampleSubject subject = sample_subject(wish, index);
        const std::string registered_on = subject.registered_on.text();
        blocks.add_row(Cells{subject.uscc, subject.name, registered_on, subject.form->kind,
                             subject.place->division});
    }
    blocks.flush();
}

void sample_penalties(const SampleWish& wish, const SampleSink& sink)
{
    demand_possible(wish);
    Blocks blocks(sink);
    blocks.add_row(sample_headings);
    SamplePenalties penalties(wish);
    for (std::uint64_t record = 0; record < wish.records && wish.subjects > 0; ++record) {
        blocks.add_row(penalties.next().cells);
    }
    blocks.flush();
}

}  // namespace xinheng::collection
