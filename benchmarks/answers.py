"""How long the questions of a strategist take, from the shell to the prompt, compiled code warm.

    python benchmarks/answers.py       about five minutes

Each question is put in a folder of its own, so that nothing is remembered.  The peer is a loop over
`sim.simulate`, one trial after the other, as a program of one's own would have it.
"""

import tempfile
import time
from pathlib import Path

import numpy as np
from commands import uptake
from row import Row

from sim.api.questions import question_of
from sim.engines.simulate import simulate
from sim.outcomes import Outcomes
from sim.outcomes.by_run import by_run
from sim.outcomes.intervals import Floats
from sim.study.trials.memory import ShortMemory
from sim.study.trials.trial import Trial, tried

LONDON = "scenario=avt_london"
TWO = "strategy=one_to_one,hin_playbook"
THREE = "strategy=community_of_practice,one_to_one,hin_playbook"
ASKED = {
    "uptake reach, three plans": ("20 s", ("reach", "--share", "50", "--by", "24", LONDON, THREE)),
    "uptake flips, two plans": ("30 s", ("flips", LONDON, TWO)),
    "uptake sensitivity, Sobol', 20 numbers, 512 points": (
        "120 s",
        ("sensitivity", LONDON, "strategy=hin_playbook", "--points", "512"),
    ),
    "uptake optimise, 1,000 trials": (
        "180 s",
        ("optimise", LONDON, "--budget", "1200000", "--objective", "reach", "--trials", "1000"),
    ),
}


def rows() -> list[Row]:
    """Measure each question, and trials beside a loop."""
    return [*(question(what, *each) for what, each in ASKED.items()), beside_a_loop()]


def question(what: str, limit: str, arguments: tuple[str, ...]) -> Row:
    """Put one question: wall-clock until its first words and its prompt."""
    with tempfile.TemporaryDirectory() as place:
        first, whole = uptake(place, *arguments, "--out", str(Path(place, "answer")))
    seconds = float(limit.split()[0])
    note = f"the prompt after {whole:.0f} s, with figures; two cores, wall-clock"
    return Row(what, f"answer within {limit}", f"{first:.0f} s", first < seconds, note)


def beside_a_loop(trials: int = 100) -> Row:
    """Measure trials in a queue against the same ones in a loop; both give the same numbers."""
    question = question_of([LONDON, TWO], assumptions="plausible", parameter_draws=trials // 2)
    states = question.states()
    asked = [
        states.trial(scenario, plan, number, "as it is")
        for number in range(states.count)
        for plan, scenario in enumerate(question.scenarios)
    ]

    def measure(outcomes: Outcomes) -> Floats:
        return by_run(outcomes, "live", question.horizon)[:, None]

    def in_a_loop(each: Trial) -> Floats:
        one = each.asked()
        return measure(simulate(one.scenario, one.replicates, one.seed, first=one.first))

    in_a_loop(asked[0])  # compiles what is not compiled yet
    start = time.perf_counter()
    queued = list(tried(asked, measure, ShortMemory()))
    between = time.perf_counter()
    looped = [in_a_loop(each) for each in asked]
    end = time.perf_counter()
    assert all(np.array_equal(*each) for each in zip(queued, looped, strict=True))
    ratio = (end - between) / (between - start)
    return Row(
        "trials of two plans under sets of assumptions, against a loop over sim.simulate",
        "stated",
        f"{ratio:.1f} x",
        True,
        f"{1000 * (between - start) / len(asked):.1f} ms a trial of two runs, two cores",
    )


if __name__ == "__main__":
    for row in rows():
        print(row)
