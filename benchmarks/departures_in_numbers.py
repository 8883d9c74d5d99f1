"""Print what docs/validation.md says of departures beyond what their tests measure.

    python benchmarks/departures_in_numbers.py          about four minutes

Intervals are those of the tests (99.8 %, paired), except for the one-to-one help of many seeds.
"""

from functools import cache

import as_tested  # noqa: F401
import numpy as np
from paired import (
    INNOVATIONS,
    PER_SYSTEM,
    abandoned,
    changed,
    committed,
    embedded,
    exposure,
    lead,
    live,
    live_on_average,
    net,
    run,
)
from presets_in_numbers import head, row
from test_strategy_facts import LOSING, SINGLE_LEVERS, extra_adopters

from sim.config import with_values
from sim.engines.simulate import simulate
from sim.outcomes import mean_interval
from sim.outcomes.times import months_between

PLAYBOOK, MANDATE = "strategy=hin_playbook", "strategy=big_bang_mandate"
HELP, COMMS = "strategy=one_to_one", "strategy=comms_drumbeat"
ATTRIBUTES = ("relative_advantage", "compatibility", "complexity", "trialability", "observability")
SHARES = ((0.05, 0.16), (0.16, 0.34), (0.16, 0.25), (0.25, 0.34))


def points(interval):
    """Show a difference of shares in percentage points."""
    return f"{100 * interval.mean:+.1f} ± {100 * interval.half_width:.1f}"


def millions(o):
    """Mean net benefit in MGBP."""
    return f"{net(o).mean() / 1000:.2f}"


def chasm():
    """Print the months from one share live to another, without a partner."""
    head("Chasm: months without a partner", "plan", *(f"{a:.0%} to {b:.0%}" for a, b in SHARES))
    cases = {
        "as it is": {},
        "with a plan of 0.7": {"strategy.plan": 0.7},
        "if staff waited": {"innovation.own_use.start": 0},
    }
    for name, changes in cases.items():
        o = run(changes={"clock.months": 200} | changes, replicates=512)
        row(name, *(f"{months_between(o, a, b).mean():.1f}" for a, b in SHARES))


def unlike_pilots():
    """Print what pilots of different types do to all organisations at month 36."""
    head("Unlike pilots, all organisations, live at 36", "plan", "unlike less alike")
    cases = (
        ("strategy=early_site_tools", {"strategy.plan": 0}),
        ("strategy=early_site_tools", {"strategy.plan": 0.7}),
        (PLAYBOOK, {"strategy.plan": 0}),
        (PLAYBOOK, {}),
        ("strategy=avt_london", {}),
    )
    for strategy, changes in cases:
        unlike, alike = (
            run(strategy, changes=changes | {"strategy.mixed_pilots": mixed}, replicates=512)
            for mixed in (True, False)
        )
        row(f"{strategy} {changes}", points(lead(unlike, alike, live(36))))


def diagnosis():
    """Print what diagnosis adds to one-to-one help at equal money."""
    head("Diagnosis, live at 36", "innovation", "with", "without", "points", "more sites, %")
    for name in ("ambient_voice", "glp1_digital", "remote_monitoring", "ai_decision_support"):
        on = f"innovation={name}"
        aimed = run(on, replicates=256, comms=0.1, one2one=0.84, diagnose=0.06)
        plain = run(on, replicates=256, comms=0.1, one2one=0.9)
        with_it, without = (live(36)(o).mean() for o in (aimed, plain))
        more = f"{100 * (with_it / without - 1):.0f}"
        row(name, f"{with_it:.3f}", f"{without:.3f}", points(lead(aimed, plain, live(36))), more)


def first_gain():
    """Print the months after go-live with the first gain, under the playbook (SF01)."""
    head("First gain under the playbook", "innovation", "months after go-live")
    for name in INNOVATIONS:
        o = run(f"innovation={name}", PLAYBOOK)
        count = o.by_age_count.sum(axis=0)
        by_age = o.by_age_sum.sum(axis=0)[count > 0] / count[count > 0]
        row(name, int((by_age > 0).argmax()))


