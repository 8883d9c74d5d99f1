"""Three run sheets: 20, 75 and 180 minutes, with what to do and words to say."""

from dataclasses import dataclass

SHORT, USUAL, LONG = LENGTHS = (20, 75, 180)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a session.

    minutes  how long it takes
    view     name of the view on the page; what it is called where there is none
    do       what the facilitator does
    say      words to say
    """

    minutes: int
    view: str
    do: str
    say: str


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
    return [Step(taken, view, *TELLING[view]) for view, taken in minutes.items()]


QUESTION, PREDICT, REVEAL, ONE = "Question", "Predict", "Reveal", "One story"
HELD, DO, COMMIT, SURE = "What holds them back", "What would you do?", "Commit", "How sure"
BREAK, ROLES, PLAY, RANK, DEBRIEF = (
    "A break", "Read the roles", "Play: make a plan", "Play: put plans forward", "Debrief",
)  # fmt: skip
VIEWS = (QUESTION, PREDICT, REVEAL, ONE, HELD, DO, COMMIT, SURE)

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

TELLING: dict[str, tuple[str, str]] = {
    QUESTION: (
        "Page in presentation mode (key f). Read the plans aloud, in their order, without praise "
        "for any.",
        "We want something that works in one place to work in all of them. Here is what we could "
        "do. Nobody in this room knows yet what the model says, and you will be asked first.",
    ),
    PREDICT: (
        "PageDown. Hands up for each plan (keys 1, 2, 3 and so on), or phones by the code if the "
        "page is live. Then each draws one curve, before talking.",
        "Decide alone, then vote. There is no right answer that you should know. We are going to "
        "learn from how far off we are, and that only works if we commit now.",
    ),
    REVEAL: (
        "PageDown. Let the room look for half a minute before you speak. Then read the answer "
        "line by line. Where it says “cannot be told apart”, say so.",
        "Here is the model next to us. Where were we too hopeful, and where too gloomy? What did "
        "we forget?",
    ),
    ONE: (
        "PageDown. Play the run. Ask for the name of one that is last, choose it, and read its "
        "story aloud.",
        "This is one place in one run. Which board did it wait for? Who left? Do you know a place "
        "like this?",
    ),
    HELD: (
        "PageDown. Read the widest gap and the sentence with money in it. Open the tables only if "
        "somebody asks.",
        "Which of these do we hear in our own meetings? Is the widest one here also the widest "
        "with us?",
    ),
    DO: (
        "PageDown. Take one change at a time from the room. Ask what they expect before each. "
        "Undo what nobody wants to keep, and keep what they do.",
        "You have the same money. What would you change first? Say what you expect, and we ask "
        "the model.",
    ),
    COMMIT: (
        "PageDown. Type what, by when and with whom. Save the file and print the page before "
        "anybody leaves.",
        "What will one of us do by the end of next month? Who do you need for it, and who tells "
        "them?",
    ),
    SURE: (
        "PageDown. Show what is assumed. Let somebody pick the number they trust least.",
        "Most numbers here are judgement. Which one would change our mind, and who could find it "
        "out?",
    ),
    BREAK: ("Leave the page on “What holds them back”.", "Ten minutes. Think of one change."),
    ROLES: (
        "Hand out the rules and one briefing sheet to each team. Two to five people in a team.",
        "You are not yourself for the next hour. Read your sheet, and find out what the others "
        "want.",
    ),
    PLAY: (
        "Teams talk, first each alone, then with two others. Walk round. Try a change on the page "
        "if a team asks, up to three for each team.",
        "You have to reach all three parts of the target. You cannot do it without at least one "
        "other team.",
    ),
    RANK: (
        "Each team has two minutes for its plan. Run it, keep it, and let the page rank the plans.",
        "Before we run it: who thinks that it reaches the target? Which part fails?",
    ),
    DEBRIEF: (
        "Ask the questions under “Debrief”. Write answers on paper.",
        "One sentence each: what will you tell somebody who was not here?",
    ),
}
