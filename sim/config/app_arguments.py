"""Checks what a Hydra app is asked for before Hydra reads it: arguments and the user's folders."""

import os
import re
from argparse import Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sim.config import preset_files, user_files
from sim.config.nesting import refuse_nested_text
from sim.config.override_text import Override
from sim.config.overrides import screen, split
from sim.params.errors import UserError

FOLDER = "put presets of your own into a folder, and name it with --config-dir"
REFUSED = {
    "config_path": f"it would replace the presets of Uptake; {FOLDER}",
    "config_name": f"an experiment begins with the defaults of Uptake; {FOLDER}",
    "experimental_rerun": "the file that it loads can run code; give the command of that run again",
}
# Settings through which Hydra would load presets, or take overrides, that are not checked here
UNSEEN = re.compile(
    r"hydra\.(?:searchpath|overrides|runtime|sweeper\.params)(?:\.|$)|hydra\.sweeper$"
)
COMPLETION = re.compile(r"(?:install|uninstall|query)=\w+")  # what --shell-completion asks for
RUNS = re.compile(user_files.CODE.pattern.removeprefix(r"\$\{|"))


def refuse_unsafe(arguments: Sequence[str]) -> None:
    """Raise an error for arguments, or files that they name, that could run code.

    A Hydra app calls this before its main.  The rules are those of the command `uptake`, but
    settings of Hydra itself may be typed (`hydra.sweep.dir=all`, `hydra/launcher=joblib`).

    Parameters
    ----------
    arguments : sequence of str
        The command line without the name of the program, as in ``sys.argv[1:]``.

    Raises
    ------
    UserError
        If an option, an override or a preset of the user's own is not allowed.
    """
    from hydra._internal.utils import get_args_parser  # so that what is checked is what Hydra reads

    asked = get_args_parser().parse_args(list(arguments))
    _refuse_options(asked)
    # As Hydra finds it: a tilde is the name of a folder here, and no text is the current folder
    given = [] if asked.config_dir is None else [os.path.abspath(asked.config_dir)]
    config_dirs = preset_files.existing_folders(given)
    to_complete = asked.shell_completion
    typed = [each for each in asked.overrides if not (to_complete and COMPLETION.fullmatch(each))]
    groups = (*preset_files.GROUPS, *_refuse_overrides(typed, config_dirs))
    user_files.check_own(config_dirs, groups)
    for group in groups:
        preset_files.files(group, config_dirs)  # raises an error for one that would be hidden


def _refuse_options(asked: Namespace) -> None:
    for option, why in REFUSED.items():
        if getattr(asked, option) is not None:
            raise UserError(f"--{option.replace('_', '-')} is not allowed here: {why}")


def _refuse_overrides(texts: Iterable[str], config_dirs: Sequence[Path]) -> list[str]:
    """Check every override; returns the user's own groups among them."""
    own = preset_files.own_groups(config_dirs)
    plain, chosen = [], []
    for text in texts:
        parsed = _parsed(text)
        key = str(parsed.key_or_group)
        if key.startswith(("hydra.", "hydra/")):
            _refuse_setting(text, key, parsed)
            continue
        if parsed.package is not None or split(text).key != key:
            raise UserError(f"{text!r}: write key=value, with nothing else before the equals sign")
        if key in own:
            chosen.append(key)
            text = text.lstrip("+")  # Hydra wants it before a group that Uptake does not have
        plain.append(text)
    _refuse_own_plan(screen(plain, config_dirs))
    return chosen


def _refuse_own_plan(overrides: Iterable[Override]) -> None:
    """Refuse the plan or innovation of a folder, which Hydra does not find among the presets."""
    for each in overrides:
        if each.key in preset_files.OWN_FILES and preset_files.OWN in each.value.split(","):
            raise UserError(
                f"{each.text}: an experiment takes the organisations of a folder, but not its "
                f"{preset_files.OWN_FILES[each.key]}; use uptake run, compare or sweep for these"
            )


def _refuse_setting(text: str, key: str, parsed: Any) -> None:
    """Let pass what the user types for Hydra itself, but no code and no other folder."""
    found = RUNS.search(text)
    if found:
        raise UserError(f"{text!r} contains {found.group()!r}; overrides cannot run code")
    if UNSEEN.match(key):
        raise UserError(f"{text!r} is not allowed here: type each value as key=value, and {FOLDER}")
    chooses = "/" in key or parsed.package is not None
    if chooses and not re.fullmatch(r"[+~]*hydra/\w+(?:=\w+)?", text.strip()):
        raise UserError(f"{text!r}: choose it by its name, like hydra/launcher=basic")


def _parsed(text: str) -> Any:
    from hydra.core.override_parser.overrides_parser import OverridesParser
    from hydra.errors import HydraException

    refuse_nested_text(text)
    try:
        return OverridesParser.create().parse_override(text)
    except HydraException as error:
        raise UserError(f"{text!r} cannot be read: {' '.join(str(error).split())}") from None
