"""Write what `maturity inspect` says of the published models to `inspections/`: `python docs/inspections.py`.

The files are kept in the repository, as it takes a while to find out. A test checks that they are about today's rules;
the long profile finds everything out again.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from maturity_core import available_frameworks, load_framework

if TYPE_CHECKING:
    from maturity_core import Framework

FOLDER = Path(__file__).parent / "inspections"


def inspected(framework: Framework) -> str:
    """Return what the file of a model holds: the digest of its rules, then what the command prints."""
    from maturity_app.proving.inspect import inspection_lines  # noqa: PLC0415 - needs click, which building does not
    from maturity_core.readers.proof.inspecting import inspect_framework  # noqa: PLC0415 - see above

    lines = inspection_lines(framework, inspect_framework(framework))
    return "\n".join([framework.rules_digest, *lines, ""])


def kept(framework: Framework) -> tuple[str, str]:
    """Return the digest and the text that the file of a model holds; empty if there is none."""
    if not (FOLDER / f"{framework.id}.txt").is_file():
        return "", ""
    digest, _, text = (FOLDER / f"{framework.id}.txt").read_text("utf-8").partition("\n")
    return digest, text


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name in available_frameworks():
        model = load_framework(name)
        (FOLDER / f"{model.id}.txt").write_text(inspected(model), "utf-8")
