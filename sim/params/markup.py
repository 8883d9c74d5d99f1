"""HTML for notebooks: all text is escaped, and tables work with a screen reader."""

import base64
from collections.abc import Iterable, Sequence
from html import escape


def paragraph(text: str, strong: bool = False) -> str:
    """Return a paragraph; markup in the text is shown as plain text."""
    escaped = escape(text)
    return f"<p><strong>{escaped}</strong></p>" if strong else f"<p>{escaped}</p>"


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table with a caption; the first cell of each row is its heading."""
    columns = "".join(f'<th scope="col">{escape(each)}</th>' for each in head)
    lines = "".join(
        f'<tr><th scope="row" style="text-align: left">{escape(first)}</th>'
        + "".join(f"<td>{escape(each)}</td>" for each in rest)
        + "</tr>"
        for first, *rest in rows
    )
    return (
        f'<table><caption style="text-align: left">{escape(caption)}</caption>'
        f"<thead><tr>{columns}</tr></thead><tbody>{lines}</tbody></table>"
    )


def picture(png: bytes, alternative: str) -> str:
    """Return a picture embedded in the page, with a description in words."""
    encoded = base64.b64encode(png).decode("ascii")
    return (
        f'<img src="data:image/png;base64,{encoded}" alt="{escape(alternative)}" '
        'style="max-width: 100%">'
    )
