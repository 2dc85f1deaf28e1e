#include "credit/ledger/sha256_pair.h"

#include <cassert>
#include <cstdlib>

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#endif

namespace xinheng::ledger {

#if defined(__x86_64__)

namespace {

constexpr std::size_t block_size = 64;

alignas(16) constexpr std::uint32_t round_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

// One message: the eight words of its state, in the order that the instructions want, and the
// sixteen words of its schedule that are still needed.
struct Lane {
    __m128i abef;
    __m128i cdgh;
    __m128i words[4];
};

__attribute__((target("sha,sse4.1"), always_inline)) inline __m128i big_endian(__m128i bytes)
{
    return _mm_shuffle_epi8(bytes, _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203));
}

__attribute__((target("sha,sse4.1"), always_inline)) inline void begin(Lane& lane)
{
    lane.abef = _mm_set_epi32(0x6a09e667, static_cast<int>(0xbb67ae85), 0x510e527f,
                              static_cast<int>(0x9b05688c));
    lane.cdgh = _mm_set_epi32(0x3c6ef372, static_cast<int>(0xa54ff53a), 0x1f83d9ab, 0x5be0cd19);
}

// Four rounds, of the sixteen times four that a block takes.
__attribute__((target("sha,sse4.1"), always_inline)) inline void four_rounds(
    Lane& lane, const std::uint8_t* block, std::size_t quad)
{
    __m128i* const words = lane.words;
    __m128i& current = words[quad % 4];
    if (quad < 4) {
        const auto* const at = reinterpret_cast<const __m128i*>(block + quad * 16);
        current = big_endian(_mm_loadu_si128(at));
    } else {
        const __m128i one_back = words[(quad + 3) % 4];
        const __m128i seven_back = _mm_alignr_epi8(one_back, words[(quad + 2) % 4], 4);
        const __m128i sum = _mm_sha256msg1_epu32(current, words[(quad + 1) % 4]);
        current = _mm_sha256msg2_epu32(_mm_add_epi32(sum, seven_back), one_back);
    }
    const auto* const constants = reinterpret_cast<const __m128i*>(round_constants) + quad;
    const __m128i added = _mm_add_epi32(current, _mm_load_si128(constants));
    lane.cdgh = _mm_sha256rnds2_epu32(lane.cdgh, lane.abef, added);
    lane.abef = _mm_sha256rnds2_epu32(lane.abef, lane.cdgh, _mm_shuffle_epi32(added, 0x0e));
}

__attribute__((target("sha,sse4.1"), always_inline)) inline void finish(const Lane& lane,
                                                                        Digest& digest)
{
    const __m128i abcd = _mm_unpackhi_epi64(lane.cdgh, lane.abef);
    const __m128i efgh = _mm_unpacklo_epi64(lane.cdgh, lane.abef);
    // The words lie last to first, as the instructions have them.
    auto* const into = reinterpret_cast<__m128i*>(digest.bytes.data());
    _mm_storeu_si128(into, big_endian(_mm_shuffle_epi32(abcd, 0x1b)));
    _mm_storeu_si128(into + 1, big_endian(_mm_shuffle_epi32(efgh, 0x1b)));
}

}  // namespace

bool has_sha256_instructions()
{
    static const bool has = [] {
        unsigned a = 0, b = 0, c = 0, d = 0;
        constexpr unsigned sha_bit = 1U << 29;
        return __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b & sha_bit) != 0 &&
               __builtin_cpu_supports("sse4.1") != 0;
    }();
    return has;
}

__attribute__((target("sha,sse4.1"))) void hash_pair(const PaddedPair& messages,
                                                     std::span<Digest, 2> digests)
{
    assert(messages.first.size() == messages.second.size());
    assert(messages.first.size() % block_size == 0);
    Lane first;
    Lane second;
    begin(first);
    begin(second);
    for (std::size_t at = 0; at < messages.first.size(); at += block_size) {
        const Lane first_before = first;
        const Lane second_before = second;
#pragma GCC unroll 16
        for (std::size_t quad = 0; quad < 16; ++quad) {
            four_rounds(first, messages.first.data() + at, quad);
            four_rounds(second, messages.second.data() + at, quad);
        }
        first.abef = _mm_add_epi32(first.abef, first_before.abef);
        first.cdgh = _mm_add_epi32(first.cdgh, first_before.cdgh);
        second.abef = _mm_add_epi32(second.abef, second_before.abef);
        second.cdgh = _mm_add_epi32(second.cdgh, second_before.cdgh);
    }
    finish(first, digests[0]);
    finish(second, digests[1]);
}

#else

bool has_sha256_instructions()
{
    return false;
}

void hash_pair(const PaddedPair&, std::span<Digest, 2>)
{
    std::abort();
}

#endif

}  // namespace xinheng::ledger
