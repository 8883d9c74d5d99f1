"""The table of outcomes: what follows from it, and the CONTRIBUTING recipe for a new row."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from loading import module_at
from recipes import Copy

from sim.outcomes.declare import READING, checked
from sim.outcomes.outcome_table import COMPARED, OUTCOMES, in_reading_order

DOCS = Path(__file__).parents[2] / "docs"
TABLE = "sim/outcomes/outcome_table.py"
IMPORT = "from sim.params.names import EMBEDDED\n"
BEFORE = '    "worst_exposure": Outcome('
REJECTED = """    "rejected": Outcome(
        RISK, OF_ALL, "rejected at month {end}",
        lambda o, h: sample(o, o.share(REJECTED)[:, h.end]), SHARE,
        title="Turned it down", column="turned it down (%)", better="down", said=PERCENT,
        change=MORE, explain="Organisations whose board has turned it down.",
        behind=steps.BOARDS,
    ),
"""
TELL = """
import csv, json, sys
import sim
from sim.page.answers import bases_of
from sim.page.payload import Page, payload
from sim.page.plans import Compared
found = sim.compare(
    "strategy=none,hin_playbook", "system.organisations=8", "strategy.pilots=1",
    "clock.months=24", "assumptions.board_rejection=0.9", replicates=8,
)
run = found.results[1]
folder = found.save("kept", figures=False)
with (folder / "summary.csv").open(encoding="utf-8-sig", newline="") as file:
    kept = [row for row in csv.DictReader(file) if row["quantity"] == "rejected"]
compared = Compared(found, "uptake compare", "uptake workshop")
page = payload(compared, bases_of(compared, 8), Page(runs=1))
def shown(place):
    return [each for each in place["measures"] if each["key"] == "rejected"]
print(json.dumps({
    "counted": float(run.outcomes.stages[:, 24, 6].mean() / 8),
    "run": run.document()["summary"]["rejected"],
    "header": found.table[0],
    "compared": found.document()["differences"][0]["figures"]["rejected"],
    "kept": kept,
    "page": shown(page["plans"][1]) + shown(page["differences"][0]),
}))
"""


@pytest.fixture(scope="module")
def docs():
    """Give docs/outcome_table.py as a module."""
    return module_at(DOCS / "outcome_table.py")


def test_an_outcome_added_by_the_recipe_is_reported_wherever_outcomes_are(tmp_path):
    copy = Copy(tmp_path, more=("docs",))
    copy.replace(BEFORE, REJECTED + BEFORE, within=TABLE)
    copy.replace(IMPORT, IMPORT.replace("EMBEDDED", "EMBEDDED, REJECTED"), within=TABLE)
    assert copy.changed == {TABLE}
    told = json.loads(copy.says(TELL))

    assert told["counted"] > 0
    assert told["run"]["mean"] == pytest.approx(told["counted"])
    assert told["run"]["unit"] == "share of organisations"
    assert "turned it down (%)" in told["header"]
    by_plan = {(row["plan"], row["against"]): row for row in told["kept"]}
    assert set(by_plan) == {("none", ""), ("hin_playbook", ""), ("hin_playbook", "none")}
    assert float(by_plan["hin_playbook", ""]["mean"]) == pytest.approx(told["counted"])
    difference = float(by_plan["hin_playbook", "none"]["mean"])
    assert difference == pytest.approx(told["compared"]["mean"])
    assert by_plan["hin_playbook", "none"]["meaning"] == "rejected at month 24"
    level, change = told["page"]
    assert level["mean"] == pytest.approx(told["counted"], abs=5e-5)
    assert change["mean"] == pytest.approx(difference, abs=5e-5)
    assert "assumptions.board_rejection" in level["behind"]

    assert copy.python("docs/outcome_table.py").returncode == 0
    written = (copy.folder / "docs/model/outcomes_table.md").read_text(encoding="utf-8")
    assert "| `rejected` | Organisations whose board has turned it down. |" in written


def test_the_page_of_outcomes_is_that_of_the_code(docs):
    written = (DOCS / "model" / "outcomes_table.md").read_text(encoding="utf-8")
    assert docs.page() == written, "run: python docs/outcome_table.py"


def test_every_outcome_stands_on_the_page_of_outcomes(docs):
    written = docs.page()
    assert [key for key in OUTCOMES if f"\n| `{key}`" not in written] == []


@pytest.mark.parametrize(
    ("key", "changes", "lack"),
    [
        ("live", {"theme": "weather"}, "theme"),
        ("live", {"better": "left"}, "up, down or neither"),
        ("ever_live", {"of": None}, "needs of"),
        ("waiting", {"of": None}, "needs of"),
        ("waiting", {"said": None}, "said"),
        ("exposure_each", {"column": ""}, "column"),
        ("dip", {"title": ""}, "title"),
        ("dip", {"behind": ()}, "behind"),
    ],
)
def test_an_outcome_that_could_not_be_reported_in_full_is_refused(key, changes, lack):
    with pytest.raises(ValueError, match=lack) as refused:
        checked({key: replace(OUTCOMES[key], **changes)})
    assert repr(key) in str(refused.value)


def test_names_in_the_summary_are_not_taken_twice():
    named = [row.quantity or key for key, row in OUTCOMES.items()]
    assert len(set(named)) == len(named)


def test_outcomes_are_read_theme_by_theme_in_the_order_of_the_table():
    read = in_reading_order(reversed(OUTCOMES))
    assert sorted(read) == sorted(OUTCOMES)
    places = [(READING.index(OUTCOMES[key].theme), [*OUTCOMES].index(key)) for key in read]
    assert places == sorted(places)
    assert in_reading_order(COMPARED)[0] == "live"
