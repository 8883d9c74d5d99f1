"""What stands in the columns of results, by replicate, month, group or organisation: the words.

Parquet files and xarray datasets carry them as metadata. The outcomes of a plan, which are made
from these, have rows of their own (`sim.outcomes.outcome_table`).
"""

from typing import NamedTuple

from sim.outcomes.declare import OF_ALL
from sim.outcomes.outcome_table import OF_PATIENTS
from sim.params.names import GAPS, STAGE_NAMES, STAGES

LABEL, COUNT, MONTH, MONEY, RUNS = "label", "organisations", "month", "kGBP", "share of runs"


class Series(NamedTuple):
    """One column: its unit and what it is."""

    unit: str
    meaning: str


_LABELS = {
    "plan": Series(LABEL, "short name of the plan, as in summary.csv"),
    "month": Series(MONTH, "month of the run; month 0 is its start"),
    "replicate": Series("number", "which run: all plans meet the same chance events in it"),
    "system_draw": Series("number", "which drawn system the run is on; 0 for a system of your own"),
    "dimension": Series(LABEL, "how the organisations are grouped; all is one group of everybody"),
    "group": Series(LABEL, "which group of that dimension"),
    "series": Series(LABEL, "which series: a stage, or another part of the organisations"),
    "stage": Series(LABEL, "stage that an organisation is in"),
    "organisation": Series(LABEL, "name of the organisation"),
    "type": Series(LABEL, "type of the organisation"),
    "region": Series(LABEL, "region of the organisation"),
}
_STAGES = {
    name: Series(COUNT, f"organisations in the stage: {words}")
    for name, words in zip(STAGES, STAGE_NAMES, strict=True)
}
_COUNTS = {
    "ever_live": Series(COUNT, "organisations that are or have been live"),
    "ever_abandoned": Series(COUNT, "organisations that have ever given it up"),
    "locked_in": Series(COUNT, "embedded, want to leave, and are held by a contract"),
    "live_size": Series("1", "size of the live organisations together; 1 for an average one"),
    "using": Series("1", "sum over organisations of the share of staff who use it"),
    "days": Series("days", "days that organisations work on it in the month"),
    "exposure": Series("performance-months", "safety exposure in the month: a proxy, not harm"),
    "benefit": Series(MONEY, "benefits of the month"),
    "in_year_cash": Series(MONEY, "part of the benefits that frees cash within the year"),
    "site_cost": Series(MONEY, "costs of the organisations in the month"),
    "live_share": Series(OF_ALL, "live, in the dip or embedded"),
    "embedded_share": Series(OF_ALL, "embedded, without those that only a contract holds"),
    "served_share": Series(OF_PATIENTS, "patients of live organisations, by their size"),
}
_CURVES = {
    "mean": Series("share", "share of the group, mean over the runs"),
    "low": Series("share", "lower end of the 95 % interval of the mean"),
    "high": Series("share", "upper end of the 95 % interval of the mean"),
}
_ORGANISATIONS = {
    "first_live": Series(MONTH, "median month of first going live; missing if half never do"),
    "never_live": Series(RUNS, "runs in which it never goes live"),
    **{
        f"in_{name}": Series(RUNS, f"runs in which it is in the stage: {words}")
        for name, words in zip(STAGES, STAGE_NAMES, strict=True)
    },
    **{f"{gap}_binds": Series(RUNS, f"runs in which the {gap} gap holds it most") for gap in GAPS},
}
_DRAWS = {
    "draw": Series("number", "which random set of assumptions"),
    "share": Series(OF_ALL, "organisations in each stage"),
}
COLUMNS: dict[str, Series] = {
    **_LABELS, **_STAGES, **_COUNTS, **_CURVES, **_ORGANISATIONS, **_DRAWS,
}  # fmt: skip
