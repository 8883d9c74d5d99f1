"""The unit and the meaning of a column in the tables of a sweep, from where it is declared."""

from collections.abc import Iterable

from sim.outcomes.kept_runs import ABOVE, BELOW, KEPT, TIMES
from sim.outcomes.series import COLUMNS, Series
from sim.report.store.column_words import about
from sim.report.sweeps.part_tables import HIGH, LIVE, LOW

OWN = {
    "cell": Series("label", "what the cell is: digest of its scenario, seed, replicates, model"),
    "ensemble": Series("label", "the same without replicates: joins cells to their runs"),
    "state": Series("label", "done or failed"),
    "failure": Series("label", "why it failed"),
    "asked": Series("label", "how the cell was asked for"),
    "seed": Series("number", "from which all chance events follow"),
    "replicates": Series("number", "how many runs"),
    "first_replicate": Series("number", "the first run of the batch"),
    "organisations": Series("number", "organisations in scope"),
    "months": Series("month", "length of a run"),
    "live": Series("organisations", "live in the last month, summed over the runs of the batch"),
    "size": Series("organisations", "in the group, summed over the runs of the batch"),
    LIVE: Series("organisations", "live in each month, from month 0"),
}
NOT_OWN = ("replicate", "system_draw", "dimension", "group")


def words_of(columns: Iterable[str]) -> dict[str, dict[str, str]]:
    """Say of each column what its unit and its meaning are; of a swept key, as it is declared."""
    return {name: found._asdict() for name in columns if (found := _about(name)) is not None}


def _about(column: str) -> Series | None:
    if column in OWN:
        return OWN[column]
    if column in NOT_OWN:
        return COLUMNS[column]
    for ending, words in ENDINGS.items():
        if (outcome := KEPT.get(column.removesuffix(ending))) and column.endswith(ending):
            told = words[outcome is not None and column.removesuffix(ending) in TIMES]
            return Series(outcome.unit, f"{told}{_plain(outcome.meaning)}")
    return about(column)


ENDINGS = {
    LOW: ("lower end of the 95 % interval: ", "a tenth of the runs are sooner: "),
    HIGH: ("upper end of the 95 % interval: ", "a tenth of the runs are later: "),
    ABOVE: ("what is above in the ratio: ",) * 2,
    BELOW: ("what is below in the ratio: ",) * 2,
    "": ("", ""),
}


def _plain(meaning: str) -> str:
    """Name the months of a horizon in words, since cells may differ in them."""
    told = meaning.replace("month {month}", "the headline month")
    return told.replace("month {end}", "the last month")
