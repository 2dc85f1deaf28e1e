#include "credit/subject/subject.h"

#include "base/json.h"
#include "credit/subject/name.h"
#include "credit/subject/subject_store.h"

#include <algorithm>

namespace xinheng::subject {

namespace {

struct Learned {
    std::vector<Identifier> identifiers;
    std::string_view name;  // Empty where the name is known.
};

std::string written(const Learned& learned)
{
    if (learned.identifiers.empty() && learned.name.empty()) return {};

    std::string text = "{";
    if (!learned.identifiers.empty()) {
        text += "\"codes\":[";
        for (const auto& identifier : learned.identifiers) {
            if (text.back() != '[') text += ',';
            text += '[';
            json::append_text(text, text_of(identifier.scheme));
            text += ',';
            json::append_text(text, identifier.value);
            text += ']';
        }
        text += ']';
    }
    if (!learned.name.empty()) {
        if (text.size() > 1) text += ',';
        text += "\"name\":";
        json::append_text(text, learned.name);
    }
    return text + "}";
}

std::string name_place(SubjectId subject, std::string_view name)
{
    std::string place = std::to_string(subject);
    place += ' ';
    place += name;
    return place;
}

ledger::Draft registration_draft(const Registration& registration, const Resolution& resolution)
{
    std::string body = "{\"kind\":";
    json::append_text(body, registration.kind);
    body += ",\"learned\":" + resolution.learned + ",\"registered_on\":";
    json::append_text(body, registration.registered_on);

    ledger::Draft draft;
    draft.subject = resolution.subject;
    draft.kind = "subject.registered";
    draft.bodies[0] = body + "}";
    return draft;
}

Error unknown(SubjectId id)
{
    return {ErrorKind::not_found, "subject.unknown", std::to_string(id)};
}

Result<Subject> living(sql::Transaction& transaction, SubjectId id)
{
    auto found = find(transaction, id);
    if (!found) return unknown(id);
    if (found->merged_into) return Error{ErrorKind::conflict, "subject.merged", found->name};

    return std::move(*found);
}

void append(ledger::Writing& writing, const access::Act& act, SubjectId subject,
            std::string_view kind, json::Object body)
{
    ledger::Draft draft;
    draft.subject = subject;
    draft.kind = kind;
    draft.bodies[0] = json::canonical(std::move(body));
    writing.append(access::text_of(act), std::move(draft));
}

}  // namespace

std::vector<Candidate> NameIndex::named(sql::Transaction& transaction, std::string_view name)
{
    constexpr std::size_t most = 10;
    catch_up(transaction);
    const std::string wanted = normalised_name(name);
    const std::uint64_t key = std::hash<std::string>{}(wanted);
    std::vector<Candidate> candidates;
    auto place = std::ranges::lower_bound(places_, Place{key, 0});
    for (; place != places_.end() && place->key == key && candidates.size() < most; ++place) {
        const auto subject = find(transaction, place->subject);
        const bool bears_it =
            subject && std::ranges::any_of(subject->names, [&](const Named& named) {
                return normalised_name(named.name) == wanted;
            });
        const bool is_told = !candidates.empty() && candidates.back().id == place->subject;
        if (!bears_it || is_told || subject->identifiers.empty()) continue;
        candidates.push_back(
            {subject->id, subject->name, subject->identifiers.front().identifier.value});
    }
    return candidates;
}

void NameIndex::catch_up(sql::Transaction& transaction)
{
    const std::size_t before = places_.size();
    names_since(transaction, seen_, [&](const Named& named, SubjectId subject) {
        places_.push_back({std::hash<std::string>{}(normalised_name(named.name)), subject});
        seen_ = named.since;
    });
    const auto middle = places_.begin() + static_cast<std::ptrdiff_t>(before);
    std::sort(middle, places_.end());
    std::inplace_merge(places_.begin(), middle, places_.end());
}

void Resolver::look_up(std::span<const Party* const> parties)
{
    std::vector<std::string_view> wanted;
    for (const auto* party : parties)
        for (const auto& identifier : party->identifiers)
            if (!by_code_.contains(identifier.value)) wanted.push_back(identifier.value);
    std::sort(wanted.begin(), wanted.end());
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());

    find_codes(transaction_, wanted,
               [&](std::string_view code, SubjectId id, std::string_view name) {
                   by_code_.emplace(std::string(code), Known{id, std::string(name)});
               });
}

bool Resolver::knows_name(SubjectId subject, std::string_view name)
{
    const std::string key = name_place(subject, name);
    const auto found = names_.find(key);
    if (found != names_.end()) return found->second;

    return names_[key] = bears_name(transaction_, subject, name);
}

const Resolver::Known* Resolver::known(const Party& party) const
{
    for (const auto& identifier : party.identifiers) {
        const auto found = by_code_.find(identifier.value);
        if (found != by_code_.end()) return &found->second;
    }
    return nullptr;
}

std::optional<SubjectId> Resolver::known_subject(const Party& party) const
{
    const Known* const who = known(party);
    return who ? std::optional(who->subject) : std::nullopt;
}

Resolution Resolver::resolve(const Party& party)
{
    Resolution resolution;
    Learned learned;
    const Known* const who = known(party);
    for (const auto& identifier : party.identifiers) {
        const auto found = by_code_.find(identifier.value);
        if (found == by_code_.end()) learned.identifiers.push_back(identifier);
        else if (found->second.subject != who->subject)
            resolution.warnings.push_back("subject.identifiers_disagree");
    }

    if (!who) {
        learned.name = party.name;
    } else {
        resolution.subject = who->subject;
        const bool is_new_name =
            !party.name.empty() && party.name != who->name && !knows_name(who->subject, party.name);
        if (is_new_name) learned.name = party.name;
        if (is_new_name && normalised_name(party.name) != normalised_name(who->name))
            resolution.warnings.push_back("subject.name_differs");
    }
    resolution.learned = written(learned);
    return resolution;
}

