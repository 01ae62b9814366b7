"""The formats of files of many organisations, and what their readers say of files that are none."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from maturity_core.errors import AnswersError, Problem, nearest
from maturity_core.extras import optional

ENDINGS = {"csv": "csv", "parquet": "parquet", "arrow": "arrow", "feather": "arrow", "arrows": "arrow"}
"""The format by the end of a file's name."""
STREAM = "arrows"
"""The ending of an Arrow stream; the reader sees by itself which of the two a file is."""

WRONG_PATH = (FileNotFoundError, IsADirectoryError, NotADirectoryError)
"""What the system says of a path that does not lead to a file."""


def ending_of(path: Path) -> str:
    """Return what a file's name ends with, in lower case and without the dot."""
    return path.suffix.removeprefix(".").lower()


def format_of(path: Path, stated: str | None = None) -> str:
    """Return the format of a file: the one that is stated, else what its name ends with.

    Raises:
        AnswersError: the name does not tell.
    """
    ending = stated or ending_of(path)
    form = stated or ENDINGS.get(ending, "")
    if form in ENDINGS.values():
        return form
    allowed = ", ".join(f".{name}" for name in ENDINGS)
    near = nearest(ending, ENDINGS)
    hint = f"did you mean .{near}?" if near else ""
    raise AnswersError(
        [Problem("no file of many organisations", str(path), f".{ending}" if ending else "no ending", allowed, hint)]
    )


@contextmanager
def reading(path: Path) -> Generator[None]:
    """Turn what goes wrong while a file is read into an error that names it.

    Raises:
        AnswersError: the file cannot be read, or is not of its format.
    """
    arrow = optional("pyarrow")
    try:
        yield
    except arrow.ArrowException as error:
        what = f"the file is not whole, or not what its name says: {error}"
        raise AnswersError([Problem(what, str(path))]) from error
    except UnicodeDecodeError as error:
        hint = "save it as UTF-8; in a spreadsheet: CSV UTF-8"
        raise AnswersError([Problem("the file is not UTF-8 text", str(path), hint=hint)]) from error
    except OSError as error:
        if not error.errno:  # not the system's error: a library has met something that it does not expect
            raise AnswersError([Problem(f"the file is damaged: {error}", str(path))]) from error
        what = f"the file cannot be read: {os.strerror(error.errno)}"
        hint = "check the path" if isinstance(error, WRONG_PATH) else ""
        raise AnswersError([Problem(what, str(path), hint=hint)]) from error
