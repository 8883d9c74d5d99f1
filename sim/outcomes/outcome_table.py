"""The outcomes: one row for each, which determines everything else about it.

The summary of a plan, the comparison of plans, tables, files, the page's measures and their
parameters, and docs/model/outcomes_table.md are made from these rows, in this order.
"""

from collections.abc import Iterable

from sim.outcomes import formulas, steps
from sim.outcomes.declare import (
    EQUITY,
    GAP,
    OF_ALL,
    READING,
    RISK,
    SHARE,
    SPREAD,
    TIME,
    Outcome,
    Saying,
    checked,
)
from sim.outcomes.families import (
    BASS_ROWS,
    CATEGORY_ROWS,
    COM_B_ROWS,
    GAP_ROWS,
    NPT_ROWS,
    STAGE_ROWS,
)
from sim.outcomes.formulas import in_full
from sim.outcomes.money_rows import MONEY_ROWS
from sim.outcomes.samples import (
    DEPRIVED,
    ELSEWHERE,
    LEAST_CAPACITY,
    MOST_CAPACITY,
    gap_sample,
    live_sample,
    ratio_sample,
    sample,
)
from sim.outcomes.unapproved import where_live, without_approval
from sim.outcomes.units import DAYS, MONTHS, PERCENT, POINTS, Unit

OF_EVER_LIVE, OF_PATIENTS, OF_STAFF = "share of ever live", "share of patients", "share of staff"
EXPOSURE = "performance-months per organisation"
MORE, LONGER, RISKIER = (
    Saying(POINTS, "more", "fewer"),
    Saying(MONTHS, "longer", "shorter"),
    Saying(DAYS, "more", "less"),
)
DEEPER, WIDER = Saying(POINTS, "deeper", "shallower"), Saying(POINTS, "wider", "narrower")

