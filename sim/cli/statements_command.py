"""`uptake test`: statements that people believe, checked over luck and assumptions."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.cli import messages
from sim.cli.answer_options import QuestionOptions, tell_answer
from sim.cli.options import named
from sim.cli.statement_texts import EXAMPLE
from sim.params.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sim.api.questions import Keeping
    from sim.api.statement_results import CheckedStatements
    from sim.api.statements import StatementQuestion

SOME_DO_NOT_HOLD = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementOptions(QuestionOptions):
    """Options of the command line, with the file that the plans come from.

    margin  [points] plans closer than this are practically the same; None for the usual one
    """

    file: Path
    margin: float | None

    def read(self) -> "StatementQuestion":
        """Read the statements, their plans and the assumptions."""
        from sim.api.statements import statement_question
        from sim.study.comparison import MARGIN

        which = named(self.assumptions, self.parameter_draws, self.fixed_assumptions)
        return statement_question(
            self.file, self.shared, months=self.months, at=self.at, seed=self.seed,
            margin=MARGIN if self.margin is None else self.margin / 100, assumptions=which,
            parameter_draws=self.parameter_draws, config_dirs=self.config_dirs,
        )  # fmt: skip

    @property
    def shared(self) -> tuple[str, ...]:
        """What holds for all plans: a folder brings its own plan, but statements name plans."""
        return tuple(each for each in self.overrides if each != "strategy=own")

    def line(self, command: str, first: "Mapping[str, object]") -> str:
        """Write the line that repeats the command: the file stands first."""
        return QuestionOptions.line(
            replace(self, overrides=(str(self.file), *self.shared)), command, first
        )


def test(file: Path | None, example: bool, **options: Any) -> int:
    """Check statements; returns 0 if all hold, 1 if some fail or cannot be told."""
    if example:
        messages.out(EXAMPLE.removesuffix("\n"))
        return 0
    if file is None:
        raise UserError(
            "name a file of statements, e.g. uptake test statements.yaml; for one to begin with: "
            "uptake test --example"
        )
    from sim.api.statements import checked

    asked = StatementOptions(file=file, **options)
    answers: list[CheckedStatements] = []

    question = asked.read()

    def ask(keeping: "Keeping", progress: "Callable[..., None]") -> "CheckedStatements":
        answers.append(checked(question, keeping, progress))
        return answers[-1]

    first = {"--margin": asked.margin}
    code = tell_answer(asked, question, "test", first, "Trying the plans", "trials", ask)
    return code or (0 if answers[-1].all_hold else SOME_DO_NOT_HOLD)
