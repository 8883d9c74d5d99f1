"""What every answer to a question has: a few lines, an account, tables, figures, plain data."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.api.html import Paragraphs
from sim.params import markup
from sim.params.spreadsheet_text import as_text
from sim.report.store.document import plain_data

if TYPE_CHECKING:
    import pandas as pd

    from sim.report.figures import Drawings, Picture

Line = tuple[str, str]
SHOWN_ROWS = 12  # of a table in a notebook


class Answer(ABC):
    """An answer that shows itself: printed, in a notebook, as files and as plain data.

    A class of answers gives its lines, account, frames and drawings; all else follows.
    """

    command: str  # that asks for it

    @property
    @abstractmethod
    def lines(self) -> list[Line]:
        """The answer: label and text of each line; the headline has no label."""

    @property
    @abstractmethod
    def account(self) -> Sequence[str]:
        """The same at length, as paragraphs."""

    @property
    @abstractmethod
    def frames(self) -> Mapping[str, "pd.DataFrame"]:
        """Tables by name; the first is the main one."""

    @abstractmethod
    def drawings(self) -> "Drawings":
        """Name the figures, each with the function that draws it; the first is the main one."""

    @abstractmethod
    def printed(self) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
        """Return the heading and the rows of the small table that a terminal shows."""

    @property
    def frame(self) -> "pd.DataFrame":
        """The main table."""
        return next(iter(self.frames.values()))

    @property
    def full(self) -> Paragraphs:
        """The account at length; `print` shows it with empty lines between."""
        return Paragraphs(self.account)

    def figure(self, name: str | None = None) -> "Picture":
        """Draw a figure for a notebook; the main one if no name is given.

        Raises
        ------
        UserError
            If there is no figure of that name.
        """
        from sim.report.figures import picture

        drawings = self.drawings()
        return picture(drawings, next(iter(drawings)) if name is None else name)

    def document(self) -> dict[str, Any]:
        """Return the answer as plain data."""
        return {
            "answer": [{"label": label, "text": text} for label, text in self.lines],
            "account": list(self.account),
            "tables": {
                name: plain_data(frame.to_dict("records")) for name, frame in self.frames.items()
            },
        }

    def texts(self) -> dict[str, str]:
        """Return the files of text, by name: each table, and the answer with its account."""
        (_, headline), *others = self.lines
        head, rows = self.printed()
        page = [
            f"# {headline}",
            "\n".join(f"- **{label}**: {text}" for label, text in others),
            _markdown(head, rows),
            "## At length",
            *self.account,
        ]
        found = {f"{name}.csv": _csv(frame) for name, frame in self.frames.items()}
        return {**found, "answer.md": "\n\n".join(each for each in page if each) + "\n"}

    def save(self, folder: str | Path) -> Path:
        """Write tables, figures and answer.md to a new folder; returns it.

        Raises
        ------
        UserError
            If it is there, or cannot be written.
        """
        from sim.report.figures import save_all
        from sim.report.store.folder import claim

        with claim(Path(folder)) as claimed, claimed.writing() as inside:
            for name, text in self.texts().items():
                (inside / name).parent.mkdir(parents=True, exist_ok=True)
                (inside / name).write_text(text, encoding="utf-8", newline="\n")
            save_all(self.drawings(), inside)
        return claimed.target

    def __str__(self) -> str:
        """Return the lines as text."""
        return "\n".join(f"{label}: {text}" if label else text for label, text in self.lines)

    def _repr_html_(self) -> str:
        """Show the lines, the main figure and the main table in a notebook."""
        (_, headline), *others = self.lines
        head, rows = self.printed()
        return "".join(
            (
                markup.paragraph(headline, strong=True),
                *(markup.paragraph(f"{label}: {text}") for label, text in others),
                self._picture(),
                markup.table(self.command, head, rows[:SHOWN_ROWS]) if rows else "",
            )
        )

    def _picture(self) -> str:
        """Draw the main figure; nothing if there is none, or if Matplotlib cannot be loaded."""
        if not self.drawings():
            return ""
        try:
            drawn = self.figure()
        except ImportError:
            return ""
        return markup.picture(drawn.png(), drawn.words)


def _csv(frame: "pd.DataFrame") -> str:
    """Write a table; no cell can be taken for a formula by a spreadsheet."""
    safe = frame.copy()
    for name in safe.columns:
        if not hasattr(safe[name], "str") or safe[name].dtype.kind in "fiub":
            continue
        safe[name] = safe[name].map(lambda each: as_text(each) if isinstance(each, str) else each)
    text: str = safe.to_csv(index=False, lineterminator="\n")
    return text


def _markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    plain = [[cell.replace("\n", " ").replace("|", "/") for cell in row] for row in rows]
    lines = [[cell.replace("\n", " ") for cell in head], ["---"] * len(head), *plain]
    return "\n".join(f"| {' | '.join(row)} |" for row in lines)
