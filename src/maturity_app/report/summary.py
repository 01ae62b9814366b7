"""The summary: what a board reads in a minute."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_app.report.blocks import (
    Block,
    Heading,
    Paragraph,
    Picture,
    Point,
    Points,
    Section,
    paragraphs,
    points,
    prose,
)
from maturity_app.report.filling import filling_texts
from maturity_app.report.fitting import HEADINGS, MARGIN, NEARLY, PAGE, SHORT, TITLE, fitting, fullest, lines_of
from maturity_app.report.plan import HEAD, NAMES, few, first_points, left_out, plan_blocks
from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.model.ladders import rank_of
from maturity_core.pictures.radar import NAMED
from maturity_core.pictures.results import answered_bar, answered_text, dimensions_radar, level_ladder
from maturity_core.results.routes import Status
from maturity_core.telling.coming import beside_text, is_beside, outlook_text, prevented_texts
from maturity_core.telling.first import first_texts, possible_text, why_text
from maturity_core.telling.margins import margin_text
from maturity_core.telling.one_answer import one_answer_texts
from maturity_core.telling.origin import rules_text, source_text
from maturity_core.telling.portrait import topic_text
from maturity_core.telling.standing import (
    has_levels,
    open_text,
    place_text,
    standing_texts,
    waiting_text,
)
from maturity_core.telling.uncounted import uncounted_texts
from maturity_core.telling.wording import requirement_texts, score_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from maturity_app.report.subject import Subject
    from maturity_core.results.parts import LadderResult

REMARKS, EXTREMES, AREAS = 3, 4, 20
"""The most remarks on answers, strong or weak areas, and lines on the areas beside a plan."""


def summary(subject: Subject) -> Section:
    """Return level, range and score, why, strong and weak areas, and the first three steps."""
    return first_pages(subject)[0]


def plan(subject: Subject) -> Section:
    """Return the steps after these: what to do, how soon, why, and what it achieves; then how sure it is, and why."""
    return first_pages(subject)[1]


def first_pages(subject: Subject) -> tuple[Section, Section]:
    """Return the summary and the plan, laid out so that neither page looks empty.

    A plan that fits below the summary needs no page of its own. The areas are on the first page, unless the second
    would look empty without them. What the result is based on comes last. Steps are told as fully as they fit.
    """
    head, lead, rest = _standing(subject), _before_steps(subject), _rest(subject)
    forms = [] if subject.assessment.not_yet else _first_steps(subject)
    above = TITLE + HEAD + lines_of([*head, *lead])
    least, most = (above + lines_of(_told(subject, [form[place] for form in forms])) for place in (0, -1))
    steps = plan_blocks(subject, PAGE - lines_of(rest))
    after = HEAD + lines_of([*steps, *rest])
    areas = _areas(subject, min(PAGE - least, AREAS) if steps else PAGE + HEAD - least - after)
    drawn = lines_of(areas)
    one_page = subject.full or most + drawn + after <= PAGE * NEARLY
    one_page |= not steps and least + drawn + after - HEAD <= PAGE
    if not one_page and (after < PAGE * SHORT or least + drawn > PAGE):
        steps = plan_blocks(subject, PAGE - lines_of([*rest, *_areas(subject, 0)]))
        rest = (*_areas(subject, PAGE - HEAD - lines_of([*steps, *rest])), *rest)
        areas, drawn = (), 0.0
    below = after - (0 if steps else HEAD) if one_page else 0
    between = lines_of([*_beside(subject), *paragraphs("1")])
    first = _told(subject, fullest(forms, PAGE - above - drawn - below - MARGIN - between))
    ends = (*steps, *rest) if steps or not one_page else ()
    summary = (*head, *areas, *lead, *first, *(() if ends else rest))
    page = not one_page and TITLE + HEAD + lines_of(summary) <= PAGE
    return (
        Section("summary", subject.say("summary"), summary),
        Section("plan", _plan_title(subject), ends, page=page),
    )


def _told(subject: Subject, told: Sequence[Point]) -> tuple[Block, ...]:
    """Return what to do first: what the target needs, numbered as in the plan, and apart from it what it doesn't."""
    needed = len(told) - sum(map(is_beside, subject.first))
    first = (Points(tuple(told[:needed]), numbered=True),) if needed else ()
    rest = (*_beside(subject), Points(tuple(told[needed:]))) if needed < len(told) else ()
    return (*first, *rest, *left_out(subject, told))


