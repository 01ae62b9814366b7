"""`maturity check`: check a model against the laws."""

from __future__ import annotations

import gc
import os
import sys
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from itertools import pairwise
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import TYPE_CHECKING, Any

import click

from maturity_app.assessing import as_json
from maturity_app.console import AS_JSON, FRAMEWORK, NAMED, NOT_MET, framework_named, is_file, say, warn
from maturity_app.endings import ending_of
from maturity_app.junit import fails, junit
from maturity_app.lines import WIDTH, heading, wrapped
from maturity_app.new_files import drafts
from maturity_core import available_frameworks, with_examples
from maturity_core.telling.origin import edition_text
from maturity_core.telling.wording import counted, joined

if TYPE_CHECKING:
    from maturity_core import Framework
    from maturity_core.testing import Record

EXAMPLES = "examples.toml"
INDENT, MINUTE = 16, 60
COLLECTED = 50_000
"""How many objects are made between two searches for unreachable ones, which otherwise take a tenth of the time."""
STORAGE = "HYPOTHESIS_STORAGE_DIRECTORY"


@click.command(short_help="Check a model against the laws that every model keeps.")
@FRAMEWORK
@AS_JSON
@click.option("--strict", is_flag=True, help="Also fail if a law is undecided, or missed a level.")
@click.option("--before", metavar="FRAMEWORK", help="Also prove whose level rises and whose falls since this one.")
@click.option("--junit", "report", metavar="FILE", help="Write JUnit XML to this .xml file, which must not exist yet.")
def check(framework: Framework, *, wants_json: bool, strict: bool, before: str | None, report: str | None) -> None:
    """Check a model against the laws that every model keeps, such as that a better answer never lowers anything.

    If there is an `examples.toml` next to the model, its examples must get the levels and scores they state.

    A small model is checked on all possible answer sheets, a larger one on a sample. A model is checked together with
    all its profiles, or with the one named: each has to give what the whole model gives if the rest does not apply.
    Each law is reported as soon as it was tried; what was found until Ctrl-C stays. The exit code is 1 if a law is
    broken. Needs the extra `testing`. `docs/laws.md` lists the laws.
    """
    if report:
        ending_of(report, (".xml",), "a JUnit report")
    earlier = None if before is None else framework_named(before)
    whole = framework.whole
    if framework.asked_by is not None:
        whole = whole.model_copy(update={"profiles": [framework.asked_by]})
    if beside := examples_beside(click.get_current_context().meta[NAMED]):
        whole = with_examples(whole, beside)
    with _nothing_kept(), _seldom_collected(), ExitStack() as stack:
        draft = stack.enter_context(drafts(Path(report)))[0] if report else None
        from maturity_core.testing.checking import laws, records  # noqa: PLC0415 - Hypothesis takes its folder when it is loaded

        going = _Going(framework, len(list(laws())) + (earlier is not None), wants_json=wants_json)
        try:
            for record in records(whole, before=earlier):
                going.take(record)
        finally:  # also when it is stopped: what was found is told
            going.end()
        if draft is not None:
            draft.write_text(junit(framework, going.timed(), strict=strict), "utf-8")
    if report:
        warn([f"written: {report}"])
    if any(fails(record, strict=strict) for record in going.found):
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


@contextmanager
def _seldom_collected() -> Generator[None]:
    """Look for unreachable objects less often: a check makes many small ones, and keeps what it knows to the end."""
    before = gc.get_threshold()
    gc.set_threshold(COLLECTED, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


class _Going:
    """A check that is going on: it tells every law once it was tried, and on a terminal how long the rest takes."""

    def __init__(self, framework: Framework, number: int, *, wants_json: bool) -> None:
        self.framework, self.number, self.wants_json = framework, number, wants_json
        self.found: list[Record] = []
        self.ends: list[float] = []
        self.start = monotonic()
        self.waiting = sys.stderr.isatty()
        if not wants_json:
            say(wrapped(f"{edition_text(framework)} ({framework.id}): {number} laws."))
        self._wait()

    def take(self, record: Record) -> None:
        """Tell a law, under a heading if it is the first of its group."""
        self._wait("")
        begins = record.group not in {before.group for before in self.found}
        self.found.append(record)
        self.ends.append(monotonic())
        if not self.wants_json:
            say([*(heading(record.group.capitalize()) if begins else []), *_law_lines(record)])
        self._wait()

    def end(self) -> None:
        """Tell how many laws there are by status, and whether all of them were tried."""
        self._wait("")
        if self.wants_json:
            say(as_json(self._data()))
            return
        from maturity_core.testing.suite.record import STATUSES  # noqa: PLC0415 - loads Hypothesis: not before its folder is named

        counts = Counter(record.status for record in self.found)
        told = joined([f"{counts[status]} {status}" for status in STATUSES if counts[status]])
        head = "Of" if len(self.found) == self.number else f"Stopped after {len(self.found)} of"
        say(["", *wrapped(f"{head} {self.number} laws{f': {told}' if told else ''}."), *wrapped(self._reach())])

    def _reach(self) -> str:
        """Return in a sentence what the laws were tried on; empty if none was tried on any sheets."""
        reached = [record.reach for record in self.found if record.reach]
        short = sum(bool(reach.missed) for reach in reached)
        if not reached or short:
            return f"Not tried on everything: {counted(short, 'law')}. See --json." if short else ""
        whole = reached[0]
        exempt = f" ({len(whole.unreachable)} of them cannot be reached)" if whole.unreachable else ""
        kinds = {
            "requirement": whole.sides_in_all,
            "prerequisite": whole.prerequisites_in_all,
            "condition": whole.conditions_in_all,
        }
        named = [counted(sides // 2, name) for name, sides in kinds.items() if sides]
        both = f" and both sides of all {joined(named)}" if named else ""
        return f"Each law about answers was tried on all {whole.levels_in_all} levels{exempt}{both}."

    def timed(self) -> list[tuple[Record, float]]:
        """Return every record with the seconds its law took."""
        spent = (end - start for start, end in pairwise([self.start, *self.ends]))
        return list(zip(self.found, spent, strict=True))

    def _data(self) -> dict[str, Any]:
        return {
            "framework": self.framework.id,
            "edition": self.framework.edition,
            "digest": self.framework.digest,
            "complete": len(self.found) == self.number,
            "counts": dict(Counter(record.status for record in self.found)),
            "laws": [asdict(record) for record in self.found],
        }

    def _wait(self, told: str | None = None) -> None:
        """Show on a terminal how far the check is, in a line that the next one replaces."""
        if self.waiting:
            click.echo(f"\r{self._left() if told is None else told:<{WIDTH - 1}}\r", err=True, nl=False, color=False)

    def _left(self) -> str:
        """Return how many laws were tried, and how long the others will take if they take as long."""
        done = len(self.found)
        left = (monotonic() - self.start) / done * (self.number - done) if done else 0
        return f"{done} of {self.number} laws tried" + (f", about {clock(left)} left" if done else "")


def clock(seconds: float) -> str:
    """Return a time in seconds, or in minutes.

    >>> clock(41.2), clock(150)
    ('42 s', '3 min')
    """
    return f"{ceil(seconds)} s" if seconds < MINUTE else f"{ceil(seconds / MINUTE)} min"


def _law_lines(record: Record) -> Iterator[str]:
    blank = " " * INDENT
    yield from wrapped(f"{record.law}: {record.sentence}", f"{record.status:<{INDENT}}", blank)
    for line in [*record.message.split("\n"), *([f"{record.reason}."] if record.reason else [])]:
        yield from wrapped(line, f"{blank}| ", f"{blank}|   ") if line else []
