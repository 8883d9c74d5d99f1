"""Print what single dials move: those of docs/model/sources.md, and ideas that are faint.

    python benchmarks/dials_in_numbers.py          about a minute

Differences in points of the share live at month 36, paired, 95 %.  Dials: ambient voice in south
London by the whole playbook, 256 replicates on 4 systems.  Ideas: by the command of each.
"""

import as_tested  # noqa: F401
from presets_in_numbers import head, row
from test_standing import FAINT, of_standing, turned

from sim.config import load, with_values
from sim.engines.simulate import simulate
from sim.outcomes import mean_interval
from sim.params.names import AWARE, UNAWARE

PLAYBOOK = ("scenario=avt_london", "strategy=hin_playbook")
INTEGRATION, TAILORING = "strategy.integration", "strategy.tailoring"
DIALS = (
    ("integration, 0 to 1", INTEGRATION, 0, 1, {}),
    ("... without longer procurement", INTEGRATION, 0, 1,
     {"coefficients.integration_procurement": 0}),
    ("tailoring, 0.4 to 1", TAILORING, 0.4, 1, {}),
    ("... without longer cases and procurement", TAILORING, 0.4, 1,
     {"coefficients.too_bespoke_time": 0}),
    ("tailoring, 0.4 to 0", TAILORING, 0.4, 0, {}),
    ("breadth of value, 0 to 1", "system.value_breadth", 0, 1, {}),
)  # fmt: skip
STARTS = ("strategy=early_site_tools", "strategy.pilot_purpose=")
PURPOSES = ("workflow", "adaptation", "usability", "training")
STANDARDS = ("strategy=procure_partnership", "levers.standard.technical=")


def run(presets, changes, replicates=256, systems=4):
    """Run a plan on so many systems."""
    sampled = {"assumptions.replicates_per_system": replicates // systems}
    return simulate(with_values(load(presets), sampled | changes), replicates, seed=1, threads=1)


def points(last, first, of, scale=100):
    """Show the paired difference of an outcome, last less first."""
    found = mean_interval(of(last) - of(first), first.clusters)
    return f"{scale * found.mean:+.2f} ± {scale * found.half_width:.2f}"


def live(o):
    """Share live at month 36."""
    return o.live[:, 36]


def embedded(o):
    """Share embedded at the end."""
    return o.embedded[:, -1]


def net(o):
    """Benefit less site cost and spend, kGBP."""
    return (o.benefit - o.site_cost).sum(axis=1) - o.spend.sum()


def committed(o):
    """Share beyond aware at month 24."""
    return 1 - o.share(UNAWARE)[:, 24] - o.share(AWARE)[:, 24]


def dials():
    """Turn the largest dials that nobody has measured."""
    head("Dials", "dial", "live at 36", "embedded at the end", "net MGBP")
    for name, key, low, high, changes in DIALS:
        first, last = (run(PLAYBOOK, changes | {key: value}) for value in (low, high))
        worth = points(last, first, net, 0.001)
        row(name, points(last, first, live), points(last, first, embedded), worth)


def ideas():
    """Turn the dial of each faint idea, as its test does, and two more."""
    head("Faint ideas", "idea", "live at 36", "committed at 24", "net MGBP")
    for name in of_standing(FAINT):
        first, last = turned(name)
        worth = points(last, first, net, 0.001)
        row(name, points(last, first, live), points(last, first, committed), worth)
    general = run((*STARTS[:1], STARTS[1] + "general"), {}, systems=32)
    for purpose in PURPOSES:
        asked = run((STARTS[0], STARTS[1] + purpose), {}, systems=32)
        row(f"C43 {purpose}", points(asked, general, live), points(asked, general, committed),
            points(asked, general, net, 0.001))  # fmt: skip
    none, some = (run((STANDARDS[0], STANDARDS[1] + x), {}, systems=32) for x in ("0", "0.25"))
    row("C26 standards alone", points(some, none, live), points(some, none, committed),
        points(some, none, net, 0.001))  # fmt: skip


if __name__ == "__main__":
    for table in (dials, ideas):
        table()
