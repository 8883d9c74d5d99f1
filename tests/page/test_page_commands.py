"""`uptake report` and `uptake workshop` from the command line."""

import json
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import httpx
import pytest
from qr_reading import read_code

from sim import cli
from sim.cli.workshop_command import announce, listen
from sim.page.addresses import network_of
from sim.params.errors import UserError

PROJECT = Path(__file__).parent.parent.parent
SMALL = (
    "scenario=avt_london", "system.organisations=12", "clock.months=18",
    "assumptions.replicates_per_system=4",
)  # fmt: skip
TWO = (*SMALL, "strategy=none,hin_playbook")


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """Every command runs in an empty folder."""
    monkeypatch.chdir(tmp_path)


def room_data(path):
    """The data in a page."""
    told = re.search(r'id="page-data">(.*?)</script>', Path(path).read_text("utf-8"), re.DOTALL)
    return json.loads(told[1])


def test_a_report_is_a_page_and_a_pack(capsys):
    assert cli.status(["report", *TWO, "--replicates", "8", "--out", "room.html"]) == 0
    told = capsys.readouterr().out
    data = room_data("room.html")
    assert [plan["label"] for plan in data["plans"]] == ["none", "hin_playbook"]
    assert "gap costs most" in told
    assert "room_pack.html" in told
    assert 'To repeat: uptake report "scenario=avt_london"' in told


def test_a_report_with_equal_starts_says_so_everywhere_and_repeats_it(capsys):
    asked = [*TWO, "--replicates", "8", "--equal-start"]
    assert cli.status(["report", *asked, "--out", "room.html"]) == 0
    assert "--equal-start" in capsys.readouterr().out.splitlines()[-1]
    data = room_data("room.html")
    assert data["headline"].startswith("With equal starts, ")
    assert "All plans were given the start of “The whole playbook”" in " ".join(data["verdict"])
    none, playbook = (plan["explain"] for plan in data["plans"])
    assert none.endswith(" Here it has the start of “The whole playbook” instead.")
    assert "Here it has" not in playbook
    pilots = data["parameters"]["strategy.pilots"]
    assert pilots["value"] == 4
    assert "values" not in pilots
    assert "strategy.pilots=4" in data["plans"][0]["command"]
    assert data["command"].startswith("uptake compare")
    assert data["workshop_command"].startswith("uptake workshop")
    for line in (data["command"], data["workshop_command"]):
        assert line.endswith("--equal-start")


def test_a_report_of_a_folder_with_equal_starts_has_them_too():
    compared = ["compare", *TWO, "--replicates", "8", "--equal-start", "--no-figures"]
    assert cli.status([*compared, "--out", "kept"]) == 0
    assert cli.status(["report", "kept", "--out", "room.html"]) == 0
    assert room_data("room.html")["headline"].startswith("With equal starts, ")


def test_a_report_of_a_folder_shows_the_runs_in_that_folder(capsys):
    run = ["run", *SMALL, "strategy=hin_playbook", "--replicates", "8", "--seed", "9"]
    assert cli.status([*run, "--no-figures", "--out", "kept"]) == 0
    assert cli.status(["report", "kept", "--out", "room.html"]) == 0
    import pandas as pd

    curves = pd.read_parquet("kept/curves.parquet")
    live = curves.query("dimension == 'all' and series == 'live'").sort_values("month")["mean"]
    data = room_data("room.html")
    kept = next(plan for plan in data["plans"] if plan["label"] != "none")
    assert kept["curves"]["live"]["mean"] == pytest.approx(live.to_numpy(), abs=5e-5)
    assert data["replicates"] == 8
    assert "--seed 9" in data["command"]


def test_a_report_of_a_comparison_keeps_its_plans_and_its_baseline():
    asked = [*SMALL, "strategy=none,one_to_one,hin_playbook", "--replicates", "8"]
    chosen = ["--baseline", "one_to_one", "--no-figures", "--out", "kept"]
    assert cli.status(["compare", *asked, *chosen]) == 0
    assert cli.status(["report", "kept", "--out", "room.html"]) == 0
    data = room_data("room.html")
    assert [plan["label"] for plan in data["plans"]] == ["none", "one_to_one", "hin_playbook"]
    assert data["baseline"] == 1


REFUSED = {
    "a page that is there": (["report", *TWO, "--out", "there.html"], "there.html already exists"),
    "no page named": (["report", *TWO], "--out"),
    "five plans": (["report", "strategy.pilots=1,2,3,4,5", "--out", "x.html"], "5 plans"),
    "none alone": (["report", "strategy=none", "--out", "x.html"], "strategy=none,hin_playbook"),
    "no such folder": (["report", "nowhere", "--out", "x.html"], "manifest.json"),
    "a misspelt key": (["report", "strategy.pilot=1", "--out", "x.html"], "strategy.pilots"),
    "dials, which all pages have": (
        ["report", *TWO, "--dial", "strategy.pilots=0:3", "--out", "x.html"], "--dial",
    ),
    "no such plan": (
        ["report", *TWO, "--baseline", "hinplaybook", "--out", "x.html"],
        "no plan is called 'hinplaybook' (did you mean hin_playbook?)",
    ),
    "two calendars": (
        ["report", *SMALL, "clock.start=2026-04,2025-10", "--out", "x.html"],
        "different dates (2025-10, 2026-04)",
    ),
    "a workshop of a folder": (["workshop", "kept"], "uptake report"),
    "a workshop at no address": (["workshop", *TWO, "--host", "192.0.2.1"], "cannot listen"),
}  # fmt: skip


