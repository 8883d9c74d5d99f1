"""What the recipes of CONTRIBUTING write in a copy, and the programs that then look at the copy."""

LEVERS = "sim/params/lever_table.py"
ASSUMPTIONS = "configs/study/assumptions.yaml"
# recipe -> what is written: (file, a text that occurs there once, what goes before it), and files
EDITS = {
    "parameter": (
        (
            "sim/params/coefficients.py",
            "    quality_from_observability: float",
            """    quality_from_clarity: float = par(
        0.0, "weight", 0, 1, "of clear regulation in quality; 0 is neutral"
    )
""",
        ),
        (
            "sim/rules/gaps.py",
            "    from_observability: float,\n",
            "    clarity: float,\n    from_clarity: float,\n",
        ),
        (
            "sim/rules/gaps.py",
            "        + from_observability * observability\n",
            "        + from_clarity * clarity\n",
        ),
        (
            "sim/process/settings/loads.py",
            "        c.quality_from_observability,\n",
            "        i.regulatory_clarity,\n        c.quality_from_clarity,\n",
        ),
        (
            ASSUMPTIONS,
            "  coefficients.legacy_technical:",
            "  coefficients.quality_from_clarity: {range: [0, 0.2], basis: assumed, why: guess}\n",
        ),
    ),
    "lever": (
        (
            LEVERS,
            '        "exemplar": Lever(',
            """        "roadshow": Lever(
            "a roadshow", "a demonstration that travels", 5.0, (0.6, 0.6, 0.6, 0.6, 0.6), EVERYBODY
        ),
        "school": Lever(
            "a school", "lessons for whoever is not live", 5.0, (0.6, 0.6, 0.6, 0.6, 0.6), NOT_LIVE
        ),
""",
        ),
    ),
    "term": (
        (
            "sim/params/assumptions.py",
            "    lapse_rate: float = par(",
            """    tired_loss: float = par(
        0.0, "1/share", 0, 50, "lapses added by fatigue where nothing is digital; 0 is neutral"
    )
""",
        ),
        ("sim/process/settings/record.py", "    lapse_rate: float\n", "    tired_loss: float\n"),
        (
            "sim/rules/moves.py",
            "    alone: float, by_comms: float, by_cop: float, by_support: float, by_champion",
            "    by_fatigue: float,\n",
        ),
        (
            "sim/rules/moves.py",
            "alone * (1.0 - by_comms) * (1.0 - by_cop) * (1.0 - by_support)",
            "(1.0 + by_fatigue) * ",
        ),
        (
            "sim/process/rates.py",
            "        p.lapse_rate,\n",
            "        p.tired_loss * now.fatigue * (1.0 - me.maturity),\n",
        ),
        (
            ASSUMPTIONS,
            "  assumptions.lapse_rate:",
            "  assumptions.tired_loss: {range: [0, 5], basis: assumed, why: guess}\n",
        ),
    ),
    "outcome": (
        (
            "sim/outcomes/outcome_table.py",
            "from sim.outcomes.units import DAYS, MONTHS, PERCENT, POINTS, Unit\n",
            "from sim.params.names import REJECTED\n",
        ),
        (
            "sim/outcomes/outcome_table.py",
            '    "worst_exposure": Outcome(',
            """    "rejected": Outcome(
        RISK, OF_ALL, "rejected at month {end}",
        lambda o, h: sample(o, o.share(REJECTED)[:, h.end]), SHARE,
        title="Turned it down", column="turned it down (%)", better="down", said=PERCENT,
        change=MORE, explain="Organisations whose board has turned it down.",
        behind=steps.BOARDS,
    ),
""",
        ),
    ),
    "page dial": (
        (
            "sim/page/dials.py",
            '    Dial("system.approvals",',
            '    Dial("strategy.programme", "Months of the programme", MONEY, _steps(6, 60, 6),\n'
            '         unit="months"),\n',
        ),
    ),
}
FILES = {
    "preset": (
        "configs/strategy/travelling_show.yaml",
        """title: Travelling show
about: A demonstration travels from site to site, and those who have seen it speak up for it.
source: assumed
shares: {roadshow: 0.5, comms: 0.5}
""",
    ),
    "innovation": (
        "configs/innovation/online_triage.yaml",
        """title: Online triage
about: A form that sorts requests for an appointment by urgency before anybody answers the phone.
source: Scores are assumed.
relative_advantage: 0.7
trialability: 0.7
types: {digital: 1}
nasss: {condition: 0.25, technology: 0.25, value: 0.25, adopters: 0.75, organisation: 0.75}
""",
    ),
}
OFF = ("strategy=hin_playbook", "assumptions.base_awareness=0.5")
RICH = ("strategy=none", OFF[1], "strategy.budget_per_organisation=5000")
RUN = {
    "off": OFF,
    "parameter": (*OFF, "coefficients.quality_from_clarity=0.5"),
    "no lever": RICH,
    "roadshow": (*RICH, "strategy.shares.roadshow=1"),
    "school": (*RICH, "strategy.shares.school=1"),
    "term": (*OFF, "assumptions.tired_loss=50"),
    "preset": ("strategy=travelling_show", *RICH[1:]),
    "innovation": ("innovation=online_triage", *OFF),
}
MONTHS = 30
PAGE = """
import json
from sim.config import with_values
from sim.engines.simulate import simulate
from sim.page.dials import turnable
from sim.page.inputs import PageOptions, compared_from
from sim.page.payload import Page, payload
asked = ("strategy=none,travelling_show", "system.organisations=12", "clock.months=30")
compared = compared_from(PageOptions(asked, 16, 5))
scenarios = [each.scenario for each in compared.results]
def turn(key, value):
    assert value in turnable(scenarios)[key]
    return simulate(with_values(scenarios[1], {key: value}), 16, 5).live.mean(axis=0).tolist()
dials = payload(compared, Page(runs=1))["dials"]
print(json.dumps({
    "dials": {each["key"]: each for each in dials},
    "as it is": turn("strategy.programme", 36),
    "turned": turn("strategy.programme", 6),
    "moved": turn("strategy.shift.roadshow", 0.4),
}))
"""
COMMANDS = """
import contextlib, io, json
from sim import cli
small = ("system.organisations=12", "strategy.pilots=1", "--replicates", "4", "--months", "6")
told = []
for plural, name, title in (
    ("strategies", "strategy=travelling_show", "Travelling show"),
    ("innovations", "innovation=online_triage", "Online triage"),
):
    for command in (("list", plural), ("show", name), ("run", name, *small)):
        with contextlib.redirect_stdout(io.StringIO()) as out:
            assert cli.status(list(command)) == 0
        told.append((title, out.getvalue()))
print(json.dumps(told))
"""
OUTCOME = """
import csv, json, sys
import sim
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
page = payload(compared, Page(runs=1))
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
