"""A trade-off in words: what one objective costs in terms of another."""

from collections.abc import Iterator, Sequence

from sim.report.lines import Clause, Line
from sim.report.optimise import objective_words as said
from sim.study.optimise.measures import Objective
from sim.study.optimise.optimise import Optimum
from sim.study.optimise.told import Ran


def ends_of(front: Sequence[Ran], one: Objective, other: Objective) -> tuple[Ran, Ran]:
    """Return the plan that is best at each of two objectives."""
    return (
        max(front, key=lambda each: one.gain(each.measured)),
        max(front, key=lambda each: other.gain(each.measured)),
    )


def traded(front: Sequence[Ran], one: Objective, other: Objective) -> tuple[float, float] | None:
    """Return what is lost of one objective and won of another, from the best of one to the other's.

    None if that is less than the margins, or not beyond the noise.
    """
    first, last = ends_of(front, one, other)
    cost, gain = first.ahead(last, one), last.ahead(first, other)
    margins = one.margin_at(first.value(one).mean), other.margin_at(last.value(other).mean)
    clear = cost.low > 0 and gain.low > 0
    if not clear or (cost.mean < margins[0] and gain.mean < margins[1]):
        return None
    return cost.mean, gain.mean


def one_is_best(front: Sequence[Ran], one: Objective, other: Objective) -> bool:
    """Whether the plan that is best at one objective is practically best at the other, for sure.

    Either of the two best plans may be the one.
    """
    first, last = ends_of(front, one, other)
    cost, gain = first.ahead(last, one), last.ahead(first, other)
    same = (
        cost.high < one.margin_at(first.value(one).mean),
        gain.high < other.margin_at(last.value(other).mean),
    )
    return first is last or any(same)


def front_headline(optimum: Optimum) -> Iterator[Clause]:
    """Say what the objectives cost in terms of each other."""
    one, *others = optimum.wanted.objectives
    for place, other in enumerate(others):
        found = traded(optimum.front, one, other)
        if found is None and one_is_best(optimum.front, one, other):
            text = (
                f"no trade-off was found between {one.key} and {other.key}: of all plans tried, "
                "one is practically best at both"
            )
        elif found is None:
            text = (
                f"what {one.key} and {other.key} cost each other cannot be told: the plans that "
                "are best at each differ by no more than noise"
            )
        else:
            cost, gain = found
            text = said.trade(other, gain, one, cost)
        yield Clause(text[:1].upper() + text[1:] if not place else text, place)


def front_line(optimum: Optimum, beside: str, catch: str) -> Line:
    """Say what the plan at the knee gives, which may be an end of the front.

    beside  how it stands to the best shipped plan in the first objective
    catch   what is better elsewhere; empty if nothing is
    """
    clauses = []
    for place, objective in enumerate(optimum.wanted.objectives):
        value = optimum.ran.value(objective).mean
        reached = said.reached(objective, value, optimum.wanted.horizon)
        clauses.append(Clause(reached, 3 if place > 1 else 0))
        if not place:
            brief = beside.replace("the best shipped plan, ", "")
            clauses.append(Clause(beside, joint=", ", short=brief))
            clauses += [Clause(f"but {catch}", joint=", ")] if catch else []
    one, *others = optimum.wanted.objectives
    is_between = any(traded(optimum.front, one, other) for other in others) and not any(
        optimum.ran.scenario == end.scenario
        for other in others for end in ends_of(optimum.front, one, other)
    )  # fmt: skip
    return Line("In between" if is_between else "It gives", tuple(clauses))
