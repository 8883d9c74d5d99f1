"""How often a claim must hold over the sets of assumptions."""

import re
from dataclasses import dataclass

from sim.params.errors import UserError

IN_SETS = re.compile(r"in (\d{1,3}) of (\d{1,3})(?: sets)?", re.IGNORECASE)
ALLOWED = "usually, always, never, or a share like “in 9 of 10”"


@dataclass(frozen=True, slots=True)
class HowOften:
    """How often a claim must hold.

    words   as written: "usually", "always", "never", "in 9 of 10"
    share   of the sets, that must be exceeded; 1 means every set
    denied  the claim must be false that often: "never" is "always", of what is not the case
    """

    words: str
    share: float
    denied: bool = False

    @property
    def is_usual(self) -> bool:
        """Whether it must hold in most sets, and on average."""
        return self.words == "usually"


USUALLY = HowOften("usually", 0.5)
ALWAYS = HowOften("always", 1.0)
NEVER = HowOften("never", 1.0, denied=True)
WORDS = {each.words: each for each in (USUALLY, ALWAYS, NEVER)}


def how_often(text: str) -> HowOften:
    """Read how often a claim must hold.

    Raises
    ------
    UserError
        If it is none of what is allowed.
    """
    plain = " ".join(text.casefold().split())
    if plain in WORDS:
        return WORDS[plain]
    found = IN_SETS.fullmatch(plain)
    if found is None:
        raise UserError(f"“{text}” is not known; write {ALLOWED}")
    few, all_ = int(found[1]), int(found[2])
    if not 0 < few < all_:
        raise UserError(f"“{text}” is no part of the sets; write always, or like in 9 of 10")
    return HowOften(f"in {few} of {all_}", few / all_)
