"""Where an organisation is among its peers, in sentences."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.model.ladder import FRAMEWORK
from maturity_core.telling.parts import Part
from maturity_core.telling.wording import ladder_name, level_name, score_text, word_label
from maturity_core.telling.words import ENGLISH, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from maturity_core.model.framework import Framework
    from maturity_core.model.ladder import Ladder
    from maturity_core.results.parts import ExactRange
    from maturity_core.results.peers import Further, LevelCount, LevelIds, PeerComparison, PeerStanding

FURTHER_SHOWN = 10
"""So many options of those further on are shown; the rest is counted."""


def peers_parts(framework: Framework, found: PeerComparison, words: Words = ENGLISH) -> Iterator[Part]:
    """Yield where an organisation is among its peers: overall, by level, area by area, and what those further on have.

    >>> from maturity_core import PeerGroup, load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> peers = PeerGroup.from_assessments(framework.assess_many([[2] * 20] * 4))
    >>> [part.title for part in peers_parts(framework, framework.assess([2] * 20).compare(peers))]
    ['Where you are among your peers']
    """
    show = words.part("show")
    yield Part(show.say("peers-title"), (*group_texts(found, words), *standing_texts(framework, found, words)))
    if found.levels and framework.outline.awards:
        yield _levels_part(framework, found, words)
    areas = [area_text(framework, one, words) for one in found.standings if one.ladder.kind == "dimension"]
    sides = side_texts(framework, found, words)
    if areas or sides:
        yield Part(show.say("peers-areas"), points=tuple(areas), rest=tuple(sides))
    yield from _further_part(framework, found, words)
    if found.standings:
        keys = ("peers-how-percentile", *(["peers-how-published"] if found.published else []))
        yield Part(show.say("peers-how"), tuple(map(show.say, keys)))


def _levels_part(framework: Framework, found: PeerComparison, words: Words) -> Part:
    title = words.part("show").say("peers-levels")
    if len(found.levels) == 1 < len(found.levels[0].levels):
        return Part(title, (words.part("show").say("peers-levels-pooled", minimum=found.minimum),))
    return Part(title, points=tuple(level_count_text(framework, found, entry, words) for entry in found.levels))


def _may_go_further(framework: Framework, found: PeerComparison) -> bool:
    """Return whether an organisation is not surely at the highest level, and the answers of its peers are known."""
    here = [entry.levels for entry in found.levels if entry.here and not found.published]
    return framework.outline.awards and any(levels != (framework.levels[-1].id,) for levels in here)


def _further_part(framework: Framework, found: PeerComparison, words: Words) -> Iterator[Part]:
    show = words.part("show")
    if not found.further_levels:
        if _may_go_further(framework, found):
            yield Part(texts=(show.say("peers-further-few"),))
        return
    levels = levels_name(framework, found.further_levels, words)
    told = [further_text(framework, entry, words) for entry in found.further[:FURTHER_SHOWN]]
    more = len(found.further) - FURTHER_SHOWN
    told += [show.say("peers-more", number=more)] if more > 0 else []
    none = () if told else (show.say("peers-further-none"),)
    yield Part(show.say("peers-further", number=found.further_size, levels=levels), points=tuple(told), rest=none)


def group_texts(found: PeerComparison, words: Words = ENGLISH) -> list[str]:
    """Return with whom the organisation is compared, and why nothing is said of them or of it, if so."""
    show = words.part("show")
    texts = [show.count("peers-segment" if found.segment else "peers-group", found.size, segment=found.segment)]
    texts += [show.say("peers-published")] if found.published else []
    if found.suppressed:
        texts.append(show.say("peers-suppressed", minimum=found.minimum))
    elif found.not_yet:
        texts += [words.say("not-yet"), words.say("not-yet-waits")]
    return texts


def standing_texts(framework: Framework, found: PeerComparison, words: Words = ENGLISH) -> list[str]:
    """Return where the overall score is, and what the group scores; empty if that is not known."""
    entry = next((one for one in found.standings if one.ladder == FRAMEWORK), None)
    if entry is None:
        return []
    show = words.part("show")
    low, high = entry.interval_exact
    ties = show.say("peers-ties", tied=entry.tied) if entry.tied else ""
    return [
        show.say(
            "peers-score-published" if found.published else "peers-score",
            below=entry.below,
            size=entry.size,
            ties=ties,
            percentile=percentile(entry.percentile_exact),
            low=percentile(low),
            high=percentile(high),
        ),
        quartiles_text(framework, entry, words),
    ]


def quartiles_text(framework: Framework, entry: PeerStanding, words: Words = ENGLISH) -> str:
    """Return a score, and between which scores the middle half of the group and its median are."""
    ends = (entry.first_quartile_exact, entry.median_exact, entry.third_quartile_exact)
    first, median, third = (_quartile(framework, entry.ladder, each, words) for each in ends)
    score = score_text(framework, entry.ladder, entry.score_exact, words)
    key = "peers-quartiles" if all(low == high for low, high in ends) else "peers-quartiles-between"
    return words.part("show").say(key, score=score, first=first, median=median, third=third)


def percentile(share: Fraction) -> int:
    """Return a share as a percentile: a whole number, rounded half up.

    >>> percentile(Fraction(1, 8))
    13
    """
    return int(share * 100 + Fraction(1, 2))


def _quartile(framework: Framework, ladder: Ladder, ends: ExactRange, words: Words) -> str:
    low, high = (score_text(framework, ladder, end, words) for end in ends)
    return low if low == high else words.part("show").say("peers-about", low=low, high=high)


def area_text(framework: Framework, entry: PeerStanding, words: Words = ENGLISH) -> str:
    """Return where the score of a dimension or a capability is."""
    low, high = (percentile(end) for end in entry.interval_exact)
    name = ladder_name(framework, entry.ladder)
    place = percentile(entry.percentile_exact)
    return words.part("show").say("peers-area", name=name, percentile=place, low=low, high=high)


def levels_name(framework: Framework, levels: LevelIds, words: Words = ENGLISH) -> str:
    """Return the name of a level, or those of several that are shown together."""
    show = words.part("show")
    names = [level_name(framework, FRAMEWORK, name) if name else show.say("peers-no-level") for name in levels]
    return names[0] if len(names) == 1 else words.say("level-range", worst=names[0], best=names[-1])


def level_name_text(framework: Framework, entry: LevelCount, words: Words = ENGLISH) -> str:
    """Return the name of a level, or of several, and whether the organisation is there."""
    name = levels_name(framework, entry.levels, words)
    return words.part("show").say("peers-here", level=name) if entry.here else name


def level_count_text(framework: Framework, found: PeerComparison, entry: LevelCount, words: Words = ENGLISH) -> str:
    """Return how many peers are at a level."""
    show = words.part("show")
    name = level_name_text(framework, entry, words)
    share = words.percent(Fraction(entry.count, found.size))
    return show.say("peers-level", levels=name, count=entry.count, size=found.size, share=share)


def side_texts(framework: Framework, found: PeerComparison, words: Words = ENGLISH) -> list[str]:
    """Return the capabilities that are clearly behind or ahead; empty if nothing is known of any."""
    if not any(one.ladder.kind == "capability" for one in found.standings):
        return []
    show = words.part("show")
    sides: dict[str, Sequence[Ladder]] = {"peers-behind": found.behind, "peers-ahead": found.ahead}
    told = [
        show.say(key, names=words.listed([ladder_name(framework, ladder) for ladder in ladders]))
        for key, ladders in sides.items()
        if ladders
    ]
    return told or [show.say("peers-even")]


def further_text(framework: Framework, entry: Further, words: Words = ENGLISH) -> str:
    """Return what most of those further on answered, and the organisation did not."""
    question = framework.question(entry.question)
    option, answer = (word_label(question, word, words) for word in (entry.option, entry.answer))
    return words.part("show").say(
        "peers-option", question=question.text, count=entry.count, size=entry.size, option=option, answer=answer
    )
