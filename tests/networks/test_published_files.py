"""Files as they are published become organisations; the files here are made up."""

import time

import pytest

from sim.networks.published.chosen_ties import Asked
from sim.networks.published.imported import imported
from sim.networks.published.layouts import LAYOUTS, recognised
from sim.networks.published.vocabulary import kind_of, name_key, readable, region_of
from sim.params.errors import UserError
from tests import published_files as files
from tests.published_files import PILLARS, TODAY, register_row, written


def made(*paths, **options):
    return imported(list(paths), options.pop("asked", Asked()), TODAY, **options)


def by_code(found):
    return {each["code"]: each for each in found.organisations}


def said(found, part):
    return "\n".join(getattr(found.account, part))


@pytest.mark.parametrize(
    ("make", "layout"),
    [
        (files.etr, "trusts"),
        (files.epraccur, "practices"),
        (files.partners, "networks"),
        (files.eric, "estates"),
        (files.dma, "maturity"),
        (files.catchments, "catchments"),
        (lambda f: written(f / "p.csv", [["pcds", "lat", "long"], ["AA1 1AA", 1, 2]]), "postcodes"),
        (lambda f: written(f / "s.csv", [["ods_code", "EPR supplier"], ["R0X", "A"]]), "suppliers"),
        (lambda f: written(f / "t.csv", [["source", "target"], ["R0X", "RXX"]]), "ties"),
        (lambda f: written(f / "l.csv", [["ods_code", "name"], ["R0X", "A"]]), "list"),
        (lambda f: written(f / "n.csv", [["CODE", "NUMBER_OF_PATIENTS"], ["A", 9]]), "patients"),
        (
            lambda f: written(
                f / "c.csv",
                [["Catchment year", "Trust code", "Catchment population"], [2024, "R0X", 9]],
            ),
            "populations",
        ),
    ],
)
def test_each_layout_is_recognised_by_what_is_in_the_file(tmp_path, make, layout):
    assert recognised(make(tmp_path)).layout.key == layout


def test_a_list_of_trusts_gives_those_open_today_with_codes_as_text(tmp_path):
    found = made(files.etr(tmp_path))
    assert [each["code"] for each in found.organisations] == ["R0X", "0A1", "RXX", "RXY"]
    assert [each["region"] for each in found.organisations] == [
        "London", "London", "North West", "North West",
    ]  # fmt: skip
    assert "1 closed (RXC)" in said(found, "left_out")
    assert "1 not open yet (RXF)" in said(found, "left_out")


def test_types_come_from_the_estates_return_and_only_else_from_names(tmp_path):
    alone, beside = made(files.etr(tmp_path)), made(files.etr(tmp_path), files.eric(tmp_path))
    assert by_code(alone)["0A1"]["type"] == "Mental health trust"
    assert "4 guessed from the name (R0X, 0A1, RXX, ...)" in said(alone, "assumed")
    assert "1 guessed from the name (RXY)" in said(beside, "assumed")
    assert by_code(beside)["RXX"]["type"] == "Acute trust"


def test_practices_that_are_closed_dormant_or_no_practices_are_left_out(tmp_path):
    found = made(files.epraccur(tmp_path))
    assert [each["code"] for each in found.organisations] == ["A81001", "A81002", "A81003"]
    assert {each["type"] for each in found.organisations} == {"GP practice"}
    assert found.account.left_out == [
        "1 closed (A81004)", "1 dormant (A81005)",
        "1 other prescribing settings than a GP practice (Y00001)",
    ]  # fmt: skip


def test_names_that_several_have_are_told_apart_by_their_codes(tmp_path):
    names = [each["name"] for each in made(files.epraccur(tmp_path)).organisations]
    assert names == ["The Surgery (A81001)", "The Surgery (A81002)", "Hill Practice"]


def test_practices_are_rolled_up_into_the_networks_to_which_they_belong_now(tmp_path):
    found = made(files.epraccur(tmp_path), files.partners(tmp_path), roll_up=True)
    assert [(each["code"], each["name"], each["size"]) for each in found.organisations] == [
        ("U00001", "East PCN", 1.333), ("U00003", "West PCN", 0.667),
    ]  # fmt: skip
    assert {each["type"] for each in found.organisations} == {"GP network"}


