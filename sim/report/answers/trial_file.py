"""The trials of a question in one file, each whole or not at all: SQLite sees to that."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from sim.outcomes.intervals import Floats
from sim.params.errors import UserError

OFTEN = 1.0  # seconds between two times that what is new is put on the disk
TABLES = """
create table if not exists about (question text not null);
create table if not exists trials (
    name text primary key, runs integer not null, measures integer not null, measured blob not null
) without rowid;
"""


class TrialFile:
    """Remembers the trials of one question in a file, which is made with the first of them.

    path      of the file
    question  its digest: a file of another question is refused
    """

    def __init__(self, path: Path, question: str):
        self.path, self.question, self.kept_at = path, question, time.monotonic()
        self.tables = self._opened() if path.exists() else None

    def get(self, name: str) -> Floats | None:
        """Return what was measured; None if it was not yet."""
        if self.tables is None:
            return None
        with self._plain_errors():
            row = self.tables.execute(
                "select runs, measures, measured from trials where name = ?", (name,)
            ).fetchone()
        if row is None:
            return None
        found: Floats = np.frombuffer(row[2], "<f8").reshape(row[0], row[1]).astype(np.float64)
        return found

    def put(self, name: str, measured: Floats) -> None:
        """Remember what was measured."""
        runs, measures = measured.shape
        row = (name, runs, measures, measured.astype("<f8").tobytes())
        tables = self.tables = self.tables or self._opened()
        with self._plain_errors():
            tables.execute("insert or replace into trials values (?, ?, ?, ?)", row)
            if time.monotonic() - self.kept_at > OFTEN:
                tables.commit()
                self.kept_at = time.monotonic()

    def close(self) -> None:
        """Put what is new on the disk, and close the file."""
        if self.tables is None:
            return
        with self._plain_errors():
            try:
                self.tables.commit()
            finally:
                self.tables.close()

    def _opened(self) -> sqlite3.Connection:
        """Open the file, and make its tables if it is new; refuse that of another question."""
        with self._plain_errors():
            tables = sqlite3.connect(self.path, check_same_thread=False)
        try:
            with self._plain_errors():
                tables.executescript(TABLES)
                said = tables.execute("select question from about").fetchone()
                if said is None:
                    tables.execute("insert into about values (?)", (self.question,))
                    tables.commit()
            if said is not None and said[0] != self.question:
                raise UserError(
                    f"{self.path.parent} holds the answer to another question, or of another "
                    "version of Uptake; name another folder with --out, or remove it"
                )
        except BaseException:
            tables.close()
            raise
        return tables

    @contextmanager
    def _plain_errors(self) -> Iterator[None]:
        """Turn what SQLite says into a line for the user."""
        try:
            yield
        except sqlite3.Error as error:
            if any(word in str(error) for word in ("full", "unable", "readonly")):
                raise UserError(f"cannot write {self.path}: {error}") from error
            raise UserError(
                f"{self.path} is damaged ({error}); remove it, and what it remembers runs again"
            ) from error
