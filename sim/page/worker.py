"""One worker for all questions: it answers the newest question of each person, in turn.

Addresses take turns, and within an address the people there: anybody can invent people, but few
have many addresses.  Only one caller may use the engine at a time; it uses all cores by itself.
"""

import asyncio
import json
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import NamedTuple

from sim.page.requests import Question
from sim.page.schema import Answer
from sim.params.errors import UserError

KEPT = 512  # answers
MOST_WAITING = 256  # questions of different visitors
MOST_OF_ADDRESS = 96  # of these from one address: more than a room behind one router
MOST_VISITORS = 4096  # whose newest number is remembered
OVERTAKEN = "a newer question replaced this one"
BUSY = "too many questions are waiting; try again in a moment"


class Asker(NamedTuple):
    """Who asks: the address, and the name within it."""

    address: str
    name: str


class OvertakenError(UserError):
    """A newer question from the same person replaced this one."""


class BusyError(UserError):
    """Too many questions are waiting."""


Waiting = tuple[Question, asyncio.Future[str]]


@dataclass
class Worker:
    """Answers questions one after the other.

    compute  returns the answer to a question; called in one separate thread
    waiting  by address and name; the next in turn comes first
    newest   the highest number that each person has sent
    """

    compute: Callable[[Question], Answer]
    kept: OrderedDict[str, str] = field(default_factory=OrderedDict)
    waiting: OrderedDict[str, OrderedDict[str, Waiting]] = field(default_factory=OrderedDict)
    newest: OrderedDict[Asker, int] = field(default_factory=OrderedDict)
    something: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self, asker: Asker, question: Question) -> str:
        """Wait for the answer, as JSON; refuse if the same person has a newer question.

        A higher number is newer, because questions may arrive out of order.  Without numbers, the
        later arrival is newer.
        """
        self._refuse_old(asker, question.number)
        self._overtake(asker)
        if question.key in self.kept:
            return self._known(question.key)
        self._make_room(asker.address)
        promised: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self.waiting.setdefault(asker.address, OrderedDict())[asker.name] = (question, promised)
        self.something.set()
        try:
            return await promised
        finally:
            mine = self.waiting.get(asker.address, OrderedDict()).get(asker.name)
            if mine is not None and mine[1] is promised:
                self._drop(asker)

    async def work(self) -> None:
        """Answer questions until cancelled, one from each address in turn."""
        loop = asyncio.get_running_loop()
        with ThreadPoolExecutor(max_workers=1) as one:
            while True:
                await self.something.wait()
                if not self.waiting:
                    self.something.clear()
                    continue
                question, promised = self._next()
                if promised.done():
                    continue
                try:
                    reply = await self._computed(loop, one, question)
                except Exception as error:
                    if not promised.done():
                        promised.set_exception(error)
                    continue
                if not promised.done():
                    promised.set_result(reply)

    async def _computed(
        self, loop: asyncio.AbstractEventLoop, one: ThreadPoolExecutor, question: Question
    ) -> str:
        if question.key in self.kept:
            return self._known(question.key)
        found = await loop.run_in_executor(one, self.compute, question)
        reply = json.dumps(found, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        self.kept[question.key] = reply
        if len(self.kept) > KEPT:
            self.kept.popitem(last=False)
        return reply

    def _next(self) -> Waiting:
        """Take the question that is first at the first address, which then comes last."""
        address, people = next(iter(self.waiting.items()))
        self.waiting.move_to_end(address)
        found = people[name := next(iter(people))]
        self._drop(Asker(address, name))
        return found

    def _make_room(self, address: str) -> None:
        """Refuse a question if its address has too many, else drop one of the fullest address."""
        own = len(self.waiting.get(address, ()))
        if own >= MOST_OF_ADDRESS:
            raise BusyError(BUSY)
        if sum(map(len, self.waiting.values())) < MOST_WAITING:
            return
        fullest, people = max(self.waiting.items(), key=lambda each: len(each[1]))
        if len(people) <= own + 1:
            raise BusyError(BUSY)
        self._refuse(Asker(fullest, next(reversed(people))), BusyError(BUSY))

    def _known(self, key: str) -> str:
        self.kept.move_to_end(key)
        return self.kept[key]

    def _refuse_old(self, asker: Asker, number: int | None) -> None:
        """Remember the highest number from each person, and refuse a lower one."""
        if number is None:
            return
        if number < self.newest.get(asker, 0):
            raise OvertakenError(OVERTAKEN)
        self.newest[asker] = number
        self.newest.move_to_end(asker)
        if len(self.newest) > MOST_VISITORS:
            self.newest.popitem(last=False)

    def _overtake(self, asker: Asker) -> None:
        """Drop the question that the same person is still waiting for."""
        if asker.name in self.waiting.get(asker.address, ()):
            self._refuse(asker, OvertakenError(OVERTAKEN))

    def _refuse(self, asker: Asker, why: UserError) -> None:
        _, promised = self._drop(asker)
        if not promised.done():
            promised.set_exception(why)

    def _drop(self, asker: Asker) -> Waiting:
        """Take a question out, and its address with it if that was the last one there."""
        people = self.waiting[asker.address]
        found = people.pop(asker.name)
        if not people:
            del self.waiting[asker.address]
        return found
