"""Print the figures of docs/validation.md, section 3: trials, programmes and use by staff.

    python benchmarks/trials_in_numbers.py          about five minutes

The trials, programmes and plans are those of tests/validation.
"""

from math import log

import as_tested  # noqa: F401
from paired import abandoned, ever_live, live, run
from presets_in_numbers import head, row
from programmes import (
    AI_DIAGNOSTICS,
    FREED,
    PLAYBOOK,
    REFERRALS,
    other_ai_diagnostics,
    other_referrals,
)
from scipy.optimize import brentq
from test_anchors import reached
from test_bottom_up import grown
from trials import effect

from sim.outcomes.bass import bass_fit

TRIALS = 60
TRIED = ("ambient_voice", "freed", "remote_monitoring")
LEVERS = ("one2one", "comms", "codesign", "data", "standard", "tools", "cop")
SPREAD, START = "innovation.own_use.spread", "innovation.own_use.start"
RISK = "innovation.own_use.risk"
PLANS = {"none": "strategy=none", "playbook": PLAYBOOK}
MANDATE = "strategy=big_bang_mandate"


def trials():
    """Print the effect of each lever on commitment within a year."""
    head("Virtual trials: points, 95 %, and odds ratio", "lever", *TRIED)
    for lever in LEVERS:
        found = [effect(innovation, lever, TRIALS) for innovation in TRIED]
        row(lever, *(f"{100 * d.mean:+.1f} ± {100 * d.half_width:.1f}, {o:.2f}" for d, o in found))


def share(interval):
    """Show an interval of a share."""
    return f"{interval.mean:.3f} ± {interval.half_width:.3f}"


def ever_live_at_23(o):
    """Share ever live at month 23."""
    return o.ever_live[:, 23] / o.organisations


def programmes():
    """Print how far the known programmes get, and what else could have stood for them."""
    head("Programmes", "programme", "reached")
    row("FREED, live at 36", share(reached(FREED, live(36))))
    row("referrals, live at 36", share(reached(REFERRALS, live(36))))
    for name, programme in other_referrals().items():
        row(f"... with {name}", share(reached(programme, live(36))))
    row("AI diagnostics, ever live at 23", share(reached(AI_DIAGNOSTICS, ever_live_at_23)))
    for (strategy, month), programme in other_ai_diagnostics().items():
        row(f"... {strategy}, mandate from {month}", share(reached(programme, ever_live_at_23)))
    row("giving up", share(reached(((PLAYBOOK,), {}), abandoned)))


def bass():
    """Print the nearest Bass curves without a partner."""
    head("Bass without a partner, a year", "months", "p", "q", "ceiling", "ceilings as near", "R2")
    for months in (120, 72):
        fit = bass_fit(run(changes={"clock.months": months}, replicates=256))
        ceilings = " to ".join(f"{each:.2f}" for each in fit.ceilings)
        row(months, *(f"{x:.3f}" for x in (fit.innovation, fit.imitation, fit.ceiling)), ceilings,
            f"{fit.r_squared:.3f}")  # fmt: skip
    everybody = run(changes={"clock.months": 120}, replicates=256)
    row("ever live after ten years", f"{ever_live(everybody).mean():.3f}", "", "", "", "")


def using(o, month):
    """Mean share of staff who use it at a month."""
    return f"{o.using[:, month].mean() / o.organisations:.2f}"


def joined(months):
    """Start in April 2026 and speed that join both surveys, so many months apart."""
    speed = brentq(lambda x: grown(0.14, x, months) - 0.40, 0.01, 0.9)
    return {SPREAD: speed, START: grown(0.14, speed, 8)}


def use_by_staff():
    """Print who uses ambient voice, and what follows if the surveys lie closer or wider apart."""
    months = (4, 12, 24, 36)
    head("Use by staff", "plan", *(f"month {month}" for month in months), "live at 36")
    for name, plan in PLANS.items():
        o = run(plan, replicates=512)
        row(name, *(using(o, month) for month in months), f"{live(36)(o).mean():.3f}")
        waits = run(plan, changes={START: 0}, replicates=512)
        row(f"{name}, if staff waited", *["0"] * 4, f"{live(36)(waits).mean():.3f}")
        for apart in (6, 18):
            other = joined(apart)
            o = run(plan, changes=other, replicates=512)
            said = f"{name}, surveys {apart} months apart: speed {other[SPREAD]:.2f}"
            row(said, *(using(o, month) for month in months), f"{live(36)(o).mean():.3f}")


def risk_of_waiting():
    """Print from which risk of use without approval waiting exposes more than a mandate."""

    def by_36(plan, risk):
        o = run(plan, changes={RISK: risk}, replicates=256)
        return o.exposure[:, :36].sum(axis=1).mean()

    low, high = 0.0, 0.004  # exposure is a straight line in the risk
    more = [by_36("strategy=none", risk) - by_36(MANDATE, risk) for risk in (low, high)]
    turn = low - more[0] * (high - low) / (more[1] - more[0])
    print(
        f"\nThree years of waiting expose more than a mandate where the risk is above {turn:.4f}."
    )


def surveys_of_doctors():
    """Print the speed that joins the first and last American survey, and the one between."""
    speed = (log(0.81 / 0.19) - log(0.38 / 0.62)) / 29
    between = grown(0.38, speed, 15)
    print(f"\nAmerican surveys: speed {speed:.3f} a month; after 15 months {between:.2f}.")


if __name__ == "__main__":
    for table in (trials, programmes, bass, use_by_staff, risk_of_waiting, surveys_of_doctors):
        table()
