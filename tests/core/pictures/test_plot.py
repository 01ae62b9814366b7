"""Figures with axes: values are drawn correctly, and no text is read as a formula."""

from __future__ import annotations

import sys
import warnings
from typing import TYPE_CHECKING, Any

import pytest
from builders import question, tiny, two
from hostile import hostile

from maturity_core import NOT_APPLICABLE, UNANSWERED, Assessment, MissingExtraError, TargetError, load_framework
from maturity_core.pictures import bars as marks
from maturity_core.pictures.plot import bars, levels, radar
from maturity_core.telling.words import ENGLISH

if TYPE_CHECKING:
    from pathlib import Path

CHECK = load_framework("service-maturity-check")
SCORE, OPEN, TARGET = map(ENGLISH.say, (marks.SCORE, marks.OPEN, marks.TARGET))


def written(figure: Any, folder: Path) -> Any:
    """Write a figure as PNG, without a single warning, and return its axes."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure.savefig(folder / "figure.png", dpi=50)
    assert (folder / "figure.png").read_bytes().startswith(b"\x89PNG\r\n")
    return figure.axes[0]


def named(axes: Any) -> dict[str, Any]:
    """Return the lines by name."""
    return {line.get_label(): line for line in axes.lines}


def legend(axes: Any) -> list[str]:
    return [text.get_text() for found in axes.figure.legends for text in found.get_texts()]


def halves() -> Assessment:
    """Return a result of six dimensions: all at 50%, the last of which has one of its four questions open: 37.5%."""
    return CHECK.assess([2] * 19 + [UNANSWERED])


def test_a_radar_has_a_point_a_dimension_and_closes(tmp_path: Path) -> None:
    axes = written(radar(halves(), "strategic"), tmp_path)
    labels = [label.get_text() for label in axes.get_xticklabels()]

    assert (labels[0], labels[5]) == ("Vision &\nPositioning\n50%", "Technology &\nScaling\n37.5%")
    assert named(axes)[SCORE].get_ydata() == pytest.approx([0.5] * 5 + [0.375, 0.5])
    assert named(axes)[OPEN].get_ydata() == pytest.approx([0.5] * 5 + [0.625, 0.5])
    assert named(axes)[TARGET].get_ydata() == pytest.approx([0.75] * 7)
    assert legend(axes) == [SCORE, OPEN, TARGET]


def test_bars_are_as_long_as_scores(tmp_path: Path) -> None:
    axes = written(bars(halves(), "strategic"), tmp_path)
    lengths = [[bar.get_width() for bar in container] for container in axes.containers]

    assert lengths == [pytest.approx([0.5] * 5 + [0.375]), pytest.approx([0.25])]
    assert axes.containers[1][0].get_x() == pytest.approx(0.375)
    assert axes.lines[0].get_xdata() == pytest.approx([0.75] * 6)
    assert [text.get_text() for text in axes.texts] == ["50%"] * 5 + ["37.5%"]
    assert axes.get_yticklabels()[0].get_text() == "Vision & Positioning\nImproving"
    assert legend(axes) == [SCORE, OPEN, TARGET]


def test_what_there_is_not_is_not_drawn(tmp_path: Path) -> None:
    best = CHECK.assess([4] * 20)

    assert list(named(written(radar(best), tmp_path))) == [SCORE]
    axes = written(bars(best), tmp_path)
    assert (len(axes.containers), len(axes.lines), legend(axes)) == (1, 0, [])


def test_a_target_that_some_dimensions_have_reached_stands_at_their_score(tmp_path: Path) -> None:
    """The first dimension is at its best and has no gap: there, the line to the target goes through 100%."""
    lines = named(written(radar(CHECK.assess([4] * 3 + [2] * 17), {"dimension planning": "strategic"}), tmp_path))

    assert lines[TARGET].get_ydata() == pytest.approx([1, 0.5, 0.75, 0.5, 0.5, 0.5, 1])


def test_fewer_than_three_dimensions_become_bars(tmp_path: Path) -> None:
    axes = written(radar(two().assess([2, 1, 1, NOT_APPLICABLE])), tmp_path)

    assert [bar.get_width() for bar in axes.containers[0]] == pytest.approx([2 / 3, 0])
    assert [text.get_text() for text in axes.texts] == ["66.7%", "doesn't apply"]


def test_levels_are_counted(tmp_path: Path) -> None:
    framework = tiny(questions=[question("seen", not_applicable=True)])
    axes = written(levels(framework.assess_many([[2], [2], [0], [NOT_APPLICABLE]])), tmp_path)

    assert [bar.get_width() for bar in axes.containers[0]] == [2, 0, 1, 1]
    assert [text.get_text() for text in axes.texts] == ["2", "0", "1", "1"]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["High", "Middle", "Low", "no level"]


@pytest.mark.parametrize("text", ["$x$ $\\frac{$", "a $ b", "\\$ \\alpha$"])
def test_no_text_is_read_as_a_formula(tmp_path: Path, text: str) -> None:
    framework = hostile(text)
    result = framework.assess([0, 1, 2, 0, 1, UNANSWERED])

    for figure in (bars(result), radar(result)):
        axes = written(figure, tmp_path)
        for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
            assert label._preprocess_math(label.get_text())[1] is False


def test_a_target_that_is_none_is_refused() -> None:
    with pytest.raises(TargetError):
        radar(halves(), "nowhere")


def test_without_matplotlib_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)

    with pytest.raises(MissingExtraError, match=r"maturity-core\[plot\]"):
        levels(CHECK.assess_many([[0] * 20]))
