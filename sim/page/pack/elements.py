"""Elements of the pack's HTML: lists, tables, sections, and words with names and keys in them."""

import re
from collections.abc import Iterable, Sequence
from html import escape

APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"


def marked(text: str) -> str:
    """Write words in which **a name** stands on the screen exactly so, and `a key` is pressed."""
    bold = re.sub(r"\*\*(.+?)\*\*", _on_screen, escape(text, quote=False))
    return re.sub(r"`(.+?)`", r"<kbd>\1</kbd>", bold)


def _on_screen(name: re.Match[str]) -> str:
    """Write a name with the apostrophe that the page has."""
    return "<b>" + name[1].replace("'", APOSTROPHE) + "</b>"


def pressed(keys: Sequence[str]) -> str:
    """Say which keys are pressed one after another: "`PageDown` twice."."""
    if not keys:
        return ""
    if len(keys) > 1 and len(set(keys)) == 1:
        times = {2: "twice", 3: "three times"}[len(keys)]
        return marked(f"`{keys[0]}` {times}.")
    return marked(", then ".join(f"`{each}`" for each in keys) + ".")


def section(name: str | None, title: str, parts: Iterable[str], kind: str = "") -> str:
    """Write a section, which begins on a page of its own."""
    about = f' id="{name}"' if name else ""
    about += f' class="{kind}"' if kind else ""
    return f"<section{about}>\n<h2>{escape(title)}</h2>\n" + "\n".join(parts) + "\n</section>"


def listed(items: Iterable[str], tag: str = "ul") -> str:
    """Write a list of what is HTML already."""
    return f"<{tag}>" + "".join(f"<li>{each}</li>" for each in items) + f"</{tag}>"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table whose cells are HTML already."""
    top = "".join(f"<th>{escape(each)}</th>" for each in head)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in each) + "</tr>" for each in rows)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def named(names: Sequence[str]) -> str:
    """Join names, each in quotation marks."""
    return ", ".join(f"“{each}”" for each in names)