void Resolver::remember(const Party& party, SubjectId subject)
{
    const Known* const who = known(party);
    const std::string name = who ? who->name : party.name;
    for (const auto& identifier : party.identifiers)
        by_code_.try_emplace(identifier.value, Known{subject, name});
    names_[name_place(subject, party.name)] = true;
}

std::vector<Registered> register_all(ledger::Writing& writing, const access::Act& act,
                                     const std::vector<Registration>& batch)
{
    std::vector<const Party*> parties;
    for (const auto& registration : batch) parties.push_back(&registration.party);
    Resolver resolver(writing.sql());
    resolver.look_up(parties);

    std::vector<ledger::Draft> drafts;
    std::vector<Registered> answers;
    for (const auto& registration : batch) {
        const auto resolution = resolver.resolve(registration.party);
        if (resolution.learned.empty()) {
            answers.push_back(Registered::unchanged);
            continue;
        }
        const auto next = writing.next_leaf_index() + static_cast<ledger::LeafIndex>(drafts.size());
        const bool is_new = resolution.subject == ledger::new_subject;
        const bool renamed = std::ranges::count(resolution.warnings, "subject.name_differs") > 0;
        answers.push_back(is_new    ? Registered::added
                          : renamed ? Registered::renamed
                                    : Registered::learned);
        resolver.remember(registration.party, is_new ? next : resolution.subject);
        drafts.push_back(registration_draft(registration, resolution));
    }
    writing.append_all(access::text_of(act), drafts);
    return answers;
}

Outcome rename(ledger::Writing& writing, const access::Act& act, SubjectId id, std::string name)
{
    const auto found = TRY(living(writing.sql(), id));
    if (found.name == name) return Error{ErrorKind::conflict, "subject.same", name};

    append(writing, act, id, "subject.renamed",
           {{"from", found.name}, {"learned", json::Object{{"name", name}}}});
    return Done{};
}

Outcome correct_code(ledger::Writing& writing, const access::Act& act, const CodeCorrection& wanted)
{
    const auto id = find_by_code(writing.sql(), wanted.from.value);
    if (!id) return Error{ErrorKind::not_found, "subject.unknown", wanted.from.value};
    if (find_by_code(writing.sql(), wanted.to.value))
        return Error{ErrorKind::conflict, "subject.code_taken", wanted.to.value};
    TRY(living(writing.sql(), *id));

    json::Array code{text_of(wanted.to.scheme), wanted.to.value};
    append(writing, act, *id, "subject.code_corrected",
           {{"ended", wanted.from.value},
            {"learned", json::Object{{"codes", json::Array{std::move(code)}}}}});
    return Done{};
}

Outcome merge(ledger::Writing& writing, const access::Act& act, const Merger& merger)
{
    if (merger.gone == merger.into)
        return Error{ErrorKind::conflict, "subject.same", std::to_string(merger.into)};
    TRY(living(writing.sql(), merger.gone));
    TRY(living(writing.sql(), merger.into));

    append(writing, act, merger.gone, "subject.merged", {{"into", merger.into}});
    return Done{};
}

void Projection::learn(const ledger::LoggedEvent& event, json::View learned)
{
    const std::string_view name = learned["name"].text();
    if (event.subject == event.leaf_index) subjects_.number(event.subject).text(name);
    if (!name.empty()) names_.number(event.leaf_index).number(event.subject).text(name);

    learned["codes"].each_item([&](json::View code) {
        std::array<std::string_view, 2> parts;
        std::size_t count = 0;
        code.each_item([&](json::View part) {
            if (count < parts.size()) parts[count++] = part.text();
        });
        identifiers_.text(parts[1]).text(parts[0]).number(event.subject).number(event.leaf_index);
    });
}

void Projection::see(const ledger::LoggedEvent& event, json::View open)
{
    const json::View body = open["body"];
    if (const json::View learned = body["learned"]) learn(event, learned);
    if (!event.kind.starts_with("subject.")) return;

    if (event.kind == "subject.renamed")
        changes_.push_back(
            {Change::Kind::rename, event.subject, std::string(body["learned"]["name"].text())});
    else if (event.kind == "subject.code_corrected")
        changes_.push_back(
            {Change::Kind::end_code, event.subject, std::string(body["ended"].text()),
             Instant::parse(open["act"]["at"].text()).value().date().days_since_1970()});
    else if (event.kind == "subject.merged")
        changes_.push_back(
            {Change::Kind::merge, event.subject, {}, body["into"].number().value_or(0)});
}

void Projection::write(sql::Transaction& transaction)
{
    subjects_.write(transaction.connection());
    identifiers_.write(transaction.connection());
    names_.write(transaction.connection());
    for (const auto& change : changes_) {
        switch (change.kind) {
        case Change::Kind::rename: store_name(transaction, change.subject, change.text); break;
        case Change::Kind::merge: store_merger(transaction, change.subject, change.number); break;
        case Change::Kind::end_code:
            store_end_of_code(transaction, {change.subject, change.text, change.number});
            break;
        }
    }
    changes_.clear();
}

}  // namespace xinheng::subject
