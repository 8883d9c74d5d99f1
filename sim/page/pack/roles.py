"""Briefing sheets of the roles in the game: what each wants, fears, may propose and must ask."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Role:
    """One role, as its sheet tells it."""

    name: str
    wants: tuple[str, ...]
    fears: tuple[str, ...]
    may: tuple[str, ...]
    asks: tuple[tuple[str, str], tuple[str, str]]


ROLES = (
    Role(
        "Integrated care board",
        ("It is live everywhere by the date that you told the region.",
         "Deprived areas are not last.",
         "You can show what the money bought."),
        ("A headline about a roll-out that stopped.",
         "One provider that holds up all the others.",
         "Money spent on meetings."),
        ("The size of the budget and how it is shared between the levers.",
         "A mandate with a date.",
         "Which organisations are helped first."),
        (("the acute trust", "What would your board need to approve it at its next meeting?"),
         ("finance", "How much of this could we spend again elsewhere if it fails?")),
    ),
    Role(
        "Acute trust",
        ("It works inside the system that your staff use all day.",
         "No more than one large change at a time.",
         "Someone on site while it is new."),
        ("A dip in activity in winter.",
         "A third approval nobody told you about.",
         "A contract that ends when the money does."),
        ("How fast you go live, and in which months.",
         "More help on site, with less of something else.",
         "Building, buying or a partnership."),
        (("the integrated care board", "What will you stop asking of us in return?"),
         ("patients", "What would you notice on the first bad day?")),
    ),
    Role(
        "Community and mental health",
        ("It fits work in people's homes and small teams.",
         "You are asked before it is designed, not after.",
         "Your pilots count as much as those of the hospital."),
        ("A tool made for wards.",
         "Being counted as slow when nobody helped you.",
         "Staff who leave with the knowledge."),
        ("Co-design with your teams.",
         "How closely everybody must copy the first site.",
         "Pilots of different kinds."),
        (("the acute trust", "Which part of your way of doing it must we copy?"),
         ("the GP federation", "What can we learn from each other that nobody has to pay for?")),
    ),
    Role(
        "GP federation",
        ("It saves time in the first month.",
         "Practices are free to join when they are ready.",
         "Somebody else deals with the paperwork."),
        ("Being made to take part.",
         "Work that moves to you from the hospital without money.",
         "A different version in every practice."),
        ("Communities of practice, run by you.",
         "Templates and tools from the first sites.",
         "Grants for the practices that join."),
        (("finance", "Will a practice see any of the saving within the year?"),
         ("the integrated care board", "What happens to a practice that says not yet?")),
    ),
    Role(
        "Patients",
        ("The same care wherever you live.",
         "To be told when something about you is used in a new way.",
         "Not to be practised on."),
        ("Places that give up, so that you explain it all again.",
         "Harm in the weeks when it is new.",
         "Hearing that it will be fair later."),
        ("That deprived areas are helped first.",
         "De-risking before go-live.",
         "A date by which you hear what became of it."),
        (("the acute trust", "Who watches for harm in the first month?"),
         ("the integrated care board", "What will you do for the places that are last?")),
    ),
    Role(
        "Finance",
        ("A price for each further organisation.",
         "A benefit that shows within the year.",
         "A plan that still stands if the money is cut by a fifth."),
        ("Paying twice, because the first place gave up.",
         "A cost that begins when the programme ends.",
         "A number that nobody can explain."),
        ("The budget, and when it ends.",
         "Moving money from one lever to another.",
         "How long the contract is."),
        (("the GP federation", "What would you do with half of it?"),
         ("community and mental health", "Which cost of yours is in nobody's plan?")),
    ),
)  # fmt: skip
