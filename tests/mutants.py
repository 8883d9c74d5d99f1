"""Wrong programs, planted one at a time in a copy: which test notices them?

    python tests/mutants.py              about five minutes; fails if one lives or is stale
    python tests/mutants.py -k threshold only those with this in their name

A mutant is a text that occurs exactly once in `sim/`, and its replacement.  The tests that must
notice are the quick ones of rules, process and counts, with numbers worked by hand, those of
the changed module first; a mutant in one engine alone is for the tests that compare the engines.
What starts a type checker or runs whole scenarios need not notice, so it does not slow the rest.
"""

import argparse
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from recipes import Copy, StaleError

SLOW = ("test_conditions", "test_timeline", "test_types")
QUICK = (
    "tests/rules",
    "tests/process",
    *(f"--ignore=tests/process/{each}.py" for each in SLOW),
    "tests/outcomes/test_counts.py",
)
AGREEMENT = ("tests/engines/test_engines_agree.py",)  # the agents, and one run at a time
IN_LANES = ("tests/engines/test_lanes.py",)


class Mutant(NamedTuple):
    """A wrong program: the text that replaces another, and the tests that must notice."""

    name: str
    old: str
    new: str
    tests: tuple[str, ...] = QUICK


RULES = (
    Mutant("a rate taken for a chance", "return 1.0 - exp(-rate)", "return min(1.0, rate)"),
    Mutant(
        "word of mouth without observability",
        "word_of_mouth * observability * moving",
        "word_of_mouth * moving",
    ),
    Mutant(
        "trialability raises the threshold",
        "(1.0 - rank) * falling(trialability, slope)",
        "(1.0 - rank) * rising(trialability, slope)",
    ),
    Mutant("quality that is not squared", "at_best * (quality * quality)", "at_best * quality"),
    Mutant(
        "levers against lapses add up",
        "alone * (1.0 - by_comms) * (1.0 - by_cop)",
        "alone * (1.0 - by_comms - by_cop)",
    ),
    Mutant("a board that always approves", "min(max(wanted, 0.0), most)", "max(wanted, 0.0)"),
    Mutant(
        "a mandate that lowers approval",
        "max(approval, floor * (1.0 - financial_gap))",
        "min(approval, floor * (1.0 - financial_gap))",
    ),
    Mutant(
        "the middle falls to the late majority",
        "if middle < 1000 * organisations:",
        "if middle <= 1000 * organisations:",
    ),
    Mutant("winter ends in December", "calendar >= 10 or calendar <= 1", "calendar >= 10"),
    Mutant(
        "likeness without distance",
        "exp(-abs(maturity - other) / scale)",
        "exp(-(maturity - other) / scale)",
    ),
    Mutant(
        "what came of it is not seen",
        "(1.0 - by_performance) + by_performance * performance / reference",
        "(1.0 - by_performance) - by_performance * performance / reference",
    ),
    Mutant(
        "the pool swells with the system",
        "min(1.0, reference / organisations)",
        "max(1.0, reference / organisations)",
    ),
    Mutant(
        "evidence of other types counted as one's own",
        "(1.0 - across) * alike_same_type",
        "across * alike_same_type",
    ),
    Mutant(
        "trust: the readiest want sites like theirs",
        "rank * seen + (1.0 - rank) * alike",
        "rank * alike + (1.0 - rank) * seen",
    ),
    Mutant("trust: a tie without it", "return trust * usable", "return usable"),
    Mutant("trust: nothing costs it", "gained - lost * disappointment * trust", "gained"),
    Mutant("less is seen", "(least + by_observability * observability)", "(least * observability)"),
    Mutant(
        "a gap without its factor", "load * (1.0 - strength) * factor", "load * (1.0 - strength)"
    ),
    Mutant(
        "help aimed beside", "where(is_largest, aimed, other)", "where(is_largest, other, aimed)"
    ),
    Mutant("gaps added, not averaged", "slope * weighted_gaps / weights", "slope * weighted_gaps"),
    Mutant(
        "a dip that support removes",
        "disruption * (without_support - feasibility)",
        "disruption * (1.0 - feasibility)",
    ),
    Mutant(
        "skills are never lost",
        "max(attainable - proficiency, -most_lost)",
        "max(attainable - proficiency, 0.0)",
    ),
    Mutant(
        "rest before work",
        "tired - recovery * (tired - rest)",
        "tired - recovery * (fatigue - rest)",
    ),
    Mutant("no tolerated difference", "- tolerance) / (1.0 - tolerance)", "- tolerance)"),
    Mutant(
        "principles for the slow",
        "if principles and factor < 1.0:",
        "if principles and factor > 1.0:",
    ),
    Mutant(
        "a partner who renews nothing",
        "exp(-pace * (1.0 - by_partner) * months)",
        "exp(-pace * months)",
    ),
    Mutant("a slot lost to rounding", "int(spend / price + 1e-9)", "int(spend / price)"),
    Mutant(
        "more sites, less money",
        "power(organisations / reference, economy)",
        "power(reference / organisations, economy)",
    ),
    Mutant("training without an end", "min(1.0, trait + gain", "max(0.0, trait + gain"),
    Mutant(
        "the ambition counts by half a year",
        "1.0 - ambition_month / too_late",
        "1.0 - 2.0 * ambition_month / too_late",
    ),
    Mutant(
        "own use that wins over those who use it",
        "speed * using * (1.0 - using)",
        "speed * using",
    ),
    Mutant("own use forgotten at a go-live", "own + (1.0 - own) * proficiency", "proficiency"),
    Mutant("a term of the series", "1.0 / 5040 + r", "1.0 / 5041 + r"),
    Mutant("purposes that share their draws", "month * PURPOSES + purpose", "month + purpose"),
)

