"""Swept keys and their values in words."""

import pytest

from sim.config.swept_words import amounts_of, is_number, name_of, phrases_of, scale_of

BUDGET = "strategy.budget_per_organisation"


@pytest.mark.parametrize(
    ("key", "name", "scale"),
    [
        (BUDGET, "budget per organisation", (1.0, "£ a month")),
        ("strategy.budget_total", "budget total", (1.0, "£")),
        ("strategy.pilots", "pilots", (1.0, "")),
        ("strategy.shares.comms", "share for communications", (100.0, "%")),
        ("strategy.shift.comms", "share moved to communications", (100.0, "%")),
        ("strategy.mandate_month", "mandate month", (1.0, "month")),
        ("system.board_interval", "board interval", (1.0, "months")),
        ("assumptions.commitment_rate", "commitment rate", (1.0, "a month")),
        ("system.types.acute.maturity", "acute: maturity", (1.0, "")),
        ("clock.months", "length of the run", (1.0, "months")),
        ("strategy", "strategy", (1.0, "")),
        ("seed", "seed", (1.0, "")),
    ],
)
def test_a_key_has_a_name_and_a_unit(key, name, scale):
    assert name_of(key) == name
    assert scale_of(key)[1] == scale[1] or key.endswith("maturity")
    assert scale_of(key)[0] == scale[0] or key.endswith("maturity")


@pytest.mark.parametrize(
    ("key", "values", "phrases", "amounts"),
    [
        (
            BUDGET,
            (300.0, 600.0),
            ["£300 a month for each organisation", "£600 a month for each organisation"],
            ["£300", "£600"],
        ),
        ("strategy.pilots", (1, 8), ["1 pilot", "8 pilots"], ["1", "8"]),
        (
            "strategy.shift.comms",
            (-0.05, 0.1),
            ["-5% moved to communications", "10% moved to communications"],
            ["-5%", "10%"],
        ),
        ("strategy.mandate_month", (None, 12), ["no mandate", "a mandate from month 12"], None),
        ("strategy.mixed_pilots", (True, False), None, None),
        (
            "strategy",
            ("none", "hin_playbook", "mine"),
            ["No spread partner", "The whole playbook", "mine"],
            None,
        ),
        ("seed", (1, 2), ["seed 1", "seed 2"], None),
        ("replicates", (64, 1024), ["64 replicates", "1,024 replicates"], ["64", "1,024"]),
        ("clock.months", (36, 72), ["a run of 36 months", "a run of 72 months"], ["36", "72"]),
    ],
)
def test_values_have_phrases_that_stand_alone_and_amounts_for_an_axis(
    key, values, phrases, amounts
):
    found = phrases_of(key, values)
    assert found == (phrases or ["pilots of different types", "the readiest as pilots"])
    assert amounts_of(key, values) == (amounts or found)


def test_values_that_differ_little_keep_the_digits_that_tell_them_apart():
    assert amounts_of("strategy.budget_total", (1_200_000.0, 1_200_100.0)) == [
        "£1.2 million", "£1.2001 million",
    ]  # fmt: skip


def test_presets_of_the_users_own_folder_are_called_by_their_titles(tmp_path):
    (tmp_path / "strategy").mkdir()
    (tmp_path / "strategy" / "ours.yaml").write_text("title: Our own plan\n", encoding="utf-8")
    assert phrases_of("strategy", ("ours",), [tmp_path]) == ["Our own plan"]


def test_what_the_folder_of_the_users_own_system_holds_is_not_called_own():
    assert phrases_of("strategy", ["own", "none"]) == ["Your own plan", "No spread partner"]
    assert phrases_of("innovation", ["own"]) == ["Your own innovation"]


def test_seeds_and_words_are_no_numbers():
    assert is_number("strategy.pilots", (1, 8))
    assert not is_number("seed", (1, 2))
    assert not is_number("strategy.mandate_month", (None, 12))
    assert not is_number("strategy.mixed_pilots", (True, False))
