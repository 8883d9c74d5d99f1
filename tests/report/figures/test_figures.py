"""Every figure can be read: nothing overlaps, nothing leaves the slide, nothing crashes."""

import struct
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import numpy as np
import pytest
from readable import assert_readable, written

from sim.params import Event, Scenario
from sim.params.assumption_sets import AssumptionSets
from sim.params.names import EMBEDDED
from sim.report import figures
from sim.report.figures import curves, differences, dip, gaps, stages
from sim.report.figures import plan_curves as side_by_side
from sim.report.figures.style import slide_style
from sim.study.compare import compare
from sim.study.comparison import Plan
from sim.study.uncertainty.record import Uncertainty
from sim.study.values import Values

FIGURES = {
    "adoption": curves.adoption,
    "adoption_by_category": curves.categories,
    "stages": stages.stages,
    "performance": dip.performance,
    "binding_gap": gaps.binding,
    "equity_gap": gaps.equity,
    "time_per_stage": stages.waiting,
}
ODD = {
    "as usual": {},
    "early": dict(middle=4.0),
    "late": dict(middle=60.0),
    "half never": dict(ceiling=0.3),
    "nobody ever": dict(ceiling=0.0),
    "one organisation": dict(organisations=1),
    "two organisations": dict(organisations=2),
    "no innovators": dict(organisations=18),
    "one replicate": dict(replicates=1),
    "one system": dict(replicates=40),
    "a partly filled system": dict(replicates=65),
    "one month": dict(months=1),
    "two months": dict(months=2),
    "a hundred years": dict(months=1200, organisations=4, replicates=2),
    "nobody deprived": dict(deprived_share=0.0),
    "all deprived": dict(deprived_share=1.0),
}
NAMES = (
    "No spread partner",
    "The whole playbook",
    "Communications drumbeat",
    "Mandate, all at once",
    "Perfect one site",
    "Communities of practice",
    "One-to-one help",
    "Standardise once",
    "Tools from early sites",
    "Data and benchmarking",
    "Procure a partnership",
    "Those in deprived areas first",
    "strategy=community_of_practice system.board_interval=3",
    "As for ambient voice in London",
)


@pytest.fixture(autouse=True)
def style():
    with slide_style():
        yield


def test_the_check_of_overlap_finds_one(make):
    page = curves.categories(make())
    page.figure.text(0.5, 0.5, "one")
    page.figure.text(0.51, 0.5, "other")
    with pytest.raises(AssertionError):
        assert_readable(page)


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("name", FIGURES)
def test_nothing_overlaps_or_leaves_the_slide(make, name, kind):
    sizes = dict(replicates=128) | ODD[kind]
    assert_readable(FIGURES[name](make(**sizes)))


@pytest.mark.parametrize("middle", [2.0, 8.0, 14.0, 20.0, 40.0])
def test_the_names_of_the_marks_find_room_at_any_speed(make, middle):
    assert_readable(curves.adoption(make(middle=middle)))


def test_the_band_of_parameters_is_named_and_inside(make):
    outcomes = make()
    mean = outcomes.live.mean(0)
    parts = "assumptions 80%, made-up systems 15% and luck 5%"
    band = figures.ParameterBand(0.5 * mean, np.minimum(1, 1.2 * mean), 0.9, 100, 36, parts)
    page = curves.adoption(outcomes, band)
    assert_readable(page)
    told = page.description
    assert any("90 % of runs, 100 sets" in text.get_text() for text, _ in written(page))
    assert "(luck alone: " in page.sentence
    assert "(95 %: " in curves.adoption(outcomes).sentence
    assert f"with assumptions too; parts at month 36: {parts}." in told


def test_long_titles_are_wrapped(make):
    scenario = Scenario(title="x")
    scenario.innovation.title = "GLP-1 medicine with digital weight management"
    scenario.system.title = "A national network of specialist services and many others beside it"
    scenario.strategy.title = "strategy=community_of_practice strategy.shift.comms=0.1"
    outcomes = make(scenario=scenario)
    for figure in FIGURES.values():
        assert_readable(figure(outcomes))


def test_a_bass_run_without_gaps_or_stays_can_still_be_drawn(make):
    outcomes = make()
    bare = replace(
        outcomes, binding=0 * outcomes.binding, dwell=0 * outcomes.dwell,
        by_age_sum=0 * outcomes.by_age_sum, by_age_count=0 * outcomes.by_age_count,
    )  # fmt: skip
    for figure in FIGURES.values():
        assert_readable(figure(bare))


