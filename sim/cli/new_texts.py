"""The files that `uptake new` writes: a made-up system, forms to fill in, a page of guidance."""

import csv
import io

from sim.networks.columns import ORGANISATION, TIE, Column

CONTENTS = {
    "GUIDE.md": "one page: what each column means, and what to do next",
    "organisations.csv": "one row for each organisation; open it in a spreadsheet",
    "ties.csv": "who talks to whom; without it, ties are drawn by region and type",
    "system.yaml": "what your system is called, and what is assumed of it",
    "innovation.yaml": "what is to spread: scores, each with examples",
    "plan.yaml": "what your programme does: money, pilots, help",
}


ROWS = """\
Example Acute A,Acute trust,North,no,0.62,0.48,0.55,0.45,2.6,0.60,0.40,2,2
Example Acute B,Acute trust,South,yes,0.41,0.33,0.50,0.28,2.2,0.75,0.45,2,3
Example Acute C,Acute trust,North,yes,0.48,,0.42,0.30,1.9,0.70,0.35,2,2
Example Mental Health A,Mental health trust,North,no,0.50,0.42,0.60,0.40,1.3,0.50,0.60,2,2
Example Mental Health B,Mental health trust,South,yes,0.38,0.35,0.58,0.34,1.1,0.55,0.65,2,2
Example Community A,Community trust,South,no,0.45,0.44,,0.42,0.9,0.45,0.60,2,2
Example Ambulance,Ambulance trust,North,no,0.52,0.30,0.45,0.36,1.0,0.50,0.30,3,2
Example Practices 1,GP network,North,no,0.66,0.52,0.55,0.50,0.2,0.30,0.55,1,1
Example Practices 2,GP network,North,yes,0.40,0.34,0.46,0.33,0.2,0.40,0.50,1,1
Example Practices 3,GP network,South,no,0.58,0.46,0.52,0.48,0.2,0.35,0.50,1,1
Example Practices 4,GP network,South,yes,0.33,,0.48,0.30,0.2,0.45,0.45,1,1
Example Practices 5,GP network,South,yes,0.37,0.38,0.57,0.35,0.2,0.40,0.60,1,1
"""
MADE_UP = (
    "name", "type", "region", "deprived", "maturity", "capacity", "culture", "finance", "size",
    "legacy", "orientation", "board_interval", "approvals",
)  # fmt: skip
TIES = """\
source,target,trust
Example Acute A,Example Acute C,0.8
Example Acute A,Example Acute B,0.6
Example Acute A,Example Mental Health A,0.5
Example Acute A,Example Practices 1,0.6
Example Acute B,Example Community A,0.7
Example Acute B,Example Practices 4,0.5
Example Acute C,Example Ambulance,0.4
Example Mental Health A,Example Mental Health B,0.9
Example Mental Health B,Example Community A,0.6
Example Community A,Example Practices 3,0.7
Example Community A,Example Practices 5,0.6
Example Practices 1,Example Practices 2,0.8
Example Practices 3,Example Practices 4,0.7
Example Practices 4,Example Practices 5,0.8
"""
SYSTEM = """\
# Your system as a whole. Every line may be left out; "don't know" means the default.
title: An example system (made up)
about: Twelve made-up organisations in two regions, to be replaced by yours.
source: Made up by "uptake new". Say here where your own numbers come from.
"""
ASKED = """
# The month in which runs begin, such as November 2026: this one, or the next. Columns 'stage' and
# 'since' of the organisations say where they stand in it. (default April 2026)
today: don't know

# What is assumed of the whole system. Any key that begins with system. may stand here without
# that beginning; "uptake list parameters system" lists them with their meaning.

# How well what payers, providers and suppliers gain goes together.
# 0.2: whoever pays does not gain. 0.5: mixed. 0.8: whoever pays gains too.
incentives: don't know
# How far quality, experience and wellbeing count beside money when a board decides.
# 0.2: money decides. 0.5: both. 0.8: a good case for patients is enough.
value_breadth: don't know
# How much is regulated. 0.2: little. 0.5: as usual. 0.8: a rule for each step.
regulation: don't know
# How far organisations believe what others tell, at the start.
# 0.2: hardly. 0.5: neutral. 0.8: what a neighbour says counts.
trust: don't know
"""
INNOVATION = """\
# What is to spread. Give each score a number from 0 to 1, or "don't know": that means the default,
# 0.5 if nothing else is said. The three lines above a score say what 0.2, 0.5 and 0.8 look like.
# Scores are judgements, so ask several people, and write what each says:
#   complexity: {Anna: 0.4, Ben: 0.6, Cleo: don't know}      (roles will do for names)
#   complexity: [0.4, 0.6, 0.7]
# The mean is used; sets of assumptions draw the value from the range of their scores.
title: An example innovation (made up)
about: Say in one sentence what it is and whom it helps.
source: Say where the scores come from, such as a workshop of six people in May.

# How much better is it than what it replaces?
#   0.2  users see little difference
#   0.5  better for some, with some extra work
#   0.8  plainly better for staff and patients, as drafting notes by software is (0.75)
relative_advantage: 0.6
# How well does it fit the way people work?
#   0.2  roles and routines change, as with a genetic test in a clinic (0.4 and below)
#   0.5  some steps change
#   0.8  it fits into the day as it is, as a new medicine does (0.75)
compatibility: 0.5
# How hard is it to understand and use?
#   0.2  an hour of instruction, as a new medicine (0.2)
#   0.5  a course and some weeks of practice
#   0.8  months of training, or a new kind of specialist
complexity: don't know
# How easily can it be tried on a small scale?
#   0.2  all or nothing: you cannot buy a robot for a week (0.2)
#   0.5  one ward or practice, after some work
#   0.8  one clinician for one week, as ambient voice or a wearable (0.85)
trialability: don't know
# How easily can others see its results?
#   0.2  hard to show, such as an illness that was prevented (0.3)
#   0.5  in a report after some months
#   0.8  colleagues see it at once, as with a robot (0.8)
observability: don't know
# How clear are regulation and funding? (default 0.6)
#   0.2  nobody knows who approves or pays
#   0.5  known, with gaps
#   0.8  approved, and with a line of payment
regulatory_clarity: don't know
# How well is it designed for its users?
#   0.2  they work around it.  0.5  usable with help.  0.8  they need no manual.
usability: don't know
# How complex is it in seven domains (NASSS)?
#   0.2  simple: few parts, predictable
#   0.5  complicated: many parts, but they can be planned
#   0.8  complex: it changes while you look, and no plan survives
nasss:
  condition: don't know  # the illness or need
  technology: don't know  # the technology and what it must be linked to
  value: don't know  # who gains, and who pays
  adopters: don't know  # what it asks of staff, patients and carers
  organisation: don't know  # what it asks of the organisation
  wider_system: don't know  # rules, bodies and the public
  embedding: don't know  # how much must be adapted over the years
# How far is it each of these? 0 is not at all, 1 is wholly.
types:
  medical_product: 0
  digital: 1
  care_model: 0
# Months for procurement and contracts after the last approval (default 3).
procurement: don't know
price:
  setup: don't know  # thousand pounds once, for an organisation of average size (default 0)
  monthly: don't know  # thousand pounds a month (default 0)
"""
PLAN = """\
# What your programme does. "don't know" means the default. "£600,000", "40%" and "24 months" are
# read as you write them, and several people's answers too: pilots: [2, 4]
title: Our plan (an example)
about: Two pilots, communities of practice, and one-to-one help for those not yet committed.
source: Made up by "uptake new".

# Money: pounds for each organisation and month (default 555.6), or a total for the programme.
budget_per_organisation: don't know
budget_total: don't know
# Months from now (clock.start) until the programme starts (default 0); until then nobody helps.
start: don't know
# Months in which the programme spends (default 36).
programme: don't know
# Sites that are live when the programme starts (default 2).
pilots: don't know
# How far is spread planned for from the start? (default 0.3)
#   0.2  a pilot, then we see
#   0.5  the next sites are named
#   0.8  evidence, tools and money for all sites are planned before the pilot
plan: don't know
# Who gets one-to-one help first: uncommitted, committed, ready, laggards, hubs, equity or random?
target: don't know
# Where the money goes; the shares sum to 1. The other levers are in "uptake list levers".
shares:
  one2one: 0.5  # a facilitator works with one organisation after the other
  cop: 0.3  # communities of practice
  comms: 0.2  # communications to all
"""
GUIDE = """\
# Your own system

This folder holds a **made-up** system, so that you can run it before you have a number of your own.

**No personal data is needed.** A row is an organisation, not a person, and an alias will do for its
name. All stays on your computer.

## What to do

1. Open `organisations.csv` in a spreadsheet. Put your organisations in place of the examples: one
   row each, no rows of totals, no notes below. A workbook called `organisations.xlsx` will do too.
2. Replace `ties.csv`, or delete it: ties are then drawn by region and type.
3. Fill in `system.yaml`, `innovation.yaml` and `plan.yaml` as far as you know. "don't know" means
   the default.
4. Run these commands:

```text
{commands}
```

`check` lists all that is wrong at once, with its row and what is allowed. It also says what your
system is like, in words and in `check.png`. `run` says what your plan does. `compare` says what it
gains over no plan. `report` writes a page that you can show.

To compare your plan with another: `uptake compare {folder} "strategy=none,own,hin_playbook"`
(`own` is your plan). What you type wins over what the files say.

## organisations.csv

{organisations}

Traits are judgements: 0.2 is low, 0.5 is average, 0.8 is high.

**An empty cell means that nobody knows.** Leave it empty rather than guess. A trait is then drawn
anew for each system, given what you know of that organisation and of others of its type. The answer
says how far your gaps move it, and what finding out a column would gain. An empty `stage` is
drawn too; if only live sites have one, the others count as unaware. Empty in every row, the columns
that are no traits mean the default.

Keep scores as you have them, and say their scale in the heading:

| heading | read as |
|---|---|
| `maturity (1-5)` | (score - 1) / 4, so 1 is 0 and 5 is 1 |
| `maturity (%)` or `maturity (0-100)` | score / 100 |
| `maturity: Well led (1-5)`, `maturity: Safe practice (1-5)` | the mean of the pillars |
| `capacity by Anna`, `capacity by Ben (1-5)` | the mean of the people; their disagreement counts |

This assumes that the steps of a scale are equally far apart. `uptake show {folder}` says where
each column comes from, `uptake show {folder} --values` does so for each value.

## ties.csv

{ties}
"""


