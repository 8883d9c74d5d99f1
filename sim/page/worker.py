"""One worker for all questions: it answers the newest question of each person, in turn.

Only one caller may use the engine at a time; it uses all cores by itself.
"""

import asyncio
import json
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from sim.page.requests import Question
from sim.page.schema import Answer
from sim.params.errors import UserError

KEPT = 512  # answers
MOST_WAITING = 256  # questions of different visitors
MOST_VISITORS = 4096  # whose newest number is remembered
OVERTAKEN = "a newer question replaced this one"


class OvertakenError(UserError):
    """A newer question from the same person replaced this one."""


class BusyError(UserError):
    """Too many questions are waiting."""


@dataclass
class Worker:
    """Answers questions one after the other.

    compute  returns the answer to a question; called in one separate thread
    """

    compute: Callable[[Question], Answer]
    kept: OrderedDict[str, str] = field(default_factory=OrderedDict)
    waiting: OrderedDict[str, tuple[Question, asyncio.Future[str]]] = field(
        default_factory=OrderedDict
    )
    newest: OrderedDict[str, int] = field(default_factory=OrderedDict)
    something: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self, visitor: str, question: Question) -> str:
        """Wait for the answer, as JSON; refuse if the same person has a newer question.

        A higher number is newer, because questions may arrive out of order.  Without numbers, the
        later arrival is newer.
        """
        self._refuse_old(visitor, question.number)
        if question.key in self.kept:
            self._overtake(visitor)
            return self._known(question.key)
        self._overtake(visitor)
        if len(self.waiting) >= MOST_WAITING:
            raise BusyError("too many questions are waiting; try again in a moment")
        promised: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self.waiting[visitor] = (question, promised)
        self.something.set()
        try:
            return await promised
        finally:
            if self.waiting.get(visitor, (None, None))[1] is promised:
                del self.waiting[visitor]

    async def work(self) -> None:
        """Answer questions until cancelled, the longest wait first."""
        loop = asyncio.get_running_loop()
        with ThreadPoolExecutor(max_workers=1) as one:
            while True:
                await self.something.wait()
                if not self.waiting:
                    self.something.clear()
                    continue
                _, (question, promised) = self.waiting.popitem(last=False)
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

    def _known(self, key: str) -> str:
        self.kept.move_to_end(key)
        return self.kept[key]

    def _refuse_old(self, visitor: str, number: int | None) -> None:
        """Remember the highest number from each person, and refuse a lower one."""
        if number is None:
            return
        if number < self.newest.get(visitor, 0):
            raise OvertakenError(OVERTAKEN)
        self.newest[visitor] = number
        self.newest.move_to_end(visitor)
        if len(self.newest) > MOST_VISITORS:
            self.newest.popitem(last=False)

    def _overtake(self, visitor: str) -> None:
        """Drop the question that the same person is still waiting for."""
        old = self.waiting.pop(visitor, None)
        if old is not None and not old[1].done():
            old[1].set_exception(OvertakenError(OVERTAKEN))
