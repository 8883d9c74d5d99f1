"""How results are shown in a notebook: the answer, a picture, a table; text as text."""

import base64
import io
import json
import sys
from html.parser import HTMLParser

import matplotlib.image
import pytest

import sim
from sim.params import markup
from sim.params.errors import UserError

NASTY = '<script>alert(1)</script> & "co"'


class Read(HTMLParser):
    """The tags of a page with their attributes, its text, and whether every tag is closed."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.text, self.open = [], "", []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag != "img":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data

    def all(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]


@pytest.fixture(scope="module")
def result():
    return sim.run("strategy=hin_playbook", "system.organisations=20", replicates=64, months=12)


@pytest.fixture(scope="module")
def comparison():
    return sim.compare(
        "strategy=none,hin_playbook", "system.organisations=20", replicates=64, months=12
    )


def shown(thing):
    return Read(thing._repr_html_())


def picture_of(page):
    (image,) = page.all("img")
    kind, _, told = image["src"].partition(",")
    assert kind == "data:image/png;base64"
    return matplotlib.image.imread(io.BytesIO(base64.b64decode(told))), image["alt"]


def test_a_result_shows_what_was_run_its_curves_and_its_main_quantities(result):
    page = shown(result)
    named = "The whole playbook, 20 organisations: Ambient voice technology, South London"
    assert page.text.startswith(named)
    for row in result.table[1:]:
        assert all(cell in page.text for cell in row)
    assert "64 runs on 1 system)" in page.text
    assert "assumptions" in page.text


def test_a_comparison_shows_the_answer_then_every_plan_and_last_the_caveats(comparison):
    page = shown(comparison)
    assert page.text.startswith(comparison.verdict[0])
    assert all(line in page.text for line in comparison.verdict)
    assert page.text.endswith(comparison.verdict.full[-1])
    for row in comparison.table:
        assert all(cell in page.text for cell in row)


def test_the_verdict_shows_as_paragraphs_and_so_does_a_part_of_it(comparison):
    whole, part = comparison.verdict, comparison.verdict[1:3]
    assert len(shown(whole).all("p")) == len(whole)
    assert shown(part).text == "".join(part) == whole[1] + whole[2]
    assert str(part) == f"{whole[1]}\n\n{whole[2]}"
    assert json.loads(json.dumps(whole)) == whole


@pytest.mark.parametrize("name", ["result", "comparison"])
def test_a_display_is_well_formed_and_has_words_for_those_who_cannot_see_it(name, request):
    one = request.getfixturevalue(name)
    page = shown(one)
    assert page.open == []
    assert len(page.all("table")) == len(page.all("caption")) == 1
    assert {each["scope"] for each in page.all("th")} == {"col", "row"}
    rows = one.table[1:] if name == "result" else one.table[0][1:]
    assert len([each for each in page.all("th") if each["scope"] == "row"]) == len(rows) > 15
    drawn, alternative = picture_of(page)
    assert drawn.shape[:2] == (540, 960)
    assert drawn.min() < 0.2 < 0.9 < drawn.max()  # neither blank nor black
    assert "month" in alternative


@pytest.mark.parametrize("name", ["result", "comparison"])
def test_a_display_is_small_enough_to_be_sent_around(name, request):
    assert len(request.getfixturevalue(name)._repr_html_()) < 80_000


@pytest.mark.parametrize("name", ["result", "comparison"])
def test_words_and_numbers_are_shown_even_if_no_figure_can_be_drawn(name, request, monkeypatch):
    thing = request.getfixturevalue(name)
    monkeypatch.setitem(sys.modules, "sim.report.figures", None)
    page = shown(thing)
    assert page.all("img") == []
    assert len(page.all("table")) == 1


def test_names_with_markup_are_shown_as_text():
    with pytest.warns(UserWarning, match="all 2 plans give the same run"):
        found = sim.compare(
            f"strategy.title='{NASTY}','Plain'",
            "system.organisations=10", replicates=8, months=6,
        )  # fmt: skip
    named = found.results[0]
    for thing in (found, named, named.plan, named.scenario):
        page = shown(thing)
        assert "alert(1)" in page.text
        assert page.all("script") == []
        assert page.open == []


def test_markup_escapes_in_every_place():
    told = (
        markup.paragraph(NASTY)
        + markup.table(NASTY, [NASTY], [[NASTY, NASTY]])
        + markup.picture(b"", NASTY)
    )
    page = Read(told)
    assert page.text == NASTY * 5
    assert page.all("img")[0]["alt"] == NASTY
    assert page.all("script") == []


def test_a_scenario_shows_what_differs_from_the_defaults(result):
    page = shown(result.scenario)
    assert "Ambient voice technology in south London" in page.text
    assert "strategy.pilots" in page.text
    assert "strategy.evaluate" not in page.text  # as usual
    assert len(page.all("table")) == 1
    plan = shown(result.plan)
    assert "strategy=hin_playbook" in plan.text
    assert "strategy.pilots" in plan.text


def test_every_figure_can_be_shown_and_saved_by_its_name(result, comparison, tmp_path):
    of_run = (
        *("adoption", "adoption_by_category", "stages", "performance"),
        *("binding_gap", "equity_gap", "time_per_stage"),
    )
    for thing, names in ((result, of_run), (comparison, ("plans", "differences", "who_gains"))):
        for name in names:
            picture = thing.figure(name)
            data, about = picture._repr_mimebundle_()
            assert set(data) == {"image/png", "text/plain"}
            assert data["text/plain"] == about["image/png"]["alt"] == picture.words
            assert picture.words in repr(picture)
    assert {path.name for path in comparison.figure().save(tmp_path)} == {"plans.png", "plans.svg"}


def test_a_figure_is_the_same_bytes_each_time(result):
    assert result.figure().png() == result.figure().png()


def test_an_unknown_figure_is_refused_with_a_list_of_the_known_ones(result, comparison):
    with pytest.raises(UserError, match="no figure 'curve'; choose from adoption, adoption_by_"):
        result.figure("curve")
    with pytest.raises(UserError, match="choose from plans, differences, who_gains"):
        comparison.figure("adoption")
