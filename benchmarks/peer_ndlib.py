"""NDlib's side of benchmarks/classics.py; runs in the environment that has NDlib.

Reads {edges, thresholds, seeds, steps} as JSON; writes {ready, steps, adopted}: processor time to
set the model up and to run it [s], and the step at which each node adopted (-1 never).
"""

import json
import sys
import time

import ndlib.models.epidemics as epidemics
import networkx as nx
from ndlib.models import ModelConfig


def main() -> None:
    """Run one task."""
    task = json.load(sys.stdin)
    graph = nx.empty_graph(len(task["thresholds"]))
    graph.add_edges_from(task["edges"])
    start = time.process_time()
    model = epidemics.ThresholdModel(graph)
    config = ModelConfig.Configuration()
    for node, threshold in enumerate(task["thresholds"]):
        config.add_node_configuration("threshold", node, threshold)
    config.add_model_initial_configuration("Infected", task["seeds"])
    model.set_initial_status(config)
    ready = time.process_time() - start
    start = time.process_time()
    iterations = model.iteration_bunch(task["steps"] + 1)  # its first is the seeds
    steps = time.process_time() - start
    adopted = [-1] * len(graph)
    for iteration in iterations:
        for node, status in iteration["status"].items():
            if status == 1:
                adopted[int(node)] = iteration["iteration"]
    json.dump({"ready": ready, "steps": steps, "adopted": adopted}, sys.stdout)


if __name__ == "__main__":
    main()
