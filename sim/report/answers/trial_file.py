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
    """Remembers the trials of one question in a file.

    path      of the file
    question  its digest: a file of another question is refused
    """

    def __init__(self, path: Path, question: str):
        self.path, self.kept_at = path, time.monotonic()
        with self._plain_errors():
            self.tables = sqlite3.connect(path, check_same_thread=False)
        try:
            self._begin(question)
        except BaseException:
            self.tables.close()
            raise

    def _begin(self, question: str) -> None:
        """Make the tables of a new file, or refuse those of another question."""
        with self._plain_errors():
            self.tables.executescript(TABLES)
            said = self.tables.execute("select question from about").fetchone()
            if said is None:
                self.tables.execute("insert into about values (?)", (question,))
                self.tables.commit()
        if said is not None and said[0] != question:
            raise UserError(
                f"{self.path.parent} holds the answer to another question, or of another version "
                "of Uptake; name another folder with --out, or remove it"
            )

    def get(self, name: str) -> Floats | None:
        """Return what was measured; None if it was not yet."""
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
        with self._plain_errors():
            self.tables.execute("insert or replace into trials values (?, ?, ?, ?)", row)
            if time.monotonic() - self.kept_at > OFTEN:
                self.tables.commit()
                self.kept_at = time.monotonic()

    def close(self) -> None:
        """Put what is new on the disk, and close the file."""
        with self._plain_errors():
            try:
                self.tables.commit()
            finally:
                self.tables.close()

    @contextmanager
    def _plain_errors(self) -> Iterator[None]:
        """Turn what SQLite says into a line for the user."""
        try:
            yield
        except sqlite3.Error as error:
            if "full" in str(error) or "unable" in str(error) or "readonly" in str(error):
                raise UserError(f"cannot write {self.path}: {error}") from error
            raise UserError(
                f"{self.path} is damaged ({error}); remove it, and what it remembers runs again"
            ) from error
