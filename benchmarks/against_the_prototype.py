"""Print the tables of docs/validation.md: the model against the prototype in its specification.

    python benchmarks/against_the_prototype.py

512 replicates on eight systems, 72 months, 555.60 GBP per organisation and month; about two
minutes.  The prototype had 20 to 40 replicates, did not charge for pilots and planning, and drew
its systems a little differently (docs/decisions.md).
"""

from functools import cache

from sim.config import load, with_values
from sim.engines.simulate import simulate
from sim.outcomes import mean_interval, ratio_interval
from sim.outcomes.samples import DEPRIVED, ELSEWHERE, gap_sample
from sim.outcomes.times import quantiles, time_to
from sim.params.names import CATEGORIES, EMBEDDED, LEVERS

UNCHARGED = (("assumptions.pilot_cost", 0), ("assumptions.plan_cost", 0))
# Live at 36 and 72, embedded at 72, months to half, abandoned, exposure, net kGBP, equity gap.
STRATEGIES = {
    "none": (0.07, 0.27, 0.21, ">72", 0.16, "0.6", 1033, 0.09),
    "fix_one_site": (0.08, 0.31, 0.24, ">72", 0.14, "0.7", -180, 0.10),
    "comms_drumbeat": (0.27, 0.56, 0.47, "56", 0.19, "1.4", 2170, 0.08),
    "community_of_practice": (0.24, 0.52, 0.44, "66", 0.17, "1.2", 2015, 0.10),
    "one_to_one": (0.32, 0.58, 0.50, "53", 0.19, "1.4", 2933, 0.10),
    "standardise_once": (0.42, 0.75, 0.68, "38", 0.18, "1.7", 4690, 0.08),
    "early_site_tools": (0.48, 0.79, 0.74, "37", 0.18, "1.5", 6763, 0.06),
    "data_benchmarking": (0.37, 0.62, 0.55, "46", 0.20, "1.6", 3314, 0.09),
    "procure_partnership": (0.39, 0.75, 0.68, "41", 0.17, "1.2", 5125, 0.09),
    "targeted_equity": (0.34, 0.63, 0.56, "46", 0.19, "1.5", 3260, 0.03),
    "hin_playbook": (0.72, 0.83, 0.80, "28", 0.19, "1.1", 10429, 0.04),
    "big_bang_mandate": (0.77, 0.80, 0.76, "23", 0.25, "2.1", 8162, 0.01),
}
# Live at 36: none, playbook, mandate; exposure: playbook, mandate.
INNOVATIONS = {
    "medicine": (0.22, 0.97, 0.93, "0.0", "0.0"),
    "freed": (0.13, 0.81, 0.78, "4.6", "8.7"),
    "glp1_digital": (0.05, 0.43, 0.55, "10.2", "20.6"),
    "remote_monitoring": (0.03, 0.36, 0.51, "8.4", "19.8"),
    "ai_decision_support": (0.03, 0.32, 0.59, "3.3", "8.6"),
}
SYSTEMS = {
    "one_ics": (0.11, 0.64),
    "south_london": (0.06, 0.72),
    "england": (0.03, 0.93),
    "few_legacy": (0.12, 0.91),
    "specialist_network": (0.09, 0.75),
}
BY_CATEGORY = {
    "none": (0.80, 0.54, 0.35, 0.15, 0.04),
    "comms_drumbeat": (0.83, 0.74, 0.67, 0.51, 0.26),
    "hin_playbook": (0.97, 0.84, 0.83, 0.82, 0.78),
}
# Live at 36 of the playbook without one lever, its money spread over the rest; 0.71 with all.
WITHOUT = dict(
    comms=0.49, govern=0.64, standard=0.66, tools=0.70, codesign=0.70, data=0.71, partner=0.71,
    cop=0.73, derisk=0.73, diagnose=0.73, one2one=0.77,
)  # fmt: skip
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
    median = quantiles(time_to(outcomes, 0.5, outcomes.months)).median
    return ">72" if median is None else f"{median:.0f}"


