"""Writes docs/model/plausible.md from the shipped sets of assumptions that fit what is known.

Run it after the sets were made again:  python docs/plausible_sets.py  (`make plausible` does both)
`tests/test_plausible_page.py` fails when the page and the sets disagree.
"""

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

import yaml

from sim.config.plausible_sets import assumption_sets
from sim.config.preset_files import shipped
from sim.study.matching.anchors import Anchor, anchor_runs, anchors

PAGE = Path(__file__).parent / "model" / "plausible.md"
MADE = shipped() / "study" / "plausible.yaml"
OPENING = """# Sets of assumptions that fit what is known

This page is written by `docs/plausible_sets.py` from `configs/study/anchors.yaml` and
`configs/study/plausible.yaml`.

{out} of 100 draws from [the distributions](assumptions_table.md) contradict something that is known
of how innovations spread. The shipped sets do not: {sets} sets of assumptions that nothing known
rules out.

## How they are found

1. A set of assumptions is drawn from the distributions. Words, such as how gaps combine, are drawn
   along with numbers.
2. It is run on everything that is known: {runs}.
3. For each target its implausibility $I$ is worked out, where $E$ is the mean of the runs and $z$
   what is known:

$$
I = \\frac{{|E - z|}}
    {{\\sqrt{{\\sigma_\\text{{observation}}^2 + \\sigma_\\text{{discrepancy}}^2
    + \\sigma_\\text{{mean}}^2}}}}
$$

4. A set is ruled out if any $I$ is above {cut:.0f}. Where a range is known, $I$ is 0 within it.
5. An emulator learns from these runs: for each target, least squares on the assumptions that matter
   most, their squares and products. What it misses counts as error. The next wave draws again and
   runs only what no emulator rules out.
6. All sets that were run and fit are candidates. {sets} are chosen one after another, so that those
   chosen lie as all candidates do (their energy distance is smallest). So each beginning of the
   file is spread too.

The method is history matching (Vernon, Goldstein & Bower 2010; Andrianakis et al. 2015). The order
is that of support points (Mak & Joseph 2018). The discrepancy says how far the model may miss with
the right assumptions. It is part of the claim: were it smaller, fewer sets would fit.

No set that fits counts for more than another. They are no posterior: they show what is not ruled
out, not what is likely.
"""
CLOSING = """## What was not matched

Observed series (hospitals in the United States, prescriptions in England, trusts' records) were
left out on purpose. They test forecasts, and a series that has chosen the assumptions cannot test
them. FREED without a partner (1 to 4 of 54 in 2014 to 2017) was left out for the same reason.

How an anchor is modelled is not drawn: money, attributes of the innovation, the shape of the
support. What other choices would give is in its discrepancy.

What planners choose and presets describe is not drawn either: [the list](assumptions_table.md)
gives each reason. Some runs keep numbers that their presets give: {held}.

## To make them again

`make plausible` does it, and writes this page. It is needed when the model, a distribution or an
anchor has changed; a test then fails. It takes about four minutes on two free cores. The sets are
`configs/study/plausible.csv`. `plausible.yaml` beside it says how they were made, with the digest
of the file. To try other settings:

<!-- not run: it takes minutes -->
```sh
{command}
```

Code: `sim.study.matching`.
"""