# fmt: off
_SPREAD = {
    "live": Outcome(
        SPREAD, OF_ALL, "live at month {month}", lambda o, h: live_sample(o, h.month), SHARE,
        quantity="live_headline", is_main=True, title="Live at month {month}",
        column="live at month {month} (%)", better="up", said=PERCENT, change=MORE,
        explain="Organisations that use the innovation at month {month}, in the dip or embedded.",
        behind=steps.SPREAD,
    ),
    "live_end": Outcome(
        SPREAD, OF_ALL, "live at month {end}", lambda o, h: live_sample(o, h.end), SHARE,
        is_main=True, title="Live at month {end}", column="live at month {end} (%)",
        better="up", said=PERCENT, change=MORE, behind=(*steps.SPREAD, *steps.LEAVING),
        explain="Organisations that use the innovation at the end of the run, also those that only "
        "a contract holds.",
    ),
    "embedded": Outcome(
        SPREAD, OF_ALL, "embedded at month {end}",
        in_full(lambda o, h: sample(o, o.embedded[:, h.end])), SHARE,
        quantity="embedded_end", is_main=True, title="Embedded at month {end}",
        column="embedded at month {end} (%)", better="up", said=PERCENT, change=MORE,
        explain="Organisations in which it has become the normal way of working, without those "
        "that only a contract holds.",
        behind=(*steps.LEARNING, *steps.LEAVING, *steps.SPREAD),
    ),
    "served": Outcome(
        SPREAD, OF_PATIENTS, "patients served at month {month}, by the size of live organisations",
        lambda o, h: sample(o, o.served[:, h.month]), SHARE,
        quantity="served_headline", is_main=True, title="Patients served at month {month}",
        column="patients served at month {month} (%)", better="up", said=PERCENT, change=MORE,
        explain="Share of the patients whose organisation uses the innovation at month {month}: "
        "each organisation counts by its size.",
        behind=("system.size_spread", *steps.SPREAD),
    ),
    "served_end": Outcome(
        SPREAD, OF_PATIENTS, "patients served at month {end}, by the size of live organisations",
        lambda o, h: sample(o, o.served[:, h.end]), SHARE, better="up",
    ),
    "locked_in": Outcome(
        SPREAD, OF_ALL, "want to leave and are locked in by a contract at month {end}",
        in_full(lambda o, h: sample(o, o.locked_in[:, h.end] / o.organisations)), SHARE,
        is_main=True, title="Locked in at month {end}", column="locked in at month {end} (%)",
        better="down", said=PERCENT, change=MORE, rare=True,
        behind=("strategy.contract", *steps.LEAVING),
        explain="Organisations that want to leave and are held by a contract: they count as live, "
        "not as embedded.",
    ),
    "ever_live": Outcome(
        SPREAD, OF_ALL, "have been live by month {end}",
        lambda o, h: sample(o, o.ever_live[:, h.end] / o.organisations), SHARE, better="up",
    ),
    "embedded_of_ever_live": Outcome(
        SPREAD, OF_EVER_LIVE, "embedded, of ever live",
        in_full(lambda o, h: ratio_sample(o, o.rooted[:, h.end], o.ever_live[:, h.end])), SHARE,
        better="up",
    ),
    "using": Outcome(
        SPREAD, OF_STAFF, "use it at month {month}, by themselves or where it is live",
        in_full(lambda o, h: sample(o, o.using[:, h.month] / o.organisations)), SHARE, better="up",
    ),
    "after_programme": Outcome(
        SPREAD, "ratio", "live at month {end} over live at month {month}",
        lambda o, h: ratio_sample(o, o.live[:, h.end], o.live[:, h.month]), better="up",
        when=lambda h: h.end > h.month,
    ),
}
_UNTIL = "until {} are live (median; middle 80 % of replicates)"
_TIME = {
    "months_to_20_percent": Outcome(
        TIME, "month", _UNTIL.format("20%"), formulas.months_to(0.2), is_main=True, better="down",
    ),
    "time_to_half": Outcome(
        TIME, "month", _UNTIL.format("50%"), formulas.months_to(0.5), is_main=True,
        quantity="months_to_50_percent", title="Months until half are live",
        column="half are live (month)", better="down", said=MONTHS, behind=steps.SPREAD,
        explain="Month in which half of the organisations are live: the middle run, and in "
        "brackets where 8 of 10 runs lie.",
    ),
    "months_to_80_percent": Outcome(
        TIME, "month", _UNTIL.format("80%"), formulas.months_to(0.8), is_main=True, better="down",
    ),
    "months_2_to_16_percent": Outcome(
        TIME, "month", "from 2.5 % to 16 % live: the early adopters",
        formulas.months_from_to(0.025, 0.16), better="down",
    ),
    "months_16_to_34_percent": Outcome(
        TIME, "month", "from 16 % to 34 % live: across the chasm",
        formulas.months_from_to(0.16, 0.34), better="down",
    ),
    "sooner": Outcome(
        TIME, "month", "earlier to {share} live, in the median run",
        in_summary=False, title="Sooner", column="sooner than {base} (months)", better="up",
        said=MONTHS, behind=steps.SPREAD,
        explain="Months by which half of the organisations are live sooner, in the middle run; a "
        "quarter or a tenth if neither plan gets that far. At least so many if one never does.",
    ),
    "waiting": Outcome(
        TIME, "month", "mean months without having been live (restricted mean)",
        lambda o, h: sample(o, (1 - o.ever_live[:, :h.end] / o.organisations).sum(axis=1)),
        in_summary=False, title="Wait to go live", column="wait to go live, of {end} months",
        better="down", said=MONTHS, change=LONGER, behind=steps.SPREAD,
        explain="Months, of {end}, in which an average organisation has not yet been live.",
    ),
}
_RISK = {
    "abandoned": Outcome(
        RISK, OF_EVER_LIVE, "have given up, of ever live",
        in_full(lambda o, h: ratio_sample(o, o.ever_abandoned[:, h.end], o.ever_live[:, h.end])),
        SHARE,
        is_main=True, title="Gave up", column="gave up (% of those ever live)", better="down",
        said=PERCENT, change=MORE, behind=(*steps.LEAVING, *steps.DIP, *steps.GAPS),
        explain="Of the organisations that have ever been live, those that have given up at least "
        "once.",
    ),
    "dip": Outcome(
        RISK, "share of activity", "lost in the first live month",
        in_full(lambda o, _: ratio_sample(o, -o.by_age_sum[:, 0], o.by_age_count[:, 0])),
        is_main=True, title="Dip at go-live", column="dip at go-live (% of activity)",
        better="down", said=PERCENT, change=DEEPER, behind=steps.DIP,
        explain="Activity lost in the first month of going live.",
    ),
    "exposure": Outcome(
        RISK, EXPOSURE, "safety exposure: performance below tolerance; a proxy of risk, not harm",
        in_full(lambda o, h: sample(o, o.exposure[:, :h.end].sum(axis=1) / o.organisations)),
        quantity="safety_exposure", is_main=True, title="Below tolerance",
        column="below tolerance (days per organisation)", better="down", said=DAYS, change=RISKIER,
        explain="Performance below tolerance, in an average organisation's activity over the run: "
        "a proxy of risk to safety, not of harm.",
        behind=("assumptions.tolerance", *steps.DIP, *steps.LEARNING, *steps.OWN_USE),
    ),
    "exposure_unapproved": Outcome(
        RISK, EXPOSURE, "of it, use by staff that no organisation has approved",
        in_full(without_approval), is_main=True, title="Below tolerance without approval",
        column="of this, use without approval (days per organisation)", better="down", said=DAYS,
        change=RISKIER, rare=True,
        explain="Part of the above: use by staff where no organisation has approved it. How risky "
        "that is, is assumed.",
        behind=steps.OWN_USE,
    ),
    "exposure_each": Outcome(
        RISK, "performance-months per organisation ever live",
        "safety exposure where it is live", in_full(where_live),
        in_summary=False, column="below tolerance where live (days per organisation ever live)",
        better="down", said=DAYS, change=RISKIER,
    ),
    "worst_exposure": Outcome(
        RISK, "average sites", "safety exposure in the worst month, over the whole system",
        in_full(lambda o, _: sample(o, o.exposure.max(axis=1))), better="down",
    ),
}
_EQUITY = {
    "equity_gap": Outcome(
        EQUITY, OF_ALL, "live elsewhere less live in deprived areas, last month",
        lambda o, h: gap_sample(o, ELSEWHERE, DEPRIVED, h.end), GAP, is_main=True,
        title="Equity gap at month {end}", column="equity gap at month {end} (points)",
        better="down", said=POINTS, change=WIDER, behind=(*steps.AREAS, *steps.SPREAD),
        explain="Share live elsewhere less share live in deprived areas.",
    ),
    "capacity_gap": Outcome(
        EQUITY, OF_ALL, "live in the third with most capacity less in that with least, last month",
        lambda o, h: gap_sample(o, MOST_CAPACITY, LEAST_CAPACITY, h.end), GAP, better="down",
    ),
}
# fmt: on

