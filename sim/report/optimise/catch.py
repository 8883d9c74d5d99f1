"""What a plan that was found is worse in than plans it is held against."""

from collections.abc import Sequence

from sim.outcomes.units import GBP_PER_KGBP
from sim.report.optimise import objective_words as said
from sim.report.optimise.held_against import Told, counts, has_mandate, known
from sim.report.price_line import pounds
from sim.report.words import listed
from sim.study.comparison import MARGIN
from sim.study.optimise.limits import share, usual_most
from sim.study.optimise.measures import AT, OBJECTIVES
from sim.study.optimise.told import Ran

WORSE = {
    "reach": "fewer are live by month {month}",
    "lasting": "fewer are embedded in the end",
    "equity": "fewer are live in deprived areas",
    "risk": "there are more days below tolerance",
    "speed": "organisations wait longer",
}
LIMITS = {
    "budget": "its pilots and planning cost more than the budget under some assumptions",
    "dip_at_once": "in 9 of 10 runs {most} sites are in the dip at once",
    "give_up": "{given_up} give up",
    "least_live": "fewer are live than with the money spread evenly",
}


def catch_of(told: Told) -> str:
    """Say which limit breaks, where more is to be had, or what the plan is worse in; or nothing."""
    if told.optimum.ran.broken:
        return f"on fresh runs {listed(broken_in_words(told.optimum.ran))}"
    return for_more(told) or by_mandate(told) or worse_in(told)


def broken_in_words(ran: Ran) -> list[str]:
    """Say which limits a plan does not keep."""
    values = {
        "most": f"{usual_most(ran.measured):.0f}",
        "given_up": given_up(ran),
    }
    return [LIMITS[each].format(**values) for each in ran.broken]


def given_up(ran: Ran) -> str:
    """Write the share of those ever live that give up."""
    return f"{100 * share(ran.measured, 'abandoned', 'ever_live'):.0f}%"


def by_mandate(told: Told) -> str:
    """Say that a mandate does better, if one does; empty if none."""
    optimum = told.optimum
    best = _better(told, [
        each for each in optimum.rivals
        if has_mandate(each) and not counts(optimum, each) and not each.broken
    ])  # fmt: skip
    if best is None:
        return ""
    return f"a mandate, which money does not buy, comes to {_reached(told, best)}"


def for_more(told: Told) -> str:
    """Say that a shipped plan does better for more than the budget; empty if none does.

    The pilots and the planning that it comes with cost more than there is.
    """
    optimum = told.optimum
    best = _better(told, [
        each for each in optimum.rivals
        if list(each.broken) == ["budget"] and not has_mandate(each) and not counts(optimum, each)
    ])  # fmt: skip
    if best is None:
        return ""
    spent = pounds(GBP_PER_KGBP * float(best.measured[:, :, AT["spend"]].mean()))
    return f"“{best.title}” comes to {_reached(told, best)} for {spent}"


def _better(told: Told, others: Sequence[Ran]) -> Ran | None:
    """Return the best of other plans, if it is clearly better than the one that was found."""
    objective = told.objective
    best = max(others, key=lambda each: objective.gain(each.measured), default=None)
    if best is None:
        return None
    lost = best.ahead(told.optimum.ran, objective)
    return best if lost.low > 0 and lost.mean >= told.margin else None


def _reached(told: Told, ran: Ran) -> str:
    return said.WORDS[told.objective.key].short(ran.value(told.objective).mean)


def worse_in(told: Told) -> str:
    """Say in what the plan is worse by most margins; empty if in nothing.

    It is held against the best shipped plan, and then against those that are as good as that one.
    """
    if told.best is None:
        return ""
    found = _worse(told, told.best, " against")
    peers = [_worse(told, each, f", with “{each.title}”") for each in _as_good(told, told.best)]
    return found[1] or max(peers, default=(0.0, ""))[1]


def _as_good(told: Told, best: Ran) -> list[Ran]:
    """Find the rivals that cannot be told apart from the best one, or hardly differ."""
    kept = [each for each in told.optimum.rivals if counts(told.optimum, each)]
    behind = [(each, best.ahead(each, told.objective)) for each in kept if each is not best]
    return [each for each, lost in behind if lost.low <= 0 or lost.mean < told.margin]


def _worse(told: Told, other: Ran, beside: str) -> tuple[float, str]:
    """Return by how many margins a plan is worse than another, and what is worst, in words."""
    ran, found = told.optimum.ran, [(0.0, "")]
    for key, words in WORSE.items():
        objective = OBJECTIVES[key]
        if key == told.objective.key or not known(ran, objective):
            continue
        ahead = ran.ahead(other, objective)
        mine, theirs = (each.value(objective).mean for each in (ran, other))
        margin = objective.margin_at(theirs)
        if ahead.high < 0 and -ahead.mean >= margin:
            short = said.WORDS[key].short
            numbers = f"({short(mine)}{beside} {short(theirs)})"
            month = told.optimum.wanted.horizon.month
            found.append((-ahead.mean / margin, f"{words.format(month=month)} {numbers}"))
    mine, theirs = (share(each.measured, "abandoned", "ever_live") for each in (ran, other))
    if mine - theirs >= MARGIN:
        numbers = f"({given_up(ran)}{beside} {given_up(other)})"
        found.append(((mine - theirs) / MARGIN, f"more give up {numbers}"))
    return max(found)
