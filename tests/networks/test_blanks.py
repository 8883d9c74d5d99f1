"""Values that nobody knows: drawn for each system, given the organisation and its like."""

import copy
import pickle

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from test_networks import equal

from sim.networks import (
    as_given,
    drawn_anew,
    generate,
    is_fixed,
    system_from_files,
    system_from_graph,
    system_of,
    to_graph,
)
from sim.networks.assemble import assembled
from sim.networks.blanks import common_given, with_agreed, with_known
from sim.networks.likes import Likes, likes_of
from sim.networks.system import Arrays
from sim.networks.tables import system_from_tables
from sim.networks.traits import HIGHEST, LOWEST, TRAITS
from sim.params import OrganisationType, System

NO_TIES = (np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))
LIKE_EACH_OTHER = System(deprived_share=0.0, size_spread=0.0)
HEADER = "name,type,maturity,capacity,culture,finance"
ROWS = ("A,Acute,0.4,,0.6,0.3", "B,Acute,0.2,0.4,0.5,", "C,GP,0.5,0.4,0.5,0.3", "D,GP,,0.6,0.4,0.5")


def built(columns, parameters=None, types=1, **options):
    """A system of columns, NaN where nothing is known; organisation i is of type i % types."""
    n = len(next(iter(columns.values())))
    whole = {
        "name": np.array([*(f"O{i}" for i in range(n)), None], object)[:-1],
        "type": np.array([*(f"T{i % types}" for i in range(n)), None], object)[:-1],
        **{name: np.asarray(each, float) for name, each in columns.items()},
    }
    options = {"all_traits": True} | options
    return assembled(whole, NO_TIES, parameters or LIKE_EACH_OTHER, drawn=False, **options)


@pytest.fixture
def own(tmp_path):
    """Parameters that read a file of four organisations, three values of which are blank."""

    def own(*rows, header=HEADER, **more):
        file = tmp_path / "own.csv"
        file.write_text("\n".join([header, *(rows or ROWS)]) + "\n", encoding="utf-8")
        return System(organisations_file=str(file), **({"ties_file": None} | more))

    return own


def test_the_mean_of_the_like_by_hand():
    """0.42 is said; of one type 0.50 and 0.60 are known, of the other 0.30; ten stand behind each.

    Above what is said: 0.08 + 0.18 - 0.12 = 0.14, over 10 + 3: 0.01077 for all. The first type has
    (10 x 0.01077 + 0.26) / 12 = 0.03064, the other (10 x 0.01077 - 0.12) / 11 = -0.00112.
    """
    values, type = np.array([0.5, 0.6, 0.3, 0.9]), np.array([0, 0, 1, 1])
    known = np.array([True, True, True, False])
    likes = likes_of(values, known, np.full(4, 0.42), type, 0.17)
    assert likes.overall == pytest.approx(0.14 / 13)
    assert likes.shifts == pytest.approx([0.03064, -0.00112], abs=1e-5)
    # spread: ten say 0.17, three are 0.04936, 0.14936 and -0.11888 off their type
    squares = 0.04936**2 + 0.14936**2 + 0.11888**2
    assert likes.spread == pytest.approx(((10 * 0.17**2 + squares) / 13) ** 0.5, abs=1e-5)


def test_means_of_the_like_are_drawn_as_far_as_they_are_known():
    """Of a type with 40 known: 1 / (10 + 40) of the variance, and a little of that of all."""
    type, known = np.repeat([0, 1], [40, 40]), np.repeat([True, False], [40, 40])
    likes = likes_of(np.full(80, 0.5), known, np.full(80, 0.42), type, 0.17)
    scores = np.random.default_rng(0).standard_normal((4000, 3))
    drawn = np.array([likes.drawn(each) for each in scores])
    assert drawn.mean(axis=0) == pytest.approx(likes.shifts, abs=0.004)
    of_all, s = 1 / (10 + 40), likes.spread
    first = s * (1 / 50 + (10 / 50) ** 2 * of_all) ** 0.5
    other = s * (1 / 10 + of_all) ** 0.5  # nothing is known of this type itself
    assert drawn.std(axis=0) == pytest.approx([first, other], rel=0.05)


