"""One override as the user typed it, split into its parts."""

from collections.abc import Iterable
from dataclasses import dataclass

from sim.config import keys
from sim.params.errors import UserError

QUOTES, CURLED = tuple("'\"`\u2018\u201c\u201e\u00ab"), tuple("\u2019\u201d")


@dataclass(frozen=True, slots=True)
class Override:
    """One `key=value` that the user typed, with `+` to add or `~` to remove a phase, say."""

    text: str
    sign: str
    key: str
    value: str

    @property
    def is_preset(self) -> bool:
        """Whether it chooses a preset instead of setting a value."""
        plain = "." not in self.key and not self.value.startswith("{")
        return plain and self.key not in keys.leaves()


def split(text: str) -> Override:
    """Split an override without Hydra; its value stays as typed."""
    if text.strip()[:1] in QUOTES or text.strip()[-1:] in CURLED:
        raise UserError(
            f"{text!r} begins or ends with a quotation mark that your shell did not remove; put "
            'straight double quotes around each key=value, like "strategy=none"'
        )
    body = text.lstrip("+~")
    sign = text[: len(text) - len(body)]
    key, equals, value = body.partition("=")
    if not equals and not sign and key.strip()[-1:] in ("/", "\\"):
        raise UserError(
            f"{text!r}: there is no such folder; the folder of your own system is made with: "
            f'uptake new "{key.strip()}"'
        )
    if not (equals or sign == "~") or not key.strip():
        raise UserError(
            f"{text!r} is not an override; write key=value without spaces, e.g. strategy=none"
        )
    return Override(text, sign, key.strip(), value.strip())


def typed_keys(texts: Iterable[str]) -> set[str]:
    """Return the keys that were changed by hand; what a preset says is not."""
    return {each.key for each in map(split, texts) if not each.is_preset}
