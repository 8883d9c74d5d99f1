"""Clusters of a network: parts with many ties inside and few between them, named in words."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from sim.networks.system import System, Whole

LARGEST = 5_000  # organisations, above which only parts without ties between them are told apart
CLEAR = 0.3  # modularity from which clusters are more than chance (Newman & Girvan 2004)
MOSTLY = 0.6  # of a cluster, for its region or type to name it


@dataclass(frozen=True, slots=True)
class Clusters:
    """Which cluster each organisation is in.

    of    int64[N]  number of the cluster, the largest first; -1 without ties
    names  in words, one for each cluster
    """

    of: Whole
    names: tuple[str, ...]

    def sizes(self) -> list[int]:
        """Count the organisations of each cluster."""
        return np.bincount(self.of[self.of >= 0], minlength=len(self.names)).tolist()


def clusters_of(system: System) -> Clusters:
    """Find clusters: by the ties if these make clear ones, else the parts that ties connect."""
    arrays, n = system.arrays, system.organisations
    ties = sparse.csr_array((arrays.trust, arrays.peers, arrays.starts), shape=(n, n))
    _, part = connected_components(ties, directed=False)
    tied = np.diff(arrays.starts) > 0
    if tied.any() and n <= LARGEST:
        part = _communities(ties, part)
    counts = Counter(part[tied].tolist())
    order = {each: k for k, (each, _) in enumerate(counts.most_common())}
    of = np.array([order[each] if own else -1 for each, own in zip(part, tied, strict=True)])
    return Clusters(of.astype(np.int64), _names(system, of, len(order)))


def one_cluster(system: System, name: str) -> Clusters:
    """Put all organisations together, where their ties are not given and say nothing."""
    return Clusters(np.zeros(system.organisations, np.int64), (name,))


def _communities(ties: sparse.csr_array, part: Whole) -> Whole:
    """Divide further where ties are much denser inside than between (Blondel et al. 2008)."""
    import networkx as nx

    graph = nx.from_scipy_sparse_array(ties, edge_attribute="trust")
    found = nx.community.louvain_communities(graph, weight="trust", seed=0)
    if nx.community.modularity(graph, found, weight="trust") < CLEAR:
        return part
    divided = np.empty(ties.shape[0], np.int64)
    for k, members in enumerate(sorted(found, key=min)):
        divided[list(members)] = k
    return divided


def _names(system: System, of: np.ndarray, count: int) -> tuple[str, ...]:
    """Name each cluster by its region or type, or else by who has most ties in it."""
    arrays, degree = system.arrays, np.diff(system.arrays.starts)
    names: list[str] = []
    for k in range(count):
        members = np.flatnonzero(of == k)
        kinds = ((arrays.region, system.regions), (arrays.type, system.types))
        found = [each for each in (_most(n[members], w) for n, w in kinds) if each]
        hub = system.names[members[int(np.argmax(degree[members]))]]
        names.append(next((each for each in found if each not in names), f"around {hub}"))
    return tuple(names)


def _most(numbers: Whole, words: tuple[str, ...]) -> str:
    """Return the word that most of a cluster have; empty if none, or if there is only one."""
    word, count = Counter(numbers.tolist()).most_common(1)[0]
    return words[word] if len(words) > 1 and count >= MOSTLY * len(numbers) else ""
