"""How published words become ours: types, regions, names, and the usual size of each type."""

import re
import unicodedata

REGIONS = {
    "Y56": "London",
    "Y58": "South West",
    "Y59": "South East",
    "Y60": "Midlands",
    "Y61": "East of England",
    "Y62": "North West",
    "Y63": "North East and Yorkshire",
    "W00": "Wales",
}
ACUTE, MENTAL, COMMUNITY = "Acute trust", "Mental health trust", "Community trust"
AMBULANCE, SPECIALIST = "Ambulance trust", "Specialist trust"
PRACTICE, NETWORK, OTHER = "GP practice", "GP network", "NHS trust"
USUAL_SIZE = {
    ACUTE: 3.4, MENTAL: 1.3, COMMUNITY: 2.3, AMBULANCE: 2.9, SPECIALIST: 1.0, OTHER: 1.0,
    NETWORK: 1.0, PRACTICE: 0.2,
}  # fmt: skip
# What a published type contains, in the order in which it is looked for
TYPES = (
    ("ambulance", AMBULANCE),
    ("mental health", MENTAL),
    ("learning disabilit", MENTAL),
    ("specialist", SPECIALIST),
    ("acute", ACUTE),
    ("community", COMMUNITY),
    ("primary care network", NETWORK),
    ("gp network", NETWORK),
    ("gp practice", PRACTICE),
)
# What the name of a trust contains whose type no file gives; a guess, and said to be one
IN_NAMES = (
    ("ambulance", AMBULANCE),
    ("mental health", MENTAL),
    ("partnership", MENTAL),
    ("psychological", MENTAL),
    ("orthopaedic", SPECIALIST),
    ("cancer", SPECIALIST),
    ("heart", SPECIALIST),
    ("eye hospital", SPECIALIST),
    ("children", SPECIALIST),
    ("women", SPECIALIST),
    ("hospital", ACUTE),
    ("community", COMMUNITY),
    ("health and care", COMMUNITY),
)
SMALL = ("And", "At", "By", "For", "In", "Of", "On", "The", "Upon", "With")
KEPT = ("NHS", "GP", "PCN", "ICB", "II", "III", "UK")
LEGAL = re.compile(r"\b(NHS FOUNDATION TRUST|NHS TRUST|FOUNDATION TRUST|NHS FT|NHSFT|FT)$")


def kind_of(text: str) -> str | None:
    """Return our word for a published type such as "ACUTE - TEACHING"; None if it is unknown."""
    plain = text.lower().replace("_", " ")
    return next((ours for part, ours in TYPES if part in plain), None)


def kind_by_name(name: str) -> str:
    """Guess the type of a trust from its name."""
    return next((ours for part, ours in IN_NAMES if part in name.lower()), OTHER)


def region_of(text: str) -> str:
    """Return the name of a region that a code or a longer name says; else the text itself."""
    if text.upper() in REGIONS:
        return REGIONS[text.upper()]
    plain = re.sub(r"\b(commissioning|nhs england|region)\b", " ", text.lower().replace("&", "and"))
    plain = " ".join(plain.split())
    return next((name for name in REGIONS.values() if name.lower() == plain), text)


def readable(name: str) -> str:
    """Write a name that is all capitals as one would: St George's NHS Trust; others stay."""
    if name != name.upper():
        return name
    words = [_word(each, first=k == 0) for k, each in enumerate(name.split())]
    return " ".join(words)


def _word(word: str, first: bool) -> str:
    if word.strip("(),.") in KEPT:
        return word
    written = re.sub(r"[^\W\d_]+", lambda part: part.group().capitalize(), word)
    written = re.sub(r"(?<=[\u2019'])(S|T)\b", lambda part: part.group().lower(), written)
    return written.lower() if written in SMALL and not first else written


def name_key(name: str) -> str:
    """Return a name for comparison: without "the", "NHS Trust" and signs, & as and."""
    text = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().upper()
    text = re.sub(r"['`.]", "", text.replace("&", " AND "))
    text = " ".join(re.sub(r"[^A-Z0-9]+", " ", text).split()).removeprefix("THE ")
    return LEGAL.sub("", text).strip() or text


def postcode_key(text: str) -> str:
    """Return a postcode without spaces, in capitals, as directories write it."""
    return "".join(text.split()).upper()