def test_the_size_of_a_network_is_that_of_its_patients_where_these_are_known(tmp_path):
    rows = [["ORG_CODE", "SEX", "AGE", "NUMBER_OF_PATIENTS"], ["A81001", "ALL", "ALL", 1000],
            ["A81001", "FEMALE", "ALL", 500], ["A81002", "ALL", "ALL", 2000],
            ["A81003", "ALL", "ALL", 9000]]  # fmt: skip
    patients = written(tmp_path / "patients.csv", rows)
    found = made(files.epraccur(tmp_path), files.partners(tmp_path), patients, roll_up=True)
    assert [each["size"] for each in found.organisations] == [0.5, 1.5]


def test_rolling_up_without_memberships_says_which_file_is_needed(tmp_path):
    with pytest.raises(UserError, match="epcncorepartnerdetails"):
        made(files.epraccur(tmp_path), roll_up=True)


def pillars(row):
    """The scores of a row by pillar, in the order of the columns."""
    return [value for name, value in row.items() if name.startswith("maturity")]


def test_maturity_stands_by_pillar_as_published_and_is_blank_where_not_assessed(tmp_path):
    rows = by_code(made(files.etr(tmp_path), files.dma(tmp_path)))
    assert pillars(rows["R0X"]) == [2.5] * 7  # of two care settings, with 3 and 2 throughout
    assert pillars(rows["0A1"]) == [1, 2, 3, 4, 5]
    assert "maturity: Well led (1-5)" in rows["0A1"]
    assert pillars(rows["RXX"]) == []


def test_providers_of_the_assessment_that_are_in_no_list_are_named(tmp_path):
    found = made(files.etr(tmp_path), files.dma(tmp_path))
    assert "1 not in the list (NHS Nowhere Integrated Care Board)" in said(found, "left_out")


def test_a_name_that_is_nearly_in_the_list_is_left_out_with_what_it_may_mean(tmp_path):
    rows = [["Provider", *PILLARS], ["Riverdale Hospitals NHS Foundation Trust", *[3] * 7]]
    found = made(files.etr(tmp_path), written(tmp_path / "dma.csv", rows))
    assert "perhaps Riverdale Hospital NHS Trust" in said(found, "left_out")
    assert not any(pillars(each) for each in found.organisations)


def test_a_score_that_is_not_from_1_to_5_is_refused_with_its_place(tmp_path):
    rows = [["Provider", *PILLARS], ["Riverdale Hospital NHS Trust", 3, 3, 7, 3, 3, 3, 3]]
    path = written(tmp_path / "dma.csv", rows)
    with pytest.raises(UserError, match=r"dma.csv, row 2: 'Safe Practice' is 7; .* from 1 to 5"):
        made(files.etr(tmp_path), path)


def test_floor_area_is_added_up_over_sites_and_compared_within_a_type(tmp_path):
    rows = by_code(made(files.etr(tmp_path), files.eric(tmp_path)))
    # 300,000 and 100,000 square metres: their mean is the usual size of an acute trust, 3.4
    assert rows["R0X"]["size"] == pytest.approx(3.4 * 1.5)
    assert rows["RXX"]["size"] == pytest.approx(3.4 * 0.5)
    assert "size" not in rows["0A1"]  # Not Applicable
    assert "size" not in rows["RXY"]


def test_codes_that_are_in_no_list_are_counted_with_examples(tmp_path):
    found = made(files.etr(tmp_path), files.eric(tmp_path), files.catchments(tmp_path))
    assert "eric.csv: 1 not in the list (RQQ)" in found.account.left_out
    assert "catchments.csv: 1 of those left out above (RXC)" in found.account.left_out


def test_an_estates_return_alone_is_a_list_too(tmp_path):
    rows = by_code(made(files.eric(tmp_path)))
    assert {code: each["type"] for code, each in rows.items()} == {
        "R0X": "Acute trust", "RXX": "Acute trust", "0A1": "Mental health trust",
        "RQQ": "Community trust",
    }  # fmt: skip


def test_only_those_of_a_region_are_kept_and_the_rest_is_counted(tmp_path):
    found = made(files.etr(tmp_path), only=["region=london"])
    assert [each["code"] for each in found.organisations] == ["R0X", "0A1"]
    assert "kept 2 of 4: region=london" in found.account.read


def test_a_condition_that_holds_for_none_names_what_there_is(tmp_path):
    with pytest.raises(UserError, match="there are London, North West"):
        made(files.etr(tmp_path), only=["region=Londn"])


def test_regions_may_be_integrated_care_boards(tmp_path):
    found = made(files.etr(tmp_path), regions="icb")
    assert [each["region"] for each in found.organisations] == ["QAA", "QBB", "QCC", "QCC"]


