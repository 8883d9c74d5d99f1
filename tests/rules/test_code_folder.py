"""Compiled code lies where nobody else can put any, or nowhere."""

import os
import time
from pathlib import Path

import numba
import pytest

from sim.rules import code_folder

posix = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows: each user's own folders")


@pytest.fixture
def choose(tmp_path, monkeypatch):
    """Choose the folder anew, by what is named, with a home and a place for all of its own."""
    (tmp_path / "all").mkdir()
    (tmp_path / "all").chmod(0o1777)

    def chosen(named="", home=tmp_path / "home"):
        monkeypatch.setattr(numba.config, "CACHE_DIR", str(named))
        monkeypatch.setattr(code_folder.platformdirs, "user_cache_dir", lambda *_, **__: str(home))
        monkeypatch.setattr(code_folder.tempfile, "gettempdir", lambda: str(tmp_path / "all"))
        return code_folder.place.__wrapped__()

    return chosen


@pytest.fixture
def closed(tmp_path):
    """A home in which nothing can be made, even by root."""
    (tmp_path / "file").write_text("")
    return tmp_path / "file" / "home"


@pytest.fixture
def own(tmp_path):
    """The folder for this user in the place for all."""
    return tmp_path / "all" / f"uptake-{os.geteuid() if hasattr(os, 'geteuid') else 'user'}"


def test_code_is_kept_at_home_unless_a_folder_is_named(choose, tmp_path):
    found = choose()
    assert (found.folder.parent, found.fault) == (tmp_path / "home", None)
    found = choose(named=tmp_path / "new" / "named")
    assert (found.folder.parent, found.fault) == (tmp_path / "new" / "named", None)


def test_a_named_folder_may_be_relative_or_at_home(choose, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "me"))
    assert choose(named="code").folder.parent == tmp_path / "code"
    assert choose(named=Path("~", "code")).folder.parent == tmp_path / "me" / "code"
    assert not (tmp_path / "~").exists()


def test_a_named_folder_that_cannot_be_used_is_not_replaced_by_another(choose, closed):
    found = choose(named=closed)
    assert found.folder.parent == closed
    assert found.fault.startswith("it cannot be written: ")


def test_without_a_home_code_is_kept_in_a_private_folder_in_the_place_for_all(choose, closed, own):
    found = choose(home=closed)
    assert (found.folder.parent, found.fault) == (own, None)
    if os.name != "nt":
        assert own.stat().st_mode & 0o777 == found.folder.stat().st_mode & 0o777 == 0o700


@posix
@pytest.mark.parametrize("mode", [0o770, 0o702, 0o777])
def test_a_folder_that_was_opened_to_others_is_used_no_more(mode, choose, closed, own):
    found = choose(home=closed)
    for each in (own, found.folder):
        each.chmod(mode)
        assert choose(home=closed).fault is not None
        each.chmod(0o700)
    assert choose(home=closed).fault is None


@posix
def test_a_folder_of_ours_that_is_a_link_is_not_followed(choose, closed, own, tmp_path):
    """Who may write to the place for all could have made the link."""
    (tmp_path / "theirs").mkdir(mode=0o700)
    own.symlink_to(tmp_path / "theirs")
    assert choose(home=closed).fault is not None
    own.unlink()
    folder = choose(home=closed).folder
    folder.rmdir()
    folder.symlink_to(tmp_path / "theirs")
    assert choose(home=closed).fault is not None
    assert not list((tmp_path / "theirs").iterdir())


@posix
def test_a_folder_of_another_user_is_not_used(choose, closed, own, monkeypatch):
    own.mkdir(mode=0o700)
    if os.geteuid() == 0:
        os.chown(own, 12345, 12345)
    else:  # only root can give a folder away: as another user would see ours
        monkeypatch.setattr(code_folder.os, "geteuid", lambda: own.stat().st_uid + 1)
        own.rename(own.with_name(f"uptake-{own.stat().st_uid + 1}"))
    assert choose(home=closed).fault is not None


@posix
def test_a_named_folder_for_all_is_used_with_a_private_one_inside(choose, tmp_path):
    found = choose(named=tmp_path / "all")
    assert found.fault is None
    assert found.folder.stat().st_mode & 0o777 == 0o700
    found.folder.chmod(0o770)
    assert choose(named=tmp_path / "all").fault == code_folder.OTHERS


def test_code_unused_for_long_and_half_written_files_are_swept(choose, tmp_path):
    now = choose().folder
    inside = now / "lanes_1"
    inside.mkdir()
    names = ["0123456789abcdef", "fedcba9876543210", "notes-of-my-own"]
    for name in names:
        (now.parent / name).mkdir()
    for name in ("a.nbi.tmp.1", "a.nbi.tmp.2", "a.nbi"):
        (inside / name).touch()
    long_ago = time.time() - 91 * code_folder.DAY
    for old in (
        now,
        inside / "a.nbi.tmp.1",
        inside / "a.nbi",
        *map(now.parent.joinpath, names[1:]),
    ):
        os.utime(old, (long_ago, long_ago))
    assert choose().folder == now
    assert {each.name for each in now.parent.iterdir()} == {now.name, names[0], names[2]}
    assert {each.name for each in inside.iterdir()} == {"a.nbi.tmp.2", "a.nbi"}
