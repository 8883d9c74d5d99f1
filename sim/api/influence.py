"""Who influenced whom in one run, as a table and as a graph."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.api.given_plans import GivenPlan, plans_of, single, warn_of_idle_keys
from sim.engines.limits import refuse
from sim.networks.whole_numbers import whole
from sim.params import Scenario
from sim.params.names import LEVERS, MOST_REPLICATES
from sim.study.influence import LIVE, RunInfluence, trace
from sim.study.sources import LEVER, NEIGHBOUR

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

COLUMNS = ("organisation", "month", "event", "source", "kind", "share", "rate", "without")


@dataclass(frozen=True)
class Influence:
    """Who influenced whom in one run.

    These are contributions to rates as the model computes them, not causes that somebody could
    observe: see `sim.study.influence`.

    Attributes
    ----------
    found : sim.study.influence.RunInfluence
        Every step of every organisation.
    """

    found: RunInfluence

    @cached_property
    def frame(self) -> "pd.DataFrame":
        """One row for each step of an organisation and source.

        Columns: organisation; month, as in histories; event (``heard of it``, ``complied``,
        ``committed``, ``case written``, ``approved``, ``went live``); source, a neighbour's or a
        lever's name; kind (``neighbour``, ``lever``, ``all sites``, ``own use``, ``mandate``,
        ``itself``); share, which adds up to 1 over the sources of a step; rate, the rate or chance
        of the step; without, the same with this source silent. A go-live has no rate: its shares
        are the mean over the steps that led to it.
        """
        import pandas as pd

        organisations = self.found.system.names
        rows = [
            (
                organisations[step.organisation], step.month, step.event,
                each.source, each.kind, each.share, step.rate, each.without,
            )
            for step in self.found.steps
            for each in step.shares
        ]  # fmt: skip
        frame = pd.DataFrame(rows, columns=list(COLUMNS))
        return frame.astype({"share": float, "rate": float, "without": float})

    @cached_property
    def graph(self) -> "nx.DiGraph":
        """Who carried whose first go-live: edges from neighbours and levers, with month and share.

        Nodes are the organisations, by name, with kind, type, region, pilot and first_live (-1 if
        never); those that went live also have others, the share of neither neighbours nor levers.
        Levers are nodes such as ``lever: comms``, with kind ``lever``.
        """
        import networkx as nx

        graph = nx.DiGraph(seed=self.found.seed, replicate=self.found.replicate)
        system, first = self.found.system, self.found.first_live
        for i, name in enumerate(system.names):
            graph.add_node(name, kind="organisation", type=system.types[system.arrays.type[i]],
                           region=system.regions[system.arrays.region[i]], pilot=first[i] == 0,
                           first_live=first[i])  # fmt: skip
        graph.add_nodes_from((_node(LEVER, name) for name in LEVERS), kind=LEVER)
        for step in self.found.steps:
            if step.event == LIVE and step.month == first[step.organisation]:
                name = system.names[step.organisation]
                carried = [each for each in step.shares if each.kind in (NEIGHBOUR, LEVER)]
                for each in carried:
                    source = _node(each.kind, each.source)
                    graph.add_edge(source, name, month=step.month, share=each.share)
                graph.nodes[name]["others"] = 1.0 - sum(each.share for each in carried)
        return graph

    def __repr__(self) -> str:
        """Say in one line what was traced."""
        gone_live = sum(month > 0 for month in self.found.first_live)
        return (
            f"<Influence in replicate {self.found.replicate} of seed {self.found.seed}: "
            f"{gone_live} of {len(self.found.first_live)} organisations went live>"
        )


def influence(
    *plan: GivenPlan,
    system: Any = None,
    replicate: int = 0,
    seed: int = 0,
    months: int | None = None,
    config_dirs: Iterable[str | Path] = (),
) -> Influence:
    """Tell who influenced whom in one run: what each neighbour and lever gave to each step.

    The run is replicate `replicate` of `sim.run` with the same plan and seed, number for number.
    It is stepped through organisation by organisation: some seconds for 60 organisations.

    Parameters
    ----------
    *plan, system
        As in `sim.run`.
    replicate : int
        Which run, from 0.
    seed : int
        Number from which all chance events follow, 0 to 2^63 - 1.
    months, config_dirs
        As in `sim.run`.

    Returns
    -------
    Influence
        ``frame``, a pandas table, and ``graph``, a networkx graph.

    Raises
    ------
    UserError
        If anything asked is unknown or out of range, or if the plan runs a classic process.

    Examples
    --------
    >>> found = sim.influence("scenario=avt_london", "strategy=hin_playbook", replicate=3)
    >>> found.frame.query("event == 'went live' and kind == 'neighbour'")
    """
    refuse(1, seed, "mesa")
    plans, bring = plans_of(plan, months, config_dirs, system)
    asked = single(plans, "sim.influence")
    warn_of_idle_keys(plans, config_dirs, system, bring)
    return traced(asked.scenario, seed, replicate)


def traced(scenario: Scenario, seed: int, replicate: int) -> Influence:
    """Tell who influenced whom in one replicate of a scenario; see `influence`."""
    whole("replicate", replicate, 0, MOST_REPLICATES - 1)
    return Influence(trace(scenario, seed, replicate))


def _node(kind: str, name: str) -> str:
    return f"{LEVER}: {name}" if kind == LEVER else name
