"""The command `ask`: an interview in the terminal."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from maturity_app import assessing
from maturity_app.console import FRAMEWORK, NAMED, WORDS, say, warn
from maturity_app.interview.answers_file import AnswersFile
from maturity_app.interview.ending import ending
from maturity_app.interview.screen import instructions, opening, progress
from maturity_app.interview.talk import Interview, Quit
from maturity_app.lines import WIDTH, wrapped
from maturity_app.places import CALLED
from maturity_app.raw_sheet import ORGANISATION
from maturity_app.template import minutes
from maturity_core.answers.facts import sheet_facts
from maturity_core.errors import AnswersError, MaturityError, Problem
from maturity_core.model.states import OPEN
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
@click.option("--organisation", metavar="NAME", help="Whose answers these are, saved with them.")
@click.option("--segment", metavar="NAME", help="Of what kind the organisation is.")
@click.option("--date", metavar="DATE", help="When the answers were given, such as 2026-11-03.")
@click.option("--respondent", metavar="NAME", help="Who is answering.")
@click.option("--role", metavar="NAME", help="In which role; `maturity show FRAMEWORK` lists those of a model.")
@WORDS
def ask(
    framework: Framework,
    answers: str | None,
    order: Literal["short", "file"] | None,
    words: Words,
    **said: str | None,
) -> None:
    """Ask the questions of a model one by one, and show the level and the first steps.

    ANSWERS is the file to which each answer is saved, in TOML or JSON, for `maturity assess` to read. An existing file
    is continued, and everything in it is kept. Default: FRAMEWORK-answers.toml in the current folder.

    Answers to an earlier edition are carried over if the model says what has changed; the file as it was is kept.

    To add a comment on an answer, type c and your words; to add evidence, type e and a link or the name of a document.
    Both are saved beside the answers, and the report shows them.

    The short path begins with the questions that settle the level soonest; once no answer can change it any more, you
    can stop.
    """
    _refuse(framework, order, words.part("ask"))
    name = answers or f"{framework.id}-answers.toml"
    file = AnswersFile(framework, Path(name), words)
    _say_of(file, said)
    short = order == "short" if order else _wants_short(framework)
    interview = Interview(framework, file, words, short=short)
    again = f"{_typed(framework)} {shlex.quote(name)}"
    say(opening(framework, name, interview.codes, words, begun=file.begun))
    if file.before:
        say(wrapped(interview.ask.say("carried-over", then=file.sheet.since, file=file.before.name)))
    say(instructions(words, short=interview.chooser.short))
    try:
        if file.begun:
            interview.introduce([name for name in (ORGANISATION, "role") if said[name] is None])
        interview.run()
    except KeyboardInterrupt as stopped:
        answered, total = progress(framework, interview.codes)
        told = interview.ask.say("stopped", file=name, answered=answered, total=total)
        warn(["", *wrapped(told), f"  {CALLED['ask']} {again}"])
        if isinstance(stopped, Quit):
            return
        raise
    _tell_result(framework, interview, name, again)


def _typed(framework: Framework) -> str:
    """Return the framework and its profile as they are typed in a command."""
    profile = [] if framework.asked_by is None else ["--profile", framework.asked_by.id]
    return shlex.join([click.get_current_context().meta[NAMED], *profile])


def _say_of(file: AnswersFile, said: Mapping[str, str | None]) -> None:
    """Write what the options say of the sheet into its file.

    Raises:
        AnswersError: listing everything that is wrong with them.
    """
    given = {name: text for name, text in said.items() if text is not None}
    _, problems = sheet_facts(given, ())
    if problems:
        where = {f"facts.{name}": f"--{name}" for name in said}
        raise AnswersError(replace(problem, where=where.get(problem.where, problem.where)) for problem in problems)
    for name, text in given.items():
        file.keep("", name, text)


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
        hint = words.say("no-terminal-hint", framework=_typed(framework))
        raise MaturityError([Problem(words.say("no-terminal"), hint=hint)])
    if order == "short" and framework.open_questions == "reject":
        raise MaturityError([Problem(words.say("complete-sheets-only"), "--order")])


def _tell_result(framework: Framework, interview: Interview, name: str, again: str) -> None:
    say("")
    counted = framework.lookup.conditions.counted(interview.codes)
    if framework.open_questions == "reject" and set(OPEN) & set(counted):
        say(wrapped(interview.ask.say("open")))
    else:
        result = framework.assess(interview.codes, interview.file.facts)
        say(ending(result, interview.words), *assessing.level_told(result, interview.words))
    say(["", *wrapped(interview.ask.say("done", file=name)), *_report(again, name)])


def _report(again: str, name: str) -> list[str]:
    """Return the command for the report, on two lines where one is too long."""
    command, out = f"  {CALLED['report']} {again}", f"--out {shlex.quote(f'{Path(name).stem}-report.html')}"
    return [f"{command} {out}"] if len(f"{command} {out}") <= WIDTH else [f"{command} \\", f"    {out}"]
