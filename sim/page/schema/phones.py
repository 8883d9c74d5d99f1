"""What phones that vote are told, and what the room's page is told of them."""

from typing import Literal, TypedDict

Way = Literal["vote", "draw"]
Points = list[int]


class Code(TypedDict):
    """The link to the phones' page, and its QR code: a text of 0 and 1 (dark) for each row."""

    link: str
    rows: list[str]


class PlanToChoose(TypedDict):
    """A plan as a phone shows it: nothing of what comes of it."""

    name: str
    explain: str


class Ballot(TypedDict):
    """All that a phone knows before the answer: the plans, the months of a curve, the question.

    room  name of the room, new at each start of the page
    """

    room: str
    plans: list[PlanToChoose]
    months: list[int]
    horizon: int


class VotesShown(TypedDict):
    """The votes after the answer was revealed: by phone and by hand for each plan.

    shares  share of organisations live in the model, by plan
    """

    phones: list[int]
    hands: list[int]
    shares: list[float]
    leader: int
    headline: str


class CurvesShown(TypedDict):
    """The curves for one plan after the answer was revealed; `mean` is the model's, by month."""

    plan: int
    phones: list[Points]
    hands: list[Points]
    mean: list[float]


class PhoneView(TypedDict):
    """What one phone may know: what is asked, its own vote and curve, and what was revealed.

    version  rises with each change by the facilitator
    curve    its points in per cent, for the plan that is asked; none before it is drawn
    """

    version: int
    ask: Way
    plan: int
    vote: int | None
    curve: Points
    votes: VotesShown | None
    curves: CurvesShown | None


class RoomView(TypedDict):
    """What the room's page may know: how many have voted and drawn, and what was revealed."""

    ask: Way
    plan: int
    voted: int
    drawn: int
    votes_revealed: bool
    curves_revealed: bool
    votes: list[int] | None
    curves: list[Points] | None
