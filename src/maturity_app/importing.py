"""`maturity import`: a published model of another format as a definition file, and what became of its source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from maturity_app.assessing import as_json
from maturity_app.console import AS_JSON, say, warn
from maturity_app.endings import ending_of
from maturity_app.lines import bullets, heading, wrapped
from maturity_app.linting import MOST_TOLD
from maturity_app.new_files import drafts, write_synced
from maturity_core import Finding, Imported, import_framework, lint_framework
from maturity_core.definition.translating import beside, parse_translation
from maturity_core.exchange.importing import Remark
from maturity_core.exchange.importing.draft import KINDS
from maturity_core.model.texts import texts_by_address
from maturity_core.telling.origin import edition_text
from maturity_core.telling.wording import joined

ONE = {
    "levels": "level",
    "dimensions": "dimension",
    "capabilities": "capability",
    "questions": "question",
    "measures": "measure",
    "profiles": "profile",
}


@click.command("import", short_help="Import a published model of another format.")
@click.argument("format_name", metavar="FORMAT")
@click.argument("source")
@click.option("--out", required=True, metavar="FILE", help="Write to this .toml file, which must not exist yet.")
@click.option("--id", "framework_id", default="", metavar="ID", help="The id of the model. Default: the importer's.")
@click.option("--edition", default="", metavar="EDITION", help="The edition of the model. Default: the importer's.")
@click.option("--take-last", is_flag=True, help="Where a name is given twice in YAML, take the last value.")
@AS_JSON
def import_command(  # noqa: PLR0913 - one for each option of the command
    format_name: str, source: str, *, out: str, framework_id: str, edition: str, take_last: bool, wants_json: bool
) -> None:
    """Import a published model of another format as a definition file.

    FORMAT is the name of an importer, such as samm; `maturity doctor` lists those that are installed. SOURCE is the
    file or the folder that the model was published as: `docs/importing.md` says which.

    If the source has translations, each is written beside the model, such as `model.fr.toml` beside `model.toml`.

    The output says what is wrong in the source, what was left out, how the rest was read, and what the linter finds in
    the new file. Of each, the first ten are listed; --json lists them all.
    """
    ending_of(out, (".toml",), "a definition file")
    imported = import_framework(format_name, source, framework_id=framework_id, edition=edition, take_last=take_last)
    findings = lint_framework(imported.framework)
    _write(imported, out)
    say(as_json(_as_data(imported, findings)) if wants_json else _lines(imported, findings, out))


def _write(imported: Imported, out: str) -> None:
    """Write the model and its translations: all of them, or nothing."""
    texts = {beside(out, language): text for language, text in imported.translations.items()}
    texts |= {out: imported.framework.to_toml()}
    with drafts(*map(Path, texts)) as made:
        for draft, text in zip(made, texts.values(), strict=True):
            write_synced(draft, text)
    warn(f"written: {path}" for path in reversed(texts))


def _translated(imported: Imported) -> dict[str, int]:
    """Return how many texts each translation has, as it is read back."""
    told = {code: parse_translation(imported.framework, text, code) for code, text in imported.translations.items()}
    return {code: len(framework.translations) for code, framework in told.items()}


def _as_data(imported: Imported, findings: Sequence[Finding]) -> dict[str, Any]:
    return {
        "framework": imported.framework.id,
        "edition": imported.framework.edition,
        "digest": imported.framework.digest,
        "counts": dict(imported.counts),
        "texts": len(texts_by_address(imported.framework)),
        "translated": _translated(imported),
        "remarks": [{"kind": one.kind, "where": one.where, "what": one.what} for one in imported.remarks],
        "findings": [{name: getattr(one, name) for name in ("rule", "severity", "where", "what")} for one in findings],
    }


def _lines(imported: Imported, findings: Sequence[Finding], out: str) -> Iterator[str]:
    framework, counts = imported.framework, imported.counts.items()
    told = joined([f"{number} {ONE[noun] if number == 1 else noun}" for noun, number in counts if number])
    yield from wrapped(f"{edition_text(framework)} ({framework.id}): {told}.")
    if framework.source.licence:
        yield from wrapped(f"Licence of its texts: {framework.source.licence}.")
    if translated := _translated(imported):
        told = joined([f"{code} ({number})" for code, number in translated.items()])
        yield from wrapped(f"Translated, of {len(texts_by_address(framework))} texts: {told}.")
    for kind, title in KINDS.items():
        yield from _told([one for one in imported.remarks if one.kind == kind], title)
    rules = Counter((one.severity, one.rule) for one in findings)
    yield from heading("What the linter finds") if rules else []
    yield from bullets(f"{severity} {rule}: {number}" for (severity, rule), number in rules.items())
    yield from ["", *wrapped(f"`maturity lint {out}` lists them.")] if rules else []


def _told(remarks: Sequence[Remark], title: str) -> Iterator[str]:
    """Yield remarks of one kind: the first ones, and how many more there are."""
    yield from heading(f"{title} ({len(remarks)})") if remarks else []
    yield from bullets(map(str, remarks[:MOST_TOLD]))
    more = len(remarks) - MOST_TOLD
    yield from wrapped(f"and {more} more; --json lists them all", "  ") if more > 0 else ()
