"""Evidence from other sites, how alike sites are, and what neighbours show (E5, E6)."""

from sim.rules.arithmetic import exp
from sim.rules.compiled import rule, where


@rule
def made_evidence(months: float, scale: float) -> float:
    """Evidence that one live site has made [0 to 1]:  gen = 1 - exp(-e / scale)  (E5).

    months  e  [month]  >= 0   live months that were evaluated
    """
    return 1.0 - exp(-months / scale)


@rule
def nearness(maturity: float, other: float, scale: float) -> float:
    """Likeness of two digital maturities [0 to 1]:  exp(-|dM| / scale)  (E5)."""
    return exp(-abs(maturity - other) / scale)


@rule
def likeness(nearness: float, same_type: bool, across_types: float) -> float:
    """Likeness of two organisations: nearness, less so when their types differ  (E5)."""
    return nearness if same_type else across_types * nearness


@rule
def usable(likeness: float, plan: float) -> float:
    """Part of evidence that carries over, by planning:  plan + (1 - plan) sim  (E5, C45)."""
    return plan + (1.0 - plan) * likeness


@rule
def carried(trust: float, usable: float) -> float:
    """Part of evidence and of an example that comes along a tie and is usable here  (E5, E6)."""
    return trust * usable


@rule
def along_tie(carried: float, made: float, weight: float, pilot_factor: float) -> float:
    """Evidence that comes along one tie; a pilot's counts for more  (E5)."""
    return carried * made * (weight * pilot_factor)


@rule
def pooled(
    everywhere: float, alike: float, alike_same_type: float, plan: float, across: float
) -> float:
    """Evidence from all sites as far as it carries over, summed in O(N)  (E5).

    everywhere       sum of gen over the live sites
    alike            sum of gen x nearness over the live sites
    alike_same_type  the same over the live sites of its own type
    """
    other_types = across * alike + (1.0 - across) * alike_same_type
    return plan * everywhere + (1.0 - plan) * other_types


@rule
def pool_reach(
    pool: float,
    base: float,
    data: float,
    tools: float,
    comms: float,
    organisations: float,
    reference: float,
) -> float:
    """Weight of the shared pool for everybody: how far the partner makes evidence travel  (E5).

    data, tools, comms  [share]  what each adds: its part times its dose (or stock)
    The pool thins above `reference` organisations: people read only a few case studies.
    """
    return pool * (base + data + tools + comms) * min(1.0, reference / organisations)


@rule
def evidence(heard: float, believed: float, own: float) -> float:
    """Evidence that one organisation believes [0 to 1]:  Ev = 1 - exp(-(b x heard + own))  (E5).

    believed  b  [factor]  >= 0   trust in what others tell (E21)
    own       [1]          >= 0   what its own staff see, which needs no trust in others (E24)
    """
    return 1.0 - exp(-(believed * heard + own))


@rule
def shown_live(by_performance: float, performance: float, reference: float, most: float) -> float:
    """What a live site shows its neighbours: that it is live, and what came of it  (E6).

    by_performance  [share]  0 to 1      of it that hangs on what came of it; 1 in all where the
                    site gains the reference
    performance     [share of activity]  its change last month; below 0 in the dip
    reference       [share of activity]  > 0
    """
    shown = (1.0 - by_performance) + by_performance * performance / reference
    return min(max(shown, 0.0), most)


@rule
def shown(stage: int, bad_news: float, live: float) -> float:
    """What an organisation shows: `live` if live, minus the bad news if it gave up, or 0  (E6)."""
    return live * ((stage == 4) + (stage == 5)) - bad_news * (stage == 7)


@rule
def exposure(seen: float, alike: float, rank: float, believed: float, ties: int) -> float:
    """Exposure to peers, in [0, 1]; 0 without neighbours  (E6).

    seen   sum of trust x what each neighbour shows
    alike  the same, each as far as it is usable here
    rank   [share]  0 to 1   readiness: the readiest take any example, the least ready only those
           of sites like theirs
    """
    convincing = rank * seen + (1.0 - rank) * alike
    return min(max(believed * share(convincing, ties), 0.0), 1.0)


@rule
def weighted_share(adopters: float, weights: float) -> float:
    """Share of all weights that adopters have, in [0, 1]; 0 without neighbours  (Bass 1969)."""
    if weights <= 0.0:
        return 0.0
    return min(max(adopters / weights, 0.0), 1.0)


@rule
def advocates(live: float, needed: float) -> float:
    """Advocates with lived experience [0 to 1]: none without live sites  (C56)."""
    return min(1.0, live / needed)


@rule
def felt_exposure(
    exposure: float,
    observability: float,
    by_advocates: float,
    by_data: float,
    least: float,
    by_observability: float,
) -> float:
    """Exposure with what advocates and benchmarking add, in [0, 1]  (E6).

    least, by_observability  [share]  of exposure: the least seen, and what full observability adds
    """
    visible = exposure * (least + by_observability * observability)
    return min(max(visible + by_advocates + by_data, 0.0), 1.0)


@rule
def pilot_weight(pilot: bool, more: float) -> float:
    """Factor on evidence from a site: a pilot's counts for more  (E5)."""
    return where(pilot, 1.0 + more, 1.0)


@rule
def damped(bad_news: float, by_derisk: float) -> float:
    """Weight of bad news when failures are handled well  (E6)."""
    return bad_news * (1.0 - by_derisk)


@rule
def tools_in_use(stock: float, fit: float) -> float:
    """How usable the early sites' tools are here:  T x fit  (C60)."""
    return stock * fit


@rule
def share(part: float, whole: float) -> float:
    """Part of a whole, in [0, 1]; 0 if the whole is 0."""
    return part / whole if whole > 0 else 0.0
