#!/usr/bin/env python3
"""kills.py --program PATH [--kills N] [--seed S] [--store sqlite|postgresql]

Kills imports (and the beginning of books) with SIGKILL, half of them at random moments, half of
them just before or after a step, and goes on as an operator would. Nothing that was acknowledged
may be lost, nothing may be there twice, and the log stays sound.
"""
import argparse
import random
import signal
import subprocess
import sys
import time

from book import SKIPPED, Broken, Workshop, compare, expect, finished, is_skipped, make_samples

# Where a step ends, and how often an import of one of our files passes there.
BORDERS = {"commit.before": 4, "commit.after": 4, "import.entered": 3, "keys.before_commit": 4,
           "publish.before_commit": 1, "publish.before_tiles": 1, "publish.between_tiles": 5,
           "publish.before_checkpoint": 1, "publish.after_checkpoint": 1}
BORDERS_OF_BEGINNING = {"init.before_event": 1, "init.before_key": 1, "commit.before": 1,
                        "commit.after": 1, "publish.before_commit": 1, "publish.before_tiles": 1,
                        "publish.after_checkpoint": 1}
ROWS = 1500
FILES = 4


class Killer:
    def __init__(self, options):
        self.random = random.Random(options.seed)
        self.wanted = options.kills
        self.done = 0
        self.by_border = {}

    def is_done(self):
        return self.done >= self.wanted

    def kill_one(self, start, borders, usual_seconds):
        """Starts the command until one run of it was killed or it ended. Answers the end if so."""
        if self.done % 2 == 0:
            return self._kill_at_a_moment(start, usual_seconds)
        return self._kill_at_a_border(start, borders)

    def _kill_at_a_moment(self, start, usual_seconds):
        process = start()
        time.sleep(self.random.uniform(0, usual_seconds))
        process.kill()
        return self._end_of(process, "random moment")

    def _kill_at_a_border(self, start, borders):
        border = self.random.choice(sorted(borders))
        passing = self.random.randint(1, borders[border])
        return self._end_of(start(failpoint=f"{border}:{passing}"), border)

    def _end_of(self, process, where):
        answer = finished(process)
        if answer.returncode != -signal.SIGKILL:
            return answer
        self.done += 1
        self.by_border[where] = self.by_border.get(where, 0) + 1
        return None


def references(workshop, files):
    """What a book holds after each file when nothing goes wrong, and how long one takes."""
    book = workshop.book("reference")
    book.begin()
    held, receipts = [], []
    began = time.monotonic()
    for file in files:
        receipts.append(book.import_whole(file))
    seconds = (time.monotonic() - began) / len(files)
    again = workshop.book("reference_again")  # The facts after each file, not timed.
    again.begin()
    for file in files:
        again.import_whole(file)
        held.append(again.check_whole())
    expect(held[-1] == book.check_whole(), "two books of the same files differ")
    return held, receipts, seconds


def begin_under_fire(killer, book):
    """Killed at any step, `init` can be given again, and the book begins once."""
    for _ in range(killer.random.randint(0, 2)):
        answer = killer.kill_one(lambda **how: book.start("init", **how), BORDERS_OF_BEGINNING,
                                 0.05)
        book.see_checkpoint()
        if answer:
            expect(answer.returncode in (0, 1), f"init: {answer.stderr}")
    answer = book.run("init")
    expect(answer.returncode == 0 or "book.exists" in answer.stderr, f"init: {answer.stderr}")
    book.verify()


def import_under_fire(killer, book, file, seconds):
    for _ in range(killer.random.randint(1, 5)):
        if killer.is_done():
            return
        answer = killer.kill_one(lambda **how: book.start_import(file, **how), BORDERS, seconds)
        book.see_checkpoint()
        if answer:
            book.take_receipt(answer)
        book.verify()


def try_one_book(killer, workshop, files, expected):
    held, receipts, seconds = expected
    book = workshop.book(f"book_{killer.done}")
    begin_under_fire(killer, book)
    for file, wanted, receipt in zip(files, held, receipts):
        import_under_fire(killer, book, file, seconds)
        told = book.import_whole(file)
        good = receipt["accepted"] + receipt["unchanged"]
        expect(told["accepted"] + told["unchanged"] == good,
               f"{told['accepted']} + {told['unchanged']} of {good} good rows")
        compare(book.check_whole(), wanted, f"after {killer.done} kills, {file.name}")
        if killer.is_done():
            break


def interrupt(workshop, files, expected):
    """Ctrl-C ends an import between two batches; the receipt tells how far it came."""
    book = workshop.book("interrupted")
    book.begin()
    held, receipts, seconds = expected
    for share in (0.3, 0.5, 0.7, 0.2, 0.4):
        process = book.start_import(files[0])
        time.sleep(seconds * share)
        process.send_signal(signal.SIGINT)
        answer = finished(process)
        if answer.returncode == -signal.SIGINT:  # It had not begun.
            continue
        expect(answer.returncode == 1, f"Ctrl-C: exit {answer.returncode}: {answer.stderr}")
        book.take_receipt(answer)
    book.verify()
    told = book.import_whole(files[0])
    expect(told["read"] == receipts[0]["read"], "an import after Ctrl-C did not read all")
    compare(book.check_whole(), held[0], "after Ctrl-C")


def interrupt_waiting(workshop):
    """Where an import waits for a pipe that brings nothing, a second Ctrl-C ends it."""
    book = workshop.book("waiting")
    book.begin()
    process = book.start_import("-", stdin=subprocess.PIPE)
    time.sleep(0.5)
    for _ in range(2):
        process.send_signal(signal.SIGINT)
        time.sleep(0.1)
    try:
        expect(process.wait(timeout=10) == -signal.SIGINT, "Ctrl-C twice: it ended otherwise")
    except subprocess.TimeoutExpired:
        process.kill()
        raise Broken("Ctrl-C twice does not end an import that waits") from None
    finally:
        process.stdin.close()
    book.verify()


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--program", required=True)
    options.add_argument("--kills", type=int, default=50)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--store", choices=("sqlite", "postgresql"), default="sqlite")
    options = options.parse_args()
    if is_skipped(options.store):
        return SKIPPED

    killer = Killer(options)
    began = time.monotonic()
    with Workshop(options.program, options.store) as workshop:
        try:
            files = make_samples(workshop.program, workshop.folder, FILES, ROWS, options.seed)
            expected = references(workshop, files)
            interrupt(workshop, files, expected)
            interrupt_waiting(workshop)
            while not killer.is_done():
                try_one_book(killer, workshop, files, expected)
        except Broken as trouble:
            print(f"after {killer.done} kills, seed {options.seed}: {trouble}", file=sys.stderr)
            return 1
    for border, count in sorted(killer.by_border.items()):
        print(f"{count:6}  {border}")
    print(f"{options.store}, {time.monotonic() - began:.0f} s")
    print(f"{killer.done} kills: 0 lost, 0 doubled, log sound")
    return 0


if __name__ == "__main__":
    sys.exit(main())
