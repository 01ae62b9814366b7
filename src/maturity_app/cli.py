"""The door of the command `maturity`: streams, exit codes, and what happens where click is not installed."""

from __future__ import annotations

import io
import os
import sys
from importlib.util import find_spec
from typing import NoReturn

from maturity_core.errors import MissingExtraError, Problem, printable

BAD_INPUT = 2
INTERRUPTED = 130
"""What a shell reports for a program that was stopped from the keyboard."""


def main() -> NoReturn:
    """Run the command with the arguments of this process, and leave with its exit code.

    Pydantic's own plugins stay out of this process: to find them, it reads the entry points of everything that is
    installed, and cannot be imported where one file of them is damaged. The doctor has to run then, too.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    use_utf8()
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run the command, without arguments its help, and return the exit code.

    What click has against the arguments goes to stderr.
    """
    try:
        require_click()
    except MissingExtraError as error:
        sys.stderr.write(f"{error}\n")
        return BAD_INPUT
    import click  # noqa: PLC0415 - only now is it known to be there

    from maturity_app.group import maturity  # noqa: PLC0415 - it imports click, known to be there only now

    try:
        return maturity.main(arguments or ["--help"], prog_name="maturity", standalone_mode=False) or 0
    except click.ClickException as error:
        click.UsageError(printable(error.format_message()), getattr(error, "ctx", None)).show()
        return BAD_INPUT
    except click.Abort:
        return INTERRUPTED


def require_click() -> None:
    """Check that the extra is installed.

    Raises:
        MissingExtraError: click is missing.
    """
    if find_spec("click") is None:
        hint = "install it with: pip install 'maturity-core[app]'"
        raise MissingExtraError([Problem("the command line needs the extra 'app', which brings click", hint=hint)])


def use_utf8() -> None:
    """Write UTF-8 and plain line ends whatever the locale, so that the same input gives the same bytes everywhere."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
