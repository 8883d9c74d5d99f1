"""Inputs that are small on disk and large in memory, or just large: ten seconds and a gigabyte.

Each is read in a process of its own, which the system ends after ten seconds of processor time or
when it asks for more memory than that.
"""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from malformed import GOOD, ROW

PROJECT = Path(__file__).parent.parent.parent
SECONDS, BYTES = 10, 1 << 30
CHILD = f"""
import resource, sys
from pathlib import Path
import numpy, openpyxl, scipy.sparse
from sim.networks import system_from_files
from sim.params import System
from sim.params.errors import UserError
def taken():
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
spent = int(resource.getrusage(resource.RUSAGE_SELF).ru_utime) + 1
resource.setrlimit(resource.RLIMIT_CPU, (spent + {SECONDS}, spent + {SECONDS} + 1))
resource.setrlimit(resource.RLIMIT_AS, (taken() + {BYTES}, taken() + {BYTES}))
ties = Path(sys.argv[2]) if len(sys.argv) > 2 else None
try:
    print("works", system_from_files(Path(sys.argv[1]), ties, System()).organisations)
except UserError as error:
    print("refused", error)
"""


def rows(count):
    return "".join(f"Org {k},GP,0.5,0.4,0.3,0.{k % 7 + 1}\n" for k in range(count))


def in_sheet(more):
    """A workbook whose sheet has more XML at its end, well packed."""
    book, out, bomb = openpyxl.Workbook(), io.BytesIO(), io.BytesIO()
    for row in GOOD.splitlines():
        book.active.append(row.split(","))
    book.save(out)
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith("sheet1.xml"):
                part = part.replace(b"</sheetData>", more)
            new.writestr(name, part)
    return bomb.getvalue()


HEAVY = {
    "10 MB in a cell": (lambda: f"{ROW}\n{'x' * 10**7},GP,1,1,1,1\n", "more than 131,072 char"),
    "10 MB in a quoted row": (lambda: f'{ROW}\n"{"x," * 5 * 10**6}",GP\n', "more than 131,072"),
    "10 MB of cells": (lambda: f"{ROW}\nA,GP,1,1,1,1{',' * 10**7}\n", "more than 5,000,000 cells"),
    "10 MB of headings": (lambda: "c," * 5 * 10**6 + "\n" + GOOD, "more than 5,000,000 cells"),
    "10 MB without a line end": (lambda: "x" * 10**7, "more than 131,072 characters"),
    "10 MB of empty rows": (lambda: "\n" * 10**7 + GOOD, "more than 1,048,576 rows"),
    "a header of 100,000 commas above 100,000 rows": (
        lambda: ROW + "," * 10**5 + "\n" + rows(100_000), "works 100000",
    ),
    "1,000,000 rows": (lambda: f"{ROW}\n" + rows(10**6), "more than 200,000 rows"),
    "a file of 51 MB": (lambda: "x\n" * 25_500_000, "more than 50 MB"),
    "600,000 empty cells": (
        lambda: in_sheet(b'<row r="9">' + b"<c/>" * 600_000 + b"</row></sheetData>"),
        "more than 500,000 cells",
    ),
    "15,000,000 cells in 300 KB": (
        lambda: in_sheet(b'<row r="9">' + b"<c/>" * 15_000_000 + b"</row></sheetData>"),
        "more than 500,000 cells",
    ),
    "a last row far below": (
        lambda: in_sheet(b'<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'),
        "row 1048576",
    ),
}  # fmt: skip


def read_apart(*files):
    """Read files in a process with limits; returns what it says."""
    told = subprocess.run(
        [sys.executable, "-c", CHILD, *map(str, files)], capture_output=True, text=True,
        env={"PYTHONPATH": str(PROJECT), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert told.returncode == 0, told.stderr[-500:]
    return told.stdout


@pytest.mark.parametrize(("content", "said"), HEAVY.values(), ids=HEAVY)
def test_a_heavy_file_is_read_or_refused_in_ten_seconds_and_a_gigabyte(content, said, tmp_path):
    made = content()
    file = tmp_path / "own.csv"
    file.write_bytes(made if isinstance(made, bytes) else made.encode())
    assert said in read_apart(file)


def test_as_many_rows_and_ties_as_may_be_are_read_in_ten_seconds_and_a_gigabyte(tmp_path):
    many = 100_000
    (tmp_path / "own.csv").write_text(f"{ROW}\n" + rows(many))
    ties = "".join(f"Org {k},Org {k + 1}\n" for k in range(many - 1))
    (tmp_path / "ties.csv").write_text(f"source,target\n{ties}")
    assert read_apart(tmp_path / "own.csv", tmp_path / "ties.csv") == f"works {many}\n"
