"""The room: what phones have voted and drawn, kept in memory until the page is closed.

A phone is known by a random name, and nothing else is kept with it.  Nobody learns what others
chose before the facilitator reveals the answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sim.page.schema import CurvesShown, PhoneView, RoomView, VotesShown, Way
from sim.params.errors import UserError

MOST_PHONES = 300
MOST_HANDS, MOST_DRAWN = 1000, 100  # votes and curves that the room's own page counts
WAYS: tuple[Way, ...] = ("vote", "draw")


class ClosedError(UserError):
    """The answer has been revealed: what was chosen stays as it is."""


class FullError(UserError):
    """More phones than a room has."""


@dataclass(frozen=True)
class ModelAnswer:
    """What the model says, kept from phones until it is revealed.

    shares  share of organisations live in the headline month, by plan
    means   the same by month, by plan
    """

    shares: Sequence[float]
    leader: int
    headline: str
    means: Sequence[Sequence[float]]


@dataclass
class _Chosen:
    """What one phone has chosen: a plan, and a curve for each plan that it drew."""

    vote: int | None = None
    curves: dict[int, list[int]] = field(default_factory=dict)


@dataclass
class Room:
    """Votes and curves of phones, and what the facilitator asks and has revealed.

    answer  what the model says
    points  number of points of a curve
    """

    answer: ModelAnswer
    points: int
    ask: Way = "vote"
    plan: int = 0
    votes_revealed: bool = False
    curves_revealed: bool = False
    version: int = 0
    _hands: list[int] = field(default_factory=list)
    _drawn: list[list[int]] = field(default_factory=list)
    _phones: dict[str, _Chosen] = field(default_factory=dict)

    @property
    def plans(self) -> int:
        """Number of plans."""
        return len(self.answer.shares)

    # What a phone does

    def vote(self, phone: str, plan: int) -> None:
        """Vote for a plan; the last vote of a phone counts."""
        self._check_open(self.votes_revealed)
        self._check_plan(plan)
        self._of(phone).vote = plan

    def draw(self, phone: str, plan: int, points: Sequence[int]) -> None:
        """Draw the curve of a plan, or take it back (no points); the last curve counts."""
        self._check_plan(plan)
        self._check_open(self.curves_revealed and plan == self.plan)
        if points:
            self._check_points(points)
            self._of(phone).curves[plan] = list(points)
        elif phone in self._phones:
            self._phones[phone].curves.pop(plan, None)

    # What the facilitator does

    def turn_to(self, ask: Way | None = None, plan: int | None = None) -> None:
        """Ask for votes or curves, and for which plan curves are drawn."""
        if ask is not None:
            self.ask = ask
        if plan is not None and plan != self.plan:
            self._check_plan(plan)
            self.plan, self.curves_revealed, self._drawn = plan, False, []
        self.version += 1

    def reveal_votes(self, revealed: bool, hands: Sequence[int]) -> None:
        """Show the answer with all votes, or go back to voting.

        hands  votes that the facilitator counted, by plan
        """
        whole = len(hands) in (0, self.plans) and all(each >= 0 for each in hands)
        if not whole or sum(hands) > MOST_HANDS:
            raise UserError(f"hands must be a number for each plan, {MOST_HANDS} votes in all")
        self.votes_revealed, self._hands = revealed, list(hands)
        self.version += 1

    def reveal_curves(self, revealed: bool, drawn: Sequence[Sequence[int]]) -> None:
        """Show the answer with all curves of the plan, or go back to drawing.

        drawn  curves drawn on the room's own page
        """
        if len(drawn) > MOST_DRAWN:
            raise UserError(f"the room's page can have {MOST_DRAWN} curves")
        for each in drawn:
            self._check_points(each)
        self.curves_revealed, self._drawn = revealed, [list(each) for each in drawn]
        self.version += 1

    def clear_votes(self) -> None:
        """Forget all votes, and vote anew."""
        for each in self._phones.values():
            each.vote = None
        self.votes_revealed, self._hands = False, []
        self._forget()

    def clear_curves(self) -> None:
        """Forget all curves of all plans, and draw anew."""
        for each in self._phones.values():
            each.curves.clear()
        self.curves_revealed, self._drawn = False, []
        self._forget()

    # What is told

    def told_to_phone(self, phone: str) -> PhoneView:
        """Tell one phone what it may know."""
        own = self._phones.get(phone, _Chosen())
        return {
            "version": self.version,
            "ask": self.ask,
            "plan": self.plan,
            "vote": own.vote,
            "curve": own.curves.get(self.plan, []),
            "votes": self._votes_shown() if self.votes_revealed else None,
            "curves": self._curves_shown() if self.curves_revealed else None,
        }

    def told_to_page(self) -> RoomView:
        """Tell the room's page what it may show."""
        votes, curves = self._votes(), self._curves()
        return {
            "ask": self.ask,
            "plan": self.plan,
            "voted": sum(votes),
            "drawn": len(curves),
            "votes_revealed": self.votes_revealed,
            "curves_revealed": self.curves_revealed,
            "votes": votes if self.votes_revealed else None,
            "curves": curves if self.curves_revealed else None,
        }

    def _votes(self) -> list[int]:
        given = [each.vote for each in self._phones.values()]
        return [given.count(plan) for plan in range(self.plans)]

    def _curves(self) -> list[list[int]]:
        """List the curves of the plan, sorted, so that their order does not tell whose they are."""
        chosen = self._phones.values()
        return sorted(each.curves[self.plan] for each in chosen if self.plan in each.curves)

    def _votes_shown(self) -> VotesShown:
        return {
            "phones": self._votes(),
            "hands": self._hands or [0] * self.plans,
            "shares": list(self.answer.shares),
            "leader": self.answer.leader,
            "headline": self.answer.headline,
        }

    def _curves_shown(self) -> CurvesShown:
        return {
            "plan": self.plan,
            "phones": self._curves(),
            "hands": self._drawn,
            "mean": list(self.answer.means[self.plan]),
        }

    # Checks

    def _of(self, phone: str) -> _Chosen:
        if phone not in self._phones and len(self._phones) >= MOST_PHONES:
            raise FullError(f"{MOST_PHONES} phones take part already; vote by raising a hand")
        return self._phones.setdefault(phone, _Chosen())

    def _forget(self) -> None:
        """Forget phones that have chosen nothing, so that others have room."""
        self._phones = {k: each for k, each in self._phones.items() if each != _Chosen()}
        self.version += 1

    def _check_open(self, revealed: bool) -> None:
        if revealed:
            raise ClosedError("the answer has been revealed; nothing can be changed now")

    def _check_plan(self, plan: int) -> None:
        if not 0 <= plan < self.plans:
            raise UserError(f"plan must be between 0 and {self.plans - 1}")

    def _check_points(self, points: Sequence[int]) -> None:
        if len(points) != self.points or not all(0 <= each <= 100 for each in points):
            raise UserError(f"a curve must have {self.points} points between 0 and 100")


def months_of_points(last: int) -> list[int]:
    """Return the months at which a curve has its points: about eight, including the last.

    `Page.curves.monthsOf` says the same in the page.
    """
    step = next((each for each in (3, 6, 12, 24, 60) if last / each <= 8), 120)
    return [*range(0, last, step), last]
