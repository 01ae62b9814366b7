"""What the laws of the short path say when they are broken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from builders import rule, tiny
from laws.forging import HALF, Found, retold

from maturity_core import UNANSWERED
from maturity_core.readers.short_path import OpenQuestion, ShortPath

if TYPE_CHECKING:
    from maturity_core import Framework

OPEN = (UNANSWERED, UNANSWERED)


def path(*questions: tuple[str, bool], settled: bool = False, dimensions: bool | None = None) -> dict[str, Any]:
    """Return a replacement for `result` with this short path, perhaps only with (or without) dimensions."""
    listed = tuple(OpenQuestion(question=name, matters=matters) for name, matters in questions)

    def short_path(**asked: bool) -> ShortPath:
        as_it_is = dimensions is not None and asked["dimensions"] != dimensions
        return ShortPath(settled=settled != as_it_is, level_range=None, questions=listed)

    return retold(short_path=short_path)


def of_seen_alone() -> Framework:
    """Return a framework in which the second question decides everything."""
    alone = {"questions": ["seen"]}
    return tiny(
        requirements=[rule("framework", "mid", mean="0.5", of=alone), rule("framework", "high", mean=1, of=alone)]
    )


PATHS = [
    Found("settled-means-every-completion", "the level is called settled", "open: other levels are possible", HALF,
          forged=path(settled=True)),
    Found("settled-means-every-completion", "the levels of the framework and of all dimensions are called settled",
          "open: other levels are possible", HALF, forged=path(settled=True, dimensions=True)),
    Found("settled-means-every-completion", "the level is not called settled", "settled: nothing else is possible",
          HALF, framework=of_seen_alone, forged=path()),
    Found("short-path-lists-what-is-open", "the short path lists: none", "kept, in some order", HALF,
          forged=path()),
    Found("short-path-lists-what-is-open", "the short path lists: kept, seen", "kept, in some order", HALF,
          forged=path(("kept", True), ("seen", False))),
    Found("short-path-asks-what-matters", "kept is marked as not mattering",
          "questions that can change a level first: kept", HALF,
          forged=path(("kept", False))),
    Found("short-path-asks-what-matters", "kept is marked as mattering",
          "questions that can change a level first: none", HALF,
          framework=of_seen_alone, forged=path(("kept", True))),
    Found("short-path-asks-what-matters", "seen comes after one that cannot change a level",
          "questions that can change a level first: seen", OPEN, framework=of_seen_alone,
          forged=path(("kept", False), ("seen", True))),
]  # fmt: skip