def compared(make, count, **sizes):
    """Plans, each a little sooner than the one before, and their comparison."""
    speeds = {name: (60 - 3 * i, 0.5 + 0.03 * i) for i, name in enumerate(NAMES)}

    def run(scenario, replicates, **_):
        middle, ceiling = speeds[scenario.title]
        more = dict(replicates=replicates, middle=middle, ceiling=ceiling) | sizes
        return make(scenario=scenario, **more)

    chosen = [Plan(name, Scenario(title=name)) for name in NAMES[:count]]
    for plan in chosen:
        plan.scenario.clock.months = sizes.get("months", 72)
    return compare(chosen, replicates=sizes.get("replicates", 128), run=run)


@pytest.mark.parametrize("count", [1, 2, 6, 7, 14])
def test_plans_side_by_side_are_all_readable(make, count):
    found = compared(make, count) if count > 1 else None
    runs = found.outcomes if found else (make(),)
    assert_readable(side_by_side.curves(NAMES[:count], runs))
    if found:
        held = (NAMES[0], runs, 36)
        assert_readable(differences.differences(found.differences, *held))
        assert_readable(differences.gains(found.differences[-1], *held))


@pytest.mark.parametrize("kind", ["one replicate", "one organisation", "one month", "nobody ever"])
def test_unusual_comparisons_are_readable(make, kind):
    sizes = dict(ODD[kind])
    found = compared(make, 3, **sizes)
    month = side_by_side.headline(found.outcomes)
    assert_readable(side_by_side.curves(NAMES[:3], found.outcomes))
    held = (NAMES[0], found.outcomes, month)
    assert_readable(differences.differences(found.differences, *held))
    assert_readable(differences.gains(found.differences[-1], *held))


def under_sets(found, sets=40):
    """The plans of a comparison under made-up sets that move the share live up or down."""
    dice, curves_ = np.random.default_rng(0), []
    moved = dice.uniform(0.5, 1.3, (sets, 1))
    for each in found.outcomes:
        runs = np.clip(each.live.mean(0) * np.repeat(moved, 8, axis=0), 0, 1)
        curves_.append(np.clip(runs + dice.normal(0, 0.02, (8 * sets, 1)), 0, 1))
    live = np.stack([each[:, 36].reshape(sets, 8) for each in curves_])
    named = AssumptionSets("plausible", ("a",), np.zeros((sets, 1)))
    labels = tuple(each.label for each in found.plans)
    return Uncertainty(labels, found.baseline, 36, named, {}, 4, live, tuple(curves_))


@pytest.mark.parametrize("count", [2, 4, 7, 15])
def test_bands_of_all_that_may_happen_are_readable_and_say_what_they_hold(make, count):
    found = compared(make, count)
    labels, drawn = [each.label for each in found.plans], under_sets(found)
    page = side_by_side.curves(labels, found.outcomes, found.baseline, "", drawn)
    assert_readable(page)
    told = page.description
    assert "Bands: 90 % of runs under 40 sets of assumptions that fit what is known" in told
    assert "at the assumptions that we ship" in told
    assert "Parts of the leader's spread at month 36: assumptions" in told
    assert ("Bands: the plan that leads and the baseline only." in told) == (count > 4)


def test_a_band_has_edges_in_the_dash_of_its_plan_so_that_it_shows_without_colour(make):
    found = compared(make, 3)
    labels, drawn = [each.label for each in found.plans], under_sets(found)
    page = side_by_side.curves(labels, found.outcomes, 0, "", drawn)
    styles = side_by_side.styles_of(found.outcomes, 0)
    plain = side_by_side.curves(labels, found.outcomes, 0)
    assert len(page.axes.lines) == len(plain.axes.lines) + 2 * len(styles)
    low, _ = 100 * drawn.quantiles(0)
    assert any(np.allclose(line.get_ydata(), low) for line in page.axes.lines)


def test_the_two_kinds_of_whiskers_differ_in_form_and_the_dot_is_filled_only_if_both_agree(make):
    found = compared(make, 3)
    drawn = under_sets(found)
    names = [each.label for each in found.plans]
    page = differences.differences(found.differences, names[0], found.outcomes, 36, drawn)
    assert_readable(page)
    capped = [line for line in page.axes.lines if line.get_marker() == "|"]
    bars = [line for line in page.axes.lines if line.get_linewidth() == differences.THICK]
    assert len(capped) == len(found.differences)
    assert len(bars) == len(found.differences)
    order = sorted((0, 1), key=lambda k: -found.differences[k].figures.live.mean)
    for line, each in zip(capped, order, strict=True):
        lead = drawn.lead(each + 1, 0)
        assert tuple(line.get_xdata()) == pytest.approx((100 * lead.low, 100 * lead.high))
    told = page.description
    assert "nine of ten of 40 sets of assumptions that fit what is known" in told


