#!/usr/bin/env python3
"""collected.py --program PATH [--kills N] [--seed S]

Kills `collect` with SIGKILL, at a border or at any moment, and starts it again. Each file that was
dropped ends in done/ or refused/ once, with its receipt; nothing is taken in twice; a file of which
only the move was missing is not handed in again; one that is still being written is left alone.
"""
import argparse
import hashlib
import json
import random
import shutil
import signal
import sys
import time

from book import CLASS, PROVIDER, Broken, Workshop, compare, expect, finished, make_samples

BORDERS = ["import.entered", "commit.before", "commit.after", "publish.before_checkpoint",
           "collect.before_receipt", "collect.before_move"]
ROWS = 600
FILES = 2


def start(book, drop, **options):
    return book.start("collect", "--watch", drop, "--once", "--settled", "0", **options)


def settled(book, drop):
    answer = finished(start(book, drop))
    expect(answer.returncode in (0, 1), f"collect: {answer.returncode} {answer.stderr}")
    return answer


def check_put_away(place, files):
    left = [path.name for path in place.iterdir() if path.is_file()]
    expect(not left, f"left behind: {left}")
    for file in files:
        found = [place / fate / file.name for fate in ("done", "refused")
                 if (place / fate / file.name).exists()]
        expect(len(found) == 1, f"{file.name} was put away {len(found)} times")
        receipt = json.loads(found[0].with_name(file.name + ".receipt.json").read_text("utf-8"))
        expect(receipt["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest(),
               f"{file.name}: the receipt of another file")
        expect(receipt["read"] == ROWS, f"{file.name}: {receipt['read']} rows")


def under_fire(options, workshop):
    files = make_samples(workshop.program, workshop.folder, FILES, ROWS, options.seed)
    whole = workshop.book("whole")
    whole.begin()
    for file in files:
        whole.import_whole(file)
    wanted = whole.check_whole()
    dice = random.Random(options.seed)
    kills, trials = 0, 0
    while kills < options.kills:
        trials += 1
        book = workshop.book(f"book_{trials}")
        book.begin()
        drop = workshop.folder / f"drop_{trials}"
        place = drop / PROVIDER / CLASS
        place.mkdir(parents=True)
        for file in files:
            shutil.copy(file, place)
        for _ in range(4):
            if dice.random() < 0.6:
                border = dice.choice(BORDERS)
                answer = finished(start(book, drop, failpoint=f"{border}:{dice.randint(1, 2)}"))
            else:
                process = start(book, drop)
                time.sleep(dice.uniform(0, 0.4))
                process.kill()
                answer = finished(process)
            kills += answer.returncode == -signal.SIGKILL
        settled(book, drop)
        check_put_away(place, files)
        compare(book.check_whole(), wanted, f"after {kills} kills")
    return kills


def only_the_move(options, workshop):
    file = make_samples(workshop.program, workshop.folder, 1, ROWS, options.seed)[0]
    book = workshop.book("move")
    book.begin()
    drop = workshop.folder / "drop_move"
    place = drop / PROVIDER / CLASS
    place.mkdir(parents=True)
    shutil.copy(file, place)
    answer = finished(start(book, drop, failpoint="collect.before_move"))
    expect(answer.returncode == -signal.SIGKILL, "collect passed its border")
    answer = settled(book, drop)
    check_put_away(place, [file])
    expect(answer.stdout == "", f"handed in again: {answer.stdout}")
    expect(len(book.tables()["collection_receipt"]) == 1, "handed in again")


def still_being_written(workshop):
    book = workshop.book("writing")
    book.begin()
    drop = workshop.folder / "drop_writing"
    place = drop / PROVIDER / CLASS
    place.mkdir(parents=True)
    with open(place / "half.csv", "w", encoding="utf-8") as half:
        half.write("a,b\n")
        half.flush()
        settled(book, drop)
        expect((place / "half.csv").exists(), "a file was taken while it was being written")
    settled(book, drop)
    expect((place / "refused" / "half.csv").exists(), "a finished file was not taken")


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--program", required=True)
    options.add_argument("--kills", type=int, default=20)
    options.add_argument("--seed", type=int, default=1)
    options = options.parse_args()
    try:
        for trial in (lambda shop: only_the_move(options, shop), still_being_written):
            with Workshop(options.program) as workshop:
                trial(workshop)
        with Workshop(options.program) as workshop:
            kills = under_fire(options, workshop)
    except Broken as trouble:
        print(trouble, file=sys.stderr)
        return 1
    print(f"{kills} kills: each file put away once, nothing taken in twice")
    return 0


if __name__ == "__main__":
    sys.exit(main())
