"""The runs of the cells of a store, read when they are needed."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.params.errors import UserError
from sim.report.sweeps import parts

if TYPE_CHECKING:
    import pandas as pd

KEPT = 4  # parts in memory: cells that follow one another are mostly in one


class RunsReader:
    """Reads the runs of one cell after the other.

    place  of the store
    where  ensemble -> the parts that have runs of it
    """

    def __init__(self, place: Path, where: Mapping[str, tuple[str, ...]]) -> None:
        self.place, self.where = place, where
        self._part = lru_cache(KEPT)(self._read)

    def runs(self, ensemble: str, replicates: int) -> "pd.DataFrame":
        """Return the first so many runs of an ensemble, one a row, in their order.

        Raises
        ------
        UserError
            If some are gone: a part that had them is damaged, or was not copied.
        """
        import pandas as pd

        found = [self._part(name).get_group(ensemble) for name in self.where[ensemble]
                 if ensemble in self._part(name).groups]  # fmt: skip
        if found:
            table = pd.concat(found).sort_values("replicate").drop_duplicates("replicate")
            table = table[table["replicate"] < replicates]
            if len(table) == replicates:
                return table.reset_index(drop=True)
        raise UserError(
            f"{self.place}: some runs of a cell are gone, since a part that had them is damaged or "
            "missing; give again the earlier line that made them, with fewer or more replicates"
        )

    def _read(self, name: str) -> Any:
        import pyarrow.parquet as pq

        table = pq.read_table(self.place / parts.RUNS / f"{name}{parts.TABLE}")
        return table.to_pandas().groupby("ensemble", observed=True)
