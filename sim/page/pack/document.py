"""The facilitator's pack as one file to print: everything but the answer, and that at the end."""

from collections.abc import Iterator, Mapping
from html import escape
from string import Template
from typing import Any
from urllib.parse import quote

from sim.page.content_policy import content_policy
from sim.page.pack.elements import listed, marked, named, pressed, section, table
from sim.page.pack.preparation import preparation, rehearsal
from sim.page.pack.questions import ASK, DEBRIEF, answers
from sim.page.pack.reasons import reasons
from sim.page.pack.roles import ROLES, Role
from sim.page.pack.sessions import LENGTHS, ONE, VIEWS, session
from sim.page.pack.target import in_words, kept_at_once
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
TARGET, ANSWER = "A target to play for", "The answer, for you only"
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
    yield section("setup", "Set up", preparation(len(data["plans"]), data["workshop_command"]))
    yield section("before", "The day before, and if something goes wrong", rehearsal())
    for length in LENGTHS:
        yield section(f"minutes-{length}", f"Run sheet: {length} minutes", _run_sheet(data, length))
    yield section("questions", "Three questions for each view", _questions(data))
    yield section("believe", "Why believe it, and how far", _believe())
    yield section("asked", "What people ask", _asked(data))
    yield section("debrief", "Debrief", _debrief())
    for place, role in enumerate(ROLES):
        yield section(None if place else "roles", role.name, _role(role), "role")
    yield section("rules", TARGET, _rules(data))


def _contents(data: Data, page: str) -> Iterator[str]:
    plans = [each["name"] for each in data["plans"]]
    yield (
        "<p>You need this pack and one file, <a href="
        f'"{escape(quote(page))}">{escape(page)}</a>. You need no network, and no knowledge of '
        "the model.</p>"
    )
    yield f"<p>The plans, in the order of the page: {escape(named(plans))}.</p>"
    yield (
        "<p>Nobody is to see the answer before the reveal. The last page of this pack tells it, "
        "and the page before, the target, comes near it. Take both out before you put the rest on "
        "a table.</p>"
    )
    links = [
        ("setup", "Set up: the room, the laptop, the paper"),
        ("before", "The day before, and if something goes wrong"),
        *((f"minutes-{each}", f"Run sheet: {each} minutes") for each in LENGTHS),
        ("questions", "Three questions for each view"),
        ("believe", "Why believe it, and how far: five sentences"),
        ("asked", "What people ask, with answers"),
        ("debrief", "Debrief, and afterwards"),
        ("roles", "Six briefing sheets, for 180 minutes"),
        ("rules", f"{TARGET}: the rules, to give out after the reveal"),
        ("answer", ANSWER),
    ]
    yield listed(f'<a href="#{name}">{escape(text)}</a>' for name, text in links)


def _run_sheet(data: Data, length: int) -> Iterator[str]:
    rows, minute = [], 0
    for each in session(length, data["network"] is not None):
        when = f"{minute} to {minute + each.minutes}"
        minute += each.minutes
        rows.append((
            when, f"<strong>{escape(each.view)}</strong>",
            f"“{escape(each.say)}”<span class=\"do\">{pressed(each.keys)} {marked(each.do)}</span>",
        ))  # fmt: skip
    yield (
        f"<p>{len(rows)} steps, {minute} minutes. What to say is in quotation marks; what to do is "
        "below it, with names in <b>bold</b> as they stand on the screen. If you are late, shorten "
        "the talking, never the prediction.</p>"
    )
    yield table(("minute", "view", "words to say, and what to do"), rows)


def _questions(data: Data) -> Iterator[str]:
    yield "<p>One is enough if it starts a conversation. Wait ten seconds before you help.</p>"
    for view in VIEWS:
        if view in ASK and (view != ONE or data["network"] is not None):
            yield f"<h3>{escape(view)}</h3>"
            yield listed(map(escape, ASK[view]))


def _believe() -> Iterator[str]:
    yield (
        "<p>Five sentences, each with its number. Read them out when somebody asks why they should "
        "believe a model. Do not claim more.</p>"
    )
    told = [
        f'{escape(say)} <span class="quiet">({escape(where)})</span>' for say, where in reasons()
    ]
    yield listed(told, "ol")


