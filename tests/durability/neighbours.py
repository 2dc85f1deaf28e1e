#!/usr/bin/env python3
"""neighbours.py --program PATH [--store sqlite|postgresql]

Several processes at one book at the same time.
"""
import argparse
import sys
import threading
import time

from book import SKIPPED, compare, expect, finished, is_skipped, make_samples, run_cases

ROWS = 3000


def counts_of(told):
    return sum(told["accepted"] for told in told), sum(told["unchanged"] for told in told)


def import_at_once(book, files):
    processes = [book.start_import(file) for file in files]
    watcher = Watcher(book)
    told = [book.take_receipt(finished(process)) for process in processes]
    watcher.finish()
    return told


class Watcher:
    """Looks at the published checkpoint all the time, as the world may."""

    def __init__(self, book):
        self.book = book
        self.trouble = None
        self.is_over = False
        self.thread = threading.Thread(target=self._watch)
        self.thread.start()

    def finish(self):
        self.is_over = True
        self.thread.join()
        if self.trouble:
            raise self.trouble

    def _watch(self):
        while not self.is_over and not self.trouble:
            try:
                self.book.see_checkpoint()
            except Exception as trouble:
                self.trouble = trouble
            time.sleep(0.0005)


def different_files(workshop):
    """Two processes that import different files both complete, and all rows are in"""
    files = make_samples(workshop.program, workshop.folder, 3, ROWS, 11)[::3]
    alone, shared = workshop.book("alone"), workshop.book("shared")
    for book in (alone, shared):
        book.begin()
    told_alone = [alone.import_whole(file) for file in files]
    told_shared = import_at_once(shared, files)
    expect(counts_of(told_alone) == counts_of(told_shared),
           f"{told_shared} at once, {told_alone} one after the other")
    compare(shared.check_whole(), alone.check_whole(), "two files at once")


def same_file(workshop):
    """Two processes that import the same file double nothing"""
    files = make_samples(workshop.program, workshop.folder, 1, ROWS, 12)
    alone, shared = workshop.book("alone"), workshop.book("shared")
    for book in (alone, shared):
        book.begin()
    told_alone = alone.import_whole(files[0])
    told_shared = import_at_once(shared, files * 2)
    expect(sum(told["accepted"] for told in told_shared) == told_alone["accepted"],
           f"{told_shared} at once, {told_alone} alone")
    compare(shared.check_whole(), alone.check_whole(), "one file twice at once")


def many_publishers(workshop):
    """While several processes import and publish, the published checkpoint never goes back"""
    files = make_samples(workshop.program, workshop.folder, 1, 40, 13)
    book = workshop.book("published")
    book.begin()
    watcher = Watcher(book)
    for number in range(15):
        processes = [book.start_import(files[0], f"1111000{number:02}0000000{letter}")
                     for letter in "ABCD"]
        for process in processes:
            answer = finished(process)
            expect(answer.returncode in (0, 1), f"import: {answer.stderr}")
    watcher.finish()
    book.check_whole()


def verify_beside_import(workshop):
    """A book that is verified while it is written to is sound"""
    files = make_samples(workshop.program, workshop.folder, 1, 4 * ROWS, 14)
    book = workshop.book("busy")
    book.begin()
    process = book.start_import(files[0])
    verified = 0
    while process.poll() is None:
        book.verify()
        verified += 1
    book.take_receipt(finished(process))
    book.check_whole()
    expect(verified > 0, "the import was over before it was looked at")


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--program", required=True)
    options.add_argument("--store", choices=("sqlite", "postgresql"), default="sqlite")
    options = options.parse_args()
    if is_skipped(options.store):
        return SKIPPED
    cases = [different_files, same_file, many_publishers, verify_beside_import]
    return run_cases(f"neighbours on {options.store}", cases, options, options.store)


if __name__ == "__main__":
    sys.exit(main())
