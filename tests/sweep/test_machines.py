"""What `--on` and `--shard` name."""

import sys

import pytest
from shares import contents, sweep

from sim.engines.block_queue import cores
from sim.params.errors import UserError
from sim.study.sweep.cluster import _address
from sim.study.sweep.machines import checked_shard, machine_of, shard_of


@pytest.mark.parametrize("text", ["", "here", "local:", "local:0", "local:x", "local:-1", "dask"])
def test_nonsense_is_refused_with_what_is_allowed(text):
    with pytest.raises(UserError, match=r"^--on .*local") as refused:
        machine_of(text)
    assert "\n" not in str(refused.value)


def test_local_is_as_many_at_once_as_there_are_cores_or_as_said():
    with machine_of("local") as machine, machine_of(" local:3 ") as three:
        assert machine.words == f"{cores()} at once here"
        assert three.words == "3 at once here"


def test_the_machine_has_no_say_in_the_results(tmp_path):
    sweep(tmp_path / "usual")
    with machine_of("local:3") as machine:
        sweep(tmp_path / "three", machine=machine.run)
    assert contents(tmp_path / "three") == contents(tmp_path / "usual")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("dask://host:8786", "tcp://host:8786"),
        ("dask://host", "tcp://host:8786"),
        ("dask://10.0.0.1:99/", "tcp://10.0.0.1:99"),
        ("dask://[::1]", "tcp://[::1]:8786"),
        ("tcp://host:1", "tcp://host:1"),
        ("tls://host", "tls://host:8786"),
    ],
)
def test_addresses_are_as_dask_writes_them(text, address):
    assert _address(text) == address


def test_a_scheduler_file_names_its_scheduler(tmp_path):
    path = tmp_path / "scheduler.json"
    path.write_text('{"address": "tcp://10.0.0.1:8786"}', encoding="utf-8")
    assert _address(f"dask:{path}") == "tcp://10.0.0.1:8786"


@pytest.mark.parametrize("text", [None, "", "[]", '{"id": 1}'])
def test_a_file_of_no_scheduler_is_refused(tmp_path, text):
    path = tmp_path / "scheduler.json"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match="scheduler-file"):
        _address(f"dask:{path}")


def test_an_address_without_a_host_is_refused():
    with pytest.raises(UserError, match="name the computer"):
        _address("dask://")


def test_without_the_extra_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(UserError, match=r'pip install "uptake-sim\[cluster\]"'),
        machine_of("dask://127.0.0.1:9"),
    ):
        pass


def test_a_share_is_one_of_its_number():
    assert shard_of(" 3/20 ") == (3, 20)
    assert checked_shard((20, 20)) == (20, 20)


@pytest.mark.parametrize("text", ["0/3", "4/3", "a/b", "3", "1/0", "-1/3", "1/3/4", "1.5/3", ""])
def test_other_shares_are_refused_in_one_line(text):
    with pytest.raises(UserError, match=r"^--shard ") as refused:
        shard_of(text)
    assert "\n" not in str(refused.value)
