#!/usr/bin/env python3
"""erasure.py --program PATH [--store sqlite|postgresql]

Keys of sealed parts that are lost, changed or left behind by a power cut: each is named. What an
erasure left that was cut short is destroyed by the next command that writes.
"""
import argparse
import json
import shutil
import signal
import sqlite3
import sys

from book import SKIPPED, expect, is_skipped, make_samples, run_cases


def book_with_secrets(workshop):
    file, = make_samples(workshop.program, workshop.folder, 1, 200, 51)
    book = workshop.book("book")
    book.begin()
    book.import_whole(file)
    return book


def keys_of(book):
    keys, = book.folder.glob("*.keys/part_keys.db")
    expect(keys.stat().st_mode & 0o077 == 0, "others may read the keys of parts")
    return keys


def key_indices(book):
    with sqlite3.connect(keys_of(book)) as store:
        return [row[0] for row in store.execute("SELECT leaf_index FROM part_key ORDER BY 1")]


def propose_erasure(book, record):
    answer = book.run("--json", "erase", record, "--why", "no longer needed")
    expect(answer.returncode == 0, f"erase: {answer.stderr}")
    return json.loads(answer.stdout)["proposal"]


def fault_of(book):
    answer = book.run("--json", "ledger", "verify")
    return json.loads(answer.stdout.splitlines()[0]).get("fault", {}).get("reason", "")


def cut_short_before_its_end(workshop):
    """An erasure that was killed before its keys were destroyed is ended by the next writing"""
    book = book_with_secrets(workshop)
    record = key_indices(book)[0]
    proposal = propose_erasure(book, record)
    killed = book.run("--officer", "supervisor", "approve", proposal,
                      failpoint="erase.before_destroy")
    expect(killed.returncode == -signal.SIGKILL, f"was not killed: {killed.stderr}")
    expect(record in key_indices(book), "the key was destroyed before it could be")
    expect(fault_of(book) == "ledger.key_not_destroyed", f"verify says {fault_of(book)!r}")
    book.run("ledger", "publish")
    expect(record not in key_indices(book), "the key is still there")
    book.check_whole()


def cut_short_before_its_commit(workshop):
    """An erasure that was killed before it was committed has erased nothing"""
    book = book_with_secrets(workshop)
    record = key_indices(book)[0]
    proposal = propose_erasure(book, record)
    killed = book.run("--officer", "supervisor", "approve", proposal,
                      failpoint="keys.before_commit")
    expect(killed.returncode == -signal.SIGKILL, f"was not killed: {killed.stderr}")
    shown = book.run("show", record, "--level", "secret")
    expect("S00000" in shown.stdout, f"gone before it was committed: {shown.stdout}")
    book.run("ledger", "publish")
    book.check_whole()
    answer = book.run("--officer", "supervisor", "approve", proposal)
    expect(answer.returncode == 0, f"approve: {answer.stderr}")
    expect(record not in key_indices(book), "the key is still there")
    book.check_whole()


def destroyed_for_good(workshop):
    """No trace of a destroyed key stays in its store's files"""
    book = book_with_secrets(workshop)
    record = key_indices(book)[0]
    with sqlite3.connect(keys_of(book)) as store:
        key, = store.execute("SELECT key FROM part_key WHERE leaf_index = ?", [record]).fetchone()
    book.run("--officer", "supervisor", "approve", propose_erasure(book, record))
    for path in keys_of(book).parent.glob("part_keys.db*"):
        expect(key not in path.read_bytes(), f"{path.name} still holds the key")


def lost_or_changed(workshop):
    """A key that is lost, changed, or brought back from a backup is named"""
    book = book_with_secrets(workshop)
    record = key_indices(book)[0]
    backup = book.folder / "part_keys.backup"
    shutil.copyfile(keys_of(book), backup)

    def put_back():
        for path in keys_of(book).parent.glob("part_keys.db-*"):
            path.unlink()
        shutil.copyfile(backup, keys_of(book))

    def with_change(statement, expected):
        with sqlite3.connect(keys_of(book)) as store:
            store.execute(statement, [record])
        found = fault_of(book)
        expect(found == expected, f"{statement}: verify says {found!r}")
        put_back()

    with_change("DELETE FROM part_key WHERE leaf_index = ?", "ledger.part_key_missing")
    with_change("UPDATE part_key SET key = zeroblob(32) WHERE leaf_index = ?",
                "ledger.sealed_part")
    book.verify()
    book.run("--officer", "supervisor", "approve", propose_erasure(book, record))
    book.verify()
    put_back()
    expect(fault_of(book) == "ledger.key_not_destroyed", f"verify says {fault_of(book)!r}")


def without_keys(workshop):
    """A host without the keys verifies what it can, and says what it could not"""
    book = book_with_secrets(workshop)
    count = len(key_indices(book))
    keys_of(book).unlink()
    answer = book.run("--json", "ledger", "verify")
    told = json.loads(answer.stdout)
    expect(told["sound"] and told["unopened"] == count, f"verify says {told}")


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--program", required=True)
    options.add_argument("--store", choices=("sqlite", "postgresql"), default="sqlite")
    options = options.parse_args()
    if is_skipped(options.store):
        return SKIPPED
    return run_cases(f"erasure on {options.store}",
                     [cut_short_before_its_end, cut_short_before_its_commit, destroyed_for_good,
                      lost_or_changed, without_keys], options, options.store)


if __name__ == "__main__":
    sys.exit(main())
