"""Which cells a line or a ready design has; anything that is wrong in it is refused in one line."""

from math import prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sweep_stores import BUDGET, SMALL

from sim.config import digest, expand
from sim.config.composer import Composer
from sim.params.errors import UserError
from sim.study.sweep.design import Sample
from sim.study.sweep.typed import Wishes, design_of

AXES = {
    "strategy": ["none", "one_to_one", "hin_playbook", "comms_drumbeat"],
    BUDGET: ["300", "600", "900.5"],
    "assumptions.lapse_rate": ["0.1", "0.2", "0.3"],
    "system.deprived_penalty": ["0", "0.1"],
}
swept = st.fixed_dictionaries(
    {}, optional={key: st.lists(st.sampled_from(each), min_size=1, unique=True)
                  for key, each in AXES.items()},
)  # fmt: skip


@settings(max_examples=25)
@given(swept, st.permutations(list(AXES)))
def test_a_design_has_every_combination_once_and_as_many_as_its_length(axes, order):
    texts = [f"{key}={','.join(axes[key])}" for key in order if key in axes]
    design = design_of(texts, Wishes())
    asked = [each.text for each in design.cells(range(len(design)))]
    assert len(design) == len(asked) == len(set(asked)) == prod(map(len, axes.values()))
    assert set(design.keys) == {key for key, values in axes.items() if len(values) > 1}


def test_its_cells_are_those_that_compare_would_make_in_the_same_order():
    texts = [*SMALL, "strategy=none,one_to_one", f"{BUDGET}=300,600"]
    design = design_of(texts, Wishes())
    composer = Composer()
    found = [digest(composer.scenario(design.cell(place).overrides)[0]) for place in range(4)]
    assert found == [digest(plan.scenario) for plan in expand(texts)]


@settings(max_examples=20)
@given(st.integers(0, 5), st.integers(1, 60), st.integers(1, 90))
def test_more_points_of_a_sobol_sample_begin_with_the_same(seed, few, more):
    ranges = {BUDGET: (300.0, 900.0), "strategy.pilots": (1.0, 4.0)}
    few, more = sorted((few, more))
    one, other = (
        Sample(ranges, frozenset({"strategy.pilots"}), size, "sobol", seed).points()
        for size in (few, more)
    )
    assert np.array_equal(one, other[:few])


@settings(max_examples=20)
@given(st.sampled_from(["sobol", "lhs"]), st.integers(0, 9), st.integers(-3, 3), st.integers(1, 4))
def test_points_stay_in_their_range_and_whole_numbers_are_equally_likely(method, seed, low, width):
    ranges = {"a": (low, low + width), "b": (1e-9, 1.1e-9)}
    points = Sample(ranges, frozenset({"a"}), 256, method, seed).points()
    for column, (least, most) in zip(points.T, ranges.values(), strict=True):
        assert (column >= least).all()
        assert (column <= most).all()
    values, counts = np.unique(points[:, 0], return_counts=True)
    assert values.tolist() == list(range(low, low + width + 1))
    # each point lies in a cell of its own of 256, so that no number is off by more than two
    assert abs(counts - 256 / (width + 1)).max() <= 2


def test_a_point_is_never_beyond_the_end_of_its_range(monkeypatch):
    """1 + 4 (1 - 2^-53) is 5 in floating point, and no whole number of 1 to 4."""
    last = np.full((8, 1), np.nextafter(1.0, 0.0))
    monkeypatch.setattr("scipy.stats.qmc.LatinHypercube.random", lambda *_: last)
    points = Sample({"a": (1.0, 4.0)}, frozenset({"a"}), 8, "lhs", 0).points()
    assert points.max() == 4.0


def test_a_sample_that_draws_other_points_from_its_seed_is_another_design(monkeypatch):
    def described():
        return design_of([f"{LAPSE}=interval(0.1,0.3)"], Wishes(4, "lhs")).as_data()

    before = described()
    assert described() == before
    monkeypatch.setattr("scipy.stats.qmc.LatinHypercube.random", lambda *_: np.full((4, 1), 0.5))
    assert described() != before


