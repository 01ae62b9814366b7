"""The group of all commands. A command is imported only when it is called, so the quick ones stay quick."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from maturity_app.console import warn
from maturity_app.places import PLACES
from maturity_app.process import BAD_INPUT, output_failed
from maturity_core import MaturityError
from maturity_core.nearest import nearest


class Commands(click.Group):
    """The group of all commands; problems with the input go to stderr, one per line."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature is click's
        """Return the names of all commands."""
        return sorted(PLACES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import and return a command; None if there is none of that name."""
        if cmd_name not in PLACES:
            return None
        module, _, name = PLACES[cmd_name].partition(":")
        command: click.Command = getattr(import_module(f"maturity_app.{module}"), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is named first; of one that is misspelt, say which is near."""
        near = nearest(args[0], PLACES)
        if args[0] not in PLACES and near and not ctx.resilient_parsing:
            ctx.fail(f"No such command {args[0]!r}. Did you mean {near!r}?")
        return super().resolve_command(ctx, args)

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """Read the arguments before a command's name; exit with 2 if output cannot be written."""
        try:
            return super().make_context(*args, **extra)
        except OSError as error:
            raise click.exceptions.Exit(output_failed(error)) from error

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; exit with 2 if the input is wrong or output cannot be written."""
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

    FRAMEWORK is the id of an installed model (see `maturity list`), or the path of a definition file ending in .toml.

    Exit codes: 0 for success; 1 if --fail-under is not met, rows were rejected, a law is broken, lint found an error,
    a claim is refuted, or the doctor found something broken; 2 if the input is wrong; 3 if it is not known whether a
    claim holds; 130 if it was stopped with Ctrl-C.

    For Tab to complete names in bash (zsh and fish likewise): eval "$(_MATURITY_COMPLETE=bash_source maturity)"
    """
