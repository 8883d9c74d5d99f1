"""What happened in a run, in the words of a strategist."""

from collections.abc import Iterator

import numpy as np

from sim.api import Result
from sim.cli import say
from sim.cli.notes import notes
from sim.names import EMBEDDED, GAPS
from sim.outcomes import Interval, Outcomes, Row, mean_interval
from sim.params import Scenario
from sim.study.figures import HEADLINE_MONTH, Figures, Horizon, intervals, samples
from sim.study.sooner import reach
from sim.study.words import DAYS, PERCENT, POINTS, POUNDS, mean_of, said

LEVEL = 0.95
GBP_PER_KGBP = 1000
TABLE = (
    "live_headline", "live_end", "embedded_end", "months_to_20_percent", "months_to_50_percent",
    "months_to_80_percent", "abandoned", "safety_exposure", "equity_gap", "spend", "benefit",
    "site_cost", "net", "months_to_pay_back",
)  # fmt: skip
ASSUMED = (
    "Most numbers behind this are assumptions (uptake list parameters): it shows what follows "
    "from them; it is no forecast. Intervals cover chance and the drawn systems, not the "
    "assumptions."
)


def story(result: Result) -> Iterator[str]:
    """Say line by line what happened, in a table too, what to mind, and what it rests on."""
    outcomes = result.outcomes
    yield title_of(result.scenario)
    yield ""
    for sentences in (_spread(outcomes), _risk(outcomes), _money(outcomes), _held(outcomes)):
        yield say.paragraph(" ".join(sentences))
    yield ""
    kept = [row for row in result.summary if row.quantity in TABLE]
    yield from say.table(("", "mean", "95 % interval", "unit"), map(cells, kept))
    yield ""
    for note in notes(result.scenario, outcomes.organisations):
        yield say.paragraph(f"Note: {note}.")
    yield say.paragraph(" ".join(_rests_on(result)))
    yield ""


def title_of(scenario: Scenario) -> str:
    """Name what is run: which strategy spreads which innovation where."""
    strategy, innovation, system = (
        part.title for part in (scenario.strategy, scenario.innovation, scenario.system)
    )
    return f"{strategy or 'Strategy'}: {innovation or 'innovation'}, {system or 'system'}"


def cells(row: Row) -> tuple[str, str, str, str]:
    """Lay one row of the summary out for reading; shares become per cent."""
    scale, unit = 1.0, row.unit
    if unit.startswith("share"):
        scale, unit = 100.0, f"% {unit.removeprefix('share').strip()}".strip()
    mean, low, high = (_digits(each, scale) for each in (row.mean, row.low, row.high))
    between = "" if row.low is None and row.high is None else f"{low} to {high}"
    never = row.mean is None and row.unit == "month"
    return row.meaning, "not reached" if never else mean, between, unit


def _digits(value: float | None, scale: float) -> str:
    if value is None:
        return "-"
    value *= scale
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _figures(outcomes: Outcomes) -> tuple[Figures[Interval], Horizon]:
    horizon = Horizon(min(HEADLINE_MONTH, outcomes.months), outcomes.months)
    return intervals(samples(outcomes, horizon), LEVEL), horizon


def _spread(outcomes: Outcomes) -> Iterator[str]:
    figures, horizon = _figures(outcomes)
    who = f"the {outcomes.organisations:,} organisations"
    then = f"At month {horizon.month}, {said(figures.live, PERCENT)} of {who} are live"
    if horizon.end > horizon.month:
        then += f"; at month {horizon.end}, {said(figures.live_end, PERCENT)}"
    yield f"{then}, and {said(figures.embedded, PERCENT)} have it embedded."
    half = reach(outcomes, horizon.end)
    if half.months is None:
        yield f"Half are not live by month {horizon.end} in most runs (time to half: {half})."
    else:
        yield f"Half are live by month {half} (median of the runs)."


def _risk(outcomes: Outcomes) -> Iterator[str]:
    figures, _ = _figures(outcomes)
    if figures.dip is not None:
        yield f"In its first live month a site loses {said(figures.dip, PERCENT)} of its activity;"
    yield (
        f"in all, performance lies below tolerance for {mean_of(figures.exposure, DAYS)} per "
        "organisation (a proxy of risk to safety, not of harm)."
    )
    if figures.abandoned is not None:
        yield f"Of those that ever went live, {said(figures.abandoned, PERCENT)} have given up."
    yield from _equity(figures.equity_gap)


def _equity(gap: Interval | None) -> Iterator[str]:
    if gap is None:
        yield "Of equity nothing can be said: all organisations are alike in deprivation."
    elif gap.low > 0:
        yield f"At the end, organisations in deprived areas are behind by {said(gap, POINTS)}."
    elif gap.high < 0:
        ahead = Interval(-gap.mean, -gap.high, -gap.low, gap.level, gap.clusters)
        yield f"At the end, organisations in deprived areas are ahead by {said(ahead, POINTS)}."
    else:
        yield "At the end, deprived and other areas cannot be told apart."


def _money(outcomes: Outcomes) -> Iterator[str]:
    spend = outcomes.spend.sum()
    net = (outcomes.benefit - outcomes.site_cost).sum(axis=1) - spend
    found = mean_interval(net * GBP_PER_KGBP, outcomes.clusters, LEVEL)
    yield f"The programme spends \u00a3{spend * GBP_PER_KGBP:,.0f};"
    yield f"benefits less all costs come to {said(found, POUNDS)} by the end."


def _held(outcomes: Outcomes) -> Iterator[str]:
    """Say which gap holds most of those that have not embedded it in the last month."""
    waiting = np.delete(outcomes.binding[:, -1].sum(axis=0), EMBEDDED, axis=0).sum(axis=0)
    if waiting.sum() > 0:
        most = int(waiting.argmax())
        yield (
            f"Of those that have not embedded it at the end, {waiting[most] / waiting.sum():.0%} "
            f"are held most by the {GAPS[most]} gap."
        )


def _rests_on(result: Result) -> Iterator[str]:
    o, draws = result.outcomes, len(np.unique(result.outcomes.clusters))
    systems = "one system" if o.given_system else f"{draws} drawn systems (illustrative)"
    yield f"This rests on {len(o.replicates):,} runs on {systems}."
    yield ASSUMED
    if result.drawn is not None:
        month = result.drawn.beliefs.month
        low, high = (end[month] for end in result.drawn.ends(0))
        yield (
            f"With the assumptions drawn {result.drawn.beliefs.draws} times from their ranges, "
            f"the share live at month {month} lies between {low:.0%} and {high:.0%} in nine "
            "draws of ten."
        )
