"""The facilitator's pack as one file to print: everything but the answer, and that at the end."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from string import Template
from typing import Any
from urllib.parse import quote

from sim.page.content_policy import content_policy
from sim.page.pack.questions import ASK, DEBRIEF, answers
from sim.page.pack.reasons import reasons
from sim.page.pack.roles import ROLES, Role
from sim.page.pack.sessions import LENGTHS, ONE, VIEWS, session
from sim.page.pack.target import in_words
from sim.report.price_line import pounds

STYLE = """
@page { size: A4; margin: 15mm 16mm 16mm }
body { font: 11pt/1.4 Verdana, "DejaVu Sans", Arial, sans-serif; color: #1a1a1a; max-width: 178mm;
  margin: 0 auto; padding: 4mm }
h1 { font-size: 18pt; line-height: 1.2; margin: 0 0 3mm }
h2 { font-size: 15pt; line-height: 1.2; margin: 0 0 3mm }
h3 { font-size: 11.5pt; margin: 5mm 0 1mm; break-after: avoid }
p { margin: 0 0 2.5mm }
ul, ol { margin: 0 0 3mm; padding-left: 6mm }
li { margin: 0 0 1.2mm; break-inside: avoid }
section { border-top: 2px solid #1a1a1a; margin-top: 10mm; padding-top: 6mm }
table { border-collapse: collapse; width: 100%; margin: 0 0 4mm }
th, td { text-align: left; vertical-align: top; padding: 1.6mm 2mm; border-top: 1px solid #767676 }
tr { break-inside: avoid }
th:first-child, td:first-child { white-space: nowrap; font-variant-numeric: tabular-nums }
.do { display: block; margin-top: 1mm; color: #4a4a4a; font-size: 9.5pt }
.quiet { color: #4a4a4a; font-size: 9.5pt }
.box { border: 2px solid #1a1a1a; padding: 4mm 5mm; margin: 0 0 4mm; font-size: 13pt; font-weight: bold }
.role li { font-size: 14pt; margin-bottom: 3mm }
.role h2 { font-size: 20pt }
.role h3 { font-size: 14pt; margin-top: 8mm }
code { font-size: 9pt; overflow-wrap: anywhere }
kbd { border: 1px solid #767676; padding: 0 1.2mm; font: inherit; font-size: 9.5pt }
@media print { body { padding: 0; max-width: none }
  section { break-before: page; border: 0; margin: 0; padding: 0 } }
"""  # noqa: E501
PAGE = Template("""<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="$policy">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Facilitator's pack: $title</title>
<style>$style</style>
</head>
<body>
$body
</body>
</html>
""")
ANSWER = "The answer, for you only"
Data = Mapping[str, Any]


def pack(data: Data, page: str) -> str:
    """Write the pack as one file.

    data  the payload of the page
    page  file name of the page, in the same folder
    """
    body = "\n".join((*_front(data, page), *_answer(data)))
    return PAGE.substitute(
        policy=content_policy([STYLE]), style=STYLE, title=escape(data["title"]), body=body
    )


def _front(data: Data, page: str) -> Iterator[str]:
    """Write all that may lie open on a table: nothing here depends on what came out."""
    yield f"<h1>Facilitator's pack: {escape(data['title'])}</h1>"
    yield from _contents(data, page)
    yield _section("setup", "Set up", _setup(data))
    for length in LENGTHS:
        yield _section(
            f"minutes-{length}", f"Run sheet: {length} minutes", _run_sheet(data, length)
        )
    yield _section("questions", "Three questions for each view", _questions(data))
    yield _section("believe", "Why believe it, and how far", _believe())
    yield _section("asked", "What people ask", _asked(data))
    yield _section("debrief", "Debrief", _debrief())
    yield _section("rules", "A target to play for", _rules(data))
    for role in ROLES:
        yield _section(None, role.name, _role(role), "role")


def _contents(data: Data, page: str) -> Iterator[str]:
    plans = [each["name"] for each in data["plans"]]
    yield (
        "<p>You need this pack and one file, <a href="
        f'"{escape(quote(page))}">{escape(page)}</a>. You need no network, and no knowledge of '
        "the model.</p>"
    )
    yield f"<p>The plans, in the order of the page: {escape(_named(plans))}.</p>"
    yield (
        "<p>Nobody is to see the answer before the reveal. It is not on any page of this pack but "
        "the last. Take that page out before you put the rest on a table.</p>"
    )
    links = [
        ("setup", "Set up: the room, the laptop, the paper, the day before"),
        *((f"minutes-{each}", f"Run sheet: {each} minutes") for each in LENGTHS),
        ("questions", "Three questions for each view"),
        ("believe", "Why believe it, and how far: five sentences"),
        ("asked", "What people ask, with answers"),
        ("debrief", "Debrief, and afterwards"),
        ("rules", "A target to play for: the rules, and six briefing sheets"),
        ("answer", ANSWER),
    ]
    yield _list(f'<a href="#{name}">{escape(text)}</a>' for name, text in links)


def _setup(data: Data) -> Iterator[str]:
    plans = len(data["plans"])
    yield "<h3>The room</h3>"
    yield _list((
        "Tables for four to six, all with a view of the screen. Nobody behind a pillar.",
        "A wall or a flip chart for what people write.",
        "Room to stand up: votes are counted faster when people stand.",
    ))  # fmt: skip
    yield "<h3>Laptop and projector</h3>"
    yield _list((
        "The file on the laptop itself, not in a mail or on a shared drive. Double click opens it.",
        "Chrome, Edge, Firefox or Safari of the last two years. No network is needed.",
        "<kbd>f</kbd> starts presentation mode, <kbd>PageDown</kbd> goes to the next view and "
        "<kbd>PageUp</kbd> back. <kbd>?</kbd> lists all keys. A clicker for slides works.",
        f"Votes by keys: <kbd>1</kbd> to <kbd>{plans}</kbd>. Shift with a number takes one back.",
        "Power supply, adapter for the projector, notifications off, screen saver off.",
        "Phones can vote and draw only in live mode: <code>"
        f"{escape(data['workshop_command'])} --host 0.0.0.0</code> shows a code to scan, on a "
        "network that the phones share.",
    ))  # fmt: skip
    yield "<h3>Paper</h3>"
    yield _list((
        "This pack, printed on one side. The last page stays with you.",
        "A blank sheet and a pen each, to draw a curve on before the reveal.",
        "For 180 minutes: the rules once for each table, and one briefing sheet for each team.",
    ))  # fmt: skip
    yield "<h3>The day before</h3>"
    yield _list((
        "Open the file on that laptop and projector, in presentation mode, and go through all "
        "views.",
        "Stand at the back of the room: can you read the smallest words?",
        "Vote twice, reveal, and clear all votes.",
        "On “What would you do?”, make one change and wait for its answer. If the browser cannot "
        "run the model, the page says so.",
        "On “How sure”, press “Check this page”: this browser then counts what the command line "
        "counted.",
        "Save a commitment to see where files go on this laptop.",
        "Choose the length: 20, 75 or 180 minutes. Read the words to say aloud once.",
    ))  # fmt: skip


def _run_sheet(data: Data, length: int) -> Iterator[str]:
    rows, minute = [], 0
    for each in session(length, data["network"] is not None):
        when = f"{minute} to {minute + each.minutes}"
        minute += each.minutes
        rows.append((
            when, f"<strong>{escape(each.view)}</strong>",
            f"“{escape(each.say)}”<span class=\"do\">{escape(each.do)}</span>",
        ))  # fmt: skip
    yield (
        f"<p>{len(rows)} steps, {minute} minutes. What to say is in quotation marks; what to do is "
        "below it. If you are late, shorten the talking, never the prediction.</p>"
    )
    yield _table(("minute", "view", "words to say, and what to do"), rows)


def _questions(data: Data) -> Iterator[str]:
    yield "<p>One is enough if it starts a conversation. Wait ten seconds before you help.</p>"
    for view in VIEWS:
        if view in ASK and (view != ONE or data["network"] is not None):
            yield f"<h3>{escape(view)}</h3>"
            yield _list(map(escape, ASK[view]))


def _believe() -> Iterator[str]:
    yield (
        "<p>Five sentences, each with its number. Read them out when somebody asks why they should "
        "believe a model. Do not claim more.</p>"
    )
    told = [
        f'{escape(say)} <span class="quiet">({escape(where)})</span>' for say, where in reasons()
    ]
    yield _list(told, "ol")


def _asked(data: Data) -> Iterator[str]:
    for question, answer in answers(data["illustrative"]):
        yield f"<h3>{escape(question)}</h3><p>{escape(answer)}</p>"


def _debrief() -> Iterator[str]:
    yield "<p>Five minutes, or two if you are late. Everybody answers one.</p>"
    yield _list(map(escape, DEBRIEF), "ol")
    yield "<h3>Before people leave</h3>"
    yield _list((
        "Under “Commit”, save the file and print. It holds the plan, what the model expects of it, "
        "what the room predicted, and who does what by when.",
        "Agree on the day when you look at it again: six months is usual.",
    ))  # fmt: skip
    yield "<h3>Afterwards</h3>"
    yield _list((
        "Send the printed commitment to everybody named in it, within two days.",
        "When you know how many are live, score it: <code>uptake track commitment.json "
        "observed.csv</code> says who was nearer, the model or the room.",
    ))  # fmt: skip


def _rules(data: Data) -> Iterator[str]:
    target = data["target"]
    yield f'<p class="box">{escape(in_words(target))}</p>'
    none = "No plan on the page reaches all three. " if target["live"] < 1 else ""
    yield f"<p>{none}Give this out after the reveal.</p>"
    yield "<h3>How to play</h3>"
    yield _list((
        "Six teams, one role each: a briefing sheet for each team. With few people, leave out "
        "roles from the end of the list.",
        "Ten minutes to read. Twenty-five to make a plan. A plan needs the agreement of two "
        "teams at least.",
        "A plan is one of the plans on the page with changes under “What you would do”. What you "
        "believe stays as it is: “The champion leaves” is a belief, and no plan that changes one "
        "is ranked.",
        "Each team may try three changes on the page before it puts a plan forward.",
        "Two minutes to put it forward: what it changes, who pays, and who loses.",
        "The room says whether it will reach the target. Then the page runs it and ranks it.",
    ), "ol")  # fmt: skip
    yield "<h3>Who wins</h3>"
    yield _list((
        "The plan that reaches most of the three parts. If two reach as many, the one with more "
        f"live by month {target['month']}.",
        "Two plans that cannot be told apart have both won.",
        f"Money is what the programme spends in all: {escape(pounds(target['budget']))} or less.",
        "Giving up is counted at the end of the run, of those that ever went live.",
    ))  # fmt: skip
    yield "<h3>The roles</h3>"
    yield f"<p>{escape(_named([each.name for each in ROLES]))}.</p>"


def _role(role: Role) -> Iterator[str]:
    yield '<p class="quiet">A briefing sheet. Show it to nobody outside your team.</p>'
    parts = {
        "What you want": role.wants, "What you fear": role.fears, "What you may propose": role.may,
    }  # fmt: skip
    for title, said in parts.items():
        yield f"<h3>{title}</h3>{_list(map(escape, said))}"
    yield "<h3>Two questions to ask</h3>"
    yield _list((f"To {escape(who)}: “{escape(what)}”" for who, what in role.asks), "ol")


def _answer(data: Data) -> Iterator[str]:
    """Write the last page, which the facilitator keeps."""
    horizon = data["horizon"]
    rows = [
        (escape(each["name"]), f"{each['curves']['live']['mean'][horizon]:.0%}")
        for each in data["plans"]
    ]
    lines = [f"<p><strong>{escape(data['headline'])}</strong></p>"]
    lines += [
        f"<p><strong>{escape(each['label'])}.</strong> {escape(each['text'])}</p>"
        for each in data["answer"]
    ]
    lines += [
        _table(("plan", f"live at month {horizon}"), rows),
        "<p>The target is set from the plans on the page. The share live is the best plan's plus "
        "two points, rounded up to the next five. The money is what the dearest plan spends. "
        "Giving up is the lowest of all plans, rounded up to the next five.</p>",
        f"<p>{escape(data['honesty'][0])} {escape(data['honesty'][-1])}</p>",
        f"<p>To run these plans again: <code>{escape(data['command'])}</code></p>",
    ]
    yield _section("answer", ANSWER, lines)


def _section(name: str | None, title: str, parts: Iterable[str], kind: str = "") -> str:
    about = f' id="{name}"' if name else ""
    about += f' class="{kind}"' if kind else ""
    return f"<section{about}>\n<h2>{escape(title)}</h2>\n" + "\n".join(parts) + "\n</section>"


def _list(items: Iterable[str], tag: str = "ul") -> str:
    return f"<{tag}>" + "".join(f"<li>{each}</li>" for each in items) + f"</{tag}>"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    top = "".join(f"<th>{escape(each)}</th>" for each in head)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in each) + "</tr>" for each in rows)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _named(names: Sequence[str]) -> str:
    return ", ".join(f"“{each}”" for each in names)
