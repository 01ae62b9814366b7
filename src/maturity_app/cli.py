"""The entry point of the command `maturity`: streams, exit codes, and what to say if click is not installed."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING, NoReturn

from maturity_app.lines import for_terminal
from maturity_app.process import BAD_INPUT, complain, exit_code, silence, stop_cleanly, use_streams
from maturity_core.errors import LONGEST_LIST, MissingExtraError, Problem, cut_middle, printable

if TYPE_CHECKING:
    import click

CLICKS = "Error: "
"""What click says before a message."""


def main() -> NoReturn:
    """Run the command with the arguments of this process, and exit with its exit code.

    Pydantic's own plugins are disabled: to find them, pydantic reads the entry points of everything that is installed,
    and cannot be imported if one of those files is damaged. The doctor has to run even then.
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
    """Run the command, or show its help if there are no arguments, and return the exit code.

    Errors in the arguments go to stderr.
    """
    try:
        require_click()
    except MissingExtraError as error:
        complain(str(error))
        return BAD_INPUT
    import click  # noqa: PLC0415 - only now known to be installed

    from maturity_app.command_group import maturity  # noqa: PLC0415 - imports click, only now known to be installed

    try:
        return maturity.main(arguments or ["--help"], prog_name="maturity", standalone_mode=False) or 0
    except click.ClickException as error:
        told = cut_middle(printable(error.format_message()), LONGEST_LIST)
        told = "\n".join(for_terminal([f"{CLICKS}{told}"])).removeprefix(CLICKS)
        return _refused(click.UsageError(told, getattr(error, "ctx", None)))
    except (click.Abort, OSError) as error:  # stopped; if the terminal is gone, even saying so fails
        return exit_code(error.__cause__ or error.__context__)


def _refused(error: click.ClickException) -> int:
    """Show click's error about the arguments, and return the exit code."""
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
        raise MissingExtraError([Problem("the command line needs click, which comes with the extra 'app'", hint=hint)])
