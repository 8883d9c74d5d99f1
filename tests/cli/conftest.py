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
