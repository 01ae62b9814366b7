"""Pictures of several results: an organisation among peers, roles side by side, points in time, teams."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.model.ladder import FRAMEWORK
from maturity_core.pictures.bars import bars
from maturity_core.pictures.dots import Dot, Line, dumbbell, multiples, slope
from maturity_core.pictures.parts import Measure
from maturity_core.pictures.spread import Spread, spreads
from maturity_core.readers.marks import score_ends
from maturity_core.telling import LANGUAGE
from maturity_core.telling.peers import level_name_text, quartiles_text
from maturity_core.telling.wording import ladder_name, score_text
from maturity_core.telling.words import Words

if TYPE_CHECKING:
    from collections.abc import Collection

    from maturity_core.model.framework import Framework
    from maturity_core.model.ladder import Ladder
    from maturity_core.results.history import History
    from maturity_core.results.panel import RaterPanel
    from maturity_core.results.peers import PeerComparison, PeerStanding
    from maturity_core.results.rollup import RollUp


def peers_levels(framework: Framework, found: PeerComparison, language: Words | str = LANGUAGE) -> str:
    """Return how many peers are at each level as bars; the organisation's own level says so.

    Levels that few peers share are one bar, as in the comparison.

    Raises:
        ArgumentError: there is no table for the language.

    >>> from maturity_core import PeerGroup, load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> peers = PeerGroup.from_assessments(framework.assess_many([[2] * 20] * 6 + [[4] * 20] * 6))
    >>> ">Improving (you)<" in peers_levels(framework, framework.assess([2] * 20).compare(peers))
    True
    """
    words = Words.of(language).isolated()
    rows = [
        Measure(
            words.apart(level_name_text(framework, entry, words)),
            share := Fraction(entry.count, found.size),
            f"{entry.count} ({words.percent(share)})",
        )
        for entry in found.levels
    ]
    return bars(words.part("show").say("picture-peers-levels"), rows, words)


def peers_spread(framework: Framework, found: PeerComparison, language: Words | str = LANGUAGE) -> str:
    """Return the organisation's scores among those of its peers: the middle half, the median, and its own as a dot.

    There is a row for the whole and for each dimension in which enough peers have a score.

    Raises:
        ArgumentError: there is no table for the language.

    >>> from maturity_core import PeerGroup, load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> peers = PeerGroup.from_assessments(framework.assess_many([[2] * 20] * 6 + [[4] * 20] * 6))
    >>> peers_spread(framework, framework.assess([3] * 20).compare(peers)).count("<circle")
    8
    """
    words = Words.of(language).isolated()
    show = words.part("show")
    rows = [_spread(framework, one, words) for one in found.standings if one.ladder.kind != "capability"]
    signs = (show.say("picture-peers-you"), show.say("picture-peers-middle"), show.say("picture-peers-median"))
    return spreads(show.say("picture-peers"), rows, signs)


def _spread(framework: Framework, one: PeerStanding, words: Words) -> Spread:
    """Return a score among those of peers; where the ends of quartiles are not known, the widest that they may be."""
    ends = (one.first_quartile_exact[0], one.third_quartile_exact[1], *one.median_exact, one.score_exact)
    left, right, first, last, own = (_share(framework, one.ladder, end) for end in ends)
    name = _name(framework, one.ladder, words)
    told = words.say("fact", name=name, text=quartiles_text(framework, one, words))
    score = score_text(framework, one.ladder, one.score_exact, words)
    return Spread(name, own, score, (left, right), (first, last), told)


def roles_dumbbell(framework: Framework, panel: RaterPanel, language: Words | str = LANGUAGE) -> str:
    """Return the scores that roles give to the whole and to each dimension, as dots on a line.

    Raises:
        ArgumentError: there is no table for the language.

    >>> from maturity_core import compare_raters, load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> panel = compare_raters(framework, {"Ada": framework.assess([2] * 20), "Ben": framework.assess([3] * 20)})
    >>> roles_dumbbell(framework, panel).count("<circle")
    14
    """
    words = Words.of(language).isolated()
    rows = [
        Line(
            _name(framework, found[0].ladder, words),
            [
                _dot(framework, role, one.ladder, one.score_exact, words)
                for role, one in zip(panel.roles.ids, found, strict=True)
            ],
        )
        for found in ([role.ladders[ladder] for role in panel.roles] for ladder in panel.roles[0].ladders.ids)
    ]
    return dumbbell(words.part("show").say("picture-roles"), rows)


def history_slope(framework: Framework, history: History, language: Words | str = LANGUAGE) -> str:
    """Return the scores of the whole and of each dimension over time, as lines; those that fell overall are dashed.

    Raises:
        ArgumentError: there is no table for the language.

    >>> from maturity_core import compare_dates, load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> history = compare_dates(framework, {"2025": framework.assess([2] * 20), "2026": framework.assess([1] * 20)})
    >>> history_slope(framework, history).count("stroke-dasharray")
    7
    """
    words = Words.of(language).isolated()
    lines: list[Line] = []
    for ladder in history.points[0].ladders.ids:
        found = [(point.name, point.ladders[ladder]) for point in history.points]
        dots = [
            _dot(framework, name, one.ladder, one.score_exact if one.compared and not one.not_yet else None, words)
            for name, one in found
        ]
        there = [dot.value for dot in dots if dot]
        falls = bool(there) and there[-1] < there[0]
        lines.append(Line(_name(framework, found[0][1].ladder, words), dots, falls=falls))
    return slope(words.part("show").say("picture-time"), history.points.ids, lines)


def team_multiples(
    framework: Framework, found: RollUp, language: Words | str = LANGUAGE, names: Collection[str] | None = None
) -> str:
    """Return the scores of every team, dimension by dimension, as small bars side by side.

    Args:
        framework: the framework of the teams.
        found: the teams, rolled up.
        language: the code of a language with a table of texts, or its words.
        names: the teams to draw; all of them if left out.

    Raises:
        ArgumentError: there is no table for the language.

    >>> from maturity_core import load_framework, roll_up
    >>> framework = load_framework("service-maturity-check")
    >>> team_multiples(framework, roll_up(framework, {"Berlin": framework.assess([2] * 20)})).count("<rect")
    14
    """
    words = Words.of(language).isolated()
    panels = [
        (
            words.apart(team.name),
            [dot for one in team.ladders if (dot := _bar(framework, one.ladder, one.score_exact, words))],
        )
        for team in found.teams
        if names is None or team.name in names
    ]
    return multiples(words.part("show").say("picture-teams"), panels)


def _name(framework: Framework, ladder: Ladder, words: Words) -> str:
    overall = words.part("show").say("time-overall")
    return overall if ladder == FRAMEWORK else words.apart(ladder_name(framework, ladder))


def _bar(framework: Framework, ladder: Ladder, score: Fraction | None, words: Words) -> Dot | None:
    return _dot(framework, _name(framework, ladder, words), ladder, score, words)


def _dot(framework: Framework, name: str, ladder: Ladder, score: Fraction | None, words: Words) -> Dot | None:
    """Return a score as a dot, by its place between the lowest and the highest that the ladder can have."""
    if score is None:
        return None
    return Dot(words.apart(name), _share(framework, ladder, score), score_text(framework, ladder, score, words))


def _share(framework: Framework, ladder: Ladder, score: Fraction) -> Fraction:
    """Return how far a score is from the lowest to the highest that the ladder can have, from 0 to 1."""
    low, high = score_ends(framework.engine, ladder)
    return min(max((score - low) / (high - low), Fraction(0)), Fraction(1))
