"""Who adopted when on a network, and its measures as tables of pandas."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

import numpy as np

from sim.api.adoption_times import at_least, numbers_by_node, share_of
from sim.networks.classics.arguments import PerNode, yes_or_no
from sim.networks.system import Floats, Whole
from sim.params.errors import UserError
from sim.study.diffusion import measures
from sim.study.diffusion.peer_effect import PeerEffect, peer_effect

if TYPE_CHECKING:
    import pandas as pd


class Exposed(TypedDict, total=False):
    """How exposure is counted; see `Diffusion.exposure`."""

    normalized: bool
    weighted: bool
    outgoing: bool
    lag: int
    attribute: PerNode | None


@dataclass(frozen=True, eq=False, repr=False)
class Diffusion:
    """Who adopted when on a network, and what can be measured of it; made by `sim.diffusion`.

    An edge (i, j) says that i names j. With `outgoing` a node looks at those whom it names, else at
    those who name it; between organisations of a run ties have no direction.

    Attributes
    ----------
    nodes : list
        In the order of the graph.
    periods : range
        From the first to the last one, such as months.
    times : int64[N]
        Number of the period in which a node adopts, from 0; -1 if it has not by the last.
    ties : scipy.sparse.csr_array
        What each tie weighs, [N, N]; no node is tied to itself.
    weighted_ties : bool
        Whether the ties have weights.
    """

    nodes: list[Any]
    periods: range
    times: Whole
    ties: Any
    weighted_ties: bool

    @cached_property
    def adopters(self) -> "pd.Series":
        """How many have adopted by each period; int64[T]."""
        counted = measures.adopted_by(self.times, len(self.periods)).sum(axis=0)
        return self._by_period(counted, "adopters")

    @cached_property
    def hazard(self) -> "pd.Series":
        """Of those who had not adopted, the share that does in a period; float64[T], first 0."""
        return self._by_period(measures.hazard(self.times, len(self.periods)), "hazard")

    def exposure(
        self,
        *,
        normalized: bool = True,
        weighted: bool = False,
        outgoing: bool = True,
        lag: int = 0,
        attribute: PerNode | None = None,
    ) -> "pd.DataFrame":
        """Adopters among those whom a node names.

        Parameters
        ----------
        normalized : bool
            Their share, from 0 to 1; else their number. Who names nobody has 0.
        weighted : bool
            Whether ties count with their weights.
        outgoing : bool
            Look at those whom a node names; else at those who name it.
        lag : int
            How many periods before; negative for later ones. Cells beyond the periods are NaN.
        attribute : one number per node, optional
            How much each adopter counts, 0 or more, such as its size.

        Returns
        -------
        pandas.DataFrame
            One row for each node, one column for each period.

        Raises
        ------
        UserError
            If ties have no weights, or something is not allowed; the message says what is.
        """
        import pandas as pd

        found = self._exposure(normalized, weighted, outgoing, lag, attribute)
        columns = pd.Index(self.periods, name="period")
        return pd.DataFrame(found, index=pd.Index(self.nodes, name="node"), columns=columns)

    def threshold(self, **exposed: Unpack[Exposed]) -> "pd.Series":
        """Exposure of a node when it adopts (Valente 1996); NaN if it has not.

        Parameters are those of `exposure`. In the first period nobody knows who came before, so a
        threshold of that period is too high at lag 0, and NaN at lag 1.
        """
        exposures = self.exposure(**exposed).to_numpy()
        return self._by_node(measures.threshold(exposures, self.times), "threshold")

    def infectiousness(
        self,
        *,
        within: int = 1,
        normalized: bool = True,
        discount: float | None = None,
        outgoing: bool = True,
    ) -> "pd.Series":
        """How far those who name a node adopt just after it.

        Of those who name it and adopt later, the share that does so within so many periods.

        Parameters
        ----------
        within : int
            How many periods after its own.
        normalized : bool
            Divide by all who adopt in these periods, whether they name it or not.
        discount : float, optional
            A period k away counts 1 / (1 + discount)^(k - 1); if absent, 1 / k.
        outgoing : bool
            Ties say who names whom; else the other way round.

        Returns
        -------
        pandas.Series
            By node; 0 for who adopts in the last period, NaN for who has not adopted.
        """
        ties = self._ties(within, normalized, outgoing)
        found = measures.infectiousness(
            ties, self.times, len(self.periods), within, _discount(discount), normalized
        )
        return self._by_node(found, "infectiousness")

    def susceptibility(
        self,
        *,
        within: int = 1,
        normalized: bool = True,
        discount: float | None = None,
        outgoing: bool = True,
    ) -> "pd.Series":
        """How far a node adopts just after those whom it names.

        Of those whom it names and who adopted before, the share that did so within so many periods.
        Parameters are those of `infectiousness`; 0 for who adopts in the first period.
        """
        ties = self._ties(within, normalized, outgoing)
        found = measures.susceptibility(ties, self.times, within, _discount(discount), normalized)
        return self._by_node(found, "susceptibility")

    def peer_effect(
        self,
        *,
        lag: int = 1,
        by_period: bool = True,
        covariates: Any = None,
        normalized: bool = True,
        weighted: bool = False,
        outgoing: bool = True,
    ) -> PeerEffect:
        """Tell whether exposure raises the odds to adopt, by a discrete-time hazard model.

        Parameters
        ----------
        lag : int
            Exposure of how many periods before counts, at least 0.
        by_period : bool
            A term for each period. Without it, whatever moves everybody at once reads as the
            influence of peers.
        covariates : pandas.DataFrame or dict, optional
            By name, one number per node. Nodes of which one is unknown (NaN, None) are left out.
        normalized, weighted, outgoing
            As in `exposure`.

        Returns
        -------
        sim.study.diffusion.peer_effect.PeerEffect
            Log odds with a 95 % interval, and a sentence (``print``).

        Raises
        ------
        UserError
            If nothing can be told, or something is not allowed; the message says what is.
        """
        at_least("lag", lag, 0, len(self.periods) - 1)
        by_period = yes_or_no("by_period", by_period)
        exposures = self._exposure(normalized, weighted, outgoing, lag, None)
        columns = numbers_by_node(covariates, self.nodes)
        return peer_effect(exposures, self.times, columns, by_period=by_period)

    def _exposure(
        self,
        normalized: bool,
        weighted: bool,
        outgoing: bool,
        lag: int,
        attribute: PerNode | None,
    ) -> Floats:
        """Check what is asked, and work exposures out; float64[N, T]."""
        normalized, weighted, outgoing = (
            yes_or_no(name, value)
            for name, value in (
                ("normalized", normalized), ("weighted", weighted), ("outgoing", outgoing),
            )
        )  # fmt: skip
        if weighted and not self.weighted_ties:
            raise UserError(
                "weighted is True, but the ties have no weights; name the attribute of the edges "
                "that says them: sim.diffusion(graph, adopted, weight='trust')"
            )
        most = len(self.periods) - 1
        at_least("lag", lag, -most, most)
        ties = self.ties if outgoing else self.ties.T.tocsr()
        ties = ties if weighted else (ties > 0).astype(np.float64)
        return measures.exposure(
            ties, self.times, len(self.periods), normalized=normalized, lag=lag,
            attribute=None if attribute is None else share_of(attribute, self.nodes),
        )  # fmt: skip

    def _ties(self, within: int, normalized: bool, outgoing: bool) -> Any:
        """Return the ties as they count; raise an error for what is not allowed."""
        yes_or_no("normalized", normalized)
        at_least("within", within, 1, max(1, len(self.periods) - 1))
        return self.ties if yes_or_no("outgoing", outgoing) else self.ties.T.tocsr()

    def _by_period(self, values: np.ndarray, name: str) -> "pd.Series":
        import pandas as pd

        return pd.Series(values, index=pd.Index(self.periods, name="period"), name=name)

    def _by_node(self, values: Floats, name: str) -> "pd.Series":
        import pandas as pd

        return pd.Series(values, index=pd.Index(self.nodes, name="node"), name=name)

    def __repr__(self) -> str:
        """Say in one line what is known."""
        adopted = np.count_nonzero(self.times >= 0)
        return (
            f"<Diffusion: {adopted} of {len(self.nodes)} nodes adopt in the periods "
            f"{self.periods[0]} to {self.periods[-1]}>"
        )


def _discount(rate: float | None) -> measures.Discount:
    """Return by how much what is k periods away is divided."""
    if rate is None:
        return float
    checked = share_of({"discount": rate}, ["discount"], "discount")[0]
    return lambda k: (1.0 + checked) ** (k - 1)