COMPOSITION = (
    Mutant(
        "own use that begins in nobody",
        "month.own_use = p.own_start if p.kind == 0 else 0.0",
        "month.own_use = 0.0",
    ),
    Mutant("rejection by the luck of approval", "draws.REJECT,", "draws.APPROVE,"),
    Mutant(
        "everybody: one's own example convinces",
        "evidence.pooled(everywhere, alike, same_type, p.plan, p.similarity_across_types) - own",
        "evidence.pooled(everywhere, alike, same_type, p.plan, p.similarity_across_types) + 0.0",
    ),
    Mutant(
        "everybody: as many ties as there are others",
        "month.common_trust * month.common_ties * evidence.share(told, others)",
        "month.common_trust * told",
    ),
    Mutant(
        "classic: help without a place",
        "p.support_awareness * dose(p, month, me, now, ONE2ONE),\n    )\n\n\n@part\ndef exposed",
        "p.support_awareness,\n    )\n\n\n@part\ndef exposed",
    ),
    Mutant(
        "all boards meet together",
        "(approvals < needed) & (phase == due)",
        "(approvals < needed) & (due == 0)",
    ),
    Mutant(
        "procurement before approval",
        "(approvals == needed) & (waited == NOT_READY)",
        "waited == NOT_READY",
    ),
    Mutant(
        "the wrong dose against lapses",
        "p.comms_momentum * dose(p, month, me, now, COMMS)",
        "p.comms_momentum * dose(p, month, me, now, COP)",
    ),
    Mutant(
        "benchmarks of nobody",
        "dose(p, month, me, now, DATA) * now.share_live,\n        p.visible_least",
        "dose(p, month, me, now, DATA),\n        p.visible_least",
    ),
    Mutant(
        "volunteers pay the penalty",
        "where(compelled, p.compelled_factor, 1.0)",
        "where(compelled, 1.0, p.compelled_factor)",
    ),
    Mutant(
        "communities move the unaware",
        "now.scope & in_practice(now.stage)",
        "now.scope",
    ),
    Mutant(
        "co-design once all is built",
        "now.scope & (not is_live(now.stage))",
        "now.scope",
    ),
    Mutant(
        "whoever waits does not move up the line",
        "where(waited >= 0, waited + 1, waited)",
        "waited",
    ),
    Mutant("a year of thirteen months", "where(age < FIRST_YEAR,", "where(age <= FIRST_YEAR,"),
    Mutant(
        "every end tires",
        "fails = (goes == ABANDONED) & (stage == IMPLEMENTING)",
        "fails = goes == ABANDONED",
    ),
    Mutant(
        "trust: compulsion costs none",
        "trust.disappointment(gone, compelled)",
        "trust.disappointment(gone, False)",
    ),
    Mutant(
        "a programme of one month more",
        "if month.number < p.start or month.number >= p.programme:",
        "if month.number < p.start or month.number > p.programme:",
    ),
    Mutant(
        "the first in the queue lose help first",
        "for k in range(len(queue) - 1, -1, -1):",
        "for k in range(len(queue)):",
    ),
    Mutant(
        "help stays with the rejected",
        "(stage != EMBEDDED) & (not has_left(stage))",
        "(stage != EMBEDDED)",
    ),
    Mutant(
        "who waits longest waits on",
        "if room > 0 and waited[i] == longest:",
        "if room > 0 and waited[i] >= 0:",
    ),
    Mutant(
        "a fund without a floor",
        "if fund < p.grant:",
        "if fund < 0.0:",
    ),
    Mutant(
        "a mandate a month late",
        "0 <= p.mandate_month <= month.number",
        "0 <= p.mandate_month < month.number",
    ),
    Mutant(
        "a deadline without a rush",
        "return rate * pull / left if left >= 1 else rate",
        "return rate",
    ),
    Mutant(
        "one pilot more embedded before",
        "start.pilot[r, i] and left > 0",
        "start.pilot[r, i] and left >= 0",
    ),
    Mutant(
        "evidence that does not fade",
        "carried = carried * along[k] + made[i]",
        "carried = carried + made[i]",
    ),
    Mutant(
        "a first year that counts what a case does",
        "gained = p.cash_share * value(p)",
        "gained = p.counted_value * value(p)",
    ),
    Mutant(
        "nobody leaves at a renewal",
        "rate = live_month.under_contract(p, me.age, me.sustain, rate)",
        "pass",
    ),
    Mutant(
        "an office that costs the same in any system",
        "_at_scale(parts, parts.mandate_office)",
        "parts.mandate_office",
    ),
    Mutant(
        "an age counted twice",
        "counts.by_age_count[r, me.lived] += 1",
        "counts.by_age_count[r, me.lived] += 2",
    ),
)

