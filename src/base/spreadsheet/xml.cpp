#include "base/spreadsheet/xml.h"

#include <expat.h>

namespace xinheng::spreadsheet {
namespace {

constexpr int block_bytes = 64 << 10;
// The parser keeps an element's start until it is whole: none of a workbook is this long.
constexpr std::int64_t longest_token_bytes = 1 << 20;

std::string_view without_prefix(const char* name)
{
    const std::string_view whole(name);
    const std::size_t colon = whole.find(':');
    return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

struct FreeParser {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

}  // namespace

struct Xml::State {
    State(ZipPart from, XmlHandlers given)
        : part(std::move(from)), handlers(std::move(given)), parser(XML_ParserCreate(nullptr))
    {
        if (!parser) throw Failure("expat cannot start");
        XML_SetUserData(parser.get(), this);
        XML_SetElementHandler(parser.get(), on_begin, on_end);
        if (handlers.text) XML_SetCharacterDataHandler(parser.get(), on_text);
        XML_SetStartDoctypeDeclHandler(parser.get(), on_doctype);
    }

    static State& self(void* data) { return *static_cast<State*>(data); }
    static void on_begin(void* data, const XML_Char* name, const XML_Char** attributes)
    {
        if (self(data).handlers.begin)
            self(data).handlers.begin(without_prefix(name), Attributes(attributes));
    }
    static void on_end(void* data, const XML_Char* name)
    {
        if (self(data).handlers.end) self(data).handlers.end(without_prefix(name));
    }
    static void on_text(void* data, const XML_Char* text, int length)
    {
        self(data).handlers.text({text, static_cast<std::size_t>(length)});
    }
    // No workbook declares entities; who does means to swell.
    static void on_doctype(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int)
    {
        self(data).stop("sheet.broken");
    }

    void stop(std::string_view why)
    {
        if (problem.empty()) problem = why;
        XML_StopParser(parser.get(), XML_FALSE);
    }

    XML_Status feed()
    {
        void* const room = XML_GetBuffer(parser.get(), block_bytes);
        if (room == nullptr) throw Failure("no memory for a sheet");
        const std::size_t got = part.read(static_cast<char*>(room), block_bytes);
        if (got == 0 && !part.problem().empty()) {
            problem = part.problem();
            return XML_STATUS_ERROR;
        }
        fed += static_cast<std::int64_t>(got);
        is_last = got == 0;
        return XML_ParseBuffer(parser.get(), static_cast<int>(got), is_last ? 1 : 0);
    }

    ZipPart part;
    XmlHandlers handlers;
    std::unique_ptr<std::remove_pointer_t<XML_Parser>, FreeParser> parser;
    std::string_view problem;
    std::int64_t fed = 0;
    bool is_last = false;
    bool is_paused = false;
    bool is_over = false;
};

std::string_view Attributes::operator[](std::string_view name) const
{
    for (const char** pair = pairs_; *pair != nullptr; pair += 2)
        if (without_prefix(pair[0]) == name) return pair[1];
    return {};
}

Xml::Xml(ZipPart part, XmlHandlers handlers)
    : state_(std::make_unique<State>(std::move(part), std::move(handlers)))
{}
Xml::Xml(Xml&&) noexcept = default;
Xml& Xml::operator=(Xml&&) noexcept = default;
Xml::~Xml() = default;

bool Xml::run()
{
    State& state = *state_;
    while (!state.is_over) {
        const bool resumes = state.is_paused;
        state.is_paused = false;
        const XML_Status status = resumes ? XML_ResumeParser(state.parser.get()) : state.feed();
        if (status == XML_STATUS_SUSPENDED) {
            state.is_paused = true;
            return true;
        }
        const std::int64_t waiting = state.fed - XML_GetCurrentByteIndex(state.parser.get());
        const bool is_stuck = status == XML_STATUS_OK && waiting > longest_token_bytes;
        if (status == XML_STATUS_ERROR || is_stuck) {
            if (state.problem.empty()) state.problem = "sheet.broken";
            state.is_over = true;
        }
        if (state.is_last) state.is_over = true;
    }
    return false;
}

void Xml::pause()
{
    XML_StopParser(state_->parser.get(), XML_TRUE);
}

void Xml::stop(std::string_view problem)
{
    state_->stop(problem);
}

std::string_view Xml::problem() const
{
    return state_->problem;
}

const ZipPart& Xml::part() const
{
    return state_->part;
}

Outcome read_xml(ZipPart part, XmlHandlers handlers)
{
    Xml xml(std::move(part), std::move(handlers));
    while (xml.run()) continue;
    if (!xml.problem().empty()) return Error{ErrorKind::invalid_input, xml.problem(), ""};
    return Done{};
}

}  // namespace xinheng::spreadsheet
