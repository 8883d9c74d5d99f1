"""HTML for notebooks: every text escaped, tables that a screen reader can tell."""

import base64
from collections.abc import Iterable, Sequence
from html import escape


def paragraph(text: str, strong: bool = False) -> str:
    """Give a paragraph; a name with markup in it is shown as text."""
    told = escape(text)
    return f"<p><strong>{told}</strong></p>" if strong else f"<p>{told}</p>"


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Give a table with a caption; the first cell of each row is its heading."""
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
    """Give a picture that stands in the page itself, and what it shows in words."""
    told = base64.b64encode(png).decode("ascii")
    return (
        f'<img src="data:image/png;base64,{told}" alt="{escape(alternative)}" '
        'style="max-width: 100%">'
    )
