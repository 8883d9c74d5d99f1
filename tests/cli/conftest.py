"""What the tests of the commands share."""

import pytest

from sim import cli


@pytest.fixture
def uptake(capsys):
    """Run a command here; returns exit code, standard output, standard error."""

    def run(*arguments):
        code = cli.status(list(arguments))
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """Every command runs in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