ENGINES = (
    Mutant(
        "agents and scalar: a mandate beyond its scope",
        "mandated = month.mandated and me.scope and",
        "mandated = month.mandated and",
        AGREEMENT,
    ),
    Mutant(
        "lanes: pilots tell no more than others",
        "decisions.heard_from(p, 1.0, amounts[at.MADE + lane], pilot)",
        "decisions.heard_from(p, 1.0, amounts[at.MADE + lane], False)",
        IN_LANES,
    ),
    Mutant(
        "lanes: everybody's sums forget the types",
        "of_same = of_type[lane] * within + of_one[what + lane]",
        "of_same = total[lane] * within + of_one[what + lane]",
        IN_LANES,
    ),
    Mutant(
        "agents: a classic partner who never acts",
        "if self.settings.levers:",
        "if self.settings.levers < 0:",
        AGREEMENT,
    ),
    Mutant(
        "agents: tools of embedded sites alone",
        "one.source = stages.is_live(one.stage)",
        "one.source = one.stage == names.EMBEDDED",
        AGREEMENT,
    ),
    Mutant(
        "agents: the committed do not move others",
        "if stages.in_practice(peer.stage):",
        "if names.COMMITTED < peer.stage <= names.EMBEDDED:",
        AGREEMENT,
    ),
    Mutant(
        "lanes: trust at rest under a mandate",
        "gone or month.mandated or trust.someone_listens(p, month)",
        "gone or trust.someone_listens(p, month)",
        IN_LANES,
    ),
    Mutant(
        "scalar: grants from an empty fund",
        'p, month.purse[FUND], in_line, goes_live, organisations["paid"]',
        'p, 0.0, in_line, goes_live, organisations["paid"]',
        AGREEMENT,
    ),
    Mutant(
        "lanes: rejection by the luck of approval",
        "draws.drawn(word, month.number, draws.REJECT)",
        "draws.drawn(word, month.number, draws.APPROVE)",
        IN_LANES,
    ),
    Mutant(
        "lanes: a mandate beyond its scope",
        "meant = now.scope & stages.may_be_mandated(now.stage)",
        "meant = stages.may_be_mandated(now.stage)",
        IN_LANES,
    ),
    Mutant(
        "lanes: each step of integration paid like the first",
        "live_month.running_cost(p, month, stage, age, size)",
        "live_month.running_cost(p, month, stage, 0, size)",
        IN_LANES,
    ),
    Mutant(
        "lanes: events that never come",
        "p = t, settings[row_of[t]]\n        counters",
        "p = t, settings[row_of[0]]\n        counters",
        ("tests/process/test_timeline.py::test_all_engines_agree_with_events",),
    ),
)  # each compiles again: a minute or more


def main(arguments: Sequence[str] | None = None) -> int:
    """Plant each mutant, say who killed it, and fail for those that live or are stale."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("-k", default="", help="only mutants whose name holds this")
    parser.add_argument("--engines", action="store_true", help="those in one engine alone, too")
    asked = parser.parse_args(arguments)
    known = (*RULES, *COMPOSITION, *(ENGINES if asked.engines else ()))
    with tempfile.TemporaryDirectory() as folder:
        copy = Copy(Path(folder), ("tests", "pyproject.toml"))
        told = [verdict_on(mutant, copy) for mutant in known if asked.k in mutant.name]
    killed = sum(each == "killed" for each in told)
    print(f"{killed} of {len(told)} killed")
    return int(killed < len(told))


def verdict_on(mutant: Mutant, copy: Copy) -> str:
    """Plant a mutant, run its tests until one fails, and take it out again."""
    began = time.perf_counter()
    try:
        path = copy.replace(mutant.old, mutant.new)
    except StaleError as error:
        print(f"stale     {mutant.name}: {error}", flush=True)
        return "stale"
    nearest = Path("tests", *Path(path).parent.parts[1:], f"test_{Path(path).stem}.py")
    by = killers(copy, [nearest]) if (copy.folder / nearest).exists() else []
    by = by or killers(copy, mutant.tests)
    copy.restore(path)
    verdict = "killed" if by else "survived"
    print(
        f"{verdict:9} {mutant.name} ({time.perf_counter() - began:.0f} s) {' '.join(by)}",
        flush=True,
    )
    return verdict


def killers(copy: Copy, tests: Sequence[str | Path]) -> list[str]:
    """Name the first test that fails, if one does."""
    asked = ("-m", "pytest", "-xq", "-p", "no:cacheprovider", *tests)
    ended = copy.python(*asked, seconds=1800)  # all tests that compare engines, compiled again
    found = re.findall(r"^(?:FAILED|ERROR) (\S+::\S+)", ended.stdout, re.MULTILINE)
    if not found and ended.returncode != 0:
        raise RuntimeError(ended.stdout + ended.stderr)
    return found


if __name__ == "__main__":
    sys.exit(main())
