"""What all commands share: options, the framework they are given, printing, and exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

import maturity_core
from maturity_app.how import HOW, together
from maturity_app.lines import for_terminal
from maturity_app.places import CALLED
from maturity_app.process import output_failed, silence
from maturity_core.errors import printable
from maturity_core.telling import LANGUAGE
from maturity_core.telling.tables import languages, texts_of

if TYPE_CHECKING:
    from maturity_core import Framework
    from maturity_core.telling.words import Words

NOT_MET = 1


def framework_named(name: str) -> Framework:
    """Return a framework by its name: the id of an installed one, or the path of a definition file."""
    return maturity_core.read_framework(name) if is_file(name) else maturity_core.load_framework(name)


def _told_in(framework: Framework, name: str, words: Words, *, asked: bool) -> Framework:
    """Return a framework in the language that a command speaks; say what is not translated, if it was asked for."""
    from maturity_core.definition.besides import translated_beside  # noqa: PLC0415 - loads pydantic: see _words
    from maturity_core.definition.translating import speaks  # noqa: PLC0415 - loads pydantic: see _words
    from maturity_core.model.texts import texts_by_address  # noqa: PLC0415 - loads pydantic: see _words

    code, told = words.language, framework
    if speaks(framework, code):
        return framework
    with suppress(maturity_core.NotFoundError):
        loaded = translated_beside(framework, name, code) if is_file(name) else None
        told = loaded or maturity_core.load_framework(name, language=code)
    own = framework.language
    places = {"language": texts_of(own)["language"]["name"] if own in languages() else own}
    show, missing = words.part("show"), len(told.untranslated)
    if told is framework:
        lacking = show.say("untranslated", number=len(texts_by_address(framework)), **places)
    else:
        lacking = show.count("untranslated-some", missing, **places) if missing else ""
    if asked and lacking:
        warn([lacking])
    return told


def is_file(name: str) -> bool:
    """Return whether a framework's name is the path of a definition file."""
    return name.lower().endswith(".toml")


NAMED = "maturity_app.framework"
"""The key in a context's `meta` under which a command finds its framework's name as typed."""


PROFILED = "maturity_app.profile"
"""The key under which a command finds the profile that was asked for."""


SPOKEN = "maturity_app.language"
"""The key under which a command finds the words of its language, and whether the language was asked for."""


def _profile(context: click.Context, _parameter: click.Parameter, profile: str | None) -> str | None:
    context.meta[PROFILED] = profile
    return profile


def _framework(context: click.Context, _parameter: click.Parameter, name: str) -> Framework:
    context.meta[NAMED] = name
    framework = framework_named(name)
    if SPOKEN in context.meta:
        words, asked = context.meta[SPOKEN]
        framework = _told_in(framework, name, words, asked=asked)
    profile = context.meta.get(PROFILED)
    return framework if profile is None else framework.profile(profile)


PROFILE = click.option(
    "--profile",
    metavar="ID",
    callback=_profile,
    is_eager=True,
    expose_value=False,
    help="Ask only what this profile of the model asks; the rest does not apply.",
)


FRAMEWORK = together(PROFILE, click.argument("framework", callback=_framework))
"""The framework, as a profile asks it if one is named."""
FRAMEWORK_OR_FIRST = click.argument("framework", default="service-maturity-check", callback=_framework)
"""The framework, or the smallest of the published ones."""
POSITIONS = together(
    click.option(
        "--positions-from",
        type=click.IntRange(0, 1),
        metavar="0|1",
        help="The position of the lowest option, if answers are positions. Default: 0.",
    ),
    HOW,
)
"""The position of the lowest option, and what else decides how files are read."""
FACTS = click.option(
    "--facts",
    metavar="FILE",
    help="A CSV file with comments, evidence and numbers of the answers, like the one that `maturity facts` writes.",
)


def _words(context: click.Context, parameter: click.Parameter, code: str) -> Words:
    from maturity_core.telling.words import Words  # noqa: PLC0415 - loads pydantic, which not every command needs

    words = Words.of(code).calling(CALLED)
    asked = context.get_parameter_source(parameter.name or "") is not click.core.ParameterSource.DEFAULT
    context.meta[SPOKEN] = words, asked
    return words


def _texts(_context: click.Context, _parameter: click.Parameter, code: str) -> Mapping[str, Mapping[str, str]]:
    return texts_of(code)


def _language(name: str, callback: Callable[[click.Context, click.Parameter, str], Any]) -> Callable[[Any], Any]:
    return click.option(
        "--language",
        name,
        metavar="CODE",
        default=LANGUAGE,
        show_default=True,
        callback=callback,
        is_eager=True,
        help=f"The language, also of the model's own texts if they are translated: {' or '.join(languages())}.",
    )


WORDS = _language("words", _words)
"""The language to print in; commands named in texts are shown the way they are typed."""
TEXTS = _language("texts", _texts)
"""The same as a plain table, for a command that should not wait for pydantic."""
AS_JSON = click.option("--json", "wants_json", is_flag=True, help="Print everything as JSON.")


def say(lines: Iterable[str] | str, level: str = "", head: str = "", end: str = "\n") -> None:
    """Print lines without anything that a terminal would obey, except for a level name in bold.

    `level` is that name, if there is one, and `head` is the text just before it.
    """
    text = lines if isinstance(lines, str) else "\n".join(lines)
    safe = "\n".join(printable(line) for line in text.split("\n"))
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    bold = f"{head} {click.style(level, bold=True)}"
    try:
        told = safe.replace(f"{head} {level}", bold, 1) if level else safe
        click.echo(told + end, nl=False, color=False if plain else None)
    except OSError as error:
        click.get_current_context().exit(output_failed(error))


def warn(lines: Iterable[str]) -> None:
    """Print messages to stderr, or drop them if it cannot be written.

    A terminal gets them wrapped at its width; anything else, a line each.
    """
    try:
        click.echo("\n".join(for_terminal(printable(line) for line in lines)), err=True, color=False)
    except OSError:
        silence(sys.stderr)
