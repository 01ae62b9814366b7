"""The command `maturity new`."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

import click

from maturity_app.console import warn
from maturity_app.scaffold.package import new_package


@click.command(short_help="Write a plugin package for a model of your own.")
@click.argument("name")
@click.option("--into", metavar="FOLDER", default=".", help="Where to put the new folder. Default: the current folder.")
def new(name: str, into: str) -> None:
    """Write a plugin package for a model of your own: a folder NAME with everything needed to install it.

    NAME becomes the id of the model: lower-case letters and digits, joined by hyphens. The model is an example of six
    questions that installs and passes its tests; change it step by step.
    """
    folder = Path(into) / new_package(name, Path(into)).name
    steps = f"cd {quote(str(folder))} && pip install -e '.[tests]' && python -m pytest"
    warn([f"written: {folder}", f"next: {steps}"])
