"""The summary of a plan: every quantity that is reported, with interval, unit and meaning."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from sim.networks.system import Floats, Whole
from sim.outcomes.bass import BassFit, bass_fit
from sim.outcomes.intervals import Interval, mean_interval, ratio_interval, ratio_values, within
from sim.outcomes.outcomes import Outcomes
from sim.outcomes.times import Quantiles, median_stay, months_between, quantiles, time_to
from sim.params.names import (
    COM_B,
    COMMITTED,
    DECIDING,
    EMBEDDED,
    GAPS,
    IMPLEMENTING,
    NPT,
    STAGES,
)

HEADLINE_MONTH = 36
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Row:
    """One quantity; what is missing (0 of 0, not reached) is None, never 0.

    Attributes
    ----------
    quantity : str
        Its name in `summary.csv`.
    mean : float or None
        Mean over replicates; for times the median.
    low, high : float or None
        95 % interval of the mean; for times the middle 80 % of replicates.
    unit, meaning : str
        In words.
    """

    quantity: str
    mean: float | None
    low: float | None
    high: float | None
    unit: str
    meaning: str


def summary(outcomes: Outcomes) -> list[Row]:
    """Summarise a plan's outcomes, the headlines first.

    Parameters
    ----------
    outcomes : Outcomes
        Of one plan.

    Returns
    -------
    list of Row
        Every quantity that is reported.
    """
    return [
        *_shares(outcomes),
        *_times(outcomes),
        *_risks(outcomes),
        *_money(outcomes),
        *_gaps_between_groups(outcomes),
        *_stages(outcomes),
        *_readings(outcomes),
        *_bass(outcomes),
    ]


def _mean(outcomes: Outcomes, quantity: str, values: Floats, unit: str, meaning: str) -> Row:
    return _row(quantity, mean_interval(values, outcomes.clusters, LEVEL), unit, meaning)


def _row(quantity: str, interval: Interval | None, unit: str, meaning: str) -> Row:
    if interval is None:
        return Row(quantity, None, None, None, unit, meaning)
    if unit.startswith("share of") and unit not in ("share of activity", "share of benefit"):
        interval = within(interval, -1.0 if quantity.endswith("_gap") else 0.0, 1.0)
    low, high = (x if np.isfinite(x) else None for x in (interval.low, interval.high))
    return Row(quantity, interval.mean, low, high, unit, meaning)


def _shares(o: Outcomes) -> Iterator[Row]:
    headline, end = min(HEADLINE_MONTH, o.months), o.months
    share = "share of organisations"
    yield _mean(o, "live_headline", o.live[:, headline], share, f"live at month {headline}")
    yield _mean(o, "live_end", o.live[:, end], share, f"live at month {end}")
    yield _mean(o, "embedded_end", o.embedded[:, end], share, f"embedded at month {end}")
    ever = o.ever_live[:, end] / o.organisations
    yield _mean(o, "ever_live", ever, share, f"have been live by month {end}")
    retained = ratio_interval(o.stages[:, end, EMBEDDED], o.ever_live[:, end], o.clusters, LEVEL)
    yield _row("embedded_of_ever_live", retained, "share of ever live", "embedded, of ever live")
    if end > HEADLINE_MONTH:
        kept = ratio_interval(o.live[:, end], o.live[:, headline], o.clusters, LEVEL)
        meaning = f"live at month {end} over live at month {headline}"
        yield _row("after_programme", kept, "ratio", meaning)


def _times(o: Outcomes) -> Iterator[Row]:
    for share in (0.2, 0.5, 0.8):
        name = f"months_to_{round(100 * share)}_percent"
        meaning = f"until {share:.0%} are live (median; middle 80 % of replicates)"
        yield _when(name, quantiles(time_to(o, share, o.months)), meaning)
    early = quantiles(months_between(o, 0.025, 0.16))
    yield _when("months_2_to_16_percent", early, "from 2.5 % to 16 % live: the early adopters")
    chasm = quantiles(months_between(o, 0.16, 0.34))
    yield _when("months_16_to_34_percent", chasm, "from 16 % to 34 % live: across the chasm")


def _when(quantity: str, when: Quantiles, meaning: str) -> Row:
    return Row(quantity, when.median, when.low, when.high, "month", meaning)


def _risks(o: Outcomes) -> Iterator[Row]:
    left = ratio_interval(o.ever_abandoned[:, -1], o.ever_live[:, -1], o.clusters, LEVEL)
    yield _row("abandoned", left, "share of ever live", "have given up, of ever live")
    dip = ratio_interval(-o.by_age_sum[:, 0], o.by_age_count[:, 0], o.clusters, LEVEL)
    yield _row("dip", dip, "share of activity", "lost in the first live month")
    exposure = o.exposure.sum(axis=1) / o.organisations
    unit = "performance-months per organisation"
    meaning = "safety exposure: performance below tolerance; a proxy of risk, not harm"
    yield _mean(o, "safety_exposure", exposure, unit, meaning)
    yield _mean(
        o,
        "worst_exposure",
        o.exposure.max(axis=1),
        "average sites",
        "safety exposure in the worst month, over the whole system",
    )


def _money(o: Outcomes) -> Iterator[Row]:
    spend, benefit, cost = o.spend.sum(), o.benefit.sum(axis=1), o.site_cost.sum(axis=1)
    net = np.cumsum(o.benefit - o.site_cost - o.spend, axis=1)
    yield Row("spend", float(spend), None, None, "kGBP", "spent by the programme")
    yield _mean(o, "benefit", benefit, "kGBP", "worth of the change in performance")
    yield _mean(o, "site_cost", cost, "kGBP", "paid by the sites to go live")
    yield _mean(o, "net", net[:, -1], "kGBP", "benefit less site cost and spend")
    in_year = ratio_interval(o.in_year_cash.sum(axis=1), benefit, o.clusters, LEVEL)
    meaning = "of the benefit that is cash within a site's first year"
    yield _row("in_year_cash", in_year, "share of benefit", meaning)
    yield _when(
        "months_to_pay_back", quantiles(_paid_back(net)), "until net stays above 0 (median)"
    )


def _paid_back(net: Floats) -> Floats:
    """First month from whose end on the cumulative net is never below 0; float64[R].

    0 where it is never below 0, infinite where it is so at the end.
    """
    months = net.shape[1]
    below = net < 0
    last_below = months - np.argmax(below[:, ::-1], axis=1)
    never, still = ~below.any(axis=1), below[:, -1]
    return np.where(never, 0.0, np.where(still, np.inf, last_below + 1.0))


def _gaps_between_groups(o: Outcomes) -> Iterator[Row]:
    share = "share of organisations"
    gaps = (
        (
            "equity_gap",
            ("deprived", "not deprived"),
            ("deprived", "deprived"),
            "live elsewhere less live in deprived areas, last month",
        ),
        (
            "capacity_gap",
            ("capacity", "highest third"),
            ("capacity", "lowest third"),
            "live in the third with most capacity less in that with least, last month",
        ),
    )
    for name, ahead, behind, meaning in gaps:
        yield _row(name, gap_between(o, ahead, behind, o.months), share, meaning)
    for k, (dimension, group) in enumerate(o.groups):
        if dimension == "category":
            live = ratio_interval(
                *_live_in(o, k, o.months), o.batch_clusters, LEVEL, o.batch_replicates
            )
            yield _row(
                f"live_{group.replace(' ', '_')}", live, f"share of {group}", "live, last month"
            )


def _live_in(o: Outcomes, group: int, month: int) -> tuple[Whole, Whole]:
    stages = o.group_stages[:, month, group]
    live: Whole = stages[:, [IMPLEMENTING, EMBEDDED]].sum(axis=1)
    return live, o.group_sizes[:, group]


def gap_between(
    o: Outcomes, ahead: tuple[str, str], behind: tuple[str, str], month: int
) -> Interval | None:
    """Share live in one group less that in another.

    Parameters
    ----------
    o : Outcomes
        Of one plan.
    ahead, behind : tuple of str
        (dimension, group), as in `Outcomes.groups`.
    month : int
        Record, 0 to T.

    Returns
    -------
    Interval or None
        None if either group has nobody.
    """
    values = []
    for group in (ahead, behind):
        live, size = _live_in(o, o.groups.index(group), month)
        each = ratio_values(live, size, o.batch_replicates)
        if each is None:
            return None
        values.append(each)
    difference = values[0] - values[1]
    return mean_interval(difference, o.batch_clusters, LEVEL, o.batch_replicates)


def _stages(o: Outcomes) -> Iterator[Row]:
    for stage in (COMMITTED, DECIDING, IMPLEMENTING):
        stay = median_stay(o.dwell, stage)
        meaning = f"median stay in '{STAGES[stage]}', of those who left it"
        yield Row(f"months_{STAGES[stage]}", stay, None, None, "month", meaning)
    held = o.binding[:, -1].sum(axis=0)
    held = np.delete(held, EMBEDDED, axis=0).sum(axis=0)
    for gap, count in zip(GAPS, held, strict=True):
        share = float(count / held.sum()) if held.sum() else None
        meaning = f"held most by the {gap} gap, of those not embedded, last month"
        yield Row(f"held_by_{gap}", share, None, None, "share of not embedded", meaning)


def _readings(o: Outcomes) -> Iterator[Row]:
    """Read the binding gaps as COM-B, and the stages as NPT (labels of the same numbers)."""
    held = np.delete(o.binding[:, -1].sum(axis=0), EMBEDDED, axis=0).sum(axis=0)
    for component, its_gaps in COM_B.items():
        count = sum(held[GAPS.index(gap)] for gap in its_gaps)
        share = float(count / held.sum()) if held.sum() else None
        meaning = f"lack {component} most (COM-B: {', '.join(its_gaps)} gap), of those not embedded"
        yield Row(f"lacks_{component}", share, None, None, "share of not embedded", meaning)
    for construct, stage in NPT.items():
        at_work = _mean(o, "", o.share(STAGES.index(stage))[:, -1], "", "")
        words = construct.replace("_", " ")
        meaning = f"at the work of {words} (NPT: '{stage}'), last month"
        yield replace(
            at_work, quantity=f"npt_{construct}", unit="share of organisations", meaning=meaning
        )


def _bass(o: Outcomes) -> Iterator[Row]:
    """Tell the nearest Bass curve, or why there is none to tell.

    low, high of p, q and m are those of the curves that come about as near; where their ceilings
    lie far apart, none of the three is told.
    """
    fit = bass_fit(o)
    why = _why_no_bass(fit)
    rows = (
        ("innovation", "1/year", "p of the Bass curve nearest to ever live"),
        ("imitation", "1/year", "q of that curve"),
        ("ceiling", "share of organisations", "m of that curve"),
    )
    for name, unit, meaning in rows:
        value = None if fit is None or why else getattr(fit, name)
        low, high = (None, None) if fit is None else getattr(fit, f"{name}s")
        yield Row(f"bass_{name}", value, low, high, unit, meaning + why)
    accounts = None if fit is None else fit.r_squared
    meaning = "variance that the curve accounts for"
    yield Row("bass_r_squared", accounts, None, None, "share", meaning)


def _why_no_bass(fit: BassFit | None) -> str:
    """Say why p, q and m are missing; nothing where they are not."""
    if fit is None:
        return "; missing: too little happens, or in no such shape"
    if fit.is_identified:
        return ""
    low, high = fit.ceilings
    return f"; not identified: curves with ceilings from {low:.0%} to {high:.0%} come as near"
