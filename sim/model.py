"""The model told with agents, on Mesa: one run, to read, step through, extend and draw.

    from sim.config import load
    from sim.model import HealthSystem

    system = HealthSystem(load(["scenario=avt_london", "strategy=hin_playbook"]))
    for _ in range(36):
        system.step()
    print(system.datacollector.get_model_vars_dataframe())

To change one decision, override it in a subclass of `Organisation` and pass the class.
"""

import inspect
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import mesa
import numpy as np
from mesa.discrete_space import FixedAgent, Network

from sim import barriers, counts, decisions, draws, living, names, partner, sums
from sim.build import system_of, to_graph
from sim.counts import Counts, groups_of
from sim.params import Scenario
from sim.rules import evidence, performance
from sim.settings import by_name, settings_of
from sim.standing import Standing, categories, standing_of
from sim.state import FIELDS, month_by_name, organisations_of
from sim.system import System, Whole

FULL = 0


@dataclass(slots=True)
class Tie:
    """What one organisation hears along a tie to another."""

    peer: "Organisation"
    trust: float
    weight: float = 0.0
    usable: float = 0.0


class Organisation(FixedAgent):
    """An organisation that may take up the innovation; `sim.state.FIELDS` says what it carries."""

    ties: list[Tie]

    def __init__(self, model: "HealthSystem", cell: Any, record: Any):
        super().__init__(model)
        self.cell = cell
        for name in FIELDS:
            setattr(self, name, record[name].item())

    def decide(self) -> None:
        """Look at the others as they stand; change nothing that they can see."""
        p, month = self.model.settings, self.model.month
        self.listen()
        decisions.face_gaps(p, month, self)
        self.next = self.next_stage()

    def listen(self) -> None:
        """Take in what the neighbours show and tell."""
        p, seen, moving = self.model.settings, 0.0, 0
        self.heard = 0.0
        for tie in self.ties:
            seen += tie.weight * tie.peer.shown
            self.heard += decisions.heard_from(p, tie.peer, tie.usable)
            moving += names.COMMITTED <= tie.peer.stage <= names.EMBEDDED
        self.exposure = evidence.exposure(seen, self.weights)
        self.moving = evidence.share(moving, len(self.ties))

    def next_stage(self) -> int:
        """Decide where to stand next month, as far as that is one's own to say."""
        stage = self.stage
        if self.model.month.mandated and stage <= names.AWARE and self.complies():
            self.compelled = True
            return names.DECIDING
        if stage == names.UNAWARE:
            return names.AWARE if self.hears() else stage
        if stage == names.AWARE:
            return names.COMMITTED if self.commits() else stage
        if stage == names.COMMITTED:
            if self.finishes_case():
                return names.DECIDING
            return names.AWARE if self.lapses() else stage
        if stage == names.DECIDING:
            return self.after_boards()
        if decisions.is_live(stage):
            self.implement = self.feasible(names.IMPLEMENT)
            self.sustain = self.feasible(names.SUSTAIN)
            return stage
        self.cool_off -= 1.0
        return names.AWARE if self.cool_off <= 0.0 else stage

    def after_boards(self) -> int:
        """Go through boards and procurement."""
        if decisions.meets_board(self.model.month, self):
            if self.is_approved():
                decisions.wins_approval(self.model.settings, self.model.month, self)
            elif self.is_rejected():
                return names.REJECTED
        decisions.procures(self)
        return names.DECIDING

    # Each question below may be overridden by an answer of one's own.

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
        """Whether it moves because that is mandated."""
        return decisions.complies(self.model.settings, self.model.month, self)

    def is_approved(self) -> bool:
        """Whether the board that meets approves."""
        return decisions.is_approved(self.model.settings, self.model.month, self)

    def is_rejected(self) -> bool:
        """Whether a board that does not approve rejects."""
        return decisions.is_rejected(self.model.settings, self.model.month, self)

    def feasible(self, row: int) -> float:
        """Feasibility of implementing or sustaining, in (0, 1]."""
        return barriers.feasible(self.model.settings, self.model.month.gaps, row)

    def act(self) -> None:
        """Carry out what was decided and settled."""
        living.act(self.model.settings, self.model.month, self)

    def look(self) -> None:
        """Decide by one of the classics."""
        adopted = [tie for tie in self.ties if tie.peer.stage == names.EMBEDDED]
        seen = 0.0
        for tie in adopted:
            seen += tie.weight
        self.exposure = evidence.exposure(seen, self.weights)
        self.moving = len(adopted)
        self.next = decisions.next_by_classic(self.model.settings, self.model.month, self)

    def adopt(self) -> None:
        """Carry out what a classic decided."""
        living.act_by_classic(self.model.settings, self)


