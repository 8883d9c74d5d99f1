"""The question of a session, told before anybody sees an answer."""

from collections.abc import Iterable

from sim.config.plan_names import shared_title
from sim.page.plans import Compared
from sim.page.schema import Named, Question
from sim.params import Innovation, System


def question(compared: Compared) -> Question:
    """Say what is asked, what spreads and among whom.

    `asked` is the question of the scenario; it is empty where the plans are not of one scenario.
    """
    scenarios = [each.scenario for each in compared.results]
    shared = shared_title([each.plan for each in compared.results])
    first = scenarios[0]
    return {
        "asked": first.about if first.title and shared == first.title else "",
        "spreads": _named(each.innovation for each in scenarios),
        "among": _named(each.system for each in scenarios),
    }


def _named(presets: Iterable[Innovation | System]) -> list[Named]:
    """Give each title once with its description."""
    about = {each.title: each.about for each in presets}
    return [{"title": title, "about": told} for title, told in about.items() if title or told]