def test_numbers_stand_at_the_height_of_their_rows_and_parts_of_the_spread_are_told(make):
    found = compared(make, 8)
    names = [each.label for each in found.plans]
    drawn = under_sets(found)
    page = differences.differences(found.differences, names[0], found.outcomes, 36, drawn)
    page.figure.canvas.draw()
    right = page.axes.get_window_extent().x1
    numbers = [each for each in page.figure.texts if each.get_window_extent().x0 > right]
    heights = sorted(each.get_window_extent().y0 + each.get_window_extent().y1 for each in numbers)
    rows = sorted(2 * page.axes.transData.transform((0, tick))[1]
                  for tick in page.axes.get_yticks())  # fmt: skip
    assert len(heights) == len(rows) > 5
    assert np.abs(np.subtract(heights, rows)).max() < 12
    assert "Parts of the spread of the top one: assumptions" in page.description


def test_a_lead_that_assumptions_may_turn_has_an_open_dot(make):
    found = compared(make, 2)
    turned = replace(under_sets(found), live=under_sets(found).live[::-1])
    clear = differences._is_sure(found.differences[0].figures.live, None)
    either = np.concatenate([under_sets(found).live, turned.live], axis=1)
    both = replace(turned, live=either)
    assert clear
    told = differences.differences_sentence("none", found.differences, 36, both)
    assert "(nine sets of assumptions in ten: " in told
    assert not differences._is_sure(found.differences[0].figures.live, differences._sets(both, 0))


def test_with_many_plans_leaders_and_baseline_stand_out_and_the_rest_are_grey(make):
    found = compared(make, 14)
    styles = side_by_side.styles_of(found.outcomes, baseline=0)
    assert sum(style is side_by_side.REST for style in styles) == 14 - 5
    assert styles[0] is side_by_side.LINES[-1]


def test_up_to_six_plans_have_six_different_lines(make):
    runs = [make(replicates=2, months=3)] * 6
    styles = side_by_side.styles_of(runs, baseline=2)
    assert len({style.colour for style in styles}) == 6


def test_differences_that_cannot_be_told_apart_have_an_open_dot(make):
    found = compared(make, 3)
    same = replace(found.differences[0], figures=found.differences[0].figures)
    low = replace(same.figures.live, low=-0.1)
    same = replace(same, figures=Values({**same.figures, "live": low}))
    page = differences.differences([same, found.differences[1]], "none", found.outcomes, 36)
    dots = [line for line in page.axes.lines if line.get_marker() == "o"]
    faces = {float(dot.get_xdata()[0]): dot.get_markerfacecolor() for dot in dots}
    assert faces[100 * low.mean] == differences.OPEN
    assert faces[100 * found.differences[1].figures.live.mean] == differences.FILLED


@pytest.fixture(scope="module")
def drawn(outcomes, tmp_path_factory):
    """The files of a run's figures."""
    with slide_style():
        return figures.figures_of_run(outcomes, tmp_path_factory.mktemp("drawn"))


def test_a_run_draws_seven_figures_in_two_formats_with_the_same_bytes_each_time(
    outcomes, drawn, tmp_path
):
    assert [path.name for path in drawn] == [
        f"{name}.{kind}" for name in FIGURES for kind in ("png", "svg")
    ]
    for path, again in zip(drawn, figures.figures_of_run(outcomes, tmp_path), strict=True):
        assert path.read_bytes() == again.read_bytes()


def test_a_comparison_draws_its_figures(make, tmp_path):
    found = compared(make, 3)
    paths = figures.figures_of_comparison(NAMES[:3], found.outcomes, found.differences, tmp_path)
    assert sorted(path.stem for path in paths[::2]) == ["differences", "plans", "who_gains"]
    assert all(path.stat().st_size > 1000 for path in paths)


def test_curves_alone_need_no_differences(make, tmp_path):
    paths = figures.figures_of_comparison(["A", "B"], [make(), make(middle=40.0)], None, tmp_path)
    assert [path.name for path in paths] == ["plans.png", "plans.svg"]


