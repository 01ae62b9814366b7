"""Write `routes.md`, the routes of all example organisations: `python docs/routes_page.py`. Needs the extra `roadmap`.

It is kept in the repository, so that people can read it there; a test checks that it matches what the code finds.
"""

from __future__ import annotations

import re
from fractions import Fraction
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from maturity_core import Status, available_frameworks, load_framework, with_examples
from maturity_core.telling.coming import goals_text
from maturity_core.telling.roadmap import cost_text, priced_title, roadmap_texts
from maturity_core.telling.words import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from maturity_core import Alternatives, Assessment, Framework, Roadmap
    from maturity_core.model.examples import Example

FIRST = 3
"""How many things to begin with."""
HEAD = """# Routes of the examples

<!-- Written by docs/routes_page.py: run it again when a model has changed. -->

Each model has example organisations: answer sheets with the levels they should get. This page shows, for each of them,
the cheapest [route](roadmap.md) to its next level, or to the next mark of its score if no level is left.

- **Cost** is counted in efforts: half of a capability's effort is paid to begin, and the rest by option steps.
- **Why** says what is proven, what the next steps without a solver cost, and what every good route raises. A good
  route costs at most a tenth more than the cheapest.
- **Second best** is the cheapest route that leaves out at least one of these capabilities.
- **Begin with** names the first three steps. Whatever they depend on comes first.
- **Can wait** names what no good route needs. Later levels may need it.

`maturity roadmap MODEL ANSWERS --alternatives` prints the same for your own answers.
"""


def write_page(path: Path) -> None:
    """Write the page."""
    path.write_text(page(map(published, available_frameworks())), "utf-8")


def published(model: str) -> Framework:
    """Return a published model with its examples, which are in a file beside it."""
    folder = files("maturity_frameworks") / model.replace("-", "_")
    with as_file(folder / "examples.toml") as path:
        return with_examples(load_framework(model), path)


def page(frameworks: Iterable[Framework]) -> str:
    """Return the page."""
    return "\n".join([HEAD, *map(section, frameworks)]).rstrip() + "\n"


def section(framework: Framework) -> str:
    """Return the part about the examples of a model."""
    lines = [f"## {escaped(framework.name)}\n"]
    for example in framework.examples:
        lines += organisation(framework, example)
    return "\n".join(lines)


def organisation(framework: Framework, example: Example) -> Iterator[str]:
    """Yield the lines about one example."""
    yield f"### {escaped(example.name)}\n"
    result = framework.assess(example.answers)
    level = result.level.name if result.level else "no level"
    if result.not_yet:
        yield "Too few answers for a level, and so for a route.\n"
        return
    route = result.roadmap()
    if route.status != Status.OPEN or not route.steps:
        yield f"At {escaped(level)}. {escaped(' '.join(roadmap_texts(framework, route)))}\n"
        return
    steps = ENGLISH.count("steps", len(route))
    goal = escaped(goals_text(framework, route))
    yield f"From {escaped(level)} to {goal}: {steps}, at a cost of **{cost(route.cost_exact)}**.\n"
    for number, step in enumerate(route, start=1):
        yield f"{number}. {escaped(priced_title(framework, step))}"
    yield ""
    yield from beside(framework, result, route)


def beside(framework: Framework, result: Assessment, route: Roadmap) -> Iterator[str]:
    """Yield why a route is the shortest, what would be second best, what to begin with, and what can wait."""
    found = result.alternatives()
    yield f"- **Why**: {escaped(why(framework, route, found))}"
    yield f"- **Second best**: {escaped(second(framework, found))}"
    first = route.steps[:FIRST]
    together = cost(sum((step.cost_exact for step in first), Fraction(0)))
    share = f"all it takes, at a cost of {together}" if len(first) == len(route) else f"a cost of {together} together"
    yield f"- **Begin with**: {escaped(names(framework, [step.capability for step in first]))}. That is {share}."
    waiting = [one.capability for one in found.capabilities if one.good == "none"]
    yield f"- **Can wait**: {escaped(names(framework, waiting)) if waiting else 'nothing'}.\n"


def why(framework: Framework, route: Roadmap, found: Alternatives) -> str:
    """Return what is proven, what next steps cost, and what good routes have in common."""
    proven = "No route is cheaper, as a solver proved" if route.certificate.proof == "optimal" else "Not proven"
    more = (route.plan_cost_exact or Fraction(0)) - route.cost_exact
    plan = f"next steps cost {cost(more)} more" if more else "next steps cost the same"
    shared = [one.capability for one in found.capabilities if one.good == "every"]
    common = f"Every good route raises {names(framework, shared)}." if shared else "Good routes share no capability."
    return f"{proven}; {plan}. {common}"


def second(framework: Framework, found: Alternatives) -> str:
    """Return what the second best route costs, and by which capabilities it differs."""
    best = found.second
    if best is None:
        return "none. Every route raises all of these capabilities."
    more = f"which is {cost(best.more_exact)} more" if best.more_exact else "which is the same"
    others = f"raises {names(framework, best.instead)} instead" if best.instead else "goes further with the others"
    return f"a cost of {cost(best.cost_exact)}, {more}. It leaves out {names(framework, best.left_out)} and {others}."


def names(framework: Framework, ids: Iterable[str]) -> str:
    """Return the names of capabilities as a list in a sentence."""
    return ENGLISH.listed([framework.capability(name).name for name in ids])


def escaped(text: str) -> str:
    """Return a text of a model without marks that Markdown would read: as few backslashes as can be."""
    return re.sub(r"([\\\\*_`<>\[\]])", r"\\\1", text)


def cost(amount: Fraction) -> str:
    """Return a cost as it is shown."""
    return cost_text(amount, ENGLISH)


if __name__ == "__main__":
    write_page(Path(__file__).with_name("routes.md"))
