"""The facilitator's pack: its minutes, its numbers, and that it does not tell the answer."""

import copy
import re
from importlib.resources import files
from itertools import pairwise

import pytest
import yaml
from page_parts import parts_of

from sim.config.preset_files import read, shipped
from sim.page.pack.document import ANSWER, TARGET, pack
from sim.page.pack.elements import marked, pressed
from sim.page.pack.preparation import LAPTOP, PAPER, REHEARSAL, TROUBLES
from sim.page.pack.questions import ASK
from sim.page.pack.reasons import FILE, reasons
from sim.page.pack.roles import ROLES
from sim.page.pack.sessions import LENGTHS, ONE, VIEWS, session
from sim.page.pack.target import in_words, kept_at_once, target_of

PROJECT = shipped().parent
FACTS = yaml.safe_load((PROJECT / "tests" / "validation" / "facts.yaml").read_text("utf-8"))


def numbers(name):
    return read(shipped() / FILE)[name]["numbers"]


def front(text):
    """What comes before the last section."""
    before, found, _ = text.partition(f"<h2>{ANSWER}</h2>")
    assert found
    return before


def other_results(data):
    """The same plans with other results; the target is what is played for, and stays."""
    other = copy.deepcopy(data)
    other |= {"headline": "x", "answer": [], "verdict": [], "leader": 0, "honesty": ["y"]}
    other |= {"ledger": {}, "differences": [], "whatifs": [], "dials": []}
    for each in other["plans"]:
        each["measures"] = []
        each["curves"]["live"]["mean"] = [0.5] * len(each["curves"]["live"]["mean"])
    return other


def test_before_its_last_section_the_pack_is_the_same_whatever_came_out(data):
    assert front(pack(data, "room.html")) == front(pack(other_results(data), "room.html"))
    assert data["headline"] not in front(pack(data, "room.html"))


def test_what_lies_on_a_table_tells_neither_the_answer_nor_the_target_which_comes_near_it(data):
    """The share to reach is the best plan's and a little more: whoever reads it knows the best."""
    other = other_results(data)
    other["target"] = {"live": 0.35, "month": 12, "budget": 1, "gave_up": 0.55}
    tables = [pack(each, "room.html").partition(f"<h2>{TARGET}</h2>") for each in (data, other)]
    assert tables[0][0] == tables[1][0]
    assert tables[0][2] != tables[1][2]
    assert front(tables[0][2]).count("<section") == 1, "the target's own page, and the answer's"
    assert all(f"<h2>{role.name}</h2>" in tables[0][0] for role in ROLES)


def test_the_answer_is_the_last_section(data):
    told = pack(data, "room.html")
    rest = told.partition(f"<h2>{ANSWER}</h2>")[2]
    assert "<section" not in rest
    assert data["answer"][0]["text"][:30] in rest.replace("&#x27;", "'")


@pytest.mark.parametrize("network", [True, False])
@pytest.mark.parametrize("length", LENGTHS)
def test_the_steps_add_up_to_the_minutes(length, network):
    steps = session(length, network)
    assert sum(each.minutes for each in steps) == length
    assert all(each.minutes > 0 and each.do and each.say for each in steps)
    if not network:
        assert ONE not in [each.view for each in steps]


@pytest.mark.parametrize("length", LENGTHS)
def test_views_are_opened_in_the_order_of_the_page(length):
    opened = [each.view for each in session(length, network=True) if each.view in VIEWS]
    assert opened == [view for view in VIEWS if view in opened]
    assert opened[:3] == ["Question", "Predict", "Reveal"]


def test_the_minutes_that_are_printed_follow_one_another(data):
    told = pack(data, "room.html")
    ends = [(int(a), int(b)) for a, b in re.findall(r"<td>(\d+) to (\d+)</td>", told)]
    starts = [place for place, (begin, _) in enumerate(ends) if begin == 0]
    assert len(starts) == len(LENGTHS)
    for first, after, length in zip(starts, [*starts[1:], len(ends)], LENGTHS, strict=True):
        session_of = ends[first:after]
        assert session_of[-1][1] == length
        assert all(a[1] == b[0] for a, b in pairwise(session_of))


def test_each_view_has_three_questions():
    assert tuple(ASK) == VIEWS
    assert all(len(set(each)) == 3 for each in ASK.values())


def test_each_role_has_a_sheet_with_what_it_wants_fears_and_may_and_two_questions(data):
    told = pack(data, "room.html")
    assert len(ROLES) == 6
    names = {each.name.casefold() for each in ROLES}
    for role in ROLES:
        assert told.count(f"<h2>{role.name}</h2>") == 1
        assert min(map(len, (role.wants, role.fears, role.may))) >= 3
        for who, _ in role.asks:
            assert who.removeprefix("the ").casefold() in names - {role.name.casefold()}


# ---- why believe it ----


def test_five_sentences_each_with_a_number():
    assert len(reasons()) == 5
    assert all(re.search(r"\d", say) and "{" not in say for say, _ in reasons())


def test_what_is_told_by_construction_is_counted_from_the_facts():
    kinds = [each["kind"] for each in FACTS.values()]
    assert numbers("program") == {"by_construction": kinds.count("by construction")}


def test_what_is_told_of_freed_is_what_the_facts_say():
    fact = FACTS["freed_alone"]
    observed, model = fact["observed"], fact["model"]
    assert numbers("freed_alone") == {
        "seen": observed["value"], "of": observed["of"],
        "mean": model["mean"], "low": model["low"], "high": model["high"],
    }  # fmt: skip


