"""What a calibration found, in a few lines; and the same at length."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sim.networks.stands import month_in_words
from sim.params import Scenario, leaves
from sim.params.assumption_sets import AssumptionSets
from sim.report.figures.captions import counted, listed
from sim.study.calibration.agreement import Agreement
from sim.study.calibration.learned import NOT, PARTLY, TOLD, UNREAD, Learned, Tied
from sim.study.calibration.likelihood import CANDIDATES, GROUPS_ALIKE, NEAR
from sim.study.calibration.posterior import Posterior
from sim.study.calibration.question import START
from sim.study.calibration.series import EVERYBODY
from sim.study.calibration.simulated import RUNS
from sim.study.track.observed import MEASURES

NAMED = 3  # keys and pairs that the answer names
MANY = 12  # that the account names
Line = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """All that a calibration says.

    travels  the sets that other commands take: assumptions only
    held     key -> why it did not vary
    typed    assumptions that the user set, as typed: the sets were found with them
    """

    posterior: Posterior
    agreements: Sequence[Agreement]
    learned: Sequence[Learned]
    tied: Sequence[Tied]
    travels: AssumptionSets
    held: dict[str, str]
    typed: tuple[str, ...] = ()


def lines(found: Found) -> list[Line]:
    """Give the answer: a headline without a label, then a label and a text for each line."""
    return [
        ("", headline(found)),
        ("Fit", " ".join(_fit(found))),
        ("Learnt", " ".join(_learnt(found))),
        ("Not learnt", " ".join(_not_learnt(found))),
        ("How sure", " ".join(_sure(found))),
    ]


def headline(found: Found) -> str:
    """Say whether settings follow the curve."""
    posterior, observed = found.posterior, found.posterior.question.observed
    miss = max(each.miss for each in found.agreements)
    until = month_in_words(observed.last)
    worst = " in the group that it fits worst" if len(found.agreements) > 1 else ""
    sets = len(posterior.sets)
    who, whose = ("1 set of settings follows", "its")
    if sets != 1:
        who, whose = f"{sets} sets of settings follow", "their"
    return (
        f"{who} {observed.name} to {until}; {whose} middle misses by {_points(miss)} on "
        f"average{worst}."
    )


def _fit(found: Found) -> Iterator[str]:
    dates = [each for group in found.agreements for each in group.dates]
    fitted = [each for each in dates if each.fitted]
    later = [each for each in dates if not each.fitted]
    inside = sum(each.is_inside for each in fitted)
    yield _in_band(inside, len(fitted), "date", " of nine in ten")
    if later:
        right = sum(each.is_inside for each in later)
        yield _in_band(right, len(later), "later date", unused=True)
    yield f"What the model leaves out comes to {_points(found.posterior.size)} where half adopted."


def _in_band(inside: int, count: int, what: str, more: str = "", unused: bool = False) -> str:
    """Say how many dates are in their band."""
    if count == 1:
        which = ", which was not used," if unused else ""
        return f"The one {what}{which} is {'in' if inside else 'outside'} its band{more}."
    which = ", which were not used," if unused else ""
    are = "is" if inside == 1 else "are"
    return f"Of {count} {what}s{which} {inside or 'none'} {are} in the band{more}."


def _learnt(found: Found) -> Iterator[str]:
    told = [each for each in found.learned if each.word in (TOLD, PARTLY)]
    if not told:
        yield "The curve tells no setting beyond noise."
        return
    named = [_narrowed(found, each) for each in told[:NAMED]]
    read = sum(each.word != UNREAD for each in found.learned)
    are = "is" if len(told) == 1 else "are"
    yield f"{len(told)} of {read} settings {are} narrowed: {listed(named)}."


def _narrowed(found: Found, each: Learned) -> str:
    where = "higher" if each.shift > 0.05 else "lower" if each.shift < -0.05 else "in the middle"
    if each.words:
        more, before, after = max(each.words, key=lambda one: one[2] - one[1])
        where = f"more often {more}: {after:.0%} of sets, {before:.0%} before"
    return f"“{meaning_of(found.posterior.question.scenario, each.key)}” ({where})"


def _not_learnt(found: Found) -> Iterator[str]:
    silent = sum(each.word == NOT for each in found.learned)
    unread = sum(each.word == UNREAD for each in found.learned)
    told = []
    if silent:
        told.append(f"of {counted(silent, 'setting')} it says nothing beyond noise")
    if unread:
        told.append(f"{unread}{' more' if silent else ''} no run here reads")
    said = "; ".join(told) or "of every setting it says something"
    yield f"{said[0].upper()}{said[1:]}."
    for each in found.tied[:1]:
        yield f"{_cannot_part(found, each)}."


def _cannot_part(found: Found, each: Tied) -> str:
    scenario = found.posterior.question.scenario
    one, other = (f"“{meaning_of(scenario, key)}”" for key in (each.one, each.other))
    return f"{one} and {other} cannot be told apart"


def _sure(found: Found) -> Iterator[str]:
    posterior = found.posterior
    yield (
        f"{posterior.near:,} of {posterior.runs:,} sets are not ruled out; by weight they count as "
        f"{posterior.effective:,.0f}."
    )
    yield f"Other commands take its {counted(len(found.travels.keys), 'assumption')}, no more."


def account(found: Found) -> list[str]:
    """Say at length what was done, as paragraphs."""
    posterior = found.posterior
    observed = posterior.question.observed
    return [
        f"Live means {MEASURES[observed.measure]}. Fitted: {counted(observed.dates, 'date')} from "
        f"{month_in_words(observed.first)} to {month_in_words(observed.last)}.",
        f"{posterior.runs:,} sets of {len(posterior.prior.keys)} settings were run, {RUNS} runs of "
        f"each, in {counted(posterior.waves, 'wave')}. A set is ruled out if it misses a date by "
        f"more than {NEAR:g} standard deviations. Of sets drawn by weight, "
        f"{posterior.distinct} of {len(posterior.sets)} differ.",
        "What was observed may differ from the mean of a right set by what the model leaves out, "
        f"by luck of the real system and of the runs, and by the count. {_left_out(found)}",
        *_began(found),
        *_told(found),
        *_pairs(found),
        *_travelling(found),
        *_held(found),
        *observed.notes,
    ]


def _left_out(found: Found) -> str:
    likely = [
        f"{_points(each.size)} for {each.lasts / 12:g} "
        f"year{'' if each.lasts == 12 else 's'} {chance:.0%}"
        for each, chance in zip(CANDIDATES, found.posterior.likely, strict=True)
    ]
    groups = len(found.agreements) > 1
    alike = f" Two groups have {GROUPS_ALIKE:.0%} of it in common (assumed)." if groups else ""
    return (
        "How large the first is and how long it lasts was estimated, each equally likely before: "
        f"{'; '.join(likely)}.{alike}"
    )


def _began(found: Found) -> Iterator[str]:
    question = found.posterior.question
    if question.lead is not None:
        yield f"The run begins in {month_in_words(question.observed.first - question.lead)}."
        return
    leads = sorted(found.posterior.leads.tolist())
    low, high = leads[len(leads) // 20], leads[-1 - len(leads) // 20]
    yield (
        f"When the spread began was drawn: in nine sets in ten {low} to {high} months before the "
        "first date. Events, and a programme that does not begin with the run, keep their months."
    )


def _told(found: Found) -> Iterator[str]:
    for each in [each for each in found.learned if each.word in (TOLD, PARTLY)][:MANY]:
        low, high = each.after
        before = f"{each.before[0]:.3g} to {each.before[1]:.3g}"
        if each.words:
            yield f"{each.key} is narrowed: {_narrowed(found, each)}."
            continue
        much = "is narrowed" if each.word == TOLD else "is partly narrowed"
        yield (
            f"{each.key} ({meaning_of(found.posterior.question.scenario, each.key)}) {much}: "
            f"{low:.3g} to {high:.3g} in nine sets in ten, {before} before."
        )


def _pairs(found: Found) -> Iterator[str]:
    if not found.tied:
        yield "No two settings are tied together beyond noise."
    for each in found.tied:
        yield (
            f"{_cannot_part(found, each)} ({each.one}, {each.other}): in the sets that fit, their "
            f"ranks correlate by {each.correlation:+.2f}."
        )


def _travelling(found: Found) -> Iterator[str]:
    stays = [key for key in found.posterior.prior.keys if key not in found.travels.keys]
    if stays:
        yield (
            "sets.csv, which --assumptions reads, holds assumptions only. Scores of this "
            "innovation, its system, pilots and start belong to this curve and stay in "
            f"posterior.csv: {', '.join(stays)}."
        )
    if found.typed:
        yield (
            f"The sets were found with {' '.join(found.typed)}, which is not in them: type it too "
            "where you use them."
        )


def _held(found: Found) -> Iterator[str]:
    if found.held:
        said = [f"{key} ({why})" for key, why in found.held.items()]
        yield f"Not varied: {', '.join(said)}."


def meaning_of(scenario: Scenario, key: str) -> str:
    """Return what a key means, as it is declared."""
    if key == START:
        return "months from the start of the spread to the first date"
    for known, about, _ in leaves(scenario):
        if known == key:
            return str(about.metadata["meaning"])
    return key


def group_in_words(group: str) -> str:
    """Name a group for a caption."""
    return "" if group == EVERYBODY else f" ({group})"


def _points(share: float) -> str:
    number = 100 * share
    text = f"{number:.1f}" if number < 10 else f"{number:.0f}"
    return f"{text} point{'' if text == '1.0' else 's'}"
