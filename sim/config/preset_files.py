"""Finds preset files, with their names and titles.  Does not use Hydra."""

import difflib
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sim.config.nesting import refuse_nested_yaml
from sim.params.errors import UserError

GROUPS = ("scenario", "system", "innovation", "strategy", "process")
SHIPPED = "shipped:"  # begins a file beside the shipped systems, in a preset of one
LARGEST = 1_000_000  # bytes of a file of the user's own
SWEEP = "sweep"  # ready designs: they hold no part of a scenario, but say which to run
OWN = "own"  # the preset that stands in the folder of the user's own system
OWN_FILES = {"innovation": "innovation.yaml", "strategy": "plan.yaml"}
PLURALS = {
    "scenarios": "scenario",
    "systems": "system",
    "innovations": "innovation",
    "strategies": "strategy",
    "processes": "process",
    "sweeps": SWEEP,
}


@dataclass(frozen=True, slots=True)
class Preset:
    """One preset file of a group: its name, title and description."""

    name: str
    title: str
    about: str
    path: Path


def shipped() -> Path:
    """Return the folder of the shipped presets: in the wheel, else in the checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "_configs"
    return inside if inside.is_dir() else package.parent / "configs"


def is_shipped(file: str | Path | None) -> bool:
    """Whether a file, such as a table of organisations, is one of those that are shipped."""
    return file is not None and Path(file).is_relative_to(shipped() / "system")


def own_groups(config_dirs: Iterable[str | Path] = ()) -> tuple[str, ...]:
    """List the groups that exist only in the user's folders."""
    return tuple(
        sorted(
            {
                each.name
                for place in config_dirs
                for each in Path(place).iterdir()
                if each.is_dir() and each.name not in (*GROUPS, SWEEP) and any(each.glob("*.yaml"))
            }
        )
    )


def files(group: str, config_dirs: Iterable[str | Path] = ()) -> dict[str, Path]:
    """Find the presets of a group by name; a user's preset must not replace a shipped one."""
    found = dict(_shipped_files(group))
    for place in map(Path, config_dirs):
        for path in sorted((place / group).glob("*.yaml")):
            if path.stem in found:
                raise UserError(
                    f"{path} would hide the {group} {path.stem!r} of {found[path.stem]}; "
                    "give your file another name"
                )
            found[path.stem] = path
    return found


@cache
def _shipped_files(group: str) -> dict[str, Path]:
    """Find the shipped presets of a group, which do not change while a program runs."""
    return {path.stem: path for path in sorted((shipped() / group).glob("*.yaml"))}


def presets(group: str, config_dirs: Iterable[str | Path] = ()) -> list[Preset]:
    """List the presets of a group with their titles and descriptions."""
    return [_preset(name, path) for name, path in files(group, config_dirs).items()]


def assumption_ranges() -> dict[str, list[float]]:
    """Read the plausible range of each assumption, for sweeps and sensitivity studies.

    Returns
    -------
    dict of str to list of float
        Dotted key to [low, high], in the unit of the key. A sweep takes all values between to be
        equally likely; a whole number is rounded.

    Examples
    --------
    >>> low, high = sim.assumption_ranges()["assumptions.commitment_rate"]
    >>> sim.with_values(scenario, {"assumptions.commitment_rate": (low + high) / 2})
    """
    from sim.config.distributions import distributions  # and with it numpy

    found = distributions().items()
    return {key: [each.low, each.high] for key, each in found if not each.words}


def even_shares() -> dict[str, float]:
    """Read the shares of the budget that `even_spread` gives: lever -> share."""
    shares: dict[str, float] = read(shipped() / "strategy" / "even_spread.yaml")["shares"]
    return shares


def refuse_unknown(group: str, name: str, config_dirs: Iterable[str | Path] = ()) -> None:
    """Raise an error for a preset that has no file, and name the nearest."""
    names = list(files(group, config_dirs))
    if name == OWN and group in OWN_FILES:  # that of the folder of the user's own system
        return
    if name not in names:
        raise UserError(
            f"there is no {group} {name!r}{nearest(name, names)}; "
            f"choose from {', '.join(names) or 'none'}"
        )


def nearest(word: str, words: Sequence[str]) -> str:
    """Suggest the known word most similar to a misspelt one; empty if none is similar."""
    near = difflib.get_close_matches(word, words, n=1, cutoff=0.5)
    return f" (did you mean {near[0]}?)" if near else ""


def existing_folders(config_dirs: Iterable[str | Path]) -> tuple[Path, ...]:
    """Return the user's own folders as absolute paths; each must exist."""
    places = tuple(Path(each).expanduser().resolve() for each in config_dirs)
    for place in places:
        if not place.is_dir():
            raise UserError(f"--config-dir {place}: there is no such folder")
    return places


def read(path: Path) -> dict[str, Any]:
    """Read one YAML file as plain data; it must be valid YAML and hold keys with values."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    if path.stat().st_size > LARGEST:
        raise UserError(
            f"{path} has more than {LARGEST:,} bytes; a file of keys has a few thousand"
        )
    try:
        text = path.read_text(encoding="utf-8")
        if not path.is_relative_to(shipped()):
            refuse_nested_yaml(text, loader, str(path))
        data = yaml.load(text, Loader=loader)
    except (yaml.YAMLError, ValueError) as error:  # no UTF-8, or a date that there is not
        raise UserError(f"{path} is not readable as YAML: {_line(error)}") from None
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise UserError(f"{path} must hold keys with values, like 'pilots: 4'")
    return data


def _preset(name: str, path: Path) -> Preset:
    data = read(path)
    title, about = (str(data.get(key, "")) for key in ("title", "about"))
    return Preset(name, title, about or ("" if title else _comment(path)), path)


def _comment(path: Path) -> str:
    """Return the comment at the top of a file, for groups whose presets have no title."""
    lines = path.read_text(encoding="utf-8").splitlines()
    top = itertools.takewhile(lambda line: line.startswith("#"), lines)
    return " ".join(line.lstrip("# ") for line in top if "@package" not in line)


def _line(error: Exception) -> str:
    if "integer string conversion" in str(error):  # which speaks of Python
        return "a whole number has thousands of digits"
    return " ".join(str(error).split())
