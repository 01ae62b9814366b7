"""Several raters of one organisation, in sentences: what to talk about, how far they agree, and the consensus."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.model.ladder import FRAMEWORK
from maturity_core.model.units import score_of
from maturity_core.telling.standing import range_text
from maturity_core.telling.wording import ladder_name, level_name, score_text, word_label
from maturity_core.telling.words import ENGLISH, Words

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework
    from maturity_core.results.agreement import Agreement
    from maturity_core.results.panel import Difference, Perception, RaterPanel, RoleLadder


def agreement_texts(panel: RaterPanel, words: Words = ENGLISH) -> list[str]:
    """Return how far raters agree, and what the number means.

    >>> from maturity_core import compare_raters, load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> agreement_texts(compare_raters(framework, {"Ada": framework.assess({})}))
    ["One rater alone can't disagree with anyone. Ask somebody else to answer the same questions."]
    """
    show, found = words.part("show"), panel.agreement
    if found.status != "computed" or found.value_exact is None:
        alone = len(panel.raters) == 1
        return [show.say("panel-alone" if alone else f"panel-{found.status}")]
    told = [show.say("panel-agreement", **_numbers(found, words))]
    return [*told, show.say("panel-agreement-means")]


def _numbers(found: Agreement, words: Words) -> dict[str, str]:
    """Return a coefficient, its interval in brackets, and on how many questions it rests."""
    value = _decimal(found.value, words)
    return {"value": value, "interval": _interval(found, words), "questions": words.count("questions", found.units)}


def _interval(found: Agreement, words: Words) -> str:
    """Return the ends of an interval in brackets, or that it has no width; empty without one."""
    if found.interval is None:
        return ""
    low, high = (_decimal(end, words) for end in found.interval)
    show = words.part("show")
    return show.say("panel-steady") if low == high else show.say("panel-interval", low=low, high=high)


def _decimal(value: float | None, words: Words) -> str:
    """Return a coefficient with two places, rounded half up."""
    return words.decimal(Fraction(str(round(value or 0.0, 6))))


def pair_texts(panel: RaterPanel, words: Words = ENGLISH) -> list[str]:
    """Return how far each two raters agree; nothing of two raters only, of whom that is said already."""
    show = words.part("show")
    return [
        show.say(
            "panel-pair",
            one=pair.one,
            other=pair.other,
            value=_decimal(pair.agreement.value, words),
            interval=_interval(pair.agreement, words),
        )
        for pair in panel.pairs
        if len(panel.raters) > len("ab") and pair.agreement.value is not None
    ]


def difference_text(framework: Framework, found: Difference, words: Words = ENGLISH) -> str:
    """Return a question that raters answer differently, as a point for a discussion: who says what."""
    question = framework.question(found.question)
    by_answer: dict[str, list[str]] = {}
    for name, word in found.answers.items():
        by_answer.setdefault(word, []).append(name)
    order = {name: place for place, name in enumerate(question.options.ids)}
    show = words.part("show")
    said = [
        show.say("panel-says", answer=word_label(question, word, words), names=words.listed(names))
        for word, names in sorted(by_answer.items(), key=lambda item: (-order.get(item[0], -1), item[0]))
    ]
    return show.say("panel-point", question=question.text, answers="; ".join(said))


def role_text(framework: Framework, found: RoleLadder, words: Words = ENGLISH) -> str:
    """Return where a role sees a ladder: the level, or from which to which, and the mean of the scores."""
    if found.score_exact is None:
        return words.say("not-yet-short" if not found.raters else "no-score")
    ends = [level_name(framework, found.ladder, level) for level in (found.lowest_level, found.highest_level) if level]
    level = " - ".join(dict.fromkeys(ends))
    return f"{level} {score_text(framework, found.ladder, found.score_exact, words)}".strip()


def perception_text(framework: Framework, found: Perception, words: Words = ENGLISH) -> str:
    """Return which roles are furthest apart on a ladder, and by how much of full credit."""
    name = words.part("show").say("time-overall") if found.ladder == FRAMEWORK else ladder_name(framework, found.ladder)
    values = {"name": name, "higher": found.higher, "lower": found.lower, "points": _apart(framework, found, words)}
    return words.part("show").say("panel-perception", **values)


def _apart(framework: Framework, found: Perception, words: Words) -> str:
    """Return a difference of scores as scores are shown: in points of a hundred, unless the file says otherwise."""
    made_of, apart = score_of(framework, found.ladder), found.apart_exact
    if made_of.shown:
        return words.decimal(apart * (made_of.shown[1] - made_of.shown[0]))
    return words.decimal(apart) if made_of.adds else words.points(apart)


def pattern_texts(framework: Framework, panel: RaterPanel) -> list[str]:
    """Return the patterns of the source that show."""
    patterns = framework.views.patterns if framework.views else ()
    return [patterns[place].text for place in panel.patterns]


def consensus_texts(framework: Framework, panel: RaterPanel, words: Words = ENGLISH) -> list[str]:
    """Return where the consensus is, and between what the disagreement leaves it."""
    show, found = words.part("show"), panel.consensus
    told = [show.say(f"panel-rule-{found.rule}")]
    whole = found.ladders[FRAMEWORK]
    if found.not_yet:
        told.append(show.say("panel-consensus-not-yet"))
    else:
        score = "" if whole.score_exact is None else score_text(framework, FRAMEWORK, whole.score_exact, words)
        level = level_name(framework, FRAMEWORK, whole.level) if whole.level else ""
        told.append(show.say("panel-consensus", place=" ".join(filter(None, [level, score])) or words.say("no-score")))
    if found.level_range and found.level_range[0] != found.level_range[1]:
        ends = [framework.levels[level] for level in found.level_range]
        told.append(show.say("panel-range", range=range_text((ends[0], ends[1]), words)))
    elif found.score_range_exact and found.score_range_exact[0] != found.score_range_exact[1]:
        worst, best = (score_text(framework, FRAMEWORK, end, words) for end in found.score_range_exact)
        told.append(show.say("panel-range", range=words.say("level-range", worst=worst, best=best)))
    if found.open:
        told.append(show.count("panel-open", len(found.open)))
    return told
