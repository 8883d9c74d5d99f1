"""What several people said of a key, in words: their range, their mean, and whether it is drawn."""

from collections.abc import Collection, Iterator, Sequence

from sim.params import Scenario
from sim.params.scores import SCORE, Scores, standing_scores
from sim.report.words import listed
from sim.study.scored_keys import disputed

NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight"}


def notes_on_scores(scenarios: Sequence[Scenario]) -> Iterator[str]:
    """Say before a run on which keys people disagree, and what is made of it."""
    told = {each.key: each for scenario in scenarios for each in disputed(scenario)}
    if len(told) == 1:
        (each,) = told.values()
        yield (
            f"{_who(each)} scored {each.called} {_range(each)}; their mean, {_mean(each)}, is "
            "used, and sets of assumptions draw it from there"
        )
    elif told:
        said = [f"{e.called} {_range(e)} ({_who(e)}, mean {_mean(e)})" for e in told.values()]
        yield (
            f"people scored {listed(said)}; their means are used, and sets of assumptions draw "
            "each value from its range"
        )


def scores_in_words(scenarios: Sequence[Scenario], drawn: Collection[str] = ()) -> Iterator[str]:
    """Say in the account which values are means of several people's scores.

    drawn  keys that were drawn in sets of assumptions
    """
    told = {each.key: each for scenario in scenarios for each in disputed(scenario)}
    means = [f"{each.called} {_range(each)} (mean {_mean(each)})" for each in told.values()]
    if means:
        yield f"People scored differently: {listed(means)}."
    inside = [each.called for each in told.values() if each.key in drawn]
    if inside:
        yield f"Sets of assumptions draw {listed(inside)} from between their scores."
    elif means:
        yield "These results use the means."


def all_scores(scenario: Scenario, group: str) -> list[str]:
    """List what people said of the keys of a group, person by person, for `uptake show`."""
    return [
        f"{each.called}: {_mean(each)}, mean of {_one_by_one(each)}"
        for each in standing_scores(scenario)
        if each.key.startswith(f"{group}.")
    ]


def _who(scores: Scores) -> str:
    """Say how many know, of how many who were asked: "two of three people"."""
    known = NUMBERS.get(len(scores.by), f"{len(scores.by)}")
    of = f" of {NUMBERS.get(scores.asked, scores.asked)}" if scores.asked > len(scores.by) else ""
    return f"{known}{of} people"


def _one_by_one(scores: Scores) -> str:
    """List what each said, with their names if they have any."""
    said = [f"{s:g}" if who.startswith(SCORE) else f"{s:g} ({who})" for who, s in scores.by]
    return listed(said)


def _mean(scores: Scores) -> str:
    """Write a mean; where it is rounded to a whole number, both."""
    if scores.plain_mean == int(scores.plain_mean) or scores.mean != int(scores.mean):
        return f"{scores.mean:.3g}"
    return f"{scores.plain_mean:.3g}, rounded to {scores.mean:g}"


def _range(scores: Scores) -> str:
    return f"{scores.low:g} to {scores.high:g}"
