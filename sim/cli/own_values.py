"""What `uptake show` prints of the values of the user's own organisations."""

from collections.abc import Iterator

from sim.cli import messages
from sim.config import Plan

NAME = 26  # columns for the name of an organisation
INDENT = "  "


def print_values(plan: Plan) -> None:
    """Print the shares and sizes of all organisations, each with where it comes from."""
    from sim.report.own_values import LEGEND, all_values  # and with it numpy

    head, rows = all_values(plan.scenario)
    wrapped = [[messages.wrapped(name, NAME), *cells] for name, *cells in rows]
    for line in messages.table(head, wrapped):
        messages.out(line)
    messages.out()
    messages.out(messages.paragraph(LEGEND))


def print_organisation(plan: Plan, organisation: str) -> None:
    """Print each value of one organisation, and where it comes from."""
    from sim.report.own_values import values_of

    rows = values_of(plan.scenario, organisation)
    widths = [max(len(row[k]) for row in rows) for k in range(3)]
    for *cells, source in rows:
        start = "  ".join(f"{c:{w}}" for c, w in zip(cells, widths, strict=True)) + "  "
        messages.out((start + messages.hanging(source, len(start))).rstrip())


def origins(plan: Plan) -> Iterator[str]:
    """Say for each column of the user's own table where its values come from."""
    from sim.report.own_values import origins_in_words

    rows = list(origins_in_words(plan.scenario))
    if rows:
        yield "Where the values of its organisations come from:"
    for columns, words in rows:
        yield INDENT + messages.hanging(f"{columns}: {words}", 2 * len(INDENT))


def scores(plan: Plan, group: str) -> Iterator[str]:
    """Say which values of a group are means of several people's scores, and what each said."""
    if not plan.scenario.scores:
        return
    from sim.report.scores import all_scores

    said = all_scores(plan.scenario, group)
    if said:
        yield "Scored by several people:"
    for line in said:
        yield INDENT + messages.hanging(line, 2 * len(INDENT))
