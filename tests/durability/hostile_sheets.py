#!/usr/bin/env python3
"""hostile_sheets.py --program PATH [--any-memory]

Workbooks that nobody means well with: each is refused in a word, or its rows are told of, in
bounded memory and time; never a crash, a hang, or rows that are silently dropped.
"""
import argparse
import csv
import io
import random
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from book import Broken, expect
from hostile import ROWS, Bench

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XLS = Path(__file__).resolve().parents[1] / "data" / "sheets" / "invented.xls"
MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def column_name(index):
    name = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, 26)
        name = chr(65 + letter) + name
    return name


def row_xml(number, cells):
    return f'<row r="{number}">' + "".join(
        f'<c r="{column_name(column)}{number}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
        for column, text in enumerate(cells) if text) + "</row>"


def workbook(path, blocks, parts=()):
    """A workbook of one sheet, whose content comes in blocks of XML; parts replace others."""
    told = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships><Relationship Id="a" Type="{OFFICE}/officeDocument" '
                       'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns:r="{OFFICE}"><sheets><sheet name="x" r:id="r1"/>'
                           "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships><Relationship Id="r1" '
                                      f'Type="{OFFICE}/worksheet" Target="worksheets/s.xml"/>'
                                      "</Relationships>",
    }
    told.update(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for name, text in told.items():
            target.writestr(name, text)
        with target.open("xl/worksheets/s.xml", "w", force_zip64=True) as sheet:
            sheet.write(b"<worksheet><sheetData>")
            for block in blocks:
                sheet.write(block.encode() if isinstance(block, str) else block)
            sheet.write(b"</sheetData></worksheet>")
    return path


def good_cells(bench):
    return list(csv.reader(io.StringIO(bench.good.decode("utf-8-sig"))))


def good_blocks(bench):
    return [row_xml(number, cells) for number, cells in enumerate(good_cells(bench), 1)]


def a_sound_workbook_of_any_name(bench):
    for name in ("good.xlsx", "good.csv", "good"):
        bench.expect_rows(workbook(bench.folder / name, good_blocks(bench)), ROWS)


def text_under_the_name_of_a_workbook(bench):
    bench.expect_rows(bench.file(bench.good, "text.xlsx"), ROWS)
    bench.expect_rows(bench.file(bench.good, "text.xls"), ROWS)


def a_truncated_workbook(bench):
    whole = workbook(bench.folder / "whole.xlsx", good_blocks(bench)).read_bytes()
    for length in (4, 30, len(whole) // 2, len(whole) - 30, len(whole) - 1):
        bench.expect_unusable(bench.file(whole[:length], "cut.xlsx"))


def changed_bytes(bench):
    """Whatever stands in the file: an end, never a crash."""
    dice = random.Random(7)
    for name, whole in (("xlsx", workbook(bench.folder / "w.xlsx",
                                          good_blocks(bench)).read_bytes()),
                        ("xls", XLS.read_bytes())):
        for _ in range(150):
            changed = bytearray(whole)
            for _ in range(dice.choice((1, 1, 3, 20))):
                changed[dice.randrange(len(changed))] = dice.randrange(256)
            bench.import_file(bench.file(bytes(changed), f"changed.{name}"), more=["--dry-run"])


def a_shut_workbook(bench):
    entry = "EncryptedPackage".encode("utf-16-le").ljust(64, b"\0") + bytes([34, 0])
    err = bench.expect_unusable(bench.file(MAGIC + b"\0" * 504 + entry.ljust(512, b"\0"), "s.xlsx"))
    expect("sheet.encrypted" in err, err)


def a_workbook_with_macros(bench):
    types = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    err = bench.expect_unusable(workbook(
        bench.folder / "macro.xlsx", good_blocks(bench),
        {"[Content_Types].xml": f'<Types><Override ContentType="{types}"/></Types>'}))
    expect("sheet.macros" in err, err)


def zip_bombs(bench):
    megabyte = b" " * (1 << 20)
    swelling = workbook(bench.folder / "bomb.xlsx", (megabyte for _ in range(4096)))
    expect("sheet.zip_bomb" in bench.import_file(swelling)[2], "4 GB of blanks were read")
    err = bench.expect_unusable(workbook(bench.folder / "styles.xlsx", good_blocks(bench),
                                         {"xl/workbook.xml": b" " * (100 << 20)}))
    expect("sheet.zip_bomb" in err, err)
    with zipfile.ZipFile(bench.folder / "many.xlsx", "w") as many:
        for number in range(60_000):
            many.writestr(str(number), "")
    err = bench.expect_unusable(bench.folder / "many.xlsx")
    expect("sheet.zip_bomb" in err, err)


def entities(bench):
    laughs = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    text = f'<!DOCTYPE x [<!ENTITY a0 "ha">{laughs}]><workbook>&a9;</workbook>'
    bench.expect_unusable(workbook(bench.folder / "laughs.xlsx", [], {"xl/workbook.xml": text}))


def a_cell_of_300_megabytes(bench):
    dice = random.Random(5)
    letters = bytes(97 + byte % 26 for byte in dice.randbytes(1 << 20))
    blocks = good_blocks(bench)
    number = len(blocks) + 1
    cell = [f'<row r="{number}"><c t="inlineStr"><is><t>', *([letters] * 300),
            "</t></is></c></row>"]
    told = bench.expect_rows(workbook(bench.folder / "long.xlsx", blocks + cell), ROWS + 1)
    expect(told["refused"] >= 1, "a cell of 300 MB was not refused")


def a_million_columns(bench):
    blocks = good_blocks(bench)
    wide = f'<row r="{len(blocks) + 1}">' + "<c><v>1</v></c>" * 1_000_000 + "</row>"
    told = bench.expect_rows(workbook(bench.folder / "wide.xlsx", [*blocks, wide]), ROWS + 1)
    expect(told["refused"] >= 1, "a row of a million columns was not refused")
    bench.expect_unusable(workbook(bench.folder / "wide.xlsx", [wide]))


def formulas(bench):
    blocks = good_blocks(bench)
    number = len(blocks) + 1
    for formula in ("[1]Other!A1", "cmd|'/c calc'!A0", "1+1"):
        row = f'<row r="{number}"><c r="A{number}"><f>{formula}</f></c></row>'
        told = bench.expect_rows(workbook(bench.folder / "f.xlsx", [*blocks, row]), ROWS + 1)
        expect(told["refused"] >= 1, f"{formula} was not refused")


def a_full_sheet(bench):
    """1,048,576 rows: memory stays below what any import may take."""
    headings, *rows = good_cells(bench)

    def blocks():
        yield row_xml(1, headings)
        for number in range(2, (1 << 20) + 1):
            yield row_xml(number, rows[number % len(rows)][:3])
    began = time.monotonic()
    path = workbook(bench.folder / "full.xlsx", blocks())
    print(f"       written in {time.monotonic() - began:.0f} s", flush=True)
    began = time.monotonic()
    code, out, err = bench.import_file(path, more=["--dry-run"])
    print(f"       read in {time.monotonic() - began:.0f} s", flush=True)
    expect(code == 1 and '"read":1048575' in out, f"exit {code}: {out[:300]}{err[:300]}")
    beyond = workbook(bench.folder / "beyond.xlsx",
                      [row_xml(1, headings), row_xml((1 << 20) + 1, rows[0])])
    expect("sheet.broken" in bench.import_file(beyond)[2], "a row beyond the last was read")


CASES = [a_sound_workbook_of_any_name, text_under_the_name_of_a_workbook, a_truncated_workbook,
         changed_bytes, a_shut_workbook, a_workbook_with_macros, zip_bombs, entities,
         a_cell_of_300_megabytes, a_million_columns, formulas, a_full_sheet]


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
            print(f"{time.monotonic() - began:5.1f} s  {case.__name__.replace('_', ' ')}: {told}",
                  flush=True)
    print(f"{len(CASES)} hostile workbooks: " + (f"{broken} broken" if broken else "all held"))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
