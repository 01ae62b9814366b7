"""The formats of files of many organisations, and the errors for files that cannot be read."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from pathlib import Path

from maturity_core.errors import AnswersError, Problem
from maturity_core.extras import optional
from maturity_core.nearest import nearest

ENDINGS = {"csv": "csv", "tsv": "csv", "parquet": "parquet", "arrow": "arrow", "feather": "arrow", "arrows": "arrow"}
"""The format by file extension."""
TABS = "tsv"
"""The extension of CSV that is separated by tabs."""
STREAM = "arrows"
"""The extension of an Arrow stream; when read, a file and a stream are told apart by their content."""

WRONG_PATH = (FileNotFoundError, IsADirectoryError, NotADirectoryError)
"""System errors for a path that does not lead to a file."""


def ending_of(path: Path) -> str:
    """Return a file's extension, in lower case and without the dot."""
    return path.suffix.removeprefix(".").lower()


def format_of(path: Path, stated: str | None = None, others: Iterable[str] = (), remedy: str = "") -> str:
    """Return the format of a file: the stated one, or else the one its extension stands for.

    `others` are the extensions of formats that are looked after elsewhere, for the message; `remedy` is its hint if no
    extension is near.

    Raises:
        AnswersError: the extension is unknown.
    """
    ending = stated or ending_of(path)
    form = ENDINGS.get(ending, "")
    if form in ENDINGS.values():
        return form
    endings = [*ENDINGS, *others]
    allowed = ", ".join(f".{name}" for name in endings)
    near = nearest(ending, endings)
    hint = f"did you mean .{near}?" if near else remedy
    got = f".{ending}" if ending else "no extension"
    raise AnswersError([Problem("not a file of many organisations", str(path), got, allowed, hint)])


@contextmanager
def reading(path: Path) -> Generator[None]:
    """Turn errors while a file is read into one that names it.

    Raises:
        AnswersError: the file cannot be read, or is not of its format.
    """
    arrow = optional("pyarrow")
    try:
        yield
    except arrow.ArrowException as error:
        what = f"the file is incomplete, or not what its name says: {error}"
        raise AnswersError([Problem(what, str(path))]) from error
    except UnicodeDecodeError as error:
        hint = "save it as UTF-8 (in a spreadsheet: CSV UTF-8), or add --encoding, such as --encoding windows-1252"
        raise AnswersError([Problem("the file is not UTF-8 text", str(path), hint=hint)]) from error
    except OSError as error:
        if not error.errno:  # not a system error: a library has met something that it does not expect
            raise AnswersError([Problem(f"the file is damaged: {error}", str(path))]) from error
        what = f"the file cannot be read: {os.strerror(error.errno)}"
        hint = "check the path" if isinstance(error, WRONG_PATH) else ""
        raise AnswersError([Problem(what, str(path), hint=hint)]) from error
