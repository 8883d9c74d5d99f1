"""Whether the user's own organisations say at which stages they are at month 0."""

import hashlib
from pathlib import Path

from sim.networks.columns import ORGANISATION, read
from sim.networks.sheets import read_sheet
from sim.params import System as SystemParameters
from sim.params import given_in

_SAY: dict[bytes, bool] = {}  # by what is in a file


def says_where_it_stands(parameters: SystemParameters) -> bool:
    """Return whether any organisation of a system says its stage; one that is made up does not.

    Raises
    ------
    UserError
        If the file of organisations cannot be read.
    """
    given = given_in(parameters)
    if given is not None:
        return given.standing is not None
    if parameters.organisations_file is None:
        return False
    path = Path(parameters.organisations_file)
    content = content_of(path)
    if content not in _SAY:
        _SAY[content] = _says(path)
    return _SAY[content]


def content_of(file: Path | str | None) -> bytes:
    """Return a digest of what is in a file; of none, nothing."""
    path = Path(str(file))
    try:
        return hashlib.sha256(path.read_bytes()).digest() if path.is_file() else b""
    except OSError:  # reading it will say why
        return b""


def _says(path: Path) -> bool:
    rows = read_sheet(path, ORGANISATION).rows
    stage = ORGANISATION["stage"]
    return any(read(stage, row.get("stage"), f"{path}, row {k}") is not None for k, row in rows)
