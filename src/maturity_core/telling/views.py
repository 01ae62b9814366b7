"""The views that several people have of one organisation, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.people.views import is_date
from maturity_core.telling import LANGUAGE
from maturity_core.telling.standing import range_text
from maturity_core.telling.words import Words

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework
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
        texts.append(words.form("views-date", len(dates), roles=words.listed(dates)))
    patterns = framework.views.patterns if framework.views else ()
    return [*texts, *(patterns[place].text for place in result.patterns)]


def _view_text(framework: Framework, view: View, words: Words) -> str:
    levels = {level.id: level for level in framework.levels}
    named = levels[view.level].name if view.level else words.say("no-level")
    level = words.say("not-yet-short") if view.not_yet else named
    ends = view.level_range
    if ends is not None and (view.not_yet or ends[0] != ends[1]):
        possible = range_text((levels[ends[0]], levels[ends[1]]), words)
        level = words.say("view-possible", level=level, levels=possible)
    return words.say("view-placed" if view.placed_directly else "view", role=view.role, place=level)


def _agreement(framework: Framework, result: ViewsResult, words: Words) -> list[str]:
    """Say how far apart the views are, overall and in each dimension; what nobody assessed is not called the same."""
    views = result.views
    if len(views) < 2:  # noqa: PLR2004 - one view has nothing to be compared with
        return [words.say("views-too-few")]
    names = {entry.id: entry.name for entry in framework.dimensions}
    spreads = {names[dimension]: spread for dimension, spread in result.dimensions_apart.items()}
    apart = [
        words.say("views-dimension", name=name, levels=words.count("levels", spread))
        for name, spread in spreads.items()
        if spread
    ]
    whole = _whole_text(result, words)
    if apart:
        return [whole, words.say("views-dimensions", dimensions=words.listed(apart))]
    if not spreads:
        return [whole]
    waiting = any(view.dimensions_not_yet for view in views)
    everyone = not waiting and all(view.dimensions.get(name) for name in names for view in views)
    return [whole, words.say("views-dimensions-same" if everyone else "views-dimensions-same-of-some")]


def _whole_text(result: ViewsResult, words: Words) -> str:
    """Say how far apart the views are overall."""
    if result.apart is None:
        return words.say("views-none")
    if result.apart:
        return words.say("views-apart", levels=words.count("levels", result.apart))
    seen = all(view.level is not None and not view.not_yet for view in result.views)
    return words.say("views-same" if seen else "views-same-of-some")