def extra_adopter():
    """Print what an adopter more costs by month 36, at 1.2 MGBP in all (SF09)."""
    sizes = (10, 20, 60, 150)
    head("An adopter more, kGBP", "plan", *sizes)
    for name in ("standardise_once", "one_to_one"):
        more = (extra_adopters(f"strategy={name}", size, slice(None)) for size in sizes)
        row(name, *(f"{1200 / each:.0f}" for each in more))


def pace():
    """Print what a cap on go-lives does under a mandate."""
    head("Pace of a mandate", "innovation", "cap", "exposure", "net MGBP")
    for name in ("ambient_voice", "freed"):
        for cap in (1, 2, 4, 7, 10, None):
            changes = {"strategy.wave_cap": cap}
            o = run(f"innovation={name}", MANDATE, changes=changes, replicates=256)
            row(name, cap, f"{o.organisations * exposure(o).mean():.2f}", millions(o))


def overtaking():
    """Print where the playbook has overtaken a mandate by month 36 (SF24)."""
    head("Playbook less mandate, live at 36", "innovation", "points")
    for name in ("medicine", "back_office"):
        playbook, mandate = (run(f"innovation={name}", plan) for plan in (PLAYBOOK, MANDATE))
        row(name, points(lead(playbook, mandate, live(36))))


def losses():
    """Print net benefit and embedding where nothing pays."""
    head("Where nothing pays", "innovation", "playbook MGBP", "worst single lever", "none",
         "mandate", "least lead in embedding")  # fmt: skip
    for name in LOSING:
        on = f"innovation={name}"
        playbook, alone, mandate = (run(on, plan) for plan in (PLAYBOOK, "strategy=none", MANDATE))
        singles = [run(on, f"strategy={each}") for each in SINGLE_LEVERS]
        worst = min(singles, key=lambda o: net(o).mean())
        leads = [lead(playbook, o, embedded) for o in singles]
        row(name, *(millions(o) for o in (playbook, worst, alone, mandate)),
            points(min(leads, key=lambda each: each.mean)))  # fmt: skip


def balances():
    """Print the balances struck, and the same without one of its choices, against the playbook."""
    head("The balances struck", "plan", "live at 36", "embedded", "net MGBP", "live, paired")
    playbook = run(PLAYBOOK, replicates=256)
    cases = {
        "as it is": {},
        "bought instead": {"strategy.sourcing": "buy"},
        "without contracts": {"strategy.contract": None},
    }
    for name, changes in cases.items():
        o = run("strategy=hin_balanced", changes=changes, replicates=256)
        shares = (f"{each.mean():.3f}" for each in (live(36)(o), embedded(o)))
        row(name, *shares, millions(o), points(lead(o, playbook, live(36))))
    shares = (f"{each.mean():.3f}" for each in (live(36)(playbook), embedded(playbook)))
    row("playbook", *shares, millions(playbook), "")


def end_states():
    """Print what defining the end state adds to the playbook, by its price (C32 to C35)."""
    head("End state less none", "innovation", "share of the budget", "method", "live at 36",
         "embedded", "net MGBP")  # fmt: skip
    cases = [("ambient_voice", price) for price in (0.05, 0.02, 0.0)] + [("genomics", 0.02)]
    for name, price in cases:
        asked = {"assumptions.end_state_cost": price, "strategy.end_state": "none"}
        none = run(f"innovation={name}", PLAYBOOK, changes=asked, replicates=512)
        for method in ("lean_qi", "vbhc", "ebcd", "blend"):
            changes = asked | {"strategy.end_state": method}
            o = run(f"innovation={name}", PLAYBOOK, changes=changes, replicates=512)
            more = lead(o, none, net)
            worth = f"{more.mean / 1000:+.2f} ± {more.half_width / 1000:.2f}"
            row(
                name,
                price,
                method,
                *(points(lead(o, none, of)) for of in (live(36), embedded)),
                worth,
            )


