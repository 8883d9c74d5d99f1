"""One worker for all who ask: the newest question of each, in turn, each answered once.

The engine may be called by one caller at a time; it uses both cores by itself.
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
MOST_WAITING = 256  # questions of different askers
MOST_ASKERS = 4096  # whose newest number is remembered
OVERTAKEN = "a newer question took the place of this one"


class OvertakenError(UserError):
    """A newer question of the same asker took this one's place."""


class BusyError(UserError):
    """Too many wait already."""


@dataclass
class Worker:
    """Answers questions one after the other.

    compute  gives the answer to a question; called in a thread of its own, never twice at once
    """

    compute: Callable[[Question], Answer]
    kept: OrderedDict[str, str] = field(default_factory=OrderedDict)
    waiting: OrderedDict[str, tuple[Question, asyncio.Future[str]]] = field(
        default_factory=OrderedDict
    )
    newest: OrderedDict[str, int] = field(default_factory=OrderedDict)
    something: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self, asker: str, question: Question) -> str:
        """Wait for the answer, as JSON; refused once the same asker has a newer question.

        Newer is a higher number, for questions may arrive in another order than they were sent
        in; without numbers it is what arrives later.
        """
        self._refuse_old(asker, question.number)
        if question.key in self.kept:
            self._overtake(asker)
            return self._known(question.key)
        self._overtake(asker)
        if len(self.waiting) >= MOST_WAITING:
            raise BusyError("too many questions wait already; ask again in a moment")
        promised: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self.waiting[asker] = (question, promised)
        self.something.set()
        try:
            return await promised
        finally:
            if self.waiting.get(asker, (None, None))[1] is promised:
                del self.waiting[asker]

    async def work(self) -> None:
        """Answer until cancelled, the asker who waits longest first."""
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
                    told = await self._told(loop, one, question)
                except Exception as error:
                    if not promised.done():
                        promised.set_exception(error)
                    continue
                if not promised.done():
                    promised.set_result(told)

    async def _told(
        self, loop: asyncio.AbstractEventLoop, one: ThreadPoolExecutor, question: Question
    ) -> str:
        if question.key in self.kept:
            return self._known(question.key)
        found = await loop.run_in_executor(one, self.compute, question)
        told = json.dumps(found, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        self.kept[question.key] = told
        if len(self.kept) > KEPT:
            self.kept.popitem(last=False)
        return told

    def _known(self, key: str) -> str:
        self.kept.move_to_end(key)
        return self.kept[key]

    def _refuse_old(self, asker: str, number: int | None) -> None:
        """Remember the highest number of an asker, and refuse a lower one."""
        if number is None:
            return
        if number < self.newest.get(asker, 0):
            raise OvertakenError(OVERTAKEN)
        self.newest[asker] = number
        self.newest.move_to_end(asker)
        if len(self.newest) > MOST_ASKERS:
            self.newest.popitem(last=False)

    def _overtake(self, asker: str) -> None:
        """Let go of what the same asker still waits for."""
        old = self.waiting.pop(asker, None)
        if old is not None and not old[1].done():
            old[1].set_exception(OvertakenError(OVERTAKEN))