def test_points_follow_from_the_seed():
    ranges = {"a": (0.0, 1.0)}
    for method in ("sobol", "lhs"):
        one, again, other = (
            Sample(ranges, frozenset(), 8, method, seed).points().tolist() for seed in (1, 1, 2)
        )
        assert one == again != other


def test_a_range_of_broken_numbers_has_those_that_somebody_would_type():
    design = design_of(["strategy.plan=range(0,1,0.1)"], Wishes())
    assert [each.value for each in design.axes[0].values] == [
        "0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9",
    ]  # fmt: skip


def test_one_at_a_time_changes_one_key_from_the_plan_as_it_is():
    texts = ["strategy=none", f"{BUDGET}=300,600", "assumptions.lapse_rate=interval(0.1,0.3)"]
    design = design_of(texts, Wishes(alone=True))
    told = [each.text.removesuffix(" seed=0 replicates=64") for each in design.cells(range(5))]
    assert told == [
        "strategy=none",
        f"strategy=none {BUDGET}=300",
        f"strategy=none {BUDGET}=600",
        "strategy=none assumptions.lapse_rate=0.1",
        "strategy=none assumptions.lapse_rate=0.3",
    ]
    assert len(design) == 5


def test_a_design_of_a_million_cells_is_described_by_its_keys_and_values():
    design = design_of([f"{BUDGET}=range(1,101)", "seed=range(0,10000)"], Wishes())
    assert len(design) == 10**6
    assert design.cell(10**6 - 1).text == f"{BUDGET}=100 seed=9999 replicates=64"
    assert len(str(design.as_data())) < 300_000


LAPSE = "assumptions.lapse_rate"
REFUSED = [
    (["strategy.nothing=1,2"], {}, "there is no key strategy.nothing"),
    (["nothing=1,2"], {}, "there is no key nothing"),
    (["strategy=none,nothing"], {}, "there is no strategy 'nothing'"),
    ([f"{BUDGET}=range(5,5)"], {}, "gives no value"),
    (["strategy=glob(zz*)"], {}, "gives no value"),
    ([f"{BUDGET}=600,600"], {}, "600 is there twice"),
    ([f"{BUDGET}=600,6e2"], {}, "600 is there twice"),
    (["strategy=none,none"], {}, "strategy=none is there twice"),
    (["seed=1,01"], {}, "seed=1 is there twice"),
    (["seed=1", "seed=2"], {}, "seed is given twice"),
    ([f"{BUDGET}=1", f"{BUDGET}=2"], {}, "is given twice"),
    ([f"{LAPSE}=interval(0.1,0.2)"], {}, "say how many points to draw"),
    ([f"{LAPSE}=0.1,0.2"], {"sample": 8}, "--sample needs a key with a range"),
    ([f"{LAPSE}=interval(0.1,0.2)"], {"sample": 0}, "--sample is 0"),
    ([f"{LAPSE}=interval(0.1,0.2)"], {"sample": 1.5}, "--sample is 1.5"),
    ([f"{LAPSE}=interval(0.1,0.2)"], {"sample": 10**9}, "at most 1,000,000"),
    ([f"{LAPSE}=interval(0.1,2)"], {"sample": 8}, "must be"),
    ([f"{LAPSE}=interval(0.2,0.1)"], {"sample": 8}, "is empty; give the lower end first"),
    ([f"{LAPSE}=interval(0.1,0.1)"], {"sample": 8}, "is empty"),
    ([f"{LAPSE}=interval(nan,0.1)"], {"sample": 8}, "must be"),
    ([f"{LAPSE}=interval(0,inf)"], {"sample": 8}, "must be"),
    ([f"{LAPSE}=interval(0.1,0.2)"], {"sample": 8, "method": "dice"}, "choose from sobol, lhs"),
    ([f"{LAPSE}=0.1,0.2"], {"method": "lhs"}, "say how large: --sample"),
    ([f"{LAPSE}=0.1,0.2"], {"sample": 8, "alone": True}, "draws no sample"),
    ([f"{LAPSE}=0.1"], {"ranges": "all", "sample": 8}, "--ranges is 'all'"),
    (["strategy=interval(1,2)"], {"sample": 8}, "strategy is a group of keys"),
    (["clock.start=interval(1,2)"], {"sample": 8}, "takes no range"),
    ([f"{LAPSE}=nan,0.1"], {}, "must be"),
    ([f"{LAPSE}=0.1,inf"], {}, "must be"),
    ([f"{LAPSE}=0.1,2"], {}, "must be"),
    ([f"{LAPSE}=0.1,text"], {}, "must be"),
    (["seed=-1,2"], {}, "seed is -1"),
    (["seed=1.5,2"], {}, "seed is '1.5'"),
    (["replicates=0,2"], {}, "replicates is 0"),
    (["replicates=1,10000000"], {}, "replicates is 10000000"),
    (["+seed=1,2"], {}, "write seed=1,2"),
    (["strategy=../../none,none"], {}, "by the name of a preset"),
    (["strategy=con:,none"], {}, "there is no strategy 'con"),
    ([""], {}, "is not an override"),
    (["sweep=nothing"], {}, "there is no sweep 'nothing'"),
    (["sweep=assumptions", "sweep=one_at_a_time"], {}, "several ready designs"),
]


