"""What to set up and to try the day before, and what to do if something goes wrong."""

from collections.abc import Iterator
from html import escape

from sim.page.pack.elements import listed, marked

ROOM = (
    "Tables for four to six, all with a view of the screen. Nobody behind a pillar.",
    "A wall or a flip chart for what people write.",
    "Room to stand up: votes are counted faster when people stand.",
)
LAPTOP = (
    "The file on the laptop itself, not in a mail or on a shared drive. Double click opens it.",
    "Chrome, Edge, Firefox or Safari of the last two years. No network is needed.",
    "`f` starts presentation mode. There `PageDown` goes to the next view and `PageUp` back. `?` "
    "lists all keys. A clicker for slides works.",
    "Presentation mode hides tables, tools and kept plans. `Escape` shows them, `f` comes back.",
    "Power supply, adapter for the projector, notifications off, screen saver off.",
)
PAPER = (
    "This pack, printed on one side. The last two pages stay with you: the target until after the "
    "reveal, the answer always.",
    "A blank sheet and a pen each, to draw a curve on before the reveal.",
    "For 180 minutes: the target once for each table, and one briefing sheet for each team.",
    "No printer in the room? The browser's print window can save as PDF.",
)
# Each on the view where the one before has left you.
REHEARSAL = (
    "Open the file on that laptop and projector, and press `f`. Go through all views with "
    "`PageDown`, and back to “Predict” with `PageUp`.",
    "Stand at the back of the room: can you read the smallest words?",
    "Press `Escape`. On **Predict** press **Back to the vote**, vote with `1`, take it back with "
    "`Shift` and `1`, again vote with `1`, and press **Clear all votes** twice: it asks.",
    "Press **Reveal the model's answer**. On **What would you do?** make one change and wait for "
    "its answer. If the browser cannot run the model, the page says so.",
    "On **How sure** press **Check this page**: this browser then counts what the command line "
    "counted.",
    "On **Commit** press **Save this commitment**, to see where files go on this laptop.",
    "Close the page. Opened anew, the file has forgotten all of this.",
    "Choose the length: 20, 75 or 180 minutes. Read the words to say aloud once.",
)
TROUBLES = (
    ("One press too many",
     "`PageUp` goes back. No view reveals the answer without asking first."),
    ("Revealed too early",
     "On **Predict**, **a vote for a plan**, press **Back to the vote**. Votes and curves stay. "
     "Say that it happened, and vote."),
    ("A vote too many",
     "`Shift` with its number takes it back; `Backspace` takes the last."),
    ("A number or `f` does nothing",
     "Click an empty part of the page first: in a field, keys write."),
    ("The page was reloaded, or the laptop slept",
     "All is in the address and comes back. Press `f` twice for the full screen. A file that is "
     "opened anew begins anew, so bookmark the page before a break."),
    ("The page keeps no more plans",
     "Press `Escape`. Below the picture press **Let go** at one."),
    ("The browser cannot run the model",
     "Leave out **What would you do?**, and take **What holds them back** for each plan."),
    ("The code for phones fills the screen",
     "Press **Close**. Until then no other key acts."),
)  # fmt: skip


def preparation(plans: int, live: str) -> Iterator[str]:
    """Write what to set up.

    plans  how many there are on the page
    live   the command that serves the page live
    """
    yield "<p>Names in <b>bold</b> stand on the screen exactly so.</p>"
    yield f"<h3>The room</h3>{listed(map(marked, ROOM))}"
    laptop = [
        *map(marked, LAPTOP),
        marked(f"Votes by keys: `1` to `{plans}`. `Shift` with a number takes one back."),
        "Phones can vote and draw only in live mode: <code>"
        f"{escape(live)} --host 0.0.0.0</code> shows a code to scan, on a network that the phones "
        "share. On “Predict” <kbd>q</kbd> shows it large. Phones vote and draw in the same minutes "
        "as hands and paper, and the screen says how many have.",
    ]
    yield f"<h3>Laptop and projector</h3>{listed(laptop)}"
    yield f"<h3>Paper</h3>{listed(map(marked, PAPER))}"


def rehearsal() -> Iterator[str]:
    """Write what to try the day before, and what to do if something goes wrong."""
    yield f"<h3>The day before</h3>{listed(map(marked, REHEARSAL), 'ol')}"
    yield "<h3>If something goes wrong</h3>"
    yield listed(f"<strong>{marked(what)}.</strong> {marked(then)}" for what, then in TROUBLES)
