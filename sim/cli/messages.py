"""How a command speaks: plain lines that every terminal can show, tables, and what repeats it."""

import os
import sys
import textwrap
from collections.abc import Iterable, Sequence
from typing import TextIO

from sim.config.command_lines import quoted, repeat

__all__ = [
    "hanging", "note", "out", "paragraph", "quoted", "repeat", "table",
]  # fmt: skip

WIDTH = 96
NARROWEST = 34
PLAINER = str.maketrans(
    {
        "\u201c": '"', "\u201d": '"', "\u2018": "'", "\u2019": "'", "\u00a3": "GBP ",
        "\u2013": "-", "\u2014": "-", "\u2212": "-", "\u00b1": "+-", "\u2026": "...",
        "\u00d7": "x", "\u2192": "->", "\u2264": "<=", "\u2265": ">=", "\u00a0": " ",
    }
)  # fmt: skip


def out(text: str = "") -> None:
    """Print a line of the answer on standard output."""
    _write(sys.stdout, text)


def note(text: str) -> None:
    """Print a line about the work on standard error."""
    _write(sys.stderr, text)


def paragraph(text: str) -> str:
    """Wrap a paragraph for reading."""
    return textwrap.fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def hanging(text: str, indent: int) -> str:
    """Wrap a text so that its later lines stand under its first."""
    return ("\n" + " " * indent).join(textwrap.wrap(text, max(NARROWEST, WIDTH - indent)))


def table(head: Sequence[str], rows: Iterable[Sequence[str]], left: int = 1) -> list[str]:
    """Lay rows out in columns: the first `left` columns to the left, the others to the right."""
    lines = [tuple(head), *(tuple(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    told = [
        "  ".join(
            cell.ljust(width) if column < left else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    ]
    return [told[0], "-" * max(map(len, told)), *told[1:]]


def _write(stream: TextIO, text: str) -> None:
    try:
        stream.write(_showable(text, stream.encoding) + "\n")
        stream.flush()
    except BrokenPipeError:  # whoever was reading, such as `head`, has read enough; files go on
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _showable(text: str, encoding: str | None) -> str:
    """Say it with plainer signs where the terminal lacks the finer ones."""
    try:
        text.encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return text.translate(PLAINER)
    return text
