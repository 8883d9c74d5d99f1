"""The pictures of a sweep: what is drawn for which keys, and that all of it can be read."""

from dataclasses import replace

import matplotlib.pyplot as plt
import numpy as np
import pytest
from made_sweeps import (
    BOARDS,
    BUDGET,
    LITTLE,
    MONEY,
    MONTHS,
    PILOTS,
    STRATEGIES,
    curve_of,
    share,
    swept,
)
from readable import assert_readable, written

from sim.outcomes.horizon import Horizon
from sim.report import figures
from sim.report.figures import swept_curves, swept_outcome
from sim.report.figures.style import LINES, slide_style
from sim.report.figures.swept_lines import draw_points, lines_for, number_colour
from sim.report.figures.swept_sample import by_chance
from sim.study.swept import Estimate, Swept, swept_key


@pytest.fixture(autouse=True)
def style():
    with slide_style():
        yield


def sampled(cells, *, keys=8, words=False):
    """Make up a sample, in which the first key matters most and the last does not matter."""
    rng = np.random.default_rng(5)
    draws = rng.random((cells, keys))
    names = ("commitment_rate", "deepest_dip", "tolerance", "learning_rate", "case_preparation",
             "top_threshold", "lapse_rate", "performance_shown")  # fmt: skip
    own = [swept_key(f"assumptions.{name}", draws[:, k].tolist(), is_sample=True)
           for k, name in enumerate(names[:keys])]  # fmt: skip
    places = np.repeat(np.arange(cells)[:, None], keys, axis=1)
    mean = 0.2 + draws[:, : keys - 1] @ (0.4 / 2 ** np.arange(keys - 1))
    if words:
        own.append(swept_key("strategy", STRATEGIES[:3], is_sample=True))
        places = np.column_stack([places, np.arange(cells) % 3])
    estimate = Estimate(mean, mean - LITTLE, mean + LITTLE)
    return Swept(
        tuple(own), places, np.ones(cells, bool), "live", Horizon(36, MONTHS), estimate,
        lambda cell: curve_of(mean[cell], LITTLE), 16, is_sample=True, start="2026-04",
    )  # fmt: skip


GRIDS = {
    "one number": {BUDGET: MONEY},
    "many numbers": {BUDGET: tuple(100.0 * n for n in range(1, 21))},
    "one word": {"strategy": STRATEGIES[:5]},
    "many words": {"strategy": STRATEGIES},
    "none or a month": {"strategy.mandate_month": (None, 12, 24)},
    "yes or no": {"strategy.mixed_pilots": (True, False)},
    "words and numbers": {"strategy": STRATEGIES[:4], BUDGET: MONEY},
    "numbers and words": {BUDGET: MONEY, "strategy": STRATEGIES[:4]},
    "many words and numbers": {"strategy": STRATEGIES, BUDGET: MONEY},
    "words and many numbers": {
        "strategy": STRATEGIES[:3],
        BUDGET: tuple(100.0 * n for n in range(1, 13)),
    },
    "two numbers": {PILOTS: (1, 2, 4, 8), BUDGET: MONEY},
    "two long numbers": {
        PILOTS: tuple(range(1, 41)),
        BUDGET: tuple(50.0 * n for n in range(1, 31)),
    },
    "two words": {
        "strategy": STRATEGIES[:6],
        "strategy.target": ("uncommitted", "ready", "hubs", "equity"),
    },
    "three keys": {"strategy": STRATEGIES[:4], BUDGET: MONEY, PILOTS: (2, 8)},
    "six keys": {
        "strategy": STRATEGIES[:2], BUDGET: MONEY[:2], PILOTS: (2, 8), BOARDS: (1, 3),
        "strategy.mixed_pilots": (True, False), "seed": (1, 2),
    },
    "few seeds": {"seed": (1, 2, 3)},
    "many seeds": {"seed": tuple(range(1, 31))},
    "words and seeds": {"strategy": STRATEGIES[:3], "seed": (1, 2, 3, 4)},
}  # fmt: skip


def drawn(made):
    return [swept_curves.curves(made), swept_outcome.outcome(made)]


@pytest.mark.parametrize("kind", GRIDS)
def test_every_kind_of_grid_can_be_read(kind):
    for page in drawn(swept(GRIDS[kind])):
        assert_readable(page)


