// The tree as a textbook grows it, leaf by leaf, with only the complete subtrees at its right edge:
// what the tests hold the Appender and the proofs against.
#pragma once

#include "credit/ledger/merkle.h"

namespace xinheng::ledger {

class Frontier {
public:
    explicit Frontier(Suite suite) : suite_(suite) {}

    static Result<Frontier> restore(Suite suite, std::uint64_t size, const HashSource& source)
    {
        Frontier frontier(suite);
        std::uint64_t begin = 0;
        for (unsigned level = 64; level-- > 0;) {
            const std::uint64_t width = std::uint64_t{1} << level;
            if ((size & width) == 0) continue;
            frontier.edge_.push_back(TRY(source({level, begin >> level})));
            begin += width;
        }
        frontier.size_ = size;
        return frontier;
    }

    void append(const Digest& leaf)
    {
        Digest complete = leaf;
        for (std::uint64_t rest = size_; rest % 2 == 1; rest /= 2) {
            complete = suite_.node({edge_.back(), complete});
            edge_.pop_back();
        }
        edge_.push_back(complete);
        ++size_;
    }

    std::uint64_t size() const { return size_; }
    TreeHead head() const
    {
        const Hashes smallest_first(edge_.rbegin(), edge_.rend());
        return {size_, root_of_edge(suite_, smallest_first)};
    }

private:
    Suite suite_;
    std::uint64_t size_ = 0;
    Hashes edge_;  // Largest subtree first: one for each bit that is set in the size.
};

}  // namespace xinheng::ledger
