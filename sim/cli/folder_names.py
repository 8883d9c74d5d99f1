"""What the folder of a run is called: after what was asked, and for a comparison what differs."""

from collections.abc import Sequence

from sim.config import Plan
from sim.config.overrides import Override, label_of, split

LONGEST = 60  # characters before the time; Windows allows 260 for a whole path


def folder_words(plans: Sequence[Plan]) -> str:
    """Name a run by its scenario, strategy and changes, a comparison by what sets plans apart."""
    asked = [list(map(split, plan.overrides)) for plan in plans]
    scenarios = list(dict.fromkeys(plan.choices["scenario"] for plan in plans))
    if len(plans) == 1:
        strategy = plans[0].choices["strategy"]
        changes = [each for each in asked[0] if each.key not in ("scenario", "strategy")]
        return "-".join([*scenarios, strategy, *_brief(changes)])
    common = {each.text for each in asked[0]}.intersection(*({o.text for o in a} for a in asked))
    apart = ["-".join(_brief([o for o in a if o.text not in common])) or "as_it_is" for a in asked]
    shared = "" if len(scenarios) > 1 else f"{scenarios[0]}-"
    return shared + _joined(apart, LONGEST - len(shared))


def _brief(overrides: Sequence[Override]) -> list[str]:
    return [label_of(each, overrides) for each in overrides]


def _joined(names: Sequence[str], room: int) -> str:
    """Join as many names as there is room for, and say how many more there are."""
    for count in range(len(names), 1, -1):
        rest = len(names) - count
        text = "-vs-".join(names[:count]) + (f"-and-{rest}-more" if rest else "")
        if len(text) <= room:
            return text
    return f"{len(names)}-plans"