def with_prototype(measured, prototype):
    """Put the prototype's figure in brackets behind each measured one."""
    figures = (
        t if isinstance(t, str) else f"{t:,}" if isinstance(t, int) else t for t in prototype
    )
    told = (f"{f:.2f}" if isinstance(f, float) else f for f in figures)
    return [f"{m} ({t})" for m, t in zip(measured, told, strict=True)]


def row(*cells):
    """Print a row of a Markdown table."""
    print("| " + " | ".join(str(cell) for cell in cells) + " |")


def head(title, *columns):
    """Print the head of a Markdown table."""
    print(f"\n**{title}**\n")
    row(*columns)
    print("|---" * len(columns) + "|")


def strategies():
    """Compare the strategies on ambient voice in south London; prototype in brackets."""
    head(
        "Strategies (prototype in brackets)", "strategy", "live m36", "live m72", "embedded m72",
        "months to half", "abandoned", "exposure", "net kGBP", "equity gap", "live m36, uncharged",
    )  # fmt: skip
    for name, prototype in STRATEGIES.items():
        o = run(f"strategy={name}")
        left = ratio_interval(o.ever_abandoned[:, -1], o.ever_live[:, -1], o.clusters)
        net = (o.benefit - o.site_cost).sum(axis=1).mean() - o.spend.sum()
        measured = (
            live(o, 36), live(o, 72), f"{o.share(EMBEDDED)[:, 72].mean():.3f}", half(o),
            f"{left.mean:.2f}", f"{exposure(o):.1f}", f"{net:,.0f}",
            f"{equity_gap(o):.2f}",
        )  # fmt: skip
        uncharged = run(f"strategy={name}", changes=UNCHARGED)
        row(name, *with_prototype(measured, prototype), live(uncharged, 36))


def innovations():
    """Compare innovations; prototype in brackets."""
    head(
        "Innovations (prototype in brackets)", "innovation", "none m36", "playbook m36",
        "mandate m36", "exposure playbook", "exposure mandate",
    )  # fmt: skip
    for name, prototype in INNOVATIONS.items():
        none, playbook, mandate = (
            run(f"innovation={name}", f"strategy={s}")
            for s in ("none", "hin_playbook", "big_bang_mandate")
        )
        measured = (
            *(live(o, 36) for o in (none, playbook, mandate)),
            *(f"{exposure(o):.1f}" for o in (playbook, mandate)),
        )
        row(name, *with_prototype(measured, prototype))


def systems():
    """Compare systems at the same money per organisation; prototype in brackets."""
    head("Systems (prototype in brackets)", "system", "none m36", "playbook m36", "uncharged")
    for name, prototype in SYSTEMS.items():
        plans = (run(f"system={name}", f"strategy={s}") for s in ("none", "hin_playbook"))
        free = run(f"system={name}", "strategy=hin_playbook", changes=UNCHARGED)
        row(name, *with_prototype([live(o, 36) for o in plans], prototype), live(free, 36))


def categories():
    """Show who is live at the end; prototype in brackets."""
    head("Live at month 72 by category (prototype in brackets)", "strategy", *CATEGORIES)
    for name, prototype in BY_CATEGORY.items():
        o = run(f"strategy={name}")
        shares = []
        for category in CATEGORIES:
            k = o.groups.index(("category", category))
            share = o.group_stages[:, 72, k, 4:6].sum() / o.group_sizes[:, k].sum()
            shares.append(f"{share:.2f}")
        row(name, *with_prototype(shares, prototype))


def levers():
    """Take one lever at a time out of the playbook; prototype in brackets."""
    whole = run("strategy=hin_playbook")
    head("The playbook without one lever, its money spread over the rest", "lever", "live m36",
         "paired difference", "prototype")  # fmt: skip
    row("all", live(whole, 36), "", "0.71")
    for lever in LEVERS:
        share = getattr(whole.scenario.strategy.shares, lever)
        if share > 0:
            o = run("strategy=hin_playbook", changes=((f"strategy.shift.{lever}", -share),))
            less = mean_interval(o.live[:, 36] - whole.live[:, 36], o.clusters)
            said = f"{less.mean:+.3f} [{less.low:+.3f}, {less.high:+.3f}]"
            row(f"without {lever}", live(o, 36), said, f"{WITHOUT[lever]:.2f}")


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