def page() -> str:
    """Write the whole page."""
    made = yaml.safe_load(MADE.read_text(encoding="utf-8"))["made"]
    sets = assumption_sets("plausible")
    opening = OPENING.format(
        out=f"{100 * (1 - made['waves'][0]['fit'] / made['waves'][0]['run']):.0f}",
        sets=len(sets), cut=made["ruled_out_above"],
        runs=f"{len(anchors())} targets from {len(anchor_runs())} plans",
    )  # fmt: skip
    held = "; ".join(
        f"{name} {', '.join(f'`{key}`' for key in keys)}"
        for name, keys in made["kept_by_a_run"].items()
    )
    parts = [
        opening, "## What is known", _known(made), "## What each wave ruled out", _waves(made),
        "## What the sets say of each target", _predicted(made),
        "## Which assumptions were narrowed most", _narrowed(made), "## Which go together",
        _together(made), "## What it does to a verdict", _lead(made),
        CLOSING.format(held=held, command=made["command"]),
    ]  # fmt: skip
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _table(heads: list[str], rows: list[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _known(made: dict[str, Any]) -> str:
    rows = [
        [
            each.target.what, anchor_runs()[each.run].modelled, _sd(each, made, "observation_sd"),
            _sd(each, made, "discrepancy_sd"), each.target.why, each.target.source,
        ]
        for each in anchors()
    ]  # fmt: skip
    heads = ["known", "as modelled", "error of observation", "discrepancy", "why so much", "source"]
    note = "Errors are standard deviations: in points, or as a factor."
    return f"{note}\n\n{_table(heads, rows)}"


def _sd(anchor: Anchor, made: dict[str, Any], which: str) -> str:
    about = made["targets"][anchor.target.name]
    value = about[which]
    if value == 0:
        return "in the range"
    return f"factor {1 + value:.2f}" if about["scale"] == "log" else f"{100 * value:.1f}"


def _waves(made: dict[str, Any]) -> str:
    rows = [
        [
            str(number), f"{100 * each['not_ruled_out'] / each['drawn']:.0f} %", str(each["run"]),
            f"{100 * each['fit'] / each['run']:.0f} %",
        ]
        for number, each in enumerate(made["waves"], 1)
    ]  # fmt: skip
    heads = ["wave", "of all draws not ruled out before", "run", "of these fit"]
    explained = made["waves"][0]["explained"]
    best = sorted(explained.items(), key=lambda each: -each[1])
    told = ", ".join(f"{name} {max(0.0, share):.0%}" for name, share in best)
    share = f"By the last wave {100 * made['share_that_fits']:.0f} % of all draws fit."
    emulators = (
        f"What the emulators of the first wave explain of the variance between its runs: {told}. "
        "Where they explain little, they rule out little, and the runs decide."
    )
    return f"{_table(heads, rows)}\n\n{share} {emulators if told else ''}"


def _predicted(made: dict[str, Any]) -> str:
    rows = []
    for each in anchors():
        about = made["targets"][each.target.name]
        low, high = (f"{value:.3g}" for value in about["known"])
        known = low if low == high else f"{low} to {high}"
        values = [f"{about[word]:.3g}" for word in ("least", "median", "most")]
        rows.append([each.target.what, known, *values])
    return _table(["target", "known", "least of all sets", "middle", "most"], rows)


def _narrowed(made: dict[str, Any]) -> str:
    """Compare places in the distributions with those of a number that nothing narrows."""
    about = made["narrowed"]
    luck = 100 * about["luck"]
    rows = [
        [
            f"`{each['key']}`", f"{100 * each['mean']:.0f} %",
            f"{100 * each['low']:.0f} to {100 * each['high']:.0f} %",
        ]
        for each in about["most"]
    ]  # fmt: skip
    heads = ["assumption", "mean place in its distribution", "where 90 % of the sets lie"]
    note = (
        f"Of all {about['sets']} sets that were run and fit. A number that nothing narrows has its "
        "mean at 50 % and nine sets in ten from 5 to 95 %. "
        f"Of {about['numbers']} numbers luck alone would move the "
        f"furthest by {luck:.0f} points. {_count(about['beyond'])} beyond that."
    )
    return f"{note}\n\n{_table(heads, rows)}"


def _count(many: int) -> str:
    return {0: "None is", 1: "One is"}.get(many, f"{many} are")


def _together(made: dict[str, Any]) -> str:
    """List the pairs that go together, and what luck would give."""
    about = made["together"]
    note = (
        f"Of {about['pairs']:,} pairs that are drawn independently, luck alone would give the "
        f"strongest a correlation of up to {about['luck']:.2f}. "
        f"{_count(about['beyond'])} beyond it."
    )
    rows = [
        [f"`{each['one']}`", f"`{each['other']}`", f"{each['correlation']:.2f}"]
        for each in about["most"]
    ]
    return f"{note} The strongest:\n\n{_table(['one', 'other', 'correlation'], rows)}"


def _lead(made: dict[str, Any]) -> str:
    rows = []
    for words, which in (("all draws", "of_all_draws"), ("the sets that fit", "of_these")):
        about = made["lead_of_the_playbook"][which]
        points = [f"{100 * about[word]:.0f}" for word in ("low", "median", "high", "sd")]
        ahead = f"{100 * about['ahead']:.0f} %"
        rows.append([words, str(about["sets"]), *points, ahead])
    heads = ["among", "sets", "5 %", "middle", "95 %", "standard deviation", "ahead in"]
    return (
        "Ambient voice in south London: how many more organisations are live at month 36 with the "
        "whole playbook than without a partner, in points. Four made-up systems, two runs on each."
        f"\n\n{_table(heads, rows)}"
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
