"""Text of users without what cannot be seen: it may steer a terminal, or reverse a line.

Names and titles pass through here where they are read, and lines once more where they are printed.
"""

import re

# Controls (C0, C1 and DEL, which begin the sequences that steer a terminal), marks of direction,
# and characters without width. Kept: those that join letters or make an emoji (U+200C, U+200D,
# U+FE0F, tags).
INVISIBLE = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
)
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
RARE_SPACES = re.compile("[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
NO_CHARACTER = re.compile("[\ud800-\udfff\ufffe\uffff]")  # half of one, or none: no file can say it
UNSEEN = re.compile(f"[{INVISIBLE}]")
REPLACEMENT = "\ufffd"


def visible(text: str) -> str:
    """Leave out what cannot be seen; rare white space is a space, half a character a mark."""
    if text.isascii() and text.isprintable():
        return text
    return NO_CHARACTER.sub(REPLACEMENT, RARE_SPACES.sub(" ", UNSEEN.sub("", text)))


def printable(text: str) -> str:
    """Leave out what steers a terminal, from lines that are to be printed; new lines stay."""
    if text.isascii() and text.isprintable():
        return text
    return NO_CHARACTER.sub(REPLACEMENT, STEERING.sub("", text))
