"""From overrides to checked scenarios, for one plan or for thousands of cells of a sweep."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from sim.config import keys, own_folder, preset_files, typed_values
from sim.config.changes import FILES, FOLDER
from sim.config.compose import composed
from sim.config.overrides import Override, apply, value_of
from sim.config.own_system import name_after_file
from sim.config.resolve import finish, impossible, locate
from sim.params import Scenario, copied
from sim.params.declare import in_full
from sim.params.errors import UserError

Composed = tuple[Scenario, dict[str, str]]


class Composer:
    """Composes scenarios; presets that belong together are combined once for all of them.

    Presets in the user's own folders are read when they are first chosen, and not again: all
    scenarios of one composer see the same files.
    """

    def __init__(self, config_dirs: Iterable[str | Path] = (), forgiving: bool = False):
        """Take the folders with presets of one's own; each must exist.

        forgiving  leave out what a folder of the user's own system may not say
        """
        self.config_dirs = preset_files.existing_folders(config_dirs)
        self._forgiving = forgiving
        self._made: dict[tuple[str, ...], Composed | UserError] = {}
        self._folders: dict[Path, own_folder.OwnFolder] = {}

    def scenario(self, overrides: Sequence[Override]) -> Composed:
        """Compose one scenario and check it.

        Parameters
        ----------
        overrides : sequence of Override
            With one value each, as `sim.config.overrides.alternatives` gives them.

        Returns
        -------
        tuple of Scenario and dict
            A scenario of its own, which shares nothing with others; and the preset of each group.

        Raises
        ------
        UserError
            As `sim.load`, and with the same words.
        """
        scenario, choices, _ = self.composed(overrides)
        return scenario, choices

    def composed(
        self, overrides: Sequence[Override]
    ) -> tuple[Scenario, dict[str, str], list[Override]]:
        """Compose one scenario; return also the overrides with dates as months of the run."""
        scenario, choices, told = self._together(overrides)
        return finish(scenario), choices, told

    def impossible(self, overrides: Sequence[Override]) -> tuple[Scenario | None, list[UserError]]:
        """List what is not possible in a scenario, the first of each kind; return it as well."""
        try:
            scenario = self._together(overrides)[0]
        except UserError as error:
            return None, [error]
        return scenario, list(impossible(scenario))

    def _together(
        self, overrides: Sequence[Override]
    ) -> tuple[Scenario, dict[str, str], list[Override]]:
        """Put presets, folder and overrides together, not checked across keys yet."""
        presets, choices = self._presets(_chosen(overrides))
        scenario = copied(presets)
        self._read_folder(scenario, overrides)  # first: it may say when month 0 is
        told = _dated(scenario, overrides)
        for each in told:
            if not each.is_preset and each.key != FOLDER:
                apply(scenario, each)
        _refuse_two_budgets(scenario, told)
        locate(scenario, self.config_dirs)
        name_after_file(scenario, [each.key for each in told])
        return scenario, dict(choices), told

    def unchecked(self, overrides: Sequence[Override]) -> Composed:
        """Compose one scenario, whether or not it is possible: to say what was asked for.

        Raises
        ------
        UserError
            If a preset, a key or a value is not possible by itself.
        """
        presets, choices = self._presets(_chosen(overrides))
        scenario = copied(presets)
        for each in _dated(scenario, overrides):
            if not each.is_preset and each.key != FOLDER:
                apply(scenario, each)
        return scenario, dict(choices)

    def only(self, several: Iterable[Sequence[Override]]) -> "Composer":
        """Return one for these scenarios that needs no preset's file: to be sent elsewhere.

        A preset that is wrong is wrong there too, in the same words.
        """
        sent = Composer(self.config_dirs)
        for overrides in several:
            chosen = _chosen(overrides)
            sent._made[_names(chosen)] = self._kept(chosen)
        return sent

    def reads_files(self, several: Iterable[Sequence[Override]]) -> bool:
        """Whether the system of any of these scenarios is read from the user's own tables."""
        for overrides in several:
            made = self._kept(_chosen(overrides))
            if any(each.key in (*FILES, FOLDER) for each in overrides) or (
                not isinstance(made, UserError) and _reads_tables(made[0])
            ):
                return True
        return False

    def _presets(self, chosen: Sequence[Override]) -> Composed:
        """Combine presets; those combined before are not to be changed."""
        found = self._kept(chosen)
        if isinstance(found, UserError):
            raise UserError(str(found))
        return found

    def _kept(self, chosen: Sequence[Override]) -> Composed | UserError:
        names = _names(chosen)
        if names not in self._made:
            self._made[names] = self._combined(chosen)
        return self._made[names]

    def _combined(self, chosen: Sequence[Override]) -> Composed | UserError:
        try:
            presets = [each for each in chosen if each.is_preset]
            for each in presets:
                preset_files.refuse_unknown(each.key, each.value, self.config_dirs)
            wanted = [each.key for each in presets if own_folder.is_own(each, self.config_dirs)]
            if not wanted:
                return composed(presets, self.config_dirs)
            folder = self._folder_in(chosen)
            forgiving = self._forgiving
            said = {group: own_folder.preset(folder, group, forgiving) for group in wanted}
            data = {group: each.data for group, each in said.items()}
            scenario, choices = composed(presets, self.config_dirs, data)
            scenario.scores = tuple(s for each in said.values() for s in each.scores) or None
            return scenario, choices
        except UserError as error:
            return error

    def _folder_in(self, overrides: Sequence[Override]) -> Path | None:
        """Find the folder that these overrides name; None if they name none."""
        named = [value_of(each) for each in overrides if each.key == FOLDER]
        if not named or named[0] is None:
            return None
        return own_folder.located(str(named[0]), self.config_dirs)

    def _read_folder(self, scenario: Scenario, overrides: Sequence[Override]) -> None:
        """Put in what the folder of the user's own system says, if one is named."""
        folder, named = self._folder_in(overrides), {each.key for each in overrides}
        if folder is None and FOLDER not in named and scenario.system.folder is not None:
            folder = own_folder.located(scenario.system.folder, self.config_dirs)
        if folder is None:
            return
        if FILES[0] in named:
            raise UserError(
                f"{FOLDER} and {FILES[0]} are two systems; give one of them (a folder with other "
                f"ties: {FOLDER} and {FILES[1]})"
            )
        if folder not in self._folders:
            self._folders[folder] = own_folder.read(folder, self._forgiving)
        own_folder.put_into(scenario, self._folders[folder])


