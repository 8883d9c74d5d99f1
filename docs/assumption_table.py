"""Writes docs/model/assumptions_table.md from configs/study/assumptions.yaml.

Run it after any change of a range:  python docs/assumption_table.py
`tests/config/test_distributions.py` fails when the page and the file disagree.
"""

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from sim.config.distributions import distributions, groups, without
from sim.params import Scenario, as_typed, leaves
from sim.params.distributions import BASES, Distribution

PAGE = Path(__file__).parent / "model" / "assumptions_table.md"
SECTIONS = {
    "levers": "Levers: costs, and the share of each gap that they close",
    "stage_weights": "Weights of the gaps at each stage",
    "assumptions": "What is assumed of organisations and of the partner's work",
    "coefficients": "Coefficients of the equations",
    "system": "A made-up system, where no preset says otherwise",
    "process": "The classic models",
}
MEANINGS = {
    "sourced": "from a published figure or interval; how it carries over is often judgement",
    "calibrated": "set by hand to anchors, or by a virtual trial to a published size",
    "assumed": "judgement: nobody has measured it",
}
OPENING = """# What is thought of every number

This page is written by `docs/assumption_table.py` from `configs/study/assumptions.yaml`. It has
every number that may be otherwise: its default, its range, which values are likely, where the range
comes from, and why. A test fails when a number of the model has neither a range nor a reason for
having none.

A range says what is plausible. What the model allows is wider ([parameters](parameters.md)). How
sets of assumptions are drawn from here: [chance and uncertainty](uncertainty.md). Experts can say
otherwise: [ask experts](../how-to/experts.md).
"""
LAWS = """How likely values are:

- *even*: all values between the ends are equally likely.
- *even in the logarithm*: a third is as likely as three times.
- *most likely near* a value: chances fall in a straight line from there to both ends.

Numbers of a group are too high together, or too low, since they share a cause."""


def page() -> str:
    """Write the whole page."""
    found = distributions()
    parts = [OPENING.rstrip(), "## How much is known", _counts(found), LAWS, _groups(found)]
    for section, title in SECTIONS.items():
        mine = {key: each for key, each in found.items() if key.split(".")[0] == section}
        parts += [f"## {title}: `{section}`", _rows(mine)]
    parts += ["## What has no range, and why", _without()]
    return "\n\n".join(parts) + "\n"


def counts(found: dict[str, Distribution]) -> Counter[str]:
    """Count the numbers of each basis."""
    return Counter(each.basis for each in found.values())


def table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Write a Markdown table."""
    lines = [header, ("---",) * len(header), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def _counts(found: dict[str, Distribution]) -> str:
    told = counts(found)
    rows = [(basis, str(told[basis]), MEANINGS[basis]) for basis in BASES]
    return table(("basis", "numbers", "what it means"), [*rows, ("all", str(len(found)), "")])


def _groups(found: dict[str, Distribution]) -> str:
    rows = [
        (
            f"`{name}`",
            str(sum(each.group == name for each in found.values())),
            f"{correlation:g}",
            why,
        )
        for name, (correlation, why) in groups().items()
    ]
    return table(("group", "numbers", "correlation", "why"), rows)


def _rows(found: dict[str, Distribution]) -> str:
    defaults = {key: as_typed(value) for key, _, value in leaves(Scenario())}
    header = ("key", "default", "range", "likely", "basis", "why", "group")
    return table(
        header,
        [
            (f"`{key}`", defaults[key], *_range(each), each.basis, each.why, each.group)
            for key, each in found.items()
        ],
    )


def _range(each: Distribution) -> tuple[str, str]:
    if each.words:
        told = zip(each.words, each.weights, strict=True)
        return ", ".join(each.words), ", ".join(f"{word} {weight:.0%}" for word, weight in told)
    law = "even in the logarithm" if each.log else "even"
    if each.likely is not None:
        law = f"most likely near {as_typed(each.likely)}" + (", in the logarithm" * each.log)
    return f"{as_typed(each.low)} to {as_typed(each.high)}", law


def _without() -> str:
    return table(("keys", "why"), [(f"`{keys}`", why) for keys, why in without().items()])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
