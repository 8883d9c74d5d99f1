"""When the better plan changes, in a few lines."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from sim.config.plan_names import mid_sentence
from sim.config.preset_files import presets
from sim.outcomes.declare import filled
from sim.outcomes.horizon import Horizon
from sim.outcomes.intervals import Interval
from sim.outcomes.outcome_table import OUTCOMES, change_of
from sim.report.lines import Clause, Line, fitted
from sim.report.number_words import GROUPS, amount_of, brief, name_of
from sim.report.sets_words import SETS, which
from sim.report.words import listed
from sim.study.flips.boxes import Condition
from sim.study.flips.study import Flips

POINT = " percentage point"
ONE = 0.01  # share of sets next to which nearly none and nearly all are told in words
MOSTLY = 0.8  # share of sets in which plans are practically the same, to be called so
MOST_TOLD = 3  # numbers that are worth learning


@dataclass(frozen=True)
class Told:
    """What is told: what was found, of which plans, on which outcome.

    names  of the plans
    key    of the outcome
    """

    found: Flips
    names: tuple[str, ...]
    key: str
    horizon: Horizon

    def name(self, plan: int) -> str:
        """Name a plan within a sentence: "one-to-one help", but "London: no plan"."""
        name = self.names[plan]
        if "," in name:
            return f"“{name}”"
        is_ours = "'s " not in name and any(e.title == name for e in presets("strategy"))
        return f"{name[:1].lower()}{name[1:]}" if is_ours else mid_sentence(name)

    @property
    def first(self) -> str:
        """Name the favourite."""
        return self.name(self.found.favourite)

    @property
    def second(self) -> str:
        """Name the challenger."""
        return self.name(self.found.challenger)

    @property
    def better(self) -> str:
        """Name the plan that is ahead in a set."""
        return "best" if len(self.names) > 2 else "better"

    @property
    def outcome(self) -> str:
        """Name the outcome: "live at month 36"."""
        return self.title(self.key)

    def title(self, key: str) -> str:
        """Name any outcome."""
        title = filled(OUTCOMES[key].title or OUTCOMES[key].meaning, self.horizon)
        return title[:1].lower() + title[1:]

    @property
    def unit(self) -> str:
        """Name the unit of the differences: "points", "months"."""
        unit = change_of(self.key).unit
        return unit.many.replace(POINT, " point").strip() or unit.before or unit.after

    def amount(self, value: float, bare: bool = False) -> str:
        """Write a difference of plans: "4.9 points", "under 0.1 points"; if bare, "4.9", "0"."""
        unit = change_of(self.key).unit
        scaled = abs(value) * unit.scale
        number = f"{scaled:,.0f}" if scaled >= 10 else f"{scaled:.1f}".removesuffix(".0")
        if number == "0" and scaled > 0 and not bare:
            number = "under 0.1"
        one, many = (each.replace(POINT, " point") for each in (unit.one, unit.many))
        return f"{unit.before}{number}{unit.after}{'' if bare else one if number == '1' else many}"

    def with_range(self, value: Interval, bare: bool = False) -> str:
        """Write a difference with its range: "4.9 points (3.1 to 6.2)"."""
        low, high = self.amount(value.low, True), self.amount(value.high, True)
        ends = "" if low == high or value.high == math.inf else f" ({low} to {high})"
        return f"{self.amount(value.mean, bare)}{ends}"


def lines(told: Told) -> list[tuple[str, str]]:
    """Return the answer: a label and a text for each line; the headline has no label."""
    return fitted([
        Line("", tuple(_headline(told))),
        Line("Flips", tuple(_flips(told))),
        Line("Regret", tuple(_regret(told))),
        Line("Learn", tuple(_learn(told))),
        Line("How sure", tuple(_sure(told))),
    ])  # fmt: skip


def percent(share: float) -> str:
    """Write a share so that neither nearly none nor nearly all looks like none or all."""
    if 0 < share < ONE:
        return "under 1%"
    return "over 99%" if 1 - ONE < share < 1 else f"{share:.0%}"


def condition_in_words(condition: Condition, short: bool = False) -> str:
    """Say what a number has to be: "“grant to a site” is above £43,000"."""
    name = f"“{(brief if short else name_of)(condition.key)}”"
    if condition.word:
        return f"{name} is {'not ' * condition.above}“{condition.word}”"
    if condition.key in GROUPS:
        end = f"{'highest' if condition.above else 'lowest'} {condition.share:.0%}"
        return f"{name} are among the {end} of sets"
    side = "above" if condition.above else "below"
    return f"{name} is {side} {amount_of(condition.key, condition.limit)}"


def where(told: Told, short: bool = False) -> str:
    """Say where the challenger is better."""
    assert told.found.box is not None
    return " and ".join(condition_in_words(each, short) for each in told.found.box.conditions)


def _headline(told: Told) -> Iterator[Clause]:
    """Say which plan is better in how many sets, or that it hardly matters."""
    found = told.found
    lead, share = found.pair.spread.mean, percent(1 - found.share)
    sets = f"{found.fared.count} {SETS}"
    first, apart = told.first[:1].upper() + told.first[1:], told.amount(lead)
    from_where = Clause(which(found.fared.sets), 1, " ")
    outcome = Clause(f"({told.outcome})", 0, " ")
    if abs(lead) < found.margin and found.near >= MOSTLY:
        within = f"within {told.amount(found.margin)}, in {percent(found.near)} of {sets}"
        yield Clause(f"{first} and {told.second} are practically the same, {within}")
        yield from (from_where, outcome)
        return
    by = f"by {apart}"
    if len(told.names) > 2:
        share = percent(float(found.fared.chances[:, found.favourite].mean()))
        by += f" over {told.second}"
        yield Clause(f"{first} is the best plan in {share} of {sets}")
    else:
        yield Clause(f"{first} is better than {told.second} in {share} of {sets}")
    yield from_where
    if abs(lead) < found.margin:
        yield Clause("but on average practically the same", 0, ", ")
    else:
        yield Clause(f"{by} on average", 0, ", ", by)
    yield outcome
    if abs(lead) >= found.margin and not found.is_told:
        yield Clause("which is better on average cannot be told")
    yield from _catch(told)
    yield from _otherwise(told)


def _catch(told: Told) -> Iterator[Clause]:
    """Say in what else the favourite is the worse plan, if it is."""
    key = told.found.catch
    if key:
        means = told.found.fared.beside[key]
        own, other = (100 * means[k] for k in (told.found.favourite, told.found.challenger))
        what = f"{own:.0f}% {'give up again' if key == 'abandoned' else f'are {told.title(key)}'}"
        yield Clause(f"But {what}, with {told.second} {other:.0f}%", 0, ". ")


def _otherwise(told: Told) -> Iterator[Clause]:
    """Say if the sets that fit what is known have the other plan ahead."""
    if _is_otherwise(told):
        known = told.found.known_pair
        assert known is not None
        share = percent(float(known.chances[:, 1].mean()))
        text = f"{told.second} is better in {share} of those that fit what is known"
        yield Clause(f"But {text}", 0, ". ")


def _is_otherwise(told: Told) -> bool:
    known = told.found.known_pair
    return known is not None and float(known.chances[:, 1].mean()) > 0.5 >= told.found.share


def _flips(told: Told) -> Iterator[Clause]:
    """Say where the other plan is better, or that nothing makes it so."""
    found, box = told.found, told.found.box
    count = sum(not each.members for each in found.numbers)
    if box is not None:
        by = told.amount(box.inside.lead.mean)
        if box.inside.lead.mean < found.margin:
            by += ", practically the same"
        told_at, short = (f"{told.second} is better where {where(told, k)}" for k in (False, True))
        yield Clause(f"{told_at}, by {by}", 0, "", f"{short}, by {by}")
        share, other = percent(box.inside.ahead.mean), percent(box.outside.ahead.mean)
        fresh = f"{box.inside.sets} fresh sets there, {other} elsewhere"
        yield Clause(f"in {share} of {fresh}", 4, ", ")
    elif found.is_flipped:
        yield Clause(f"no one or two of {count} numbers decide it")
    else:
        text = f"nothing does, over the ranges of {count} numbers"
        yield Clause(text, 0, "", f"nothing in the ranges of {count} numbers")
    yield from _within_known(told)


def _within_known(told: Told) -> Iterator[Clause]:
    """Say whether it also flips among the sets that fit what is known."""
    found, known = told.found, told.found.known_pair
    if known is None or _is_otherwise(told):
        return
    share = percent(float(known.chances[:, 1].mean()))
    among = f"{known.count} sets that fit what is known"
    short = f"the {known.count} that fit what is known"
    if not found.is_flipped_within_known:
        text = "not within the" if found.is_flipped else "nor within the"
        yield Clause(f"{text} {among}", 0, ", ", f"{text} {short.removeprefix('the ')}")
    else:
        text = f"{told.second} is better in {share} of the {among}"
        brief_text = f"overall in {share} of {short}"
        if found.box is None:
            brief_text = f"{told.second} is better in {share} of {short}"
        yield Clause(text, 0, "; ", brief_text)


def _regret(told: Told) -> Iterator[Clause]:
    """Say what each plan costs against always choosing the better one."""
    regret = told.found.fared.regret
    first, *others = sorted(range(len(told.names)), key=lambda k: regret[k].mean)[:MOST_TOLD]
    amount = told.amount(regret[first].mean)
    yield Clause(
        f"{told.name(first)} is {amount} behind the {told.better} plan of a set on average", 0, "",
        f"{amount} on average with {told.name(first)}",
    )  # fmt: skip
    for each in others:
        text = f"{told.name(each)} {told.amount(regret[each].mean, True)}"
        yield Clause(text, 0 if len(told.names) == 2 else 1, ", ")


def _learn(told: Told) -> Iterator[Clause]:
    """Say which number is worth finding out, and what that gains."""
    found = told.found.learning
    everything = told.amount(found.all.mean)
    if not found.sure:
        text = "no one number is surely worth finding out"
        yield Clause(f"{text}; knowing all would gain {everything}", 0, "",
                     f"{text} (all: {everything})")  # fmt: skip
        for k in found.above_chance[:1]:
            amount = told.with_range(found.values[k])
            yield Clause(f"perhaps “{brief(found.numbers[k].key)}”: {amount}", 2)
        return
    first, *others = found.sure[:MOST_TOLD]
    value, key = found.values[first], found.numbers[first].key
    yield Clause(f"“{name_of(key)}” is worth most to find out", 0, "",
                 f"“{brief(key)}” is worth most")  # fmt: skip
    amount = told.amount(value.mean)
    yield Clause(f"it gains {amount}", 0, ": ", amount)
    yield Clause(told.with_range(value).removeprefix(amount).strip(), 2, " ")
    all_of_it = told.amount(found.all.mean, True)
    yield Clause(f"of the {all_of_it} for knowing everything", 1, " ")
    then = [
        f"“{brief(found.numbers[k].key)}” {told.amount(found.values[k].mean, True)}"
        for k in others
    ]  # fmt: skip
    if then:
        yield Clause(f"then {listed(then)}", 3)


def _sure(told: Told) -> Iterator[Clause]:
    """Tell assumptions and luck apart: how far the lead goes, and what luck leaves open."""
    pair = told.found.pair
    spread, luck = pair.spread, pair.luck
    if luck is not None:
        parts = f"assumptions make {1 - luck:.0%} of how the lead varies, luck {luck:.0%}"
        yield Clause(
            parts, 0, "", f"assumptions make {1 - luck:.0%} of the differences, luck {luck:.0%}"
        )
    ends = f"{_signed(told, spread.low)} to {_signed(told, spread.high)}"
    yield Clause(f"it is {ends} in nine of ten sets", 1, "; ", f"{ends} in nine of ten")
    mine, theirs = pair.leads
    yield Clause(f"beyond luck {told.first} leads in {mine}, {told.second} in {theirs}", 4)


def _signed(told: Told, value: float) -> str:
    number = told.amount(value, bare=True)
    return number if value >= 0 else f"\N{MINUS SIGN}{number}"
