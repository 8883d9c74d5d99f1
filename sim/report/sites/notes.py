"""How the numbers of organisations one by one came about, and what they leave out."""

from collections.abc import Sequence

from sim.params.names import ONE2ONE
from sim.report.sites.words import counted
from sim.study.sites.prices import months_of
from sim.study.sites.records import Sites


def notes(sites: Sites) -> list[str]:
    """Say how the numbers came about, and what they leave out."""
    drawn = "" if sites.systems == 1 else f", on {sites.systems} drawn systems"
    told = [
        f"Chances: {sites.runs:,} runs of the plan{drawn}; they are known to within "
        f"{counted(_widest(sites))}.",
        "The months of boards are drawn in each run, since no file says them: of the runs that "
        "do not begin live and meet one, 80% meet it in the time given.",
    ]
    looked = sum(each.looked for each in sites.sites)
    if looked:
        told.append(
            "Help: each lever at nearly its full dose, for that organisation alone and on top of "
            f"the plan: {sites.screened} pairs of runs for each, {sites.closer} others for the "
            "best three. (+27, up to £27,000) is points of chance, and the price for it alone. "
            "Where two are named, or a star stands, they cannot be told apart."
        )
        told.append(_prices(sites))
    left = sum(not each.looked and each.chance.low < 1 - sites.margin for each in sites.sites)
    if looked and left:
        told.append(
            f"Levers were tried on the {looked} whose chance is nearest to even, not on "
            f"{left:,} others: name them with --site."
        )
    return told


def _prices(sites: Sites) -> str:
    """Say over how many months each lever is priced."""
    helped = months_of(sites.scenario, ONE2ONE, sites.until)
    by_month = (
        f"levers by the month over all {sites.until} months"
        if helped == sites.until
        else f"one-to-one help over {helped} months, other levers by the month over all "
        f"{sites.until}"
    )
    return (
        f"Prices: {by_month}, so up to so much: some do nothing more once it is live. Templates "
        "and tools are paid once, and a grant counts as far as it is paid."
    )


def _widest(sites: Sites) -> int:
    widths = [each.half_width for site in sites.sites for each in site.chances]
    known: Sequence[float] = [each for each in widths if each != float("inf")]
    return round(100 * max(known, default=0.0)) or 1