def test_a_blank_score_follows_those_known_by_hand():
    """Scores 1, 0.5 and 0 with correlation 0.35: mean 0.35 x 1.5 / (0.65 + 3 x 0.35) = 0.3088.

    Its variance is 1 - 3 x 0.35^2 / (0.65 + 3 x 0.35) = 0.7838.
    """
    rho, known, count = 0.35, np.array([1.5]), np.array([3.0])
    mean = common_given(known, count, rho, np.zeros(1))
    one_up = common_given(known, count, rho, np.ones(1))
    assert rho**0.5 * mean == pytest.approx([0.3088], abs=1e-4)
    assert rho * (one_up - mean) ** 2 + (1 - rho) == pytest.approx([0.7838], abs=1e-4)


def test_nothing_known_leaves_the_scores_of_a_made_up_organisation():
    chance = np.random.default_rng(0).standard_normal(50)
    nothing = np.zeros(50)
    assert common_given(nothing, nothing, 0.35, chance) == pytest.approx(chance)


@pytest.mark.parametrize("types", [1, 3])
def test_hidden_values_are_drawn_as_they_were_made_up(types):
    """The values hidden and those drawn in their place hang together alike with what is known."""
    kinds = {f"T{k}": OrganisationType(maturity=0.35 + 0.1 * k) for k in range(types)}
    parameters = System(organisations=20_000, types=kinds, deprived_share=0.4, size_spread=0.0)
    truth = generate(parameters, 3, 0)
    where = np.random.default_rng(3).random(20_000) < 0.5
    columns = {name: getattr(truth.arrays, name).copy() for name in TRAITS}
    columns["maturity"][where] = columns["capacity"][where] = np.nan
    whole = {
        "name": np.array(truth.names, object),
        "type": np.array([truth.types[k] for k in truth.arrays.type], object),
        "deprived": truth.arrays.deprived.astype(float),
        **columns,
    }
    system = assembled(whole, NO_TIES, parameters, drawn=False)
    drawn = [drawn_anew(system, 0, draw).arrays for draw in range(3)]
    for name in ("maturity", "capacity"):
        made_up = getattr(truth.arrays, name)[where]
        found = [getattr(each, name)[where] for each in drawn]
        assert np.mean(found) == pytest.approx(made_up.mean(), abs=0.008)
        assert np.std(found) == pytest.approx(made_up.std(), abs=0.008)
        for other in TRAITS:
            want = np.corrcoef(made_up, getattr(truth.arrays, other)[where])[0, 1]
            beside = [getattr(each, other)[where] for each in drawn]
            together = [np.corrcoef(*each)[0, 1] for each in zip(found, beside, strict=True)]
            assert np.mean(together) == pytest.approx(want, abs=0.03)


def test_a_system_of_which_only_names_are_known_is_like_a_made_up_one():
    """Within a system: mean, spread and correlation; between systems, its mean is not certain.

    Of all types together the mean is known as ten organisations tell it, and so is that of one
    type: 0.17 x sqrt(1 / 10 + 1 / 10) = 0.076.
    """
    parameters = System(organisations=1_500, deprived_share=0.0, size_spread=0.0)
    made_up = generate(parameters, 0, 0).arrays
    n = 1_500
    system = built({"board_interval": np.full(n, 2)}, parameters)
    drawn = [drawn_anew(system, 0, draw).arrays for draw in range(40)]
    for name in TRAITS:
        values = np.array([getattr(each, name) for each in drawn])
        assert values.mean() == pytest.approx(getattr(made_up, name).mean(), abs=0.035)
        assert values.std(axis=1).mean() == pytest.approx(getattr(made_up, name).std(), abs=0.008)
        assert values.mean(axis=1).std() == pytest.approx(0.076, rel=0.3)
    together = [np.corrcoef(each.maturity, each.finance)[0, 1] for each in drawn]
    want = np.corrcoef(made_up.maturity, made_up.finance)[0, 1]
    assert np.mean(together) == pytest.approx(want, abs=0.03)


def test_what_is_known_is_the_same_in_every_draw_and_what_is_not_differs():
    system = built({"capacity": [0.3, np.nan, 0.5], "maturity": [0.4, 0.6, 0.5],
                    "culture": [0.4, 0.6, 0.5], "finance": [0.4, 0.6, np.nan]})  # fmt: skip
    one, other = (drawn_anew(system, 0, draw).arrays for draw in (0, 1))
    assert one.capacity[[0, 2]].tolist() == other.capacity[[0, 2]].tolist() == [0.3, 0.5]
    assert one.maturity.tolist() == other.maturity.tolist() == [0.4, 0.6, 0.5]
    assert one.capacity[1] != other.capacity[1]
    assert one.finance[2] != other.finance[2]
    assert drawn_anew(system, 0, 1) == drawn_anew(system, 0, 1)
    assert drawn_anew(system, 1, 1) != drawn_anew(system, 0, 1)


