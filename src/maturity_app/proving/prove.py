"""`maturity prove`: prove a claim about all sheets of a model, or show one that refutes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from maturity_app.assessing import as_json
from maturity_app.console import AS_JSON, FRAMEWORK, NOT_MET, say
from maturity_app.lines import heading, wrapped
from maturity_app.proving.sheet_lines import answer_lines, level_lines
from maturity_core import prove
from maturity_core.readers.proof.certain import MOST_CASES
from maturity_core.telling.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maturity_core import Framework, Proof

UNKNOWN = 3
CODES = {"proved": 0, "refuted": NOT_MET, "unknown": UNKNOWN}
"""The exit codes."""
SCOPE = "every sheet on which all questions apply; open questions count as their lowest answer"
CASES = click.option(
    "--cases",
    type=click.IntRange(min=1),
    default=MOST_CASES,
    metavar="N",
    show_default=True,
    help="How many cases to look at before giving up.",
)
"""How long a search may take, the same on every machine."""


@click.command("prove", short_help="Prove a claim about all answers to a model, or refute it.")
@FRAMEWORK
@click.argument("claim")
@CASES
@AS_JSON
def prove_command(framework: Framework, claim: str, *, cases: int, wants_json: bool) -> None:
    """Prove a claim about every sheet on which all questions apply, or show the smallest one that refutes it.

    CLAIM is, for example, "framework >= strategic implies dimension vision >= improving". Compare the framework, a
    dimension, a capability or a measure with a level or a score such as 70%, or a question with an option, by ids. The
    signs are >=, >, <=, < and =. Join comparisons by 'and'. Without 'implies', the claim is about every sheet.

    The exit code is 0 if the claim is proved, 1 if it is refuted, and 3 if it is not known. Needs the extra `roadmap`.
    `docs/proof.md` says what a proof rests on.
    """
    proof = prove(framework, claim, cases=cases)
    say(as_json(proof.model_dump(mode="json")) if wants_json else proof_lines(framework, proof))
    click.get_current_context().exit(CODES[proof.status])


def proof_lines(framework: Framework, proof: Proof) -> Iterator[str]:
    """Yield a proof as lines of text, 80 columns wide."""
    yield from wrapped(f"{proof.status.capitalize()}: {proof.claim}", "", "  ")
    yield ""
    if proof.answers is None:
        yield from wrapped(_told(proof))
        return
    assert proof.steps is not None  # noqa: S101 - it comes with the answers
    told = f"The answers below refute it: {counted(proof.steps, 'option step')} above the lowest answers."
    least = "No counter-example has fewer." if proof.smallest else "There may be a smaller counter-example."
    yield from wrapped(f"{told} {least} All questions apply.")
    yield from heading("Levels")
    yield from level_lines(framework, proof.answers)
    yield from heading("Answers")
    yield from answer_lines(framework, proof.answers)


def _told(proof: Proof) -> str:
    """Return what is said of a claim without a counter-example."""
    if proof.status == "proved":
        never = " No sheet meets what the claim assumes, so it says nothing." if proof.vacuous else ""
        return f"This holds for {SCOPE}.{never}"
    if proof.reason == "limit":
        return "The search was stopped before it was finished. It found no counter-example. Try a higher --cases."
    return (
        "This model is scored in code, and nothing can be proved about code. `maturity check` tries it on many sheets."
    )
