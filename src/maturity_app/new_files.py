"""Files that are written whole or not at all, and that never replace another unless that is what they are for."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from shutil import copymode

from maturity_core.errors import MaturityError, Problem

TAKEN = "there is a file of that name already, and it was left as it is"


@contextmanager
def drafts(*paths: Path, hint: str = "") -> Generator[tuple[Path, ...]]:
    """Give a draft to write beside each of these files, and let the drafts have the files' names at the end, in order.

    A draft that was not written is passed over. Where anything fails, no draft and none of the files is left.

    Args:
        paths: the files, none of which may be there yet.
        hint: what to do where one cannot be written.

    Raises:
        MaturityError: there is something of that name already, or it cannot be written.
    """
    problems = [Problem("is not the name of a file", str(path)) for path in paths if not path.name]
    taken = [path for path in paths if path.name and os.path.lexists(path)]
    problems += [Problem(TAKEN, str(path), hint="choose another name") for path in taken]
    if problems:
        raise MaturityError(problems)
    made = tuple(path.with_name(f".{path.name}.{token_hex(8)}.draft") for path in paths)
    placed: list[Path] = []
    try:
        yield made
        for draft, path in zip(made, paths, strict=True):
            if draft.exists():
                _place(draft, path)
                placed.append(path)
    except OSError as error:
        for path in placed:
            path.unlink()
        where = str(paths[len(placed)]) if len(placed) < len(paths) else ""
        if isinstance(error, FileExistsError):
            raise MaturityError([Problem(TAKEN, where, hint="choose another name")]) from error
        raise MaturityError([Problem(f"cannot be written: {error.strerror or error}", where, hint=hint)]) from error
    finally:
        for draft in made:
            draft.unlink(missing_ok=True)


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet: all of it, or nothing.

    Raises:
        MaturityError: there is something of that name already, or the file cannot be written.
    """
    with drafts(path) as (draft,), draft.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)


def replace_whole(path: Path, text: str) -> None:
    """Write a file that is there anew: the old text stays, all of it, until the new one is safe on the disk.

    Raises:
        MaturityError: it cannot be written; then it is left as it was.
    """
    draft = path.with_name(f".{path.name}.{token_hex(8)}.draft")
    try:
        with draft.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        copymode(path, draft)
        draft.replace(path)
    except OSError as error:
        raise MaturityError([Problem(f"cannot be written: {error.strerror or error}", str(path))]) from error
    finally:
        draft.unlink(missing_ok=True)


def _place(draft: Path, path: Path) -> None:
    """Give the draft its name, in one act that fails where the name is taken."""
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if os.path.lexists(path):
            raise FileExistsError from None
        draft.rename(path)
