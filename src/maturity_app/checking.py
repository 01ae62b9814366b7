"""`maturity check`: check a model against the laws."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from maturity_app.assessing import as_json
from maturity_app.console import AS_JSON, FRAMEWORK, NAMED, NOT_MET, is_file, say
from maturity_app.lines import heading, wrapped
from maturity_core import available_frameworks, with_examples
from maturity_core.telling.origin import edition_text
from maturity_core.telling.wording import joined

if TYPE_CHECKING:
    from maturity_core import Framework
    from maturity_core.testing import Record

EXAMPLES = "examples.toml"
INDENT = 16
STORAGE = "HYPOTHESIS_STORAGE_DIRECTORY"


@click.command(short_help="Check a model against the laws that every model keeps.")
@FRAMEWORK
@AS_JSON
def check(framework: Framework, *, wants_json: bool) -> None:
    """Check a model against the laws that every model keeps, such as that a better answer never lowers anything.

    If there is an `examples.toml` next to the model, its examples must get the levels and scores they state.

    A small model is checked on all possible answer sheets, a larger one on a sample. A model is checked together with
    all its profiles, or with the one named: each has to give what the whole model gives if the rest does not apply.
    The exit code is 1 if a law is broken. Needs the extra `testing`. `docs/laws.md` lists the laws.
    """
    found: list[Record] = []
    whole = framework.whole
    if framework.asked_by is not None:
        whole = whole.model_copy(update={"profiles": [framework.asked_by]})
    if beside := examples_beside(click.get_current_context().meta[NAMED]):
        whole = with_examples(whole, beside)
    with _nothing_kept():
        from maturity_core.testing.checking import laws, records  # noqa: PLC0415 - loads Hypothesis, which reads where to keep files once

        with _progress(len(list(laws()))) as bar:
            for record in records(whole):
                found.append(record)
                if bar is not None:
                    bar.update(1)
    say(as_json(_as_data(framework, found)) if wants_json else _lines(framework, found))
    if any(record.status == "failed" for record in found):
        click.get_current_context().exit(NOT_MET)


def examples_beside(name: str) -> Path | None:
    """Return the file `examples.toml` in the folder of a definition file or of an installed model, if there is one."""
    own = name if is_file(name) else _module_file(available_frameworks()[name].value.partition(":")[0])
    path = Path(own).with_name(EXAMPLES)
    return path if path.is_file() else None


def _module_file(name: str) -> str:
    """Return the file of a module that was imported already."""
    return getattr(sys.modules.get(name), "__file__", None) or ""


@contextmanager
def _nothing_kept() -> Generator[None]:
    """Keep Hypothesis from writing its files into the current folder, unless it is in use already."""
    if "hypothesis" in sys.modules or STORAGE in os.environ:
        yield
        return
    with TemporaryDirectory(prefix="maturity-check-") as folder:
        os.environ[STORAGE] = folder
        try:
            yield
        finally:
            del os.environ[STORAGE]


def _progress(length: int) -> AbstractContextManager[Any]:
    """Return a progress bar if stderr is a terminal, or else a context that does nothing."""
    if not sys.stderr.isatty():
        return nullcontext()
    return click.progressbar(length=length, label="Checking", file=sys.stderr, width=0)


def _as_data(framework: Framework, found: Iterable[Record]) -> dict[str, Any]:
    return {
        "framework": framework.id,
        "edition": framework.edition,
        "digest": framework.digest,
        "counts": dict(Counter(record.status for record in found)),
        "laws": [asdict(record) for record in found],
    }


def _lines(framework: Framework, found: list[Record]) -> Iterator[str]:
    """Yield the number of laws by status, then each law by group, with what contradicts it or why it has no verdict."""
    counts = Counter(record.status for record in found)
    told = joined([f"{number} {status}" for status, number in counts.items()])
    yield from wrapped(f"{edition_text(framework)} ({framework.id}): of {len(found)} laws, {told}.")
    for group in dict.fromkeys(record.group for record in found):
        yield from heading(group.capitalize())
        for record in found:
            if record.group == group:
                yield from _law_lines(record)


def _law_lines(record: Record) -> Iterator[str]:
    blank = " " * INDENT
    yield from wrapped(f"{record.law}: {record.sentence}", f"{record.status:<{INDENT}}", blank)
    for line in [*record.message.split("\n"), *([f"{record.reason}."] if record.reason else [])]:
        yield from wrapped(line, f"{blank}| ", f"{blank}|   ") if line else []
