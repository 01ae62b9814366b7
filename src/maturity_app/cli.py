"""The door of the command `maturity`: streams, exit codes, and what happens where click is not installed."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING, NoReturn

from maturity_app.process import BAD_INPUT, complain, exit_code, silence, stop_cleanly, use_streams
from maturity_core.errors import LONGEST_LIST, MissingExtraError, Problem, cut_middle, printable

if TYPE_CHECKING:
    import click


def main() -> NoReturn:
    """Run the command with the arguments of this process, and leave with its exit code.

    Pydantic's own plugins stay out of this process: to find them, it reads the entry points of everything that is
    installed, and cannot be imported where one file of them is damaged. The doctor has to run then, too.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    use_streams()
    stop_cleanly()
    try:
        code = run(sys.argv[1:])
    except KeyboardInterrupt as stopped:
        code = exit_code(stopped)
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run the command, without arguments its help, and return the exit code.

    What click has against the arguments goes to stderr.
    """
    try:
        require_click()
    except MissingExtraError as error:
        complain(str(error))
        return BAD_INPUT
    import click  # noqa: PLC0415 - only now is it known to be there

    from maturity_app.command_group import maturity  # noqa: PLC0415 - it imports click, known to be there only now

    try:
        return maturity.main(arguments or ["--help"], prog_name="maturity", standalone_mode=False) or 0
    except click.ClickException as error:
        told = cut_middle(printable(error.format_message()), LONGEST_LIST)
        return _refused(click.UsageError(told, getattr(error, "ctx", None)))
    except (click.Abort, OSError) as error:  # it was stopped; a terminal that is gone cannot even be told
        return exit_code(error.__cause__ or error.__context__)


def _refused(error: click.ClickException) -> int:
    """Say what click has against the arguments, and return the exit code."""
    try:
        error.show()
    except OSError:
        silence(sys.stderr)
    return BAD_INPUT


def require_click() -> None:
    """Check that the extra is installed.

    Raises:
        MissingExtraError: click is missing.
    """
    if find_spec("click") is None:
        hint = "install it with: pip install 'maturity-core[app]'"
        raise MissingExtraError([Problem("the command line needs the extra 'app', which brings click", hint=hint)])
