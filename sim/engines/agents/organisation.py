"""An organisation as an agent: what it sees, decides and does in a month."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mesa.discrete_space import FixedAgent

from sim.params import names
from sim.process import barriers, contacts, decisions, implementation, stages, state, trust
from sim.process.aid import give
from sim.process.settings import Settings
from sim.process.state import FIELDS, Month
from sim.rules import evidence

if TYPE_CHECKING:
    from sim.engines.agents.health_system import HealthSystem


@dataclass(slots=True)
class Tie(state.Tie):
    """What one organisation hears along a tie to another."""

    peer: "Organisation"
    trust: float
    carries: float = 0.0


class Organisation(FixedAgent, state.Organisation):
    """An organisation that may take up the innovation, with the fields of `sim.process.state`."""

    ties: list[Tie]

    def __init__(self, model: "HealthSystem", cell: Any, record: Any):
        super().__init__(model)
        self.cell = cell
        for name in FIELDS:
            setattr(self, name, record[name].item())

    @property
    def name(self) -> str:
        """Its name in the system."""
        return self.model.system.names[self.index]

    def decide(self) -> None:
        """Look at the others as they are; change nothing that they can see."""
        p, month = self.model.settings, self.model.month
        give(self.model.aid, month, self.index)
        self.listen()
        decisions.face_gaps(p, month, self)
        if stages.is_live(self.stage):
            self.implement = self.feasible(names.IMPLEMENT)
            self.sustain = self.feasible(names.SUSTAIN)
        self.next = decisions.next_stage(_ask, p, month, self)

    def listen(self) -> None:
        """Take in what the neighbours show, and their evidence; or that of everybody."""
        p, month, others = self.model.settings, self.model.month, len(self.model.organisations) - 1
        if contacts.meets_everybody(p):
            contacts.listen_to_all(p, month, self, self.index, others, self.model.met)
        else:
            listen_to(self.ties, p, self)

    # A subclass may answer each question below in its own way.

    def hears(self) -> bool:
        """Whether it hears of the innovation this month."""
        return decisions.hears(self.model.settings, self.model.month, self)

    def commits(self) -> bool:
        """Whether it commits this month."""
        return decisions.commits(self.model.settings, self.model.month, self)

    def finishes_case(self) -> bool:
        """Whether its business case is done."""
        return decisions.finishes_case(self.model.settings, self.model.month, self)

    def lapses(self) -> bool:
        """Whether its commitment loses momentum."""
        return decisions.lapses(self.model.settings, self.model.month, self)

    def complies(self) -> bool:
        """Whether it moves because of a mandate."""
        return decisions.complies(self.model.settings, self.model.month, self)

    def is_approved(self) -> bool:
        """Whether the board that meets approves."""
        return decisions.is_approved(self.model.settings, self.model.month, self)

    def is_rejected(self) -> bool:
        """Whether a board that does not approve rejects."""
        return decisions.is_rejected(self.model.settings, self.model.month, self)

    def feasible(self, row: int) -> float:
        """Feasibility of implementing or sustaining, in (0, 1]."""
        return barriers.feasible(self.model.settings, self.model.month, row)

    def act(self) -> None:
        """Carry out what was decided."""
        give(self.model.aid, self.model.month, self.index)
        implementation.act(self.model.settings, self.model.month, self)

    def look(self) -> None:
        """Decide by a classic process."""
        give(self.model.aid, self.model.month, self.index)
        if contacts.meets_everybody(self.model.settings):
            others = len(self.model.organisations) - 1
            contacts.look_at_all(self.model.month, self, others)
            self.next = decisions.next_by_classic(self.model.settings, self.model.month, self)
            return
        adopted = [tie for tie in self.ties if tie.peer.stage == names.EMBEDDED]
        seen = 0.0
        for tie in adopted:
            seen += tie.trust
        self.exposure = evidence.weighted_share(seen, self.weights)
        self.moving = len(adopted)
        self.next = decisions.next_by_classic(self.model.settings, self.model.month, self)

    def adopt(self) -> None:
        """Carry out what a classic process decided."""
        implementation.act_by_classic(self.model.settings, self)


def listen_to(ties: Sequence[Any], p: Settings, me: Any) -> None:
    """Let an organisation take in what comes along its ties (E5-E7).

    ties  with `trust`, `carries` and a `peer` that has `shown`, `made`, `stage` and `pilot`
    """
    heard, seen, alike, moving, gone = 0.0, 0.0, 0.0, 0.0, 0.0
    for tie in ties:
        peer = tie.peer
        if peer.shown:
            seen += tie.trust * peer.shown
            alike += tie.carries * peer.shown
        if peer.made:
            heard += decisions.heard_from(p, tie.carries, peer.made, peer.pilot)
        if stages.in_practice(peer.stage):
            moving += tie.trust
        if trust.has_given_up(peer.stage):
            gone += tie.trust
    me.heard = heard
    decisions.look(me, seen, alike, moving, gone, len(ties))


# How to put each question of `sim.process.decisions` to an organisation
_METHODS = {
    decisions.HEARS: "hears",
    decisions.COMMITS: "commits",
    decisions.FINISHES_CASE: "finishes_case",
    decisions.LAPSES: "lapses",
    decisions.IS_APPROVED: "is_approved",
    decisions.IS_REJECTED: "is_rejected",
    decisions.COMPLIES: "complies",
}


def _ask(question: int, p: Settings, month: Month, one: Organisation) -> bool:
    """Put a question to an organisation, which may have its own answer."""
    return bool(getattr(one, _METHODS[question])())
