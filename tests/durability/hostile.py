#!/usr/bin/env python3
"""hostile.py --program PATH [--any-memory]

Files that nobody means well with: each import ends by itself with 2, or with findings, in bounded
memory and time; never with a crash, a hang, or rows that are silently dropped.
"""
import argparse
import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from book import CLASS, PROVIDER, Broken, Program, expect

MEMORY_BYTES = 300 << 20
SECONDS = 60
ROWS = 50


class Bench:
    """A book and good rows to begin with; each hostile file is tried on it."""

    def __init__(self, options, folder):
        self.program = Program(options.program)
        self.any_memory = options.any_memory
        self.folder = Path(folder)
        self.book = self.folder / "book"
        good = self.folder / "good.csv"
        for arguments in (["--book", self.book, "init"],
                          ["sample", "--subjects", 20, "--records", ROWS, "--records-out", good]):
            answer = self.program.run(*arguments)
            expect(answer.returncode == 0, answer.stderr)
        self.good = good.read_bytes()
        self.headings, _, self.rows = self.good.partition(b"\n")
        self.headings += b"\n"

    def file(self, content, name="hostile.csv"):
        path = self.folder / name
        path.write_bytes(content)
        return path

    def run(self, arguments, **options):
        """Answers exit code, standard output, standard error; watches time and memory."""
        out, err = self.folder / "out", self.folder / "err"
        began = time.monotonic()
        with open(out, "wb") as to_out, open(err, "wb") as to_err:
            process = subprocess.Popen(
                [self.program.path, "--book", self.book, "--json", *arguments], stdout=to_out,
                stderr=to_err, env=dict(os.environ, XINHENG_POLICY=str(POLICY)), **options)
            timer = threading.Timer(SECONDS, process.kill)
            timer.start()
            _, status, usage = os.wait4(process.pid, 0)
            timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        expect(time.monotonic() - began < SECONDS, f"hangs for {SECONDS} s")
        memory = usage.ru_maxrss * 1024
        expect(self.any_memory or memory < MEMORY_BYTES, f"{memory >> 20} MB of memory")
        text = err.read_bytes().decode("utf-8", "replace")
        expect(process.returncode in (0, 1, 2), f"exit {process.returncode}: {text[-400:]}")
        expect("Sanitizer" not in text and "runtime error" not in text, text[:2000])
        return process.returncode, out.read_bytes().decode("utf-8"), text

    def import_file(self, path, provider=PROVIDER, more=(), **options):
        return self.run(["import", path, "--class", CLASS, "--provider", provider, *more],
                        **options)

    def expect_unusable(self, *arguments, **options):
        code, out, err = self.import_file(*arguments, **options)
        expect(code == 2, f"exit {code} instead of 2: {out[:300]}{err[:300]}")
        expect(err.strip(), "refused without a word")
        return err

    def expect_rows(self, path, rows, **options):
        """All rows are told of, whatever becomes of them. Answers the receipt."""
        code, out, err = self.import_file(path, **options)
        told = json.loads(out.splitlines()[0])
        expect("read" in told, f"exit {code}: {out[:300]}{err[:300]}")
        expect(told["read"] == rows, f"{told['read']} of {rows} rows read")
        expect(told["read"] == told["accepted"] + told["refused"] + told["unchanged"], str(told))
        expect(code == 2 or code == (1 if told["refused"] else 0), f"exit {code} for {told}")
        return told


POLICY = Path(__file__).resolve().parents[2] / "policy"


def empty_file(bench):
    bench.expect_unusable(bench.file(b""))


def blank_lines_only(bench):
    bench.expect_unusable(bench.file(b"\r\n" * 1000))


def byte_order_mark_only(bench):
    bench.expect_unusable(bench.file(b"\xef\xbb\xbf"))


def headings_only(bench):
    bench.expect_rows(bench.file(bench.headings), 0)


def headings_of_something_else(bench):
    bench.expect_unusable(bench.file(b"a,b,c\n1,2,3\n"))


def a_hundred_thousand_columns(bench):
    bench.expect_unusable(bench.file(b",".join(b"c%d" % n for n in range(100_000)) + b"\n"))


