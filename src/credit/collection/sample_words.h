// The words that invented firms and penalties are made of. Private to sample.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace xinheng::collection {

struct SamplePlace {
    std::string_view division;
    std::string_view in_names;       // 北京朝阳
    std::string_view of_government;  // 北京市朝阳区
    std::string_view in_documents;   // 京朝
};
extern const std::array<SamplePlace, 32> sample_places;

// No trade begins with a character of the brands, so a name can be taken apart in one way only.
constexpr std::size_t han_bytes = 3;
constexpr std::uint64_t brand_characters = 80;
extern const std::string_view sample_brand_characters;
extern const std::array<std::string_view, 55> sample_trades;

struct SampleForm {
    std::string_view of_name;
    std::string_view code_head;  // Registering department and class: 91 is a company.
    std::string_view kind;
    std::uint32_t of_hundred;
};
extern const std::array<SampleForm, 7> sample_forms;

struct SampleViolation {
    std::string_view kind;
    std::string_view facts;
    std::string_view broken_rule;
    std::string_view penalty_rule;
};

struct SampleAuthority {
    std::string_view name;
    std::string_view in_documents;
    std::string_view number_in_code;  // Four characters that make its invented code its own.
    std::array<SampleViolation, 3> violations;
};
extern const std::array<SampleAuthority, 8> sample_authorities;

extern const std::array<std::string_view, 40> sample_surnames;
extern const std::array<std::string_view, 40> sample_given_names;

}  // namespace xinheng::collection
