"""The cells of a sweep as a CSV file for a spreadsheet."""

from pathlib import Path
from typing import TYPE_CHECKING

from sim.params.errors import UserError
from sim.params.spreadsheet_text import as_text
from sim.report.store.folder import TakenError

if TYPE_CHECKING:
    import pandas as pd


def write(path: Path, table: "pd.DataFrame") -> None:
    """Write a table, with the mark that tells Excel its encoding; no label becomes a formula.

    Raises
    ------
    UserError
        If the file is there already, or cannot be written.
    """
    if path.exists():
        raise TakenError(f"{path} exists already; name another file with --csv, or remove it")
    words = [name for name in table.columns if table[name].dtype.kind not in "ifb"]
    plain = table.assign(**{name: table[name].map(as_text) for name in words})
    try:
        plain.to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\r\n")
    except OSError as error:
        path.unlink(missing_ok=True)
        raise UserError(f"cannot write {path}: {error.strerror or error}") from None
