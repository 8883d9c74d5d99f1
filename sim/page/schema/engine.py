"""The model in the page, as its scripts read it.  What is packed is gzip in base64."""

from typing import Literal, TypedDict


class EngineArgument(TypedDict):
    """One array of the compiled kernel.

    item    bytes of an entry
    shape   sizes, as numbers or in letters
    source  who gives its content: a block, or the plan; else it is room, zeros to fill
    kind    of the entries of what the page reads: i4, i8 or f8; else empty
    """

    name: str
    item: int
    shape: list[int | str]
    source: Literal["block", "plan", "room"]
    kind: Literal["", "i4", "i8", "f8"]


class EngineBlock(TypedDict):
    """Some replicates on one system.

    sizes  the letters of the shapes, in numbers
    given  packed: the arrays that a block gives, one after another
    """

    first: int
    replicates: int
    cluster: int
    sizes: dict[str, int]
    given: int


class CarriedPlan(TypedDict):
    """One plan.

    rows    packed: parts of every period and of the plan, then the settings of every period
    blocks  their numbers
    one_of  pairs of keys of which only one may be turned
    check   check sum of the counters of each block, as the command line counts them
    live    organisations live at the headline month, over all replicates
    """

    rows: int
    periods: int
    row_of: list[int]
    blocks: list[int]
    one_of: list[list[str]]
    check: list[int]
    live: int


class CarriedModel(TypedDict):
    """The compiled kernel and what it needs.

    packed     texts, which others name by their number; the module is the first
    changes    packed JSON: plan, key and value (as JSON) -> changes
    """

    arguments: list[EngineArgument]
    seed: str
    months: int
    stages: int
    levers: list[str]
    blocks: list[EngineBlock]
    plans: dict[str, CarriedPlan]
    changes: int
    packed: list[str]