@pytest.mark.parametrize("kind", ["one number", "words and numbers", "two numbers", "three keys"])
def test_cells_that_failed_are_counted_and_named(kind):
    made = swept(GRIDS[kind], failed=(1, 2))
    for page in drawn(made):
        assert_readable(page)
        assert "2 of " in page.description
        assert " cells failed" in page.description


def words(page):
    return [text.get_text() for text, _ in written(page)]


def test_a_number_without_a_result_is_a_gap_that_is_named():
    curve, outcome = drawn(swept(GRIDS["one number"], failed=(1,)))
    assert len([line for line in curve.axes.lines if len(line.get_xdata()) > 2]) == 2
    assert "no result: £600" in words(curve)
    assert np.isnan(outcome.axes.lines[0].get_ydata()).tolist() == [False, True, False]
    assert "no value" in words(outcome)


def test_a_line_that_ends_early_says_where():
    page = swept_outcome.outcome(swept(GRIDS["words and numbers"], failed=(5,)))
    assert "36 % at £600, the whole" in " ".join(words(page))
    assert "no value: the whole playbook with £900" in words(page)


@pytest.mark.parametrize(("cells", "words"), [(1, False), (5, True), (64, True), (500, False)])
def test_samples_of_any_size_can_be_read(cells, words):
    for page in drawn(sampled(cells, words=words)):
        assert_readable(page)


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        ("one number", "time_to_half"),
        ("one number", "equity_gap"),
        ("one number", "net"),
        ("one word", "exposure"),
        ("words and numbers", "spend"),
        ("words and numbers", "abandoned"),
        ("two numbers", "spend"),
        ("two numbers", "waiting"),
        ("three keys", "net"),
    ],
)
def test_outcomes_in_other_units_can_be_read(kind, outcome):
    size = {"time_to_half": 30.0, "spend": 4000.0, "net": -900.0, "waiting": 40.0}.get(outcome, 0.4)
    made = swept(
        GRIDS[kind], outcome=outcome, value=lambda *at: size * share(*at), half=0.02 * size
    )
    assert_readable(swept_outcome.outcome(made))


@pytest.mark.parametrize("kind", ["one word", "two numbers", "many seeds"])
def test_a_sweep_without_results_yet_says_so(kind):
    made = swept(GRIDS[kind], failed=range(10_000))
    for page in drawn(replace(made, failed=())):
        assert_readable(page)
        assert "no cell has a" in page.sentence.lower()
        assert "not run" in page.description


def test_a_sweep_of_one_cell_is_drawn_as_one_line():
    curve, outcome = drawn(swept({}))
    assert_readable(curve)
    assert curve.sentence == "By month 36, 7 % are live"
    assert "10 % live" in words(curve)
    assert outcome.sentence == "Live at month 36: 10 %"


def panels(page):
    return [axes for axes in page.figure.axes if axes.axison]


def test_one_number_is_a_line_for_each_value_with_its_share_at_the_end():
    page = swept_curves.curves(swept(GRIDS["one number"]))
    assert len(panels(page)) == 1
    assert {"10 % with £300", "32 % with £600", "55 % with £900"} <= set(words(page))
    assert len(page.axes.collections) == 3  # shades
    assert "Budget per organisation (£ a month)".lower() in page.description.lower()


def test_of_many_numbers_all_are_lines_and_a_few_are_named():
    page = swept_curves.curves(swept(GRIDS["many numbers"]))
    ends = [each for each in words(page) if " % with £" in each and "for" not in each]
    assert len([line for line in page.axes.lines if len(line.get_xdata()) > 2]) == 20
    assert ends == ["10 % with £100", "24 % with £700", "41 % with £1,400", "55 % with £2,000"]
    assert "16 lines in between have no name" in page.description


def test_few_lines_are_shaded_by_their_replicates_and_more_by_the_interval_of_the_mean():
    """More would hide one another: half-widths are 3 points and 1 point."""
    for kind, half, words_of in (("one number", 3, "80 % of them"),
                                 ("one word", 1, "95 % intervals of the means")):  # fmt: skip
        page = swept_curves.curves(swept(GRIDS[kind]))
        assert f"shades: {words_of} (luck alone)" in page.description
        edges = page.axes.collections[0].get_paths()[0].vertices
        last = edges[edges[:, 0] == MONTHS, 1]
        assert last.max() - last.min() == pytest.approx(2 * half)


