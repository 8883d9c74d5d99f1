"""All that is wrong with the forms of a folder of the user's own, and with the plan they make."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sim.config import own_folder, preset_files
from sim.config.composer import Composer
from sim.config.overrides import alternatives, screen
from sim.params import Scenario
from sim.params.errors import UserError
from sim.params.faults import Fault, Place

# The form that holds the keys of a group
FORMS = {"system": own_folder.SYSTEM, **preset_files.OWN_FILES}


def faults_of_forms(folder: Path) -> list[Fault]:
    """List all that is wrong with the files that hold keys, each by itself."""
    found = []
    for name in own_folder.TEXTS:
        path, package = folder / name, own_folder.PACKAGES[name]
        texts = list(own_folder.problems(folder, name))
        lines = dict(_lines(path, package)) if texts else {}
        found += [_fault(path, text.removeprefix(f"{path}").lstrip(": "), lines) for text in texts]
    return found


def faults_of_plan(
    overrides: Sequence[str], config_dirs: Sequence[Path], folder: Path | None
) -> tuple[Scenario | None, list[Fault]]:
    """List what is not possible in the plan that these overrides make: the first of each kind.

    What the forms of the folder say and may not say is left out: see `faults_of_forms`.

    folder  of the user's own system, if they chose one

    Returns
    -------
    tuple of Scenario and list
        The plan, None if it cannot be put together, and its faults.

    Raises
    ------
    UserError
        If they make several plans.
    """
    own = preset_files.existing_folders(config_dirs)
    values = [alternatives(each, own) for each in screen(overrides, own)]
    if any(len(each) != 1 for each in values):
        raise UserError("check one plan at a time; give each key one value")
    scenario, found = Composer(own, forgiving=True).impossible([each for (each,) in values])
    return scenario, [_of_plan(str(error), folder) for error in found]


def _of_plan(text: str, folder: Path | None) -> Fault:
    """Find the form that a text is about; else it is about what was typed."""
    group = text.partition(".")[0]
    path = folder / FORMS[group] if folder is not None and group in FORMS else None
    if path is not None and path.is_file():
        return _fault(path, text, dict(_lines(path, f"{group}.")))
    return Fault("your plan", text.removesuffix("."))


def _fault(path: Path, text: str, lines: dict[str, int]) -> Fault:
    """Make a fault of a text, and find its line by the key that the text names."""
    said = [key for key in lines if key in text]
    key = max(said, key=len, default="")
    where = Place(str(path), lines[key]) if key else str(path)
    says, _, advice = text.removesuffix(".").partition("; ")
    return Fault(where, says, advice, column=key)


def _lines(path: Path, package: str) -> Iterator[tuple[str, int]]:
    """Yield each dotted key of a file with its line; nothing if it cannot be read."""
    import yaml

    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), yaml.SafeLoader)
    except (yaml.YAMLError, OSError, UnicodeDecodeError, RecursionError):
        return
    waiting: list[tuple[str, Any]] = [(package, root)]
    known: set[int] = set()  # a node may hold itself
    while waiting:
        prefix, node = waiting.pop()
        if id(node) in known:
            continue
        known.add(id(node))
        for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
            name = f"{prefix}{key.value}"
            yield name, key.start_mark.line + 1
            waiting.append((f"{name}.", value))
