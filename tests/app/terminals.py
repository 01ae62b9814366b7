"""A terminal of 80 columns with a program in it, and somebody who types when prompted."""

from __future__ import annotations

import os
import pty
import resource
import select
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PROMPT = " > "
SKIPPED = "Enter skips this > "
PATIENCE = 60.0
"""After this many seconds without a prompt, something is wrong."""


class Terminal:
    """Runs `maturity ask` in a terminal of its own; `shown` is all output so far, with plain line ends."""

    def __init__(self, *arguments: str | Path, folder: Path, file_size: int = resource.RLIM_INFINITY) -> None:
        ours, theirs = pty.openpty()
        self._screen = ours
        self._bytes = b""
        command = [sys.executable, "-m", "maturity_app", "ask", *map(str, arguments)]
        self.process = subprocess.Popen(
            command,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=folder,
            env={**os.environ, "NO_COLOR": "1", "TERM": "xterm"},
            preexec_fn=lambda: self._at_home(file_size),  # noqa: PLW1509 - no threads here
        )
        os.close(theirs)

    @staticmethod
    def _at_home(file_size: int) -> None:
        """Make this the controlling terminal, so that its keys send signals, and limit the size of files."""
        os.setsid()
        os.close(os.open(os.ttyname(0), os.O_RDWR))
        resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, resource.RLIM_INFINITY))

    @property
    def shown(self) -> str:
        return self._bytes.decode("utf-8").replace("\r\n", "\n")

    def asked(self) -> str:
        """Wait for the next prompt, and return the output since the previous one."""
        start = len(self.shown)
        end = time.monotonic() + PATIENCE
        while not (self.shown.endswith(PROMPT) and len(self.shown) > start):
            assert time.monotonic() < end, self.shown
            assert self._more(), self.shown
        return self.shown[start:]

    def unnamed(self) -> str:
        """Wait for the first question, and say nothing of who answers; return the output up to there."""
        self.asked()
        while self.shown.endswith(SKIPPED):
            self.keys("\n")
            self.asked()
        return self.shown

    def type(self, *lines: str) -> str:
        """Type each line at a prompt, and return the output up to the prompt after the last line."""
        start = len(self.shown)
        for line in lines:
            self.keys(f"{line}\n")
            self.asked()
        return self.shown[start:]

    def keys(self, keys: str) -> None:
        """Press keys."""
        os.write(self._screen, keys.encode())

    def ends(self, *lines: str) -> int:
        """Type the last lines, read until the program ends, and return its exit code, or minus the signal if killed."""
        for line in lines[:-1]:
            self.type(line)
        self.keys("".join(f"{line}\n" for line in lines[-1:]))
        end = time.monotonic() + PATIENCE
        while self._more():
            assert time.monotonic() < end, self.shown
        return self.process.wait(PATIENCE)

    def hang_up(self) -> None:
        """Tell the program that the connection is gone."""
        self.process.send_signal(signal.SIGHUP)

    def leave(self) -> None:
        """End the program, whatever it is doing, and close the terminal."""
        self.process.kill()
        self.process.wait()
        os.close(self._screen)

    def _more(self) -> bool:
        """Read what there is; return whether there can be more."""
        if not select.select([self._screen], [], [], PATIENCE)[0]:
            return False
        try:
            read = os.read(self._screen, 65536)
        except OSError:  # on Linux, this means that nobody has the other end open any more
            return False
        self._bytes += read
        return bool(read)
