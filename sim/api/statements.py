"""Statements that people believe, checked over luck and assumptions."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.api.assumption_choice import Wish, chosen_sets
from sim.api.given_plans import warn_of_idle_keys
from sim.api.questions import Keeping, Question, answered
from sim.api.statement_results import CheckedStatements
from sim.config import Plan
from sim.config.bare_names import in_full
from sim.config.override_text import split
from sim.outcomes.horizon import horizon_to
from sim.params import Kind, Scenario
from sim.report.answers.folder import question_digest
from sim.study.comparison import MARGIN
from sim.study.idle_keys import idle_keys
from sim.study.statements.check import Setting, check, refuse_impossible
from sim.study.statements.file import Statement, StatementFile, read
from sim.study.statements.findings import Finding, not_asked
from sim.study.statements.plans import composed
from sim.study.trials.memory import Memory

COMMAND = "test"


@dataclass(frozen=True)
class StatementQuestion(Question):
    """Statements with their plans, and the assumptions under which they are checked.

    name    of the file
    given   overrides that hold for all plans, beside those in the file
    at      headline month, if another than the usual one was asked for
    margin  share of organisations: plans closer than this are practically the same
    idle    what a plan of a name sets in vain, in words
    """

    name: str
    given: tuple[str, ...]
    statements: tuple[Statement, ...]
    at: int | None
    margin: float
    idle: Mapping[str, str]

    @property
    def named(self) -> dict[str, Plan]:
        """The plans by the names that the file gives them."""
        return {plan.label: plan for plan in self.plans}

    def digest(self, command: str, about: Mapping[str, Any]) -> str:
        """Return a digest of the file's name and of what is typed beside it, not of what is in it.

        A trial is remembered by its scenario, its assumptions and what is measured: the file may
        change, and only what is new in it runs.
        """
        own = {
            "command": command, "file": self.name, "given": self.given, "seed": self.seed,
            "at": self.at, "fixed": self.sets is None, **about,
        }  # fmt: skip
        return question_digest(own)


def check_statements(
    statements: str | Path,
    *overrides: str,
    months: int | None = None,
    at: int | None = None,
    margin: float = MARGIN,
    seed: int = 0,
    assumptions: Wish = None,
    parameter_draws: int | None = None,
    config_dirs: Iterable[str | Path] = (),
    out: str | Path | None = None,
    progress: Callable[..., None] | None = None,
) -> CheckedStatements:
    """Check statements that people believe, over luck and assumptions.

    Each statement has its verdict (holds, fails, cannot be told) as if it stood alone in its file:
    what other statements set changes nothing. Each plan runs once.

    Parameters
    ----------
    statements : str or Path
        A file of statements, or its text.
    *overrides : str
        What holds for all plans, as on the command line; it wins over `with` in the file.
    months : int, optional
        Length of the run.
    at : int, optional
        Month of outcomes such as `live` where a claim names none.
    margin : float
        Share of organisations: plans closer than this are practically the same.
    seed : int
        Number from which all chance follows.
    assumptions, parameter_draws
        Which sets of assumptions are tried and how many, as for `sim.compare`.
    config_dirs : iterable of str or Path
        Folders with presets of your own.
    out : str or Path, optional
        Folder for the answer. What ran is kept in it, so that the same call goes on.
    progress : callable, optional
        Called with (done, of), in trials.

    Returns
    -------
    CheckedStatements
        Verdicts, lines to read, a table, figures.

    Raises
    ------
    UserError
        If the file cannot be read, or a statement cannot be checked; the message says where.

    Examples
    --------
    >>> found = sim.check_statements("statements.yaml", "scenario=avt_london")
    >>> found.verdicts, found.all_hold
    """
    question = statement_question(
        statements, overrides, months=months, at=at, margin=margin, seed=seed,
        assumptions=assumptions, parameter_draws=parameter_draws, config_dirs=config_dirs,
    )  # fmt: skip
    return checked(question, Keeping(out), progress)


def statement_question(
    statements: str | Path,
    overrides: Sequence[str] = (),
    *,
    months: int | None = None,
    at: int | None = None,
    margin: float = MARGIN,
    seed: int = 0,
    assumptions: Wish = None,
    parameter_draws: int | None = None,
    config_dirs: Iterable[str | Path] = (),
) -> StatementQuestion:
    """Read statements and put their plans together; the arguments are those above.

    Raises
    ------
    UserError
        If anything cannot be read, or a statement cannot be checked.
    """
    dirs = [Path(each) for each in config_dirs]
    file = read(statements, dirs)
    given = (*overrides, *(() if months is None else (f"clock.months={months}",)))
    plans = composed(file, given, dirs)
    refuse_impossible(file.statements, plans, at)
    warn_of_idle_keys([*plans.values()], dirs, None, None)
    heaviest = max((plan.scenario for plan in plans.values()), key=_work)
    # as many sets whatever else is stated: as for a comparison of two
    sets = chosen_sets(assumptions, parameter_draws, [heaviest] * 2, seed, dirs)
    end = min(plan.scenario.clock.months for plan in plans.values())
    return StatementQuestion(
        tuple(plans.values()), sets, seed, horizon_to(end, at), file.name, given,
        file.statements, at, margin, _idle(file, plans, dirs),
    )  # fmt: skip


def _idle(
    file: StatementFile, plans: Mapping[str, Plan], config_dirs: Sequence[Path]
) -> dict[str, str]:
    """Say of each plan what it sets itself that changes nothing: it is not what its name says."""
    own = {
        name: {split(text).key for text in in_full(entry.overrides, config_dirs)}
        for name, entry in file.plans.items()
    }
    return {
        each.plan: f"“{each.plan}” sets {each.setting}, which changes nothing here"
        for each in idle_keys([*plans.values()], config_dirs)
        if each.key in own[each.plan]
    }


def checked(
    question: StatementQuestion, keeping: Keeping, progress: Callable[..., None] | None = None
) -> CheckedStatements:
    """Check the statements of a question, and keep the answer."""
    setting = Setting(question.sets, question.seed, question.at, question.margin)

    def ask(memory: Memory) -> CheckedStatements:
        found = check(question.statements, question.named, setting, memory, progress)
        told = [_told(each, question.idle) for each in found]
        return CheckedStatements(tuple(told), question.sets)

    return answered(question, COMMAND, {}, keeping, ask)


def _told(found: Finding, idle: Mapping[str, str]) -> Finding:
    """Give no verdict on a plan that is not what its name says."""
    why = [idle[name] for name in found.statement.claim.plans if name in idle]
    return not_asked(found, why[0]) if why else found


def _work(scenario: Scenario) -> tuple[bool, int]:
    """Put plans that assumptions matter to first, then those that cost most."""
    varies = scenario.process.kind == Kind.full or scenario.process.levers
    return varies, scenario.system.organisations * scenario.clock.months
