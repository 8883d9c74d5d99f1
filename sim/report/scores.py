"""What several people said of a key, in words: their range, their mean, and whether it is drawn."""

from collections.abc import Collection, Iterator, Sequence

from sim.params import Scenario
from sim.params.scores import Scores, standing_scores
from sim.report.words import listed
from sim.study.scored_keys import disputed

NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight"}


def notes_on_scores(scenarios: Sequence[Scenario]) -> Iterator[str]:
    """Say before a run of each key that people disagree on what is made of it; each note once."""
    notes = (
        f"{_who(each)} scored {each.called} {_range(each)}; their mean, {each.mean:.3g}, is used, "
        "and --parameter-draws draws it from there"
        for scenario in scenarios
        for each in disputed(scenario)
    )
    yield from dict.fromkeys(notes)


def scores_in_words(scenarios: Sequence[Scenario], drawn: Collection[str] = ()) -> Iterator[str]:
    """Say in the account which values are means of several people's scores.

    drawn  keys that were drawn in sets of assumptions
    """
    told = {each.key: each for scenario in scenarios for each in disputed(scenario)}
    means = [f"{each.called} {_range(each)} (mean {each.mean:.3g})" for each in told.values()]
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
        f"{each.called}: {each.mean:.3g}, mean of {', '.join(f'{who} {s:g}' for who, s in each.by)}"
        for each in standing_scores(scenario)
        if each.key.startswith(f"{group}.")
    ]


def _who(scores: Scores) -> str:
    """Say how many know, of how many who were asked: "two of three people"."""
    known = NUMBERS.get(len(scores.by), f"{len(scores.by)}")
    of = f" of {NUMBERS.get(scores.asked, scores.asked)}" if scores.asked > len(scores.by) else ""
    return f"{known}{of} people"


def _range(scores: Scores) -> str:
    return f"{scores.low:g} to {scores.high:g}"
