"""A small case: sixteen organisations over two years, two plans, few runs."""

import json

import pytest

from sim.page.inputs import PageOptions, compared_from
from sim.page.payload import Page, payload

SMALL = (
    "scenario=avt_london", "system.organisations=16", "clock.months=24",
    "assumptions.replicates_per_system=8",
)  # fmt: skip
RUNS = 24
MARKUP = '<script>alert("1")</script><!-- </script>'


@pytest.fixture(scope="session")
def compared():
    return compared_from(PageOptions((*SMALL, "strategy=none,hin_playbook"), RUNS, 5))


@pytest.fixture(scope="session")
def data(compared):
    """Everything in a file, including an organisation whose name is markup."""
    told = payload(compared, Page(runs=2))
    told["network"]["names"][0] = MARKUP
    return json.loads(json.dumps(told))


@pytest.fixture(scope="session")
def live_data(data):
    """The same as a live page would have it."""
    return data | {"live": {"token": "secret", "phones": []}}