def test_headings_above_a_list_of_the_service_are_no_organisation(tmp_path):
    head = ["Organisation Code", "Name", *[f"Column {k}" for k in range(3, 28)]]
    path = written(tmp_path / "etr.csv", [head, register_row("R0X", "RIVERDALE NHS TRUST")])
    assert [each["code"] for each in made(path).organisations] == ["R0X"]


def test_an_unknown_layout_is_refused_with_its_headings_and_all_that_are_known(tmp_path):
    path = written(tmp_path / "x.csv", [["colour", "taste"], ["red", "sweet"]])
    with pytest.raises(UserError, match="begins with: 'colour', 'taste'") as refused:
        made(files.etr(tmp_path), path)
    assert all(each.key in str(refused.value) for each in LAYOUTS)
    assert "--as" in str(refused.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b"%PDF-1.4", "this is a PDF"),
        (bytes(range(128, 256)), "this is no table of text"),
        (b"ods_code,name\nR0X," + b"x" * 10_000_000, "longer than 131,072 characters"),
        (b"ods_code,name" + b",c" * 1_000_000, "a row has over 10,000 cells"),
        (b"ods_code,name\n,\n", "no organisation in these files"),
    ],
)
def test_what_is_no_table_gets_one_line_and_at_once(tmp_path, content, said):
    path = tmp_path / "strange.csv"
    path.write_bytes(content)
    began = time.thread_time()
    with pytest.raises(UserError, match=said):
        made(path)
    assert time.thread_time() - began < 5


def test_numbers_that_measure_nothing_are_as_good_as_blank(tmp_path):
    head = ["Trust Code", "Trust Type", "Commissioning Region", "Gross internal floor area (m²)"]
    rows = [["R0X", "ACUTE", "London", area] for area in ("1e308", "nan", "-5", "Not Applicable")]
    found = made(files.etr(tmp_path), written(tmp_path / "eric.csv", [head, *rows]))
    assert "size" not in by_code(found)["R0X"]


def test_what_the_user_says_a_file_is_counts(tmp_path):
    rows = [["ods_code", "name", "supplier"], ["R0X", "Riverdale", "Acme"]]
    path = written(tmp_path / "mine.csv", rows)
    assert recognised(path).layout.key == "suppliers"
    assert by_code(made(path, said={path: "list"}))["R0X"]["name"] == "Riverdale"


def test_a_file_that_is_not_what_the_user_says_is_refused(tmp_path):
    path = files.eric(tmp_path)
    with pytest.raises(UserError, match="this is no list of trusts"):
        made(path, said={path: "trusts"})


def test_files_without_any_list_are_refused(tmp_path):
    path = written(tmp_path / "s.csv", [["ods_code", "supplier"], ["R0X", "Acme"]])
    with pytest.raises(UserError, match=r"add a list such as etr\.csv"):
        made(path)


@pytest.mark.parametrize(
    ("published", "ours"),
    [
        ("ACUTE - TEACHING", "Acute trust"),
        ("ACUTE - SPECIALIST", "Specialist trust"),
        ("MENTAL HEALTH AND LEARNING DISABILITY", "Mental health trust"),
        ("Mental Health", "Mental health trust"),
        ("AMBULANCE", "Ambulance trust"),
        ("COMMUNITY", "Community trust"),
        ("mental_health_or_combined", "Mental health trust"),
        ("Care home", None),
    ],
)
def test_published_types_become_ours(published, ours):
    assert kind_of(published) == ours


@pytest.mark.parametrize(
    ("published", "ours"),
    [
        ("Y63", "North East and Yorkshire"),
        ("NORTH EAST AND YORKSHIRE COMMISSIONING REGION", "North East and Yorkshire"),
        ("North East & Yorkshire", "North East and Yorkshire"),
        ("Atlantis", "Atlantis"),
    ],
)
def test_published_regions_become_names(published, ours):
    assert region_of(published) == ours


def test_names_in_capitals_are_written_as_one_would():
    capitals = "ST GEORGE'S AND THE KING'S UNIVERSITY HOSPITALS OF O'NEILL NHS TRUST"
    assert readable(capitals) == (
        "St George's and the King's University Hospitals of O'Neill NHS Trust"
    )
    assert readable("iCare NHS Trust") == "iCare NHS Trust"


def test_names_are_compared_without_the_legal_form_articles_and_signs():
    one = name_key("The Queen Elizabeth Hospital, King's Lynn, NHS Foundation Trust")
    assert one == name_key("QUEEN ELIZABETH HOSPITAL KINGS LYNN NHS TRUST")
    assert name_key("A & B NHS FT") == name_key("A and B NHS Trust")
    assert name_key("North Trust") != name_key("South Trust")