def _asked(data: Data) -> Iterator[str]:
    for question, answer in answers(data["illustrative"]):
        yield f"<h3>{escape(question)}</h3><p>{escape(answer)}</p>"


def _debrief() -> Iterator[str]:
    yield "<p>Five minutes, or two if you are late. Everybody answers one.</p>"
    yield listed(map(escape, DEBRIEF), "ol")
    yield "<h3>Before people leave</h3>"
    yield listed((
        "Under “Commit”, save the file and print. Both hold the plan, what the model expects of "
        "it, what the room predicted, and who does what by when.",
        "Agree on the day when you look at it again: six months is usual.",
    ))  # fmt: skip
    yield "<h3>Afterwards</h3>"
    yield listed((
        "Send the printed commitment to everybody named in it, within two days.",
        "When you know how many are live, score it: <code>uptake track commitment.json "
        "observed.csv</code> says who was nearer, the model or the room.",
    ))  # fmt: skip


def _rules(data: Data) -> Iterator[str]:
    target = data["target"]
    yield f'<p class="box">{escape(in_words(target))}</p>'
    none = "No plan on the page reaches all three. " if target["live"] < 1 else ""
    keeps, needs = kept_at_once(len(data["plans"]), len(ROLES))
    yield f"<p>{none}Give this out after the reveal.</p>"
    yield "<h3>How to play</h3>"
    yield listed((
        "Six teams, one role each: a briefing sheet for each team. With few people, leave out "
        "roles from the end of the list.",
        f"Ten minutes to read. Twenty-five to make a plan. A plan needs the agreement of {needs} "
        "teams at least.",
        "A plan is one of the plans on the page with changes under “What you would do”. What you "
        "believe stays as it is: “The champion leaves” is a belief, and no plan that changes one "
        "is ranked.",
        "Each team may try three changes on the page before it puts a plan forward.",
        "Two minutes to put it forward: what it changes, who pays, and who loses.",
        "The room says whether it will reach the target. Then the page runs it and ranks it. "
        f"{keeps}",
    ), "ol")  # fmt: skip
    yield "<h3>Who wins</h3>"
    yield listed((
        "The plan that reaches most of the three parts. If two reach as many, the one with more "
        f"live by month {target['month']}.",
        "Two plans that cannot be told apart have both won.",
        "At first a plan that does little may stand first, because it costs little and few give "
        "it up. That is the plan to beat.",
        f"Money is what the programme spends in all: {escape(pounds(target['budget']))} or less.",
        "Giving up is counted at the end of the run, of those that ever went live.",
    ))  # fmt: skip
    yield "<h3>The roles</h3>"
    yield f"<p>{escape(named([each.name for each in ROLES]))}.</p>"


def _role(role: Role) -> Iterator[str]:
    yield '<p class="quiet">A briefing sheet. Show it to nobody outside your team.</p>'
    parts = {
        "What you want": role.wants, "What you fear": role.fears, "What you may propose": role.may,
    }  # fmt: skip
    for title, said in parts.items():
        yield f"<h3>{title}</h3>{listed(map(escape, said))}"
    yield "<h3>Two questions to ask</h3>"
    yield listed((f"To {escape(who)}: “{escape(what)}”" for who, what in role.asks), "ol")


def _answer(data: Data) -> Iterator[str]:
    """Write the last page, which the facilitator keeps."""
    horizon = data["horizon"]
    rows = [
        (escape(each["name"]), f"{each['curves']['live']['mean'][horizon]:.0%}")
        for each in data["plans"]
    ]
    lines = [f"<p><strong>{escape(data['headline'])}</strong></p>"]
    lines += [
        f"<p><strong>{escape(each['label'])}:</strong> {escape(each['text'])}</p>"
        for each in data["answer"]
    ]
    lines += [
        table(("plan", f"live at month {horizon}"), rows),
        "<p>The target is set from the plans on the page. The share live is the best plan's plus "
        "two points, rounded up to the next five. The money is what the dearest plan spends. "
        "Giving up is the lowest of all plans, rounded up to the next five.</p>",
        f"<p>{escape(data['honesty'][0])} {escape(data['honesty'][-1])}</p>",
        f"<p>To run these plans again: <code>{escape(data['command'])}</code></p>",
    ]
    yield section("answer", ANSWER, lines)