@pytest.mark.parametrize(("words", "told"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_done_is_refused_in_one_line(words, told, capsys):
    Path("there.html").write_text("mine")
    assert cli.status(words) == 2
    said = capsys.readouterr().err
    assert told in said
    assert said.count("\n") == 1
    assert sorted(each.name for each in Path().iterdir()) == ["there.html"]


def test_without_the_packages_of_the_live_page_one_line_says_how_to_get_them(capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    assert cli.status(["workshop", *TWO]) == 2
    assert 'pip install "uptake-sim[workshop]"' in capsys.readouterr().err


def test_a_folder_whose_presets_have_changed_is_refused(capsys):
    own = Path("ours/strategy")
    own.mkdir(parents=True)
    (own / "ours.yaml").write_text("shares: {comms: 1.0}\n")
    options = ["--config-dir", "ours"]
    run = ["run", *SMALL, "strategy=ours", "--replicates", "4", "--no-figures", "--out", "kept"]
    assert cli.status([*run, *options]) == 0
    (own / "ours.yaml").write_text("shares: {cop: 1.0}\n")
    assert cli.status(["report", "kept", "--out", "x.html", *options]) == 2
    assert "have changed; run it again" in capsys.readouterr().err


def test_answers_are_sent_without_delay():
    """Asyncio switches Nagle's delay off only if a socket is declared as TCP."""
    with listen("127.0.0.1", 0) as listening:
        assert listening.proto == socket.IPPROTO_TCP


def test_a_shared_page_prints_every_link_and_says_that_others_could_read_along(capsys):
    announce(["http://192.0.2.1:80/?key=k", "http://laptop:80/?key=k"], shared=True)
    told = capsys.readouterr().out
    assert told.index("192.0.2.1") < told.index("laptop")
    assert "plain http" in told
    announce(["http://127.0.0.1:80/"], shared=False)
    assert "plain http" not in capsys.readouterr().out


def test_a_page_on_all_addresses_answers_on_ipv4_too():
    try:
        listening = listen("::", 0)
    except UserError:
        pytest.skip("no IPv6 here")
    with listening:
        port = listening.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port), 10) as asker:
            answering, where = listening.accept()
            answering.close()
            assert (network_of(where[0]), where[1]) == asker.getsockname()


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize(
    ("stop", "code", "said"), [("SIGINT", 0, ""), ("SIGTERM", 143, "uptake: stopped; nothing was")]
)
def test_a_workshop_prints_its_address_answers_there_and_closes_when_stopped(stop, code, said):
    options = ("--replicates", "8", "--no-browser", "--equal-start")
    command = [sys.executable, "-m", "sim", "workshop", *TWO, *options]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", cwd=PROJECT
    ) as process:
        address = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())[0]
        with urllib.request.urlopen(address, timeout=60) as reply:
            page = reply.read()
        assert b"page-data" in page
        assert b"All plans were given the start of" in page
        process.send_signal(getattr(signal, stop))
        out, err = process.communicate(timeout=60)
    assert process.returncode == code, err
    assert ("The page is closed." in out) == (code == 0)
    assert said in err
    assert "Traceback" not in err


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_shared_workshop_draws_the_code_of_a_link_at_which_a_phone_is_let_in():
    options = ("--replicates", "8", "--no-browser", "--host", "0.0.0.0")
    command = [sys.executable, "-m", "sim", "workshop", *TWO, *options]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", cwd=PROJECT
    ) as process:
        printed = process.stdout.readline()
        host, port, key = re.search(r"http://(\S+):(\d+)/\?key=(\S+)", printed).groups()
        here = {"base_url": f"http://127.0.0.1:{port}", "follow_redirects": True, "timeout": 60}
        with httpx.Client(**here) as leader:
            page = leader.get("/", params={"key": key}).text
        data = json.loads(re.search(r'id="page-data">(.*?)</script>', page, re.S)[1])
        code = data["live"]["phones"][0]
        with httpx.Client(**here) as phone:
            path = read_code(code["rows"]).removeprefix(f"http://{host}:{port}")
            assert phone.get(path).status_code == 200
            assert phone.get("/").status_code == 403
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    assert process.returncode == 0
    assert read_code(code["rows"]) == code["link"]


def test_a_page_takes_the_margin_and_the_assumptions_of_a_comparison_and_repeats_them(capsys):
    asked = [*TWO, "--replicates", "8", "--margin", "99", "--parameter-draws", "2"]
    assert cli.status(["report", *asked, "--out", "room.html"]) == 0
    data, last = room_data("room.html"), capsys.readouterr().out.splitlines()[-1]
    assert "are practically the same" in data["headline"]
    assert data["margin"] == pytest.approx(0.99)
    assert "in both sets of assumptions" in data["answer"][-1]["text"]
    for line in (data["command"], data["workshop_command"], last):
        assert "--margin 99 --parameter-draws 2" in line


def test_a_report_of_a_folder_keeps_the_margin_and_the_assumptions_of_the_folder():
    compared = ["compare", *TWO, "--replicates", "8", "--margin", "99", "--parameter-draws", "2"]
    assert cli.status([*compared, "--no-figures", "--out", "kept"]) == 0
    assert cli.status(["report", "kept", "--out", "room.html"]) == 0
    verdict = json.loads(Path("kept", "manifest.json").read_text("utf-8"))["verdict"]
    data = room_data("room.html")
    lines = [f"{each['label']}: {each['text']}" for each in data["answer"]]
    assert [data["headline"], *lines] == verdict
    assert cli.status(["report", "kept", "--margin", "0", "--out", "other.html"]) == 0
    assert "practically" not in room_data("other.html")["headline"]