def test_two_keys_are_panels_by_the_words_with_a_line_for_each_number():
    for kind in ("words and numbers", "numbers and words"):
        page = swept_curves.curves(swept(GRIDS[kind]))
        assert len(panels(page)) == 4
        assert [each for each in words(page) if each == "£900"] == ["£900"] * 4
        assert "No spread partner" in words(page)


def test_two_numbers_are_panels_by_the_one_with_fewer_values():
    page = swept_curves.curves(swept(GRIDS["two numbers"]))
    assert len(panels(page)) == 3
    assert "panels: budget per organisation (£ a month); lines: pilots" in page.description


def test_more_words_than_panels_shows_the_highest_and_counts_the_rest():
    page = swept_curves.curves(swept(GRIDS["many words and numbers"]))
    assert len(panels(page)) == 9
    assert "3 more, lower on average, are in the table" in page.description
    assert "No spread partner" not in words(page)


def test_of_more_keys_the_two_that_matter_most_are_drawn_as_means_over_the_rest():
    page = swept_curves.curves(swept(GRIDS["three keys"]))
    assert len(panels(page)) == 4
    assert "the two that matter most for “Live at month 36”" in page.description
    assert "means over 2 values of pilots" in page.description
    ends = [line.get_ydata()[-1] for line in panels(page)[0].lines if len(line.get_xdata()) > 2]
    assert ends == pytest.approx([100 * (0.1 + 0.1125 * n + 0.1125 / 2) for n in range(3)])


def test_a_sample_is_drawn_as_the_range_of_its_curves():
    made = sampled(100)
    page = swept_curves.curves(made)
    ends = np.quantile(100 * made.estimate.mean, (0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0))
    middle = max(page.axes.lines, key=lambda line: line.get_linewidth())
    assert middle.get_ydata()[-1] == pytest.approx(ends[3])
    names = words(page)
    words_of = ("lowest", "1 in 20 below", "1 in 4 below", "median", "1 in 4 above",
                "1 in 20 above", "highest")  # fmt: skip
    for name, value in zip(words_of, ends, strict=True):
        assert f"{name} {value:.0f} %" in names


def test_the_curves_of_a_sample_stand_apart_by_a_key_in_words():
    made = sampled(90, words=True)
    page = swept_curves.curves(made)
    title = page.figure.texts[0].get_text().replace("\n", " ")
    assert "half of the points have" in title
    for value, name in enumerate(("no spread partner", "the whole playbook")):
        ends = 100 * made.estimate.mean[made.places[:, -1] == value]
        assert f"{np.quantile(ends, 0.5, method='higher'):.0f} % {name}" in words(page)


def test_one_number_is_a_line_of_the_outcome_with_its_values():
    page = swept_outcome.outcome(swept(GRIDS["one number"]))
    line = page.axes.lines[0]
    assert list(line.get_xdata()) == list(MONEY)
    assert list(line.get_ydata()) == pytest.approx([10, 32.5, 55])
    assert {"10", "32", "55", "£600"} <= set(words(page))
    assert len(page.axes.collections) == 1


def test_words_are_dots_from_highest_to_lowest_with_their_intervals():
    page = swept_outcome.outcome(swept(GRIDS["one word"]))
    rows = [label.get_text() for label in page.axes.get_yticklabels()]
    assert rows == ["Communities of practice", "One-to-one help", "Communications drumbeat",
                    "The whole playbook", "No spread partner"]  # fmt: skip
    assert "55 % (54 to 56)" in words(page)


def test_a_word_and_a_number_are_a_line_for_each_word():
    page = swept_outcome.outcome(swept(GRIDS["words and numbers"]))
    lines = [line for line in page.axes.lines if len(line.get_xdata()) == 3]
    assert len(lines) == 4
    assert "32 % no spread partner" in words(page)


def test_two_numbers_are_a_table_in_colours_with_the_numbers_in_the_cells():
    page = swept_outcome.outcome(swept(GRIDS["two numbers"], failed=(4,)))
    mesh = page.axes.collections[0]
    assert mesh.get_array().shape == (3, 4)
    assert np.ma.getmaskarray(mesh.get_array()).sum() == 1
    assert len([patch for patch in page.axes.patches if patch.get_hatch()]) == 1
    assert {"10", "32", "55", "no value", "£900", "Pilots"} <= set(words(page))
    assert "closer than about 1 point, two cells cannot be told apart" in page.description