def _beside(subject: Subject) -> tuple[Block, ...]:
    """Return what introduces what the target doesn't need; nothing if it needs all that comes first."""
    some = any(map(is_beside, subject.first))
    return paragraphs(beside_text(subject.framework, subject.plan, subject.words)) if some else ()


def _plan_title(subject: Subject) -> str:
    """Return the title of what is after the summary: of the plan, or of what is left to say if it has no more steps."""
    first = {entry.capability for entry in subject.first}
    goes_on = subject.plan.results or any(step.capability not in first for step in subject.plan.steps)
    return subject.say("plan" if goes_on else "plan-beyond")


def _standing(subject: Subject) -> tuple[Block, ...]:
    """Return where the organisation is, and why; or which question to answer next."""
    assessment, words = subject.assessment, subject.words
    first, *others = standing_texts(assessment, words)
    waits = [*_sure_texts(subject), waiting_text(assessment, words)] if assessment.not_yet else []
    possible = possible_text(assessment, words) if _is_open(subject) else ""
    return (
        Paragraph(first, leads=True),
        *paragraphs(*others, possible, _why(subject), margin_text(assessment, words), *waits),
        *prose(subject.level.summary if subject.level else ""),
        *prose(_aim(subject)),
    )


def _aim(subject: Subject) -> str:
    """Return what the level aimed at means; empty unless it is one of the whole that is still to be reached."""
    levels = {level.id: level for level in subject.framework.levels}
    aims = [levels[rung.level] for rung in subject.plan.target if rung.ladder == FRAMEWORK]
    if subject.assessment.not_yet or subject.plan.status != Status.OPEN or not aims or not aims[0].summary:
        return ""
    title = subject.words.say("aim-title", level=aims[0].name)
    return subject.words.say("fact", name=title, text=aims[0].summary)


def _is_open(subject: Subject) -> bool:
    """Return whether more than one level is still possible."""
    ends = subject.assessment.level_range
    return ends is not None and ends[0].id != ends[1].id


def _rest(subject: Subject) -> tuple[Block, ...]:
    """Return how sure the result is, and what it is based on."""
    assessment, words = subject.assessment, subject.words
    possible = "" if _is_open(subject) else possible_text(assessment, words)
    sure = () if assessment.not_yet else paragraphs(possible, *_sure_texts(subject))
    titled: tuple[Block, ...] = (Heading(words.say("sure-title")), *sure) if sure else ()
    return (*titled, Heading(subject.say("based-on")), *points(filter(None, _basis(subject))))


def _sure_texts(subject: Subject) -> list[str]:
    assessment, words = subject.assessment, subject.words
    return [open_text(assessment, words), *one_answer_texts(assessment, words), *_uncounted(subject)]


def _uncounted(subject: Subject) -> list[str]:
    """Return the first answers that do not count, and how many more there are."""
    texts = uncounted_texts(subject.assessment, subject.words)
    rest = len(texts) - REMARKS
    return [*texts[:REMARKS], subject.say("uncounted-more", number=rest)] if rest > 1 else texts


def _areas(subject: Subject, room: float) -> tuple[Block, ...]:
    """Return the level and the dimensions: drawn, or the lowest of many as a list as long as there is room."""
    picture = _pictures(subject)
    extremes: tuple[Block, ...] = (*points(_extremes(subject)), *paragraphs(_topic(subject)))
    scored = [entry for entry in subject.assessment.dimensions if entry.score_exact is not None and not entry.not_yet]
    if len(subject.assessment.dimensions) <= NAMED or not scored:
        return (picture, *extremes)
    lowest = sorted(scored, key=lambda result: result.score_exact or 0)
    told = [_area(subject, result) for result in lowest]
    shown = fitting(told, room - lines_of([picture, *extremes]) - HEADINGS[3], 2)
    title = subject.say("lowest-dimensions", number=shown, all=len(subject.assessment.dimensions))
    title = title if shown < len(told) else subject.words.say("dimensions-title")
    return (picture, *extremes, Heading(title), Points(tuple(told[:shown]), columns=True))


def _topic(subject: Subject) -> str:
    """Return which area is weakest; empty if they are too many."""
    return topic_text(subject.assessment, subject.words) if len(subject.assessment.topic) <= EXTREMES else ""


def _area(subject: Subject, result: LadderResult) -> Point:
    ladder, words = Ladder("dimension", result.id), subject.words
    score = score_text(subject.framework, ladder, result.score_exact or Fraction(0), words)
    return Point(", ".join(filter(None, [score, place_text(subject.assessment, ladder, result, words)])), result.name)