def files(name: str, typed: str) -> dict[str, str]:
    """Return the files of a folder, by name, with what stands in each.

    name   of the folder
    typed  the folder as it is typed in a command
    """
    commands_ = "\n".join(commands(typed))
    guide = GUIDE.format(
        commands=commands_, folder=typed, organisations=_table(ORGANISATION), ties=_table(TIE)
    )
    return {
        "organisations.csv": _organisations(),
        "ties.csv": TIES,
        "system.yaml": f"{SYSTEM}{ASKED}",
        "innovation.yaml": INNOVATION,
        "plan.yaml": PLAN,
        "GUIDE.md": guide,
    }


def commands(typed: str) -> list[str]:
    """Return the commands to go on with."""
    page = f"{typed.rstrip('/')}.html".replace('".html', '.html"')
    return [
        f"uptake check {typed}",
        f"uptake run {typed}",
        f"uptake compare {typed}",
        f"uptake report {typed} --out {page}",
    ]


def _organisations() -> str:
    """Write the made-up organisations with every column that there is."""
    rows = [dict(zip(MADE_UP, row, strict=True)) for row in csv.reader(io.StringIO(ROWS))]
    written = io.StringIO()
    sheet = csv.DictWriter(written, list(ORGANISATION), restval="", lineterminator="\n")
    sheet.writeheader()
    sheet.writerows(rows)
    return written.getvalue()


def _table(columns: dict[str, Column]) -> str:
    """Say what each column means and allows."""
    lines = ["| column | meaning | allowed | needed |", "|---|---|---|---|"]
    for each in columns.values():
        needed = "yes" if each.needed else ""
        lines.append(f"| `{each.name}` | {each.meaning} | {each.allowed} | {needed} |")
    return "\n".join(lines)
