"""Where an organisation is among its peers, in sentences."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.model.ladder import FRAMEWORK
from maturity_core.telling.wording import ladder_name, level_name, score_text, word_label
from maturity_core.telling.words import ENGLISH, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core.model.framework import Framework
    from maturity_core.model.ladder import Ladder
    from maturity_core.results.parts import ExactRange
    from maturity_core.results.peers import Further, LevelCount, LevelIds, PeerComparison, PeerStanding


def group_texts(found: PeerComparison, words: Words = ENGLISH) -> list[str]:
    """Return with whom the organisation is compared, and why nothing is said of them or of it, if so."""
    show = words.part("show")
    texts = [show.count("peers-segment" if found.segment else "peers-group", found.size, segment=found.segment)]
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
    first, median, third = (_quartile(framework, FRAMEWORK, ends, words) for ends in _quartiles(entry))
    score = score_text(framework, FRAMEWORK, entry.score_exact, words)
    return [
        show.say(
            "peers-score",
            below=entry.below,
            size=entry.size,
            ties=ties,
            percentile=percentile(entry.percentile_exact),
            low=percentile(low),
            high=percentile(high),
        ),
        show.say("peers-quartiles", score=score, first=first, median=median, third=third),
    ]


def _quartiles(entry: PeerStanding) -> tuple[ExactRange, ExactRange, ExactRange]:
    return entry.first_quartile_exact, entry.median_exact, entry.third_quartile_exact


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


def level_count_text(framework: Framework, found: PeerComparison, entry: LevelCount, words: Words = ENGLISH) -> str:
    """Return how many peers are at a level."""
    show = words.part("show")
    name = levels_name(framework, entry.levels, words)
    name = show.say("peers-here", level=name) if entry.here else name
    share = words.percent(Fraction(entry.count, found.size))
    return show.say("peers-level", levels=name, count=entry.count, size=found.size, share=share)


def side_texts(framework: Framework, found: PeerComparison, words: Words = ENGLISH) -> list[str]:
    """Return the capabilities that are clearly behind or ahead."""
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
