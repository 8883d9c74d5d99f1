"""Compiled code that is damaged, or for which there is no room, costs time and nothing else."""

import errno
import os
from pathlib import Path

import numba
import pytest

from sim.rules import code_cache, code_folder
from sim.rules.code_cache import CompiledCodeWarning
from sim.rules.compiled import kernel


def third_of(number):
    return number / 3.0


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder of its own for compiled code."""
    folder = tmp_path / "code"
    monkeypatch.setattr(code_folder, "place", lambda: code_folder.Place(folder))
    return folder


def files(place, ending):
    return list(place.rglob(f"*.{ending}"))


def cut(path):
    path.write_bytes(path.read_bytes()[:30])


def flip(path):
    said = bytearray(path.read_bytes())
    said[len(said) // 2] ^= 1
    path.write_bytes(said)


def empty(path):
    path.write_bytes(b"")


def test_code_is_kept_and_used_again(place):
    assert kernel(third_of)(1.5) == 0.5
    again = kernel(third_of)
    assert again(1.5) == 0.5
    assert sum(again.stats.cache_hits.values()) == 1


@pytest.mark.parametrize("ending", ["nbi", "nbc"])
@pytest.mark.parametrize("damage", [cut, flip, empty])
def test_damaged_code_is_never_run_but_compiled_again_and_kept(damage, ending, place):
    kernel(third_of)(1.5)
    (path,) = files(place, ending)
    damage(path)
    if (ending, damage) == ("nbi", flip):
        path.write_bytes(b"\x80" * 40)  # a flipped bit may only spoil a key, which finds nothing
    with pytest.warns(CompiledCodeWarning, match="is damaged, so it is compiled again") as told:
        assert kernel(third_of)(1.5) == 0.5
    assert str(place) in str(told[0].message)
    again = kernel(third_of)
    assert again(1.5) == 0.5
    assert sum(again.stats.cache_hits.values()) == 1


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EDQUOT, errno.EROFS])
def test_without_room_for_code_a_run_goes_on_and_says_which_folder_and_how_to_name_another(
    number, place, monkeypatch
):
    def full(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(code_cache.CodeFile, "_open_for_write", full)
    with pytest.warns(CompiledCodeWarning) as told:
        assert kernel(third_of)(1.5) == 0.5
    (line,) = {str(each.message) for each in told}
    assert str(place) in line
    assert os.strerror(number) in line
    assert "NUMBA_CACHE_DIR" in line


def test_a_folder_that_cannot_be_made_costs_only_the_keeping(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(numba.config, "CACHE_DIR", str(tmp_path / "file"))
    monkeypatch.setattr(code_folder, "place", code_folder.place.__wrapped__)
    with pytest.warns(CompiledCodeWarning, match="NUMBA_CACHE_DIR"):
        assert kernel(third_of)(1.5) == 0.5
    assert not list(Path(__file__).parent.rglob("*third_of*.nbc"))  # nor kept beside the source


def test_no_other_place_that_numba_is_told_of_is_used(place, monkeypatch):
    """Its own folders miss a rule that was changed in another file."""
    monkeypatch.setattr(numba.config, "CACHE_LOCATOR_CLASSES", "InTreeCacheLocator", raising=False)
    kernel(third_of)(1.5)
    assert len(files(place, "nbc")) == 1


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows: each user's own folders")
@pytest.mark.parametrize("ending", ["nbi", "nbc"])
@pytest.mark.parametrize("whose", ["another's", "writable by others"])
def test_code_that_another_user_may_have_written_is_never_run(whose, ending, place, monkeypatch):
    """Its digest says nothing: whoever plants code can work one out."""
    kernel(third_of)(1.5)
    (path,) = files(place, ending)
    kind = code_folder.is_private
    if whose == "another's":
        planted = path.stat()  # only root could give it to another user

        def is_private(about):  # a new file may get the number of one that was removed
            same = (about.st_ino, about.st_mtime_ns) == (planted.st_ino, planted.st_mtime_ns)
            return not same and kind(about)

        monkeypatch.setattr(code_folder, "is_private", is_private)
    else:
        path.chmod(0o666)
    with pytest.warns(CompiledCodeWarning, match="another user may have written it"):
        assert kernel(third_of)(1.5) == 0.5
    again = kernel(third_of)
    assert again(1.5) == 0.5
    assert sum(again.stats.cache_hits.values()) == 1


@pytest.mark.skipif(not hasattr(os, "fchmod"), reason="Windows: each user's own folders")
def test_code_is_kept_in_files_of_our_own_even_if_new_files_are_for_all(place):
    before = os.umask(0)
    try:
        kernel(third_of)(1.5)
    finally:
        os.umask(before)
    for path in (*files(place, "nbi"), *files(place, "nbc")):
        assert path.stat().st_mode & 0o777 == 0o600
