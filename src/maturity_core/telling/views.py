"""The views that several people have of one organisation, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.people.views import is_date
from maturity_core.telling import LANGUAGE
from maturity_core.telling.standing import range_text
from maturity_core.telling.wording import score_text
from maturity_core.telling.words import ENGLISH, Words

if TYPE_CHECKING:
    from fractions import Fraction

    from maturity_core.model.framework import Framework
    from maturity_core.model.nouns import Dimension
    from maturity_core.results.views import View, ViewsResult


def views_texts(framework: Framework, result: ViewsResult, language: Words | str = LANGUAGE) -> list[str]:
    """Return several views in words: each on its own, how far apart they are, and the patterns they show.

    Args:
        framework: the framework the views belong to.
        result: the result of comparing them.
        language: the code of a language with a table of texts.

    Raises:
        ArgumentError: there is no table for the language.

    >>> from maturity_core import compare_views, load_framework
    >>> framework = load_framework("johnny-grow-customer-service")
    >>> views_texts(framework, compare_views(framework, {"manager": "effective", "executive": "efficient"}))[2]
    'Overall, the views are 1 level apart.'
    """
    words = Words.of(language)
    texts = [_view_text(framework, view, words) for view in result.views]
    texts += _agreement(framework, result, words)
    dates = [view.role for view in result.views if is_date(view.role)]
    if dates:
        texts.append(words.told(words.form("views-date", len(dates), roles=words.listed(dates))))
    patterns = framework.views.patterns if framework.views else ()
    return [*texts, *(patterns[place].text for place in result.patterns)]


def _view_text(framework: Framework, view: View, words: Words) -> str:
    if not (view.placed_directly or framework.outline.awards):
        place, possible = seen_score(framework, view, FRAMEWORK, words)
        place = words.say("view-possible", level=place, levels=possible) if possible else place
        return words.say("view", role=view.role, place=place)
    levels = {level.id: level for level in framework.levels}
    named = levels[view.level].name if view.level else words.say("no-level")
    level = words.say("not-yet-short") if view.not_yet else named
    ends = view.level_range
    if ends is not None and (view.not_yet or ends[0] != ends[1]):
        possible = range_text((levels[ends[0]], levels[ends[1]]), words)
        level = words.say("view-possible", level=level, levels=possible)
    return words.say("view-placed" if view.placed_directly else "view", role=view.role, place=level)


def seen_score(framework: Framework, view: View, ladder: Ladder, words: Words = ENGLISH) -> tuple[str, str]:
    """Return a score as a view has it, of the framework or a dimension, and the range that is possible, if it is one.

    A score is not shown if too few questions are answered for it.
    """
    found = view.scores.get(ladder)
    if found is None:
        return words.say("no-score"), ""
    low, high = (score_text(framework, ladder, end, words) for end in found.score_range_exact)
    possible = "" if low == high else words.say("level-range", worst=low, best=high)
    if _waits(view, ladder):
        return words.say("not-yet-short"), possible
    return score_text(framework, ladder, found.score_exact, words), possible


def _scores_text(framework: Framework, result: ViewsResult, words: Words) -> str:
    """Say between which overall scores the views are."""
    ends = _ends(result, FRAMEWORK)
    if ends is None:
        return words.say("views-scores-none")
    if ends[0] == ends[1]:
        return words.say("views-scores-same")
    lowest, highest = (score_text(framework, FRAMEWORK, end, words) for end in ends)
    return words.say("views-scores", lowest=lowest, highest=highest)


def _apart_text(framework: Framework, result: ViewsResult, dimension: Dimension, words: Words) -> str:
    """Return a dimension with how far apart its levels are, or its scores if it awards none; empty if they are not."""
    spread = result.dimensions_apart.get(dimension.id, 0)
    told = words.count("levels", spread) if spread else ""
    ladder = Ladder("dimension", dimension.id)
    ends = None if framework.outline.awards_at(ladder) else _ends(result, ladder)
    if ends and ends[0] != ends[1]:
        low, high = (score_text(framework, ladder, end, words) for end in ends)
        told = words.say("level-range", worst=low, best=high)
    return words.say("views-dimension", name=dimension.name, levels=told) if told else ""


def _ends(result: ViewsResult, ladder: Ladder) -> tuple[Fraction, Fraction] | None:
    """Return the lowest and the highest score that the views have; None if fewer than two have one."""
    told = [view for view in result.views if not (_waits(view, ladder) or view.scores.get(ladder) is None)]
    scores = sorted(view.scores[ladder].score_exact for view in told)
    return (scores[0], scores[-1]) if len(scores) > 1 else None


def _waits(view: View, ladder: Ladder) -> bool:
    return view.not_yet if ladder == FRAMEWORK else ladder.id in view.dimensions_not_yet


def _agreement(framework: Framework, result: ViewsResult, words: Words) -> list[str]:
    """Say how far apart the views are, overall and in each dimension; what nobody assessed is not called the same."""
    views = result.views
    if len(views) < 2:  # noqa: PLR2004 - one view has nothing to be compared with
        return [words.say("views-too-few")]
    scored = not framework.outline.awards and any(view.scores for view in views)
    whole = _scores_text(framework, result, words) if scored else _whole_text(result, words)
    apart = [text for entry in framework.dimensions if (text := _apart_text(framework, result, entry, words))]
    if apart:
        return [whole, words.say("views-dimensions", dimensions=words.listed(apart))]
    if not result.dimensions_apart:
        return [whole]
    waiting = any(view.dimensions_not_yet for view in views)
    everyone = not waiting and all(view.dimensions.get(name) for name in framework.dimensions.ids for view in views)
    return [whole, words.say("views-dimensions-same" if everyone else "views-dimensions-same-of-some")]


def _whole_text(result: ViewsResult, words: Words) -> str:
    """Say how far apart the views are overall."""
    if result.apart is None:
        return words.say("views-none")
    if result.apart:
        return words.say("views-apart", levels=words.count("levels", result.apart))
    seen = all(view.level is not None and not view.not_yet for view in result.views)
    return words.say("views-same" if seen else "views-same-of-some")
