"""The command `ask`: an interview in the terminal."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from maturity_app import assessing
from maturity_app.console import FRAMEWORK, NAMED, WORDS, say, warn
from maturity_app.interview.answers_file import AnswersFile
from maturity_app.interview.screen import instructions, opening
from maturity_app.interview.talk import Interview, Quit
from maturity_app.lines import wrapped
from maturity_app.places import CALLED
from maturity_app.template import minutes
from maturity_core.errors import MaturityError, Problem
from maturity_core.model.states import OPEN, UNANSWERED
from maturity_core.telling.words import Words

if TYPE_CHECKING:
    from maturity_core import Framework

LONG = 10
"""A model that takes more minutes than this is asked on the short path by default."""


@click.command()
@FRAMEWORK
@click.argument("answers", required=False)
@click.option(
    "--order",
    type=click.Choice(["short", "file"]),
    help="Ask what settles the level soonest, or keep the order of the model. Default: short for models that take more "
    f"than {LONG} minutes.",
)
@WORDS
def ask(framework: Framework, answers: str | None, order: Literal["short", "file"] | None, words: Words) -> None:
    """Ask the questions of a model one by one, and show the result.

    ANSWERS is the file to which each answer is saved, in TOML or JSON, for `maturity assess` to read. An existing file
    is continued, and everything in it is kept. Default: FRAMEWORK-answers.toml in the current folder.

    Answers to an earlier edition are carried over if the model says what has changed; the file as it was is kept.

    The short path begins with the questions that settle the level soonest; once no answer can change it any more, you
    can stop.
    """
    _refuse(framework, order, words.part("ask"))
    name = answers or f"{framework.id}-answers.toml"
    file = AnswersFile(framework, Path(name), words)
    short = order == "short" if order else _wants_short(framework)
    interview = Interview(framework, file, words, short=short)
    again = f"{shlex.quote(click.get_current_context().meta[NAMED])} {shlex.quote(name)}"
    again += "" if framework.asked_by is None else f" --profile {framework.asked_by.id}"
    say(opening(framework, name, interview.codes, words, begun=file.begun))
    if file.before:
        say(wrapped(interview.ask.say("carried-over", then=file.sheet.since, file=file.before.name)))
    say(instructions(words, short=interview.chooser.short))
    try:
        interview.run()
    except KeyboardInterrupt as stopped:
        answered = sum(code != UNANSWERED for code in interview.codes)
        told = interview.ask.say("stopped", file=name, answered=answered, total=len(interview.codes))
        warn(["", *wrapped(told), f"  {CALLED['ask']} {again}"])
        if isinstance(stopped, Quit):
            return
        raise
    _tell_result(framework, interview, name, again)


def _wants_short(framework: Framework) -> bool:
    """Return whether the short path is the default: the model is long, and has a level to settle."""
    if framework.open_questions == "reject":
        return False
    return minutes(framework) > LONG and framework.assess({}).level_range is not None


def _refuse(framework: Framework, order: str | None, words: Words) -> None:
    """Refuse to ask if nobody can answer, or in an order that this framework does not allow.

    Raises:
        MaturityError: there is no terminal, or the framework takes only complete sheets.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        hint = words.say("no-terminal-hint", framework=framework.id)
        raise MaturityError([Problem(words.say("no-terminal"), hint=hint)])
    if order == "short" and framework.open_questions == "reject":
        raise MaturityError([Problem(words.say("complete-sheets-only"), "--order")])


def _tell_result(framework: Framework, interview: Interview, name: str, again: str) -> None:
    say("")
    if framework.open_questions == "reject" and set(OPEN) & set(interview.codes):
        say(wrapped(interview.ask.say("open")))
    else:
        result = framework.assess(interview.codes)
        page = assessing.page(result, interview.file.sheet.organisation, None, None, interview.words)
        say(page, *assessing.level_told(result, interview.words))
    say(["", *wrapped(interview.ask.say("done", file=name)), f"  {CALLED['assess']} {again}"])
