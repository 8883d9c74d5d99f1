"""Which keys no run of a question reads, found without a run: no curve can tell of them.

They are drawn all the same, so that sets for other plans hold what is thought of them.
"""

from collections.abc import Iterator

import numpy as np

from sim.params.errors import UserError
from sim.study.calibration.prior import Prior
from sim.study.calibration.question import START, Question
from sim.study.same_run import inputs_of, why_the_same

FAR = (0.05, 0.95)  # of what is thought: values that are clearly different


def unread(question: Question, prior: Prior) -> frozenset[str]:
    """Find the keys that make no difference, whichever word each drawn choice has."""
    found = {key for key in prior.keys if key != START}
    for words in _choices(prior):
        found = {key for key in found if _is_idle(question, prior, key, words)}
    return frozenset(found)


def _choices(prior: Prior) -> Iterator[dict[str, float]]:
    """Give no choice at all, then each word of each key that has words."""
    yield {}
    for key, each in prior.distributions.items():
        for number, weight in enumerate(each.weights):
            if weight > 0:
                yield {key: float(number)}


def _is_idle(question: Question, prior: Prior, key: str, words: dict[str, float]) -> bool:
    """Whether two clearly different values of a key must give the same run."""
    ends = prior.distributions[key].quantile(np.array(FAR)).tolist()
    lead = {START: 12.0} if question.lead is None else {}
    try:
        one, other = (
            inputs_of(question.scenario_of([*values], [*values.values()])[0], draws=1)
            for values in ({**words, **lead, key: end} for end in ends)
        )
        return why_the_same(one, other) is not None
    except UserError:  # an end that does not go with the rest of the scenario
        return False
