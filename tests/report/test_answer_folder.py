"""The folder of a question: the same question goes on in it, nothing else does."""

import sqlite3
from contextlib import closing

import numpy as np
import pytest

from sim.params.errors import UserError
from sim.report.answers.folder import answer_folder, question_digest, usual_place
from sim.report.answers.trial_file import TrialFile

FOUND = np.array([[0.1, np.nan], [np.inf, 3.0]])


def test_what_was_put_comes_back_bit_for_bit_in_another_process_of_the_same_question(tmp_path):
    place = tmp_path / "answers" / "x"
    with answer_folder(place, "q") as folder:
        folder.memory.put("one", FOUND)
        assert folder.memory.get("two") is None
    with answer_folder(place, "q") as folder:
        again = folder.memory.get("one")
    assert again.tobytes() == FOUND.tobytes()
    assert [each.name for each in place.iterdir()] == ["trials.sqlite"]


def test_another_question_is_refused_and_nothing_is_lost(tmp_path):
    with answer_folder(tmp_path / "x", "q") as folder:
        folder.memory.put("one", FOUND)
    with (
        pytest.raises(UserError, match=r"another question.*--out"),
        answer_folder(tmp_path / "x", "other"),
    ):
        pass
    with answer_folder(tmp_path / "x", "q") as folder:
        assert folder.memory.get("one") is not None


def test_a_folder_of_something_else_is_refused_and_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(UserError, match="something else"), answer_folder(tmp_path, "q"):
        pass
    assert [each.name for each in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_in_the_place_of_a_folder_is_refused(tmp_path):
    (tmp_path / "x").write_text("dear", encoding="utf-8")
    with pytest.raises(UserError, match="something else"), answer_folder(tmp_path / "x", "q"):
        pass


def test_two_at_once_are_refused(tmp_path):
    with (
        answer_folder(tmp_path / "x", "q"),
        pytest.raises(UserError, match="another run"),
        answer_folder(tmp_path / "x", "q"),
    ):
        pass


def test_a_damaged_file_is_told_in_one_line(tmp_path):
    (tmp_path / "trials.sqlite").write_bytes(b"no database" * 500)
    with pytest.raises(UserError, match=r"damaged.*remove it"):
        TrialFile(tmp_path / "trials.sqlite", "q")


def test_what_is_stopped_keeps_what_was_run_and_says_so(tmp_path):
    def stopped():
        with answer_folder(tmp_path / "x", "q") as folder:
            folder.memory.put("one", FOUND)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt) as stop:
        stopped()
    assert "the same line goes on" in stop.value.__notes__[0]
    with closing(sqlite3.connect(tmp_path / "x" / "trials.sqlite")) as tables:
        assert tables.execute("select name from trials").fetchall() == [("one",)]


def test_the_answer_replaces_an_earlier_one_whole_or_not_at_all(tmp_path):
    place = tmp_path / "x"
    for text in ("first", "second"):
        with answer_folder(place, "q") as folder:
            folder.memory.put("one", FOUND)
            folder.write({"answer.md": text, "table.csv": text}, {})
    assert (place / "answer.md").read_text(encoding="utf-8") == "second"

    def cannot():
        raise OSError("no room")

    with pytest.raises(UserError, match="cannot write"), answer_folder(place, "q") as folder:
        folder.write({"answer.md": "third"}, {"figure": cannot})
    assert (place / "answer.md").read_text(encoding="utf-8") == "second"
    assert sorted(each.name for each in place.iterdir()) == [
        "answer.md", "table.csv", "trials.sqlite",
    ]  # fmt: skip


def test_equal_questions_have_equal_digests_and_places():
    one, other = question_digest({"a": 1, "b": [2]}), question_digest({"b": [2], "a": 1})
    assert one == other != question_digest({"a": 1, "b": [3]})
    assert usual_place("reach", one).name == f"reach-{one[:8]}"