class SpreadPartner(mesa.Agent):
    """Whoever coordinates the spread: spends, offers, helps one to one, pays grants."""

    def act(self) -> None:
        """Spend a month's money and give out the slots of one-to-one help."""
        model = self.model
        slots = partner.spend(model.settings, model.month)
        partner.settle_caseload(model.settings, slots, model.queue, model.organisations)
        partner.look_ahead(model.settings, model.month, len(model.organisations))

    def settle(self) -> None:
        """Let the ready go live as the wave cap allows, and pay grants."""
        model = self.model
        partner.admit(model.settings.wave_cap, model.in_line, model.organisations)
        partner.pay_grants(model.settings, model.month, model.in_line, model.organisations)


class HealthSystem(mesa.Model):
    """Organisations on a network, and the spread partner among them.

    scenario   what is asked; `plan` in the model, since Mesa keeps `scenario` for itself
    seed, replicate  as in `sim.simulate.simulate`, whose runs these are, number for number
    system     a system of one's own; absent: that of the scenario
    kind       a subclass of Organisation
    collect    keep shares live and embedded and every stage by month (`datacollector`)
    """

    def __init__(
        self,
        scenario: Scenario,
        seed: int = 0,
        replicate: int = 0,
        *,
        system: System | None = None,
        kind: type[Organisation] = Organisation,
        collect: bool = True,
    ):
        super().__init__(rng=seed)
        draw = replicate // scenario.assumptions.replicates_per_system
        self.plan = scenario
        self.system = system or system_of(scenario.system, seed, draw)
        numbers = settings_of(scenario, self.system.organisations)
        self.settings = by_name(numbers)
        self.month = month_by_name()
        self.month.address = draws.key(seed, replicate)
        self.month.number = -1
        self.grid = _network(self.system, self)
        self.organisations = self._settle_in(kind)
        self._take_stand(seed, replicate)
        self.partner = SpreadPartner(self)
        self.collect = collect
        self.datacollector = mesa.DataCollector(
            model_reporters={"live": "live", "embedded": "embedded"},
            agenttype_reporters={Organisation: {"stage": "stage"}},
        )
        if collect:
            self.datacollector.collect(self)

    def _settle_in(self, kind: type[Organisation]) -> list[Organisation]:
        """Put the organisations on the network and tie them, in the order of their ties."""
        arrays = self.system.arrays
        organisations = [
            kind(self, self.grid[i], record)
            for i, record in enumerate(organisations_of(self.system))
        ]
        for i, one in enumerate(organisations):
            own = range(arrays.starts[i], arrays.starts[i + 1])
            one.ties = [Tie(organisations[arrays.peers[k]], float(arrays.trust[k])) for k in own]
            for tie in one.ties:
                decisions.weigh(self.settings, one, tie.peer, tie)
                one.weights += tie.weight
        return organisations

    def _take_stand(self, seed: int, replicate: int) -> None:
        """Set record 0: ranks, champions, boards, pilots; and what stays fixed of the evidence."""
        standing = standing_of(self.system, self.settings, seed, np.array([replicate]))
        self.queue, self.in_line = standing.queue[0].tolist(), standing.in_line[0].tolist()
        self.category = categories(standing.position)[0]
        plain = Standing(*(each.astype(object) for each in standing))  # Python's own numbers
        living.begin(self.settings, self.month, plain, 0, self.organisations)
        n, arrays, p = len(self.organisations), self.system.arrays, self.settings
        self.fades = SimpleNamespace(along=np.zeros(n), within=np.zeros(n))
        self.room = np.zeros(len(self.system.types))
        sums.fades(
            arrays.by_maturity, arrays.type, arrays.maturity, p.maturity_distance, self.room,
            self.fades.along, self.fades.within,
        )  # fmt: skip
        self.fit_tools()

    @property
    def live(self) -> float:
        """Share of organisations that use the innovation."""
        return sum(decisions.is_live(o.stage) for o in self.organisations) / len(self.organisations)

    @property
    def embedded(self) -> float:
        """Share of organisations that have embedded it."""
        return sum(o.stage == names.EMBEDDED for o in self.organisations) / len(self.organisations)

    def step(self) -> None:
        """Live one month."""
        self.month.number += 1
        everybody = self.agents_by_type[type(self.organisations[0])]
        if self.settings.kind == FULL:
            self.open_month()
            everybody.do("decide")
            self.partner.settle()
            self.month.crowd = performance.crowding(
                self.month.implementing, len(everybody), self.settings.crowding_capacity
            )
            everybody.do("act")
        else:
            everybody.do("look")
            everybody.do("adopt")
        if self.collect:
            self.datacollector.collect(self)

    def open_month(self) -> None:
        """Let the partner act, and work out what holds for everybody this month."""
        p, month, organisations = self.settings, self.month, self.organisations
        month.live = sum(decisions.is_live(one.stage) for one in organisations)
        month.implementing = sum(one.stage == names.IMPLEMENTING for one in organisations)
        self.partner.act()
        month.everywhere = 0.0
        for one in organisations:
            decisions.show(p, month, one)
            month.everywhere += one.made
        self.spread_evidence()
        if p.pilots == 0 and month.offered[names.TOOLS] > 0.0:
            for one in organisations:
                one.source = decisions.is_live(one.stage)
            self.fit_tools()

    def spread_evidence(self) -> None:
        """Tell everybody how much evidence there is from sites like it."""
        arrays, n = self.system.arrays, len(self.organisations)
        made = [one.made for one in self.organisations]
        alike, alike_same_type = np.zeros(n), np.zeros(n)
        sums.spread_of_evidence(
            arrays.by_maturity, arrays.type, made, self.fades.along, self.fades.within, self.room,
            alike, alike_same_type,
        )  # fmt: skip
        for i, one in enumerate(self.organisations):
            one.alike, one.alike_same_type = float(alike[i]), float(alike_same_type[i])

    def fit_tools(self) -> None:
        """Tell everybody how well tools made at their source sites fit."""
        arrays, p = self.system.arrays, self.settings
        fit = np.zeros(len(self.organisations))
        sums.nearest_fit(
            arrays.by_maturity, arrays.type, arrays.maturity,
            [one.source for one in self.organisations], p.maturity_distance,
            p.similarity_across_types, p.plan, self.room, fit,
        )  # fmt: skip
        for i, one in enumerate(self.organisations):
            one.fit = float(fit[i])


def _network(system: System, model: mesa.Model) -> Network:
    """Lay the ties out for Mesa; without a layout, which newer versions would compute for long."""
    without = {"layout": None} if "layout" in inspect.signature(Network).parameters else {}
    return Network(to_graph(system), capacity=1, random=model.random, **without)


def count_replicate(
    scenario: Scenario, system: System, seed: int, replicate: int, r: int, told: Counts
) -> Whole:
    """Run one replicate and count it as row r, as the ensemble does; return the categories [N]."""
    model = HealthSystem(scenario, seed, replicate, system=system, collect=False)
    everybody, category, groups = model.organisations, model.category, groups_of(system)
    lived = np.zeros(system.organisations, bool)
    counts.count_first_live(told, 0, everybody, lived)
    counts.count_record(told, r, 0, everybody, category, groups)
    for t in range(scenario.clock.months):
        model.step()
        counts.count_month(told, r, t, everybody)
        counts.count_first_live(told, t + 1, everybody, lived)
        counts.count_record(told, r, t + 1, everybody, category, groups)
    counts.count_never_live(told, lived)
    return category
