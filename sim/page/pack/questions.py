"""Questions to ask on each view, answers to what people ask, and the debrief."""

from collections.abc import Iterator

from sim.page.pack.sessions import COMMIT, DO, HELD, ONE, PREDICT, QUESTION, REVEAL, SURE

ASK: dict[str, tuple[str, str, str]] = {
    QUESTION: (
        "What have we tried to spread before, and how far did it get?",
        "Which of these plans is nearest to what we would do anyway?",
        "Who is not in this room and ought to be?",
    ),
    PREDICT: (
        "What would make you move your curve down?",
        "When do you expect the slow middle, and why then?",
        "Who voted differently from their neighbour?",
    ),
    REVEAL: (
        "Where was the room furthest off?",
        "What does the model think of that we did not?",
        "What do we know that the model does not?",
    ),
    ONE: (
        "What was it waiting for in its longest wait?",
        "Who could have shortened that wait?",
        "What would its staff say if they read this story?",
    ),
    HELD: (
        "Which gap is ours?",
        "Which gap do we spend money on today?",
        "What would have to be true for the widest gap to close by itself?",
    ),
    DO: (
        "What do you expect before we press it?",
        "What does it cost, and who pays?",
        "For whom is it worse?",
    ),
    COMMIT: (
        "What is the first thing, and on which date?",
        "What will we stop in order to do it?",
        "How will we know in six months that we were wrong?",
    ),
    SURE: (
        "Which assumption do you trust least?",
        "Who could find it out, and by when?",
        "Would a different number change the plan, or only the date?",
    ),
}

DEBRIEF = (
    "What surprised you most?",
    "Where do you disagree with the model, and what is your evidence?",
    "What did another role want that you had not thought of?",
    "What will you do differently on your next working day?",
    "What should we look at when we meet again?",
)


ASKED = (
    ("Is this a forecast?",
     "No. It compares plans under the same assumptions and the same luck. No date and no share "
     "here is a promise. What it is good for is which plan is ahead, by how much, and why."),
    ("Where do the numbers come from?",
     "A few come from publications. Most are judgement, and “How sure” says which. That is why "
     "every plan also runs under many other sets of assumptions."),
    ("Our place is different.",
     "It is. Ask what is different, find that number under “How sure” or under “What would you "
     "do?”, and change it. If the better plan stays better, the difference is no objection."),
    ("You put in what you wanted to get out.",
     "Some of it, as every model does. So ask what would have to be assumed for another plan to "
     "win. The command “uptake flips” looks for exactly that."),
    ("What does “cannot be told apart” mean?",
     "That chance alone could explain the difference. It does not mean that the two are the same. "
     "“Practically the same” means that the difference is too small to matter."),
    ("Why do some give it up again?",
     "Going live is followed by a dip. Without help in the dip, or if the champion leaves, a site "
     "may stop. Speed without help has that price."),
    ("I do not know.",
     "Say so. Write the question down, and say who will find out. It is the best answer to half of "
     "what you will be asked."),
)  # fmt: skip
MADE_UP = (
    "Are these our organisations?",
    "No. They are made up, with numbers and types like yours. Your own can be put in as a table; "
    "then the page says so.",
)
PRIVATE = (
    "Does anything that we type leave this room?",
    "No. The page is a file and asks for nothing from a network. In live mode votes go to this "
    "computer and no further. What you save stays on this computer.",
)


def answers(illustrative: bool) -> Iterator[tuple[str, str]]:
    """Give what people ask, with an answer to each.

    illustrative  the organisations are made up
    """
    yield from ASKED[:2]
    if illustrative:
        yield MADE_UP
    yield from ASKED[2:-1]
    yield PRIVATE
    yield ASKED[-1]