def a_row_of_a_hundred_thousand_columns(bench):
    told = bench.expect_rows(bench.file(bench.headings + b"x," * 100_000 + b"\n" + bench.rows),
                             ROWS + 1)
    expect(told["refused"] >= 1, "the row of 100,000 columns was not refused")


def one_endless_line(bench):
    bench.expect_unusable(bench.file(b"x" * (50 << 20)))


def an_endless_row(bench):
    told = bench.expect_rows(bench.file(bench.headings + b"x" * (50 << 20) + b"\n" + bench.rows),
                             ROWS + 1)
    expect(told["refused"] >= 1, "the row of 50 MB was not refused")


def a_quote_that_never_closes(bench):
    told = bench.expect_rows(bench.file(bench.headings + b'"x\n' + bench.rows * 40), 40 * ROWS + 1)
    expect(told["refused"] >= 1, "the row with the open quote was not refused")


def binary_garbage(bench):
    bench.expect_unusable(bench.file(random.Random(1).randbytes(1 << 20)))


def a_spreadsheet(bench):
    bench.expect_unusable(bench.file(b"PK\x03\x04" + random.Random(2).randbytes(100_000)))


def garbage_among_rows(bench):
    garbage = random.Random(3).randbytes(500).replace(b"\n", b"").replace(b"\r", b"")
    lines = garbage.replace(b'"', b"") + b"\n"
    bench.expect_rows(bench.file(bench.headings + lines + bench.rows), ROWS + 1)


