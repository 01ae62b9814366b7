"""What is beside the cheapest route, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.telling.roadmap import cost_text
from maturity_core.telling.words import ENGLISH, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maturity_core.model.framework import Framework
    from maturity_core.results.alternatives import Alternatives, CostRanges, SecondBest


def alternatives_texts(framework: Framework, found: Alternatives, words: Words = ENGLISH) -> list[str]:
    """Return what is beside a route, a paragraph each; nothing if there is no route, or none is needed."""
    if not any(one.in_route for one in found.capabilities):
        return []
    texts = [_second_text(framework, found, words), *_good_texts(framework, found, words)]
    for one in found.capabilities:
        ways = {"alternatives-unlocks": one.unlocks, "alternatives-nearer": one.nearer}
        texts += [
            _said(words, key, name=one.name, names=_names(framework, ids, words)) for key, ids in ways.items() if ids
        ]
    return texts + ([] if found.ranges is None else _range_texts(framework, found.ranges, words))


def second_text(framework: Framework, second: SecondBest, words: Words = ENGLISH) -> str:
    """Return what the second best route costs, and by which capabilities it differs."""
    key = "alternatives-second" if second.more_exact > 0 else "alternatives-equal"
    places = {
        "cost": cost_text(second.cost_exact, words),
        "more": cost_text(second.more_exact, words),
        "out": _names(framework, second.left_out, words),
        "instead": _names(framework, second.instead, words),
    }
    texts = [
        _said(words, key, **places),
        _said(words, f"alternatives-{'swap' if second.instead else 'drop'}", **places),
    ]
    if second.certificate.proof != "optimal":
        texts.append(_said(words, "alternatives-stopped"))
    return " ".join(texts)


def _second_text(framework: Framework, found: Alternatives, words: Words) -> str:
    if found.second is not None:
        return second_text(framework, found.second, words)
    proven = all(one.proven for one in found.capabilities if one.in_route)
    return _said(words, "alternatives-no-second" if proven else "alternatives-no-second-found")


def _good_texts(framework: Framework, found: Alternatives, words: Words) -> list[str]:
    """Return which capabilities are in every good route, in some and in none."""
    limit = cost_text(found.limit_exact, words)
    texts: list[str] = []
    for good in ("every", "some", "none", None):
        ids = [one.capability for one in found.capabilities if one.good == good]
        if ids:
            names = _names(framework, ids, words)
            texts.append(_said(words, f"alternatives-{good or 'unknown'}", names=names, limit=limit))
        elif good == "every":
            texts.append(_said(words, "alternatives-every-none", limit=limit))
    return texts


def _range_texts(framework: Framework, ranges: CostRanges, words: Words) -> list[str]:
    own = ranges.route
    ends = {name: cost_text(getattr(own, f"{name}_exact"), words) for name in ("low", "likely", "high")}
    if ranges.stays_best:
        return [_said(words, "alternatives-stays", **ends)]
    if ranges.beaten_by is None:
        return [_said(words, "alternatives-range-stopped", **ends)]
    rival = {name: cost_text(getattr(ranges.beaten_by, f"{name}_exact"), words) for name in ends}
    texts = [
        _said(words, "alternatives-range", **ends),
        _said(words, "alternatives-beaten", names=_names(framework, ranges.beaten_by.capabilities, words), **rival),
    ]
    for key, route in (("alternatives-at-low", ranges.at_low), ("alternatives-at-high", ranges.at_high)):
        names = _names(framework, route.capabilities, words)
        texts.append(_said(words, f"{key}-same") if route == own else _said(words, key, names=names))
    return texts


def _names(framework: Framework, ids: Iterable[str], words: Words) -> str:
    return words.listed([framework.capability(name).name for name in ids])


def _said(words: Words, key: str, **places: object) -> str:
    return words.part("show").say(key, **places)