def gaps_and_filled():
    """Twenty organisations with a blank each, and the same with one of them filled in."""
    gaps = {name: np.where(np.arange(20) % 4 == k, np.nan, 0.2 + 0.03 * np.arange(20))
            for k, name in enumerate(TRAITS)}  # fmt: skip
    filled = {name: each.copy() for name, each in gaps.items()}
    filled["capacity"][1] = 0.9
    return built(gaps, types=2), built(filled, types=2)


def test_a_cell_that_is_filled_in_leaves_all_others_as_they_were_drawn(monkeypatch):
    def as_said(values, known, usual, type, spread, prior=10.0):
        return Likes(0.0, np.zeros(2), np.full(2, 1e9), spread, prior)

    monkeypatch.setattr("sim.networks.blanks.likes_of", as_said)  # else their mean moves a little
    before, after = (drawn_anew(each, 5, 2).arrays for each in gaps_and_filled())
    others = np.arange(20) != 1
    for name in TRAITS:
        assert (getattr(before, name) == getattr(after, name))[others].all()
    assert after.capacity[1] == 0.9


def test_a_cell_that_is_filled_in_tells_a_little_of_its_like():
    before, after = (drawn_anew(each, 5, 2).arrays for each in gaps_and_filled())
    drawn_too = np.arange(20) % 4 == 1
    drawn_too[1] = False
    moved = (after.capacity - before.capacity)[drawn_too]
    assert (moved != 0).any()
    assert (np.abs(moved) < 0.08).all()
    assert (after.capacity == before.capacity)[np.arange(20) % 4 != 1].all()


def test_with_everything_known_all_draws_are_the_system_itself(own):
    parameters = own("A,Acute,0.4,0.5,0.6,0.3", "B,GP,0.2,0.4,0.5,0.3")
    given = as_given(parameters)
    assert given.unknown is None
    assert is_fixed(parameters)
    assert all(system_of(parameters, 0, draw) is given for draw in range(3))
    assert drawn_anew(given, 0, 1) is given


def test_drawn_values_stay_where_made_up_ones_are():
    n = 500
    extremes = {name: np.where(np.arange(n) % 2, 0.0, 1.0) for name in TRAITS}
    extremes["capacity"] = np.where(np.arange(n) < 250, np.nan, extremes["capacity"])
    for draw in range(5):
        drawn = drawn_anew(built(extremes), 0, draw).arrays.capacity
        assert (drawn[:250] >= LOWEST).all()
        assert (drawn[:250] <= HIGHEST).all()
        assert set(drawn[250:]) == {0.0, 1.0}


def test_an_organisation_in_a_deprived_area_loses_what_a_made_up_one_does():
    """0.12 of capacity and finance, half of that of maturity, nothing of culture."""
    n = 8_000
    parameters = System(size_spread=0.0)
    nobody = {"deprived": np.arange(n) % 2}
    drawn = drawn_anew(built(nobody, parameters), 0, 0).arrays
    lost = {name: getattr(drawn, name)[::2].mean() - getattr(drawn, name)[1::2].mean()
            for name in TRAITS}  # fmt: skip
    want = dict(maturity=0.06, capacity=0.12, culture=0.0, finance=0.12)
    assert lost == pytest.approx(want, abs=0.012)


def test_who_serves_a_deprived_area_is_drawn_where_it_is_neither_yes_nor_no():
    said = np.where(np.arange(3000) % 3 == 0, 1.0, np.where(np.arange(3000) % 3 == 1, 0.0, np.nan))
    system = built({"deprived": said, **dict.fromkeys(TRAITS, np.full(3000, 0.5))})
    drawn = drawn_anew(system, 0, 0).arrays.deprived
    assert drawn[::3].all()
    assert not drawn[1::3].any()
    assert drawn[2::3].mean() == pytest.approx(0.5, abs=0.06)


