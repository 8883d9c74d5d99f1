"""A figure that shows itself in a notebook, and that can be saved."""

import base64
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from sim.report.figures import slide
from sim.report.figures.style import slide_style

SCREEN = 72  # dots an inch in a notebook: 960 x 540 pixels
COLOURS = 64  # in a notebook; with all of them it takes four times the bytes


@dataclass(frozen=True)
class Picture:
    """One figure: its sentence is the finding, and its description says what is drawn.

    name  as it is asked for, and its file's name: "adoption"
    """

    name: str
    page: slide.Page

    @property
    def words(self) -> str:
        """What it shows, for whoever cannot see it."""
        return f"{self.page.sentence}. {self.page.description}"

    def png(self) -> bytes:
        """Draw it as PNG of the size that a notebook shows."""
        drawn, small = io.BytesIO(), io.BytesIO()
        with slide_style():
            self.page.figure.savefig(drawn, format="png", dpi=SCREEN)
        Image.open(drawn).convert("RGB").quantize(COLOURS).save(small, "png", optimize=True)
        return small.getvalue()

    def save(self, folder: str | Path) -> list[Path]:
        """Write NAME.png and NAME.svg at the size of a slide; the folder exists."""
        with slide_style():
            return slide.save(self.page, Path(folder), self.name)

    def __repr__(self) -> str:
        """Say what it shows."""
        return f"<Picture {self.name!r}: {self.words}>"

    def _repr_mimebundle_(self, **_asked: Any) -> tuple[dict[str, str], dict[str, Any]]:
        """Show it in a notebook, with the same in words."""
        drawn = base64.b64encode(self.png()).decode("ascii")
        shown = {"image/png": drawn, "text/plain": self.words}
        return shown, {"image/png": {"alt": self.words}}
