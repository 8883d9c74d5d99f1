"""A digest of the sources that can change results: the same for a checkout and an install."""

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

# Words, pages, figures, commands and presets are left out: a saved run keeps its whole scenario.
ROOMS = ("params", "rules", "process", "networks", "engines", "outcomes", "config")


@cache
def sources_digest() -> str:
    """Return the SHA-256 of the model's sources: equal digests, equal results.

    An edit in `cli`, `page`, `api`, `report` or `study`, of a preset or a document leaves it as it
    is. So do the line ends of Windows, and where the package is installed. Address results that
    are kept by it, by the digest of the scenario (`sim.config.digest`) and by the seed.

    Returns
    -------
    str
        64 hexadecimal digits.
    """
    return digest_of_rooms(ROOMS)


def digest_of_rooms(rooms: Iterable[str]) -> str:
    """Return the SHA-256 of the Python sources in some folders of the package, by their names."""
    package, found = Path(__file__).parent.parent, hashlib.sha256()
    for room in rooms:
        paths = (package / room).rglob("*.py")
        for name, path in sorted((each.relative_to(package).as_posix(), each) for each in paths):
            source = path.read_bytes().replace(b"\r\n", b"\n")
            found.update(f"{name}\n{len(source)}\n".encode() + source)
    return found.hexdigest()
