#!/usr/bin/env python3
"""restored.py --program PATH [--store sqlite|postgresql]

A backup that was put back, and a published checkpoint of another history: whatever writes is
refused and changes nothing, so that no second history can be published.
"""
import argparse
import shutil
import sys

from book import CLASS, PROVIDER, SKIPPED, expect, is_skipped, make_samples, rows_of, run_cases


def published_book(workshop, name, files):
    book = workshop.book(name)
    book.begin()
    for file in files:
        book.import_whole(file)
    return book


def copy_aside(book):
    """The book as it is now; answers what puts it back."""
    if book.postgres:
        book.postgres.make("backup", book.database)
        backup = book.postgres.names[-1]
        return lambda: book.postgres.replace(book.database, backup)
    backup = book.folder / f"backup_{len(book.heads)}"
    shutil.copyfile(book.where, backup)  # The last process that closed it left no log beside it.
    expect(not (book.folder / "book-wal").exists(), "a book at rest has a write-ahead log")

    def put_back():
        for path in book.folder.glob("book-*"):
            path.unlink()
        shutil.copyfile(backup, book.where)
    return put_back


def writing_commands(book, file):
    record = rows_of(book.tables(), "record")[0]["record_id"]
    subjects = book.folder / "firms.csv"
    book.run("sample", "--subjects", 5, "--subjects-out", subjects)
    return [["import", file, "--class", CLASS, "--provider", PROVIDER],
            ["import", file, "--class", CLASS, "--provider", "11110000MB0000009Z"],
            ["subject", "load", subjects],
            ["organisation", "add", "11110000MB0000008Y", "某局"],
            ["withdraw", record, "--why", "发错了"],
            ["ledger", "publish"]]


def checkpoint_of(book):
    path = book.ledger / "checkpoint"
    return path.read_bytes() if path.exists() else None


def expect_refusal(book, commands, reason):
    before = book.run("dump").stdout, checkpoint_of(book)
    for command in commands:
        answer = book.run(*command)
        expect(answer.returncode == 1 and answer.stderr.startswith(reason),
               f"{' '.join(map(str, command[:2]))}: exit {answer.returncode}, {answer.stderr!r} "
               f"instead of {reason}")
        after = book.run("dump").stdout, checkpoint_of(book)
        expect(before == after, f"{command[0]} was refused and changed something")
    answer = book.run("ledger", "verify")
    expect(answer.returncode == 1, f"verify finds it sound: {answer.stdout}")


def behind(workshop):
    """A restored backup takes nothing until the missing events are back"""
    first, second, third = make_samples(workshop.program, workshop.folder, 2, 400, 31)
    book = published_book(workshop, "book", [first])
    commands = writing_commands(book, third)
    put_back_old = copy_aside(book)
    book.import_whole(second)
    put_back_new = copy_aside(book)
    put_back_old()
    expect_refusal(book, commands, "ledger.behind")
    put_back_new()
    book.import_whole(third)
    book.check_whole()


def forked(workshop):
    """A book whose published checkpoint is another history's takes nothing"""
    first, second, third = make_samples(workshop.program, workshop.folder, 2, 400, 32)
    book = published_book(workshop, "book", [first])
    commands = writing_commands(book, third)
    put_back_old = copy_aside(book)
    book.import_whole(second)  # The history that was published, and then lost.
    lost = (book.ledger / "checkpoint").read_bytes()
    put_back_old()
    shutil.rmtree(book.ledger)
    book.heads = {}
    book.run("ledger", "publish")
    book.import_whole(second)  # The same again: other salts, so another tree of the same size.
    (book.ledger / "checkpoint").write_bytes(lost)
    expect_refusal(book, commands, "ledger.forked")


def gone(workshop):
    """A book whose published checkpoint is gone takes nothing until it is put back or made anew"""
    first, second, third = make_samples(workshop.program, workshop.folder, 2, 400, 34)
    book = published_book(workshop, "book", [first])
    commands = writing_commands(book, third)
    published = checkpoint_of(book)
    put_back_old = copy_aside(book)
    (book.ledger / "checkpoint").unlink()
    expect_refusal(book, commands[:-1], "ledger.unpublished")
    book.run("ledger", "publish")
    expect(checkpoint_of(book) == published, "what was published anew is not what was published")

    book.import_whole(second)
    put_back_old()
    (book.ledger / "checkpoint").unlink()
    expect_refusal(book, commands[-1:], "ledger.behind")


def not_a_checkpoint(workshop):
    """A published checkpoint that cannot be read stops all writing, rather than counting as none"""
    first, second, _ = make_samples(workshop.program, workshop.folder, 2, 100, 33)
    book = published_book(workshop, "book", [first])
    whole = (book.ledger / "checkpoint").read_bytes()
    for broken in (b"", whole[:20], b"\xff" * 200):
        (book.ledger / "checkpoint").write_bytes(broken)
        before = book.run("dump").stdout
        answer = book.run("import", second, "--class", CLASS, "--provider", PROVIDER)
        expect(answer.returncode != 0, f"imported over the checkpoint {broken[:20]!r}")
        expect(book.run("dump").stdout == before, "a refused import changed something")
    (book.ledger / "checkpoint").write_bytes(whole)
    book.import_whole(second)
    book.check_whole()


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--program", required=True)
    options.add_argument("--store", choices=("sqlite", "postgresql"), default="sqlite")
    options = options.parse_args()
    if is_skipped(options.store):
        return SKIPPED
    cases = [behind, forked, gone, not_a_checkpoint]
    return run_cases(f"restored backup on {options.store}", cases, options, options.store)


if __name__ == "__main__":
    sys.exit(main())
