"""What every question reads, and what it says of a library that is missing."""

import tomllib
from pathlib import Path

import pytest

from sim.api.questions import ANSWERS, Keeping, answered, missing, question_of
from sim.params.errors import UserError

PROJECT = Path(__file__).parents[2]
SMALL = ("system.organisations=8", "clock.months=12")


def test_a_missing_library_is_named_with_what_the_project_installs():
    extras = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(ANSWERS) == set(extras["optional-dependencies"]["answers"])
    assert set(ANSWERS) <= set(extras["optional-dependencies"]["test"])
    told = str(missing("uptake optimise", "Optuna"))
    assert all(f'"{each}"' in told for each in ANSWERS)


def test_a_question_is_another_one_for_another_plan_seed_month_or_kind_of_assumptions():
    texts = (*SMALL, "strategy=none,hin_playbook")
    first = question_of(texts)
    others = [
        question_of((*SMALL, "strategy=none,one_to_one")),
        question_of(texts, seed=1),
        question_of(texts, at=6),
        question_of(texts, assumptions="plausible"),
        question_of((*texts, "strategy.pilots=1")),
    ]
    digests = {each.digest("reach", {"share": 0.5}) for each in (first, *others)}
    digests |= {first.digest("reach", {"share": 0.4}), first.digest("flips", {"share": 0.5})}
    assert len(digests) == 8
    assert first.digest("reach", {"share": 0.5}) in digests


def test_more_trials_do_not_make_another_question():
    texts = (*SMALL, "strategy=none,hin_playbook")
    few, many = (question_of(texts, assumptions="plausible", parameter_draws=k) for k in (3, 5))
    assert few.digest("reach", {}) == many.digest("reach", {})
    assert [each.states().count for each in (few, many)] == [3, 5]


def test_what_the_user_typed_is_not_drawn():
    texts = (*SMALL, "strategy=none,hin_playbook", "assumptions.commitment_rate=2.0")
    states = question_of(texts, assumptions="plausible", parameter_draws=3).states()
    assert "assumptions.commitment_rate" not in states.drawn.sets.keys
    assert len(states.drawn.sets.keys) > 200


def test_a_month_beyond_the_run_is_refused():
    with pytest.raises(UserError, match="choose a month from 1 to 12"):
        question_of((*SMALL, "strategy=none,hin_playbook"), at=13)


def test_a_refused_question_leaves_no_folder(tmp_path):
    question = question_of((*SMALL, "strategy=none"))

    def ask(_memory):
        raise UserError("no")

    with pytest.raises(UserError, match="no"):
        answered(question, "reach", {}, Keeping(tmp_path / "new" / "x"), ask)
    assert list(tmp_path.iterdir()) == []