def test_deprived_that_is_ticked_or_empty_is_no_where_it_is_empty():
    ticked = {"deprived": [1, np.nan, np.nan], **dict.fromkeys(TRAITS, (0.4, 0.5, 0.6))}
    system = built(ticked)
    assert system.unknown is None
    assert system.arrays.deprived.tolist() == [True, False, False]
    [note] = [each for each in system.notes if each.startswith("deprived")]
    assert "the 2 of 3 organisations without it count as no" in note


def test_blank_sizes_are_lognormal_around_those_known_in_whatever_unit():
    known = np.exp(np.log(5000) + 0.5 * np.random.default_rng(0).standard_normal(2000))
    size = np.where(np.arange(2000) % 2, known, np.nan)
    columns = {"size": size, **dict.fromkeys(TRAITS, np.full(2000, 0.5))}
    drawn = drawn_anew(built(columns, System()), 0, 0).arrays.size
    assert drawn.mean() == pytest.approx(1)
    assert np.log(drawn[::2]).mean() == pytest.approx(np.log(drawn[1::2]).mean(), abs=0.1)
    assert np.log(drawn[::2]).std() == pytest.approx(0.5, abs=0.03)
    assert drawn[1::2] / drawn[1] == pytest.approx(known[1::2] / known[1])


def test_a_column_that_is_nowhere_given_takes_its_default():
    system = built(dict.fromkeys(TRAITS, (0.4, 0.5)), System(orientation=0.3))
    assert system.unknown is None
    assert system.arrays.orientation.tolist() == [0.3, 0.3]
    assert system.arrays.size.tolist() == [1, 1]


def test_orientation_is_drawn_with_the_spread_of_a_made_up_one():
    """Four parts and a mean of a half: 0.5 / sqrt(5) = 0.2236, halved in variance by ten alike.

    The four traits known leave 1 - 4 x 0.35^2 / (0.65 + 4 x 0.35) = 0.761 of the variance.
    """
    orientation = np.full(8000, np.nan)
    orientation[:10] = 0.5
    system = built({"orientation": orientation, **dict.fromkeys(TRAITS, np.full(8000, 0.5))})
    drawn = drawn_anew(system, 0, 0).arrays.orientation[10:]
    assert drawn.std() == pytest.approx(0.2236 * (0.5 * 0.761) ** 0.5, rel=0.05)


def test_scores_on_which_people_differ_are_drawn_with_their_mean_and_spread():
    columns = dict.fromkeys(TRAITS, np.array([0.4, 0.7]))
    system = built(columns, disagreement={"capacity": np.array([0.1, 0.0])})
    drawn = np.array([drawn_anew(system, 0, draw).arrays.capacity for draw in range(1500)])
    assert drawn[:, 0].mean() == pytest.approx(0.4, abs=0.008)
    assert drawn[:, 0].std() == pytest.approx(0.1, abs=0.004)
    assert (drawn[:, 1] == 0.7).all()
    assert "capacity of 1 of 2 organisations is scored by several people" in system.notes[-1]


def test_scores_that_lie_as_far_apart_as_they_can_stay_shares():
    columns = dict.fromkeys(TRAITS, np.array([0.5]))
    system = built(columns, disagreement={"culture": np.array([0.7])})
    drawn = np.array([drawn_anew(system, 0, draw).arrays.culture[0] for draw in range(500)])
    assert (drawn >= 0).all()
    assert (drawn <= 1).all()
    assert drawn.mean() == pytest.approx(0.5, abs=0.07)
    assert drawn.std() == pytest.approx(0.45, abs=0.03)  # nine tenths of the most there can be


def test_a_blank_follows_the_score_that_was_drawn_for_the_same_organisation():
    columns = dict.fromkeys(TRAITS, np.array([0.5, 0.5]))
    columns["capacity"] = np.array([np.nan, 0.5])
    system = built(columns, disagreement={"maturity": np.array([0.2, 0.0])})
    drawn = [drawn_anew(system, 0, draw).arrays for draw in range(1000)]
    pairs = np.array([(each.maturity[0], each.capacity[0]) for each in drawn])
    assert np.corrcoef(pairs.T)[0, 1] > 0.1


