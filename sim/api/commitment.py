"""What a room committed to, scored by what was seen since."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.networks.stands import month_in
from sim.report.commitment import lines
from sim.study.track.commitment import Commitment, Outcome, outcome_of, read_commitment
from sim.study.track.observed import Observed
from sim.study.track.tables import read_observed


@dataclass(frozen=True)
class Scored:
    """A commitment, and what came of it.

    Attributes
    ----------
    commitment : sim.study.track.commitment.Commitment
        As the page saved it.
    observed : sim.study.track.observed.Observed
        What was seen.
    outcome : sim.study.track.commitment.Outcome
        Both, month by month.
    """

    commitment: Commitment
    observed: Observed
    outcome: Outcome

    @property
    def lines(self) -> list[tuple[str, str]]:
        """The answer: label and text of each line; the headline has no label."""
        return lines(self.commitment, self.outcome, self.observed.measure)

    def document(self) -> dict[str, Any]:
        """Return what was found as plain data."""
        found, room = self.outcome, self.outcome.room
        return {
            "answer": [{"label": label, "text": text} for label, text in self.lines],
            "plan": self.commitment.plan,
            "changed_from": self.commitment.changed_from or None,
            "command": self.commitment.command,
            "months": found.months.tolist(),
            "seen": found.seen.round(5).tolist(),
            "model": found.model.round(5).tolist(),
            "room": None if room is None else room.round(5).tolist(),
            "off": {
                "model": round(found.off(found.model), 5),
                "room": None if room is None else round(found.off(room), 5),
            },
            "inside": found.inside,
            "known_before": found.known,
            "actions": [
                dict(zip(("what", "by", "who"), each, strict=True))
                for each in self.commitment.actions
            ],
        }


def score_commitment(
    commitment: str | Path, observed: str | Path, as_of: str | None = None
) -> Scored:
    """Score what the model and the room expected by what was seen; nothing is run.

    Parameters
    ----------
    commitment : str or Path
        JSON file that the page of a workshop saves under "Commit".
    observed : str or Path
        CSV or XLSX with dates, and counts or shares.
    as_of : str, optional
        Month up to which uptake is known.

    Raises
    ------
    UserError
        If a file says what cannot be, or if nothing was seen since.
    """
    said = read_commitment(Path(commitment))
    until = None if as_of is None else month_in(as_of, "--as-of", "the date")
    seen = read_observed(Path(observed), (), said.organisations, said.start, until)
    return Scored(said, seen, outcome_of(said, seen))
