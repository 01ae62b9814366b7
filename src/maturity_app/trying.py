"""Load plugins in processes of their own: whatever one does there, it is reported, and the others are still shown.

A plugin is somebody else's code. If it hangs, exits or crashes Python, that happens to a child process, which is killed
after a while.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from typing import NamedTuple

from maturity_app.console import warn
from maturity_app.process import silence
from maturity_core.errors import PluginError
from maturity_core.plugins.registry import FRAMEWORKS, PluginRecord, load_plugin

LIMIT = 30.0
"""Seconds that a plugin may take."""
LAST_READ = 1.0
"""Seconds for reading what a process has already written, even after its time is up."""
PATIENCE = 2.0
"""Seconds after which somebody at a terminal is told what the command is waiting for."""
PROGRAM = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
from maturity_app.trying import child
child(sys.argv[2])
"""
Process = subprocess.Popen[bytes]


class Tried(NamedTuple):
    """The outcome of loading a plugin: why it cannot be used, if so, and what the list shows of a framework."""

    problem: str
    edition: str = ""
    questions: int = 0
    name: str = ""


def tried(records: Sequence[PluginRecord]) -> list[Tried]:
    """Load plugins, several at a time, each in a process of its own with a time limit, and return the outcomes."""
    at_once = os.cpu_count() or 1
    starts = range(0, len(records), at_once)
    return [found for start in starts for found in _together(records[start : start + at_once])]


def _together(records: Sequence[PluginRecord]) -> Iterator[Tried]:
    running: list[Process | str] = []
    try:
        running += map(_started, records)
        end = time.monotonic() + LIMIT
        for record, process in zip(records, running, strict=True):
            yield Tried(process) if isinstance(process, str) else _outcome(record, process, end)
    finally:
        for process in running:
            if not isinstance(process, str):
                _put_away(process)


def _started(record: PluginRecord) -> Process | str:
    """Return the process that loads a plugin, or why it cannot be started."""
    arguments = [sys.executable, "-P", "-c", PROGRAM, json.dumps(sys.path), json.dumps(asdict(record))]
    try:
        return subprocess.Popen(  # noqa: S603 - this program again: our own arguments, and no shell
            arguments,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        return f"cannot be tried, because Python cannot start another process: {error}"


def _outcome(record: PluginRecord, process: Process, end: float) -> Tried:
    """Wait for a process until its time is up, and return what it has found, or how it ended."""
    late = False
    if sys.stderr.isatty():
        with suppress(subprocess.TimeoutExpired):
            process.wait(PATIENCE)
        if process.poll() is None:
            warn([f"waiting for the {record}, up to {LIMIT:.0f} seconds"])
    try:
        output, _ = process.communicate(timeout=max(end - time.monotonic(), LAST_READ))
    except subprocess.TimeoutExpired as expired:
        late, output = process.poll() is None, expired.output or b""
    with suppress(ValueError, TypeError):
        return Tried(*json.loads(output.partition(b"\n")[0]))
    return Tried(f"did not load within {LIMIT:.0f} seconds" if late else _end_told(process.returncode))


def _end_told(code: int) -> str:
    if code >= 0:
        return f"exits Python while loading, with exit code {code}"
    names = {number.value: f" ({number.name})" for number in signal.Signals}
    return f"crashes Python while loading: signal {-code}{names.get(-code, '')}"


def _put_away(process: Process) -> None:
    """Kill a process, and everything that the plugin has started."""
    with suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL) if hasattr(os, "killpg") else process.kill()
    process.wait()
    if process.stdout is not None:
        process.stdout.close()


def child(record: str) -> None:
    """Load a plugin and write the outcome; drop what the plugin prints, and leave nothing of it running."""
    channel = os.dup(1)
    silence(sys.stdout)
    found = _found(PluginRecord(**json.loads(record)))
    os.write(channel, f"{json.dumps(found)}\n".encode())
    os._exit(0)


def _found(record: PluginRecord) -> Tried:
    try:
        loaded = load_plugin(record)
    except PluginError as error:
        return Tried(error.problems[0].what)
    except KeyboardInterrupt:
        return Tried("KeyboardInterrupt")
    if record.group != FRAMEWORKS:
        return Tried("")
    return Tried("", loaded.edition, len(loaded.questions), loaded.name)
