"""The phones' page: a vote and a curve, and the QR code that leads to it.

It holds nothing that tells the answer; a phone gets that from the server once it is revealed.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from string import Template

import segno

from sim.page.content_policy import content_policy
from sim.page.html_file import json_for_script, part
from sim.page.room import ModelAnswer, Room, months_of_points
from sim.page.schema import Ballot, Code, Payload

STYLES = ("phone.css",)
SCRIPTS = (
    "numbers.js", "curves.js", "tally.js", "elements.js", "exchange.js", "phone_picture.js",
    "phone.js",
)  # fmt: skip
TURNED_AWAY = (
    "This room has ended, or this link is for another room. "
    "Scan the code on the screen with your camera again."
)


@dataclass(frozen=True)
class Phones:
    """What phones are served.

    room  votes and curves
    name  name of the room, new at each start, by which a phone knows that another has begun
    key   secret in the link; it opens the phones' page and nothing else
    page  the phones' page
    """

    room: Room
    name: str
    key: str
    page: str


def phones(data: Payload) -> Phones:
    """Make a room for the phones of a live page.

    data  the payload of the room's page
    """
    name = secrets.token_urlsafe(12)
    room = Room(_answer(data), len(months_of_points(data["months"])), plan=len(data["plans"]) - 1)
    return Phones(room, name, secrets.token_urlsafe(12), _page(_ballot(data, name)))


def opened(data: Payload, links: Callable[[str], Sequence[str]]) -> Phones:
    """Open a live page to phones: make their room, and put its codes into the payload.

    links  gives the links to the phones' page for a secret
    """
    assert data["live"] is not None, "a file serves nobody"
    made = phones(data)
    data["live"]["phones"] = codes(links(made.key))
    return made


def codes(links: Sequence[str]) -> list[Code]:
    """Draw the QR code of each link.

    A short link and medium correction keep the squares few and large: they are read from afar.
    """
    made = [segno.make_qr(each, error="m", boost_error=False) for each in links]
    rows = [["".join(map(str, row)) for row in each.matrix] for each in made]
    return [{"link": link, "rows": each} for link, each in zip(links, rows, strict=True)]


@cache
def turned_away() -> str:
    """Return the page for a phone whose link is not for this room."""
    return _page(None, TURNED_AWAY)


@cache
def policy() -> str:
    """Return the content policy of the phones' pages."""
    style, scripts = _blocks()
    return content_policy([style], scripts, ("img-src data:", "connect-src 'self'"))


def _answer(data: Payload) -> ModelAnswer:
    means = [each["curves"]["live"]["mean"] for each in data["plans"]]
    horizon = min(data["horizon"], data["months"])
    shares = [mean[horizon] for mean in means]
    until = data["months"] + 1
    return ModelAnswer(shares, data["leader"], data["headline"], [each[:until] for each in means])


def _ballot(data: Payload, room: str) -> Ballot:
    return {
        "room": room,
        "plans": [{"name": each["name"], "explain": each["explain"]} for each in data["plans"]],
        "months": months_of_points(data["months"]),
        "horizon": min(data["horizon"], data["months"]),
    }


def _page(ballot: Ballot | None, notice: str = "") -> str:
    style, scripts = _blocks()
    shown = json_for_script({} if ballot is None else ballot)
    return Template(part("phone.html")).substitute(
        policy=policy(),
        style=style,
        notice=notice,
        data=f'<script type="application/json" id="page-data">{shown}</script>',
        scripts="" if ballot is None else "\n".join(f"<script>{each}</script>" for each in scripts),
    )


def _blocks() -> tuple[str, list[str]]:
    style = "\n".join(map(part, STYLES))
    return f"\n{style}\n", [f"\n{part(name)}\n" for name in SCRIPTS]
