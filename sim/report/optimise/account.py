"""The account at length: what was searched, how it is told, why the model likes the plan."""

from collections.abc import Iterator

from sim.report.optimise import objective_words as said
from sim.report.optimise.catch import broken_in_words
from sim.report.optimise.held_against import Told, counted, has_mandate
from sim.report.optimise.lines import NOT_A_FINDING, ranked
from sim.report.optimise.plan_words import (
    average,
    because,
    choices_in_words,
    other_settings,
    part_name,
    shares_in_words,
    shares_of,
    title_of,
)
from sim.report.words import listed
from sim.study.optimise.candidates import LEVERS
from sim.study.optimise.told import chances_of, matters

ALL = len(LEVERS)
WHY = 3  # levers of which the account says what is assumed


def account(told: Told) -> list[str]:
    """Say at length what was found, as paragraphs."""
    return [
        *_plan(told), *_objectives(told), *_how(told), *_rivals(told), *_parts(told),
        *_why(told), *_catches(told),
    ]  # fmt: skip


def _plan(told: Told) -> Iterator[str]:
    chosen, rests = told.optimum.chosen, told.optimum.wanted.rests
    if chosen.later is None:
        yield f"The money: {shares_in_words(chosen.shares, ALL)}."
    else:
        month, later = chosen.later
        yield f"The money at first: {shares_in_words(chosen.shares, ALL)}."
        yield f"The money from month {month} on: {shares_in_words(later, ALL)}."
    yield f"Beside that: {'; '.join(choices_in_words(chosen, rests[chosen.rest]))}."
    given, rest = rests[0].scenario, rests[chosen.rest].scenario
    if others := other_settings(given, rest):
        yield (
            f"All else as in “{rests[chosen.rest].title}” means, beside the plan that was given: "
            f"{'; '.join(others)}."
        )
    yield (
        "Shares are whole per cent of what is left after pilots and planning; levers with less "
        "than 2% are left out. The rounded plan is the one that ran."
    )


def _objectives(told: Told) -> Iterator[str]:
    wanted = told.optimum.wanted
    for each in wanted.objectives:
        yield said.means(each, wanted.horizon)


def _how(told: Told) -> Iterator[str]:
    optimum = told.optimum
    words = said.WORDS[told.objective.key]
    states = "states of the world" if told.fixed else "sets of assumptions"
    yield (
        f"{optimum.tried:,} plans were tried in the same states: {states}, each with made-up "
        f"systems and luck of its own. {optimum.possible:,} of them keep the limits."
    )
    yield (
        f"The best were run again on fresh luck to choose one. All that is told comes from "
        f"{optimum.sets} other {states}, which had no part in the choice."
    )
    now = optimum.ran.value(told.objective).mean
    seen = optimum.promised if told.objective.up else -optimum.promised
    yield (
        f"The best value that the search saw was {words.short(seen)}; on fresh runs the plan "
        f"comes to {words.short(now)}. The states differ too, so that not all of this is luck."
    )
    if told.fixed:
        yield "Assumptions stayed as they are: under others, another plan may be better."


def _rivals(told: Told) -> Iterator[str]:
    optimum, lead, best = told.optimum, told.lead, told.best
    kept = [each for each in optimum.rivals if counted(told, each)]
    if best is not None and lead is not None:
        ends = said.ahead_with_ends(told.objective, lead.mean)
        words = said.WORDS[told.objective.key]
        spread = f"from {_signed(words, lead.low)} to {_signed(words, lead.high)}"
        varied = "states" if told.fixed else "sets of assumptions"
        yield (
            f"Ahead of the best shipped plan, “{best.title}”, by {ends}: mean and 95% interval. "
            f"In 8 of 10 {varied} the lead is {spread}, and in {100 * lead.first:.0f}% of them it "
            f"is ahead, with the luck of single runs taken out. Luck alone moves the mean by "
            f"{words.size(lead.luck)}."
        )
        chances = chances_of([optimum.ran, *kept], told.objective)
        likely = sorted(
            zip(chances, [optimum.ran, *kept], strict=True), key=lambda each: -each[0].mean
        )
        named = [
            f"{'this plan' if ran is optimum.ran else f'“{ran.title}”'} {100 * chance.mean:.0f}% "
            f"({100 * chance.low:.0f} to {100 * chance.high:.0f})"
            for chance, ran in likely[:4]
        ]
        yield f"Chance of being best of all: {', '.join(named)}."
    for each in optimum.rivals:
        if each.broken:
            so = "counts all the same" if counted(told, each) else "does not count"
            yield f"“{each.title}” {so}: {listed(broken_in_words(each))}."
    mandates = [each for each in optimum.rivals if has_mandate(each)]
    if mandates and not has_mandate(optimum.ran):
        titles = listed([f"“{each.title}”" for each in mandates])
        have, do = ("have", "do not") if len(mandates) > 1 else ("has", "does not")
        yield (
            f"{titles} {have} a mandate and {do} count as rivals: "
            "money does not buy a mandate, and its cost in good will is in no number. To search "
            'among plans with one, add "strategy.mandate_month=6".'
        )


def _signed(words: said.Words, value: float) -> str:
    sign = "" if words.is_nothing(value) else "+" if value > 0 else "\N{MINUS SIGN}"
    return f"{sign}{words.number(abs(value))}"


def _parts(told: Told) -> Iterator[str]:
    words = {True: "matters", False: "does not matter", None: "cannot be told"}
    named = []
    for each in ranked(told):
        assert each.ran is not None
        loss = told.optimum.ran.ahead(each.ran, told.objective)
        more = f"; then {listed(broken_in_words(each.ran))}" if each.ran.broken else ""
        ends = said.ahead_with_ends(told.objective, loss)
        named.append(f"{part_name(each.key)} {ends}, {words[matters(loss, told.margin)]}{more}")
    if named:
        yield (
            "What is lost without each part, its money moved to the others in proportion, or the "
            f"choice put back to the usual one: {'; '.join(named)}."
        )
    idle = told.optimum.idle
    if idle is not None:
        loss = told.optimum.ran.ahead(idle.ran, told.objective)
        levers = listed([title_of(each) for each in idle.levers])
        together = " together" if len(idle.levers) > 1 else ""
        ends = said.ahead_with_ends(told.objective, loss)
        yield f"Lost without {levers}{together}: {ends}."


def _why(told: Told) -> Iterator[str]:
    most = [each.key for each in ranked(told) if each.is_lever][:WHY]
    if not most:
        months = told.optimum.wanted.rests[0].scenario.strategy.programme
        most = [lever for lever, _ in shares_of(average(told.optimum.chosen, months))[:WHY]]
    yield (
        "Why the model likes this plan: the levers that are missed most, and what is assumed of "
        f"them. {' '.join(because(most))}"
    )
    yield f"{NOT_A_FINDING} Other numbers for these levers would make other plans win."


def _catches(told: Told) -> Iterator[str]:
    yield (
        "The search is not exhaustive: a plan that was not tried may be better. Costs that the "
        "model does not count, such as good will, are in no number here."
    )
