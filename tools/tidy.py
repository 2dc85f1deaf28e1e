#!/usr/bin/env python3
"""tidy.py [FOLDER]: the rules of the house that neither the compiler nor clang-format can see.

Prints path:line: what is wrong, and ends with 1 if anything is.
tidy_test.py shows each rule failing.
"""
import csv
import os
import re
import sys
import unicodedata
from pathlib import Path

FUNCTION_LINES = 50
FILE_LINES = 400
COLUMNS = 100

CPP = (".cpp", ".h")
SOURCE = CPP + (".py", ".cmake", ".sql")
FOLDERS = ("src", "tests", "tools", "bench", "cmake", "policy", ".ci", ".githooks")

# In pieces, so that this file may be held to its own rule.
UNFINISHED = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|X{3}|for" r" now)\b")
SQL = re.compile(r"\b(?:SELECT|INSERT (?:INTO|OR)|UPDATE|DELETE FROM|CREATE (?:TABLE|INDEX))\b")
PROTOCOL = re.compile(r"\bargv\b|\bCLI::|\bhttp::|<(?:CLI/|httplib)")
REASON = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+")
# Where a dotted word is a reason, and not a file name or the kind of an event.
GIVES_REASON = re.compile(r"\bError\b|[Rr]eason|[Ff]inding|\bproblem|\brefus")
# What comes before a reason, and then before the detail that goes with it.
DETAIL = re.compile(r"(?:\brefusal\(|\bErrorKind::\w+,)\s*,\s*$")
FILE_NAME = re.compile(r".*\.(?:csv|json|sql|txt|md|db|key|log|pub|sqlite|h|cpp)")

TOKEN = re.compile(
    r'(?P<comment>//[^\n]*|/\*.*?\*/)'
    r'|(?P<raw>R"(?P<end>[^(\s]{0,16})\((?P<raw_text>.*?)\)(?P=end)")'
    r'|"(?P<text>(?:[^"\\\n]|\\.)*)"'
    r"|(?<![0-9a-fA-F])'(?:[^'\\\n]|\\.)+'",
    re.DOTALL,
)
MODULE = re.compile(r"credit_module\(([^)]*)\)")
PREPROCESSOR = re.compile(r"(?m)^ *#(?:[^\n]*\\\n)*[^\n]*")
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"')
NOT_A_FUNCTION = re.compile(r"(?:\b(?:namespace|struct|class|enum|union|extern)\b[^()]*|[=,{(])$")


class Source:
    """One file, and for C++ its code without comments and text, and its text literals."""

    def __init__(self, root, path):
        self.name = path.relative_to(root).as_posix()
        self.text = path.read_text(encoding="utf-8", errors="replace")
        self.lines = self.text.splitlines()
        self.literals = []  # (offset, text)
        self.code = self._code() if self.is_cpp() else ""

    def is_cpp(self):
        return self.name.endswith(CPP)

    def is_source(self):
        base = os.path.basename(self.name)
        is_script = "." not in base and self.text.startswith("#!")
        return base.endswith(SOURCE) or base == "CMakeLists.txt" or is_script

    def is_test(self):
        return self.name.endswith("_test.cpp")

    def line_of(self, offset):
        return self.text.count("\n", 0, offset) + 1

    def _code(self):
        def noted(match):
            text = match["raw_text"] if match["raw"] else match["text"]
            if text is not None:
                self.literals.append((match.start(), text))
            return _blank(match)

        return TOKEN.sub(noted, self.text)


def _blank(match):
    """Spaces for all but the ends of lines, so that every offset and line stays what it was."""
    return re.sub(r"[^\n]", " ", match[0])


class House:
    def __init__(self, root):
        self.root = Path(root)
        self.sources = [Source(self.root, path) for path in self._files()]
        self.modules = {}  # "src/credit/record" → (name, its PUBLIC uses, all its uses)
        for source in self.sources:
            found = MODULE.search(source.text) if source.name.endswith("/CMakeLists.txt") else None
            if found and source.name.startswith("src/"):
                name, *words = found[1].split()
                public, private = _split_uses(words)
                self.modules[os.path.dirname(source.name)] = (name, public, public | private)

    def _files(self):
        for top in FOLDERS:
            for folder, folders, names in os.walk(self.root / top):
                folders[:] = sorted(set(folders) - {"__pycache__", "data", "vectors", "corpus"})
                yield from (Path(folder) / name for name in sorted(names))

    def module_of(self, path):
        """The folder of the module that a path belongs to, or None."""
        parts = path.split("/")
        folders = ("/".join(parts[:count]) for count in range(len(parts) - 1, 0, -1))
        return next((folder for folder in folders if folder in self.modules), None)


def _split_uses(words):
    uses = {"PUBLIC": set(), "PRIVATE": set()}
    kind = "PUBLIC"
    for word in words:
        if word in uses:
            kind = word
        else:
            uses[kind].add(word)
    return uses["PUBLIC"], uses["PRIVATE"]


def white_space(house):
    for source in filter(Source.is_source, house.sources):
        for number, line in enumerate(source.lines, 1):
            if "\t" in line:
                yield source, number, "a tab"
            if line != line.rstrip():
                yield source, number, "space at the end of the line"
        if source.text and not source.text.endswith("\n"):
            yield source, len(source.lines), "no newline at the end of the file"


def columns(house):
    for source in filter(Source.is_source, house.sources):
        for number, line in enumerate(source.lines, 1):
            width = sum(map(_width, line))
            if width > COLUMNS:
                yield source, number, f"{width} columns, of which {COLUMNS} may be used"