def test_a_picture_has_the_size_of_a_slide_and_says_what_it_shows(outcomes, drawn):
    sentence, folder = curves.adoption_sentence(outcomes), drawn[0].parent
    png = (folder / "adoption.png").read_bytes()
    assert struct.unpack(">II", png[16:24]) == (1920, 1080)
    assert sentence.encode() in png
    told = (folder / "adoption.svg").read_text(encoding="utf-8")
    root = ElementTree.fromstring(told)
    space = "{http://www.w3.org/2000/svg}"
    assert root.find(f"{space}title").text == sentence
    assert "Illustrative system" in root.find(f"{space}desc").text
    assert "<text" in told  # text stays text: it can be searched and read aloud
    assert "<dc:date>" not in told


# Stages


def test_who_is_locked_in_by_a_contract_is_drawn_apart_from_who_has_embedded_it(make):
    outcomes = make()
    share = outcomes.stages[:, :, EMBEDDED].mean(0) / outcomes.organisations
    assert "locked in" not in " ".join(
        text.get_text() for text, _ in written(stages.stages(outcomes))
    )
    held = replace(outcomes, locked_in=outcomes.stages[:, :, EMBEDDED] // 4)
    locked = held.locked_in[:, -1].mean() / outcomes.organisations
    page = stages.stages(held)
    assert_readable(page)
    told = [text.get_text() for text, _ in written(page)]
    assert f"{round(100 * locked)} % locked in" in told
    assert f"{round(100 * (share[-1] - locked))} % embedded" in told


# Dated events


def happening(*events, **sizes):
    """A scenario with events at these months: (month, until, title)."""
    scenario = Scenario(title="x")
    scenario.events = {
        f"e{k}": Event(title, "", month, until, {})
        for k, (month, until, title) in enumerate(events)
    }
    return dict(scenario=scenario) | sizes


CROWDED = (
    *((3, None, "Register of suppliers"), (15, None, "National framework to buy from")),
    *((24, None, "Version in the record system"), (25, None, "Price cut by a third")),
    *(
        (33, 38, "Hard winter"),
        (0, 9, "Election"),
        (71, None, "The last month"),
        (99, None, "Never"),
    ),
)


@pytest.mark.parametrize("kind", ["as usual", "early", "late", "half never", "nobody ever"])
def test_events_are_named_along_their_lines_and_nothing_overlaps(make, kind):
    outcomes = make(**happening(*CROWDED, **ODD[kind]))
    plans = [outcomes, make(**happening(*CROWDED[:3], middle=40.0))]
    drawn = (curves.adoption(outcomes), curves.categories(outcomes))
    for page in (*drawn, side_by_side.curves(NAMES[:2], plans)):
        assert_readable(page)
        turned = [text.get_text() for text, _ in written(page) if text.get_rotation() == 90]
        assert len(turned) == 7  # all but the one after the end
        assert turned[1].startswith("Regis")


def test_an_event_of_some_plans_is_said_to_be_so(make):
    plans = [make(**happening((20, None, "Cut"))), make()]
    page = side_by_side.curves(NAMES[:2], plans)
    assert any("Cut (1 of 2)" in text.get_text() for text, _ in written(page))


def test_a_title_that_is_shortened_still_says_how_many_plans_have_the_event(make):
    long = "A national framework from which all organisations in England may buy it"
    page = side_by_side.curves(NAMES[:2], [make(**happening((20, None, long))), make()])
    turned = [text.get_text() for text, _ in written(page) if text.get_rotation() == 90]
    assert [each.endswith("… (1 of 2)") for each in turned] == [True]


def test_plans_that_start_on_different_dates_have_no_date_on_their_axis(make):
    later = Scenario(title="x")
    later.clock.start = "2027-01"
    axis = side_by_side.curves(NAMES[:2], [make(), make(scenario=later)]).axes.get_xlabel()
    assert axis == "Month (the plans start on different dates)"
    assert (
        side_by_side.curves(NAMES[:2], [make(), make()])
        .axes.get_xlabel()
        .startswith("Month (month 0")
    )


def test_without_events_a_figure_has_no_line_for_them(make):
    page = curves.adoption(make())
    assert "dated events" not in page.description
    assert not [text for text, _ in written(page) if text.get_rotation() == 90]


def test_a_title_calls_a_plan_ahead_only_if_luck_and_assumptions_agree(make):
    found = compared(make, 3)
    drawn = under_sets(found)
    turned = replace(drawn, live=np.concatenate([drawn.live, drawn.live[::-1]], axis=1))
    assert "every plan is ahead" in differences.differences_sentence("none", found.differences, 36)
    told = differences.differences_sentence("none", found.differences, 36, turned)
    assert "every plan is ahead" not in told
