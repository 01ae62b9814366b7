"""`maturity demo`: the check with the answers of an example, in the browser."""

from __future__ import annotations

import json
import os
import sys
import webbrowser
from fractions import Fraction
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import click

from maturity_app.checking import examples_beside
from maturity_app.console import FRAMEWORK_OR_FIRST, NAMED, WORDS, say
from maturity_app.lines import wrapped
from maturity_app.new_files import write_new
from maturity_app.page import check_page
from maturity_core import with_examples
from maturity_core.errors import MaturityError, Problem

if TYPE_CHECKING:
    from maturity_core import Assessment, Framework
    from maturity_core.telling.words import Words

WINDOWS = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
"""Without any of these, a system with X or Wayland has no browser with a window."""


@click.command(short_help="Open the result of an example organisation in the browser.")
@FRAMEWORK_OR_FIRST
@WORDS
def demo(framework: Framework, words: Words) -> None:
    """Open the result of an example organisation in the browser, to look around in: every answer can be changed.

    FRAMEWORK is service-maturity-check by default. The page is one file in a folder for temporary files, contacts no
    server, and is kept apart from your own answers. Without a browser, the name of the file is printed.
    """
    page = demo_page(framework, examples_beside(click.get_current_context().meta[NAMED]), words.language)
    path = Path(mkdtemp(prefix="maturity-demo-")) / f"{framework.id}.html"
    write_new(path, page)
    opened = has_window() and webbrowser.open(path.as_uri())
    say([str(path), *wrapped(words.part("show").say("demo-opened" if opened else "demo-file"))])


def demo_page(framework: Framework, beside: Path | None, language: str) -> str:
    """Return the check of a model, under an id of its own, with an example, if possible between the ends of the ladder.

    Of several, it is the one with the most to do first, and then the one whose dimensions are furthest apart.

    Raises:
        MaturityError: the model has no example.
    """
    whole = framework if beside is None else with_examples(framework, beside)
    if not whole.examples:
        hint = "add an [[examples]] table, or write the empty check with `maturity page`"
        raise MaturityError([Problem("this model has no example", framework.id, hint=hint)])
    ends = {level.id for level in (*whole.levels[:1], *whole.levels[-1:])} | {None, "none"}
    between = [entry for entry in whole.examples if entry.level not in ends] or whole.examples
    example = max(between, key=lambda entry: _worth(framework.assess(entry.answers)))
    sheet = {"organisation": example.name, "answers": framework.assess(example.answers).answers}
    return check_page(framework.model_copy(update={"id": f"{framework.id}-demo"}), language, json.dumps(sheet))


def _worth(found: Assessment) -> tuple[int, Fraction]:
    """Return how much the result of an example has to show: a first screen with nothing on it says little."""
    scores = [entry.score_exact for entry in found.dimensions if entry.score_exact is not None]
    plan = found.next_steps()
    return min(len(plan.first), len(plan.steps)), max(scores, default=Fraction()) - min(scores, default=Fraction())


def has_window() -> bool:
    """Return whether a browser would open a window; one in the terminal would take that over."""
    return sys.platform in {"darwin", "win32"} or any(map(os.environ.get, WINDOWS))
