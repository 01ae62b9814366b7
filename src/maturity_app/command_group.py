"""The group of all commands. A command is imported when it is called: the quick ones do not wait for the others."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from maturity_app.console import warn
from maturity_app.places import PLACES
from maturity_app.process import BAD_INPUT, output_failed
from maturity_core import MaturityError


class Commands(click.Group):
    """The group of all commands: what is wrong with the input goes to stderr, a problem a line."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature is click's
        """Return the names of all commands."""
        return sorted(PLACES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Return a command, imported now; None where there is none of that name."""
        if cmd_name not in PLACES:
            return None
        module, _, name = PLACES[cmd_name].partition(":")
        command: click.Command = getattr(import_module(f"maturity_app.{module}"), name)
        return command

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """Read the arguments before a command's name; output that cannot be written ends with 2."""
        try:
            return super().make_context(*args, **extra)
        except OSError as error:
            raise click.exceptions.Exit(output_failed(error)) from error

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; bad input ends with 2, and so does output that cannot be written."""
        try:
            return super().invoke(ctx)
        except OSError as error:
            ctx.exit(output_failed(error))
        except MaturityError as error:
            warn(str(error).split("\n"))
            ctx.exit(BAD_INPUT)


SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 80}


@click.group(cls=Commands, context_settings=SETTINGS, no_args_is_help=False)
@click.version_option(package_name="maturity-core", message="maturity %(version)s")
def maturity() -> None:
    """Assess an organisation with a maturity model: level, gaps, and what to build next.

    FRAMEWORK is the id of an installed model, as `maturity list` has them, or the path of a definition file that ends
    in .toml.

    Exit codes: 0; 1 where --fail-under is not met, rows were rejected, a law is broken, lint found an error, or
    the doctor found something broken; 2 where the input is wrong.
    """