@pytest.mark.parametrize(("texts", "wishes", "told"), REFUSED)
def test_what_no_sweep_can_be_is_refused_in_one_line(texts, wishes, told):
    with pytest.raises(UserError) as refused:
        design_of(texts, Wishes(**wishes))
    assert told in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("given", [{"seed": -1}, {"seed": 2**70}, {"replicates": 0}])
def test_seeds_and_runs_out_of_range_are_refused_before_anything_runs(given):
    with pytest.raises(UserError, match=f"{next(iter(given))} is "):
        design_of(["strategy=none"], Wishes(), **given)


def ready(place, text):
    path = place / "sweep" / "größe.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return design_of(["sweep=größe"], Wishes(), config_dirs=(place,))


def test_a_ready_design_varies_numbers_text_true_and_none(tmp_path):
    path = tmp_path / "strategy" / "größer ü.yaml"
    path.parent.mkdir()
    path.write_text("pilots: 2\n", encoding="utf-8")
    text = f"overrides: [system=one_ics]\nvary:\n  {BUDGET}: ['600', 1, 0, 2.5]\n  seed: range(1,4)"
    design = ready(tmp_path, text)
    assert len(design) == 12
    assert [each.value for each in design.axes[0].values] == ["600", "1", "0", "2.5"]


WRONG = [
    ("vary: [1, 2]", "it must be keys, each with a list of values"),
    ("vary:", "it must be keys, each with a list of values"),
    ("nothing: 1", "nothing"),
    (f"vary: {{{BUDGET}: []}}", "give at least one"),
    (f"vary: {{{BUDGET}: null}}", "it must be a number"),
    (f"vary: {{{BUDGET}: [[1, 2], [3]]}}", "is no value of"),
    (f"vary: {{{BUDGET}: [{{a: 1}}]}}", "is no value of"),
    (f"vary: {{{BUDGET}: ['300,600']}}", "holds a comma"),
    (f"vary: {{{BUDGET}: [.nan, 1]}}", "must be"),
    (f"vary: {{{BUDGET}: [.inf, 1]}}", "must be"),
    (f"vary: {{{BUDGET}: [true, false]}}", "must be"),
    ("overrides: strategy=none", "must be a list of key=value"),
    ("overrides: [{strategy: none}]", "must be a list of key=value"),
    ("sample: many", "sample is 'many'"),
    ("sample: 0", "sample is 0"),
    ("sample: true", "sample is True"),
    ("method: dice", "method is 'dice'"),
    ("ranges: all", "ranges is 'all'"),
    ("one_at_a_time: 'no'", "one_at_a_time is 'no'"),
    ("- strategy=none", "must hold keys with values"),
    (f"a: {'[' * 5000}{']' * 5000}", "deep inside each other"),
    ("vary: &a {b: *a}", "größe.yaml"),
    ("vary: {seed: [1, 2]", "is not readable as YAML"),
]


@pytest.mark.parametrize(("text", "told"), WRONG)
def test_a_ready_design_that_is_wrong_is_refused_in_one_line(tmp_path, text, told):
    with pytest.raises(UserError) as refused:
        ready(tmp_path, text)
    assert told in str(refused.value)
    assert "\n" not in str(refused.value)
