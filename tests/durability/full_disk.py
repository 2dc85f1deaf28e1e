#!/usr/bin/env python3
"""full_disk.py --program PATH

A disk that fills up under the book, or under its exported log: the program says so and ends with 2,
the book stays sound, and once there is room again the import completes and doubles nothing.
Needs the right to mount a small file system; without it, says so and ends with 77.
"""
import argparse
import subprocess
import sys
from contextlib import contextmanager

from book import SKIPPED, Book, Workshop, compare, expect, finished, make_samples, run_cases

ROWS = 3000


@contextmanager
def small_disk(folder, size_bytes):
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size_bytes}", "tmpfs", folder],
                   check=True, stderr=subprocess.DEVNULL)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def may_mount(workshop):
    try:
        with small_disk(workshop.folder / "probe", 1 << 20):
            return True
    except (subprocess.CalledProcessError, FileNotFoundError):
        return False


def fill(disk, but_bytes):
    """Leaves only so much room; answers what to delete to make room again."""
    ballast = disk / "ballast"
    with open(ballast, "wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 65536)
        except OSError:
            pass
        file.truncate(max(0, file.tell() - but_bytes))
    return ballast


def expect_clear_words(answer):
    expect(answer.returncode == 2, f"exit {answer.returncode} instead of 2: {answer.stderr}")
    expect(any("一" <= letter <= "鿿" for letter in answer.stderr)
           and any(word in answer.stderr.lower() for word in ("full", "no space")),
           f"unclear words: {answer.stderr!r}")


def whole_book(workshop, files):
    book = workshop.book("elsewhere")
    book.begin()
    for file in files:
        book.import_whole(file)
    return book.check_whole()


def try_full(book, disk, files, room):
    """Imports until the disk is full at some moment, makes room, and completes."""
    full = 0
    for file in files:
        for but_bytes in room:
            ballast = fill(disk, but_bytes)
            answer = finished(book.start_import(file))
            ballast.unlink()
            book.see_checkpoint()
            if answer.returncode in (0, 1):
                book.take_receipt(answer)
            else:
                expect_clear_words(answer)
                full += 1
            book.verify()
        book.import_whole(file)
    expect(full > 0, "the disk was never full")
    return full


def under_the_book(workshop):
    """A full disk under the book loses and doubles nothing"""
    files = make_samples(workshop.program, workshop.folder, 3, ROWS, 21)
    wanted = whole_book(workshop, files)
    with small_disk(workshop.folder / "disk", 64 << 20) as disk:
        book = Book(workshop.program, disk, "book")
        book.begin()
        try_full(book, disk, files, [0, 40_000, 300_000, 1_000_000, 2_000_000])
        compare(book.check_whole(), wanted, "after a full disk")


def under_the_exported_log(workshop):
    """A full disk under the exported log alone loses nothing, and the log is exported later"""
    files = make_samples(workshop.program, workshop.folder, 3, ROWS, 22)
    wanted = whole_book(workshop, files)
    with small_disk(workshop.folder / "disk", 16 << 20) as disk:
        book = workshop.book("book")
        book.files = disk
        book.ledger = disk / "book.ledger"
        book.begin()
        try_full(book, disk, files, [0, 8_192, 50_000, 150_000])
        compare(book.check_whole(), wanted, "after a full disk under the log")
        expect(not list(disk.rglob("*.new*")), "half-written files are left behind")


def under_a_new_book(workshop):
    """A book that cannot begin on a full disk begins when there is room"""
    with small_disk(workshop.folder / "disk", 4 << 20) as disk:
        book = Book(workshop.program, disk, "book")
        for but_bytes in (0, 4096, 65_536, 131_072, 196_608, 262_144, 4_000_000):
            ballast = fill(disk, but_bytes)
            answer = book.run("init")
            ballast.unlink()
            if answer.returncode == 0:
                break
            if "book.exists" in answer.stderr:  # All of it was there but the exported log.
                break
            expect_clear_words(answer)
        book.verify()
        book.check_whole()


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--program", required=True)
    options = options.parse_args()
    with Workshop(options.program) as workshop:
        if not may_mount(workshop):
            print("skipped: no right to mount a small file system")
            return SKIPPED
    return run_cases("full disk", [under_the_book, under_the_exported_log, under_a_new_book],
                     options)


if __name__ == "__main__":
    sys.exit(main())
