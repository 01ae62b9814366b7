"""Matplotlib figures that you can keep working on; they need the extra `plot`, which installs matplotlib.

The figures are not managed by pyplot: no window opens, no global state keeps them, and `savefig` writes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import cos, pi, sin
from typing import TYPE_CHECKING, Any, Protocol

from maturity_core.errors import printable
from maturity_core.extras import optional
from maturity_core.pictures.bars import OPEN, SCORE, TARGET
from maturity_core.pictures.lettering import wrapped
from maturity_core.pictures.radar import FEWEST
from maturity_core.pictures.results import dimension_measures, level_counts
from maturity_core.pictures.svg import ACCENT
from maturity_core.telling import LANGUAGE
from maturity_core.telling.words import Words

if TYPE_CHECKING:
    from maturity_core.assessing.assessment import Assessment
    from maturity_core.assessing.batch import AssessmentBatch
    from maturity_core.assessing.routed import TargetLike
    from maturity_core.pictures.parts import Measure

INK = "#1b1f24"
CENTRED, ROOM = 0.3, 110
QUARTERS = [Fraction(part, 4) for part in range(5)]


class Figure(Protocol):
    """The part of matplotlib's figures used here: a protocol, so that types are known if matplotlib is missing."""

    @property
    def axes(self) -> list[Any]:
        """The axes, for further drawing."""
        raise NotImplementedError

    def savefig(self, fname: Any, **options: Any) -> None:
        """Write the figure to a file."""
        raise NotImplementedError


def radar(assessment: Assessment, target: TargetLike = None, language: Words | str = LANGUAGE) -> Figure:
    r"""Return the scores of the dimensions as a radar, or as bars if there are fewer than three.

    Args:
        assessment: the result.
        target: the target to draw as a line, as for `Assessment.gaps`.
        language: the code of a language with a table of texts.

    Raises:
        MissingExtraError: matplotlib is missing.
        TargetError: the target is invalid.
        ArgumentError: there is no table for the language.

    >>> from maturity_core import load_framework
    >>> figure = radar(load_framework("service-maturity-check").assess([2] * 20))
    >>> [label.get_text() for label in figure.axes[0].get_xticklabels()][0]
    'Vision &\nPositioning\n50%'
    """
    words = Words.of(language)
    measures = [measure for measure in dimension_measures(assessment, target, words) if measure.value is not None]
    if len(measures) < FEWEST:
        return bars(assessment, target, words)
    figure, axes = _figure(words.say("dimensions-title"), projection="polar")
    axes.set_theta_zero_location("N")
    axes.set_theta_direction(-1)
    axes.set_ylim(0, 1)
    axes.set_yticks(list(map(float, QUARTERS[1:])), labels=[])
    angles = [2 * pi * place / len(measures) for place in range(len(measures))]
    axes.set_xticks(angles, labels=[_plain("\n".join(_told(measure))) for measure in measures])
    for label, angle in zip(axes.get_xticklabels(), angles, strict=True):
        label.set_horizontalalignment(_side(sin(angle), "left", "right"))
        label.set_verticalalignment(_side(cos(angle), "bottom", "top"))
    _outline(axes, angles, [measure.value for measure in measures], words.say(SCORE), color=ACCENT, linewidth=2)
    axes.fill(angles, _numbers([measure.value for measure in measures]), color=ACCENT, alpha=0.35)
    if any(measure.open_to is not None for measure in measures):
        _outline(axes, angles, [measure.best for measure in measures], words.say(OPEN), color=ACCENT, linestyle="--")
    if any(measure.target is not None for measure in measures):
        aimed = [measure.value if measure.target is None else measure.target for measure in measures]
        _outline(axes, angles, aimed, words.say(TARGET), color=INK, linestyle=":")
    _legend(axes, words)
    return figure