def truncated_gzip(bench):
    packed = gzip.compress(bench.headings + bench.rows * 100)
    for length in (1, 2, 9, 12, len(packed) // 2, len(packed) - 1):
        bench.expect_unusable(bench.file(packed[:length], "cut.csv.gz"))


def damaged_gzip(bench):
    packed = bytearray(gzip.compress(bench.headings + bench.rows * 100))
    packed[len(packed) // 2] ^= 0x55
    bench.expect_unusable(bench.file(bytes(packed), "damaged.csv.gz"))


def gzip_bomb(bench):
    zeros = gzip.compress(b"\0" * (16 << 20)) * 128  # 2 GB in 2 MB.
    bench.expect_unusable(bench.file(zeros, "bomb.csv.gz"))
    row = gzip.compress(bench.headings) + gzip.compress(b"0" * (16 << 20)) * 64
    told = bench.expect_rows(bench.file(row, "bomb.csv.gz"), 1)
    expect(told["refused"] == 1, "a row of 1 GB was not refused")


def utf16(bench):
    text = bench.good.decode("utf-8-sig")
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        bench.expect_unusable(bench.file(text.encode(encoding)))


def nul_bytes(bench):
    told = bench.expect_rows(bench.file(bench.headings + b"a\0b,c\n" + bench.rows), ROWS + 1)
    expect(told["refused"] >= 1, "a row with a NUL byte was not refused")
    bench.expect_unusable(bench.file(b"\0" * 4096))


def mixed_encodings(bench):
    rows = bench.rows.splitlines(keepends=True)
    rows[1::2] = [row.decode("utf-8").encode("gb18030") for row in rows[1::2]]
    mixed = bench.headings.removeprefix(b"\xef\xbb\xbf") + b"".join(rows)
    told = bench.expect_rows(bench.file(b"\xef\xbb\xbf" + mixed), ROWS)
    expect(told["refused"] >= ROWS // 2, "rows of another encoding were taken in")
    bench.expect_unusable(bench.file(mixed))  # Nothing says which of the two it is.


def a_directory(bench):
    bench.expect_unusable(bench.folder)


def no_such_file(bench):
    code, _, err = bench.import_file(bench.folder / "absent.csv")
    expect(code in (1, 2) and err, f"exit {code}, {err!r}")


def through_fifo(bench, content):
    """A writer that closes the pipe after `content`."""
    path = bench.folder / "fifo"
    os.mkfifo(path)

    def write():
        with open(path, "wb", buffering=0) as pipe:
            try:
                pipe.write(content)
            except BrokenPipeError:
                pass
    writer = threading.Thread(target=write, daemon=True)
    writer.start()
    try:
        return bench.import_file(path)
    finally:
        path.unlink()


def a_fifo_closed_early(bench):
    code, _, err = through_fifo(bench, b"")
    expect(code == 2 and err, f"an empty pipe: exit {code}")
    code, _, err = through_fifo(bench, bench.headings[:30])
    expect(code == 2 and err, f"half of the headings: exit {code}")
    code, out, _ = through_fifo(bench, bench.headings + bench.rows[:len(bench.rows) // 2])
    expect(json.loads(out.splitlines()[0])["read"] > 0, f"half of the rows: exit {code}")


def a_closed_standard_input(bench):
    bench.expect_unusable("-", stdin=subprocess.DEVNULL)


def invalid_utf8_in_the_arguments(bench):
    path = os.fsencode(bench.folder) + b"/\xff\xfe.csv"
    with open(path, "wb") as file:
        file.write(bench.good)
    code, out, err = bench.import_file(path)
    expect(code in (0, 1, 2) and (out or err), f"exit {code} without a word")
    code, out, err = bench.import_file(bench.file(bench.good), b"\xff\xfe\xfd")
    expect(code == 2 and err, f"a provider that is no text: exit {code} {out[:200]}{err[:200]}")
    code, out, err = bench.run(["--officer", b"\xff", "import", bench.file(bench.good), "--class",
                                CLASS, "--provider", PROVIDER])
    expect(code == 2 and err, f"an officer that is no text: exit {code} {out[:200]}{err[:200]}")


def no_provider(bench):
    bench.expect_unusable(bench.file(bench.good), "")


def very_long_arguments(bench):
    code, _, err = bench.import_file(bench.file(bench.good), "9" * 100_000)
    expect(code == 2 and len(err) < 10_000, f"provider: exit {code}, {len(err)} bytes of words")
    code, _, err = bench.import_file("x" * 100_000)
    expect(code in (1, 2) and err, f"file: exit {code}")
    code, _, err = bench.import_file(bench.file(bench.good), more=["--layout", "x" * 100_000])
    expect(code in (1, 2) and err, f"layout: exit {code}")


def outputs_that_cannot_be_written(bench):
    for place in ("/proc/nowhere/refused.csv", "/dev/full"):
        code, _, err = bench.import_file(bench.file(bench.good), more=["--findings", place])
        expect(code == 2 and err, f"--findings {place}: exit {code} {err!r}")


def a_book_that_is_none(bench):
    for content in (b"", b"not a book" * 1000, b"SQLite format 3\0" + b"\xff" * 5000):
        other = bench.file(content, "other")
        for command in (["book"], ["ledger", "verify"], ["dump"]):
            answer = bench.program.run("--book", other, *command)
            expect(answer.returncode in (1, 2) and answer.stderr,
                   f"{command}: exit {answer.returncode}")


CASES = [empty_file, blank_lines_only, byte_order_mark_only, headings_only,
         headings_of_something_else, a_hundred_thousand_columns,
         a_row_of_a_hundred_thousand_columns, one_endless_line, an_endless_row,
         a_quote_that_never_closes, binary_garbage, a_spreadsheet, garbage_among_rows,
         truncated_gzip, damaged_gzip, gzip_bomb, utf16, nul_bytes, mixed_encodings,
         a_directory, no_such_file, a_fifo_closed_early, a_closed_standard_input,
         invalid_utf8_in_the_arguments, no_provider, very_long_arguments,
         outputs_that_cannot_be_written, a_book_that_is_none]


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--program", required=True)
    options.add_argument("--any-memory", action="store_true", help="for a build with sanitizers")
    options = options.parse_args()
    broken = 0
    with tempfile.TemporaryDirectory(prefix="xinheng-hostile.") as folder:
        bench = Bench(options, folder)
        for case in CASES:
            began = time.monotonic()
            try:
                case(bench)
                told = "ok"
            except (Broken, ValueError, IndexError) as trouble:
                broken += 1
                told = f"BROKEN: {trouble}"
            seconds = time.monotonic() - began
            print(f"{seconds:5.1f} s  {case.__name__.replace('_', ' ')}: {told}", flush=True)
        answer = bench.program.run("--book", bench.book, "ledger", "verify")
        if answer.returncode != 0:
            broken += 1
            print(f"the book is not sound after all this: {answer.stdout}{answer.stderr}")
    print(f"{len(CASES)} hostile inputs: " + (f"{broken} broken" if broken else "all held"))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
