"""`maturity translate`: how far a model is translated into a language, and a file to translate it in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from maturity_app.assessing import as_json
from maturity_app.console import AS_JSON, FRAMEWORK, NAMED, is_file, say, warn
from maturity_app.endings import ending_of
from maturity_app.lines import bullets, heading, wrapped
from maturity_app.linting import MOST_TOLD
from maturity_app.new_files import write_new
from maturity_core.definition.installed import installed_translation
from maturity_core.definition.translating import beside, checked_language
from maturity_core.definition.translation_drafts import TranslationDraft, translation_draft
from maturity_core.telling.origin import edition_text

if TYPE_CHECKING:
    from maturity_core import Framework


@click.command(short_help="Translate a model: what is missing, and a file to fill in.")
@FRAMEWORK
@click.option("--language", required=True, metavar="CODE", help="The language to translate into, such as de or pt-BR.")
@click.option("--template", "wants_file", is_flag=True, help="Write the translation to fill in, with what it has.")
@click.option("--out", metavar="FILE", help="Write the template to this .toml file, which must not exist yet.")
@click.option("--from", "begun", metavar="FILE", help="The translation begun. Default: the one beside the model.")
@AS_JSON
def translate(  # noqa: PLR0913 - one for each option of the command
    framework: Framework, *, language: str, wants_file: bool, out: str | None, begun: str | None, wants_json: bool
) -> None:
    """Say how far a model is translated, or write a file to translate it in.

    A translation is a file beside the model's, such as `framework.de.toml`, with texts by id. It changes no rule, so
    answers and results compare across languages. Commands use it with --language.

    The template has every text with its original above it. Of a translation that was begun it keeps what is there. What
    is not translated, no longer in the model, or was translated from another wording is listed.
    """
    if out is not None and not wants_file:
        raise click.UsageError("--out needs --template.")
    if wants_file and out is None and wants_json:
        raise click.UsageError("--json needs --out here: otherwise the template is printed.")
    if out is not None:
        ending_of(out, (".toml",), "a translation")
    draft = translation_draft(framework, language, begun or _beside(checked_language(language)))
    if out is not None:
        write_new(Path(out), draft.text)
        warn([f"written: {out}"])
    if wants_json:
        say(as_json(_as_data(framework, language, draft)))
    elif wants_file and out is None:
        say(draft.text, end="")
        warn(_lines(framework, language, draft))
    else:
        say(_lines(framework, language, draft))


def _beside(language: str) -> str | None:
    """Return the translation beside the model that was named, if there is one."""
    name = click.get_current_context().meta[NAMED]
    path = beside(name, language) if is_file(name) else installed_translation(name, language)
    return path if path and Path(path).is_file() else None


def _as_data(framework: Framework, language: str, draft: TranslationDraft) -> dict[str, Any]:
    lists = {"missing": draft.missing, "changed": draft.changed, "gone": draft.gone}
    head = {"framework": framework.id, "edition": framework.edition, "language": language, "texts": draft.total}
    return {**head, **{name: list(found) for name, found in lists.items()}}


def _lines(framework: Framework, language: str, draft: TranslationDraft) -> Iterator[str]:
    done = draft.total - len(draft.missing) - len(draft.changed)
    yield from wrapped(
        f"{edition_text(framework)} ({framework.id}), in {language}: {done} of {draft.total} texts are translated."
    )
    yield from _listed("Not translated", draft.missing)
    yield from _listed("Translated from another wording", draft.changed)
    yield from _listed("No longer in the model", draft.gone)


def _listed(title: str, names: tuple[str, ...]) -> Iterator[str]:
    yield from heading(f"{title} ({len(names)})") if names else []
    yield from bullets(names[:MOST_TOLD])
    more = len(names) - MOST_TOLD
    yield from wrapped(f"and {more} more; --json lists them all", "  ") if more > 0 else ()
