"""The process the command runs in: its three streams, and the signals that end it."""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
import time
from threading import Timer
from typing import TYPE_CHECKING

from maturity_core.errors import printable

if TYPE_CHECKING:
    from sys import UnraisableHookArgs
    from types import FrameType
    from typing import TextIO

BAD_INPUT, INTERRUPTED, PIPE_CLOSED = 2, 130, 141
"""The last two are what a shell reports for a program stopped from the keyboard, or whose reader has gone."""
SIGNALLED = 128
"""A shell adds the number of the signal that ended a program to this."""
STOPS = ("SIGINT", "SIGTERM", "SIGHUP")
MOMENT = 2.0
"""Seconds; a closing terminal sends its signal twice, and a service manager follows soon after."""
SOON = 0.01
"""Seconds until a signal comes again that met what cannot be stopped."""


class Stopped(KeyboardInterrupt):
    """A signal told the process to end; it ends as with Ctrl-C, leaving nothing half-written."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class _Stop:
    """The handler of a signal: it stops the process, and ignores what follows within a moment to let it clean up."""

    def __init__(self) -> None:
        self.last = -MOMENT

    def __call__(self, number: int, _frame: FrameType | None) -> None:
        now = time.monotonic()
        if now - self.last >= MOMENT:
            self.last = now
            raise Stopped(number)

    def unheard(self, found: UnraisableHookArgs) -> None:
        """Send a signal again whose exception Python dropped: it met the garbage collector, or a destructor."""
        if isinstance(found.exc_value, Stopped):
            self.last = -MOMENT
            again = Timer(SOON, _send, [found.exc_value.number])
            again.daemon = True
            again.start()
        else:
            sys.__unraisablehook__(found)


def _send(number: int) -> None:
    """Send a signal to this process: to all of it, so that the main thread wakes up where it waits."""
    if sys.platform == "win32":
        signal.raise_signal(number)
    else:
        os.kill(os.getpid(), number)


def stop_cleanly() -> None:
    """Make all signals that end a process end it as Ctrl-C does. An ignored one, as with `nohup`, stays ignored."""
    stop = _Stop()
    for name in STOPS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) in {signal.SIG_DFL, signal.default_int_handler}:
            signal.signal(number, stop)
            sys.unraisablehook = stop.unheard


def exit_code(error: BaseException | None) -> int:
    """Return what a shell reports for a program that was stopped."""
    return SIGNALLED + error.number if isinstance(error, Stopped) else INTERRUPTED


def use_streams() -> None:
    """Make sure that this process has all three streams, with UTF-8 and plain line ends whatever the locale.

    A closed stream is replaced by one that can be neither read nor written, so that no file takes its number and lost
    output is reported; messages that nobody can see are dropped.
    """
    for number, name, flags in ((0, "stdin", os.O_WRONLY), (1, "stdout", os.O_RDONLY), (2, "stderr", os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, flags)  # takes the lowest free number: this one
            setattr(sys, name, os.fdopen(number, "w" if number else "r", closefd=False))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")


def output_failed(error: OSError) -> int:
    """Report that output cannot be written, unless only its reader has gone, and return the exit code."""
    silence(sys.stdout)  # whatever is still to be flushed is dropped
    if isinstance(error, BrokenPipeError):
        return PIPE_CLOSED
    what = "the output cannot be written" if error.filename is None else str(error.filename)
    gone = error.errno == errno.ENOENT and error.filename is None  # never said of an open stream
    complain("the current folder no longer exists" if gone else f"{what}: {why(error)}")
    return BAD_INPUT


def why(error: OSError) -> str:
    """Return what is wrong with a stream."""
    return "it is closed" if error.errno == errno.EBADF else error.strerror or str(error)


def complain(text: str) -> None:
    """Write a line to stderr, or drop it if that fails, too."""
    try:
        sys.stderr.write(f"{printable(text)}\n")
        sys.stderr.flush()
    except OSError:
        silence(sys.stderr)


def silence(stream: TextIO) -> None:
    """Drop everything written to a stream of this process from now on."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
