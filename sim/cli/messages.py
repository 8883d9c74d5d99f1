"""What a command prints: plain lines that every terminal can show, and tables."""

import os
import re
import shutil
import sys
import textwrap
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, TextIO

from sim.config.command_lines import quoted, repeat
from sim.params.visible_text import printable

if TYPE_CHECKING:
    from sim.report.store import Claim

__all__ = [
    "answer", "fills_the_screen", "hanging", "narrow", "note", "out", "paragraph", "quoted",
    "repeat", "table", "tell", "warnings_as_notes", "wrapped",
]  # fmt: skip

WIDTH = 96
NARROWEST = 34
UNPRINTED: list[str] = []  # why what was to be printed is lost; the command goes on
CLAIMED: list["Claim"] = []  # the names of what this command writes
BOLD = ("\x1b[1m", "\x1b[0m")
BOLD_MARKS = re.compile("(" + "|".join(map(re.escape, BOLD)) + ")")
NARROW, LABEL = 40, 11  # columns: of the narrowest answer, and of the names of its lines
PLAINER = str.maketrans(
    {
        "\u201c": '"', "\u201d": '"', "\u2018": "'", "\u2019": "'", "\u00a3": "GBP ",
        "\u2013": "-", "\u2014": "-", "\u2212": "-", "\u00b1": "+-", "\u2026": "...",
        "\u00d7": "x", "\u2192": "->", "\u2264": "<=", "\u2265": ">=", "\u00a0": " ",
    }
)  # fmt: skip


def out(text: str = "") -> None:
    """Print a line of the result on standard output."""
    _write(sys.stdout, text)


def note(text: str) -> None:
    """Print a line about the work, or an error, on standard error."""
    _write(sys.stderr, text)


@contextmanager
def warnings_as_notes() -> Iterator[None]:
    """Show a warning as one plain line, without the place in the code that it comes from."""
    before = warnings.showwarning

    def show(message: Warning | str, category: type[Warning], *where: Any, **more: Any) -> None:
        if issubclass(category, UserWarning):
            note(f"Note: {' '.join(str(message).split())}.")
        else:
            before(message, category, *where, **more)

    warnings.showwarning = show
    try:
        yield
    finally:
        warnings.showwarning = before


def paragraph(text: str) -> str:
    """Wrap a paragraph for reading."""
    return textwrap.fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def width() -> int:
    """Columns for an answer: those of the terminal, within reason; 80 if it is not one."""
    return max(NARROW, min(WIDTH, shutil.get_terminal_size((80, 24)).columns))


def answer(lines: Sequence[tuple[str, str]]) -> list[str]:
    """Lay the lines of an answer out: the headline, then each label with its text beside it."""
    laid_out = []
    for label, text in lines:
        start = f"  {label.ljust(LABEL)}" if label else ""
        told = textwrap.fill(
            text, width(), initial_indent=start, subsequent_indent=" " * len(start),
            break_long_words=False, break_on_hyphens=False,
        )  # fmt: skip
        laid_out.append(told if label else bold(told))
    return laid_out


def tell(lines: Sequence[tuple[str, str]], notes: Iterable[str]) -> None:
    """Print an answer, and below it what there is to note."""
    for text in answer(lines):
        out(text)
    out()
    for each in notes:
        out(narrow(f"{each.removesuffix('.')}."))


def bold(text: str) -> str:
    """Make lines bold where a terminal shows it; see no-color.org for NO_COLOR."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    old_windows = sys.platform == "win32" and not os.environ.get("WT_SESSION")
    if plain or old_windows or not sys.stdout.isatty():
        return text
    return "\n".join(f"{BOLD[0]}{line}{BOLD[1]}" for line in text.split("\n"))


def fills_the_screen(lines: Iterable[str]) -> bool:
    """Whether these lines push what stood before them off the screen."""
    rows = shutil.get_terminal_size((80, 24)).lines
    return sum(each.count("\n") + 1 for each in lines) >= rows


def narrow(text: str) -> str:
    """Wrap a paragraph to the width of an answer."""
    return textwrap.fill(text, width(), break_long_words=False, break_on_hyphens=False)


def wrapped(text: str, columns: int) -> str:
    """Break a name over several lines."""
    return textwrap.fill(text, columns, break_on_hyphens=False)


def hanging(text: str, indent: int) -> str:
    """Wrap a text with a hanging indent: later lines start under the first."""
    return ("\n" + " " * indent).join(textwrap.wrap(text, max(NARROWEST, WIDTH - indent)))


def table(head: Sequence[str], rows: Iterable[Sequence[str]], left: int = 1) -> list[str]:
    """Lay out rows in columns; the first `left` columns align left, the others right.

    A cell may have several lines.
    """
    heads = list(zip_longest(*(each.split("\n") for each in head), fillvalue=""))
    parted = [zip_longest(*(cell.split("\n") for cell in row), fillvalue="") for row in rows]
    lines = [*heads, *(line for row in parted for line in row)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    laid_out = [
        "  ".join(
            cell.ljust(width) if column < left else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    ]
    top = len(heads)
    return [*laid_out[:top], "-" * max(map(len, laid_out)), *laid_out[top:]]


def _write(stream: TextIO, text: str) -> None:
    try:
        stream.write(_showable(text, stream.encoding) + "\n")
        stream.flush()
    except BrokenPipeError:  # the reader, such as `head`, has stopped; still write the files
        _silence(stream)
    except OSError as error:  # such as a full disk; the files may be on another
        if stream is sys.stdout:
            UNPRINTED.append(str(error.strerror or error))
        _silence(stream)


def _silence(stream: TextIO) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _showable(text: str, encoding: str | None) -> str:
    """Replace characters that the terminal cannot show with plainer ones; none may steer it."""
    text = "".join(each if each in BOLD else printable(each) for each in BOLD_MARKS.split(text))
    try:
        text.encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return text.translate(PLAINER)
    return text
