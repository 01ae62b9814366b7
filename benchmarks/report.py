"""The report: what was measured, as Markdown, goals first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rivals import RIVALS
from subjects import COPY, GIVEN, OURS

UNITS = ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns"))
MEGABYTE = 2**20
Processes = Sequence[Mapping[str, Any]]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a Markdown table; all columns but the first are numbers."""
    yield f"| {' | '.join(head)} |"
    yield f"|---|{'---:|' * (len(head) - 1)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""


def duration(seconds: float) -> str:
    """Return a time in its largest unit, to three digits.

    >>> duration(0.0000123), duration(2.5)
    ('12.3 µs', '2.5 s')
    """
    size, unit = next((unit for unit in UNITS if seconds >= unit[0]), UNITS[-1])
    return f"{digits(seconds / size)} {unit}"


def digits(number: float) -> str:
    """Return a number to three digits; whole parts are written in full.

    >>> digits(1.2345), digits(123456.0)
    ('1.23', '123,456')
    """
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"  # noqa: PLR2004 - from three digits on


def machine_lines(facts: Mapping[str, str]) -> Iterator[str]:
    """Yield the machine the figures were measured on."""
    yield from ("## Measured on", "")
    yield from table(["", ""], facts.items())


def copy_ratios(processes: Processes) -> list[float]:
    """Return our time over that of a copy, both into memory in use: a figure for each fresh process, best first."""
    return sorted(process["seconds"][GIVEN] / process["seconds"][COPY] for process in processes)


def copy_lines(batches: Mapping[tuple[str, int], Processes]) -> Iterator[str]:
    """Yield our time over that of a copy of the bytes that are read and returned."""
    yield from ("## Against a copy of the same bytes", "")
    yield "Bytes a row, in and out; how many times as long as a copy, in three fresh processes, best first."
    yield ""
    rows = []
    for (name, n), processes in batches.items():
        moved = " + ".join(map(str, processes[0]["moved"]))
        rows.append([name, f"{n:,}", moved, ", ".join(map(digits, copy_ratios(processes)))])
    yield from table(["rule", "organisations", "bytes", "x copy"], rows)


def rival_lines(name: str, batches: Mapping[int, Processes]) -> Iterator[str]:
    """Yield the time per row of everything that scored a rule, and how many times ours that is."""
    yield from (f"## Rule {name}", "")
    yield "The time for one organisation; in brackets how many times ours."
    yield ""
    first = {n: processes[0]["seconds"] for n, processes in batches.items()}
    subjects = list(dict.fromkeys(subject for seconds in first.values() for subject in seconds))
    rows = [
        [subject, *(cell(seconds.get(subject), seconds[OURS], n) for n, seconds in first.items())]
        for subject in subjects
    ]
    yield from table(["", *(f"n = {n:,}" for n in first)], rows)
    missing = {key: reason for processes in batches.values() for key, reason in processes[0]["missing"].items()}
    for rival, reason in missing.items():
        yield from (f"Missing: {rival}, because: {reason}", "")
    for rival in RIVALS:
        if rival.remark and rival.name in subjects:
            yield from (f"{rival.name} {rival.remark}.", "")


def cell(seconds: float | None, ours: float, n: int) -> str:
    """Return the time per row, and how many times ours it is."""
    return "-" if seconds is None else f"{duration(seconds / n)} ({digits(seconds / ours)})"


def single_lines(seconds: Mapping[str, float]) -> Iterator[str]:
    """Yield how long one mapping of 20 answers takes."""
    yield from ("## One mapping of 20 answers, a level out", "")
    rows = [[name, duration(own), digits(own / seconds[OURS])] for name, own in seconds.items()]
    yield from table(["", "time", "times ours"], rows)


def reader_lines(models: Mapping[str, Mapping[str, Sequence[float]]]) -> Iterator[str]:
    """Yield what each reader of one sheet takes, by model; beside it, how many times as long it took before."""
    yield from ("## One sheet, all readers", "")
    rows = [
        [reader, *(_now_and_before(models[name][reader]) for name in models)] for reader in next(iter(models.values()))
    ]
    yield from table(["", *models], rows)


def _now_and_before(seconds: Sequence[float]) -> str:
    now, *before = seconds
    return duration(now) + "".join(f" ({digits(earlier / now)})" for earlier in before)


def growth_lines(growth: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """Yield how the time for one organisation grows."""
    yield from ("## Growth", "")
    rows = [[f"{int(n):,}", duration(seconds)] for n, seconds in growth["organisations"].items()]
    yield from table(["organisations (rule A)", "time for one"], rows)
    rows = [
        [count, duration(seconds), duration(seconds / int(count))] for count, seconds in growth["questions"].items()
    ]
    yield from table(["questions (rule A, repeated)", "time for one organisation", "for one answer"], rows)


def thread_lines(seconds: Mapping[str, float]) -> Iterator[str]:
    """Yield the gain from a second thread."""
    yield from ("## Threads (rule A)", "")
    rows = [[threads, duration(own), digits(seconds["1"] / own)] for threads, own in seconds.items()]
    yield from table(["threads", "time", "times as fast"], rows)


def output_lines(models: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """Yield the time for one organisation, by model and result."""
    yield from ("## Results alone", "")
    head = ["", *next(iter(models.values()))]
    yield from table(head, [[name, *map(duration, seconds.values())] for name, seconds in models.items()])


def ratio_lines(heading: str, seconds: Mapping[str, float]) -> Iterator[str]:
    """Yield times, each also as a multiple of the first."""
    yield from (f"## {heading}", "")
    first, *_ = seconds.values()
    yield from table(
        ["", "time", "ratio"], [[name, duration(own), digits(own / first)] for name, own in seconds.items()]
    )


def memory_lines(extra: Mapping[tuple[str, int, str], Mapping[str, Any]]) -> Iterator[str]:
    """Yield the memory beyond input and output."""
    yield from ("## Memory beyond input and output", "")
    rows = [[name, f"{n:,}", subject, megabytes(found)] for (name, n, subject), found in extra.items()]
    yield from table(["rule", "organisations", "", "MB"], rows)


def megabytes(found: Mapping[str, Any]) -> str:
    """Return the extra memory, or why it was not measured."""
    return digits(found["extra"] / MEGABYTE) if "extra" in found else f"missing: {found['missing']}"


def startup_lines(seconds: Mapping[str, float]) -> Iterator[str]:
    """Yield how long it takes to start."""
    yield from ("## Start", "")
    yield from table(["", "time"], [[f"`{name}`", duration(own)] for name, own in seconds.items()])
