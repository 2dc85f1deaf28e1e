// The elements of a part of a workbook, one after another, in memory that does not grow with it.
// Names come without their prefix. Private to the readers of base/spreadsheet/.
#pragma once

#include "base/spreadsheet/zip.h"

#include <functional>
#include <string_view>

namespace xinheng::spreadsheet {

// The attributes of an element: name, value, name, value, a null pointer.
class Attributes {
public:
    explicit Attributes(const char** pairs) : pairs_(pairs) {}
    std::string_view operator[](std::string_view name) const;  // "" where there is none.

private:
    const char** pairs_;
};

struct XmlHandlers {
    std::function<void(std::string_view name, const Attributes& attributes)> begin;
    std::function<void(std::string_view name)> end;
    std::function<void(std::string_view text)> text;  // In pieces.
};

class Xml {
public:
    Xml(ZipPart part, XmlHandlers handlers);
    Xml(Xml&&) noexcept;
    Xml& operator=(Xml&&) noexcept;
    ~Xml();

    // Tells the handlers of what comes until one of them calls pause(). False where nothing is
    // left, or reading had to stop: problem() tells which.
    bool run();
    void pause();
    void stop(std::string_view problem);
    std::string_view problem() const;

    const ZipPart& part() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

// All of a part. Refuses with the part's problem, or "sheet.broken".
Outcome read_xml(ZipPart part, XmlHandlers handlers);

}  // namespace xinheng::spreadsheet
