"""Writes what docs/validation.md counts and lists of facts, from tests/validation/facts.yaml.

Run it after any change of a fact:  python docs/fact_table.py
`tests/validation/test_facts.py` fails when the page and the facts disagree.
"""

import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

PROJECT = Path(__file__).parent.parent
sys.path.insert(0, str(PROJECT / "tests" / "validation"))

from facts import FACTS, KINDS, RESULTS, of_kind  # noqa: E402

PAGE = PROJECT / "docs" / "validation.md"
REASONS = PROJECT / "configs" / "study" / "reasons.yaml"
BEGIN, END = "<!-- Written by docs/fact_table.py: {} -->", "<!-- End of what is written. -->"
Fact = Mapping[str, Any]


def renewed(page: str) -> str:
    """Put what is written today between the marks of the page."""
    for name, write in PARTS.items():
        before, found, rest = page.partition(BEGIN.format(name))
        _, closed, after = rest.partition(END)
        if not (found and closed):
            raise ValueError(f"docs/validation.md lacks the two marks of the part {name!r}")
        page = f"{before}{BEGIN.format(name)}\n\n{write()}\n\n{END}{after}"
    return page


def counts() -> str:
    """Count the facts of each kind, and say how many count as validation."""
    rows = []
    for kind in KINDS:
        facts, real = of_kind(kind), of_kind(kind, real=True)
        rows.append((kind, str(len(facts)), str(len(real))))
    rows.append(("all", str(len(FACTS)), str(len(of_data(FACTS.values())))))
    counted = of_kind("independent", real=True)
    results = [(each, sum(f["result"] == each for f in counted.values())) for each in RESULTS]
    told = ", ".join(f"{number} {each}" for each, number in results if number)
    return (
        table(("kind", "facts", "with real data"), rows)
        + f"\n\n**{len(counted)} of {len(FACTS)} facts count as validation**: {told}."
    )


def of_data(facts: Iterable[Fact]) -> list[Fact]:
    """Keep the facts with real data."""
    return [each for each in facts if each.get("data") == "real"]


def real() -> str:
    """List the facts that count."""
    facts = of_kind("independent", real=True).values()
    rows = [(f["fact"], f["source"], f"**{f['result']}**", told(f), chosen(f)) for f in facts]
    return table(("fact", "where from", "result", "seen, and as modelled", "other choices"), rows)


def others() -> str:
    """List the other independent facts."""
    facts = of_kind("independent", real=False).values()
    rows = [
        (f["fact"], f["source"], f["result"] if f["result"] == "holds" else f"**{f['result']}**",
         told(f))
        for f in facts
    ]  # fmt: skip
    return table(("fact", "where from", "result", "what came out"), rows)


def anchors() -> str:
    """List the programmes and shapes that numbers were set to."""
    facts = [f for f in of_kind("calibrated").values() if "described" in f]
    rows = [
        (f["fact"], f["described"], f"{reached(f['model'])} {f['told']}", seen(f), f["allowed"],
         chosen(f))
        for f in facts
    ]  # fmt: skip
    return table(
        ("anchor", "as modelled", "reached", "seen, with its uncertainty", "allowed", "choices"),
        rows,
    )


def told(fact: Fact) -> str:
    """Give what came out, with the numbers of the model and of what was seen in it."""
    model, known = fact.get("model", {}), fact.get("observed", {})
    shown = {f"model_{key}": value for key, value in model.items()}
    if all(0 <= value <= 1 for value in model.values()):
        shown = {key: f"{100 * value:.0f}" for key, value in shown.items()}
    shown |= {f"seen_{key}": value for key, value in known.items()}
    shown["as_few"] = f"{100 * model.get('as_few', 0):.0f}"
    if "assumptions" in fact:
        drawn = fact["assumptions"]
        shown |= {"sets": drawn["sets"], "as_slow": f"{100 * drawn['as_slow']:.0f}"}
    return fact["told"].format(**shown).strip()


def seen(fact: Fact) -> str:
    """Give what is known with its interval."""
    known = fact.get("observed")
    if known is None:
        return fact["source"]
    interval = f"{known['low']} to {known['high']}"
    return f"{fact['source']}: " + (
        f"{known['value']}, {interval}" if "value" in known else interval
    )


def reached(model: Fact) -> str:
    """Give what the model reaches."""
    return (
        str(model["mean"]) if "mean" in model else ", ".join(f"{k} {v}" for k, v in model.items())
    )


def chosen(fact: Fact) -> str:
    """Give what other choices would have given."""
    choices = fact.get("choices")
    if choices is None:
        return ""
    span = f"{choices['low']} to {choices['high']}: {choices['what']}"
    if "as_observed" in choices:
        return (
            f"{span}, {choices['number']} in all. In {choices['as_observed']} it is as slow as "
            "seen: no programme at all, and every trust of the tail already at its board"
        )
    if "beyond_one" in choices:
        return (
            f"{span}, {choices['number']} in all. In {len(choices['beyond_one'])} the interval "
            "leaves out 1: exposure to those who name a doctor, with no trait of the doctor"
        )
    return span


def table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Write a Markdown table."""
    lines = [header, ("---",) * len(header), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def sentences() -> str:
    """Tell the five sentences of the facilitator's pack."""
    said = yaml.safe_load(REASONS.read_text(encoding="utf-8")).values()
    return "\n".join(f"1. {each['say'].format(**each['numbers'])}" for each in said)


PARTS: dict[str, Callable[[], str]] = {
    "counts": counts,
    "facts with real data": real,
    "other independent facts": others,
    "anchors": anchors,
    "five sentences": sentences,
}

if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