def test_a_table_says_from_what_difference_on_cells_can_be_told_apart():
    """Two independent means with intervals of 3 points either way differ by 3 times root 2."""
    page = swept_outcome.outcome(swept(GRIDS["two numbers"], half=0.03))
    assert "typically ±3 points (95 %, luck alone): closer than about 4 points" in page.description


def test_numbers_of_a_table_rise_upwards_and_to_the_right_and_words_fall_from_the_top():
    def table(kind):
        return swept_outcome.outcome(swept(GRIDS[kind])).axes.collections[0].get_array()

    numbers, names = table("two numbers"), table("two words")
    assert (np.diff(numbers, axis=0) < 0).all()
    assert (np.diff(numbers, axis=1) > 0).all()
    assert (np.diff(names.mean(axis=1)) < 0).all()


def test_a_table_of_many_words_names_every_row_and_counts_the_rest():
    given = {"strategy": (*STRATEGIES, "even_spread"), "strategy.target": ("ready", "hubs")}
    page = swept_outcome.outcome(swept(given))
    assert_readable(page)
    assert page.axes.collections[0].get_array().shape == (12, 2)
    assert len(page.axes.get_yticklabels()) == 12
    assert "1 more of strategy, lower on average" in page.description


def test_a_huge_table_is_an_image_within_a_small_file(tmp_path):
    made = swept({PILOTS: tuple(range(1, 61)), BUDGET: tuple(10.0 * n for n in range(1, 61))})
    picture = figures.picture(figures.of_sweep(made), "swept_outcome")
    svg = picture.save(tmp_path)[1]
    assert svg.stat().st_size < 200_000
    assert "<image" in svg.read_text(encoding="utf-8")


def test_a_large_table_has_no_numbers_in_its_cells():
    page = swept_outcome.outcome(swept(GRIDS["two long numbers"]))
    assert page.axes.collections[0].get_array().shape == (30, 40)
    assert not page.axes.texts


def test_more_keys_are_rows_with_the_one_that_matters_most_on_top():
    page = swept_outcome.outcome(swept(GRIDS["six keys"]))
    rows = [label.get_text() for label in page.axes.get_yticklabels()]
    assert rows == ["Strategy", "Budget per organisation", "Pilots", "Board interval",
                    "Mixed pilots"]  # fmt: skip
    assert page.sentence.startswith("Most depends on strategy: on average ")
    assert "means over all values of the others" in page.description


def test_of_keys_changed_one_at_a_time_no_figure_speaks_of_means():
    """The curves are those of the key that matters most, with the others as usual."""
    made = swept(GRIDS["three keys"])
    one = np.flatnonzero((made.places != 0).sum(axis=1) <= 1)
    ends = (getattr(made.estimate, name)[one] for name in ("mean", "low", "high"))
    alone = replace(
        made, places=made.places[one], done=made.done[one], estimate=Estimate(*ends),
        curves=lambda cell: made.curves(one[cell]), is_alone=True,
    )  # fmt: skip
    outcome, curves = swept_outcome.outcome(alone), swept_curves.curves(alone)
    assert "Each row: one changed, the others as usual." in outcome.description
    assert "the one that matters most" in curves.description
    for page in (outcome, curves):
        assert "average" not in page.sentence
        assert "means over" not in page.description


def test_keys_beyond_the_tenth_are_counted():
    page = swept_outcome.outcome(swept(dict.fromkeys(MANY, (0.1, 0.2))))
    assert_readable(page)
    assert len(page.axes.get_yticklabels()) == 10
    assert "1 more, which matter less, are not drawn" in page.description


MANY = (
    BUDGET, PILOTS, BOARDS, "strategy.plan", "innovation.procurement", "assumptions.tolerance",
    "assumptions.deepest_dip", "system.size_spread", "system.maturity", "system.capacity",
    "system.culture",
)  # fmt: skip