OUTCOMES = checked(
    _SPREAD
    | _TIME
    | _RISK
    | MONEY_ROWS
    | _EQUITY
    | CATEGORY_ROWS
    | STAGE_ROWS
    | GAP_ROWS
    | COM_B_ROWS
    | NPT_ROWS
    | BASS_ROWS
)
COMPARED = tuple(key for key, row in OUTCOMES.items() if row.change is not None)


def quantity_of(key: str) -> str:
    """Look up the name of an outcome in the summary of a plan."""
    return OUTCOMES[key].quantity or key


def unit_of(key: str) -> Unit:
    """Look up how a plan's value of an outcome is worded.

    Raises
    ------
    ValueError  if the table has no unit for it
    """
    said = OUTCOMES[key].said
    if said is None:
        raise ValueError(f"The outcome {key!r} has no `said` in sim/outcomes/outcome_table.py.")
    return said


def change_of(key: str) -> Saying:
    """Look up how the difference of two plans in an outcome is worded.

    Raises
    ------
    ValueError  if plans are not compared in it
    """
    change = OUTCOMES[key].change
    if change is None:
        raise ValueError(f"Plans are not compared in the outcome {key!r}.")
    return change


def in_reading_order(keys: Iterable[str]) -> list[str]:
    """Put outcomes in reading order, theme by theme."""
    wanted = set(keys)
    named = [key for key in OUTCOMES if key in wanted]
    return sorted(named, key=lambda key: READING.index(OUTCOMES[key].theme))