def _chosen(overrides: Sequence[Override]) -> list[Override]:
    """List the presets that are chosen, and the folder if one of them may stand there."""
    presets = [each for each in overrides if each.is_preset]
    if not any(each.value == preset_files.OWN for each in presets):
        return presets
    return [*presets, *(each for each in overrides if each.key == FOLDER)]


def _reads_tables(scenario: Scenario) -> bool:
    return scenario.system.organisations_file is not None or scenario.system.folder is not None


def _names(chosen: Sequence[Override]) -> tuple[str, ...]:
    return tuple(each.text for each in chosen)


def _dated(scenario: Scenario, overrides: Sequence[Override]) -> list[Override]:
    """Turn dates into months of the run, or of the programme, as these overrides set its clock."""
    clock: dict[str, Any] = {
        "clock.start": scenario.clock.start, "clock.months": scenario.clock.months,
    }  # fmt: skip
    for each in overrides:
        if each.key in clock:
            with suppress(UserError):  # said when it is applied, in its turn
                clock[each.key] = keys.converted(each.key, value_of(each))
    start, months = clock.values()
    begins = scenario.strategy.start
    for each in overrides:
        if each.key == typed_values.BEGINS:
            month = typed_values.in_months(each, start, months)
            begins = keys.converted(each.key, value_of(month))
    return [typed_values.in_months(each, start, months, begins) for each in overrides]


def _refuse_two_budgets(scenario: Scenario, overrides: Sequence[Override]) -> None:
    per_organisation = {"strategy.budget_per_organisation"} & {each.key for each in overrides}
    if per_organisation and scenario.strategy.budget_total is not None:
        raise UserError(
            "strategy.budget_per_organisation has no effect while strategy.budget_total is "
            f"{in_full(scenario.strategy.budget_total)}; add strategy.budget_total=none, or leave "
            "strategy.budget_per_organisation out"
        )
