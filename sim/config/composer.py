"""From overrides to checked scenarios, for one plan or for thousands of cells of a sweep."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sim.config import keys, preset_files, typed_values
from sim.config.changes import FILES
from sim.config.compose import composed
from sim.config.overrides import Override, apply, value_of
from sim.config.own_system import name_after_file
from sim.config.resolve import finish, locate
from sim.params import Scenario, copied
from sim.params.declare import in_full
from sim.params.errors import UserError

Composed = tuple[Scenario, dict[str, str]]


class Composer:
    """Composes scenarios; presets that belong together are combined once for all of them.

    Presets in the user's own folders are read when they are first chosen, and not again: all
    scenarios of one composer see the same files.
    """

    def __init__(self, config_dirs: Iterable[str | Path] = ()):
        """Take the folders with presets of one's own; each must exist."""
        self.config_dirs = preset_files.existing_folders(config_dirs)
        self._made: dict[tuple[str, ...], Composed | UserError] = {}

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
        presets, choices = self._presets([each for each in overrides if each.is_preset])
        scenario = copied(presets)
        told = _dated(scenario, overrides)
        for each in told:
            if not each.is_preset:
                apply(scenario, each)
        _refuse_two_budgets(scenario, told)
        locate(scenario, self.config_dirs)
        name_after_file(scenario, [each.key for each in told])
        return finish(scenario), dict(choices), told

    def unchecked(self, overrides: Sequence[Override]) -> Composed:
        """Compose one scenario, whether or not it is possible: to say what was asked for.

        Raises
        ------
        UserError
            If a preset, a key or a value is not possible by itself.
        """
        presets, choices = self._presets([each for each in overrides if each.is_preset])
        scenario = copied(presets)
        for each in _dated(scenario, overrides):
            if not each.is_preset:
                apply(scenario, each)
        return scenario, dict(choices)

    def only(self, several: Iterable[Sequence[Override]]) -> "Composer":
        """Return one for these scenarios that needs no preset's file: to be sent elsewhere.

        A preset that is wrong is wrong there too, in the same words.
        """
        sent = Composer(self.config_dirs)
        for overrides in several:
            chosen = [each for each in overrides if each.is_preset]
            sent._made[_names(chosen)] = self._kept(chosen)
        return sent

    def reads_files(self, several: Iterable[Sequence[Override]]) -> bool:
        """Whether the system of any of these scenarios is read from the user's own tables."""
        for overrides in several:
            made = self._kept([each for each in overrides if each.is_preset])
            if any(each.key in FILES for each in overrides) or (
                not isinstance(made, UserError) and made[0].system.organisations_file is not None
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
            for each in chosen:
                preset_files.refuse_unknown(each.key, each.value, self.config_dirs)
            return composed(chosen, self.config_dirs)
        except UserError as error:
            return error


def _names(chosen: Sequence[Override]) -> tuple[str, ...]:
    return tuple(each.text for each in chosen)


def _dated(scenario: Scenario, overrides: Sequence[Override]) -> list[Override]:
    """Turn dates into months of the run, which begins and lasts as these overrides say."""
    clock: dict[str, Any] = {
        "clock.start": scenario.clock.start, "clock.months": scenario.clock.months,
    }  # fmt: skip
    for each in overrides:
        if each.key in clock:
            clock[each.key] = keys.converted(each.key, value_of(each))
    start, months = clock.values()
    return [typed_values.in_months(each, start, months) for each in overrides]


def _refuse_two_budgets(scenario: Scenario, overrides: Sequence[Override]) -> None:
    per_organisation = {"strategy.budget_per_organisation"} & {each.key for each in overrides}
    if per_organisation and scenario.strategy.budget_total is not None:
        raise UserError(
            "strategy.budget_per_organisation has no effect while strategy.budget_total is "
            f"{in_full(scenario.strategy.budget_total)}; add strategy.budget_total=none, or leave "
            "strategy.budget_per_organisation out"
        )