def test_a_sample_shows_the_keys_that_chance_does_not_explain_the_strongest_first():
    page = swept_outcome.outcome(sampled(500))
    first = next(each for each in words(page) if each[1:3] == "0.")
    assert first.startswith("+0.")
    assert "commitment" in first
    assert page.sentence.endswith("most depends on commitment rate, then on deepest dip")
    assert not any("performance shown" in each for each in words(page))  # it does not matter


def test_of_more_keys_chance_reaches_a_stronger_correlation():
    """By Bonferroni: 1.96 and 2.81 standard errors."""
    assert by_chance(101, 1) == pytest.approx(0.196, abs=5e-4)
    assert by_chance(101, 10) == pytest.approx(0.281, abs=5e-4)
    assert by_chance(3, 1) == 1.0


def test_the_axis_of_a_sampled_share_is_in_per_cent():
    shares = np.linspace(0.1, 0.3, 40)
    made = replace(
        sampled(40, keys=2), keys=(swept_key("strategy.plan", shares.tolist(), is_sample=True),),
        places=np.arange(40)[:, None], estimate=Estimate(shares, shares, shares),
    )  # fmt: skip
    axes = panels(swept_outcome.outcome(made))[0]
    dots = axes.lines[0].get_xdata()
    assert (dots.min(), dots.max()) == pytest.approx((10, 30))


def test_the_shade_of_a_sample_is_the_middle_80_percent_of_each_group():
    rng = np.random.default_rng(1)
    key = swept_key(PILOTS, (1, 2), is_sample=True)
    mean = 0.3 + 0.3 * rng.random(40)
    made = replace(
        sampled(40, keys=2), keys=(key,), places=np.repeat([0, 1], 20)[:, None],
        estimate=Estimate(mean, mean, mean),
    )  # fmt: skip
    shade = panels(swept_outcome.outcome(made))[0].collections[0]
    low, high = np.quantile(100 * mean[:20], (0.1, 0.9))
    found = shade.get_paths()[0].vertices
    assert sorted({*found[found[:, 0] == 1, 1].round(9)}) == pytest.approx([low, high])


def test_a_sample_in_which_nothing_matters_says_so():
    made = sampled(64)
    rng = np.random.default_rng(3)
    mean = 0.5 + 0.01 * rng.random(64)
    page = swept_outcome.outcome(replace(made, estimate=Estimate(mean, mean, mean)))
    assert page.sentence.endswith("nothing can be told to matter")


def test_colours_of_numbers_stand_out_from_white_and_go_from_light_to_dark():
    def luminance(colour):
        parts = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
        linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
        return linear @ [0.2126, 0.7152, 0.0722]

    found = [luminance(number_colour(part)) for part in np.linspace(0, 1, 9)]
    assert found == sorted(found, reverse=True)
    assert 1.05 / (found[0] + 0.05) >= 3


def test_the_largest_number_has_the_darkest_line_in_whatever_order_they_are_typed():
    lines = [each.line.colour for each in lines_for(swept_key(BUDGET, MONEY[::-1]), np.zeros(3))]
    assert lines == [number_colour(part) for part in (1.0, 0.5, 0.0)]


def test_up_to_six_words_differ_in_colour_dash_and_marker():
    lines = [each.line for each in lines_for(swept_key("strategy", STRATEGIES[:6]), np.zeros(6))]
    for part in ("colour", "dash", "marker"):
        assert len({str(getattr(line, part)) for line in lines}) == 6


def test_the_same_sweep_gives_the_same_files(tmp_path):
    files = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        drawings = figures.of_sweep(swept(GRIDS["words and numbers"]))
        files.append(figures.save_all(drawings, tmp_path / name))
    assert [path.name for path in files[0]] == [
        "swept_curves.png", "swept_curves.svg", "swept_outcome.png", "swept_outcome.svg",
    ]  # fmt: skip
    for path, again in zip(*files, strict=True):
        assert path.read_bytes() == again.read_bytes()


@pytest.mark.parametrize(("values", "most"), [(3, 3), (24, 24), (500, 24)])
def test_a_line_of_many_values_is_not_hidden_by_its_markers(values, most):
    figure = plt.figure()
    along = np.arange(float(values))
    draw_points(figure.subplots(), along, along, LINES[0])
    [line] = figure.axes[0].lines
    marked = range(0, values, line.get_markevery())
    plt.close(figure)
    assert len(line.get_xdata()) == values
    assert 0 < len(marked) <= most