def test_a_column_filled_in_with_what_was_drawn_is_known_from_then_on():
    gaps = {name: np.where(np.arange(12) % 3 == k % 3, np.nan, 0.4)
            for k, name in enumerate(TRAITS)}  # fmt: skip
    system = built(gaps)
    told = drawn_anew(system, 0, 7)
    known = with_known(system, ["capacity"], told)
    assert known.unknown.blanks.keys() == {"maturity", "culture", "finance"}
    for draw in range(3):
        assert (drawn_anew(known, 1, draw).arrays.capacity == told.arrays.capacity).all()
    whole = with_known(system, TRAITS, told)
    assert whole.unknown is None
    assert whole == told


def test_people_who_agree_have_the_value_that_was_drawn():
    columns = dict.fromkeys(TRAITS, np.array([0.4, np.nan]))
    system = built(columns, disagreement={"capacity": np.array([0.1, 0.0])})
    told = drawn_anew(system, 0, 1)
    agreed = with_agreed(system, told)
    assert agreed.arrays.capacity[0] == told.arrays.capacity[0] != 0.4
    assert not agreed.unknown.doubts
    assert agreed.unknown.blanks == dict.fromkeys(TRAITS, 1)


def test_the_notes_say_how_many_are_not_known_and_the_mean_of_their_like(own):
    notes = as_given(own()).notes
    assert (
        "maturity of 1 of 4 organisations is not known and is drawn anew in each system (mean of "
        "its like 0.44)" in notes
    )
    assert sum("is not known" in each for each in notes) == 3


def test_a_file_without_a_column_of_a_trait_says_that_nobody_knows_it(own):
    given = as_given(own("A,Acute", "B,GP", header="name,type"))
    assert given.unknown.blanks == dict.fromkeys(TRAITS, 2)
    assert not is_fixed(own("A,Acute", "B,GP", header="name,type"))


def test_tables_and_graphs_have_blanks_by_the_same_rules(own):
    table = pd.DataFrame([row.split(",") for row in ROWS], columns=HEADER.split(","))
    none = pd.DataFrame({"source": [], "target": []})
    assert system_from_tables(table, none, System()) == as_given(own())
    graph = nx.empty_graph(2)
    graph.nodes[0].update(maturity=0.4, capacity=0.4)
    graph.nodes[1].update(maturity=0.5)
    with pytest.warns(UserWarning, match="capacity of 1 of 2 organisations is not known"):
        system = system_from_graph(graph)
    assert system.unknown.blanks == {"capacity": 1}
    assert system.arrays.culture.tolist() == [0.5, 0.5]  # nowhere given: the system's mean


@pytest.mark.filterwarnings("ignore:.*is not known", "ignore:.*have no ties")
def test_a_system_with_blanks_becomes_a_graph_and_the_same_system_again(own):
    header = f"{HEADER},size,deprived,orientation"
    rows = ("A,Acute,.4,,.6,.3,2,yes,.5", "B,GP,.2,,.5,,,,.4", "C,GP,.5,,.5,.3,1,no,")
    given = as_given(own(*rows, header=header))
    graph = to_graph(given)
    assert np.isnan(graph.nodes[1]["finance"])
    assert "deprived" not in graph.nodes[1]
    again = system_from_graph(graph)
    assert again.unknown.blanks == given.unknown.blanks
    assert again == given


def test_what_is_not_known_is_part_of_a_systems_identity(own):
    given = as_given(own())
    told = drawn_anew(given, 0, 0)
    guessed = given.arrays
    known = copy.copy(given)
    object.__setattr__(known, "unknown", None)
    assert equal(known, given)
    assert known != given
    assert told != given
    assert guessed.capacity[0] == given.arrays.capacity[0]
    assert pickle.loads(pickle.dumps(given)) == given
    assert isinstance(told.arrays, Arrays)


def test_ties_that_are_drawn_are_those_of_the_same_draw_whether_or_not_values_are(own, tmp_path):
    blank = own(ties_file="drawn")
    whole = tmp_path / "whole.csv"
    filled = [row.replace(",,", ",0.4,") for row in ROWS]
    filled[1] += "0.3"
    whole.write_text("\n".join([HEADER, *filled]), encoding="utf-8")
    full = System(organisations_file=str(whole), ties_file="drawn")
    assert system_of(full, 0, 3).unknown is None
    for draw in range(4):
        one, other = (system_of(each, 0, draw).arrays for each in (blank, full))
        assert (one.peers == other.peers).all()
        assert (one.trust == other.trust).all()
        assert system_from_files(whole, "drawn", full, 0, draw) == system_of(full, 0, draw)
