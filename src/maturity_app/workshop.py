"""Hidden folders in which files are written until they are whole. What a killed run leaves there, the next one removes.

A folder belongs to the run that holds the lock on its file `lock`, which is released when the run ends, however it
ends. On a system without such locks, nothing is marked as ours, and nothing is removed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Generator
from contextlib import contextmanager, suppress
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from secrets import token_hex
from shutil import rmtree
from typing import Any

from maturity_app.console import warn
from maturity_core.telling.wording import counted

LOCKS: Any = import_module("fcntl") if find_spec("fcntl") else None
"""File locks that end with the process; None on a system without them."""

FOLDER = re.compile(r"\.maturity-[0-9a-f]{16}\.draft")
LOCK, MARK = "lock", b"drafts of maturity-core\n"
MEGABYTE = 1_000_000


@contextmanager
def workshop(parent: Path) -> Generator[Path]:
    """Yield a hidden folder of this run's own in another folder, and remove it and its contents at the end.

    First, whatever killed runs have left there is removed; what other runs are working on stays.

    Raises:
        OSError: the folder cannot be made.
    """
    tidy(parent)
    folder = parent / f".maturity-{token_hex(8)}.draft"
    folder.mkdir(0o700)
    lock = None
    try:
        lock = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        _hold(lock)
        yield folder
    finally:
        rmtree(folder, ignore_errors=True)
        if lock is not None:
            os.close(lock)
            rmtree(folder, ignore_errors=True)  # on systems where an open file cannot be removed


def tidy(parent: Path) -> None:
    """Remove the drafts that killed runs of this user have left in a folder, and report it."""
    with suppress(OSError):
        names = sorted(entry.name for entry in os.scandir(parent) if FOLDER.fullmatch(entry.name))
        sizes = [size for name in names if (size := _removed(parent / name)) is not None]
        if sizes:
            told = f"{counted(len(sizes), 'unfinished draft')} ({sum(sizes) / MEGABYTE:.1f} MB)"
            warn([f"removed {told}, left in {parent} by a run that was killed"])


def _hold(lock: int) -> None:
    """Take the lock for as long as this process lives, and mark it as ours; do nothing if there are no locks."""
    if LOCKS is not None:
        with suppress(OSError):
            LOCKS.flock(lock, LOCKS.LOCK_EX)
            os.write(lock, MARK)


def _removed(folder: Path) -> int | None:
    """Remove a folder of ours that no run holds, and return how many bytes were in it; None if it stays."""
    if LOCKS is None:
        return None
    lock = None
    try:
        lock = os.open(folder / LOCK, os.O_RDWR | os.O_NOFOLLOW)
        LOCKS.flock(lock, LOCKS.LOCK_EX | LOCKS.LOCK_NB)
        if os.read(lock, len(MARK) + 1) != MARK or os.fstat(lock).st_uid != os.geteuid():
            return None
        size = sum(path.lstat().st_size for path in folder.rglob("*") if path.name != LOCK)
        rmtree(folder)
    except OSError:
        return None
    else:
        return size
    finally:
        if lock is not None:
            os.close(lock)