def _why(subject: Subject) -> str:
    assessment = subject.assessment
    if assessment.not_yet:
        return ""
    return why_text(assessment, assessment.gaps(subject.target), subject.plan, subject.words)


def _pictures(subject: Subject) -> Picture:
    assessment, words = subject.assessment, subject.words
    drawings = {words.say("questions-answered"): answered_bar(assessment, words)}
    if len(assessment.dimensions) <= NAMED:  # the bars of more would fill the page: they follow as a list
        drawings[words.say("dimensions-title")] = dimensions_radar(assessment, subject.target, words)
    if has_levels(assessment, FRAMEWORK):
        drawings = {subject.say("level"): level_ladder(assessment, subject.target, words), **drawings}
    return Picture(tuple(drawings.items()))


def _extremes(subject: Subject) -> Iterator[str]:
    """Yield the dimensions that score highest and lowest; if all score the same, say so.

    Dimensions with too few answers are left out; so are all of them while the whole has too few. None is called strong
    at the level where everyone starts, nor are more than half of them; nor is said twice which are the weakest.
    """
    told = () if subject.assessment.not_yet else subject.assessment.dimensions
    scored = [result for result in told if result.score_exact is not None and not result.not_yet]
    values = sorted({result.score_exact for result in scored if result.score_exact is not None})
    if len(values) == 1 and len(scored) > 1:
        name = "all-the-same" if len(scored) == len(subject.assessment.dimensions) else "those-the-same"
        yield subject.say(name, number=len(scored), score=_shown(subject, scored[0], values[0]))
    for name, value in zip(("highest", "lowest"), (values[-1], values[0]), strict=True) if len(values) > 1 else ():
        found = [result for result in scored if result.score_exact == value]
        if name == "highest" and (2 * len(found) > len(scored) or any(_at_start(subject, result) for result in found)):
            continue
        if name == "lowest" and _topic(subject) and {entry.id for entry in found} == {*subject.assessment.topic}:
            continue
        names = few(subject, [result.name for result in found], EXTREMES)
        yield subject.form(name, len(found), names=names, score=_shown(subject, found[0], value))


def _at_start(subject: Subject, result: LadderResult) -> bool:
    levels = subject.framework.ladder_levels(Ladder("dimension", result.id))
    return result.level is not None and rank_of(levels, result.level.id) == 0


def _shown(subject: Subject, result: LadderResult, score: Fraction) -> str:
    return score_text(subject.framework, Ladder("dimension", result.id), score, subject.words)


def _before_steps(subject: Subject) -> tuple[Block, ...]:
    """Return what is above the first steps: how many lead to the target, and what keeps it out of reach."""
    if subject.assessment.not_yet:
        return ()
    words = subject.words
    return (
        Heading(subject.say("first-steps")),
        Paragraph(outlook_text(subject.assessment, subject.plan, words)),
        *points(requirement_texts(subject.framework, subject.plan.blockers[:NAMES], words)),
        *paragraphs(*prevented_texts(subject.framework, subject.plan, words)),
    )


def _first_steps(subject: Subject) -> list[tuple[Point, ...]]:
    """Return the forms of what to do first; the shortest alone if the appendix tells the rest."""
    if not subject.full:
        return [first_points(subject, entry) for entry in subject.first]
    first = first_texts(subject.assessment, subject.plan, subject.limit, subject.words)
    return [(Point(entry.why, entry.name, (entry.action, entry.effort)),) for entry in first]


def _basis(subject: Subject) -> Iterator[str]:
    """Yield what the result is based on: answers, remarks on them, and how much of the model its source states."""
    framework = subject.framework
    yield f"{answered_text(subject.assessment, subject.words)}."
    yield from filling_texts(subject)
    required = [rule for rule in framework.all_requirements if rule.basis != "own"]
    stated = [rule for rule in required if rule.basis == "source"]
    if stated:
        which = "some" if len(stated) < len(required) else "all"
        yield subject.say(f"requirements-stated-{which}", number=len(stated), all=len(required))
    yield rules_text(framework, subject.words)
    questions = [question for question in framework.questions if question.basis != "own"]
    asked = [question for question in questions if question.basis == "stated"]
    if questions:
        which = {len(questions): "all", 0: "none"}.get(len(asked), "some")
        yield subject.say(f"questions-stated-{which}", number=len(asked), all=len(questions))
    yield source_text(framework, subject.words)
