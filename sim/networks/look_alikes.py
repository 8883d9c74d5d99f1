"""Words that look alike and so may be meant as one: names, types and regions in two spellings."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

# What is written in two ways where the same is meant
SHORT = (
    (re.compile(r"\bfoundation\b"), "f"),
    (re.compile(r"\btrusts?\b"), "t"),
    (re.compile(r"\bft\b"), "f t"),
    (re.compile(r"\bhospitals?\b"), "hospital"),
    (re.compile(r"\bst\b"), "saint"),
    (re.compile(r"\band\b|&"), " "),
    (re.compile(r"\b(the|of|nhs)\b"), " "),
    (re.compile(r"\b(ltd|limited|plc|cic)\b"), " "),
)
# Letters of other alphabets that look like Latin ones
LOOKS_LIKE = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0445\u0443\u0456\u0455\u0458\u04bb"
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425"
    "\u03bf\u03b1\u03bd\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a7",
    "aeopcxyisjhABEKMHOPCTXoavABEZHIKMNOPTX",
)
ENDING = re.compile(r"(?<=[a-z]{3})s\b")  # Trusts and Trust, GPs and GP stay apart


def skeleton(word: str) -> str:
    """Return what is left of a word without what may be written in two ways.

    Capitals, accents, spaces, hyphens, apostrophes, invisible characters, letters of other
    alphabets that look Latin, and the usual short forms of the health service.
    """
    plain = unicodedata.normalize("NFKD", word.translate(LOOKS_LIKE)).casefold()
    seen = "".join(each for each in plain if unicodedata.category(each) not in ("Mn", "Cf"))
    text = re.sub(r"['\u2019`.]", "", seen)
    text = re.sub(r"[^\w&]+|_", " ", text)
    for pattern, short in SHORT:
        text = pattern.sub(short, text)
    return ENDING.sub("", " ".join(text.split())).replace(" ", "")


def pairs(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each word that looks like an earlier one, after that one."""
    first: dict[str, str] = {}
    for word in dict.fromkeys(words):
        known = first.setdefault(skeleton(word) or word, word)
        if known != word:
            yield known, word
