"""The shipped sets of assumptions that fit what is known."""

import hashlib

import numpy as np
import pytest
import yaml

from sim.cli import status
from sim.config.distributions import distributions
from sim.config.plausible_sets import assumption_sets
from sim.config.preset_files import shipped
from sim.config.sets_files import as_csv
from sim.study.matching import plausible
from sim.study.matching.anchor_simulation import AnchorSimulation
from sim.study.matching.anchors import anchor_runs, anchors, targets
from sim.study.matching.implausibility import CUT, implausibilities, worst
from sim.study.matching.inputs import inputs_of
from sim.study.matching.priors import Distributed

FILE = shipped() / "study" / "plausible.csv"
MADE = FILE.with_suffix(".yaml")
AGAIN = "the model, the ranges or the anchors have changed; make the sets again: make plausible"


@pytest.fixture(scope="module")
def sets():
    return assumption_sets("plausible")


@pytest.fixture(scope="module")
def made():
    return yaml.safe_load(MADE.read_text(encoding="utf-8"))


def test_shipped_sets_still_fit_all_that_is_known(sets):
    """A change of the model that moves an anchor needs a new set."""
    few = sets.values[[0, 1, 2, 3, 49, 99]]

    far = worst(implausibilities(targets(anchors()), AnchorSimulation(anchors(), sets.keys)(few)))

    assert far.max() <= CUT, AGAIN


def test_what_does_not_fit_is_seen_when_it_is_run(sets):
    """The test above could fail: without any word of mouth or evidence FREED never spreads."""
    spoilt = sets.values[:1].copy()
    spoilt[0, sets.keys.index("assumptions.commitment_rate")] = 0.05

    far = worst(
        implausibilities(targets(anchors()), AnchorSimulation(anchors(), sets.keys)(spoilt))
    )

    assert far[0] > CUT


def test_the_file_of_the_sets_is_the_one_that_was_made(made):
    assert made["sha256"] == hashlib.sha256(FILE.read_bytes()).hexdigest()


def test_the_sets_are_read_as_they_were_run_bit_for_bit(sets):
    assert as_csv(sets).encode() == FILE.read_bytes()


def test_every_number_with_a_distribution_has_a_value_within_it_in_every_set(sets):
    known = distributions()

    assert set(sets.keys) == set(known), AGAIN
    assert len(sets) == 100
    for key, column in zip(sets.keys, sets.values.T, strict=True):
        assert known[key].low <= column.min(), (key, AGAIN)
        assert column.max() <= known[key].high, (key, AGAIN)


def test_a_choice_of_words_is_drawn_along(sets):
    column = sets.values[:, sets.keys.index("assumptions.aggregator")]

    assert len(set(column)) > 1


def test_the_sets_were_matched_to_the_anchors_as_they_are_now(made):
    said = made["made"]["targets"]

    assert set(said) == {each.name for each in targets(anchors())}, AGAIN
    for target in targets(anchors()):
        about = said[target.name]
        assert about["known"] == [target.low, target.high], AGAIN
        assert about["discrepancy_sd"] == pytest.approx(target.discrepancy_sd, rel=1e-3), AGAIN
        assert about["observation_sd"] == pytest.approx(target.observation_sd, rel=1e-3), AGAIN


def test_each_beginning_of_the_sets_is_spread_over_all_of_them(sets):
    inputs = inputs_of(Distributed(distributions()), 0).of(sets.values)

    first, every = inputs[:25].mean(axis=0), inputs.mean(axis=0)

    # A quarter by luck would have means that differ by 0.58 x sqrt(0.75 / 25) on average
    assert np.sqrt(np.mean((first - every) ** 2)) < 0.9 * 0.58 * np.sqrt(0.75 / 25)


def test_every_anchor_says_where_it_is_from_and_why_the_model_may_miss_it():
    for target in targets(anchors()):
        assert target.what, target.name
        assert target.source, target.name
        assert target.why, target.name
        assert target.discrepancy_sd > 0, target.name


def test_every_plan_that_is_run_is_compared_with_something():
    assert {each.run for each in anchors()} == set(anchor_runs())


def test_one_command_makes_sets_that_every_command_takes(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(plausible, "DRAWS", 4)
    folder = tmp_path / "fit"

    code = status(["match", "--out", str(folder), "--sets", "3", "--waves", "1", "--runs", "20"])

    assert code == 0
    assert "Wave 1: 20 were run, " in capsys.readouterr().out
    found = assumption_sets(str(folder))
    assert len(found) == 3
    assert found.digest == hashlib.sha256((folder / "sets.csv").read_bytes()).hexdigest()
    about = yaml.safe_load((folder / "sets.yaml").read_text(encoding="utf-8"))
    assert about["made"]["command"] == (
        "uptake match --out DIR --sets 3 --waves 1 --runs 20 --seed 0"
    )


def test_a_folder_that_is_there_is_refused_before_anything_is_run(tmp_path, capsys):
    assert status(["match", "--out", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
