"""The health system as a Mesa model, with the spread partner in it."""

import inspect
from types import SimpleNamespace
from typing import Any

import mesa
import networkx as nx
import numpy as np
from mesa.discrete_space import Network

from sim.engines.agents.arguments import scenario_of, seed_of
from sim.engines.agents.organisation import Organisation, Tie
from sim.networks import drawn_anew, system_of, to_graph
from sim.networks.system import System
from sim.params import Scenario, names
from sim.process import contacts, decisions, partner, past, stages, start, sums
from sim.process.aid import give, no_aid
from sim.process.initial_conditions import InitialConditions, categories, initial_conditions_of
from sim.process.settings import timeline_of
from sim.process.state import FUND, month_by_name, organisations_of
from sim.rules import draws

FULL = 0


class SpreadPartner(mesa.Agent):
    """Coordinates the spread: spends, offers, helps one to one, pays grants."""

    def act(self) -> None:
        """Spend a month's money and give out the slots of one-to-one help."""
        model = self.model
        slots = partner.spend(model.settings, model.month)
        partner.mean_scope(model.settings, model.month, model.organisations)
        self.give_help(slots)
        partner.look_ahead(model.settings, model.month, len(model.organisations))

    def give_help(self, slots: int) -> None:
        """Free slots of one-to-one help, then fill them."""
        model, supported = self.model, self.column("supported")
        partner.settle_caseload(
            model.settings,
            model.month,
            slots,
            model.queue,
            self.column("region"),
            self.column("pilot"),
            self.column("stage"),
            self.column("cool_off"),
            supported,
        )
        self.write("supported", supported)

    def settle(self) -> None:
        """Let those who are ready go live as the wave cap allows, and pay grants."""
        model, goes_live, paid = self.model, self.column("goes_live"), self.column("paid")
        p, purse = model.settings, model.month.purse
        partner.admit(p.wave_cap, model.in_line, self.column("waited"), goes_live)
        purse[FUND] = partner.pay_grants(p, purse[FUND], model.in_line, goes_live, paid)
        self.write("goes_live", goes_live)
        self.write("paid", paid)

    def column(self, name: str) -> list[Any]:
        """Return one field of every organisation."""
        return [getattr(one, name) for one in self.model.organisations]

    def write(self, name: str, column: list[Any]) -> None:
        """Set one field of every organisation."""
        for one, value in zip(self.model.organisations, column, strict=True):
            setattr(one, name, value)


