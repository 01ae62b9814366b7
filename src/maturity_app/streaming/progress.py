"""How far a run has come: a line on the terminal, with rate and remaining time."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TextIO

EVERY = 0.2
WIDTH, MINUTE = 20, 60
LEAST = 0.001
"""The share of a file that it takes to estimate the remaining time."""


class Progress:
    """A line that is written again and again; nothing if the stream is not a terminal."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self.stream = stream if stream.isatty() else None
        self.clock = clock
        self.start = clock()
        self.told = self.start - EVERY

    def tell(self, rows: int, share: float) -> None:
        """Show how many rows are done, and what share of the file they are, in 0..1."""
        now = self.clock()
        if self.stream is None or now - self.told < EVERY:
            return
        self.told = now
        self._show(line(rows, share, now - self.start))

    def clear(self) -> None:
        """Remove the line."""
        self._show("")

    def _show(self, text: str) -> None:
        """Write the line over the last one; if the terminal is gone, write nothing from then on."""
        if self.stream is None:
            return
        try:
            self.stream.write(f"\r\x1b[K{text}")
            self.stream.flush()
        except OSError:
            self.stream = None


def line(rows: int, share: float, seconds: float) -> str:
    """Return the line.

    >>> line(500_000, 0.25, 2)
    '#####...............  25%  500,000 rows, 250,000 a second, 6 s left'
    """
    full = int(share * WIDTH)
    bar = "#" * full + "." * (WIDTH - full)
    parts = [f"{rows:,} rows"]
    if seconds > 0:
        parts.append(f"{rows / seconds:,.0f} a second")
    if share > LEAST:
        parts.append(f"{duration(seconds / share - seconds)} left")
    return f"{bar} {share:4.0%}  {', '.join(parts)}"


def duration(seconds: float) -> str:
    """Return a time in words.

    >>> duration(59.6), duration(60), duration(7260)
    ('1 min', '1 min', '2 h 1 min')
    """
    whole = round(seconds)
    if whole < MINUTE:
        return f"{whole} s"
    hours, minutes = divmod(whole // MINUTE, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"
