"""Sums over the system in time O(organisations + ties), written once for all engines.

A kernel may call these functions over arrays.  They only add up; what they add comes from
`sim.rules`.  Every sum has one stated order, so that it is always the same number.
"""

from sim.networks.system import Arrays, Floats, Whole
from sim.params.names import TOOLS
from sim.process.aid import Aid, holds
from sim.process.decisions import weigh
from sim.process.settings import Settings
from sim.process.state import Column, Month, Numbered, Organisation, Organisations, TieRecord
from sim.rules import evidence, factors
from sim.rules.compiled import rule

NOWHERE = -1e9  # a maturity that no organisation has


@rule
def weigh_ties(
    p: Settings, starts: Whole, ties: Numbered[TieRecord], organisations: Numbered[Organisation]
) -> None:
    """Work out what every tie carries; it stays the same until a programme starts (C41)."""
    for i in range(len(organisations)):
        me = organisations[i]
        me.weights = 0.0
        for k in range(starts[i], starts[i + 1]):
            weigh(p, me, organisations[ties[k].peer], ties[k])
            me.weights += ties[k].trust


@rule
def fit_tools(p: Settings, system: Arrays, organisations: Organisations, by_type: Floats) -> None:
    """Work out how well tools made at their source sites fit each organisation."""
    fits_of_tools(p, system, organisations["source"], by_type, organisations["fit"])


@rule
def fits_of_tools(
    p: Settings, system: Arrays, source: Column[bool], by_type: Floats, fit: Floats
) -> None:
    """Fill how well tools from the source sites fit; arrays as in `nearest_fit`."""
    nearest_fit(
        system.by_maturity,
        system.type,
        system.maturity,
        source,
        p.maturity_distance,
        p.similarity_across_types,
        p.plan,
        by_type,
        fit,
    )
    for i in range(len(fit)):
        fit[i] = factors.better_fit(fit[i], p.fit_bonus)


@rule
def made_where_live(p: Settings) -> bool:
    """Return whether tools are made at every live site: a plan chose no pilots to make them."""
    return p.pilots <= 0


@rule
def tools_move(p: Settings, month: Month, aid: Aid) -> bool:
    """Return whether there are tools, and the sites that make them may have changed."""
    return made_where_live(p) and (month.offered[TOOLS] > 0.0 or holds(aid, TOOLS))


@rule
def fill_fades(p: Settings, system: Arrays, by_type: Floats, along: Floats, within: Floats) -> None:
    """Fill how fast likeness fades in this system, as in `fades`."""
    fades(
        system.by_maturity,
        system.type,
        system.maturity,
        p.maturity_distance,
        by_type,
        along,
        within,
    )


@rule
def fades(
    by_maturity: Whole,
    type: Whole,
    maturity: Floats,
    scale: float,
    by_type: Floats,
    along: Floats,
    within: Floats,
) -> None:
    """Fill the factor of likeness from one organisation to the next in order of maturity.

    by_type  float64[types]  scratch space
    along    float64[N]      k-th from its predecessor in the whole order; 0 for the first
    within   float64[N]      k-th from its predecessor of the same type; 0 for the first of a type
    """
    last = NOWHERE
    by_type[:] = NOWHERE
    for k in range(len(by_maturity)):
        i = by_maturity[k]
        along[k] = evidence.nearness(maturity[i], last, scale) if last > NOWHERE else 0.0
        last_alike = by_type[type[i]]
        near = evidence.nearness(maturity[i], last_alike, scale)
        within[k] = near if last_alike > NOWHERE else 0.0
        last = maturity[i]
        by_type[type[i]] = maturity[i]


@rule
def spread_of_evidence(
    by_maturity: Whole,
    type: Whole,
    made: Column[float],
    along: Floats,
    within: Floats,
    by_type: Floats,
    alike: Floats,
    alike_same_type: Floats,
) -> None:
    """Sum evidence weighted by nearness, for everybody at once: two passes over the order.

    made             float64[N]      evidence made by each live site, else 0
    by_type          float64[types]  scratch space
    alike            float64[N]      sum of made x nearness over all sites, including its own
    alike_same_type  float64[N]      the same over the sites of its own type
    """
    n = len(by_maturity)
    by_type[:] = 0.0
    carried = 0.0
    for k in range(n):
        i = by_maturity[k]
        carried = carried * along[k] + made[i]
        by_type[type[i]] = by_type[type[i]] * within[k] + made[i]
        alike[i] = carried
        alike_same_type[i] = by_type[type[i]]
    _backward(by_maturity, type, made, along, within, by_type, alike, alike_same_type)


@rule
def _backward(
    by_maturity: Whole,
    type: Whole,
    made: Column[float],
    along: Floats,
    within: Floats,
    by_type: Floats,
    alike: Floats,
    alike_same_type: Floats,
) -> None:
    """Add what comes from more mature organisations, which come later in the order."""
    by_type[:] = 0.0
    carried = 0.0
    for k in range(len(by_maturity) - 1, -1, -1):
        i = by_maturity[k]
        alike[i] += carried
        alike_same_type[i] += by_type[type[i]]
        carried = (carried + made[i]) * along[k]
        by_type[type[i]] = (by_type[type[i]] + made[i]) * within[k]


@rule
def nearest_fit(
    by_maturity: Whole,
    type: Whole,
    maturity: Floats,
    source: Column[bool],
    scale: float,
    across: float,
    plan: float,
    by_type: Floats,
    fit: Floats,
) -> None:
    """Fill how well material from the source sites fits each organisation: by its nearest source.

    source   bool[N]         sites that the material comes from
    by_type  float64[types]  scratch space
    fit      float64[N]      in [0, 1]; 0 where there is no source at all
    """
    fit[:] = 0.0
    sources = 0
    for i in range(len(fit)):
        sources += source[i]
    if sources == 0:
        return
    _nearest(by_maturity, type, maturity, source, scale, across, by_type, fit, True)
    _nearest(by_maturity, type, maturity, source, scale, across, by_type, fit, False)
    for i in range(len(fit)):
        fit[i] = evidence.usable(fit[i], plan)


@rule
def _nearest(
    by_maturity: Whole,
    type: Whole,
    maturity: Floats,
    source: Column[bool],
    scale: float,
    across: float,
    by_type: Floats,
    fit: Floats,
    upward: bool,
) -> None:
    """Raise the likeness to that of the nearest source on one side, of any type or its own."""
    n = len(by_maturity)
    nearest = NOWHERE
    by_type[:] = NOWHERE
    for step in range(n):
        i = by_maturity[step] if upward else by_maturity[n - 1 - step]
        if source[i]:
            nearest = maturity[i]
            by_type[type[i]] = maturity[i]
        if nearest > NOWHERE:
            near = evidence.nearness(maturity[i], nearest, scale)
            fit[i] = max(fit[i], evidence.likeness(near, False, across))
        if by_type[type[i]] > NOWHERE:
            near = evidence.nearness(maturity[i], by_type[type[i]], scale)
            fit[i] = max(fit[i], evidence.likeness(near, True, across))
