"""What one organisation's rate would be in one month, with some of its sources taken away.

A source is a neighbour, a lever, the evidence that is shared from all sites, the use by staff on
their own, or a mandate. What is left without any of them is the organisation itself: its traits,
its champion, the trust it has, and what is heard without anybody's doing.

A source that is taken away is silent in that month: its effects in earlier months stay. A silent
neighbour keeps its tie, but shows nothing, has made no evidence and is not on the way. The rate is
that of `sim.process`, with the source's input set to nothing.
"""

import copy
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace
from typing import Any

from sim.engines.agents import Organisation
from sim.engines.agents.organisation import listen_to
from sim.params import names
from sim.process import decisions, partner, stages
from sim.process.settings import Settings
from sim.process.state import FIELDS, FUND, NOT_HELD, Month

NEIGHBOUR, LEVER, ALL_SITES, OWN_USE, MANDATE, ITSELF = (
    "neighbour", "lever", "all sites", "own use", "mandate", "itself",
)  # fmt: skip
Rate = Callable[[Settings, Month, Any], float]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a contribution comes from.

    kind    neighbour, lever, all sites, own use, mandate, or itself
    number  place of the neighbour among the ties, or number of the lever; else 0
    """

    kind: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one source gave to a rate.

    share    of the rate; all shares add up to 1, and one below 0 held it back
    without  what the rate would have been without this source alone; None for the organisation
    """

    source: Source
    share: float
    without: float | None


def contributions(one: Organisation, rate: Rate) -> tuple[float, list[Contribution]]:
    """Divide a rate among its sources, by what each adds.

    Where causes add up, as in hearing, a share is just a source's term over the rate. Where rules
    multiply or bend, what a source adds depends on what is there already. So it is averaged over
    orders in which the sources arrive (Shapley 1953): an order, its rotations, and all of these
    backwards. Each source then arrives equally often at each place, and of any two each is equally
    often the first. That is exact where sources act together in pairs, or are at most three;
    else it is close (`tests/study/test_influence.py` compares it with all orders).

    Returns
    -------
    The rate, and a contribution for each source that has one; the last is the organisation itself.
    """
    every = present(one)

    @cache
    def worth(sources: frozenset[Source]) -> float:
        return rate_with(one, rate, sources)

    everything = frozenset(every)
    whole, alone = worth(everything), worth(frozenset())
    without = {each: worth(everything - {each}) for each in every}
    acting = [each for each in every if without[each] != whole or worth(frozenset({each})) != alone]
    idle = everything - frozenset(acting)
    parts = shares_by_order(acting, lambda sources: worth(sources | idle))
    told = [Contribution(each, parts[each] / whole, without[each]) for each in acting]
    return whole, [*told, Contribution(Source(ITSELF), worth(idle) / whole, None)]


def shares_by_order(
    sources: list[Source], worth: Callable[[frozenset[Source]], float]
) -> dict[Source, float]:
    """Average what each source adds over an order, its rotations, and these backwards."""
    parts = dict.fromkeys(sources, 0.0)
    for start in range(len(sources)):
        order = sources[start:] + sources[:start]
        for turn in (order, order[::-1]):
            before: frozenset[Source] = frozenset()
            for each in turn:
                parts[each] += worth(before | {each}) - worth(before)
                before |= {each}
    return {each: total / (2 * len(sources)) for each, total in parts.items()}


def present(one: Organisation) -> list[Source]:
    """List the sources that may act on an organisation this month."""
    p, month = one.model.settings, one.model.month
    found = [
        Source(NEIGHBOUR, k)
        for k, tie in enumerate(one.ties)
        if tie.peer.shown or tie.peer.made or stages.in_practice(tie.peer.stage)
    ]
    found += [Source(LEVER, k) for k in range(len(names.LEVERS)) if _acts(k, p, month, one)]
    if month.everywhere:
        found.append(Source(ALL_SITES))
    if month.own_use:
        found.append(Source(OWN_USE))
    if month.mandated:
        found.append(Source(MANDATE))
    return found


def _acts(lever: int, p: Settings, month: Month, one: Organisation) -> bool:
    """Return whether a lever may act on an organisation."""
    if lever == names.ONE2ONE:
        return one.supported > NOT_HELD
    if lever == names.GRANTS:
        return one.paid or month.purse[FUND] >= p.grant
    return month.offered[lever] > 0.0


def rate_with(one: Organisation, rate: Rate, sources: Iterable[Source]) -> float:
    """Return what a rate of an organisation is this month with these of its sources only.

    Nothing in the model changes.
    """
    p, heard = one.model.settings, frozenset(sources)
    me: Any = SimpleNamespace(**{name: getattr(one, name) for name in FIELDS})
    month = copy.copy(one.model.month)
    month.offered, month.purse = list(month.offered), list(month.purse)
    month.gaps, month.resistances = list(month.gaps), list(month.resistances)
    for lever in range(len(names.LEVERS)):
        if Source(LEVER, lever) not in heard:
            _silence(lever, month, me)
    if Source(ALL_SITES) not in heard:
        month.everywhere = me.alike = me.alike_same_type = 0.0
    if Source(OWN_USE) not in heard:
        month.own_use = 0.0
    month.mandated = month.mandated and Source(MANDATE) in heard
    month.reach = partner.pool_reach(
        p, month, month.offered[names.TOOLS], len(one.model.organisations)
    )
    listen_to([_tie(k, p, month, one, heard) for k in range(len(one.ties))], p, me)
    decisions.face_gaps(p, month, me)
    return rate(p, month, me)


def _silence(lever: int, month: Month, me: Any) -> None:
    """Take a lever away from one organisation for a month."""
    if lever == names.ONE2ONE:
        me.supported = NOT_HELD
    elif lever == names.GRANTS:
        month.purse[FUND], me.paid = -1.0, False  # below any grant, even one of 0
    else:
        month.offered[lever] = 0.0


def _tie(k: int, p: Settings, month: Month, one: Organisation, heard: frozenset[Source]) -> Any:
    """Return a tie as it is, or to a neighbour that is silent."""
    tie = one.ties[k]
    peer: Any = SimpleNamespace(shown=0.0, made=0.0, stage=names.UNAWARE, pilot=False)
    if Source(NEIGHBOUR, k) in heard:
        peer.shown = decisions.shown(p, month, tie.peer.stage, tie.peer.performance)
        peer.made, peer.stage, peer.pilot = tie.peer.made, tie.peer.stage, tie.peer.pilot
    return SimpleNamespace(trust=tie.trust, carries=tie.carries, peer=peer)
