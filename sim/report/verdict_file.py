"""`verdict.md`: the answer in five lines, the full account, and the table with its ranges."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

NAME = "verdict.md"


def verdict_file(
    title: str,
    answer: Iterable[tuple[str, str]],
    account: Iterable[str],
    tables: Mapping[str, Sequence[Sequence[str]]],
    wide: bool = True,
) -> str:
    """Write the text of the file, in Markdown.

    tables  heading -> rows of text, headers first; one table may have no heading
    wide    the rows are plans and the columns many, so that it reads better turned
    """
    parts = [
        f"# {_plain(title)}",
        *(_line(label, text) for label, text in answer),
        "## The full account",
        *map(_plain, account),
        *(part for table in tables.items() for part in _headed(*table, wide)),
    ]
    return "\n\n".join(parts) + "\n"


def _headed(heading: str, table: Sequence[Sequence[str]], wide: bool) -> Iterator[str]:
    if heading:
        yield f"### {_plain(heading)}"
    yield _table([list(row) for row in (zip(*table, strict=True) if wide else table)])


def _line(label: str, text: str) -> str:
    return f"**{label}:** {_plain(text)}" if label else f"**{_plain(text)}**"


def _plain(text: str) -> str:
    """Keep the signs of Markdown that a name may hold as they are."""
    for sign in ("\\", "*", "_", "`", "<", "#"):
        text = text.replace(sign, f"\\{sign}")
    return text


def _table(rows: Sequence[Sequence[str]]) -> str:
    head, *lines = [[_plain(cell).replace("|", "\\|") for cell in row] for row in rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *lines))
