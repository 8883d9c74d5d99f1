"""The files that `uptake import` writes: what was read, and the forms of `uptake new`."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sim.cli import new_texts
from sim.networks.columns import ORGANISATION, TIE
from sim.networks.headings import named
from sim.params.spreadsheet_text import as_text

if TYPE_CHECKING:
    from sim.networks.published.imported import Imported

TABLES = "## organisations.csv"
GUIDE = """\
# {name}

This folder was made by `uptake import` from published files. `system.yaml` names them, with their
publishers and what was assumed.

**No personal data is needed.** A row is an organisation, not a person. All stays on your computer.

**Empty cells are not known.** An empty trait is drawn anew for each system that is drawn: no number
there is a measurement of that organisation. Fill in what you know.

Fill in `innovation.yaml` and `plan.yaml` as far as you know. "don't know" means the default. Then:

```text
{commands}
```

"""


def files(name: str, typed: str, found: "Imported") -> dict[str, str]:
    """Return the files of a folder, by name, with what stands in each.

    name   of the folder
    typed  the folder as it is typed in a command
    """
    forms = new_texts.files(name, typed)
    commands = "\n".join(new_texts.commands(typed))
    _, heading, tables = forms["GUIDE.md"].partition(TABLES)
    texts = {
        "organisations.csv": _table(_columns(found.organisations), found.organisations),
        "system.yaml": _system(name, found),
        "innovation.yaml": forms["innovation.yaml"],
        "plan.yaml": forms["plan.yaml"],
        "GUIDE.md": GUIDE.format(name=name, commands=commands) + heading + tables,
    }
    if found.ties is not None:
        texts["ties.csv"] = _table(TIE, found.ties)
    return texts


def _columns(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the columns that there are; in place of a trait, its pillars if rows have some."""
    more = dict.fromkeys(name for row in rows for name in row if name not in ORGANISATION)
    column_of = {each: named(each, ORGANISATION) for each in more}
    columns: list[str] = []
    for name in ORGANISATION:
        parts = [each for each, column in column_of.items() if column == name]
        columns += parts or [name]
    return columns


def _table(columns: Iterable[str], rows: Sequence[Mapping[str, Any]]) -> str:
    """Write a table with every column that there is; no cell is a formula."""
    written = io.StringIO()
    sheet = csv.DictWriter(written, list(columns), restval="", lineterminator="\n")
    sheet.writeheader()
    sheet.writerows({name: as_text(value) for name, value in row.items()} for row in rows)
    return written.getvalue()


def _system(name: str, found: "Imported") -> str:
    """Write the title, the sources, and as comments what was left out and assumed."""
    import yaml

    count = len(found.organisations)
    said = dict(
        title=name,
        about=f"{count:,} organisations from published files.",
        source=" ".join(f"{each}." for each in found.sources),
    )
    head = yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=96)
    account = found.account
    parts = [("Read", account.read), ("Left out", account.left_out), ("Assumed", account.assumed)]
    told = "".join(_comment(what, lines) for what, lines in parts if lines)
    return f"{head}\n{told}{new_texts.ASKED}"


def _comment(what: str, lines: Sequence[str]) -> str:
    """Write lines as comments, each in one line whatever its text holds."""
    return "".join(f"# {text}\n" for text in [f"{what}:", *(f"- {_line(e)}" for e in lines)])


def _line(text: str) -> str:
    return " ".join(each for each in text.split() if each.isprintable())
