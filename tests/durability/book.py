"""A book on trial: the built program, driven from outside as an operator drives it."""
import base64
import csv
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import tempfile
import threading
from collections import defaultdict
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
CLASS = "administrative_penalty"
PROVIDER = "11110000MB0000001A"
TIMEOUT_SECONDS = 300
SKIPPED = 77  # As CTest is told.


class Broken(Exception):
    """The program did what it must not do."""


def expect(holds, what):
    if not holds:
        raise Broken(what)


class Program:
    """How the program is called; answers are subprocess.CompletedProcess."""

    def __init__(self, path):
        self.path = str(Path(path).resolve())

    def start(self, *arguments, failpoint="", files=None, **options):
        environment = dict(os.environ, XINHENG_POLICY=str(SOURCE / "policy"))
        environment.pop("XINHENG_FAILPOINT", None)
        if failpoint:
            environment["XINHENG_FAILPOINT"] = failpoint
        if files:
            environment["XINHENG_BOOK_FILES"] = str(files)
        environment.update(options.pop("env", {}))
        return subprocess.Popen([self.path, *map(str, arguments)], env=environment,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)

    def run(self, *arguments, **options):
        return finished(self.start(*arguments, **options))


def finished(process):
    """Waits for the end. What the program says is text, whatever it says."""
    try:
        out, err = process.communicate(timeout=TIMEOUT_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise Broken(f"hangs: {' '.join(map(str, process.args[1:]))}") from None
    return subprocess.CompletedProcess(process.args, process.returncode,
                                       out.decode("utf-8", "replace"),
                                       err.decode("utf-8", "replace"))


def is_skipped(store):
    if store == "sqlite" or "XINHENG_TEST_POSTGRES" in os.environ:
        return False
    print("skipped: XINHENG_TEST_POSTGRES names no PostgreSQL")
    return True


class Postgres:
    """Databases for one trial each, in the server that the test was given."""

    def __init__(self):
        self.url = os.environ["XINHENG_TEST_POSTGRES"]
        self.names = []

    def make(self, name, template="template0"):
        name = f"durability_{os.getpid()}_{len(self.names)}_{name}"
        self._tell(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        self.names.append(name)
        before, _, after = self.url.partition("/postgres?")
        return f"{before}/{name}?{after}", name

    def replace(self, name, template):
        """Puts a copy in the place of a database."""
        self._tell(f'DROP DATABASE "{name}" WITH (FORCE)')
        self._tell(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')

    def drop_all(self):
        for name in self.names:
            self._tell(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _tell(self, statement):
        subprocess.run(["psql", "-q", "-d", self.url, "-v", "ON_ERROR_STOP=1", "-c", statement],
                       check=True)


class Book:
    """One book and what it has acknowledged."""

    def __init__(self, program, folder, name, postgres=None):
        self.program = program
        self.postgres = postgres
        self.folder = Path(folder) / name
        self.folder.mkdir()
        if postgres:
            self.where, self.database = postgres.make(name)
            self.ledger = self.folder / (self.database + ".ledger")
        else:
            self.where = str(self.folder / "book")
            self.ledger = self.folder / "book.ledger"
        self.files = self.folder  # Where its exported log and its keys lie.
        self.heads = {}     # Published size → root.
        self.looking = threading.Lock()
        self.receipts = {}  # Submission → the counts that were told.

    def start(self, *arguments, **options):
        return self.program.start("--book", self.where, *arguments, files=self.files, **options)

    def run(self, *arguments, **options):
        return finished(self.start(*arguments, **options))

    def begin(self):
        answer = self.run("init")
        expect(answer.returncode == 0, f"init failed: {answer.stderr}")
        self.see_checkpoint()

    def start_import(self, file, provider=PROVIDER, **options):
        return self.start("--json", "import", file, "--class", CLASS, "--provider", provider,
                          **options)

    def import_whole(self, file, provider=PROVIDER, **options):
        return self.take_receipt(finished(self.start_import(file, provider, **options)))

    def take_receipt(self, answer):
        expect(answer.returncode in (0, 1), f"import ended with {answer.returncode}: "
               f"{answer.stderr}")
        told = json.loads(answer.stdout)
        expect("submission" in told, f"import was refused: {answer.stdout}")
        expect(told["read"] == told["accepted"] + told["refused"] + told["unchanged"],
               f"rows unaccounted for: {told}")
        counts = ("read", "accepted", "warned", "unchanged", "refused")
        self.receipts[told["submission"]] = [told[count] for count in counts]
        self.see_checkpoint()
        return told

    def see_checkpoint(self):
        """Remembers what the world may have seen; a checkpoint may never shrink or change."""
        with self.looking:
            self._see_checkpoint(self.ledger / "checkpoint")

    def _see_checkpoint(self, path):
        if not path.exists():
            expect(not self.heads, "a published checkpoint is gone")
            return
        _, size, root = path.read_text(encoding="utf-8").split("\n")[:3]
        size, root = int(size), base64.b64decode(root)
        expect(size >= max(self.heads, default=0), "the published checkpoint went back")
        expect(self.heads.setdefault(size, root) == root, f"two checkpoints of size {size}")

    def verify(self):
        answer = self.run("ledger", "verify")
        expect(answer.returncode == 0 and answer.stdout.startswith("sound"),
               f"ledger verify: {answer.stdout}{answer.stderr}")

    def check_whole(self):
        """Sound, published without gap, and every promise kept. Answers the facts it holds."""
        self.verify()
        answer = self.run("ledger", "publish")
        expect(answer.returncode == 0, f"publish: {answer.stderr}")
        self.see_checkpoint()
        check_heads(self.ledger, self.heads)
        tables = self.tables()
        held = {int(row.pop("submission_id")): [int(cell) for cell in row.values()]
                for row in rows_of(tables, "collection_receipt")}
        for submission, counts in self.receipts.items():
            expect(held.get(submission) == counts, f"receipt {submission} is lost or changed: "
                   f"told {counts}, held {held.get(submission)}")
        return facts_in(tables)

    def tables(self):
        answer = self.run("dump")
        expect(answer.returncode == 0, f"dump: {answer.stderr}")
        tables, rows = {}, []
        for line in answer.stdout.splitlines():
            if "\t" in line:
                rows.append(line.split("\t"))
            else:
                rows = tables.setdefault(line, [])
        return tables


def columns_by_table():
    """The dump gives the columns in the order of the schema."""
    columns = {}
    for schema in SOURCE.glob("src/credit/*/schema.sql"):
        for table, body in re.findall(r"CREATE TABLE (\w+) \((.*?)\n\)",
                                      schema.read_text(encoding="utf-8"), re.DOTALL):
            columns[table] = re.findall(r"^    ([a-z]\w*)", body, re.MULTILINE)
    return columns


COLUMNS = columns_by_table()


def rows_of(tables, name):
    return [dict(zip(COLUMNS[name], row, strict=True)) for row in tables[name]]


def facts_in(tables):
    """What a book holds, free of the numbers that depend on how often it was interrupted."""
    codes = defaultdict(list)
    for row in rows_of(tables, "subject_identifier"):
        codes[row["subject_id"]].append((row["scheme"], row["value"], row["until_day"]))
    records = {}
    for row in rows_of(tables, "record"):
        same_everywhere = ("key_digest", "decided", "standing", "versions")
        records[row["record_id"]] = (tuple(sorted(codes[row["subject_id"]])),
                                     *(row[column] for column in same_everywhere))
    proposals = [(records.get(row["target"], ""), row["kind"], row["state"])
                 for row in rows_of(tables, "access_proposal")]
    organisations = [(row["code"], row["name"], row["parent"])
                     for row in rows_of(tables, "access_organisation")]
    return {"records": sorted(records.values()), "proposals": sorted(proposals, key=str),
            "organisations": sorted(organisations), "subjects": len(tables["subject"])}


def compare(held, wanted, when):
    """Answers nothing where both are equal; names what is lost or there twice."""
    for kind, rows in wanted.items():
        if held[kind] == rows:
            continue
        if kind == "subjects":
            raise Broken(f"{when}: {held[kind]} subjects instead of {rows}")
        lost = [row for row in rows if row not in held[kind]]
        surplus = [row for row in held[kind] if held[kind].count(row) > rows.count(row)]
        raise Broken(f"{when}: {kind}: {len(lost)} lost {lost[:2]}, "
                     f"{len(surplus)} doubled {surplus[:2]}")


def check_heads(ledger, heads):
    """Recomputes the root of RFC 6962 at each size that was published, from the exported
    entries, without any of the program's own code."""
    stack, size = [], 0  # Roots of whole subtrees, the widest first: (width, hash).
    wanted = dict(heads)
    for entry in exported_entries(ledger, max(heads)):
        stack.append((1, hashlib.sha256(b"\0" + entry).digest()))
        while len(stack) > 1 and stack[-1][0] == stack[-2][0]:
            width, right = stack.pop()
            _, left = stack.pop()
            stack.append((2 * width, hashlib.sha256(b"\1" + left + right).digest()))
        size += 1
        if size in wanted:
            root = stack[-1][1]
            for _, left in reversed(stack[:-1]):
                root = hashlib.sha256(b"\1" + left + root).digest()
            expect(root == wanted.pop(size), f"forked: the log at {size} is not what was published")
    expect(not wanted, f"the exported log lacks entries of the sizes {sorted(wanted)}")


def exported_entries(ledger, size):
    for tile in range((size + 255) // 256):
        width = min(256, size - 256 * tile)
        number = f"{tile % 1000:03}"
        rest = tile // 1000
        while rest:
            number = f"x{rest % 1000:03}/{number}"
            rest //= 1000
        path = ledger / "tile/entries" / number
        if width < 256 and not path.exists():
            path = path.with_name(path.name + ".p") / str(width)
        expect(path.exists(), f"the exported log lacks {path}")
        bundle = path.read_bytes()
        for _ in range(width):
            length = int.from_bytes(bundle[:2], "big")
            yield bundle[2:2 + length]
            bundle = bundle[2 + length:]


def make_samples(program, folder, count, rows, seed):
    """Files of invented penalties; every other one speaks of the firms of the one before, with
    some of its rows changed, so that corrections are proposed too."""
    files = []
    for number in range(count):
        file = Path(folder) / f"penalties_{number}.csv"
        answer = program.run("sample", "--subjects", rows // 4, "--records", rows, "--seed",
                             seed + number, "--records-out", file)
        expect(answer.returncode == 0, f"sample: {answer.stderr}")
        file.write_text(with_something_secret(file.read_text(encoding="utf-8")), encoding="utf-8")
        files.append(file)
        if number % 2:
            changed = Path(folder) / f"penalties_{number}_changed.csv"
            changed.write_text(with_changes(file.read_text(encoding="utf-8")), encoding="utf-8")
            files.append(changed)
    return files


def with_something_secret(text):
    """Every third row says by which document its representative is known, which is kept sealed."""
    rows = list(csv.reader(io.StringIO(text)))
    kind = rows[0].index("法定代表人证件类型")
    number = rows[0].index("法定代表人证件号码")
    for at, row in enumerate(rows[1:]):
        if at % 3 == 0 and len(row) > number:
            row[kind], row[number] = "护照", f"S{at:08}"
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def with_changes(text):
    lines = text.split("\n")
    return "\n".join(line.replace("罚款", "处以罚款", 1) if number % 20 == 7 else line
                     for number, line in enumerate(lines))


class Workshop:
    """A temporary folder, and the databases of a trial; both are gone afterwards."""

    def __init__(self, program, store="sqlite"):
        self.program = Program(program)
        self.postgres = Postgres() if store == "postgresql" else None

    def __enter__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="xinheng-durability."))
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.postgres:
            self.postgres.drop_all()

    def book(self, name):
        return Book(self.program, self.folder, name, self.postgres)


def run_cases(description, cases, options, store="sqlite"):
    """Tries each case in a workshop of its own, and says which held. Answers an exit code."""
    broken = 0
    for case in cases:
        with Workshop(options.program, store) as workshop:
            try:
                told = case(workshop) or "ok"
            except Broken as trouble:
                broken += 1
                told = f"BROKEN: {trouble}"
        print(f"{told}: {case.__doc__.splitlines()[0]}", flush=True)
    print(f"{description}: " + (f"{broken} of {len(cases)} broken" if broken else "all held"))
    return 1 if broken else 0
