"""Numbers that options take, with messages for people."""

from typing import Any

import click

LEAST_POINTS = 0.1  # shares are shown in whole points


class WholeNumber(click.IntRange):
    """A whole number in a range, called so in messages."""

    name = "whole number"


class Points(click.FloatRange):
    """Percentage points; a share typed by mistake is refused, since 0.03 would count as 0."""

    name = "number"

    def convert(
        self, value: Any, param: click.Parameter | None, context: click.Context | None
    ) -> float:
        """Read points, and refuse what is too small to be meant as points."""
        points: float = super().convert(value, param, context)
        if 0 < points < LEAST_POINTS:
            self.fail(
                f"{points:g} is in percentage points; did you mean {100 * points:g}?",
                param, context,
            )  # fmt: skip
        return points
