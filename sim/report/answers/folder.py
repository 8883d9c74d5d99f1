"""The folder of a question: its trials, so that the same question goes on, and its answer."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.params.errors import UserError
from sim.report.answers.trial_file import TrialFile
from sim.report.store.folder import Claim, hold
from sim.rules.sources import sources_digest

if TYPE_CHECKING:
    from sim.report.figures import Drawings

ANSWERS, TRIALS = Path("answers"), "trials.sqlite"
LOCKED_AS = "answer"  # the name within the folder that one process holds
DIGITS = 8  # of a digest in the name of a folder


@dataclass(frozen=True)
class AnswerFolder:
    """A folder that this process alone writes to.

    place   where it is
    memory  its trials
    """

    place: Path
    memory: TrialFile
    claim: Claim

    def write(self, texts: Mapping[str, str], drawings: "Drawings") -> None:
        """Write the files of the answer, all or none; each replaces one of its name.

        Figures of an earlier answer that this one has not are removed: they would contradict it.
        """
        from sim.report.figures import save_all

        with self.claim.replacing() as inside:
            for name, text in texts.items():
                (inside / name).parent.mkdir(parents=True, exist_ok=True)
                (inside / name).write_text(text, encoding="utf-8", newline="\n")
            save_all(drawings, inside)
        for svg in self.place.glob("*.svg"):
            png = svg.with_suffix(".png")
            if svg.stem not in drawings and png.is_file():
                svg.unlink()
                png.unlink()


def question_digest(about: Mapping[str, Any]) -> str:
    """Return a digest of all that an answer depends on, how many trials are wanted apart.

    about  plain data: the command, digests of its plans, outcomes, seed ...
    """
    said = json.dumps([sources_digest(), about], sort_keys=True, default=str)
    return hashlib.sha256(said.encode()).hexdigest()


def usual_place(command: str, digest: str) -> Path:
    """Name the folder of a question that named none: the same question, the same folder."""
    return ANSWERS / f"{command}-{digest[:DIGITS]}"


@contextmanager
def answer_folder(place: Path, digest: str) -> Iterator[AnswerFolder]:
    """Open, or begin, the folder of a question.

    Raises
    ------
    UserError
        If it holds something else, if another process writes it, or if it cannot be written.
    """
    is_new = not place.exists()
    if not is_new and (not place.is_dir() or not _is_ours(place)):
        raise UserError(f"{place} holds something else; name another folder with --out")
    with hold(place / LOCKED_AS) as claim:
        memory = TrialFile(place / TRIALS, digest)
        try:
            yield AnswerFolder(place, memory, claim)
        except KeyboardInterrupt as stop:
            if memory.tables is not None:
                stop.add_note(f"what was run is kept in {place}; the same line goes on from there")
            raise
        finally:
            memory.close()


def _is_ours(place: Path) -> bool:
    """Whether a folder is of a question, has begun to be, or is empty."""
    names = {each.name for each in place.iterdir()}
    return TRIALS in names or names <= {f".{LOCKED_AS}.part"}
