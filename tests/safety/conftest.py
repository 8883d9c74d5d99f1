"""What the tests of malformed inputs share: a folder with one bad file, given to the command."""

import pytest
from malformed import GOOD

from sim import cli


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of one's own system, in an empty working folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "organisations.csv").write_text(GOOD, encoding="utf-8")
    return tmp_path / "mine"


@pytest.fixture
def told(folder, capsys):
    """Run the folder by the command; returns exit code and standard error.

    Whatever happens, it must end with 0 or 2; when it refuses, it must have written nothing, and
    must say why in one line at the end, after at most one note.
    """

    def run(*more):
        before = sorted(folder.parent.rglob("*"))
        few = ["--months", "2", "--replicates", "2", "--no-figures", "--out", "out"]
        code = cli.status(["run", "system.folder=mine", *(more or ["strategy=none"]), *few])
        out, err = capsys.readouterr()
        assert code in (0, 2), err
        assert "Traceback" not in out + err
        assert not any(ord(each) < 32 and each not in "\n\t" for each in out + err)
        if code == 2:
            assert sorted(folder.parent.rglob("*")) == before
            assert out == ""
            lines = err.splitlines()
            assert len(lines) <= 2, err
            assert lines[-1].startswith("uptake: ")
            assert len(lines[-1]) < 600
        return code, err

    return run