def _width(character):
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def file_length(house):
    for source in filter(Source.is_source, house.sources):
        if len(source.lines) > FILE_LINES:
            length = f"{len(source.lines)} lines, of which a file may have {FILE_LINES}"
            yield source, FILE_LINES, length


def function_length(house):
    for source in filter(Source.is_cpp, house.sources):
        code = PREPROCESSOR.sub(_blank, source.code)
        open_braces = []  # (offset, is this the body of a function?)
        head_from = 0
        for mark in re.finditer(r"[{};]", code):
            if mark[0] == "{":
                head = code[head_from:mark.start()].rstrip()
                inside = any(is_body for _, is_body in open_braces)
                is_body = not inside and ")" in head and not NOT_A_FUNCTION.search(head)
                open_braces.append((mark.start(), is_body))
            elif mark[0] == "}" and open_braces:
                begin, is_body = open_braces.pop()
                length = source.line_of(mark.start()) - source.line_of(begin) - 1
                if is_body and length > FUNCTION_LINES:
                    too_long = f"a function of {length} lines, of which {FUNCTION_LINES} fit"
                    yield source, source.line_of(begin), too_long
            head_from = mark.end()


def includes(house):
    for source in filter(Source.is_cpp, house.sources):
        if not source.name.startswith("src/"):
            continue
        for number, line in enumerate(source.lines, 1):
            found = INCLUDE.match(line)
            problem = found and _wrong_with_include(house, source, found[1])
            if problem:
                yield source, number, f"{found[1]}: {problem}"


def _wrong_with_include(house, source, included):
    own = house.module_of(source.name)
    theirs = house.module_of("src/" + included)
    if included.startswith("embedded/"):
        return None
    if included.startswith("app/") and not source.name.startswith("src/app/"):
        return "only app/ may know the doors"
    if theirs is None:
        return "not a path below src/ to a header of a module"
    if theirs == own:
        return None
    name = house.modules[theirs][0]
    if included.endswith("_store.h") or "/" in included[len(theirs) - len("src/") + 1:]:
        return f"private to {name}"
    if own is None:  # src/app/main.cpp belongs to no module, and opens them all.
        return None
    own_name, public, declared = house.modules[own]
    if name not in declared:
        return f"{own_name} does not declare that it uses {name}"
    if name not in public and source.name.endswith(".h") and not source.name.endswith("_store.h"):
        return f"a header names it, so {own_name} must declare {name} as PUBLIC"
    return None


def headers(house):
    for source in house.sources:
        if source.name.startswith("src/") and source.name.endswith(".h"):
            if not source.text.startswith("//") and not source.name.endswith("_store.h"):
                yield source, 1, "a header opens with a comment: what the thing is"
            if "#pragma once" not in source.lines:
                yield source, 1, "no #pragma once"


def sql(house):
    for source in house.sources:
        is_store = source.name.endswith("_store.cpp") or source.name.startswith("src/base/sql")
        if not source.name.startswith("src/") or is_store or source.is_test():
            continue
        for offset, text in source.literals:
            if SQL.search(text):
                yield source, source.line_of(offset), "SQL belongs into a _store.cpp or schema.sql"


def protocol(house):
    for source in house.sources:
        if source.name.startswith("src/credit/") and source.is_cpp():
            for number, line in enumerate(source.code.splitlines(), 1):
                if PROTOCOL.search(line):
                    yield source, number, "a room knows neither HTTP nor argv: that is for app/"


def reasons(house):
    known_in = house.root / "src/app/reasons.csv"
    if not known_in.exists():
        return
    with open(known_in, encoding="utf-8-sig", newline="") as file:
        known = {row[0] for row in csv.reader(file) if row}
    for source in house.sources:
        if not source.name.startswith("src/") or source.is_test():
            continue
        for offset, text in source.literals:
            if text in known or not REASON.fullmatch(text) or FILE_NAME.fullmatch(text):
                continue
            begin = max(source.code.rfind(mark, 0, offset) for mark in ";}")
            end = source.code.find(";", offset)
            is_detail = DETAIL.search(source.code, begin + 1, offset)
            if GIVES_REASON.search(source.code[begin + 1:end]) and not is_detail:
                yield source, source.line_of(offset), f'"{text}" is not in src/app/reasons.csv'


def policy(house):
    for source in house.sources:
        if not (source.name.startswith("policy/") and source.name.endswith(".csv")):
            continue
        rows = csv.DictReader(source.text.lstrip("\ufeff").splitlines(keepends=True))
        for row in rows:
            if not (row.get("basis") or "").strip():
                yield source, rows.line_num, "a row without a basis"
            if row.get("verified") not in ("yes", "no"):
                yield source, rows.line_num, "verified is neither yes nor no"


def unfinished(house):
    for source in filter(Source.is_source, house.sources):
        for number, line in enumerate(source.lines, 1):
            found = UNFINISHED.search(line)
            if found:
                yield source, number, f'"{found[0]}": finish it, or take it out'


RULES = [white_space, columns, file_length, function_length, includes, headers, sql, protocol,
         reasons, policy, unfinished]


def findings(root):
    house = House(root)
    return [f"{source.name}:{line}: {what}" for rule in RULES for source, line, what in rule(house)]


def main():
    root = sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent
    found = findings(root)
    print("\n".join(found) if found else "tidy: nothing to say")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