def test_what_is_told_of_the_last_trusts_is_what_the_facts_say():
    fact = FACTS["last_records"]
    assert numbers("last_records") == {
        "seen_low": round(100 * fact["observed"]["low"]),
        "seen_high": round(100 * fact["observed"]["high"]),
        "mean": round(100 * fact["model"]["mean"]),
    }


def test_what_is_told_of_forecasts_is_what_the_page_of_scores_says():
    page = (PROJECT / "docs" / "forecasts.md").read_text("utf-8")
    beaten, series = re.search(r"beats all three on (\d+) of (\d+) series", page).groups()
    bands = re.findall(r"^\| [^|]+ \| (\d+) \| (\d+) \| (\d+) \| \W", page, re.MULTILINE)
    assert numbers("forecasts") == {
        "held": sum(int(each[2]) for each in bands), "dates": sum(int(each[0]) for each in bands),
        "beaten": int(beaten), "series": int(series),
    }  # fmt: skip


def test_what_is_told_of_assumptions_is_what_the_sets_say_of_themselves():
    sets = read(shipped() / "study" / "plausible.yaml")
    known, run = re.search(r"by (\d+) things .*; (\d+) sets\s+were run", sets["about"]).groups()
    assert numbers("assumptions") == {"kept": sets["sets"], "known": int(known), "run": int(run)}


# ---- the target ----


def plan(live, spend, abandoned):
    measures = [{"key": "spend", "mean": spend}, {"key": "abandoned", "mean": abandoned}]
    return {"curves": {"live": {"mean": [0.0, live]}}, "measures": measures}


def test_the_target_is_above_the_best_plan_at_the_money_of_the_dearest():
    found = target_of([plan(0.13, 70_000, 0.134), plan(0.672, 1_200_096, 0.178)], 1)
    assert found == {"live": 0.7, "month": 1, "budget": 1_200_096, "gave_up": 0.15}
    assert in_words(found).startswith("70% live by month 1, within £1.2 million, and at most 15%")


def test_a_plan_just_below_a_step_does_not_reach_the_target_by_chance():
    assert target_of([plan(0.69, 1, 0.1)], 1)["live"] == 0.75
    assert target_of([plan(0.68, 1, 0.1)], 1)["live"] == 0.7


def test_the_target_is_never_beyond_everybody():
    assert target_of([plan(0.99, 1, None)], 1) == {
        "live": 1.0, "month": 1, "budget": 1, "gave_up": 1.0,
    }  # fmt: skip


def test_no_plan_of_a_file_has_won_before_the_game_begins(data):
    target = data["target"]
    for each in data["plans"]:
        assert each["curves"]["live"]["mean"][target["month"]] < target["live"]
        assert next(m["mean"] for m in each["measures"] if m["key"] == "spend") <= target["budget"]


@pytest.mark.parametrize("plans", range(1, 8))
def test_the_plans_of_all_teams_fit_among_those_that_the_page_keeps(plans):
    said, needs = kept_at_once(plans, len(ROLES))
    keeps = max(0, min(4, 6 - plans))
    numbers = ("no", "one", "two", "three", "four")
    assert f"keeps {numbers[keeps]} plan" in said
    assert needs in numbers[2:]
    if keeps > 1:
        assert len(ROLES) // numbers.index(needs) <= keeps
    else:
        assert "." in said[:-1], "else it says what to do"


def test_keys_and_names_are_told_apart_from_words():
    assert pressed(("PageDown", "PageDown")) == "<kbd>PageDown</kbd> twice."
    assert pressed(("f", "PageUp")) == "<kbd>f</kbd>, then <kbd>PageUp</kbd>."
    assert pressed(()) == ""
    assert marked("**The model's** & `f`") == (
        "<b>The model\N{RIGHT SINGLE QUOTATION MARK}s</b> &amp; <kbd>f</kbd>"
    )


def test_no_sentence_to_say_or_do_has_more_than_30_words():
    told = [each for length in LENGTHS for each in session(length, network=True)]
    texts = [text for each in told for text in (each.do, each.say)]
    texts += [*REHEARSAL, *(then for _, then in TROUBLES), *LAPTOP, *PAPER]
    sentences = [each for text in texts for each in re.split(r"(?<=[.?!:]) ", text)]
    assert len(sentences) > 100
    assert [each for each in sentences if len(each.split()) > 30] == []


# ---- as a file ----


def test_the_pack_runs_no_script_and_leads_to_the_page(data):
    parts = parts_of(pack(data, "a room & more.html"))
    assert not parts.scripts
    links = [about["href"] for tag, about in parts.elements if tag == "a"]
    assert [each for each in links if not each.startswith("#")] == ["a%20room%20%26%20more.html"]
    ids = {about["id"] for _, about in parts.elements if "id" in about}
    assert {each[1:] for each in links if each.startswith("#")} <= ids


def test_markup_in_a_title_or_a_plan_is_shown_as_text(data):
    bad = '<script>alert("1")</script>'
    marked = copy.deepcopy(data) | {"title": bad, "headline": bad, "about": bad}
    marked["plans"][0]["name"] = bad
    assert not parts_of(pack(marked, f"{bad}.html")).scripts


def test_the_views_of_the_pack_are_those_of_the_page_in_their_order_with_their_titles():
    scripts = files("sim.page") / "script"
    texts = {
        each.name: each.read_text("utf-8")
        for each in scripts.iterdir()
        if each.name.endswith(".js")
    }
    order = re.search(r"ORDER = \[(.*?)\]", texts["shell.js"], re.S)[1]
    titles = dict(
        re.findall(r'Page\.view\("(\w+)", \{\s*title: "([^"]+)"', "".join(texts.values()))
    )
    assert tuple(titles[name] for name in re.findall(r'"(\w+)"', order)) == VIEWS