class HealthSystem(mesa.Model):
    """Organisations on a network, with the spread partner among them.

    `running` ends with the last month of the scenario's clock.

    Parameters
    ----------
    scenario : Scenario or str, optional
        What to run: a scenario, or the name of one. It is `plan` in the model, since Mesa keeps
        `scenario` for itself.
    seed : int, optional
        As in `sim.simulate`, whose runs these are, number for number. If absent, a random one,
        which `seed` in the model and in its data keeps.
    replicate : int
        Which of that seed's runs.
    rng : int, optional
        Mesa's newer name for `seed`.
    system : sim.networks.system.System, optional
        Your own; if absent, that of the scenario.
    kind : type
        A subclass of Organisation.
    collect : bool
        Keep shares live and embedded and every stage by month (`datacollector`).
    **kwargs
        Any preset or number of the scenario by its key, such as ``strategy="hin_playbook"`` or
        ``**{"strategy.pilots": 4}``: Mesa's `batch_run` and `SolaraViz` vary them.

    Raises
    ------
    UserError
        If a key, a name, a value or the seed is unknown or out of range.
    """

    def __init__(
        self,
        scenario: Scenario | str | None = None,
        seed: Any = None,
        replicate: int = 0,
        *,
        rng: Any = None,
        system: System | None = None,
        kind: type[Organisation] = Organisation,
        collect: bool = True,
        **kwargs: Any,  # SolaraViz passes on other keys only if this has Mesa's name
    ):
        seed, scenario = seed_of(seed, rng), scenario_of(scenario, kwargs)
        super().__init__(rng=seed)
        draw = replicate // scenario.assumptions.replicates_per_system
        self.seed, self.replicate = seed, replicate
        self.plan = scenario
        given = None if system is None else drawn_anew(system, seed, draw)
        self.system = given or system_of(scenario.system, seed, draw)
        self.timeline = timeline_of(scenario, self.system.organisations)
        self.settings = self.timeline.rows[0]
        self.month = month_by_name()
        self.month.address = draws.key(seed, replicate)
        self.month.number = -1
        self.aid = no_aid()
        self.grid = _network(self.system, self)
        self.organisations = self._settle_in(kind)
        self._take_stand(seed, replicate)
        self.partner = SpreadPartner(self)
        self.collect = collect
        self.datacollector = mesa.DataCollector(
            model_reporters={"live": "live", "embedded": "embedded", "seed": "seed"},
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
                one.weights += tie.trust
        ties = [tie for one in organisations for tie in one.ties]
        self.met = contacts.meet(self.settings, self.month, ties, len(organisations))
        return organisations

    def _take_stand(self, seed: int, replicate: int) -> None:
        """Set record 0: ranks, champions, boards, pilots; and the evidence that stays fixed."""
        drawn = initial_conditions_of(self.system, self.settings, seed, np.array([replicate]))
        self.queue, self.in_line = drawn.queue[0].tolist(), drawn.in_line[0].tolist()
        self.category = categories(drawn.position)[0]
        plain = InitialConditions(*(each.astype(object) for each in drawn))  # Python's own numbers
        self.drawn = plain
        start.begin(self.settings, self.month, plain, 0, self.organisations)
        if plain.stage.size > 0 and self.settings.kind == FULL:
            past.bring_all(self.settings, self.month, plain, 0, self.organisations)
        n, arrays, p = len(self.organisations), self.system.arrays, self.settings
        self.fades = SimpleNamespace(along=np.zeros(n), within=np.zeros(n))
        self.scratch = np.zeros(len(self.system.types))
        sums.fill_fades(p, arrays, self.scratch, self.fades.along, self.fades.within)
        self.fit_tools()

    @property
    def live(self) -> float:
        """Share of organisations that use the innovation."""
        return sum(stages.is_live(o.stage) for o in self.organisations) / len(self.organisations)

    @property
    def embedded(self) -> float:
        """Share of organisations that have embedded it and are not locked in."""
        rooted = sum(o.stage == names.EMBEDDED and not o.locked for o in self.organisations)
        return rooted / len(self.organisations)

    def step(self) -> None:
        """Run one month."""
        self.month.number += 1
        self.settings = self.timeline.at(self.month.number)
        everybody = self.agents_by_type[type(self.organisations[0])]
        if self.settings.kind == FULL:
            self.open_month()
            everybody.do("decide")
            self.partner.settle()
            self.month.crowd = partner.crowd(self.settings, self.month.implementing, len(everybody))
            everybody.do("act")
        else:
            if self.settings.levers:
                self.partner_acts()
            contacts.count_adopters(self.settings, self.month, self.organisations)
            everybody.do("look")
            everybody.do("adopt")
        if start.starts_next(self.settings, self.month):
            self.open_programme()
        self.running = self.month.number + 1 < self.plan.clock.months
        if self.collect:
            self.datacollector.collect(self)

    def open_programme(self) -> None:
        """Let the programme start: its pilots go live, and ties carry what a plan makes usable."""
        p = self.settings = self.timeline.at(self.month.number + 1)
        start.take_pilots(p, self.drawn, 0, self.organisations)
        for one in self.organisations:
            for tie in one.ties:
                decisions.weigh(p, one, tie.peer, tie)
        if not sums.made_where_live(p):
            self.fit_tools()

    def open_month(self) -> None:
        """Let the partner act, and work out what all share this month."""
        p, month, organisations = self.settings, self.month, self.organisations
        self.partner_acts()
        month.everywhere = 0.0
        for one in organisations:
            give(self.aid, month, one.index)
            decisions.show(p, month, one)
            month.everywhere += one.made
        self.spread_evidence()
        self.sum_up()
        if sums.tools_move(p, month, self.aid):
            for one in organisations:
                one.source = stages.is_live(one.stage)
            self.fit_tools()

    def partner_acts(self) -> None:
        """Let the partner spend a month's money and help, and look ahead."""
        month, organisations = self.month, self.organisations
        month.live = sum(stages.is_live(one.stage) for one in organisations)
        month.implementing = sum(one.stage == names.IMPLEMENTING for one in organisations)
        self.partner.act()

    def spread_evidence(self) -> None:
        """Set for everybody how much evidence there is from sites like it."""
        arrays, n = self.system.arrays, len(self.organisations)
        made = [one.made for one in self.organisations]
        alike, alike_same_type = np.zeros(n), np.zeros(n)
        sums.spread_of_evidence(
            arrays.by_maturity,
            arrays.type,
            made,
            self.fades.along,
            self.fades.within,
            self.scratch,
            alike,
            alike_same_type,
        )
        for i, one in enumerate(self.organisations):
            one.alike, one.alike_same_type = float(alike[i]), float(alike_same_type[i])

    def sum_up(self) -> None:
        """Sum what everybody shows, tells and does, where everybody's example counts."""
        arrays, fades = self.system.arrays, self.fades
        contacts.sum_up(
            *(self.settings, self.month, self.organisations, arrays.by_maturity, arrays.type),
            *(fades.along, fades.within, self.scratch, self.met),
        )

    def fit_tools(self) -> None:
        """Set for everybody how well tools made at their source sites fit."""
        arrays, p = self.system.arrays, self.settings
        fit = np.zeros(len(self.organisations))
        source = [one.source for one in self.organisations]
        sums.fits_of_tools(p, arrays, source, self.scratch, fit)
        for i, one in enumerate(self.organisations):
            one.fit = float(fit[i])


def _network(system: System, model: mesa.Model) -> Network:
    """Pass the ties to Mesa, in a circle: 3.5 takes long over its own layout, 4 insists on one."""
    takes_layout = "layout" in inspect.signature(Network).parameters
    layout = {"layout": nx.circular_layout} if takes_layout else {}
    return Network(to_graph(system), capacity=1, random=model.random, **layout)
