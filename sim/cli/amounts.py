"""Amounts that options take as people write them: "£1.2 million", "50%"."""

import math
import re
from typing import Any

import click

BUDGET = "strategy.budget_total"
THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+")


class Pounds(click.ParamType):
    """An amount of money: 1200000, £1,200,000, "£1.2 million", 1.2m."""

    name = "amount"

    def convert(
        self, value: Any, param: click.Parameter | None, context: click.Context | None
    ) -> float:
        """Read an amount, as a budget in a file is read."""
        if not isinstance(value, str):
            return float(value)
        from sim.config.keys import find
        from sim.config.typed_values import in_file
        from sim.params.errors import UserError

        text = f"£{value.strip()}" if THOUSANDS.fullmatch(value.strip()) else value
        try:
            pounds = float(in_file(find(BUDGET), BUDGET, text))
        except (ValueError, UserError):
            pounds = math.nan
        if math.isfinite(pounds):
            return pounds
        self.fail(f"{value!r} is not an amount of money; write 1200000 or £1.2m", param, context)


class Percent(click.ParamType):
    """A number of per cent: 50 or 50%; a share such as 0.5 is refused."""

    name = "per cent"

    def __init__(self, low: float, high: float):
        self.low, self.high = low, high

    def convert(
        self, value: Any, param: click.Parameter | None, context: click.Context | None
    ) -> float:
        """Read per cent."""
        try:
            number = float(str(value).strip().removesuffix("%"))
        except ValueError:
            number = float("nan")
        if self.low <= number <= self.high:
            return number
        near = f"; did you mean {100 * number:g}?" if 0 < number < self.low else ""
        self.fail(
            f"{value} is not allowed: per cent from {self.low:g} to {self.high:g}{near}",
            param, context,
        )  # fmt: skip