def bars(assessment: Assessment, target: TargetLike = None, language: Words | str = LANGUAGE) -> Figure:
    """Return the scores of the dimensions as bars, with level, what is still possible and the target.

    Args:
        assessment: the result.
        target: the target to mark, as for `Assessment.gaps`.
        language: the code of a language with a table of texts.

    Raises:
        MissingExtraError: matplotlib is missing.
        TargetError: the target is invalid.
        ArgumentError: there is no table for the language.
    """
    words = Words.of(language)
    measures = dimension_measures(assessment, target, words)
    figure, axes = _figure(words.say("dimensions-title"))
    places = range(len(measures))
    axes.barh(places, _numbers([each.value for each in measures]), color=ACCENT, label=words.say(SCORE))
    opened = {place: each for place, each in enumerate(measures) if each.open_to is not None}
    if opened:
        now, best = (_numbers(of) for of in zip(*((each.value, each.best) for each in opened.values()), strict=True))
        more = [high - low for low, high in zip(now, best, strict=True)]
        look = {"color": ACCENT, "alpha": 0.3, "edgecolor": ACCENT, "linestyle": "--"}
        axes.barh(list(opened), more, left=now, label=words.say(OPEN), **look)
    aimed = {place: each.target for place, each in enumerate(measures) if each.target is not None}
    if aimed:
        mark = {"marker": "|", "markersize": 18, "markeredgewidth": 3, "linestyle": "none", "color": INK}
        axes.plot(_numbers(list(aimed.values())), list(aimed), label=words.say(TARGET), **mark)
    axes.set_yticks(places, labels=[_plain(f"{each.name}\n{each.note}".strip()) for each in measures])
    axes.invert_yaxis()
    axes.set_xlim(0, 1)
    axes.set_xticks(list(map(float, QUARTERS)), labels=list(map(words.percent, QUARTERS)))
    for place, each in enumerate(measures):
        axes.annotate(_plain(each.shown), (1, place), (6, 0), textcoords="offset points", va="center")
    _legend(axes, words)
    return figure


def levels(batch: AssessmentBatch, language: Words | str = LANGUAGE) -> Figure:
    """Return how many organisations are at each level, as bars.

    Args:
        batch: the results.
        language: the code of a language with a table of texts.

    Raises:
        MissingExtraError: matplotlib is missing.
        ArgumentError: there is no table for the language.

    >>> from maturity_core import load_framework
    >>> batch = load_framework("service-maturity-check").assess_many([[0] * 20, [2] * 20, [4] * 20])
    >>> [int(bar.get_width()) for bar in levels(batch).axes[0].patches]
    [1, 1, 1]
    """
    words = Words.of(language)
    counts = level_counts(batch, words)
    figure, axes = _figure(words.say("organisations-by-level"))
    drawn = axes.barh(range(len(counts)), [number for _, number in counts], color=ACCENT)
    axes.bar_label(drawn, [str(number) for _, number in counts], padding=4)
    axes.set_yticks(range(len(counts)), labels=[_plain(name) for name, _ in counts])
    axes.invert_yaxis()
    axes.margins(x=0.1)
    axes.xaxis.get_major_locator().set_params(integer=True)
    return figure


def _figure(title: str, **look: Any) -> tuple[Figure, Any]:
    """Return a figure and its axes, the latter typed as Any: matplotlib may be missing when types are checked."""
    figure: Any = optional("matplotlib.figure").Figure(figsize=(8, 5), layout="constrained")
    axes = figure.add_subplot(**look)
    axes.set_title(title)
    return figure, axes


def _told(measure: Measure) -> list[str]:
    return [*wrapped(measure.name, ROOM, 3), measure.shown]


def _side(way: float, beyond: str, before: str) -> str:
    """Return how to align a name at the end of an axis that leads this far beyond or before the middle."""
    return "center" if abs(way) < CENTRED else beyond if way > 0 else before


def _outline(axes: Any, angles: Sequence[float], values: Sequence[Fraction | None], label: str, **look: Any) -> None:
    numbers = _numbers(values)
    axes.plot([*angles, angles[0]], [*numbers, numbers[0]], label=label, **look)


def _numbers(values: Sequence[Fraction | None]) -> list[float]:
    return [float(value or 0) for value in values]


def _plain(text: str) -> str:
    """Return a text that matplotlib shows unchanged: between dollar signs it would read formulas."""
    return "\n".join(printable(line) for line in text.split("\n")).replace("$", r"\$")


def _legend(axes: Any, words: Words) -> None:
    """Draw a legend of the lines and bars if there is more than one kind."""
    handles, labels = axes.get_legend_handles_labels()
    found = dict(zip(labels, handles, strict=True))
    told = [label for label in map(words.say, (SCORE, OPEN, TARGET)) if label in found]
    if len(told) > 1:
        axes.figure.legend([found[label] for label in told], told, loc="outside lower center", ncols=len(told))
