#include "credit/collection/sample_subject.h"

#include "credit/collection/sample_dice.h"
#include "credit/subject/uscc.h"

namespace xinheng::collection {
namespace {

constexpr std::uint64_t stream_of_subjects = 1;
constexpr std::uint64_t base = subject::Uscc::alphabet.size();
constexpr std::uint64_t bodies_of_a_place = base * base * base * base;

// Multiplying by a prime that does not divide the count visits every number once.
constexpr std::uint64_t stride = 982'451'653;
constexpr std::uint64_t stride_of_bodies = 514'229;

constexpr std::uint64_t trades = std::tuple_size_v<decltype(sample_trades)>;
constexpr std::uint64_t short_brands = brand_characters * brand_characters;
constexpr std::uint64_t middle_brands = 8'000;
constexpr std::uint64_t middle_brand_stride = 311;
constexpr std::uint64_t long_brand_stride = 30'011;

constexpr Date first_registration = Date::from_days(10'227);  // 1998-01-01
constexpr std::uint64_t registration_days = 9'496;            // To the end of 2023.

std::string body_of(std::uint64_t number)
{
    std::string body = "MAXX";
    std::uint64_t rest = (number * stride_of_bodies) % bodies_of_a_place;
    for (int place = 0; place < 4; ++place) {
        body.push_back(subject::Uscc::alphabet[static_cast<std::size_t>(rest % base)]);
        rest /= base;
    }
    return body;
}

// Two characters for four firms in ten, three for half of them, four for the rest.
void append_brand(std::string& name, std::uint64_t brand)
{
    std::uint64_t number = brand;
    int characters = 2;
    if (brand >= short_brands + middle_brands) {
        number = (brand - short_brands - middle_brands) * long_brand_stride;
        characters = 4;
    } else if (brand >= short_brands) {
        number = (brand - short_brands) * middle_brand_stride;
        characters = 3;
    }
    for (int place = 0; place < characters; ++place) {
        const auto character = static_cast<std::size_t>(number % brand_characters);
        name.append(sample_brand_characters.substr(character * han_bytes, han_bytes));
        number /= brand_characters;
    }
}

const SampleForm& form_of(Dice& dice)
{
    std::uint64_t rest = dice.below(100);
    for (const SampleForm& form : sample_forms) {
        if (rest < form.of_hundred) return form;
        rest -= form.of_hundred;
    }
    return sample_forms.front();
}

}  // namespace

const std::uint64_t sample_subjects_limit = bodies_of_a_place * sample_places.size();

std::string completed_code(std::string first_16)
{
    first_16.push_back(subject::organisation_code_check(std::string_view(first_16).substr(8)));
    first_16.push_back(subject::Uscc::check_character(first_16));
    return first_16;
}

SampleSubject sample_subject(const SampleWish& wish, std::uint64_t index)
{
    const std::uint64_t shift = Dice({wish.seed, 0, 0}).below(sample_subjects_limit);
    const std::uint64_t seat = (index * stride + shift) % sample_subjects_limit;
    const std::uint64_t number = seat / sample_places.size();
    Dice dice({wish.seed, stream_of_subjects, index});

    SampleSubject subject;
    subject.place = &sample_places[static_cast<std::size_t>(seat % sample_places.size())];
    subject.form = &form_of(dice);
    subject.uscc.append(subject.form->code_head).append(subject.place->division);
    subject.uscc = completed_code(subject.uscc.append(body_of(number)));
    subject.name.reserve(64);
    subject.name.append(subject.place->in_names);
    append_brand(subject.name, number / trades);
    subject.name.append(sample_trades[static_cast<std::size_t>(number % trades)]);
    subject.name.append(subject.form->of_name);
    subject.registered_on =
        first_registration.plus_days(static_cast<int>(dice.below(registration_days)));
    return subject;
}

}  // namespace xinheng::collection
