"""Three run sheets: 20, 75 and 180 minutes, with what to do and words to say.

In what to do, **a name** stands on the screen exactly so, and `a key` is pressed.
"""

from dataclasses import dataclass

SHORT, USUAL, LONG = LENGTHS = (20, 75, 180)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a session.

    minutes  how long it takes
    view     name of the view on the page; what it is called where there is none
    keys     keys that lead there from the view before
    do       what the facilitator does there
    say      words to say
    """

    minutes: int
    view: str
    keys: tuple[str, ...]
    do: str
    say: str


QUESTION, PREDICT, REVEAL, ONE = "Question", "Predict", "Reveal", "One story"
HELD, DO, COMMIT, SURE = "What holds them back", "What would you do?", "Commit", "How sure"
BREAK, ROLES, PLAY, RANK, DEBRIEF = (
    "A break", "Read the roles", "Play: make a plan", "Play: put plans forward", "Debrief",
)  # fmt: skip
VIEWS = (QUESTION, PREDICT, REVEAL, ONE, HELD, DO, COMMIT, SURE)
OPENS_ON = PREDICT

MINUTES = {
    SHORT: {QUESTION: 2, PREDICT: 5, REVEAL: 4, HELD: 3, DO: 4, COMMIT: 2},
    USUAL: {
        QUESTION: 5, PREDICT: 10, REVEAL: 10, ONE: 10, HELD: 10, DO: 15, COMMIT: 10, SURE: 5,
    },
    LONG: {
        QUESTION: 10, PREDICT: 15, REVEAL: 15, ONE: 15, HELD: 15, BREAK: 10, DO: 20, ROLES: 10,
        PLAY: 25, RANK: 20, COMMIT: 15, SURE: 5, DEBRIEF: 5,
    },
}  # fmt: skip


def session(length: int, network: bool) -> list[Step]:
    """List the steps of a session.

    length   in minutes, one of those above
    network  the page can show a single organisation
    """
    minutes = dict(MINUTES[length])
    if not network and ONE in minutes:
        spare = minutes.pop(ONE)
        minutes[HELD] += spare // 2
        minutes[DO] += spare - spare // 2
    steps, here = [], OPENS_ON
    for view, taken in minutes.items():
        do, say = TELLING[view]
        steps.append(Step(taken, view, _keys(here, view), SHORTER.get((length, view), do), say))
        here = view if view in VIEWS else here
    return steps


def _keys(here: str, there: str) -> tuple[str, ...]:
    """List the keys from one view to another: a hidden answer takes one more."""
    if there not in VIEWS:
        return ()
    if there == QUESTION:
        return ("f", "PageUp")
    on = VIEWS.index(there) - VIEWS.index(here)
    return ("PageDown",) * (on + (here == PREDICT))


TELLING: dict[str, tuple[str, str]] = {
    QUESTION: (
        "The page opens on “Predict”, and the question is one view back. "
        "Read the plans aloud, in their order, without praise for any.",
        "We want something that works in one place to work in all of them. Here is what we could "
        "do. Nobody in this room knows yet what the model says, and you will be asked first.",
    ),
    PREDICT: (
        "Hands up for each plan: key `1` once for each hand for the first plan, `2` for the "
        "second, and so on. Then press **drawing a curve** and choose the plan with most votes. "
        "Another plan chosen later clears the curves, and the page asks. Each draws one curve on "
        "paper for it, before talking. Draw the curves of three people with the mouse, and press "
        "**Keep it, next person** after each. Outside presentation mode there are boxes to type "
        "into. “Compare with the model” is for later: it tells the answer for this plan.",
        "Decide alone, then vote. There is no right answer that you should know. We are going to "
        "learn from how far off we are, and that only works if we commit now.",
    ),
    REVEAL: (
        "The first press asks, the second reveals. Let the room look for half a minute before you "
        "speak. Then read the answer line by line, and what stands of the room's votes. Where it "
        "says “cannot be told apart”, say so. For the room's curves go back with `PageUp`, press "
        "**Compare with the model**, and return with `PageDown`.",
        "Here is the model next to us. Where were we too hopeful, and where too gloomy? What did "
        "we forget?",
    ),
    ONE: (
        "Press **Play**, the middle one of five buttons. The run takes ten seconds. Ask for a "
        "place that came late or gave up: the list on the right has the signs. Click its dot: its "
        "name shows and its story stays open. Read it aloud; the mouse wheel shows its end.",
        "This is one place in one run. Which board did it wait for? Who left? Do you know a place "
        "like this?",
    ),
    HELD: (
        "Read the longest bar, which is the widest gap, and the sentence with money in it below. "
        "The buttons above change the plan. Tables stand outside presentation mode, if somebody "
        "asks: `Escape` shows them, and `f` comes back.",
        "Which of these do we hear in our own meetings? Is the widest one here also the widest "
        "with us?",
    ),
    DO: (
        "Take one change at a time from the room. Some are ready as buttons above, others are "
        "dials on the left. Ask what they expect before each, then read the answer and its price. "
        "Press **Undo** for what nobody wants, and **Keep this plan** for what they do. "
        "**Reset all** begins anew.",
        "What would you change first, and what may it cost? Say what you expect, and we ask the "
        "model.",
    ),
    COMMIT: (
        "Type what, by when and with whom. Under **The plan** choose one of the page or one that "
        "you kept. Press **Save this commitment** and **Print this page** before anybody leaves.",
        "What will one of us do by the end of next month? Who do you need for it, and who tells "
        "them?",
    ),
    SURE: (
        "Read what stands there. Then `Escape`, and go down to **Every number that goes in**. "
        "Press **assumed**, and let somebody look for the number they trust least.",
        "Most numbers here are judgement. Which one would change our mind, and who could find it "
        "out?",
    ),
    BREAK: ("Leave the page on **What holds them back**.", "Ten minutes. Think of one change."),
    ROLES: (
        "Hand out the target, which you have kept until now, and one briefing sheet to each team. "
        "Two to five people in a team. The screen stays on **What would you do?**",
        "You are not yourself for the next hour. Read your sheet, and find out what the others "
        "want.",
    ),
    PLAY: (
        "Teams talk, first each alone, then with others. Walk round. Try a change on the page if a "
        "team asks, up to three for each team, and press **Reset all** after each team.",
        "You have to reach all three parts of the target. You cannot do it without at least one "
        "other team.",
    ),
    RANK: (
        "Two minutes for each plan, before it is run. Then turn what it changes and press **Keep "
        "this plan**, and **Reset all** for the next. At the bottom open **A target to play for**: "
        "it ranks the plans. Type the teams' names beside their plan, at **Team**.",
        "Before we run it: who thinks that it reaches the target? Which part fails?",
    ),
    DEBRIEF: (
        "Ask the questions under “Debrief” in this pack. Write answers on paper.",
        "One sentence each: what will you tell somebody who was not here?",
    ),
}
SHORTER = {
    (SHORT, PREDICT): (
        "Hands up for each plan: key `1` once for each hand for the first plan, `2` for the "
        "second, and so on. Then each draws one curve on paper, for the plan with most votes, "
        "before talking. The curves stay on paper."
    ),
    (SHORT, REVEAL): (
        "The first press asks, the second reveals. Let the room look for half a minute before you "
        "speak. Then read the answer line by line. Where it says “cannot be told apart”, say so. "
        "Each compares the curve on paper."
    ),
    (SHORT, HELD): (
        "Read the longest bar, which is the widest gap, and the sentence with money in it below."
    ),
}  # what is done in less time
