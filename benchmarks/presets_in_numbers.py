"""Print the tables of docs/validation.md that show the presets in numbers.

    python benchmarks/presets_in_numbers.py

512 replicates on eight systems, 72 months, 555.60 GBP per organisation and month; about two
minutes.
"""

from functools import cache

from sim.config import load, with_values
from sim.engines.simulate import simulate
from sim.outcomes import mean_interval, ratio_interval
from sim.outcomes.samples import DEPRIVED, ELSEWHERE, gap_sample
from sim.outcomes.times import Quantiles, time_to
from sim.params.names import CATEGORIES, LEVERS

STRATEGIES = (
    "none", "even_spread", "fix_one_site", "comms_drumbeat", "community_of_practice",
    "one_to_one", "standardise_once", "early_site_tools", "data_benchmarking",
    "procure_partnership", "targeted_equity", "avt_london", "hin_playbook", "hin_balanced",
    "big_bang_mandate",
)  # fmt: skip
MAIN = ("none", "hin_playbook", "big_bang_mandate")
INNOVATIONS = (
    "medicine", "ambient_voice", "freed", "glp1_digital", "remote_monitoring",
    "ai_decision_support",
)  # fmt: skip
SYSTEMS = ("one_ics", "south_london", "england", "few_legacy", "specialist_network")
BY_CATEGORY = ("none", "comms_drumbeat", "hin_playbook")
TARGETS = ("uncommitted", "equity", "laggards", "hubs", "random", "ready", "committed")


@cache
def run(*presets, changes=()):
    """Run a plan at the defaults of the commands."""
    return simulate(with_values(load(presets), dict(changes)), 512, seed=0)


def live(outcomes, month):
    """Mean share live, with its 95 % half-width."""
    interval = mean_interval(outcomes.live[:, month], outcomes.clusters)
    return f"{interval.mean:.3f} ± {interval.half_width:.3f}"


def exposure(outcomes):
    """Mean safety exposure of the whole system."""
    return outcomes.exposure.sum(axis=1).mean()


def equity_gap(outcomes):
    """Share live elsewhere less share live in deprived areas, month 72."""
    gap = gap_sample(outcomes, ELSEWHERE, DEPRIVED, 72)
    return gap.values.sum() / gap.sizes.sum()


def half(outcomes):
    """Median months until half are live."""
    median = Quantiles(time_to(outcomes, 0.5, outcomes.months)).median
    return ">72" if median is None else f"{median:.0f}"


def row(*cells):
    """Print a row of a Markdown table."""
    print("| " + " | ".join(str(cell) for cell in cells) + " |")


def head(title, *columns):
    """Print the head of a Markdown table."""
    print(f"\n**{title}**\n")
    row(*columns)
    print("|---" * len(columns) + "|")


def strategies():
    """Compare the strategies on ambient voice in south London."""
    head(
        "Strategies", "strategy", "live m36", "live m72", "embedded m72", "months to half",
        "abandoned", "exposure", "net MGBP", "equity gap",
    )  # fmt: skip
    for name in STRATEGIES:
        o = run(f"strategy={name}")
        left = ratio_interval(o.ever_abandoned[:, -1], o.ever_live[:, -1], o.clusters)
        net = (o.benefit - o.site_cost).sum(axis=1).mean() - o.spend.sum()
        row(
            name, live(o, 36), live(o, 72), f"{o.embedded[:, 72].mean():.2f}", half(o),
            f"{left.mean:.2f}", f"{exposure(o):.1f}", f"{net / 1000:.1f}",
            f"{equity_gap(o):.2f}",
        )  # fmt: skip


def innovations():
    """Compare innovations under three strategies."""
    head(
        "Innovations", "innovation", "none m36", "playbook m36", "mandate m36",
        "exposure playbook", "exposure mandate",
    )  # fmt: skip
    for name in INNOVATIONS:
        plans = [run(f"innovation={name}", f"strategy={each}") for each in MAIN]
        row(name, *(live(o, 36) for o in plans), *(f"{exposure(o):.1f}" for o in plans[1:]))


def systems():
    """Compare systems at the same money per organisation."""
    head("Systems", "system", "none m36", "playbook m36")
    for name in SYSTEMS:
        row(name, *(live(run(f"system={name}", f"strategy={each}"), 36) for each in MAIN[:2]))


def categories():
    """Show who is live at the end."""
    head("Live at month 72 by category", "strategy", *CATEGORIES)
    for name in BY_CATEGORY:
        o = run(f"strategy={name}")
        shares = []
        for category in CATEGORIES:
            k = o.groups.index(("category", category))
            share = o.group_stages[:, 72, k, 4:6].sum() / o.group_sizes[:, k].sum()
            shares.append(f"{share:.2f}")
        row(name, *shares)


def levers():
    """Take one lever at a time out of the playbook; prototype in brackets."""
    whole = run("strategy=hin_playbook")
    head("The playbook without one lever, its money spread over the rest", "lever", "live m36",
         "paired difference")  # fmt: skip
    row("all", live(whole, 36), "")
    for lever in LEVERS:
        share = getattr(whole.scenario.strategy.shares, lever)
        if share > 0:
            o = run("strategy=hin_playbook", changes=((f"strategy.shift.{lever}", -share),))
            less = mean_interval(o.live[:, 36] - whole.live[:, 36], o.clusters)
            said = f"{less.mean:+.3f} [{less.low:+.3f}, {less.high:+.3f}]"
            row(f"without {lever}", live(o, 36), said)


def targets():
    """Aim one-to-one help (0.85 of the money) at different organisations."""
    head("Who is offered one-to-one help first", "target", "live m36", "equity gap m72")
    shares = (("strategy.shares.one2one", 0.85), ("strategy.shares.comms", 0.15))
    for target in TARGETS:
        o = run("strategy=one_to_one", changes=(*shares, ("strategy.target", target)))
        row(target, live(o, 36), f"{equity_gap(o):+.3f}")


if __name__ == "__main__":
    for table in (strategies, innovations, systems, categories, levers, targets):
        table()
