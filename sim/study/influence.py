"""Who influenced whom in one run: what neighbours and levers gave to each step towards a go-live.

The steps are those at which something acts on a rate: hearing, committing or complying with a
mandate, writing the business case, each approval by a board. Each is divided among its sources in
the month in which it happened (`sim.study.sources`). A go-live has no rate of its own: it follows
from these steps and from waiting. Its shares are the plain mean over the steps that led to it.

These are contributions to a rate, as the model computes it. They are no causes that somebody could
observe: whether an organisation moves in a month is chance, and with a lower rate it may have moved
all the same.

The agents of `sim.engines.agents` step through the run.  It is the same run as in the compiled
engine, number for number.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sim.engines.agents import HealthSystem, Organisation
from sim.networks.system import System
from sim.params import Contacts, Kind, Scenario, names
from sim.params.errors import UserError
from sim.process import boards, decisions, rates, stages
from sim.process.snapshot import snapshot
from sim.study.sources import ITSELF, LEVER, NEIGHBOUR, Contribution, Rate, contributions

HEARD, COMPLIED, COMMITTED, CASE, APPROVED, LIVE = (
    "heard of it", "complied", "committed", "case written", "approved", "went live",
)  # fmt: skip

# The rate or chance of each step, at the state of a month
RATES: dict[str, Rate] = {
    HEARD: lambda p, month, me: rates.hearing(p, month, me, snapshot(month, me)),
    COMPLIED: lambda p, month, _: rates.complying(p, month) if month.mandated else 0.0,
    COMMITTED: decisions.committing,
    CASE: lambda p, month, me: boards.case_progress(p, month, me, snapshot(month, me)),
    APPROVED: decisions.approving,
}


@dataclass(frozen=True, slots=True)
class Share:
    """What one source gave to one step.

    source   name of a neighbour or a lever; else the same as kind
    kind     neighbour, lever, all sites, own use, mandate, or itself
    share    all shares of a step add up to 1; one below 0 held it back
    without  the rate without this source; None for a go-live
    """

    source: str
    kind: str
    share: float
    without: float | None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of one organisation.

    organisation  its row
    month   record at which it is seen first, as in histories and `outcomes.first_live`
    rate    [1/month] of hearing, committing, complying; [case/month] of writing; chance of
            approval; None for a go-live
    """

    organisation: int
    month: int
    event: str
    rate: float | None
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class RunInfluence:
    """Every step of one run, in order of time.

    first_live  for each organisation the record of its first go-live; -1 if none; for pilots the
                start of the programme, at first 0
    """

    system: System
    replicate: int
    seed: int
    steps: tuple[Step, ...]
    first_live: tuple[int, ...]


class Traced(Organisation):
    """An organisation that keeps what each of its steps came from."""

    def __init__(self, model: HealthSystem, cell: Any, record: Any):
        super().__init__(model, cell, record)
        self.steps: list[Step] = []
        self.journey: list[Step] = []
        self.moved_to = self.stage

    def act(self) -> None:
        """Carry out what was decided, and keep the stage to which that leads."""
        super().act()
        self.moved_to = self.stage

    def hears(self) -> bool:
        """Whether it hears of the innovation this month."""
        return self._traced(HEARD, super().hears())

    def commits(self) -> bool:
        """Whether it commits this month."""
        return self._traced(COMMITTED, super().commits())

    def complies(self) -> bool:
        """Whether it moves because of a mandate."""
        return self._traced(COMPLIED, super().complies())

    def finishes_case(self) -> bool:
        """Whether its business case is done."""
        return self._traced(CASE, super().finishes_case())

    def is_approved(self) -> bool:
        """Whether the board that meets approves."""
        return self._traced(APPROVED, super().is_approved())

    def _traced(self, event: str, happens: bool) -> bool:
        """Keep what a step came from, if it happens; decisions see the start of the month."""
        if happens:
            rate, parts = contributions(self, RATES[event])
            shares = tuple(self._share(each) for each in parts)
            step = Step(self.index, self.model.month.number + 1, event, rate, shares)
            self.steps.append(step)
            self.journey.append(step)
        return happens

    def _share(self, part: Contribution) -> Share:
        """Name a source."""
        kind, number = part.source.kind, part.source.number
        name = kind
        if kind == NEIGHBOUR:
            name = self.ties[number].peer.name
        elif kind == LEVER:
            name = names.LEVERS[number]
        return Share(name, kind, part.share, part.without)

    def arrive(self, was: int) -> None:
        """Close a month: end the journey at a go-live, or go back on it."""
        if self.stage == was:
            return
        if self.stage != self.moved_to:  # chosen as a pilot: no step of its own led there
            self.journey = []
            return
        if stages.has_left(self.stage) or (was == names.COMMITTED and self.stage == names.AWARE):
            self.journey = [step for step in self.journey if step.event == HEARD]
        elif self.stage == names.IMPLEMENTING and self.journey:
            shares = _mean(self.journey)
            self.steps.append(Step(self.index, self.model.month.number + 1, LIVE, None, shares))


def _mean(journey: list[Step]) -> tuple[Share, ...]:
    """Average the shares of the steps of a journey; a source that is not in a step gave it 0."""
    totals: dict[tuple[str, str], float] = defaultdict(float)
    for step in journey:
        for each in step.shares:
            totals[each.source, each.kind] += each.share
    ordered = sorted(totals.items(), key=lambda item: item[0][1] == ITSELF)
    return tuple(Share(*key, total / len(journey), None) for key, total in ordered)


def trace(
    scenario: Scenario,
    seed: int = 0,
    replicate: int = 0,
    on_month: Callable[[int], None] = lambda month: None,
) -> RunInfluence:
    """Step through one run and divide each step towards a go-live among its sources.

    on_month  called with the number of each month that is done

    Raises
    ------
    UserError
        If the scenario runs a classic process, which has no levers and no steps, or no network.
    """
    if scenario.process.kind != Kind.full:
        raise UserError(
            f"process.kind is {scenario.process.kind.name}: who influenced whom is told for the "
            "full process only; leave process.kind out"
        )
    if scenario.system.contacts == Contacts.everybody:
        raise UserError(
            "system.contacts is everybody: everybody's example counts alike, so nobody influenced "
            "one more than another; set it to network or random"
        )
    model = HealthSystem(scenario, seed, replicate, kind=Traced, collect=False)
    everybody: list[Any] = model.organisations
    first = [0 if one.pilot else -1 for one in everybody]
    while model.running:
        before = [one.stage for one in everybody]
        model.step()
        for i, (one, was) in enumerate(zip(everybody, before, strict=True)):
            one.arrive(was)
            if first[i] < 0 and one.stage == names.IMPLEMENTING:
                first[i] = model.month.number + 1
        on_month(model.month.number + 1)
    steps = sorted((step for one in everybody for step in one.steps), key=lambda step: step.month)
    return RunInfluence(model.system, replicate, seed, tuple(steps), tuple(first))
