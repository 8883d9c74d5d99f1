"""A figure that a notebook can show and that can be saved."""

import base64
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from sim.report.figures import slide
from sim.report.figures.style import slide_style

SCREEN = 72  # dots an inch in a notebook: 960 x 540 pixels
COLOURS = 64  # in a notebook; with all colours it takes four times the bytes


@dataclass(frozen=True)
class Picture:
    """One figure: its sentence states the finding, and its description says what is drawn.

    name  name of the figure and of its file: "adoption"
    """

    name: str
    page: slide.Page

    @property
    def words(self) -> str:
        """What it shows, for people who cannot see it."""
        return f"{self.page.sentence}. {self.page.description}"

    def png(self) -> bytes:
        """Draw it as PNG in the size for a notebook."""
        drawn, small = io.BytesIO(), io.BytesIO()
        with slide_style():
            self.page.figure.savefig(drawn, format="png", dpi=SCREEN)
        Image.open(drawn).convert("RGB").quantize(COLOURS).save(small, "png", optimize=True)
        return small.getvalue()

    def save(self, folder: str | Path) -> list[Path]:
        """Write NAME.png and NAME.svg in the size of a slide, in an existing folder."""
        with slide_style():
            return slide.save(self.page, Path(folder), self.name)

    def __repr__(self) -> str:
        """Say what it shows."""
        return f"<Picture {self.name!r}: {self.words}>"

    def _repr_mimebundle_(self, **_options: Any) -> tuple[dict[str, str], dict[str, Any]]:
        """Return the picture for a notebook, and its words."""
        drawn = base64.b64encode(self.png()).decode("ascii")
        shown = {"image/png": drawn, "text/plain": self.words}
        return shown, {"image/png": {"alt": self.words}}
