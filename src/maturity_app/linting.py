"""`maturity lint`: what the author of a model may want to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from maturity_app.assessing import as_json
from maturity_app.checking import examples_beside
from maturity_app.console import AS_JSON, FRAMEWORK, NAMED, NOT_MET, is_file, say
from maturity_app.lines import bullets, heading, wrapped
from maturity_core import Finding, lint_framework, load_framework, with_examples
from maturity_core.definition.besides import translated_beside, translations_beside
from maturity_core.definition.installed import installed_translations
from maturity_core.definition.locate import Places
from maturity_core.lint import RULES, SEVERITIES
from maturity_core.telling.origin import edition_text
from maturity_core.telling.wording import counted, joined

if TYPE_CHECKING:
    from maturity_core import Framework

EXAMPLES = "examples"
MOST_TOLD = 10
"""The most findings of one rule that are printed; the others are counted."""


@dataclass(frozen=True)
class Located:
    """A finding, with its line and column if it is in a file."""

    finding: Finding
    place: str
    language: str = ""
    """The language of the translation that it is in; empty for the model's own file."""

    def as_data(self) -> dict[str, Any]:
        """Return the finding as data for JSON; line and column are None if there is no file."""
        line, _, column = self.place.partition(":")
        found = {name: getattr(self.finding, name) for name in ("rule", "severity", "where", "what", "remedy")}
        places = {"line": int(line) if line else None, "column": int(column) if column else None}
        return {**found, **places, "language": self.language or None}


@click.command()
@FRAMEWORK
@AS_JSON
def lint(framework: Framework, *, wants_json: bool) -> None:
    """Look for things that the author of a model may want to fix, in its file, its translations, and `examples.toml`.

    Errors cannot work as written, warnings are most likely not intended, notes may well be. Of each rule the first ten
    findings are listed; --json lists them all. The exit code is 1 if there is an error. `docs/lint.md` lists the rules.
    """
    name = click.get_current_context().meta[NAMED]
    beside, places = examples_beside(name), _places(name)
    whole = with_examples(framework, beside) if beside else framework
    found = [Located(each, _place(places, each)) for each in lint_framework(whole)]
    known = {(each.finding.rule, each.finding.where) for each in found}
    for told in translations_of(framework, name):
        new = [each for each in lint_framework(told) if (each.rule, each.where) not in known]
        found += [Located(each, "", told.language) for each in new]
    say(as_json(_as_data(framework, found)) if wants_json else _lines(framework, found))
    if any(each.finding.severity == "error" for each in found):
        click.get_current_context().exit(NOT_MET)


def translations_of(framework: Framework, name: str) -> list[Framework]:
    """Return a model in every language that it is translated into."""
    whole = framework.whole
    if is_file(name):
        return [translated_beside(whole, name, language) for language in translations_beside(name)]
    return [load_framework(name, language=language) for language in installed_translations(name)]


def _places(name: str) -> Places | None:
    """Return the places of entries in a file; None for a file with `extends`, as most of its entries are elsewhere."""
    places = Places(Path(name).read_bytes().decode("utf-8")) if is_file(name) else None
    return None if places is None or ("extends",) in places.found else places


def _place(places: Places | None, finding: Finding) -> str:
    """Return line and column of a finding; empty if there is no file, or if it is about examples in the file beside."""
    if places is None or (finding.path == (EXAMPLES,) and finding.path not in places.found):
        return ""
    return places.place(finding.path)


def _as_data(framework: Framework, found: Sequence[Located]) -> dict[str, Any]:
    return {
        "framework": framework.id,
        "edition": framework.edition,
        "profile": None if framework.asked_by is None else framework.asked_by.id,
        "digest": framework.digest,
        "counts": _counts(found),
        "findings": [each.as_data() for each in found],
    }


def _counts(found: Sequence[Located]) -> dict[str, int]:
    return {severity: sum(each.finding.severity == severity for each in found) for severity in SEVERITIES}


def _lines(framework: Framework, found: Sequence[Located]) -> Iterator[str]:
    """Yield the number of findings, then by severity each rule with its findings."""
    counts = _counts(found)
    told = joined([counted(number, severity) for severity, number in counts.items()])
    yield from wrapped(f"{edition_text(framework)} ({framework.id}): {told}.")
    for severity, number in counts.items():
        yield from heading(f"{severity.capitalize()}s") if number else []
        for rule in RULES:
            here = [each for each in found if each.finding.rule == rule.id and rule.severity == severity]
            if here:
                yield from ["", *wrapped(f"{rule.id}: {rule.sentence}"), *wrapped(f"Remedy: {rule.remedy}.", "  ")]
                yield from bullets(map(_told, here[:MOST_TOLD]), "  ")
                more = len(here) - MOST_TOLD
                yield from wrapped(f"and {more} more; --json lists them all", "  ") if more > 0 else ()


def _told(each: Located) -> str:
    """Return where a finding is, line and column first, and what it is. The file is the one that was named."""
    place = f"translation {each.language}," if each.language else each.place
    return f"{place} {each.finding.where}: {each.finding.what}".lstrip()
