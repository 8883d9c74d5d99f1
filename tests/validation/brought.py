"""Systems that tests bring: graphs written as the two CSV files that a user would bring."""

import csv

import networkx as nx

COLUMNS = ("type", "maturity", "capacity", "culture", "finance")


def brought(folder, graph, **everywhere):
    """Write a graph as files; return the keys that say where they are.

    everywhere  traits of organisations for which the graph says nothing else
    Ties carry the trust of their edge, else 1.
    """
    folder.mkdir(parents=True, exist_ok=True)
    traits = dict(type="GP network", maturity=0.45, capacity=0.42, culture=0.5, finance=0.4)
    rows = [
        {"name": str(node), **traits, **everywhere, **said} for node, said in graph.nodes(data=True)
    ]
    organisations, ties = folder / "organisations.csv", folder / "ties.csv"
    _write(organisations, ("name", *COLUMNS), [[r["name"], *(r[c] for c in COLUMNS)] for r in rows])
    _write(ties, ("source", "target", "trust"), graph.edges(data="trust", default=1))
    return {"system.organisations_file": str(organisations), "system.ties_file": str(ties)}


def seeded(graph, seeds):
    """Mark the organisations that are to be first: pilots are the readiest, so they are."""
    for node in graph:
        graph.nodes[node]["culture"] = 0.9 if node in seeds else 0.1
    return graph


def classic(folder, graph, seeds=(), **process):
    """Give the keys of a run by one of the classics on a graph, begun by the seeds.

    process  keys of `process`: kind, innovation, imitation, threshold, count
    """
    said = {f"process.{key}": value for key, value in process.items()}
    start = {"strategy.pilots": len(seeds), "assumptions.rank_noise": 0}
    nobody = nx.is_empty(graph)
    keys = brought(folder, seeded(graph, set(seeds)), maturity=0.5)
    if nobody:
        keys["system.ties_file"] = "none"
    return keys | said | start


def _write(path, header, rows):
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