def derisking():
    """Print what de-risking does to giving up in all, within 72 months."""
    head("De-risking", "innovation", "given up of ever live", "live at 72")
    for name in ("ambient_voice", "freed", "remote_monitoring"):
        on = f"innovation={name}"
        careful = run(on, comms=0.5, derisk=0.5, replicates=512)
        bold = run(on, comms=0.5, replicates=512)
        row(name, *(points(lead(careful, bold, each)) for each in (abandoned, live(72))))


@cache
def with_seed(strategy, seed, changes=()):
    """Run a plan of the presets with a seed of its own."""
    scenario = with_values(changed(strategy), dict(changes))
    return simulate(scenario, 128, seed=seed, threads=1)


def help_against_communications():
    """Print one-to-one help less communications over eight seeds, by the price of a place (C62)."""
    head("One-to-one help less communications, points", "place, kGBP a month", "outcome", "mean",
         "least", "most", "seeds ahead")  # fmt: skip
    outcomes = {
        "live at 36": live(36), "live on average": live_on_average,
        "committed by 24": committed, "embedded": embedded,
    }  # fmt: skip
    for price in (1.5, 1.0, 0.5):
        asked = (("assumptions.slot", price),)
        for name, of in outcomes.items():
            found = []
            for seed in range(1, 9):
                help_, comms = (with_seed(plan, seed, asked) for plan in (HELP, COMMS))
                found.append(mean_interval(of(help_) - of(comms), help_.clusters).mean)
            each = 100 * np.array(found)
            said = (f"{x:+.1f}" for x in (each.mean(), each.min(), each.max()))
            row(price, name, *said, f"{(each > 0).sum()} of 8")


def explained(values, shares):
    """Share of variance that a line through all five attributes explains, and their signs."""
    design = np.column_stack([np.ones(len(shares)), values])
    weights = np.linalg.lstsq(design, shares, rcond=None)[0]
    left = shares - design @ weights
    signs = " ".join(f"{w:+.2f}" for w in weights[1:])
    return f"{1 - left.var() / shares.var():.2f}", signs


def attributes():
    """Print how much Rogers' five attributes explain of the share live at month 36.

    400 sets, each attribute from 0 to 1; first with the playbook in south London, then with a
    random preset of a strategy, of a system, or of both.
    """
    head("Rogers' attributes, live at 36", "what varies", "variance explained", "weights")
    systems = ("one_ics", "south_london", "few_legacy", "specialist_network", "private_mixed")
    plans = ("none", *SINGLE_LEVERS, "hin_playbook", "even_spread", "big_bang_mandate")
    for name, kinds, strategies in (
        ("attributes alone", ("south_london",), ("hin_playbook",)),
        ("and strategies", ("south_london",), plans),
        ("and systems", systems, ("hin_playbook",)),
        ("and both", systems, plans),
    ):
        chance = np.random.default_rng(1)
        values, shares = chance.random((400, 5)), []
        for each in values:
            system, plan = chance.choice(kinds), chance.choice(strategies)
            asked = {f"innovation.{a}": float(x) for a, x in zip(ATTRIBUTES, each, strict=True)}
            asked["assumptions.replicates_per_system"] = PER_SYSTEM
            scenario = changed(f"system={system}", f"strategy={plan}", changes=asked)
            shares.append(simulate(scenario, 32, seed=1, threads=1).live[:, 36].mean())
        row(name, *explained(values, np.array(shares)))


if __name__ == "__main__":
    for table in (
        first_gain, chasm, unlike_pilots, diagnosis, extra_adopter, pace, overtaking, losses,
        balances, end_states, derisking, help_against_communications, attributes,
    ):  # fmt: skip
        table()
